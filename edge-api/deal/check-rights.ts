/** Author's rights and deductions: bases, tranches, and not more than there is. */
import type { FieldError, Terms } from '#protocol';
import { basisPoints, sum, WHOLE } from './rounding.ts';

const MAX_WHOLE_PERCENT = 100;

export function royaltyFaults({ royalties }: Terms): FieldError[] {
  if (royalties?.base !== 'provider_share' || royalties.taken === 'from_provider') return [];
  return [
    {
      pointer: '/royalties/taken',
      detail: "rights on the provider's share can only be taken from that share: choose from_provider, or another base",
    },
  ];
}

export function bumaFaults({ buma, fee, guaranteeProvider }: Terms): FieldError[] {
  if (!buma) return [];
  const faults: FieldError[] = [];
  if (buma.rate === undefined && buma.tranches === undefined)
    faults.push({ pointer: '/buma/rate', detail: 'music rights need a rate, or tranches' });
  if (buma.rate !== undefined && buma.tranches !== undefined)
    faults.push({ pointer: '/buma/tranches', detail: 'one rate or tranches, not both: leave one of them out' });
  if (buma.base !== 'recette_ex' && fee === undefined && guaranteeProvider === undefined)
    faults.push({
      pointer: '/buma/base',
      detail: 'this deal has no fee and no guarantee to the provider to take music rights of: choose recette_ex',
    });
  const { tranches = [] } = buma;
  for (const [at, { upTo }] of tranches.entries()) {
    const pointer = `/buma/tranches/${at}/upTo`;
    const last = at === tranches.length - 1;
    const from = tranches[at - 1]?.upTo ?? 0;
    if (last && upTo !== null) faults.push({ pointer, detail: 'the last tranche has no end: set it to null' });
    if (!last && upTo === null) faults.push({ pointer, detail: 'only the last tranche has no end: say where it ends' });
    if (upTo !== null && upTo <= from)
      faults.push({ pointer, detail: `a tranche ends above where it begins, ${from} cents` });
  }
  return faults;
}

export function deductionFaults({ deductions = [] }: Terms): FieldError[] {
  return deductions.flatMap(({ kind, value }, at): FieldError[] => {
    const pointer = `/deductions/${at}/value`;
    if (kind !== 'percent') return Number.isInteger(value) ? [] : [{ pointer, detail: 'an amount is in whole cents' }];
    if (value > MAX_WHOLE_PERCENT) return [{ pointer, detail: 'a percentage from 0 to 100' }];
    return value === basisPoints(value) / 100 ? [] : [{ pointer, detail: 'at most two decimals' }];
  });
}

/** Percentages that all come off the takings before they are divided. */
export function togetherFaults({ royalties, buma, deductions }: Terms): FieldError[] {
  const percents = deductions?.map(({ kind, value }, at) => ({
    pointer: `/deductions/${at}/value`,
    rate: kind === 'percent' ? value : 0,
  }));
  const before = [
    { pointer: '/royalties/rate', rate: royalties?.taken === 'before_split' ? royalties.rate : 0 },
    {
      pointer: buma?.tranches ? '/buma/tranches' : '/buma/rate',
      rate:
        buma?.taken === 'before_split' ? Math.max(buma.rate ?? 0, ...(buma.tranches ?? []).map(({ rate }) => rate)) : 0,
    },
    ...(percents ?? []),
  ].filter(({ rate }) => rate !== 0);
  // One that is too high by itself has its own fault.
  if (before.some(({ rate }) => rate > MAX_WHOLE_PERCENT)) return [];
  if (sum(before.map(({ rate }) => basisPoints(rate))) <= WHOLE) return [];
  return before.slice(-1).map(({ pointer }) => ({
    pointer,
    detail: 'what is taken off before the split comes to more than 100%: lower one',
  }));
}
