/** An agreement as one of its sides sees it: terms, their states, history, and what it pays on what is sold now. */
import { sentence, waterfall } from '#deal';
import {
  localDay,
  type Agreement,
  type AgreementStep,
  type AgreementSummary,
  type House,
  type ShareFigures,
  type Side,
  type Waterfall,
} from '#protocol';
import { shardOf } from '../env.ts';
import { decide, type Action } from '../identity/actor.ts';
import { actorOf, type Ctx } from '../route.ts';
import { readRowsOf } from '../sales/reader-store.ts';
import type { AgreementHome } from './agreement-home.ts';
import type { EventRow, Stored, VersionRow } from './agreement-store.ts';
import { namedNow, onceEach, readAgreed, type Agreed } from './agreed-performances.ts';
import { frameworkOf } from './framework-of-deal.ts';
import { houseOf } from './houses.ts';
import { otherSide, stepsOf, turnOf } from './life.ts';
import { obligation } from './obligation.ts';
import { seenBy, type Seen } from './seen.ts';
import { promisedTo } from './share-rows.ts';
import { realisedOf } from './share-sums.ts';
import { signedOf } from '../settlement/signed.ts';
import { readFinals } from '../settlement/signed-store.ts';
import { readTwoPeopleFrom } from './setting-store.ts';
import { termStates } from './term-states.ts';

const iso = (at: number) => new Date(at).toISOString();
const ZONE = 'Europe/Amsterdam';
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

export const readerOf = (home: AgreementHome, side: Side): number =>
  side === 'venue' ? home.venueReader : home.providerReader;

export const NEEDED: Readonly<Record<AgreementStep, Action>> = {
  draft: 'write_agreements',
  edit: 'write_agreements',
  propose: 'write_agreements',
  approve: 'approve_agreements',
  reject: 'approve_agreements',
  revise: 'write_agreements',
  amend: 'write_agreements',
  withdraw: 'write_agreements',
  expire: 'operate',
  settle: 'settle_agreements',
};

export function summaryOf(
  home: AgreementHome,
  { row }: Stored,
  { life, version, approved, events }: Seen,
  side: Side,
  agreed: readonly Agreed[],
  livemode: boolean,
): AgreementSummary {
  return {
    id: home.id,
    reference: row.reference,
    provider: { id: home.providerId, name: home.providerName },
    venue: { id: home.venueId, name: home.venueName },
    production: { id: home.productionId, title: home.title },
    performances: agreed.map(({ answer }) => answer),
    form: version.terms.form,
    state: life.state,
    version: life.version,
    approvedVersion: approved?.version ?? null,
    turn: turnOf(life),
    side,
    updatedAt: iso(events.at(-1)?.at ?? row.updatedAt),
    livemode,
  };
}

const historyOf = (home: AgreementHome, event: EventRow): Agreement['history'][number] => ({
  seq: event.seq,
  at: iso(event.at),
  step: event.step,
  version: event.version,
  side: event.side,
  by: {
    organisation: event.side === null ? '' : event.side === 'venue' ? home.venueId : home.providerId,
    person: event.name,
  },
  state: event.state,
  changes: event.body.changes ?? [],
  ...(event.body.rejected ? { rejected: event.body.rejected } : {}),
  message: event.body.message ?? null,
});

/** What is sold by the venue's own rows: the same to both sides. */
export async function housesOf(c: Ctx, shard: D1Database, venue: number, agreed: readonly Agreed[]): Promise<House[]> {
  const each = onceEach(agreed);
  const bodies = await readRowsOf(
    shard,
    venue,
    each.map(({ listed }) => listed.root),
  );
  return each.map(({ listed, vatRate }) => houseOf(listed.listing, bodies.get(listed.root), vatRate));
}

/** My share of one deal: what has been, what is sold at this moment, and what is promised. */
export function shareOf(result: Waterfall, version: VersionRow, side: Side, today: string): ShareFigures {
  const sum = (parts: Waterfall['parts']) => parts.reduce((total, part) => total + part[side], 0);
  const counted = result.parts.filter(({ counts }) => counts);
  const played = result.parts.filter(({ remarks }) => !remarks.includes('cancelled')).length;
  const times = version.terms.basis === 'total' ? Math.min(1, played) : played;
  return {
    realised: sum(counted.filter(({ date }) => date < today)),
    provisional: result[side],
    guaranteed: side === 'provider' ? (result.floor ?? 0) : promisedTo('venue', version.terms) * times,
  };
}

