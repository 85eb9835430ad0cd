/** Every path of the API, written once. DIP's own calls stand under the root, ours under /v1. */
export const PATHS = {
  token: '/oauth/token',
  keys: '/.well-known/jwks.json',
  openapi: '/openapi.json',
  theatersPerformances: '/theaters/performances',
  ticketsCumulative: '/tickets/cumulative',
  reservationsCumulative: '/reservations/cumulative',
  blockedSeatsCumulative: '/blocked-seats/cumulative',
  capacity: '/productions/:production/performances/:number/capacity',
  health: '/v1/health',
  embedSessions: '/v1/embed-sessions',
  snapshots: '/v1/snapshots',
  quarantine: '/v1/quarantine',
  quarantineItem: '/v1/quarantine/:id',
  monitor: '/v1/monitor',
  totals: '/v1/totals',
  levels: '/v1/levels',
  freshness: '/v1/freshness',
  series: '/v1/performances/:performance/series',
  detail: '/v1/performances/:performance/figures',
  exports: '/v1/export',
  links: '/v1/links',
  linkSuggestions: '/v1/links/suggest',
  organisations: '/v1/organisations',
  halls: '/v1/halls',
  hallLevies: '/v1/halls/:id/levies',
  productions: '/v1/productions',
  performances: '/v1/performances',
  proposals: '/v1/proposals',
  proposalRules: '/v1/proposal-rules',
  clients: '/v1/clients',
  quotas: '/v1/quotas',
  grants: '/v1/grants',
  representations: '/v1/representations',
  observers: '/v1/observers',
  transfers: '/v1/transfers',
  resellerSettings: '/v1/reseller-settings',
  audit: '/v1/audit',
  auditExport: '/v1/audit/export',
  auditChain: '/v1/audit/chain',
  auditHeads: '/v1/audit/heads',
  epoch: '/v1/epoch',
  tenants: '/v1/tenants',
  tenantMove: '/v1/tenants/:organisation/move',
  shards: '/v1/shards',
  shardRestored: '/v1/shards/:shard/restored',
  mail: '/v1/mail',
  me: '/v1/me',
  members: '/v1/members',
  invitations: '/v1/invitations',
  invitationLook: '/v1/invitations/look',
  invitationAccept: '/v1/invitations/accept',
  signIns: '/v1/sign-ins',
  signOuts: '/v1/sign-outs',
  personTokens: '/v1/person-tokens',
  supportMembers: '/v1/support/members',
  roleSwitches: '/v1/role-switches',
  sandboxes: '/v1/sandboxes',
  errors: '/v1/errors/:code',
} as const;

/** Largest body the API reads, in bytes. Ours stands before D1's own 2 MB limit, which local D1 does not enforce. */
export const MAX_BODY_BYTES = 1_048_576;
/** Most items in one bulk call. */
export const MAX_ITEMS = 5_000;
/** Most items in one of DIP's own calls (domain: array of at most 500). */
export const MAX_COUPLING_ITEMS = 500;
/** Most things created or changed in one catalogue call. */
export const MAX_BULK = 2_000;
/** Most rows on one page of a list. */
export const MAX_PAGE = 200;
