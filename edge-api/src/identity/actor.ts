/** Who asks, and what a route asks of its caller. */
import { holds, PRESET_GRID, PRESETS, type Grid, type Module, type Preset, type Right, type Scope } from '#protocol';

/** Who asks, as far as the token proves it. The tenant comes from here and from nowhere else. */
export interface Actor {
  readonly kind: 'client' | 'embed' | 'person' | 'operator';
  /** The client that asked for the token; for a person, the portal's. */
  readonly clientId: string;
  /** Which of that client's secrets or keys the token was obtained with, `XD-SEC-…` or `key <kid>`: it ends with it. */
  readonly credential?: string;
  /** Raised when the client's scopes change; a token with a lower one has ended. */
  readonly clientEpoch?: number;
  /** Key and id of the organisation the token speaks for; 0 for the operator. */
  readonly organisation: number;
  readonly organisationId: string;
  readonly organisationType: string;
  readonly scopes: readonly Scope[];
  readonly preset?: Preset;
  /** Of a person: what the membership holds. */
  readonly grid?: Grid;
  /** Of a person: `XD-USR-…` and `XD-MEM-…`. */
  readonly user?: string;
  readonly membership?: string;
  /** Of a person: the revision of the membership the token was given for; it ends with that. */
  readonly revision?: number;
  /** Of a person: when they signed in at the portal, ms; signing out everywhere later ends the token. */
  readonly signedInAt?: number;
  /** Of a person: key of the portal's organisation. */
  readonly portal?: number;
  /** Of a person: support looks as this membership; `user` is then the supporter. Reading only. */
  readonly support?: { readonly id: string; readonly until: number };
  /** Of an embed session: the host's own opaque name for the viewer. */
  readonly viewer?: string;
  /** Productions an embed session, or an observer, is limited to. */
  readonly productions?: readonly string[];
  readonly origins?: readonly string[];
  /** Key of the organisation that asked for an embed session under a venue's grant; the session ends with the grant. */
  readonly via?: number;
  readonly livemode: boolean;
  readonly epoch: number;
  /** When the token was given, ms. */
  readonly at?: number;
}

interface Need {
  /** What a client needs. */
  readonly scope: Scope;
  /** What a person or an embed session needs; without, it is for machines alone. */
  readonly grid?: readonly [Module, Right];
  /** And this beside it, of a person or a session: nobody opens to others what they do not see. */
  readonly also?: readonly [Module, Right];
  /** The organisation must be the platform's own. */
  readonly platform?: true;
  /** Not for the operator, who runs the platform: figures are the tenants', and persons speak for themselves. */
  readonly notOperator?: true;
  /** Not for who is limited to productions: it concerns the whole house. */
  readonly whole?: true;
  /** It leaves something behind, though looking is right enough: not for who only looks along. */
  readonly writes?: true;
}

/** What a route asks of its caller. Every route names one; a route without cannot be registered. */
export const NEEDS = {
  read_sales: { scope: 'sales:read', grid: ['sales', 'view'], notOperator: true },
  push_sales: { scope: 'sales:push', notOperator: true },
  quarantine: { scope: 'sales:push', grid: ['sales', 'edit'], notOperator: true },
  read_catalogue: { scope: 'catalogue:read', grid: ['catalogue', 'view'] },
  write_catalogue: { scope: 'catalogue:write', grid: ['catalogue', 'edit'], whole: true },
  /** Whom the house works with and lets in, its halls and levies. */
  read_house: { scope: 'catalogue:read', grid: ['catalogue', 'view'], whole: true },
  link: { scope: 'links:write', grid: ['sales', 'edit'] },
  create_embed: { scope: 'embed:create', notOperator: true },
  /** Grants, representation, transfer: opening one's figures to another house. */
  share: { scope: 'people:write', grid: ['people', 'administer'], also: ['sales', 'view'], whole: true },
  read_agreements: { scope: 'agreements:read', grid: ['agreements', 'view'], notOperator: true },
  write_agreements: { scope: 'agreements:write', grid: ['agreements', 'edit'], notOperator: true },
  approve_agreements: { scope: 'agreements:approve', grid: ['agreements', 'approve'], notOperator: true },
  settle_agreements: { scope: 'agreements:settle', grid: ['agreements', 'settle'], notOperator: true },
  /** Rules, templates, frameworks and webhooks of the whole house. */
  administer_agreements: {
    scope: 'agreements:write',
    grid: ['agreements', 'administer'],
    notOperator: true,
    whole: true,
  },
  /** Talking about what both sides see. */
  discuss: { scope: 'agreements:write', grid: ['agreements', 'view'], writes: true, notOperator: true },
  /** Facts of who comes, and their erasure: a house's own connector, which alone can make the keys of buyers. */
  push_audience: { scope: 'audience:push', notOperator: true },
  read_audience: { scope: 'audience:read', grid: ['audience', 'view'], notOperator: true },
  administer_audience: { scope: 'audience:write', grid: ['audience', 'administer'], notOperator: true, whole: true },
  read_people: { scope: 'people:read', grid: ['people', 'view'] },
  write_people: { scope: 'people:write', grid: ['people', 'administer'] },
  clients: { scope: 'clients:write', grid: ['people', 'administer'], whole: true },
  read_audit: { scope: 'audit:read', grid: ['people', 'administer'], whole: true },
  /** A portal says who signed in, and asks for that person's tokens. */
  sign_in: { scope: 'people:sign-in', platform: true, notOperator: true },
  /** Looking as another membership. */
  support: { scope: 'operator', grid: ['support', 'view'], platform: true, notOperator: true },
  operate: { scope: 'operator' },
} as const satisfies Record<string, Need>;

