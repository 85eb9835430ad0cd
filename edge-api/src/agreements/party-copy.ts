/** Pure: what a party gets in its own shard: the row its lists and sums read, and its feed's new events. */
import type { AgreementSummary, FeedEvent, Side, Terms } from '#protocol';
import { summaryOf } from './agreement-answer.ts';
import type { AgreementHome } from './agreement-home.ts';
import type { OutboxRow, Stored, VersionRow } from './agreement-store.ts';
import { agreedAs, byDate, onceEach, type Agreed } from './agreed-performances.ts';
import { seenBy } from './seen.ts';
import type { Signed } from '../settlement/signed.ts';

/** `agreement_row.body`. */
export interface AgreementRowBody extends AgreementSummary {
  readonly terms: Terms;
  /** The approved version, by which sums are made. */
  readonly inForce: {
    readonly version: number;
    readonly terms: Terms;
    readonly performances: readonly {
      readonly id: string;
      readonly key: number;
      readonly date: string;
      readonly agreedVatRate: number | null;
    }[];
  } | null;
  /** Keys of the performances of the newest version in that order, as those that were merged lead on; each once. */
  readonly keys: readonly number[];
  /** When they were to begin as it was agreed, in that order. */
  readonly starts: readonly number[];
  /** What both signed; a copy that was made before this was told does not have it. */
  readonly signed?: Signed;
  /** Other productions under which its performances stand by now: they were merged into one of those. */
  readonly elsewhere?: readonly string[];
}
/** As the feed keeps it; its number is the reader's own. */
export type TellEvent = Omit<FeedEvent, 'seq'>;
export interface PartyCopy {
  readonly id: string;
  readonly venue: number;
  readonly production: number;
  readonly revision: number;
  readonly state: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly updatedAt: number;
  readonly body: AgreementRowBody;
  readonly feed: readonly TellEvent[];
}

const inForce = (approved: VersionRow, agreed: readonly Agreed[]): AgreementRowBody['inForce'] => ({
  version: approved.version,
  terms: approved.terms,
  performances: onceEach(agreed).map(({ vatRate, answer, listed }) => ({
    id: answer.id,
    key: listed.root,
    date: answer.date,
    agreedVatRate: vatRate,
  })),
});

const ofVersion = ({ performances }: VersionRow, listed: readonly Agreed[]): readonly Agreed[] =>
  performances
    .flatMap(([key, vatRate, startsAt]) => {
      const one = listed.find((other) => other.key === key);
      return one ? [agreedAs(one, vatRate, startsAt)] : [];
    })
    .toSorted(byDate);

/** Null: to this side there is no such agreement. */
export function copyFor(
  home: AgreementHome,
  stored: Stored,
  side: Side,
  outbox: readonly OutboxRow[],
  /** Of every version. */
  listed: readonly Agreed[],
  signed: Signed,
): PartyCopy | null {
  const seen = seenBy(stored, side);
  if (!seen) return null;
  const agreed = onceEach(ofVersion(seen.version, listed));
  const summary = summaryOf(home, stored, seen, side, agreed, home.livemode === 1);
  const starts = agreed.map(({ listed }) => listed.listing.startsAt);
  const productions = new Set(listed.flatMap(({ listed: { listing } }) => listing.production ?? []));
  productions.delete(home.productionId);
  const told = new Set(outbox.filter(({ statement }) => statement === '').map(({ event }) => event));
  return {
    id: home.id,
    venue: home.venue,
    production: home.production,
    revision: stored.row.revision,
    state: seen.life.state,
    firstAt: Math.min(...starts),
    lastAt: Math.max(...starts),
    updatedAt: stored.row.updatedAt,
    body: {
      ...summary,
      terms: seen.version.terms,
      inForce: seen.approved && inForce(seen.approved, ofVersion(seen.approved, listed)),
      keys: agreed.map(({ listed: { root } }) => root),
      starts: agreed.map(({ agreedAt }) => agreedAt),
      signed,
      ...(productions.size ? { elsewhere: [...productions] } : {}),
    },
    feed: seen.events
      .filter(({ seq }) => told.has(seq))
      .map((event) => ({
        id: `${home.id.replace('AGR', 'EVT')}-${event.seq}`,
        type: `agreement.${event.step}` as const,
        at: new Date(event.at).toISOString(),
        agreement: home.id,
        statement: null,
        state: event.state,
        version: event.version,
        side: event.side,
        production: home.productionId,
        reference: stored.row.reference,
      })),
  };
}
