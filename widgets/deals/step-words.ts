/** Pure: the forms of a deal, the steps of its life, and what is to be said of its performances. */
import type { AgreementStep, Form } from '#protocol';
import { isDutch } from '../locales/language.ts';
import { remarkWords } from './remark-words.ts';

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
  remarks: remarkWords('nl'),
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
  remarks: remarkWords('en'),
};

export type StepWords = typeof NL;
export const stepWords = (locale: string): StepWords => (isDutch(locale) ? NL : EN);
