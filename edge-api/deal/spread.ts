/** One amount over several performances, to the cent. */
import { sum } from './rounding.ts';

/**
 * By weight with the largest remainder; on equal remainders the smaller id first. What weighs nothing or less gets nothing;
 * where nothing weighs anything, all weigh the same. Adds up to the amount, also below zero.
 */
export function spread(amount: number, weights: readonly number[], ids: readonly string[]): readonly number[] {
  const positive = weights.map((weight) => Math.max(0, weight));
  const used = positive.some((weight) => weight > 0) ? positive : positive.map(() => 1);
  const total = BigInt(sum(used));
  const shares = used.map((weight, at) => {
    const exact = BigInt(amount) * BigInt(weight);
    const rest = ((exact % total) + total) % total;
    return { at, id: String(ids[at]), cents: Number((exact - rest) / total), rest };
  });
  const left = amount - sum(shares.map(({ cents }) => cents));
  const first = shares.toSorted((a, b) => Number(b.rest - a.rest) || (a.id < b.id ? -1 : 1));
  const favoured = new Set(first.slice(0, left).map(({ at }) => at));
  return shares.map(({ at, cents }) => cents + (favoured.has(at) ? 1 : 0));
}
