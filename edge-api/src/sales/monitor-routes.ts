import {
  MAX_PAGE,
  MONITOR_SORTS,
  PATHS,
  seasonOf,
  type MonitorAnswer,
  type MonitorRow,
  type MonitorSort,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { sumBodies, toMonitorRow, toTotals, yesterdayOf, type View } from './monitor-row.ts';
import type { ReaderBody } from './reader-body.ts';
import { readBodies, readPage, readVersion } from './reader-store.ts';
import { benchmarkAt } from './benchmark.ts';
import { readBenchmarks } from './benchmark-job.ts';
import { allowed, choice, definitionOf, namesOf, readerOf, viewOf } from './reader-view.ts';
import { figuresAsOf, seriesAnswer } from './series.ts';

const POLL_SECONDS = 15;
const MAX_CACHED = 200;
/** How long an isolate answers from memory without asking for the version. */
const FRESH_MS = 2_000;

const cache = new WeakMap<D1Database, Map<string, { at: number; version: string; body: ArrayBuffer }>>();

interface Filter {
  readonly keep: (body: ReaderBody, view: View) => boolean;
  readonly active: boolean;
}

function filterOf(c: Ctx): Filter {
  const q = c.req.query('q')?.toLocaleLowerCase('nl');
  const equal = (name: 'genre' | 'venue' | 'hall' | 'provider' | 'type' | 'status' | 'production' | 'province') => {
    const wanted = c.req.query(name === 'province' ? 'region' : name);
    return wanted ? (body: ReaderBody) => body[name] === wanted : undefined;
  };
  const period = choice(c, 'period', ['all', 'upcoming', 'past'] as const, 'all');
  const [from, to] = [c.req.query('from'), c.req.query('to')];
  const tests: ((body: ReaderBody, view: View) => boolean)[] = [];
  for (const name of ['genre', 'venue', 'hall', 'provider', 'type', 'status', 'production', 'province'] as const) {
    const test = equal(name);
    if (test) tests.push(test);
  }
  if (q)
    tests.push((body) =>
      [body.title, body.hallName, body.providerName, body.venueName].some((text) =>
        text?.toLocaleLowerCase('nl').includes(q),
      ),
    );
  if (period !== 'all')
    tests.push((body, view) => (period === 'upcoming' ? body.date >= view.today : body.date < view.today));
  if (from) tests.push((body) => body.date >= from);
  if (to) tests.push((body) => body.date <= to);
  return { active: tests.length > 0, keep: (body, view) => tests.every((test) => test(body, view)) };
}

const ORDER: Record<Exclude<MonitorSort, 'date'>, (a: MonitorRow, b: MonitorRow) => number> = {
  title: (a, b) => a.title.localeCompare(b.title, 'nl'),
  count: (a, b) => (b.count ?? -1) - (a.count ?? -1),
  amount: (a, b) => (b.amount ?? -1) - (a.amount ?? -1),
  occupancy: (a, b) => (b.occupancy ?? -1) - (a.occupancy ?? -1),
  change: (a, b) => (b.change.count[1] ?? -1) - (a.change.count[1] ?? -1),
  attention: (a, b) => b.attention.length - a.attention.length,
  venue: (a, b) => a.venue.localeCompare(b.venue),
};

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
  const published = await readBenchmarks(c.env, Date.now());
  const heard = new Map<string, number>();
  const hear = (list: readonly ReaderBody[]) => {
    for (const { venue, asOf: at } of list) if (at !== null) heard.set(venue, Math.max(at, heard.get(venue) ?? 0));
  };
  const view: View = {
    heard,
    ...viewOf(c, organisation.time_zone),
    benchmark: (production, venue, daysToGo) =>
      benchmarkAt(published.byProduction.get(production ?? ''), published.venues.get(venue) ?? 0, daysToGo),
  };
  const asOf = c.req.query('asOf');
  const season = Number(c.req.query('season') ?? seasonOf(view.today));
  if (!Number.isSafeInteger(season))
    throw new ApiError('invalid_request', 'season must be a year, such as 2026', {
      errors: [{ pointer: '/season', detail: 'the year the season starts in' }],
    });
  const limit = Math.min(MAX_PAGE, Math.max(1, Number(c.req.query('limit') ?? MAX_PAGE) || MAX_PAGE));
  const key = `${actor.organisation} ${actor.productions?.join(',') ?? ''} ${view.today} ${new URL(c.req.url).search}`;
  const memory = cache.get(shard) ?? new Map<string, { at: number; version: string; body: ArrayBuffer }>();
  cache.set(shard, memory);
  const hit = memory.get(key);
  const wanted = c.req.header('if-none-match');
  const hour = Math.floor(c.var.now / 3_600_000);
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
  const filter = filterOf(c);
  const sort = choice<MonitorSort>(c, 'sort', MONITOR_SORTS, 'date');
  const page = await readPage(shard, organisation.key, season, cursorOf(c.req.query('cursor')), limit);
  const plain = !filter.active && sort === 'date' && !asOf && !actor.productions;
  let bodies = allowed(
    c,
    page.bodies.map((row) => row.body),
  );
  hear(bodies);
  let matching = page.total?.performances ?? bodies.length;
  let whole: ReaderBody[] = [];
  const tail = page.bodies.at(-1);
  let next = page.bodies.length === limit && tail ? `${tail.body.startsAt}.${tail.performance}` : null;
  let rows: MonitorRow[];
  if (plain) rows = bodies.map((body) => toMonitorRow(body, view));
  else {
    whole = allowed(c, await readBodies(shard, organisation.key, season));
    if (asOf) whole = await figuresAsOf(c, whole, asOf, choice(c, 'axis', ['true', 'reported'] as const, 'true'));
    hear(whole);
    const kept = whole.filter((body) => filter.keep(body, view));
    matching = kept.length;
    bodies = kept;
    rows = kept.map((body) => toMonitorRow(body, view));
    if (sort !== 'date') rows.sort(ORDER[sort]);
    const start = Number(c.req.query('cursor')?.split('.')[1] ?? 0);
    next = rows.length > start + limit ? `0.${start + limit}` : null;
    rows = rows.slice(start, start + limit);
  }
  const day = asOf ?? view.today;
  const total = plain && page.total ? page.total : sumBodies(whole.length ? whole : bodies, view.today);
  const totals = toTotals(total, view);
  const filtered = filter.active ? toTotals(sumBodies(bodies, view.today), view) : null;
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
  if (!asOf) memory.set(key, { at: c.var.now, version, body });
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
