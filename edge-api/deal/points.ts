/** Where something changes over a range of tickets, exact to a ticket, also where a share jumps. */
import type { Points, Side, Terms } from '#protocol';
import type { Earnings } from './earning.ts';

/** The same deal without what makes it sure; null where nothing does. */
export function withoutGuarantee(terms: Terms): Terms | null {
  if (terms.form === 'supplement') return { ...terms, supplement: 0, supplementKind: 'additive' };
  const { guaranteeProvider, guaranteeVenue, guaranteeKind: _, providerNeverOwes: __, ...bare } = terms;
  if (guaranteeProvider === undefined && guaranteeVenue === undefined) return null;
  // Music rights on the fee keep their base: without a guarantee the claim would be another one.
  return { ...bare, guaranteeProvider: 0 };
}

/** From here up to a full house a side earns its costs; null = not even with a full house. */
export function breakEvenOf(range: readonly Earnings[], side: Side, costs: number): number | null {
  const short = range.findLastIndex((one) => one[side] < costs);
  return short === range.length - 1 ? null : short + 1;
}

/** The most tickets at which the guarantee still changes the share. */
export function guaranteeUntilOf(range: readonly Earnings[], bare: readonly Earnings[]): number | null {
  const last = range.findLastIndex((one, paid) => one.share !== bare[paid]?.share);
  return last === -1 ? null : last;
}

/**
 * Tickets at which two deals pay the provider the same: where they cross, the nearer of the two tickets; where they are equal
 * for a while, the first and the last.
 */
export function indifferenceOf(range: readonly Earnings[], other: readonly Earnings[]): readonly number[] {
  const more = range.map((one, paid) => one.provider - (other[paid]?.provider ?? 0));
  const found = new Set<number>();
  for (const [paid, now] of more.entries()) {
    const [before, after] = [more[paid - 1], more[paid + 1]];
    if (now === 0 && (before !== 0 || after !== 0)) found.add(paid);
    else if (before !== undefined && before * now < 0) found.add(Math.abs(before) < Math.abs(now) ? paid - 1 : paid);
  }
  return [...found].toSorted((a, b) => a - b);
}

export type Costs = Readonly<Record<Side, number>>;

export const pointsOf = (
  range: readonly Earnings[],
  bare: readonly Earnings[] | null,
  costs: Costs,
  addedAtShown: number,
): Points => ({
  breakEven: {
    provider: breakEvenOf(range, 'provider', costs.provider),
    venue: breakEvenOf(range, 'venue', costs.venue),
  },
  guaranteeUntil: bare && guaranteeUntilOf(range, bare),
  guaranteePrice: bare && {
    atZero: (range[0]?.share ?? 0) - (bare[0]?.share ?? 0),
    atShown: addedAtShown,
  },
});
