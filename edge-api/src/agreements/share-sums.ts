/** Pure: what a side gets of its performances, in three figures; which count, and why. */
import type { AgreementState, House, ShareAnswer, ShareFigures, SharePerformance } from '#protocol';
import type { SignedStatement } from '../settlement/signed.ts';
import {
  NOTHING,
  rowsOfDeal,
  signedKeys,
  signedTogether,
  type Row,
  type ShareDeal,
  type SharePlayed,
} from './share-rows.ts';

/** Of two deals over one performance the one in force speaks, then the one that is furthest from gone. */
const LIFE: Readonly<Record<AgreementState, number>> = {
  settled: 8,
  approved: 7,
  half_approved: 6,
  proposed: 5,
  partly_rejected: 4,
  draft: 3,
  rejected: 2,
  expired: 1,
  withdrawn: 0,
};
const rank = ({ inForce, state }: ShareDeal): number => (inForce ? 10 : 0) + LIFE[state];

/** A deal that ended without ever being settled promises nothing any more. */
const holds = ({ inForce, state }: ShareDeal): boolean => inForce && state !== 'withdrawn';

/** Performances of what was asked, in the order given, each by the deal that speaks for it. */
export function sharePerformances(
  deals: readonly ShareDeal[],
  played: readonly SharePlayed[],
  currency: string,
): readonly SharePerformance[] {
  const byKey = new Map(played.map((one) => [one.key, one]));
  const speaks = new Map<number, ShareDeal>();
  for (const deal of deals.toSorted((a, b) => rank(a) - rank(b)))
    for (const key of deal.performances) speaks.set(key, deal);
  // Where both signed, that is what holds, whatever was agreed about it elsewhere.
  for (const deal of deals) for (const key of signedKeys(deal)) speaks.set(key, deal);
  const rows = new Map(deals.filter(holds).map((deal) => [deal, rowsOfDeal(deal, byKey, currency)]));
  return played
    .filter(({ asked }) => asked)
    .map(({ key, production, venue, venueName, house }): SharePerformance => {
      const deal = speaks.get(key);
      const row: Row = (deal && rows.get(deal)?.get(key)) ?? {
        ...NOTHING,
        counts: false,
        why: house.status === 'cancelled' ? 'cancelled' : deal ? 'not_approved' : 'no_agreement',
      };
      return {
        ...row,
        performance: house.performance ?? '',
        production,
        venue,
        ...(venueName === undefined ? {} : { venueName }),
        date: house.date,
        agreement: deal?.id ?? null,
        state: deal?.state ?? null,
        settled: deal?.state === 'settled' || row.basis === 'signed',
        asOf: house.asOf,
      };
    });
}

export function added(rows: readonly ShareFigures[]): ShareFigures {
  const of = (name: 'realised' | 'provisional' | 'guaranteed') => rows.reduce((total, row) => total + row[name], 0);
  const difference = rows.reduce((total, row) => total + (row.difference ?? 0), 0);
  return {
    realised: of('realised'),
    provisional: of('provisional'),
    guaranteed: of('guaranteed'),
    ...(rows.some((row) => row.difference !== undefined) ? { difference } : {}),
  };
}

/** Of one deal: what has been, and what today's sales give beside what both signed of it. */
export function realisedOf(
  deal: Pick<ShareDeal, 'state' | 'side' | 'terms'>,
  statements: readonly SignedStatement[],
  houses: readonly House[],
  today: string,
): Pick<ShareFigures, 'realised' | 'difference'> {
  const played = houses.map((house, key) => ({ key, house, past: house.date < today }));
  const keyOf = new Map(played.map(({ key, house }) => [String(house.performance), key]));
  const whole = {
    ...deal,
    signed: signedTogether(deal, statements, keyOf),
    performances: played.map(({ key }) => key),
  };
  const rows = rowsOfDeal(whole, new Map(played.map((one) => [one.key, one])), deal.terms.currency);
  const { realised, difference } = added([...rows.values()]);
  return { realised, ...(difference === undefined ? {} : { difference }) };
}

/** The currency of most deals; on equal numbers the first by name. */
export function currencyOf(deals: readonly ShareDeal[]): string {
  const count = new Map<string, number>();
  for (const { terms } of deals) count.set(terms.currency, (count.get(terms.currency) ?? 0) + 1);
  const [most] = [...count].toSorted(([a, n], [b, m]) => m - n || a.localeCompare(b));
  return most?.[0] ?? 'EUR';
}

/** The whole answer but who asks. */
export function shareOf(
  deals: readonly ShareDeal[],
  played: readonly SharePlayed[],
): Pick<ShareAnswer, 'currency' | 'total' | 'productions' | 'performances'> {
  const currency = currencyOf(deals.filter(holds));
  const performances = sharePerformances(deals, played, currency);
  const titles = new Map(played.map(({ production, title }) => [production, title]));
  const byProduction = Map.groupBy(performances, ({ production }) => production);
  return {
    currency,
    total: added(performances),
    productions: [...byProduction].map(([production, rows]) => ({
      ...added(rows),
      production,
      title: titles.get(production) ?? production,
      counted: rows.filter(({ counts }) => counts).length,
      left: rows.filter(({ counts }) => !counts).length,
    })),
    performances,
  };
}
