/** Pure: what a side gets of the performances of one deal: what both signed of them, else what it pays on today's sales. */
import { promiseOf, spread, waterfall } from '#deal';
import type {
  AgreementState,
  House,
  ShareFigures,
  SharePerformance,
  ShareReason,
  Side,
  Terms,
  WaterfallPart,
} from '#protocol';
import type { SignedStatement } from '../settlement/signed.ts';

/** A deal as the caller's own shard has it. */
export interface ShareDeal {
  readonly id: string;
  readonly state: AgreementState;
  readonly side: Side;
  /** By the version in force, else by the newest. */
  readonly terms: Terms;
  readonly inForce: boolean;
  /** What both signed of it; null = this copy of the deal was made before that was told. */
  readonly signed: readonly SignedTogether[] | null;
  /** Keys, in the order agreed. */
  readonly performances: readonly number[];
}
/** One settlement, computed together: cents of the caller's side as both signed them, by key. */
export interface SignedTogether {
  readonly terms: Terms;
  readonly figures: ReadonlyMap<number, number>;
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

/** What the sums of one deal ask of it, and of a performance. */
export type RowDeal = Omit<ShareDeal, 'id' | 'inForce'>;
export type RowPlayed = Pick<SharePlayed, 'key' | 'house' | 'past'>;

export const NOTHING: ShareFigures = { realised: 0, provisional: 0, guaranteed: 0 };

/** What is promised to a side for each performance, or once over all of them. */
export function promisedTo(side: Side, terms: Terms): number {
  if (side === 'provider') return promiseOf(terms) ?? 0;
  if (terms.hire) return terms.hire.rent;
  // Where the provider never pays in, the venue may get less.
  return terms.providerNeverOwes ? 0 : (terms.guaranteeVenue ?? 0);
}

/** Of each performance of a deal; nothing for those that were cancelled. */
function guaranteesOf(side: Side, terms: Terms, parts: readonly WaterfallPart[]): readonly number[] {
  const promise = promisedTo(side, terms);
  const played = parts.filter(({ remarks }) => !remarks.includes('cancelled'));
  const nets = played.map(({ net }) => net);
  const ids = played.map(({ performance }) => String(performance));
  const shares = terms.basis === 'total' ? spread(promise, nets, ids) : played.map(() => promise);
  const byPart = new Map(played.map((part, at) => [part, shares[at]]));
  return parts.map((part) => byPart.get(part) ?? 0);
}

function reasonOf(part: WaterfallPart): ShareReason {
  if (part.counts) return 'counts';
  if (part.remarks.includes('cancelled')) return 'cancelled';
  return part.remarks.includes('currency_mismatch') ? 'currency_mismatch' : 'unknown_figures';
}

export type Row = Pick<SharePerformance, keyof ShareFigures | 'counts' | 'why' | 'remarks' | 'basis' | 'todayUnknown'>;

/** Performances that are computed together: those of one settlement by its terms, and the rest by those in force. */
type Together = SignedTogether & { readonly known: readonly RowPlayed[] };
function togetherOf(deal: RowDeal, played: ReadonlyMap<number, RowPlayed>): readonly Together[] {
  const all = (keys: Iterable<number>) => [...keys].flatMap((key) => played.get(key) ?? []);
  const signed = deal.signed ?? [];
  const done = new Set(signedKeys(deal));
  return [
    ...signed.map((one) => ({ ...one, known: all(one.figures.keys()) })),
    { terms: deal.terms, figures: new Map(), known: all(deal.performances).filter(({ key }) => !done.has(key)) },
  ];
}
export const signedKeys = ({ signed }: Pick<ShareDeal, 'signed'>): readonly number[] =>
  (signed ?? []).flatMap(({ figures }) => [...figures.keys()]);

/** As a copy of the deal has it, by the keys under which the reader knows the performances. */
export const signedTogether = (
  { side, terms }: Pick<ShareDeal, 'side' | 'terms'>,
  statements: readonly SignedStatement[],
  keyOf: ReadonlyMap<string, number>,
): readonly SignedTogether[] =>
  statements.map((one) => ({
    terms: one.terms ?? terms,
    figures: new Map(
      one.parts.flatMap(([id, provider, venue]) => {
        const key = keyOf.get(id);
        return key === undefined ? [] : [[key, side === 'provider' ? provider : venue] as const];
      }),
    ),
  }));

/** What was signed stays; what today's sales give beside it is told apart. */
function signedRow(figure: number, part: WaterfallPart, side: Side, guaranteed: number): Row {
  const now = part.counts ? part[side] : part.remarks.includes('cancelled') ? 0 : null;
  return {
    counts: true,
    why: 'counts',
    basis: 'signed',
    realised: figure,
    provisional: now ?? figure,
    guaranteed,
    ...(now === null ? { todayUnknown: true as const } : {}),
    ...(now === null || now === figure ? {} : { difference: now - figure }),
  };
}

/** Rows of one deal's performances, by key. A guarantee holds also while the figures are not known. */
export function rowsOfDeal(deal: RowDeal, played: ReadonlyMap<number, RowPlayed>, currency: string): Map<number, Row> {
  const rows = new Map<number, Row>();
  for (const { terms, known, figures } of togetherOf(deal, played)) {
    const { parts } = waterfall(
      terms,
      known.map(({ house }) => house),
    );
    const guaranteed = guaranteesOf(deal.side, terms, parts);
    for (const [at, part] of parts.entries()) {
      const one = known[at];
      if (!one) continue;
      const figure = figures.get(one.key);
      rows.set(
        one.key,
        terms.currency !== currency
          ? { ...NOTHING, counts: false, why: 'currency_mismatch' }
          : figure === undefined
            ? openRow(deal, one, part, guaranteed[at] ?? 0)
            : signedRow(figure, part, deal.side, guaranteed[at] ?? 0),
      );
    }
  }
  return rows;
}

function openRow(deal: RowDeal, { past }: RowPlayed, part: WaterfallPart, guaranteed: number): Row {
  const why = reasonOf(part);
  const provisional = part[deal.side];
  const settled = deal.state === 'settled';
  return {
    counts: why === 'counts',
    why,
    provisional,
    realised: past || settled ? provisional : 0,
    guaranteed: why === 'currency_mismatch' ? 0 : guaranteed,
    ...(part.remarks.length ? { remarks: part.remarks } : {}),
    ...(settled && deal.signed === null ? { basis: 'recomputed' as const } : {}),
  };
}
