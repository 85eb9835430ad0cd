/** What leaves a venue about who comes: facts of orders without a person in them, one set per performance. */
import * as v from 'valibot';
import { Cents } from './money.ts';
import { MAX_REVISION, PRICE_CLASSES } from './snapshot.ts';
import { Instant } from './time.ts';

/** 22 characters of base64url: the first 128 bits of HMAC-SHA-256, with a secret that never leaves the venue. */
export const Pseudonym = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, '22 characters of base64url'));
/** Which secret made the pseudonyms; another one after re-keying. */
export const KeyId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '1 to 32 of a-z 0-9 -'));

/** Age in the year of the performance: year − birth year. */
export const AGE_BANDS = ['0-17', '18-25', '26-35', '36-45', '46-55', '56-65', '66-75', '76+'] as const;
export const GENDERS = ['f', 'm', 'x'] as const;
export const AUDIENCE_CHANNELS = ['web', 'desk', 'phone', 'reseller', 'other'] as const;
export const Pc4 = v.pipe(v.string(), v.regex(/^[1-9]\d{3}$/, 'four digits, the first not 0'));

/** Most facts in one set; a larger performance is sent in parts. */
export const MAX_FACTS = 4_000;

const Tickets = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000));
/** One order for one performance. Without `buyer` it is counted for coverage and not kept. */
export const AudienceFact = v.strictObject({
  order: Pseudonym,
  buyer: v.nullable(Pseudonym),
  /** Hour of the order on the venue's own clock, `2026-11-03T20`. */
  booked: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3])$/, 'an hour such as 2026-11-03T20')),
  tickets: Tickets,
  /** As the house reports recette; null = unknown. */
  amount: v.nullable(Cents),
  channel: v.picklist(AUDIENCE_CHANNELS),
  /** Classes of price in the order. */
  classes: v.pipe(v.array(v.picklist(PRICE_CLASSES)), v.minLength(1), v.maxLength(4)),
  pc4: v.optional(Pc4),
  /** Postcode outside the Netherlands. */
  abroad: v.optional(v.literal(true)),
  age: v.optional(v.picklist(AGE_BANDS)),
  /** Only where the venue switched it on. */
  gender: v.optional(v.picklist(GENDERS)),
  /** Code from the venue's own table of postcodes and segments. */
  segment: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,20}$/, '1 to 20 letters, digits, . _ -'))),
  /** What the venue's system itself says; absent = it does not know. */
  first: v.optional(v.boolean()),
});
export type AudienceFact = v.InferOutput<typeof AudienceFact>;

/** Why rows did not become a fact, or lost a part of it. Counted, never shown with a value. */
export const AUDIENCE_FAULTS = [
  'bad_postcode',
  'bad_birth_year',
  'bad_moment',
  'too_many_tickets',
  'shared_address',
  'no_consent',
  'opted_out',
  'erased',
  'clock_skew',
] as const;
export const AudienceFault = v.picklist(AUDIENCE_FAULTS);
export type AudienceFault = v.InferOutput<typeof AudienceFault>;

const N = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Of all tickets issued for the performance, how many are known how far. */
export const AudienceCoverage = v.strictObject({
  tickets: N,
  withBuyer: N,
  withPostcode: N,
  withAge: N,
  faults: v.optional(v.record(AudienceFault, N)),
});
export type AudienceCoverage = v.InferOutput<typeof AudienceCoverage>;

/** All facts of a performance at one moment. It replaces the set before, whole; an older one changes nothing. */
export const AudienceSet = v.pipe(
  v.strictObject({
    performance: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))),
    ref: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))),
    asOf: Instant,
    revision: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_REVISION))),
    keyId: KeyId,
    /** Part `part` (from 0) of `parts`: the set stands when all parts of one asOf and revision are there. */
    part: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0),
    parts: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(64)), 1),
    /** The same in each part. */
    coverage: AudienceCoverage,
    facts: v.pipe(v.array(AudienceFact), v.maxLength(MAX_FACTS)),
  }),
  v.check(
    (item) => (item.performance === undefined) !== (item.ref === undefined),
    'give either performance (a DIP id) or ref (your own reference)',
  ),
  v.check(({ part, parts }) => part < parts, 'part is lower than parts'),
);
export type AudienceSet = v.InferOutput<typeof AudienceSet>;

/** Body of `PUT /v1/audience/facts`. Answer: `PushResult`, as of every push; sets are checked one by one. */
export const AudienceBatch = v.strictObject({
  source: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, '1 to 40 of a-z 0-9 . _ -'))),
  organisation: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))),
  items: v.pipe(v.array(v.unknown()), v.minLength(1, 'at least one item'), v.maxLength(200, 'at most 200 items')),
});
export type AudienceBatch = v.InferOutput<typeof AudienceBatch>;

/** Body of `POST /v1/audience/erasures`. */
export const ErasureBody = v.strictObject({
  organisation: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))),
  keyId: KeyId,
  buyers: v.pipe(v.array(Pseudonym), v.minLength(1), v.maxLength(500)),
});
export type ErasureBody = v.InferOutput<typeof ErasureBody>;
export interface ErasureAnswer {
  /** Facts that were deleted now. */
  readonly facts: number;
  readonly performances: number;
  /** When the tables are published without them. */
  readonly publishedAt: string;
  readonly livemode: boolean;
}

/** Body of `PUT /v1/audience/settings`, of the whole house; answered by GET as well. */
export const AudienceSettings = v.strictObject({
  /** Seasons that facts are kept after their own. */
  keepSeasons: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10)),
  /** Give published tables to the sector's benchmark, and get it. */
  benchmark: v.boolean(),
  /** Productions whose tables are not shown to their provider. */
  notShared: v.pipe(v.array(v.string()), v.maxLength(2_000)),
  /** Performances and productions left out of everything published; facts that come for them are not kept. */
  excluded: v.pipe(v.array(v.string()), v.maxLength(2_000)),
});
export type AudienceSettings = v.InferOutput<typeof AudienceSettings>;
