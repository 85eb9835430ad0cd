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

/** These keep a performance out of the sum; the others are said beside it. */
const KEEP_OUT: readonly HouseRemark[] = [
  'cancelled',
  'currency_mismatch',
  'vat_unknown',
  'levy_unknown',
  'amount_unknown',
];

function remarksBefore(terms: Terms, house: House, vatRate: number | null): HouseRemark[] {
  const sold = house.paid !== null && (house.paid > 0 || (house.gross ?? 0) !== 0);
  const found: Record<HouseRemark, boolean> = {
    no_sales: house.paid === null,
    cancelled: house.status === 'cancelled',
    moved_year:
      terms.vatRate === undefined &&
      house.agreedVatRate !== null &&
      house.vatRate !== null &&
      house.agreedVatRate !== house.vatRate,
    currency_mismatch: house.paid !== null && house.amounts.currency !== terms.currency,
    vat_unknown: vatRate === null || (sold && house.amounts.vat === 'unknown'),
    levy_unknown: sold && levyMatters(terms, house),
    amount_unknown: (sold && house.gross === null) || (house.paid === null && (house.gross ?? 0) !== 0),
    negative_recette: false,
    free_tickets_over: terms.freeTickets !== undefined && (house.free ?? 0) > terms.freeTickets.max,
  };
  return HOUSE_REMARKS.filter((remark) => found[remark]);
}

export function takingsOf(terms: Terms, house: House): Takings {
  const vatRate = terms.vatRate ?? house.vatRate;
  const remarks = remarksBefore(terms, house, vatRate);
  const counts = !remarks.some((remark) => KEEP_OUT.includes(remark));
  const [paid, free] = [house.paid ?? 0, house.free ?? 0];
  const said = { house, counts, paid, free, issued: paid + free, vatRate: vatRate ?? 0 };
  if (!counts || vatRate === null)
    return { ...said, counts: false, remarks, gross: 0, grossEx: 0, levies: [], baseIncl: 0, recetteEx: 0 };
  const reported = house.gross ?? 0;
  const gross = house.amounts.vat === 'excluded' ? withVat(reported, vatRate) : reported;
  const levies = levySums(terms, house, paid);
  const baseIncl = gross + sum(levies.map(({ step }) => step));
  const recetteEx = withoutVat(baseIncl, vatRate);
  return {
    ...said,
    remarks:
      recetteEx < 0 ? HOUSE_REMARKS.filter((one) => one === 'negative_recette' || remarks.includes(one)) : remarks,
    gross,
    grossEx: withoutVat(gross, vatRate),
    levies,
    baseIncl,
    recetteEx,
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
  const deductions = (terms.deductions ?? []).map((deduction) => deductionOf(deduction, takings));
  const before =
    (terms.royalties?.taken === 'before_split' ? royalties : 0) + (terms.buma?.taken === 'before_split' ? buma : 0);
  return { ...takings, royalties, buma, deductions, net: takings.recetteEx - before - sum(deductions) };
}
