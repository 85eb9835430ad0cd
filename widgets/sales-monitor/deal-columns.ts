/** Of each performance of a season: how its deal stands, and what it pays us by what is sold now. */
import type { AgreementState, ShareAnswer, SharePerformance } from '#protocol';
import type { Session } from '../data/session-context.ts';
import { amountText } from '../deals/amount-text.ts';
import type { DealBook, DealText } from './deal-book.ts';

const NL = {
  none: 'geen afspraak',
  settled: 'afgerekend',
  out: 'telt niet mee',
  states: {
    draft: 'concept',
    proposed: 'voorgesteld',
    half_approved: 'wacht op tweede akkoord',
    partly_rejected: 'deels afgewezen',
    rejected: 'afgewezen',
    approved: 'akkoord',
    settled: 'afgerekend',
    withdrawn: 'ingetrokken',
    expired: 'verlopen',
  } as Readonly<Record<AgreementState, string>>,
};
const EN: typeof NL = {
  none: 'no deal',
  settled: 'settled',
  out: 'does not count',
  states: {
    draft: 'draft',
    proposed: 'proposed',
    half_approved: 'waits for a second approval',
    partly_rejected: 'partly rejected',
    rejected: 'rejected',
    approved: 'approved',
    settled: 'settled',
    withdrawn: 'withdrawn',
    expired: 'expired',
  },
};

/** `refused`: this viewer may not see deals. Null: no answer came, or none of use. */
export async function readDeals(
  session: Session,
  season: number,
  dutch: boolean,
): Promise<DealBook | 'refused' | null> {
  try {
    const answer = await session.request(`/v1/my-share?season=${season}`);
    if (answer.status === 404 || answer.status === 403) return 'refused';
    return answer.ok ? bookOf((await answer.json()) as ShareAnswer, dutch) : null;
  } catch {
    return null;
  }
}

/** What both signed, whatever was reported since; else what today's sales give. */
const due = ({ basis, realised, provisional }: SharePerformance): number =>
  basis === 'signed' ? realised : provisional;

/** Pure. */
export function bookOf({ performances, currency }: ShareAnswer, dutch: boolean): DealBook {
  const words = dutch ? NL : EN;
  const known = new Map(performances.map((one) => [one.performance, one]));
  const deal = (one: SharePerformance | undefined): DealText => {
    const state = one?.state ?? null;
    const text = one?.settled ? words.settled : state === null ? words.none : words.states[state];
    return { text, small: '', value: state === null ? null : text };
  };
  const share = (one: SharePerformance | undefined): DealText =>
    one?.counts
      ? { text: amountText(due(one), currency, dutch ? 'nl' : 'en'), small: '', value: due(one) }
      : { text: '–', small: one?.agreement ? words.out : '', value: null };
  return { of: (column, performance) => (column === 'deal' ? deal : share)(known.get(performance)) };
}
