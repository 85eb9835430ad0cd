/** What every part of the page is given. */
import { termWords } from '#deal';
import type { Agreement, Side, TermName } from '#protocol';
import { amountText } from '../deals/amount-text.ts';
import { momentText } from '../deals/deal-days.ts';
import { dealWords, type DealWords } from '../deals/deal-words.ts';
import { contractWords, type ContractWords } from './contract-words.ts';
import { withTerm } from './term-choices.ts';

export interface Shown {
  readonly agreement: Agreement;
  readonly words: ContractWords;
  readonly deal: DealWords;
  readonly locale: 'nl' | 'en';
  readonly names: { readonly provider: string; readonly venue: string };
  readonly money: (cents: number) => string;
  readonly moment: (at: string) => string;
  readonly nameOf: (side: Side) => string;
  /** The caller's own organisation, and the other. */
  readonly own: string;
  readonly other: string;
}

export function shownOf(agreement: Agreement, locale: 'nl' | 'en', zone: string): Shown {
  const names = { provider: agreement.provider.name, venue: agreement.venue.name };
  const currency = agreement.terms.currency;
  return {
    agreement,
    words: contractWords(locale),
    deal: dealWords(locale),
    locale,
    names,
    money: (cents) => amountText(cents, currency, locale),
    moment: (at) => momentText(at, zone, locale),
    nameOf: (side) => names[side],
    own: names[agreement.side],
    other: names[agreement.side === 'provider' ? 'venue' : 'provider'],
  };
}

/** One value of a term in words, as if the deal said so; null and nothing have words too. */
export function valueText({ agreement, locale, words }: Shown, term: TermName, value: unknown): string {
  if (value === null || value === undefined) return words.none;
  return termWords(term, withTerm(agreement.terms, term, value), locale).value;
}
