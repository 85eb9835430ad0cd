/** Where a talk about something is held and between whom. Whoever is on neither side hears that there is nothing, as of an id that never was. */
import { statementLines } from '#deal';
import { isProductionId, parsePerformanceId, TERM_NAMES, type Subject } from '#protocol';
import { homeFor } from '../agreements/agreement-home.ts';
import { ApiError } from '../api-error.ts';
import { shardOf } from '../env.ts';
import { actorOf, type Ctx } from '../route.ts';
import { recordOf } from '../settlement/statement-answer.ts';
import { agreementOf } from '../settlement/statement-record.ts';
import { readHomes } from '../shards/home-store.ts';
import { readOwnParty } from './people-store.ts';
import { findPerformance, findProduction, findProvider, findVenue, readRecord, type Party } from './subject-store.ts';

export interface Place {
  /** With the id as it is written. */
  readonly subject: Subject;
  readonly production: string;
  /** The caller's own organisation. */
  readonly own: Party;
  /** Null = nobody is named on the other side: only what is internal. */
  readonly other: Party | null;
  /** The other side is none any more: it can be looked back at. */
  readonly former: boolean;
  /** The line is not, or no more, on the statement: it can be looked back at. */
  readonly gone: boolean;
  /** Key of the venue's shard; null without another side. */
  readonly venue: number | null;
  /** Kind, id, part and both sides. */
  readonly thread: string;
}

const none = () => new ApiError('not_found', 'there is nothing to talk about by this id');
export const fault = (pointer: string, detail: string) =>
  new ApiError('invalid_request', detail, { errors: [{ pointer, detail }] });

/** `with` as asked, null = whoever the subject names. */
export async function placeOf(c: Ctx, asked: Subject, withId: string | null): Promise<Place> {
  const { kind } = asked;
  const own = await readOwnParty(c.env.DIRECTORY, actorOf(c));
  const found = await (kind === 'production' || kind === 'performance'
    ? inCatalogue(c, asked, own, withId)
    : underAgreement(c, asked, own, withId));
  const partial = kind === 'term' || kind === 'statement_line';
  if (partial && asked.part === null) throw fault('/subject/part', `which ${kind === 'term' ? 'term' : 'line'} it is`);
  if (!partial && asked.part !== null) throw fault('/subject/part', `a ${kind} is talked about as a whole`);
  if (kind === 'term' && !(TERM_NAMES as readonly string[]).includes(asked.part ?? ''))
    throw fault('/subject/part', `a term: one of ${TERM_NAMES.join(', ')}`);
  const gone = kind === 'statement_line' && !found.lines?.includes(asked.part ?? '');
  const sides = found.side === 'venue' ? [own.key, found.other?.key ?? 0] : [found.other?.key ?? 0, own.key];
  const subject = { ...asked, id: found.id };
  return {
    subject,
    production: found.production,
    own,
    other: found.other,
    former: found.former,
    gone,
    venue: found.other && (sides[0] ?? null),
    thread: [kind, subject.id, subject.part?.replaceAll(' ', '_') ?? '-', ...sides].join(' '),
  };
}

interface Sides {
  readonly id: string;
  readonly production: string;
  readonly side: 'venue' | 'provider';
  readonly other: Party | null;
  readonly former: boolean;
  /** Of a statement: the ids of its lines. */
  readonly lines?: readonly string[];
}

async function inCatalogue(c: Ctx, { kind, id }: Subject, own: Party, withId: string | null): Promise<Sides> {
  const db = c.env.DIRECTORY;
  const { organisation, productions } = actorOf(c);
  const performance = kind === 'performance' ? parsePerformanceId(id) : undefined;
  if (kind === 'performance' ? !performance : !isProductionId(id)) throw none();
  const found = performance
    ? await findPerformance(db, organisation, performance)
    : await findProduction(db, organisation, id);
  if (!found || (productions && !productions.includes(found.productionId))) throw none();
  const { production, productionId, numberText, venue, venueId, venueName } = found;
  const about = {
    id: numberText === null ? productionId : `${productionId}|${numberText}`,
    production: productionId,
  };
  const wrong = () => fault('/with', 'an organisation on the other side: who provides it, or a venue where it plays');
  if (found.atHome) {
    const provider = await findProvider(db, production, own.key, withId);
    if (withId !== null && !provider) throw wrong();
    return {
      ...about,
      side: 'venue',
      other: provider && { key: provider.key, id: provider.id, name: provider.name },
      former: provider?.former === 1,
    };
  }
  if (venue !== null && venueId !== null && venueName !== null) {
    if (withId !== null && withId !== venueId) throw wrong();
    return { ...about, side: 'provider', other: { key: venue, id: venueId, name: venueName }, former: false };
  }
  const other = withId === null ? null : await findVenue(db, production, withId);
  if (withId !== null && !other) throw wrong();
  return { ...about, side: 'provider', other, former: false };
}

/** Ids of the lines of a statement, as they can be disputed; of one that is not there nothing is told. */
async function linesOf(c: Ctx, venue: number, id: string, kind: Subject['kind']): Promise<readonly string[]> {
  const home = (await readHomes(c.env.DIRECTORY, [venue])).get(venue);
  const row = home && (await readRecord(shardOf(c.env, home.shard), venue, id, kind === 'statement_line'));
  if (!row) throw none();
  return row.record === null ? [] : statementLines(recordOf({ record: row.record })).map((line) => line.id);
}

/** What there is to say to whoever names a line that is not there. */
export const noSuchLine = () =>
  fault(
    '/subject/part',
    'no line of this statement as it stands: name the key of a line of its waterfall, performance: with an id, or extra: with an id; see record',
  );

async function underAgreement(c: Ctx, { kind, id }: Subject, own: Party, withId: string | null): Promise<Sides> {
  const ofStatement = kind === 'statement' || kind === 'statement_line';
  const agreement = ofStatement ? agreementOf(id) : id;
  if (agreement === null) throw none();
  const { home, side } = await homeFor(c, agreement).catch((error: unknown) => {
    throw error instanceof ApiError && error.code === 'not_found' ? none() : error;
  });
  const lines = ofStatement ? await linesOf(c, home.venue, id, kind) : [];
  const venue: Party = { key: home.venue, id: home.venueId, name: home.venueName };
  const provider: Party = { key: home.provider, id: home.providerId, name: home.providerName };
  const other = side === 'venue' ? provider : venue;
  if (withId !== null && withId !== other.id) throw fault('/with', `the other side is ${other.id}; it can be left out`);
  return {
    id,
    production: home.productionId,
    side,
    other: own.key === other.key ? null : other,
    former: false,
    lines,
  };
}
