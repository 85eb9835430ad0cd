/** What every part of the page is given. */
import type { Agreement, Side } from '#protocol';
import { amountText } from '../deals/amount-text.ts';
import { momentText } from '../deals/deal-days.ts';
import { dealWords, type DealWords } from '../deals/deal-words.ts';
import { contractWords, type ContractWords } from './contract-words.ts';

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
