/**
 * Bodies of DIP's own coupling calls. Paths, methods, ids and classes are theirs as published; the body shapes are
 * ours and stand in this one file, so that the true ones can be added in a day.
 */
import * as v from 'valibot';
import { Cents, Count } from './money.ts';
import { PriceClass } from './snapshot.ts';
import { Instant } from './time.ts';

const production = v.pipe(
  v.string(),
  v.regex(/^[A-Z]{2}-\d{2}-\d{3}-\d{7}$/, 'a production number such as NL-00-000-0000000'),
);
const number = v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'a performance number of 1 to 6 digits'));
const asOf = v.optional(Instant);

export const TicketsItem = v.strictObject({
  production,
  number,
  asOf,
  types: v.pipe(
    v.array(v.strictObject({ type: PriceClass, count: Count, amount: v.optional(v.nullable(Cents)) })),
    v.minLength(1, 'at least one of normal, discount, free, other'),
    v.check((types) => new Set(types.map((t) => t.type)).size === types.length, 'each type once'),
  ),
});
export type TicketsItem = v.InferOutput<typeof TicketsItem>;

export const SeatsItem = v.strictObject({
  production,
  number,
  asOf,
  count: Count,
  amount: v.optional(v.nullable(Cents)),
});
export type SeatsItem = v.InferOutput<typeof SeatsItem>;

export const CapacityBody = v.strictObject({ asOf, capacity: Count });
export type CapacityBody = v.InferOutput<typeof CapacityBody>;

/** One row of `GET /theaters/performances`: what a ticketing system needs to couple its own performance. */
export interface TheaterPerformance {
  readonly production: string;
  readonly number: string;
  readonly title: string;
  readonly startsAt: string;
  readonly timeZone: string;
  readonly hall: string | null;
  readonly venue: string;
  readonly provider: string | null;
  readonly status: string;
  readonly linked: boolean;
}