export interface Answered {
  readonly home: AgreementHome;
  readonly side: Side;
  readonly shard: string;
}

export async function answerOf(c: Ctx, stored: Stored, { home, side, shard }: Answered): Promise<Agreement | null> {
  const seen = seenBy(stored, side);
  if (!seen) return null;
  const { life, version, approved, events } = seen;
  const actor = actorOf(c);
  const signer = actor.user ?? actor.clientId;
  const agreed = await readAgreed(c.env.DIRECTORY, version.performances);
  const counted = approved ?? version;
  const countedOnes = counted === version ? agreed : await readAgreed(c.env.DIRECTORY, counted.performances);
  const names = { provider: home.providerName, venue: home.venueName };
  const own = readerOf(home, side);
  // What is agreed is owed whoever the production belongs to by now; what is only asked shows figures to who may read them.
  const readable =
    approved !== null ||
    side === 'venue' ||
    countedOnes.every(({ listed }) => listed.readers.some(({ key }) => key === own));
  const houses = readable ? await housesOf(c, shardOf(c.env, shard), home.venue, countedOnes) : null;
  const result = houses && computed(counted, houses);
  const today = localDay(c.var.now, countedOnes[0]?.listed.listing.zone ?? ZONE);
  // What was signed stays, whatever was reported since.
  const papers = approved && (await readFinals(shardOf(c.env, shard), home.venue, home.id));
  const signed = papers ? signedOf(papers.finals, papers.lines, approved.version, countedOnes.map(namedNow)).of : [];
  const standing = { state: life.state, side, terms: counted.terms };
  const realised = (of: readonly House[]) => (signed.length ? realisedOf(standing, signed, of, today) : {});
  const framework = await frameworkOf(shardOf(c.env, shard), stored.row, version, c.var.now);
  const decider = otherSide(life.author);
  const limit = await readTwoPeopleFrom(c.env.DIRECTORY, readerOf(home, decider));
  const needed = needsTwo(version, decider, limit) ? 2 : 1;
  const waits = turnOf(life) === decider && life.state !== 'draft';
  return {
    ...summaryOf(home, stored, seen, side, agreed, actor.livemode),
    revision: seen.revision,
    terms: version.terms,
    sha256: version.sha256,
    sentence: { nl: worded(version, names, 'nl'), en: worded(version, names, 'en') },
    author: life.author,
    termStates: termStates(stored, version, framework?.terms),
    contacts: stored.row.contacts,
    framework: framework && { id: framework.id, version: framework.version, title: framework.title },
    expiresAt: isoOrNull(life.expiresAt),
    approvals: approvalsOf(home, stored, version),
    approvalsNeeded: waits ? needed - life.signers.length : 0,
    // What a house has set for itself is told to its own people.
    approvalLimit: side === decider ? limit : null,
    waterfall: result,
    waterfallVersion: result ? counted.version : null,
    share: result && houses && { ...shareOf(result, counted, side, today), ...realised(houses) },
    history: events.map((event) => historyOf(home, event)),
    may: stepsOf(life, side, c.var.now, signer).filter((step) => decide(actor, NEEDED[step]).allow),
  };
}

export const needsTwo = (version: Pick<VersionRow, 'terms' | 'performances'>, side: Side, limit: number | null) =>
  limit !== null && obligation(version.terms, side, version.performances.length) >= limit;

/** Nothing where the terms contradict each other still, as those of a draft may. */
function worded({ terms }: VersionRow, names: { provider: string; venue: string }, locale: 'nl' | 'en'): string {
  try {
    return sentence(terms, names, locale);
  } catch {
    return '';
  }
}

/** Null where the terms cannot be computed yet, such as those of a draft. */
function computed(version: VersionRow, houses: readonly House[]): Waterfall | null {
  try {
    return waterfall(version.terms, houses);
  } catch {
    return null;
  }
}

function approvalsOf(home: AgreementHome, { events }: Stored, version: VersionRow): Agreement['approvals'] {
  return events
    .filter(({ step, version: of }) => step === 'approve' && of === version.version)
    .flatMap(({ at, side, name }) =>
      side ? [{ at: iso(at), side, person: name, by: side === 'venue' ? home.venueId : home.providerId }] : [],
    );
}
