/** Pure: what the life of a deal is called. */
import type { AgreementState, AgreementStep, Form, HouseRemark, Side } from '#protocol';
import { isDutch } from '../locales/language.ts';

const NL = {
  states: {
    draft: 'concept',
    proposed: 'voorgesteld',
    half_approved: 'half akkoord',
    partly_rejected: 'deels afgewezen',
    rejected: 'afgewezen',
    approved: 'akkoord',
    settled: 'afgerekend',
    withdrawn: 'ingetrokken',
    expired: 'verlopen',
  } as Readonly<Record<AgreementState, string>>,
  version: (n: number) => `versie ${n}`,
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
  sides: { provider: 'producent', venue: 'theater' } as Readonly<Record<Side, string>>,
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
  states: {
    draft: 'draft',
    proposed: 'proposed',
    half_approved: 'half approved',
    partly_rejected: 'partly rejected',
    rejected: 'rejected',
    approved: 'approved',
    settled: 'settled',
    withdrawn: 'withdrawn',
    expired: 'expired',
  },
  version: (n) => `version ${n}`,
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
  sides: { provider: 'producer', venue: 'venue' },
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

export type DealWords = typeof NL;
export const dealWords = (locale: string): DealWords => (isDutch(locale) ? NL : EN);

/** Needs somebody, ended well, or rests: by sign and words as well as by colour. */
export function stateMood(state: AgreementState): 'waits' | 'good' | 'quiet' {
  if (state === 'approved' || state === 'settled') return 'good';
  return state === 'draft' || state === 'withdrawn' || state === 'expired' ? 'quiet' : 'waits';
}
