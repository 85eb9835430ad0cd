/** Pure: the forms of a deal, the steps of its life, and what is to be said of its performances. */
import type { AgreementStep, Form, HouseRemark } from '#protocol';
import { isDutch } from '../locales/language.ts';

const NL = {
  forms: {
    buyout: 'uitkoop',
    split: 'partage',
    receipts: 'recette voor de speler',
    supplement: 'suppletie',
    scale: 'staffel',
    hire: 'verhuur',
    split_point: 'deelpunt',
    calls: 'voorrang',
  } as Readonly<Record<Form, string>>,
  steps: {
    draft: 'begon een concept',
    edit: 'wijzigde het concept',
    propose: 'stelde voor',
    approve: 'ging akkoord',
    reject: 'wees af',
    revise: 'stelde opnieuw voor',
    amend: 'begon een wijziging',
    withdraw: 'trok in',
    expire: 'verlopen zonder antwoord',
    settle: 'afgerekend',
  } as Readonly<Record<AgreementStep, string>>,
  remarks: {
    no_sales: 'nog geen verkoop gemeld',
    cancelled: 'geannuleerd, telt niet mee',
    moved_year: 'verplaatst naar een datum met een ander btw-tarief',
    currency_mismatch: 'andere munt dan de afspraak, telt niet mee',
    vat_unknown: 'btw-tarief onbekend, telt niet mee',
    levy_unknown: 'toeslag onbekend',
    amount_unknown: 'bedrag niet gemeld, telt niet mee',
    negative_recette: 'recette onder nul door terugbetalingen',
    free_tickets_over: 'meer vrijkaarten dan afgesproken',
  } as Readonly<Record<HouseRemark, string>>,
};
const EN: typeof NL = {
  forms: {
    buyout: 'flat fee',
    split: 'percentage split',
    receipts: 'receipts to the player',
    supplement: 'supplement',
    scale: 'sliding scale',
    hire: 'hire',
    split_point: 'split point',
    calls: 'calls',
  },
  steps: {
    draft: 'began a draft',
    edit: 'changed the draft',
    propose: 'proposed',
    approve: 'approved',
    reject: 'rejected',
    revise: 'proposed again',
    amend: 'began a change',
    withdraw: 'withdrew',
    expire: 'expired without an answer',
    settle: 'settled',
  },
  remarks: {
    no_sales: 'no sales reported yet',
    cancelled: 'cancelled, does not count',
    moved_year: 'moved to a date with another VAT rate',
    currency_mismatch: 'another currency than the deal, does not count',
    vat_unknown: 'VAT rate unknown, does not count',
    levy_unknown: 'levy unknown',
    amount_unknown: 'no amount reported, does not count',
    negative_recette: 'receipts below zero after refunds',
    free_tickets_over: 'more free tickets than agreed',
  },
};

export type StepWords = typeof NL;
export const stepWords = (locale: string): StepWords => (isDutch(locale) ? NL : EN);
