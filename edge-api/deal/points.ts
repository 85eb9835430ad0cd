/** Where something changes over a range of tickets, exact to a ticket, also where a share jumps. */
import type { Points, Side, Terms } from '#protocol';
import type { Earnings } from './earning.ts';

/** The same deal without what makes it sure; null where nothing does. */
export function withoutGuarantee(terms: Terms): Terms | null {
  const { supplementKind: ___, ...plain } = terms;
  if (terms.form === 'supplement') return { ...plain, supplement: 0 };
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

/** By how much one deal comes to more than the other, ticket by ticket. */
const moreBy = (range: readonly Earnings[], other: readonly Earnings[], what: keyof Earnings): readonly number[] =>
  range.map((one, paid) => one[what] - (other[paid] ?? one)[what]);

/**
 * Tickets at which two deals pay the provider the same: where they cross, the nearer of the two tickets; where they are equal
 * for a while, the first and the last.
 */
export function indifferenceOf(range: readonly Earnings[], other: readonly Earnings[]): readonly number[] {
  const more = moreBy(range, other, 'provider');
  const found = new Set<number>();
  for (const [paid, now] of more.entries()) {
    // Beyond the range there is no amount, which is not zero and on neither side of it.
    const [before = NaN, after = NaN] = [more[paid - 1], more[paid + 1]];
    if (now === 0 && (before !== 0 || after !== 0)) found.add(paid);
    else if (before * now < 0) found.add(Math.abs(before) < Math.abs(now) ? paid - 1 : paid);
  }
  return [...found];
}

export type Costs = Readonly<Record<Side, number>>;

/** The same deal without what makes it sure, and what that adds at the tickets that are shown. */
interface Bare {
  readonly range: readonly Earnings[];
  readonly addedAtShown: number;
}

export const pointsOf = (range: readonly Earnings[], bare: Bare | null, costs: Costs): Points => ({
  breakEven: {
    provider: breakEvenOf(range, 'provider', costs.provider),
    venue: breakEvenOf(range, 'venue', costs.venue),
  },
  ...(bare ? guaranteeOf(range, bare) : { guaranteeUntil: null, guaranteePrice: null }),
});

/** The most tickets at which the guarantee still changes the share, and what it adds. */
function guaranteeOf(range: readonly Earnings[], bare: Bare): Pick<Points, 'guaranteeUntil' | 'guaranteePrice'> {
  const added = moreBy(range, bare.range, 'share');
  const until = added.findLastIndex((cents) => cents !== 0);
  return {
    guaranteeUntil: until === -1 ? null : until,
    guaranteePrice: { atZero: added[0] ?? 0, atShown: bare.addedAtShown },
  };
}
