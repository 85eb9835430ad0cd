/** Pure: how a deal stands, as it is called. */
import type { AgreementState, Side } from '#protocol';
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
  sides: { provider: 'producent', venue: 'theater' } as Readonly<Record<Side, string>>,
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
  sides: { provider: 'producer', venue: 'venue' },
};

export type DealWords = typeof NL;
export const dealWords = (locale: string): DealWords => (isDutch(locale) ? NL : EN);

/** Needs somebody, ended well, or rests: by sign and words as well as by colour. */
export function stateMood(state: AgreementState): 'waits' | 'good' | 'quiet' {
  if (state === 'approved' || state === 'settled') return 'good';
  return state === 'draft' || state === 'withdrawn' || state === 'expired' ? 'quiet' : 'waits';
}
