/** Machines and what they may do: clients, the grants of a venue, and where a reseller's sales already are. */
import * as v from 'valibot';
import { Day, Instant } from './time.ts';
import { SCOPES } from './token.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** What a client may be given; `operator` is the operator's alone, `people:sign-in` only a portal's (an organisation of type platform). */
export const CLIENT_SCOPES = SCOPES.filter((scope) => scope !== 'operator');

/** Most living secrets, and most living keys, of one client. */
export const MAX_CREDENTIALS = 10;
/** How long two secrets may overlap: 30 days. */
export const MAX_OVERLAP_HOURS = 720;

const Scopes = v.pipe(
  v.array(v.picklist(CLIENT_SCOPES)),
  v.minLength(1),
  v.transform((list) => [...new Set(list)]),
);

/** `organisation`: the maker's own when absent; only the operator names another. */
export const ClientBody = v.strictObject({ organisation: v.optional(Text(40)), name: Text(120), scopes: Scopes });
export type ClientBody = v.InferOutput<typeof ClientBody>;

/** Narrowed or widened scopes end the tokens given before, within 5 seconds. */
export const ClientChange = v.strictObject({ name: v.optional(Text(120)), scopes: v.optional(Scopes) });
export type ClientChange = v.InferOutput<typeof ClientChange>;

/** `secret` is shown this once. */
export const ClientMade = v.object({ id: v.string(), secret: v.string(), note: v.string() });

/**
 * Another secret. Those that stand end after `overlapHours` (0 = at once, with their tokens); without it they stay until
 * they are removed.
 */
export const SecretBody = v.strictObject({
  overlapHours: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_OVERLAP_HOURS))),
});
export type SecretBody = v.InferOutput<typeof SecretBody>;
export const SecretMade = v.object({ id: v.string(), secret: v.string(), note: v.string() });

const Coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'base64url of 32 bytes'));
/** Never taken, with the reason, so that nobody tries twice. */
const refused = (why: string) => v.optional(v.never(why));
const NEVER_FETCHED = 'keys are registered here and never fetched: send the public key itself as jwk';
const PRIVATE =
  'a private part: keep it where it was made, send the public key only, and make a new pair if this one left its place';

/** The public half of an ES256 key (RFC 7517). Without `kid` it gets its thumbprint (RFC 7638). */
export const PublicJwk = v.strictObject({
  kty: v.literal('EC', 'EC: only ES256 keys are registered'),
  crv: v.literal('P-256', 'P-256: only ES256 keys are registered'),
  x: Coordinate,
  y: Coordinate,
  kid: v.optional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,100}$/, '1 to 100 visible characters'))),
  alg: v.optional(v.literal('ES256', 'ES256')),
  use: v.optional(v.literal('sig', 'sig')),
  key_ops: v.optional(v.tuple([v.literal('verify')], 'only verify')),
  ext: v.optional(v.boolean()),
  d: refused(PRIVATE),
});
export const KeyBody = v.strictObject({
  jwk: PublicJwk,
  jwks_uri: refused(NEVER_FETCHED),
  jwks: refused('one key at a time, as jwk'),
});
export type KeyBody = v.InferOutput<typeof KeyBody>;
export const KeyMade = v.object({ kid: v.string() });

export const ClientSecret = v.object({
  id: v.string(),
  createdAt: v.string(),
  endsAt: v.nullable(v.string()),
  lastUsedAt: v.nullable(v.string()),
});
export const ClientKey = v.object({ kid: v.string(), createdAt: v.string(), lastUsedAt: v.nullable(v.string()) });
/** `secrets` and `keys` are those that stand. `lastUsedAt` is exact to five minutes. */
export const Client = v.object({
  id: v.string(),
  organisation: v.string(),
  name: v.string(),
  scopes: v.array(v.string()),
  createdAt: v.string(),
  disabledAt: v.nullable(v.string()),
  lastUsedAt: v.nullable(v.string()),
  secrets: v.array(ClientSecret),
  keys: v.array(ClientKey),
});
export type Client = v.InferOutput<typeof Client>;

/** Requests of all clients of an organisation on one day (UTC). */
export const QuotaBody = v.strictObject({
  requests: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000))),
});
export const Quota = v.object({
  organisation: v.string(),
  requests: v.number(),
  /** The number everybody has. */
  ordinary: v.boolean(),
  day: v.string(),
  /** Counted with a delay of up to half a minute; `spent`: refused for the rest of the day. */
  clients: v.array(v.object({ client: v.string(), requests: v.number(), spent: v.boolean() })),
});
export type Quota = v.InferOutput<typeof Quota>;

/** A venue's admin lets a vendor or reseller act for it, from–to, revocable. */
export const GrantBody = v.strictObject({
  venue: Text(40),
  organisation: Text(40),
  scopes: v.pipe(v.array(v.picklist(CLIENT_SCOPES)), v.minLength(1)),
  from: v.optional(Instant),
  to: v.optional(v.nullable(Instant)),
});
export type GrantBody = v.InferOutput<typeof GrantBody>;
export const Grant = v.object({
  venue: v.string(),
  organisation: v.string(),
  scopes: v.array(v.string()),
  from: v.string(),
  to: v.nullable(v.string()),
});
export type Grant = v.InferOutput<typeof Grant>;

/** Where a reseller's sales already are in the venue's own figures, from a day on (venue-local). */
export const ResellerSettingBody = v.strictObject({
  venue: Text(40),
  reseller: Text(40),
  from: Day,
  within: v.picklist(['sold', 'blocked', 'none']),
});
export type ResellerSettingBody = v.InferOutput<typeof ResellerSettingBody>;
