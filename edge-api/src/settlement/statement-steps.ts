/** Every step of a statement is written here: event, record, what it holds and what is to be told in one batch, at its venue's home. */
import type { FrozenHouse, Side, StatementRecord, StatementStep } from '#protocol';
import { tellPartiesSoon } from '../agreements/agreement-drain.ts';
import { homeFor, type AgreementHome } from '../agreements/agreement-home.ts';
import { onceEach, readAgreed, type Agreed } from '../agreements/agreed-performances.ts';
import {
  readAgreement,
  tellAnew,
  tellOf,
  type Stored,
  type VersionRow,
  type Who,
} from '../agreements/agreement-store.ts';
import { take } from '../agreements/life.ts';
import { lifeOf } from '../agreements/seen.ts';
import { changed } from '../agreements/changes.ts';
import { auditOf, statementsOf, whoOf } from '../agreements/steps.ts';
import { ApiError } from '../api-error.ts';
import { etagOf, revisionIn } from '../catalogue/change-items.ts';
import { shardOf } from '../env.ts';
import { sha256 } from '../identity/secret.ts';
import { actorOf, type Ctx } from '../route.ts';
import { readHomes } from '../shards/home-store.ts';
import { writeOnceAtHome, type HomeEffect } from '../shards/once-at-home.ts';
import { answerOf, factOf, paperOf, recordOf } from './statement-answer.ts';
import { livesAfter, refusal, type StatementLife, type Wish } from './statement-life.ts';
import { agreementOf, recordText, type Deal } from './statement-record.ts';
import * as store from './statement-store.ts';
import { takeHouses } from './taken-houses.ts';

export const noSuch = () => new ApiError('not_found', 'no such statement');
export const fault = (pointer: string, detail: string) =>
  new ApiError('invalid_request', detail, { errors: [{ pointer, detail }] });

/** Between whom it is, and the caller's side; whoever stands on neither hears that there is none. */
export async function statementHomeFor(
  c: Ctx,
  id: string,
): Promise<{ readonly home: AgreementHome; readonly side: Side }> {
  const agreement = agreementOf(id);
  if (agreement === null) throw noSuch();
  return homeFor(c, agreement).catch((error: unknown) => {
    throw error instanceof ApiError && error.code === 'not_found' ? noSuch() : error;
  });
}

/** To look at: where it lies, and what is there; the shard is the one the map names, as for every reading. */
export async function openStatement(c: Ctx, id: string) {
  const { home, side } = await statementHomeFor(c, id);
  const lives = (await readHomes(c.env.DIRECTORY, [home.venue])).get(home.venue);
  const shard = lives && shardOf(c.env, lives.shard);
  const stored = shard && (await store.readStatement(shard, home.venue, id));
  if (!stored) throw noSuch();
  return { home, side, shard, stored };
}

/** An agreement and a statement of it as they stand, opened by one of its sides. */
export interface Standing {
  readonly home: AgreementHome;
  readonly side: Side;
  readonly who: Who;
  readonly shard: D1Database;
  readonly agreement: Stored;
  /** The version in force. */
  readonly approved: VersionRow;
}
export interface Opened extends Standing {
  readonly stored: store.StoredStatement;
  readonly record: StatementRecord;
  readonly life: StatementLife;
}

/** What a step comes to. */
export interface Change {
  readonly step: StatementStep;
  readonly row: store.StatementRow;
  readonly body: store.EventBody;
  /** Between the event and the row. */
  readonly statements?: readonly D1PreparedStatement[];
  /** It follows the deal in force: written only if that still stands. */
  readonly ofDeal?: boolean;
}

export const versionInForce = ({ row, versions }: Stored): VersionRow | null =>
  versions.find(({ version }) => version === row.approvedVersion) ?? null;

export async function dealOf(c: Ctx, { home, agreement, approved }: Standing): Promise<Deal> {
  const parties = await store.readParties(c.env.DIRECTORY, [home.venue, home.provider]);
  const party = (key: number, id: string, name: string) => parties.get(key) ?? { id, name, city: null };
  return {
    agreement: home.id,
    version: approved.version,
    termsSha256: approved.sha256,
    reference: agreement.row.reference,
    terms: approved.terms,
    provider: party(home.provider, home.providerId, home.providerName),
    venue: party(home.venue, home.venueId, home.venueName),
    production: { id: home.productionId, title: home.title },
    livemode: actorOf(c).livemode,
  };
}

export const figuresOf = (
  c: Ctx,
  { shard, home }: Standing,
  agreed: readonly Agreed[],
): Promise<readonly FrozenHouse[]> => takeHouses(c.env.DIRECTORY, shard, home.venue, agreed, c.var.now);

/** The record with its hash, as they are kept. */
export async function kept(record: StatementRecord): Promise<Pick<store.StatementRow, 'record' | 'sha256'>> {
  const text = recordText(record);
  return { record: text, sha256: await sha256(text) };
}

