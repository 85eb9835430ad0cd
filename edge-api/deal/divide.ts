/** Who gets what of the net, for each performance: by its form, for each by itself or once over all. */
import type { Form, Terms } from '#protocol';
import { potOf, type Claim, type Divide } from './division.ts';
import { buyout, calls, hire, splitPoint } from './form-fixed.ts';
import { scale } from './form-scale.ts';
import { receipts, split, supplement } from './form-split.ts';
import type { HouseSum } from './house-sum.ts';
import { sum } from './rounding.ts';
import { spread } from './spread.ts';

export const DIVIDE: Readonly<Record<Form, Divide>> = {
  buyout,
  split,
  receipts,
  supplement,
  scale,
  hire,
  split_point: splitPoint,
  calls,
};

export interface Shares {
  /** Of each performance, in the order given. */
  readonly providers: readonly number[];
  readonly claims: readonly Claim[];
}

/** An amount of all performances together, over each of them by its net. */
export const overHouses = (amount: number, sums: readonly HouseSum[]): readonly number[] =>
  spread(
    amount,
    sums.map(({ net }) => net),
    sums.map(({ house }) => String(house.performance)),
  );

/** Free tickets above what was agreed, paid for by the venue. */
export const compensation = (terms: Terms, free: number): { readonly over: number; readonly cents: number } => {
  const over = terms.freeTickets ? Math.max(0, free - terms.freeTickets.max) : 0;
  return { over, cents: over * (terms.freeTickets?.price ?? 0) };
};

/** `sums` are those that count. */
export function divide(terms: Terms, sums: readonly HouseSum[]): Shares {
  if (!sums.length) return { providers: [], claims: [] };
  const form = DIVIDE[terms.form];
  const divisions = (terms.basis === 'total' ? [sums] : sums.map((one) => [one])).map((some) =>
    form(terms, potOf(some)),
  );
  const shares = divisions.map(({ provider }) => provider);
  const own = terms.basis === 'total' ? overHouses(sum(shares), sums) : shares;
  const frees = sums.map(({ free }) => compensation(terms, free));
  const extra = frees.map(({ cents }) => cents);
  const { freeTickets } = terms;
  const paidFor =
    freeTickets?.price === undefined
      ? []
      : frees
          .filter(({ over }) => over > 0)
          .map(({ over, cents }): Claim => ({
            key: 'free_tickets',
            amount: cents,
            to: 'provider',
            sums: { tickets: over },
            facts: { price: freeTickets.price ?? 0, max: freeTickets.max },
          }));
  return {
    providers: own.map((share, at) => share + (extra[at] ?? 0)),
    claims: [...divisions.flatMap(({ claims }) => claims), ...paidFor],
  };
}
