/** What authors claim: royalties of one base, music rights by rate or by tranche. */
import type { Buma, Royalties, Terms } from '#protocol';
import { basisPoints, halfUp, shareOf, WHOLE } from './rounding.ts';

/** Of takings; a claim on the provider's share waits for that share. */
export function royaltiesOf(royalties: Royalties | undefined, recetteEx: number, grossEx: number): number {
  if (!royalties || royalties.base === 'provider_share') return 0;
  return shareOf(royalties.base === 'gross_ex' ? grossEx : recetteEx, royalties.rate);
}

/** What counts as the fee: of a buy-out its fee, else what is guaranteed to the provider. */
export const feeOf = (terms: Terms): number => terms.fee ?? terms.guaranteeProvider ?? 0;

export function bumaBase(buma: Buma, recetteEx: number, fee: number): number {
  if (buma.base === 'fee') return fee;
  return buma.base === 'highest' ? Math.max(recetteEx, fee) : recetteEx;
}

/** Each tranche takes its rate of what lies in it; rounded once, at the end. */
export function bumaOf(buma: Buma | undefined, recetteEx: number, fee: number): number {
  if (!buma) return 0;
  const base = bumaBase(buma, recetteEx, fee);
  if (!buma.tranches) return shareOf(base, buma.rate ?? 0);
  let [from, claimed] = [0, 0];
  for (const { upTo, rate } of buma.tranches) {
    const end = Math.min(base, upTo ?? Infinity);
    // What is below zero lies in the first.
    const slice = from === 0 ? end : Math.max(0, end - from);
    claimed += slice * basisPoints(rate);
    from = upTo ?? Infinity;
  }
  return halfUp(claimed, 1, WHOLE);
}