/** `self`: whoever is signed in, about themselves. */
export type Action = 'public' | 'self' | keyof typeof NEEDS;

export type Decision =
  | { readonly allow: true }
  | {
      readonly allow: false;
      readonly reason:
        | 'not_signed_in'
        | 'operator'
        | 'platform'
        | 'scope'
        | 'grid'
        | 'limited'
        | 'support_reads_only'
        | 'observer_reads_only';
    };

const onlyLooks = ({ grid, writes }: Need): boolean => grid?.[1] === 'view' && !writes;
const needOf = (action: keyof typeof NEEDS): Need => NEEDS[action];

/** An organisation that observes looks; it keeps its own people and clients, and nothing else. */
const OBSERVER_MAY: readonly (keyof typeof NEEDS)[] = ['create_embed', 'write_people', 'clients', 'read_audit'];
const observes = ({ organisationType }: Actor, action: keyof typeof NEEDS): boolean =>
  organisationType === 'observer' && !onlyLooks(needOf(action)) && !OBSERVER_MAY.includes(action);

/** The scope a client needs for an action and the presets that include it; undefined = public. */
export function rightOf(
  action: Action,
): { readonly scope: Scope | 'self'; readonly presets: readonly Preset[] } | undefined {
  if (action === 'public') return undefined;
  if (action === 'self') return { scope: 'self', presets: PRESETS };
  const { scope, grid } = needOf(action);
  return { scope, presets: grid ? PRESETS.filter((preset) => holds(PRESET_GRID[preset], grid[0], grid[1])) : [] };
}

/** What a client needs before it may give somebody this right: never more than it could do itself. */
export const scopesFor = (module: Module, right: Right): readonly Scope[] =>
  Object.values<Need>(NEEDS).flatMap(({ scope, grid }) => (grid?.[0] === module && grid[1] === right ? [scope] : []));

const VIEWS = (['sales', 'agreements', 'audience', 'catalogue'] as const).map((module) => [module, 'view'] as const);

/** What a client with a scope can do, as rights: a person must hold them all to make one. A client that makes sessions shows it all. */
export const cellsOf = (scope: Scope): readonly (readonly [Module, Right])[] =>
  scope === 'embed:create'
    ? VIEWS
    : Object.values<Need>(NEEDS).flatMap((need) => (need.scope === scope && need.grid ? [need.grid] : []));

/** What two houses agree, and who comes to them, is no supplier's affair: of these modules a session holds only what its maker has the scope for. */
const BY_SCOPE: readonly Module[] = ['agreements', 'audience'];

/** Of the maker's scopes, those a session keeps. */
export const sessionScopes = (held: (scope: Scope) => boolean): readonly Scope[] => [
  ...new Set(
    Object.values<Need>(NEEDS).flatMap(({ scope, grid }) =>
      grid && BY_SCOPE.includes(grid[0]) && held(scope) ? [scope] : [],
    ),
  ),
];

/** The rights of a person, or of a session; undefined for machines, which have scopes. */
export function gridOf({ kind, grid, preset, scopes }: Actor): Grid | undefined {
  if (kind === 'person') return grid;
  if (kind !== 'embed' || !preset) return undefined;
  const held = ([module, rights]: [string, readonly Right[]]) => [
    module,
    rights.filter(
      (right) =>
        !BY_SCOPE.includes(module as Module) ||
        scopesFor(module as Module, right).every((scope) => scopes.includes(scope)),
    ),
  ];
  return Object.fromEntries(Object.entries(PRESET_GRID[preset]).map(held)) as Grid;
}

/** What a session of a preset may do beyond looking, as the scopes its maker must have: it is never wider than its maker. */
export const presetNeeds = (preset: Preset): readonly Scope[] => [
  ...new Set(
    Object.values<Need>(NEEDS).flatMap(({ scope, grid }) =>
      grid && grid[1] !== 'view' && !BY_SCOPE.includes(grid[0]) && holds(PRESET_GRID[preset], grid[0], grid[1])
        ? [scope]
        : [],
    ),
  ),
];

/**
 * The one place of decision. Pure; deny by default. What is decided here is whether the caller may do such a thing at
 * all; which rows it may do it to follows from the organisation in its token, and is asked of the store.
 */
export function decide(actor: Actor | undefined, action: Action): Decision {
  if (action === 'public') return { allow: true };
  if (!actor) return { allow: false, reason: 'not_signed_in' };
  if (action === 'self') return { allow: true };
  const need = needOf(action);
  const { scope, grid, also, platform, notOperator, whole } = need;
  if (actor.kind === 'operator') return notOperator ? { allow: false, reason: 'operator' } : { allow: true };
  if (platform && actor.organisationType !== 'platform') return { allow: false, reason: 'platform' };
  if (observes(actor, action)) return { allow: false, reason: 'observer_reads_only' };
  if (actor.kind === 'client')
    return actor.scopes.includes(scope) ? { allow: true } : { allow: false, reason: 'scope' };
  if (!grid) return { allow: false, reason: 'grid' };
  if (whole && actor.productions) return { allow: false, reason: 'limited' };
  if (actor.support && !onlyLooks(need)) return { allow: false, reason: 'support_reads_only' };
  if (actor.kind === 'embed' && BY_SCOPE.includes(grid[0]) && !actor.scopes.includes(scope))
    return { allow: false, reason: 'grid' };
  const held = actor.kind === 'person' ? actor.grid : actor.preset && PRESET_GRID[actor.preset];
  const holdsAll = held && [grid, ...(also ? [also] : [])].every(([module, right]) => holds(held, module, right));
  return holdsAll ? { allow: true } : { allow: false, reason: 'grid' };
}
