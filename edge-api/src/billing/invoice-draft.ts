/**
 * Pure: a final statement → what an invoice for it says, in integer cents. What is paid is what both sides signed; where the
 * sum by lines and rates differs from that, the difference stands on the invoice as a rounding of its own.
 */
import type { BillingProfile, Side, StatementRecord } from '#protocol';
import { DUE_PARTS, INVOICE_WORDS, type DuePart, type InvoiceLang } from './invoice-words.ts';

export type InvoiceKind = 380 | 389 | 381;
/** UNTDID 5305: standard, zero rated, exempt, not subject to VAT. */
export type VatCategory = 'S' | 'Z' | 'E' | 'O';

export interface InvoiceLine {
  readonly name: string;
  readonly description: string;
  readonly amount: number;
  readonly rate: number;
}
export interface InvoiceTax {
  readonly category: VatCategory;
  readonly rate: number;
  readonly taxable: number;
  readonly tax: number;
  readonly reason: string | null;
}
export interface InvoiceFigures {
  readonly lines: readonly InvoiceLine[];
  readonly taxes: readonly InvoiceTax[];
  readonly excl: number;
  readonly vat: number;
  readonly incl: number;
  readonly rounding: number;
  readonly payable: number;
}
export interface InvoiceDraft extends InvoiceFigures {
  readonly kind: InvoiceKind;
  readonly lang: InvoiceLang;
  readonly number: string;
  /** Days. */
  readonly issueDate: string;
  readonly dueDate: string;
  readonly currency: string;
  readonly seller: BillingProfile;
  readonly buyer: BillingProfile;
  readonly statement: { readonly id: string; readonly sha256: string };
  readonly agreement: string;
  readonly period: { readonly from: string; readonly to: string } | null;
  /** Made by the buyer in the seller's name. */
  readonly selfBilled: boolean;
  readonly credits: { readonly number: string; readonly issueDate: string } | null;
  /** False = of a sandbox, and says so. */
  readonly livemode: boolean;
}

/** Never minus nothing. */
const times = (cents: number, sign: 1 | -1): number => (sign === 1 ? cents : 0 - cents);

/** Cents of a rate in percent with at most two decimals; half away from zero. */
export function vatOf(cents: number, rate: number): number {
  const half = BigInt(Math.sign(cents)) * 5_000n;
  return Number((BigInt(cents) * BigInt(Math.round(rate * 100)) + half) / 10_000n);
}

/** Who is due something by this statement. */
export const sellerOf = ({ due }: StatementRecord): Side => (due.incl < 0 ? 'venue' : 'provider');

/** What is claimed: `sign` is 1 where the seller is the provider, −1 where it is the venue or gives something back. */
export function invoiceFigures(
  record: StatementRecord,
  sign: 1 | -1,
  seller: Pick<BillingProfile, 'zeroRate'>,
  lang: InvoiceLang,
): InvoiceFigures {
  const lines = invoiceLines(record, lang).map((line) => ({ ...line, amount: times(line.amount, sign) }));
  const rates = [...new Set(lines.map(({ rate }) => rate))].toSorted((a, b) => a - b);
  const taxes = rates.map((rate): InvoiceTax => {
    const taxable = lines.filter((line) => line.rate === rate).reduce((sum, { amount }) => sum + amount, 0);
    if (rate > 0) return { category: 'S', rate, taxable, tax: vatOf(taxable, rate), reason: null };
    const { category = 'E', reason = null } = seller.zeroRate ?? {};
    return { category, rate, taxable, tax: 0, reason: category === 'Z' ? null : reason };
  });
  const excl = lines.reduce((sum, { amount }) => sum + amount, 0);
  const vat = taxes.reduce((sum, { tax }) => sum + tax, 0);
  const payable = times(record.due.incl, sign);
  return { lines, taxes, excl, vat, incl: excl + vat, rounding: payable - excl - vat, payable };
}

/** The provider's view. A deal at one rate is told in its parts, for whoever books rights apart from the share. */
function invoiceLines(record: StatementRecord, lang: InvoiceLang): InvoiceLine[] {
  const words = INVOICE_WORDS[lang];
  const { waterfall, extra, houses, production } = record;
  const played = words.played(
    production.title,
    houses.map(({ date }) => date),
  );
  const { rates } = waterfall.due;
  const [only, ...others] = rates.filter(({ ex }) => ex !== 0);
  const parts = partsOfDue(record);
  const deal =
    only && !others.length && parts.reduce((sum, { amount }) => sum + amount, 0) === only.ex
      ? parts.map(({ part, amount }) => ({ name: words.parts[part], description: played, amount, rate: only.rate }))
      : rates.map(({ rate, ex }) => ({ name: words.share, description: played, amount: ex, rate }));
  return [
    ...deal,
    ...extra.map(({ label, evidence, amount, vatRate }) => ({
      name: label,
      description: words.evidence(evidence),
      amount,
      rate: vatRate,
    })),
  ].filter(({ amount }) => amount !== 0);
}

function partsOfDue({ waterfall }: StatementRecord): { part: DuePart; amount: number }[] {
  const inputs = waterfall.lines.find(({ key }) => key === 'provider_due')?.inputs ?? {};
  return DUE_PARTS.map((part) => ({ part, amount: Number(inputs[part]) }));
}

/** The days the performances were on, first and last. */
export function periodOf({ houses, adjustment }: StatementRecord): InvoiceDraft['period'] {
  const days = (adjustment?.houses ?? houses).map(({ date }) => date).toSorted();
  const [from] = days;
  return from === undefined ? null : { from, to: days.at(-1) ?? from };
}

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
