/** Areas in order of what their buyers spent: 60% of it core, to 80% primary, to 90% secondary. Only areas that `origin` shows. */
import type { AudienceReport, Tens } from '#protocol';
import type { Layout } from './layout.ts';
import type { Population } from './population.ts';
import type { House } from './subjects.ts';

const ENDS = [
  ['core', 0.6],
  ['primary', 0.8],
  ['secondary', 0.9],
] as const;

export interface Spending {
  /** Cents by subject and area; of the buyer who spent most there as well. */
  readonly sum: Float64Array;
  readonly most: Float64Array;
}

export function spendingOf(house: House, layout: Layout, population: Population): Spending {
  const areas = layout.categories.origin.length;
  const sum = new Float64Array(house.subjects.length * areas);
  const most = new Float64Array(sum.length);
  const own = new Map<number, number>();
  for (let b = 0; b < population.count; b += 1) {
    const area = layout.origin[population.place[b] ?? 0] ?? -1;
    if (area < 0) continue;
    own.clear();
    for (let i = population.start[b] ?? 0; i < (population.start[b + 1] ?? 0); i += 1) {
      const amount = population.amount[i] ?? 0;
      if (!(amount > 0)) continue;
      for (const subject of house.chain[population.performance[i] ?? -1] ?? [])
        own.set(subject, (own.get(subject) ?? 0) + amount);
    }
    for (const [subject, amount] of own) {
      const cell = subject * areas + area;
      sum[cell] = (sum[cell] ?? 0) + amount;
      most[cell] = Math.max(most[cell] ?? 0, amount);
    }
  }
  return { sum, most };
}

export function catchmentOf(
  spending: Spending,
  subject: number,
  layout: Layout,
  origin: Readonly<Record<string, Tens>> | undefined,
): AudienceReport['catchment'] {
  const areas = layout.categories.origin;
  const shown = areas.flatMap((label, i) => {
    const cell = subject * areas.length + i;
    const amount = spending.sum[cell] ?? 0;
    return (origin?.[label] ?? 0) > 0 ? [{ label, amount, dominated: 2 * (spending.most[cell] ?? 0) >= amount }] : [];
  });
  if (shown.length < 2) return null;
  const ranked = shown
    .filter(({ dominated }) => !dominated)
    .toSorted((a, b) => b.amount - a.amount || (a.label < b.label ? -1 : 1));
  const total = ranked.reduce((sum, { amount }) => sum + amount, 0);
  let before = 0;
  const rows = ranked.map(({ label, amount }) => {
    const share = total > 0 ? before / total : 1;
    before += amount;
    return [label, ENDS.find(([, end]) => share < end)?.[0] ?? 'rest'] as const;
  });
  return Object.fromEntries([
    ...rows,
    ...shown.filter(({ dominated }) => dominated).map(({ label }) => [label, 'rest'] as const),
  ]);
}
