import * as v from 'valibot';
import { Day } from './time.ts';

const MAX_LEVY_CENTS = 100_000;

/** A levy inside the price of every paid ticket (theatertoeslag). */
export const Levy = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  /** Cents a ticket, VAT inside. */
  amount: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_LEVY_CENTS, 'cents, at most 1,000.00')),
  /** Percent, to two decimals. */
  vatRate: v.pipe(
    v.number(),
    v.minValue(0),
    v.maxValue(100),
    v.check((rate) => Math.abs(rate * 100 - Math.round(rate * 100)) < 1e-9, 'at most two decimals'),
  ),
  /** Shared levies are part of what venue and provider divide, so they stay in the amount without levy. */
  shared: v.boolean(),
});
export type Levy = v.InferOutput<typeof Levy>;

/** Body of `PUT /v1/halls/{id}/levies`: what holds for performances from a day on, until the next period. */
export const LevyPeriod = v.strictObject({
  from: Day,
  /** `[]` = known to be none; `null` = not known from that day on. */
  levies: v.nullable(v.pipe(v.array(Levy), v.maxLength(10, 'at most 10 levies'))),
});
export type LevyPeriod = v.InferOutput<typeof LevyPeriod>;

/** Answer of `GET` and `PUT /v1/halls/{id}/levies`, oldest first. */
export interface LevyPeriods {
  readonly hall: string;
  readonly periods: readonly LevyPeriod[];
}
