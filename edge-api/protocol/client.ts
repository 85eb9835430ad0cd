/** Machines and what they may do: clients, the grants of a venue, and where a reseller's sales already are. */
import * as v from 'valibot';
import { Day, Instant } from './time.ts';
import { SCOPES } from './token.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** What a client may be given; `operator` is the operator's alone, `people:sign-in` only a portal's (an organisation of type platform). */
export const CLIENT_SCOPES = SCOPES.filter((scope) => scope !== 'operator');

export const ClientBody = v.strictObject({
  organisation: Text(40),
  name: Text(120),
  scopes: v.pipe(v.array(v.picklist(CLIENT_SCOPES)), v.minLength(1)),
});
export type ClientBody = v.InferOutput<typeof ClientBody>;

/** `secret` is shown this once. */
export const ClientMade = v.object({ id: v.string(), secret: v.string(), note: v.string() });
export const Client = v.object({
  id: v.string(),
  organisation: v.string(),
  name: v.string(),
  scopes: v.array(v.string()),
  createdAt: v.string(),
  disabledAt: v.nullable(v.string()),
});
export type Client = v.InferOutput<typeof Client>;

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
