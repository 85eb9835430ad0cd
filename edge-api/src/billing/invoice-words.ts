/** Pure: the words of an invoice, in both languages. */
import { day } from '../documents/spelling.ts';

export type InvoiceLang = 'nl' | 'en';
/** What a provider's due is made of. */
export const DUE_PARTS = ['share', 'royalties', 'buma', 'deductions'] as const;
export type DuePart = (typeof DUE_PARTS)[number];

export interface InvoiceWords {
  readonly share: string;
  readonly parts: Readonly<Record<DuePart, string>>;
  readonly played: (title: string, days: readonly string[]) => string;
  readonly evidence: (evidence: string) => string;
  readonly statement: (id: string) => string;
  readonly selfBilled: string;
  readonly test: string;
  readonly creditOf: (number: string) => string;
  readonly terms: (days: number, due: string) => string;
  readonly givenBack: string;
  readonly signed: (sha256: string) => string;
  readonly rounding: string;
}

/** First and last of several. */
function span(days: readonly string[], lang: InvoiceLang, to: string): string {
  const sorted = days.toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return '';
  return first === last ? day(first, lang) : `${day(first, lang)} ${to} ${day(last, lang)}`;
}

export const INVOICE_WORDS: Readonly<Record<InvoiceLang, InvoiceWords>> = {
  nl: {
    share: 'Afrekening van de recette',
    parts: {
      share: 'Aandeel in de recette',
      royalties: 'Auteursrechten, af te dragen door de aanbieder',
      buma: 'Muziekrechten, af te dragen door de aanbieder',
      deductions: 'Kosten volgens de afspraak',
    },
    played: (title, days) =>
      days.length
        ? `${title}, ${days.length} voorstelling${days.length === 1 ? '' : 'en'}, ${span(days, 'nl', 't/m')}`
        : title,
    evidence: (evidence) => `Bewijsstuk: ${evidence}`,
    statement: (id) => `Volgens de door beide partijen ondertekende afrekening ${id}.`,
    test: 'TEST: proefgegevens, geen geldige factuur.',
    selfBilled: 'Factuur uitgereikt door afnemer.',
    creditOf: (number) => `Creditfactuur bij factuur ${number}.`,
    terms: (days, due) => `Te betalen binnen ${days} dagen, uiterlijk op ${day(due, 'nl')}.`,
    givenBack: 'Wordt terugbetaald of verrekend.',
    signed: (sha256) => `Ondertekende afrekening, SHA-256 ${sha256}`,
    rounding:
      'Het te betalen bedrag is dat van de ondertekende afrekening; het verschil met de som is als afronding vermeld.',
  },
  en: {
    share: 'Settlement of the takings',
    parts: {
      share: 'Share of the takings',
      royalties: "Author's rights, paid on by the provider",
      buma: 'Music rights, paid on by the provider',
      deductions: 'Costs by the deal',
    },
    played: (title, days) =>
      days.length
        ? `${title}, ${days.length} performance${days.length === 1 ? '' : 's'}, ${span(days, 'en', 'to')}`
        : title,
    evidence: (evidence) => `Evidence: ${evidence}`,
    statement: (id) => `By settlement ${id}, signed by both parties.`,
    test: 'TEST: made-up figures, no valid invoice.',
    // The words that Directive 2006/112/EC, article 226 (10a), asks for.
    selfBilled: 'Self-billing.',
    creditOf: (number) => `Credit note for invoice ${number}.`,
    terms: (days, due) => `To be paid within ${days} days, by ${day(due, 'en')}.`,
    givenBack: 'To be paid back or set off.',
    signed: (sha256) => `Signed settlement, SHA-256 ${sha256}`,
    rounding: 'The amount due is that of the signed settlement; the difference from the sum is stated as rounding.',
  },
};
