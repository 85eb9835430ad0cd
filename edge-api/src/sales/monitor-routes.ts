import { MAX_PAGE, PATHS, reportDay, type MonitorAnswer, type MonitorRow } from '#protocol';
import { ApiError } from '../api-error.ts';
import type { Organisation } from '../identity/identity-store.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { answersOf, FRESH_MS, send, type Answer } from './answer-memory.ts';
import { toMonitorRow } from './monitor-row.ts';
import { sumBodies, toTotals, yesterdayOf } from './totals.ts';
import { askedOf, hear, isDateOrder, select, shownRows } from './monitor-selection.ts';
import type { ReaderBody } from './reader-body.ts';
import { readPage, readVersion } from './reader-store.ts';
import { allowed, definitionOf, namesOf, readerOf } from './reader-view.ts';
import { seriesAnswer } from './series.ts';

const POLL_SECONDS = 15;
function cursorOf(text: string | undefined): readonly [number, number] {
  if (!text) return [-8_640_000_000_000, 0];
  const parts = text.split('.').map(Number);
  if (parts.length !== 2 || parts.some((n) => !Number.isSafeInteger(n)))
    throw new ApiError('invalid_request', 'cursor is not one of ours; take next from the last answer');
  return [parts[0] as number, parts[1] as number];
}

const HOUR_MS = 3_600_000;

async function monitor(c: Ctx): Promise<Response> {
  const { organisation, shard } = await readerOf(c);
  const { now } = c.var;
  const memory = answersOf(shard);
  const { url } = c.req;
  const query = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const key = `${organisation.key} ${actorOf(c).productions?.join(',') ?? ''} ${query}`;
  const moment = `${reportDay(now, organisation.time_zone)}.${Math.floor(now / HOUR_MS)}`;
  const kept = memory.get(key);
  if (kept && kept.moment === moment) {
    if (Math.abs(now - kept.at) < FRESH_MS) return send(c, kept);
    if ((await readVersion(shard, organisation.key, kept.season)) === kept.version) {
      kept.at = now;
      return send(c, kept);
    }
  }
  memory.drop(key);
  const { answer, keep, rowsRead } = await make(c, organisation, shard, moment);
  const read = { 'x-rows-read': String(rowsRead) };
  // Of several seasons and of days gone by no single version speaks: always whole.
  if (!keep) return c.body(answer.bytes, 200, { 'content-type': 'application/json', ...read });
  memory.set(key, answer);
  return send(c, answer, read);
}

/** The answer anew, whether it may be kept, and how many rows it took. */
async function make(
  c: Ctx,
  organisation: Organisation,
  shard: D1Database,
  moment: string,
): Promise<{ answer: Answer; keep: boolean; rowsRead: number }> {
  const actor = actorOf(c);
  const asked = await askedOf(c, organisation);
  const { view, asOf, filter } = asked;
  const season = asked.seasons.at(-1) ?? asked.seasons[0];
  const limit = Math.min(MAX_PAGE, Math.max(1, Number(c.req.query('limit') ?? MAX_PAGE) || MAX_PAGE));
  const single = asked.seasons.length === 1;
  const page = await readPage(shard, organisation.key, season, cursorOf(c.req.query('cursor')), limit);
  const plain = !filter.active && !asked.attention && isDateOrder(asked) && !asOf && !actor.productions && single;
  let bodies = allowed(
    c,
    page.bodies.map((row) => row.body),
  );
  let matching = page.total?.performances ?? bodies.length;
  let whole: readonly ReaderBody[] = [];
  const tail = page.bodies.at(-1);
  let next = page.bodies.length === limit && tail ? `${tail.body.startsAt}.${tail.performance}` : null;
  let rows: MonitorRow[];
  if (plain) {
    hear(asked.heard, bodies);
    rows = bodies.map((body) => toMonitorRow(body, view));
  } else {
    const selection = await select(c, shard, organisation.key, asked);
    whole = selection.whole;
    const shown = shownRows(asked, selection.kept);
    bodies = shown.map(({ body }) => body);
    matching = shown.length;
    rows = shown.map(({ row }) => row);
    const start = Number(c.req.query('cursor')?.split('.')[1] ?? 0);
    next = rows.length > start + limit ? `0.${start + limit}` : null;
    rows = rows.slice(start, start + limit);
  }
  const day = asOf ?? view.today;
  const total = plain && page.total ? page.total : sumBodies(whole.length ? whole : bodies, view.today);
  const totals = toTotals(total, view);
  const filtered = filter.active || asked.attention ? toTotals(sumBodies(bodies, view.today), view) : null;
  const etag = `"${page.version}.${moment}"`;
  const answer: MonitorAnswer = {
    organisation: { id: organisation.id, name: organisation.name, type: organisation.type },
    livemode: organisation.livemode === 1,
    season,
    seasons: page.seasons,
    definition: definitionOf(view, total.terms),
    asOf: asOf ?? (total.asOf === null ? null : new Date(total.asOf).toISOString()),
    source: total.sources.join(', ') || null,
    timeZone: organisation.time_zone,
    today: day,
    yesterday: yesterdayOf(total, view),
    totals,
    filtered,
    rows,
    matching,
    names: namesOf(bodies),
    next,
    version: etag,
    pollSeconds: POLL_SECONDS,
  };
  return {
    answer: {
      at: c.var.now,
      version: page.version,
      season,
      moment,
      etag,
      // Bytes, not text: encoding 200 rows anew for each reader would cost more than everything else here.
      bytes: new TextEncoder().encode(JSON.stringify(answer)) as Uint8Array<ArrayBuffer>,
    },
    keep: asOf === undefined && single,
    rowsRead: page.rowsRead,
  };
}

export function monitorRoutes(): Routes {
  return new Routes()
    .on('get', PATHS.monitor, 'read_sales', monitor)
    .on('get', PATHS.series, 'read_sales', seriesAnswer);
}
