import * as v from 'valibot';
import { Instant } from './time.ts';
import { Count } from './money.ts';
import { PERFORMANCE_STATUSES, PERFORMANCE_TYPES } from './monitor.ts';
import { Origin } from './token.ts';

export const ORGANISATION_TYPES = [
  'producer',
  'agency',
  'venue',
  'vendor',
  'reseller',
  'platform',
  'fund',
  'observer',
] as const;
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
  origins: v.optional(v.pipe(v.array(Origin), v.maxLength(20))),
  /** `false`: an organisation of an installation for practice. For ever: it never meets a live one. */
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

/** Changes: only the fields that are given move; `null` empties one. */
export const OrganisationChange = v.partial(v.omit(OrganisationBody, ['type', 'livemode']));
export type OrganisationChange = v.InferOutput<typeof OrganisationChange>;
export const HallChange = v.partial(v.omit(HallBody, ['venue']));
export type HallChange = v.InferOutput<typeof HallChange>;
export const ProductionChange = v.partial(v.omit(ProductionBody, ['id', 'house']));
export type ProductionChange = v.InferOutput<typeof ProductionChange>;
export const PerformanceChange = v.partial(v.omit(PerformanceBody, ['production', 'number', 'venue']));
export type PerformanceChange = v.InferOutput<typeof PerformanceChange>;

/** Of one thing entered twice: the one that stays. Undone by `DELETE` on the same path. */
export const MergeBody = v.strictObject({ into: Text(60) });

/** What every catalogue answer carries. `revision` is its ETag; a `mergedInto` leads one hop further. */
const Kept = { revision: v.number(), mergedInto: v.nullable(v.string()), disabled: v.boolean() };

/** `origins` and `livemode` are shown to the organisation itself and the operator. */
export const Organisation = v.object({
  id: v.string(),
  type: v.picklist(ORGANISATION_TYPES),
  name: v.string(),
  aliases: v.array(v.string()),
  city: v.nullable(v.string()),
  postcode: v.nullable(v.string()),
  province: v.nullable(v.string()),
  country: v.string(),
  timeZone: v.string(),
  origins: v.optional(v.array(v.string())),
  livemode: v.optional(v.boolean()),
  ...Kept,
});
export type Organisation = v.InferOutput<typeof Organisation>;

export const Hall = v.object({
  id: v.string(),
  venue: v.string(),
  name: v.string(),
  aliases: v.array(v.string()),
  kind: v.picklist(HALL_KINDS),
  postcode: v.nullable(v.string()),
  defaultCapacity: v.nullable(v.number()),
  ...Kept,
});
export type Hall = v.InferOutput<typeof Hall>;

export const Production = v.object({
  id: v.string(),
  title: v.string(),
  provider: v.nullable(v.string()),
  producer: v.nullable(v.string()),
  agency: v.nullable(v.string()),
  genre: v.nullable(v.picklist(GENRES)),
  revival: v.boolean(),
  house: v.boolean(),
  ...Kept,
});
export type Production = v.InferOutput<typeof Production>;

export const Performance = v.object({
  id: v.string(),
  production: v.string(),
  number: v.string(),
  title: v.string(),
  provider: v.nullable(v.string()),
  providerName: v.nullable(v.string()),
  venue: v.string(),
  venueName: v.string(),
  timeZone: v.string(),
  hall: v.nullable(v.string()),
  hallName: v.nullable(v.string()),
  startsAt: v.string(),
  type: v.picklist(PERFORMANCE_TYPES),
  status: v.picklist(PERFORMANCE_STATUSES),
  movedTo: v.nullable(v.string()),
  onSaleAt: v.nullable(v.string()),
  capacity: v.nullable(v.number()),
  tags: v.array(v.string()),
  festival: v.boolean(),
  revision: v.number(),
  mergedInto: v.nullable(v.string()),
});
export type Performance = v.InferOutput<typeof Performance>;

/** One item of a bulk call; `current` stands beside a `clash`, so that both versions can be shown. */
export const WriteResult = v.object({
  index: v.number(),
  outcome: v.picklist(['created', 'changed', 'unchanged', 'clash', 'invalid', 'not_found']),
  id: v.optional(v.string()),
  revision: v.optional(v.number()),
  warning: v.optional(v.string()),
  /** Performances with this title, date and hall that the caller may see. */
  duplicates: v.optional(v.array(v.string())),
  current: v.optional(v.unknown()),
  pointer: v.optional(v.string()),
  detail: v.optional(v.string()),
});
export type WriteResult = v.InferOutput<typeof WriteResult>;
