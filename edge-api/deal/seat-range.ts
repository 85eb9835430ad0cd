/** Seats to think with: what every number of sold tickets would pay. */
import type { Curve, House, Seats, Terms } from '#protocol';
import { earnings, type Earnings } from './earning.ts';

const CURVE_STEPS = 400;
const DEFAULT_SOLD = 0.6;
/** Of a performance that has no date yet: only shown, the VAT rate is given beside it. */
const NO_DAY = '1970-01-01';

export const mostPaid = ({ capacity, free }: Seats): number => Math.max(0, capacity - free);
export const shownPaid = (seats: Seats): number =>
  Math.min(mostPaid(seats), seats.paid ?? Math.round(mostPaid(seats) * DEFAULT_SOLD));

export const houseAt = (seats: Seats, currency: string, paid: number): House => ({
  performance: null,
  date: seats.date ?? NO_DAY,
  status: 'planned',
  paid,
  free: seats.free,
  gross: paid * seats.averagePrice,
  amounts: { currency, vat: 'included', levy: 'included' },
  vatRate: seats.vatRate,
  agreedVatRate: null,
  levies: seats.levies,
  capacity: seats.capacity,
  asOf: null,
  source: null,
});

/** As many performances as the seats say, all alike. */
export const housesAt = (seats: Seats, currency: string, paid: number): readonly House[] =>
  Array.from({ length: seats.performances }, () => houseAt(seats, currency, paid));

/** At every number of paid tickets of a performance, from none to all; over all performances. */
export const rangeOf = (terms: Terms, seats: Seats): readonly Earnings[] =>
  Array.from({ length: mostPaid(seats) + 1 }, (_, paid) =>
    earnings(terms, houseAt(seats, terms.currency, paid), seats.performances),
  );

/** At most 401 points of a range, its two ends among them. */
export function curveOf(range: readonly Earnings[]): Curve {
  const last = range.length - 1;
  const steps = Math.min(last, CURVE_STEPS);
  const paid = new Set(Array.from({ length: steps + 1 }, (_, at) => (steps ? Math.round((at * last) / steps) : 0)));
  const shown = range.filter((_, at) => paid.has(at));
  return {
    paid: [...paid],
    provider: shown.map(({ provider }) => provider),
    venue: shown.map(({ venue }) => venue),
  };
}
