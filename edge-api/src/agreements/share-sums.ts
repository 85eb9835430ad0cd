/** Pure: what a side gets of its performances, in three figures; which count, and why. */
import { promiseOf, spread, waterfall } from '#deal';
import type {
  AgreementState,
  House,
  ShareAnswer,
  ShareFigures,
  SharePerformance,
  ShareReason,
  Side,
  Terms,
  WaterfallPart,
} from '#protocol';

/** A deal as the caller's own shard has it. */
export interface ShareDeal {
  readonly id: string;
  readonly state: AgreementState;
  readonly side: Side;
  /** By the version in force, else by the newest. */
  readonly terms: Terms;
  readonly inForce: boolean;
  /** Keys, in the order agreed. */
  readonly performances: readonly number[];
}
/** A performance that the caller sees. */
export interface SharePlayed {
  readonly key: number;
  readonly production: string;
  readonly title: string;
  readonly venue: string;
  readonly venueName?: string;
  readonly house: House;
  /** Its day is over. */
  readonly past: boolean;
  /** Within what was asked; the others only carry their part of a deal for all. */
  readonly asked: boolean;
}

const NOTHING: ShareFigures = { realised: 0, provisional: 0, guaranteed: 0 };
/** Of two deals over one performance the one in force speaks, then the one that is furthest from gone. */
const ALIVE: readonly AgreementState[] = [
  'settled',
  'approved',
  'half_approved',
  'proposed',
  'partly_rejected',
  'draft',
  'rejected',
  'expired',
  'withdrawn',
];
const rank = ({ inForce, state }: ShareDeal): number => (inForce ? 0 : ALIVE.length) + ALIVE.indexOf(state);

/** A deal that ended without ever being settled promises nothing any more. */
const holds = ({ inForce, state }: ShareDeal): boolean => inForce && state !== 'withdrawn';

/** What is promised to a side for each performance, or once over all of them. */
export function promisedTo(side: Side, terms: Terms): number {
  if (side === 'provider') return promiseOf(terms) ?? 0;
  if (terms.form === 'hire') return terms.hire?.rent ?? 0;
  // Where the provider never pays in, the venue may get less.
  return terms.providerNeverOwes ? 0 : (terms.guaranteeVenue ?? 0);
}

/** Of each performance of a deal; nothing for those that were cancelled. */
function guaranteesOf(deal: ShareDeal, parts: readonly WaterfallPart[]): readonly number[] {
  const promise = promisedTo(deal.side, deal.terms);
  const played = parts.map(({ remarks }) => !remarks.includes('cancelled'));
  if (deal.terms.basis !== 'total') return played.map((plays) => (plays ? promise : 0));
  const left = parts.filter((_, at) => played[at]);
  const shares = left.length
    ? spread(
        promise,
        left.map(({ net }) => net),
        left.map(({ performance }) => performance ?? ''),
      )
    : [];
  let at = 0;
  return played.map((plays) => (plays ? (shares[at++] ?? 0) : 0));
}

function reasonOf(part: WaterfallPart): ShareReason {
  if (part.counts) return 'counts';
  if (part.remarks.includes('cancelled')) return 'cancelled';
  return part.remarks.includes('currency_mismatch') ? 'currency_mismatch' : 'unknown_figures';
}

type Row = Pick<SharePerformance, keyof ShareFigures | 'counts' | 'why'>;

/** Rows of one deal's performances, by key. A guarantee holds also while the figures are not known. */
export function rowsOfDeal(
  deal: ShareDeal,
  played: ReadonlyMap<number, SharePlayed>,
  currency: string,
): Map<number, Row> {
  const known = deal.performances.flatMap((key) => played.get(key) ?? []);
  const { parts } = waterfall(
    deal.terms,
    known.map(({ house }) => house),
  );
  const guaranteed = guaranteesOf(deal, parts);
  return new Map(
    parts.map((part, at) => {
      const one = known[at];
      const why = deal.terms.currency === currency ? reasonOf(part) : 'currency_mismatch';
      const counts = why === 'counts';
      const provisional = counts ? part[deal.side] : 0;
      const row: Row = {
        counts,
        why,
        provisional,
        realised: one?.past || deal.state === 'settled' ? provisional : 0,
        guaranteed: why === 'currency_mismatch' ? 0 : (guaranteed[at] ?? 0),
      };
      return [one?.key ?? 0, row];
    }),
  );
}

/** Performances of what was asked, in the order given, each by the deal that speaks for it. */
export function sharePerformances(
  deals: readonly ShareDeal[],
  played: readonly SharePlayed[],
  currency: string,
): readonly SharePerformance[] {
  const byKey = new Map(played.map((one) => [one.key, one]));
  const speaks = new Map<number, ShareDeal>();
  for (const deal of deals.toSorted((a, b) => rank(b) - rank(a)))
    for (const key of deal.performances) speaks.set(key, deal);
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
        settled: deal?.state === 'settled',
        asOf: house.asOf,
      };
    });
}

function added(rows: readonly ShareFigures[]): ShareFigures {
  const of = (name: keyof ShareFigures) => rows.reduce((total, row) => total + row[name], 0);
  return { realised: of('realised'), provisional: of('provisional'), guaranteed: of('guaranteed') };
}

/** The currency of most deals; on equal numbers the first by name. */
export function currencyOf(deals: readonly ShareDeal[]): string {
  const count = new Map<string, number>();
  for (const { terms } of deals) count.set(terms.currency, (count.get(terms.currency) ?? 0) + 1);
  const [most] = [...count].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
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
