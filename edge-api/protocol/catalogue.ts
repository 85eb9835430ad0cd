import * as v from 'valibot';
import { Instant } from './time.ts';
import { Count } from './money.ts';
import { PERFORMANCE_STATUSES, PERFORMANCE_TYPES } from './monitor.ts';
import { SCOPES } from './token.ts';

export const ORGANISATION_TYPES = ['producer', 'agency', 'venue', 'vendor', 'reseller', 'platform', 'fund'] as const;
export const HALL_KINDS = ['hall', 'other_location', 'external_location'] as const;
export const GENRES = [
  'toneel',
  'jeugdtheater',
  'cabaret',
  'musical',
  'muziektheater',
  'opera',
  'dans',
  'klassiek',
  'pop',
  'jazz',
  'circus',
  'literatuur',
  'familie',
  'amateur',
  'festival',
  'overig',
] as const;

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const Aliases = v.pipe(v.array(Text(200)), v.maxLength(50));
const Zone = v.pipe(v.string(), v.check(isZone, 'an IANA time zone such as Europe/Amsterdam'));

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const OrganisationBody = v.strictObject({
  type: v.picklist(ORGANISATION_TYPES),
  name: Text(200),
  aliases: v.optional(Aliases),
  city: v.optional(v.nullable(Text(120))),
  postcode: v.optional(v.nullable(Text(10))),
  province: v.optional(v.nullable(Text(60))),
  country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'an ISO 3166 code such as NL'))),
  timeZone: v.optional(Zone),
  origins: v.optional(v.pipe(v.array(v.string()), v.maxLength(20))),
  livemode: v.optional(v.boolean()),
});
export type OrganisationBody = v.InferOutput<typeof OrganisationBody>;

export const HallBody = v.strictObject({
  venue: Text(40),
  name: Text(120),
  aliases: v.optional(Aliases),
  kind: v.optional(v.picklist(HALL_KINDS)),
  postcode: v.optional(v.nullable(Text(10))),
  defaultCapacity: v.optional(v.nullable(Count)),
});
export type HallBody = v.InferOutput<typeof HallBody>;

export const ProductionBody = v.strictObject({
  /** Only when importing: an id DIP gave out. Left out, we give one that begins with XD-. */
  id: v.optional(v.pipe(v.string(), v.regex(/^NL-\d{2}-\d{3}-\d{7}$/, 'an imported id such as NL-00-000-0000000'))),
  title: Text(300),
  provider: v.optional(v.nullable(Text(40))),
  producer: v.optional(v.nullable(Text(40))),
  agency: v.optional(v.nullable(Text(40))),
  genre: v.optional(v.nullable(v.picklist(GENRES))),
  revival: v.optional(v.boolean()),
  /** A house's own evening, in nobody's tour; the provider may claim it later. */
  house: v.optional(v.boolean()),
});
export type ProductionBody = v.InferOutput<typeof ProductionBody>;

export const PerformanceBody = v.strictObject({
  production: Text(40),
  number: v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/, '1 to 6 digits'))),
  venue: Text(40),
  hall: v.optional(v.nullable(Text(40))),
  startsAt: Instant,
  type: v.optional(v.picklist(PERFORMANCE_TYPES)),
  status: v.optional(v.picklist(PERFORMANCE_STATUSES)),
  movedTo: v.optional(v.nullable(Text(60))),
  onSaleAt: v.optional(v.nullable(Instant)),
  capacity: v.optional(v.nullable(Count)),
  tags: v.optional(v.pipe(v.array(Text(60)), v.maxLength(20))),
  festival: v.optional(v.boolean()),
});
export type PerformanceBody = v.InferOutput<typeof PerformanceBody>;

export const ClientBody = v.strictObject({
  organisation: Text(40),
  name: Text(120),
  scopes: v.pipe(v.array(v.picklist(SCOPES)), v.minLength(1)),
});
export type ClientBody = v.InferOutput<typeof ClientBody>;

/** A venue's admin lets a vendor or reseller act for it, from–to, revocable. */
export const GrantBody = v.strictObject({
  venue: Text(40),
  organisation: Text(40),
  scopes: v.pipe(v.array(v.picklist(SCOPES)), v.minLength(1)),
  from: v.optional(Instant),
  to: v.optional(v.nullable(Instant)),
});
export type GrantBody = v.InferOutput<typeof GrantBody>;

/** Where a reseller's sales already are in the venue's own figures, from a day on (venue-local). */
export const ResellerSettingBody = v.strictObject({
  venue: Text(40),
  reseller: Text(40),
  from: v.pipe(v.string(), v.isoDate()),
  within: v.picklist(['sold', 'blocked', 'none']),
});
export type ResellerSettingBody = v.InferOutput<typeof ResellerSettingBody>;
