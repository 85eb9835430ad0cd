import { MAX_PAGE, PATHS, type MonitorAnswer, type MonitorRow } from '#protocol';
import { ApiError } from '../api-error.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { toMonitorRow } from './monitor-row.ts';
import { sumBodies, toTotals, yesterdayOf } from './totals.ts';
import { askedOf, hear, isDateOrder, select, shownRows } from './monitor-selection.ts';
import type { ReaderBody } from './reader-body.ts';
import { readPage, readVersion } from './reader-store.ts';
import { allowed, definitionOf, namesOf, readerOf } from './reader-view.ts';
import { seriesAnswer } from './series.ts';

const POLL_SECONDS = 15;
const MAX_CACHED = 200;
/** How long an isolate answers from memory without asking for the version. */
const FRESH_MS = 2_000;

const cache = new WeakMap<D1Database, Map<string, { at: number; version: string; body: ArrayBuffer }>>();

function cursorOf(text: string | undefined): readonly [number, number] {
  if (!text) return [-8_640_000_000_000, 0];
  const parts = text.split('.').map(Number);
  if (parts.length !== 2 || parts.some((n) => !Number.isSafeInteger(n)))
    throw new ApiError('invalid_request', 'cursor is not one of ours; take next from the last answer');
  return [parts[0] as number, parts[1] as number];
}

async function monitor(c: Ctx): Promise<Response> {
  const { organisation, shard } = await readerOf(c);
  const actor = actorOf(c);
  const asked = await askedOf(c, organisation);
  const { view, asOf, filter } = asked;
  const season = asked.seasons.at(-1) ?? asked.seasons[0];
  const limit = Math.min(MAX_PAGE, Math.max(1, Number(c.req.query('limit') ?? MAX_PAGE) || MAX_PAGE));
  const key = `${actor.organisation} ${actor.productions?.join(',') ?? ''} ${view.today} ${new URL(c.req.url).search}`;
  const memory = cache.get(shard) ?? new Map<string, { at: number; version: string; body: ArrayBuffer }>();
  cache.set(shard, memory);
  const hit = memory.get(key);
  const wanted = c.req.header('if-none-match');
  const hour = Math.floor(c.var.now / 3_600_000);
  const single = asked.seasons.length === 1;
  if (hit && !asOf) {
    if (c.var.now - hit.at >= FRESH_MS || c.var.now < hit.at) {
      const current = `"${await readVersion(shard, organisation.key, season)}.${view.today}.${hour}"`;
      if (current === hit.version) hit.at = c.var.now;
    }
    if (c.var.now - hit.at < FRESH_MS && c.var.now >= hit.at) {
      const headers = { 'content-type': 'application/json', etag: hit.version, 'cache-control': 'private, no-cache' };
      return wanted === hit.version ? c.body(null, 304, headers) : c.body(hit.body, 200, headers);
    }
  }
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
  const version = `"${page.version}.${view.today}.${hour}"`;
  const answer: MonitorAnswer = {
    organisation: { id: organisation.id, name: organisation.name, type: organisation.type },
    livemode: organisation.livemode === 1,
    season,
    seasons: page.seasons,
    definition: definitionOf(view),
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
    version,
    pollSeconds: POLL_SECONDS,
  };
  // Bytes, not text: encoding 200 rows anew for each reader would cost more than everything else here.
  const body = new TextEncoder().encode(JSON.stringify(answer)).buffer as ArrayBuffer;
  if (memory.size >= MAX_CACHED) memory.clear();
  if (!asOf && single) memory.set(key, { at: c.var.now, version, body });
  return c.body(body, 200, {
    'content-type': 'application/json',
    etag: version,
    'cache-control': 'private, no-cache',
    'x-rows-read': String(page.rowsRead),
  });
}

export function monitorRoutes(): Routes {
  return new Routes()
    .on('get', PATHS.monitor, 'read_sales', monitor)
    .on('get', PATHS.series, 'read_sales', seriesAnswer);
}
