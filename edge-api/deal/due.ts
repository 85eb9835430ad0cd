/** What passes between the parties: rights that one takes from its share and the other pays on, own deductions, VAT. */
import type { Terms, Waterfall } from '#protocol';
import { overHouses } from './divide.ts';
import type { HouseSum } from './house-sum.ts';
import { basisPoints, halfUp, shareOf, sum, WHOLE } from './rounding.ts';

export const RIGHTS = ['royalties', 'buma'] as const;
export type Right = (typeof RIGHTS)[number];

/** Of each performance. */
export type RightsAmounts = Readonly<Record<Right, readonly number[]>>;

/** Royalties on the provider's share wait for it; of a pooled deal they are of the whole share, then spread like it. */
export function rightsOf(terms: Terms, sums: readonly HouseSum[], providers: readonly number[]): RightsAmounts {
  const { royalties } = terms;
  const buma = sums.map((one) => one.buma);
  if (!royalties || royalties.base !== 'provider_share') return { royalties: sums.map((one) => one.royalties), buma };
  if (terms.basis === 'total' && sums.length)
    return { royalties: overHouses(shareOf(sum(providers), royalties.rate), sums), buma };
  return { royalties: providers.map((share) => shareOf(share, royalties.rate)), buma };
}

/** Sign by which rights move what the provider is paid: 1 = it gets them to pay them on, −1 = they are kept for the author. */
export function dueSign(right: Terms[Right]): -1 | 0 | 1 {
  if (!right) return 0;
  if (right.taken === 'from_provider') return right.remits === 'venue' ? -1 : 0;
  return right.remits === 'provider' ? 1 : 0;
}

export function ownDeductions(terms: Terms, one: HouseSum, to: 'provider' | 'venue'): number {
  let total = 0;
  terms.deductions?.forEach((deduction, at) => {
    if (deduction.to === to) total += one.deductions[at] ?? 0;
  });
  return total;
}

/** What the provider invoices, by VAT rate; rounded once for each rate, as an invoice is. */
export function dueOf(
  terms: Terms,
  sums: readonly HouseSum[],
  providers: readonly number[],
  rights: RightsAmounts,
): Waterfall['due'] {
  const byRate = new Map<number, number>();
  for (const [at, one] of sums.entries()) {
    const passed = sum(RIGHTS.map((right) => dueSign(terms[right]) * (rights[right][at] ?? 0)));
    const ex = (providers[at] ?? 0) + passed + ownDeductions(terms, one, 'provider');
    const rate = basisPoints(terms.invoiceVatRate ?? one.vatRate);
    byRate.set(rate, (byRate.get(rate) ?? 0) + ex);
  }
  const rates = [...byRate]
    .toSorted(([a], [b]) => a - b)
    .map(([rate, ex]) => ({ rate: rate / 100, ex, vat: halfUp(ex, rate, WHOLE) }));
  const ex = sum(rates.map((one) => one.ex));
  const vat = sum(rates.map((one) => one.vat));
  return { ex, vat, incl: ex + vat, rates };
}