/** The event is the lock: two steps at once want the same number, and the later one is decided anew. */
export async function effectOf(
  c: Ctx,
  at: Standing,
  was: store.StoredStatement | null,
  { step, row, body, statements = [], ofDeal = false }: Change,
  status: 200 | 201 = 200,
): Promise<HomeEffect> {
  const { home, side, shard, who } = at;
  const event: store.StatementEventRow = { ...who, seq: (was?.row.revision ?? 0) + 1, at: c.var.now, step, side, body };
  const events = [...(was?.events ?? []), event];
  const life = livesAfter(events.map((one) => factOf(home, one)));
  const is: store.StoredStatement = {
    row: { ...row, state: life.state, revision: event.seq, updatedAt: c.var.now },
    events,
  };
  const settled = life.state === 'final' ? await settledBy(c, at, is) : null;
  const answer = await answerOf(c, is, { home, side, shard, approvedVersion: at.approved.version });
  const own = side === 'venue' ? home.venue : home.provider;
  const other = side === 'venue' ? home.provider : home.venue;
  return {
    statements: [
      ...(ofDeal ? [store.checkAgreement(shard, is.row, at.agreement.row.revision)] : []),
      store.addStatementEvent(shard, is.row, event),
      ...statements,
      store.putStatement(shard, is.row),
      ...(settled ? statementsOf(shard, at.agreement, settled) : []),
      tellOf(shard, { tenant: home.venue, id: home.id }, event.seq, c.var.now, row.id),
      ...(life.state === 'final' ? correctedDeals(home.id, row) : []).map((id) =>
        tellAnew(shard, { tenant: home.venue, id }, c.var.now),
      ),
    ],
    audit: [
      {
        action: `statement.${step}`,
        object: row.id,
        organisation: own,
        also: [other],
        // The hash of what is signed, never what is in it.
        after: {
          state: life.state,
          sha256: row.sha256,
          ...(body.line === undefined ? {} : { line: lineKind(body.line) }),
        },
      },
      ...(settled ? auditOf(home, settled) : []),
    ],
    status,
    answer,
    headers: { etag: etagOf(event.seq) },
  };
}

/** What is named by a person may tell of the deal. */
const lineKind = (line: string): string => line.replace(/:.*/, '');

/** Other deals of which a line of this statement makes good a correction. */
function correctedDeals(own: string, row: store.StatementRow): readonly string[] {
  const corrected = recordOf(row).extra.map(({ adjusts }) => (adjusts === null ? null : agreementOf(adjusts)));
  return [...new Set(corrected)].filter((id) => id !== null && id !== own) as string[];
}

/** The agreement as settled, when this was the last of its performances; null otherwise. */
async function settledBy(c: Ctx, at: Standing, { row }: store.StoredStatement): Promise<Stored | null> {
  const { agreement, approved, shard, home } = at;
  if (row.adjusts !== null) return null;
  const taken = take(lifeOf(agreement), { step: 'settle', side: null, now: c.var.now });
  if (!taken.ok) return null;
  const agreed = onceEach(await readAgreed(c.env.DIRECTORY, approved.performances));
  const standing = await store.readTaken(
    shard,
    home.venue,
    agreed.flatMap(({ listed }) => listed.members),
  );
  const isOver = ({ listed }: Agreed): boolean => {
    const found = listed.members.map((key) => standing.get(key)).find((one) => one !== undefined);
    // What never took place, and is on no paper, waits for nobody.
    if (!found) return listed.listing.status === 'cancelled';
    return found.statement === row.id || found.state === 'final';
  };
  if (!agreed.every(isOver)) return null;
  const nobody: Who = { organisation: null, client: null, person: null, name: null };
  const move = { step: 'settle', side: null, now: c.var.now } as const;
  return changed(agreement, { move, life: taken.life, about: approved.version, body: {} }, nobody);
}

/** Against what the caller saw: both are shown. */
export const clash = (current: unknown) =>
  new ApiError('edit_clash', 'the statement is another one by now; look at current and send again with what it says', {
    current,
  });

export type Plan = (at: Opened) => Promise<Omit<Change, 'step'> | null>;

/** A step of the caller's on a statement, against the revision it looked at, once. `null` = nothing is to be changed. */
export async function takeStep(
  c: Ctx,
  id: string,
  text: string,
  wish: Omit<Wish, 'side'>,
  plan: Plan,
): Promise<Response> {
  const { home, side } = await statementHomeFor(c, id);
  const who = await whoOf(c);
  const asked = revisionIn(c);
  const response = await writeOnceAtHome(c, home.venue, text, async (shard) => {
    const stored = await store.readStatement(shard, home.venue, id);
    const agreement = stored && (await readAgreement(shard, home.venue, home.id));
    const approved = agreement && versionInForce(agreement);
    if (!stored || !approved) throw noSuch();
    const record = recordOf(stored.row);
    const facts = stored.events.map((event) => factOf(home, event));
    const at: Opened = { home, side, who, shard, agreement, approved, stored, record, life: livesAfter(facts) };
    const current = () => answerOf(c, stored, { home, side, shard, approvedVersion: approved.version });
    if (asked !== null && asked !== stored.row.revision) throw clash(await current());
    const no = refusal(at.life, { ...wish, side }, paperOf(record, facts.length, approved.version));
    if (no)
      throw new ApiError('conflict', no.why, {
        errors: no.pointer ? [{ pointer: no.pointer, detail: no.why }] : [],
        current: await current(),
      });
    const change = await plan(at);
    if (!change)
      return {
        statements: [],
        audit: [],
        status: 200,
        answer: await current(),
        headers: { etag: etagOf(stored.row.revision) },
      };
    return effectOf(c, at, stored, { ...change, step: wish.step });
  });
  await tellPartiesSoon(c, home.venue);
  return response;
}
