/** Pure: what was sold differently by now than in the frozen figures, and what the provider would get more by it. */
import { waterfall } from '#deal';
import type { FrozenHouse, StatementCorrection, StatementDifference, StatementRecord, Waterfall } from '#protocol';
import { namesNow, type NamedNow } from '../agreements/names-now.ts';

type Frozen = Pick<StatementRecord, 'terms' | 'houses' | 'waterfall'>;

const FIGURES = ['paid', 'free', 'gross'] as const;

/** One entry for each performance with another figure or another result; `now` may lack some, which then changed nothing. */
export function differencesOf(frozen: Frozen, now: readonly FrozenHouse[]): readonly StatementDifference[] {
  const later = byNow(frozen, now);
  const parts = new Map(later.waterfall.parts.map((part) => [part.performance, part.provider]));
  const before = new Map(frozen.waterfall.parts.map((part) => [part.performance, part.provider]));
  return frozen.houses.flatMap((house, index): StatementDifference[] => {
    const other = later.houses[index] ?? house;
    const provider = (parts.get(other.performance) ?? 0) - (before.get(house.performance) ?? 0);
    if (provider === 0 && FIGURES.every((name) => house[name] === other[name])) return [];
    return [
      {
        performance: house.id,
        paid: [house.paid, other.paid],
        free: [house.free, other.free],
        gross: [house.gross, other.gross],
        provider,
      },
    ];
  });
}

/**
 * Figures of now under the names of the paper. What leads to another in the same paper has its figures there: nothing is left
 * of it here.
 */
export function asNamed(
  houses: readonly FrozenHouse[],
  now: readonly FrozenHouse[],
  names: readonly NamedNow[],
): readonly FrozenHouse[] {
  const called = namesNow(
    houses.map(({ id }) => id),
    names,
  );
  const found = new Map(now.map((house) => [house.id, house]));
  const own = new Set(houses.map(({ id }) => id).filter((id) => called.get(id) === id));
  const had = new Set<string>();
  return houses.flatMap((house): FrozenHouse[] => {
    const name = called.get(house.id) ?? house.id;
    const is = found.get(name);
    if (!is) return [];
    const first = name === house.id || (!own.has(name) && !had.has(name));
    had.add(name);
    const named = { ...is, id: house.id, performance: house.performance };
    return [first ? named : { ...named, paid: 0, free: 0, gross: 0, types: [] }];
  });
}

/** The same deal on the figures of now. */
export function byNow(
  { terms, houses }: Pick<StatementRecord, 'terms' | 'houses'>,
  now: readonly FrozenHouse[],
): { readonly houses: readonly FrozenHouse[]; readonly waterfall: Waterfall } {
  const found = new Map(now.map((house) => [house.id, house]));
  const taken = houses.map((house) => found.get(house.id) ?? house);
  return { houses: taken, waterfall: waterfall(terms, taken) };
}

/** By VAT rate, what the provider is due more by now than was settled, less what lines made good already. */
export function leftDue(
  settled: Waterfall['due'],
  now: Waterfall['due'],
  madeGood: readonly { readonly vatRate: number; readonly amount: number }[],
): readonly { readonly rate: number; readonly ex: number }[] {
  const left = new Map<number, number>();
  const add = (rate: number, ex: number) => left.set(rate, (left.get(rate) ?? 0) + ex);
  for (const { rate, ex } of now.rates) add(rate, ex);
  for (const { rate, ex } of settled.rates) add(rate, -ex);
  for (const { vatRate, amount } of madeGood) add(vatRate, -amount);
  return [...left].flatMap(([rate, ex]) => (ex === 0 ? [] : [{ rate, ex }])).toSorted((a, b) => a.rate - b.rate);
}

/** Null: nothing to make good and nothing made good. Another VAT rate alone moves the due from one rate to another, and its sum not at all. */
export function correctionDue(
  settled: Waterfall['due'],
  now: Waterfall['due'],
  madeGood: Parameters<typeof leftDue>[2],
): StatementCorrection | null {
  const ex = now.ex - settled.ex;
  const adjusted = madeGood.reduce((sum, { amount }) => sum + amount, 0);
  const rates = leftDue(settled, now, madeGood);
  // Where no rate has anything left, nor has their sum.
  return !madeGood.length && !rates.length ? null : { ex, adjusted, left: ex - adjusted, rates };
}
