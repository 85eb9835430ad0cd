/** Pure: which tickets and which money count, by the definition asked for. */
import {
  CHANGE_DAYS,
  daysBetween,
  DEFAULT_AMOUNT_TERMS,
  type AmountDefinition,
  type Benchmark,
  type Changes,
  type CountDefinition,
} from '#protocol';
import type { Basis } from './money-by.ts';
import type { ReaderBody, Series, Stand } from './reader-body.ts';

export interface View {
  readonly count: CountDefinition;
  readonly amount: AmountDefinition;
  readonly today: string;
  readonly now: number;
  /** Newest report (ms) of each venue: a source that only sends changes is not silent while it sends others. */
  readonly heard?: ReadonlyMap<string, number>;
  /** Published figures of the same production elsewhere. */
  readonly benchmark?: (production: string | null, venue: string, daysToGo: number) => Benchmark;
}

/** Bodies kept since before terms were known speak of amounts as Dutch systems report them. */
export const basisOf = ({ terms, vat, levies }: ReaderBody): Basis => ({
  terms: terms ?? DEFAULT_AMOUNT_TERMS,
  vat: vat ?? null,
  levies: levies ?? null,
});

export function countBy(definition: CountDefinition, stand: Stand): number | null {
  const { normal, discount, other, free, reserved } = stand;
  if (!normal && !discount && !other && !free) return null;
  const paid = (normal?.[0] ?? 0) + (discount?.[0] ?? 0) + (other?.[0] ?? 0);
  return (
    paid + (definition === 'issued' ? (free?.[0] ?? 0) : definition === 'sold_reserved' ? (reserved?.[0] ?? 0) : 0)
  );
}

const addSeries = (a: Series, b: Series): Series =>
  a.map((value, i) => (value === null && (b[i] ?? null) === null ? null : (value ?? 0) + (b[i] ?? 0)));
export const countSeries = (definition: CountDefinition, body: ReaderBody): Series =>
  definition === 'sold'
    ? body.history.paid
    : addSeries(body.history.paid, definition === 'issued' ? body.history.free : body.history.reserved);

/** Change of a cumulative series; null where one of the two days is unknown, for missing is not zero. */
export function changes(series: Series): Changes {
  const last = series.at(-1) ?? null;
  const over = (days: number): number | null => {
    const then = series.at(-1 - days) ?? null;
    return last === null || then === null ? null : last - then;
  };
  return [over(CHANGE_DAYS[0]), over(CHANGE_DAYS[1]), over(CHANGE_DAYS[2])];
}

/**
 * Tickets per day over the last 28 days from a cumulative series that ends today. Unknown: days before the first report,
 * the first report's own day, for what it says was sold over all days before it, and days after `known`, the last day
 * that anything was heard of.
 */
export function perDay(series: Series, known: string | null, today: string): (number | null)[] {
  const unknown = known === null ? series.length : Math.max(0, daysBetween(known, today));
  return series.slice(1).map((value, i) => {
    const before = series[i] ?? null;
    return value === null || before === null || i >= series.length - 1 - unknown ? null : value - before;
  });
}
