/** From what a performance sold to what is divided: the numbered steps of the sums, each rounded once. */
import { HOUSE_REMARKS, type House, type HouseRemark, type Terms } from '#protocol';
import { levyMatters, levySums, type LevySum } from './levy-sum.ts';
import { bumaOf, royaltiesOf } from './rights-sum.ts';
import { shareOf, sum, withoutVat, withVat } from './rounding.ts';

/** Steps 1 to 4: the takings without VAT. Zero where the performance does not count. */
export interface Takings {
  readonly house: House;
  readonly counts: boolean;
  readonly remarks: readonly HouseRemark[];
  readonly paid: number;
  readonly free: number;
  readonly issued: number;
  readonly gross: number;
  readonly grossEx: number;
  readonly levies: readonly LevySum[];
  readonly baseIncl: number;
  readonly recetteEx: number;
  readonly vatRate: number;
}
/** Steps 5 and 6: what is taken off, and what is left to divide. */
export interface HouseSum extends Takings {
  readonly royalties: number;
  readonly buma: number;
  /** In the order of the terms. */
  readonly deductions: readonly number[];
  readonly net: number;
}

/** Why a performance stays out of the sum, and what is said beside it; each in the order of the remarks. */
function remarksOf(
  terms: Terms,
  house: House,
  vatRate: number | null,
): { readonly out: HouseRemark[]; readonly said: HouseRemark[] } {
  const out: HouseRemark[] = [];
  const said: HouseRemark[] = [];
  const reported = house.gross ?? 0;
  const sold = house.paid !== null && (house.paid > 0 || reported !== 0);
  if (house.paid === null) said.push('no_sales');
  if (house.status === 'cancelled') out.push('cancelled');
  if (
    terms.vatRate === undefined &&
    house.agreedVatRate !== null &&
    house.vatRate !== null &&
    house.agreedVatRate !== house.vatRate
  )
    said.push('moved_year');
  if (house.paid !== null && house.amounts.currency !== terms.currency) out.push('currency_mismatch');
  if (vatRate === null || (sold && house.amounts.vat === 'unknown')) out.push('vat_unknown');
  if (sold && levyMatters(terms, house)) out.push('levy_unknown');
  // Money without a number of tickets, or tickets without money.
  if ((sold && house.gross === null) || (house.paid === null && reported !== 0)) out.push('amount_unknown');
  if (terms.freeTickets && (house.free ?? 0) > terms.freeTickets.max) said.push('free_tickets_over');
  return { out, said };
}

const inOrder = (remarks: readonly HouseRemark[]): readonly HouseRemark[] =>
  HOUSE_REMARKS.filter((remark) => remarks.includes(remark));

export function takingsOf(terms: Terms, house: House): Takings {
  const known = terms.vatRate ?? house.vatRate;
  const { out, said } = remarksOf(terms, house, known);
  // Not known: it stays out, so that nothing is computed with this.
  const vatRate = known ?? 0;
  const paid = house.paid ?? 0;
  const free = house.free ?? 0;
  const issued = paid + free;
  if (out.length) {
    const remarks = inOrder([...out, ...said]);
    const none = { gross: 0, grossEx: 0, levies: [], baseIncl: 0, recetteEx: 0 };
    return { house, paid, free, issued, counts: false, remarks, vatRate, ...none };
  }
  const reported = house.gross ?? 0;
  const gross = house.amounts.vat === 'excluded' ? withVat(reported, vatRate) : reported;
  const levies = levySums(terms, house, paid);
  const baseIncl = gross + sum(levies.map(({ step }) => step));
  const recetteEx = withoutVat(baseIncl, vatRate);
  if (recetteEx < 0) said.push('negative_recette');
  return {
    house,
    paid,
    free,
    issued,
    counts: true,
    remarks: inOrder(said),
    gross,
    grossEx: withoutVat(gross, vatRate),
    levies,
    baseIncl,
    recetteEx,
    vatRate,
  };
}

function deductionOf({ kind, value }: NonNullable<Terms['deductions']>[number], takings: Takings): number {
  if (kind === 'percent') return shareOf(takings.recetteEx, value);
  return value * { fixed: 1, per_paid: takings.paid, per_issued: takings.issued }[kind];
}

/** `fee` of this performance, for music rights on the fee. */
export function houseSum(terms: Terms, takings: Takings, fee: number): HouseSum {
  if (!takings.counts)
    return { ...takings, royalties: 0, buma: 0, deductions: (terms.deductions ?? []).map(() => 0), net: 0 };
  const royalties = royaltiesOf(terms.royalties, takings.recetteEx, takings.grossEx);
  const buma = bumaOf(terms.buma, takings.recetteEx, fee);
  const deductions = terms.deductions?.map((deduction) => deductionOf(deduction, takings)) ?? [];
  const before =
    (terms.royalties?.taken === 'before_split' ? royalties : 0) + (terms.buma?.taken === 'before_split' ? buma : 0);
  return { ...takings, royalties, buma, deductions, net: takings.recetteEx - before - sum(deductions) };
}
