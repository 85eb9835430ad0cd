import * as v from 'valibot';
import { AmountTerms, Cents, Count, Inclusion } from './money.ts';
import { Instant } from './time.ts';
import { MAX_ITEMS } from './paths.ts';

/** The registers of a performance: each moves on its own, a missing one is left alone. Order is the storage order. */
export const COMPONENTS = ['normal', 'discount', 'free', 'other', 'reserved', 'blocked', 'capacity'] as const;
export type Component = (typeof COMPONENTS)[number];
export const PRICE_CLASSES = ['normal', 'discount', 'free', 'other'] as const;
export const PriceClass = v.picklist(PRICE_CLASSES);
export type PriceClass = v.InferOutput<typeof PriceClass>;

/** `amount` in cents; absent = unknown, which is never taken for zero. */
export const CountAmount = v.strictObject({ count: Count, amount: v.optional(v.nullable(Cents)) });
export type CountAmount = v.InferOutput<typeof CountAmount>;

export const PriceLine = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  class: PriceClass,
  band: v.optional(v.pipe(v.string(), v.maxLength(80))),
  price: v.optional(v.nullable(Cents)),
  count: v.pipe(v.number(), v.safeInteger()),
  amount: v.optional(v.nullable(Cents)),
  vatRate: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
});
export type PriceLine = v.InferOutput<typeof PriceLine>;

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** What the venue's system knows of its own performance: enough to show it and to propose a link. */
export const AboutPerformance = v.strictObject({
  title: Text(300),
  startsAt: Instant,
  hall: v.optional(Text(120)),
  production: v.optional(Text(300)),
  provider: v.optional(Text(200)),
});
export type AboutPerformance = v.InferOutput<typeof AboutPerformance>;

/** Highest revision of a report with the same `asOf`; raised when a mapping or a file was corrected. */
export const MAX_REVISION = 999;

/**
 * Cumulative figures of one performance at one moment. Either `performance` (a DIP-form id) or `ref` (the venue's own
 * reference). `asOf` may be left out: then the time of receipt counts, without protection against late retries.
 */
export const Snapshot = v.pipe(
  v.strictObject({
    performance: v.optional(Text(60)),
    ref: v.optional(Text(120)),
    about: v.optional(AboutPerformance),
    asOf: v.optional(Instant),
    revision: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_REVISION))),
    normal: v.optional(CountAmount),
    discount: v.optional(CountAmount),
    free: v.optional(CountAmount),
    other: v.optional(CountAmount),
    reserved: v.optional(
      v.strictObject({ count: Count, amount: v.optional(v.nullable(Cents)), expiresAt: v.optional(Instant) }),
    ),
    blocked: v.optional(CountAmount),
    capacity: v.optional(Count),
    lines: v.optional(v.pipe(v.array(PriceLine), v.maxLength(200))),
  }),
  v.check(
    (item) => (item.performance === undefined) !== (item.ref === undefined),
    'give either performance (a DIP id) or ref (your own reference)',
  ),
  v.check(
    (item) => COMPONENTS.some((name) => item[name] !== undefined),
    'give at least one of normal, discount, free, other, reserved, blocked, capacity',
  ),
);
export type Snapshot = v.InferOutput<typeof Snapshot>;

/** Body of `PUT /v1/snapshots`. Items are checked one by one, so that one bad item does not refuse the others. */
export const SnapshotBatch = v.strictObject({
  /** Name of the venue system these figures come from, e.g. `kassa`; made known on first use. */
  source: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, '1 to 40 of a-z 0-9 . _ -'))),
  /** For a vendor's or reseller's client: the venue it acts for (organisation id). */
  organisation: v.optional(Text(40)),
  amounts: v.optional(
    v.partial(v.strictObject({ currency: AmountTerms.entries.currency, vat: Inclusion, levy: Inclusion })),
  ),
  items: v.pipe(
    v.array(v.unknown()),
    v.minLength(1, 'at least one item'),
    v.maxLength(MAX_ITEMS, `at most ${MAX_ITEMS} items`),
  ),
});
export type SnapshotBatch = v.InferOutput<typeof SnapshotBatch>;
