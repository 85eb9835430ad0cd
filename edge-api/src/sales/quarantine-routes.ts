/** Reports from the future: a list, and one decision about each. Nothing is dropped without a person's name to it. */
import {
  MAX_AHEAD_MS,
  MAX_PAGE,
  PATHS,
  QUARANTINE_STATES,
  QuarantineDecision,
  type ItemResult,
  type QuarantineDecided,
  type QuarantineItem,
  type QuarantineList,
  type Snapshot,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import { carryLines, shardAuditStatements } from '../audit/shard-lines.ts';
import { readBody } from '../body.ts';
import { readListings, type Listed } from '../catalogue/listing-store.ts';
import { readSourceNames, type SourceName } from '../catalogue/source-store.ts';
import { shardOf } from '../env.ts';
import type { Organisation } from '../identity/identity-store.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { openHome, writeAtHome } from '../shards/router.ts';
import { venueOf } from './acting-venue.ts';
import { drainShard } from './drain.ts';
import { push } from './ingest.ts';
import { decideStatement, listQuarantine, readQuarantine, wasDecided, type QuarantineRow } from './quarantine-store.ts';
import { KEPT } from './query-notes.ts';
import { choice } from './reader-view.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const gone = () => new ApiError('not_found', 'no such report in quarantine');
const decidedBefore = () =>
  new ApiError(
    'conflict',
    'this report was decided before; a decision is taken once. Ask the list for what was decided',
  );

interface Kept {
  readonly venue: Organisation;
  readonly sources: ReadonlyMap<number, SourceName>;
  readonly mine: (row: QuarantineRow) => boolean;
}

/** A reseller has to do with its own reports only, an embed session limited to productions with theirs. */
async function keptFor(c: Ctx, named: string | undefined): Promise<Kept> {
  const { venue, reseller } = await venueOf(c, named, 'sales:push');
  const all = await readSourceNames(c.env.DIRECTORY, venue.key);
  const sources = new Map([...all].filter(([, source]) => reseller === null || source.reseller === reseller));
  return { venue, sources, mine: (row) => sources.has(row.source) };
}

async function listedOf(c: Ctx, rows: readonly QuarantineRow[]): Promise<Map<number, Listed>> {
  const { listed } = await readListings(c.env.DIRECTORY, [...new Set(rows.map((row) => row.performance))]);
  const only = actorOf(c).productions;
  const seen = listed.filter((l) => !only || only.includes(l.listing.production ?? ''));
  return new Map(seen.flatMap((l) => l.members.map((member) => [member, l] as const)));
}

function toItem(row: QuarantineRow, { listing }: Listed, source: string): QuarantineItem {
  return {
    id: String(row.id),
    performance: listing.id,
    title: listing.title,
    startsAt: iso(listing.startsAt),
    venue: listing.venue,
    venueName: listing.venueName,
    source,
    asOf: iso(row.as_of),
    receivedAt: iso(row.received_at),
    snapshot: JSON.parse(row.item) as Snapshot,
    decision:
      row.decision === null || row.decided_at === null
        ? null
        : {
            decision: row.decision,
            asOf: row.retimed_as_of === null ? null : iso(row.retimed_as_of),
            at: iso(row.decided_at),
            by: row.decided_by ?? '',
          },
  };
}

async function list(c: Ctx): Promise<Response> {
  const { venue, sources } = await keptFor(c, c.req.query('organisation'));
  const after = Number(c.req.query('cursor') ?? 0);
  if (!Number.isSafeInteger(after) || after < 0)
    throw new ApiError('invalid_request', 'cursor is not one of ours; take next from the last answer', {
      errors: [{ pointer: '/cursor', detail: 'next of the last answer' }],
    });
  const limit = Math.min(MAX_PAGE, Math.max(1, Number(c.req.query('limit') ?? MAX_PAGE) || MAX_PAGE));
  const rows = await listQuarantine(shardOf(c.env, venue.shard), venue.key, {
    state: choice(c, 'state', QUARANTINE_STATES, 'open'),
    after,
    limit,
    sources: [...sources.keys()],
  });
  const listed = await listedOf(c, rows);
  const answer: QuarantineList = {
    items: rows.flatMap((row) => {
      const found = listed.get(row.performance);
      return found ? [toItem(row, found, sources.get(row.source)?.name ?? 'unknown')] : [];
    }),
    next: rows.length === limit ? String(rows.at(-1)?.id) : null,
    livemode: venue.livemode === 1,
  };
  return c.json(answer);
}

/** In the house's log, and in that of a reseller who decided about its own report. */
const decided = (by: number, venue: Organisation, row: QuarantineRow, after: object): AuditEntry => ({
  action: 'quarantine.decide',
  object: String(row.id),
  organisation: venue.key,
  also: [by],
  before: { asOf: iso(row.as_of) },
  after,
});

async function decideOne(c: Ctx): Promise<Response> {
  const body = await readBody(c, QuarantineDecision);
  const { venue, sources, mine } = await keptFor(c, c.req.query('organisation'));
  const id = Number(c.req.param('id'));
  const row = Number.isSafeInteger(id) ? await readQuarantine(shardOf(c.env, venue.shard), venue.key, id) : null;
  if (!row || !mine(row) || !(await listedOf(c, [row])).has(row.performance)) throw gone();
  if (row.decided_at !== null) throw decidedBefore();
  const at = { at: c.var.now, by: actorOf(c).clientId };
  let result: ItemResult | null = null;
  try {
    if (body.decision === 'drop') {
      const statement = (db: D1Database) => [
        decideStatement(db, venue.key, id, { decision: 'drop', asOf: null, ...at }),
        ...shardAuditStatements(c, db, decided(actorOf(c).organisation, venue, row, { decision: 'drop' })),
      ];
      await writeAtHome(c.env, await openHome(c.env, venue.key), statement);
    } else result = await retime(c, venue, row, sources.get(row.source), body.asOf);
  } catch (error) {
    if (wasDecided(error)) throw decidedBefore();
    throw error;
  }
  c.executionCtx.waitUntil(carryLines(c.env, venue.shard));
  const answer: QuarantineDecided = {
    id: String(id),
    decision: body.decision,
    result,
    livemode: venue.livemode === 1,
  };
  return c.json(answer);
}

/** The kept report goes through the same door as any other; figures and decision are written in one transaction. */
async function retime(
  c: Ctx,
  venue: Organisation,
  row: QuarantineRow,
  source: SourceName | undefined,
  asOf: string,
): Promise<ItemResult> {
  if (Date.parse(asOf) > c.var.now + MAX_AHEAD_MS)
    throw new ApiError(
      'invalid_request',
      'asOf still lies in the future; give the time at which the figures were true',
      {
        errors: [{ pointer: '/asOf', detail: `not after ${iso(c.var.now)}` }],
      },
    );
  if (!source) throw gone();
  const outcome = await push(
    c.env,
    {
      venue,
      source: source.name,
      reseller: source.reseller,
      items: [{ ...(JSON.parse(row.item) as Snapshot), asOf }],
      pointer: '/items',
      idempotencyKey: null,
      bodySha256: null,
      alongside: (db) => [
        decideStatement(db, venue.key, row.id, {
          decision: 'retime',
          asOf: Date.parse(asOf),
          at: c.var.now,
          by: actorOf(c).clientId,
        }),
        ...shardAuditStatements(c, db, decided(actorOf(c).organisation, venue, row, { decision: 'retime', asOf })),
      ],
    },
    c.var.now,
  );
  const result = outcome.result.results[0];
  if (!result || !['applied', 'unchanged', 'older'].includes(result.outcome))
    throw new ApiError('conflict', result?.detail ?? 'the report could not be applied; it stays in quarantine');
  if (outcome.announced) c.executionCtx.waitUntil(drainShard(c.env, shardOf(c.env, venue.shard), c.var.now));
  return result;
}

export function quarantineRoutes(): Routes {
  return new Routes()
    .on('get', PATHS.quarantine, 'quarantine', list, {
      summary: 'Reports from the future, kept until a person decides',
      query: KEPT,
    })
    .on('post', PATHS.quarantineItem, 'quarantine', decideOne, {
      summary: 'Give a kept report the time it was meant to have, or drop it; decided once',
      body: QuarantineDecision,
    });
}
