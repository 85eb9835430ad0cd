/** One performance day by day, where each figure comes from, and figures as they were on a past day. */
import {
  addDays,
  COMPONENTS,
  daysBetween,
  localDay,
  parsePerformanceId,
  PRICE_CLASSES,
  seasonOf,
  type PriceClass,
  type PriceLine,
  type SeriesAnswer,
  type SeriesPoint,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { findReadable } from '../catalogue/readable-store.ts';
import { readListings, readSources } from '../catalogue/listing-store.ts';
import { shardOf } from '../env.ts';
import { readOrganisation } from '../identity/identity-store.ts';
import { actorOf, type Ctx } from '../route.ts';
import { amountBy, countBy, toMonitorRow } from './monitor-row.ts';
import { allowed, definitionOf, namesOf, readerOf, viewOf } from './reader-view.ts';
import { amountOf, combine, toReaderBody, type ReaderBody, type SourceInfo } from './reader-body.ts';
import { asOfOf, standAtEnd, type DayRow } from './registers.ts';
import { readCorrections, readHistory, type CorrectionRow } from './sales-store.ts';
import { benchmarkAt, type BenchmarkBody } from './benchmark.ts';
import { readBenchmarks } from './benchmark-job.ts';
import { readVersion } from './reader-store.ts';

type Row = DayRow & { readonly source: number };
const HOUR_MS = 3_600_000;

export async function seriesAnswer(c: Ctx): Promise<Response> {
  const { organisation, shard } = await readerOf(c);
  const view = viewOf(c, organisation.time_zone);
  const id = decodeURIComponent(c.req.param('performance') ?? '');
  const found = await findReadable(
    c.env.DIRECTORY,
    organisation.key,
    parsePerformanceId(id) ?? null,
    id.startsWith('ref:') ? id.slice(4) : null,
  );
  const listed = found && (await readListings(c.env.DIRECTORY, [found.key])).listed[0];
  const only = actorOf(c).productions;
  if (!found || !listed || (only && !only.includes(listed.listing.production ?? '')))
    throw new ApiError('not_found', 'no such performance');
  const version = `"${await readVersion(shard, organisation.key, seasonOf(listed.listing.date))}.${view.today}.${Math.floor(view.now / HOUR_MS)}.${view.count}.${view.amount}"`;
  const headers = { etag: version, 'cache-control': 'private, no-cache' };
  if (c.req.header('if-none-match') === version) return c.body(null, 304, headers);
  const home = shardOf(c.env, found.shard);
  const [rows, corrections, sources] = await Promise.all([
    readHistory(home, found.venue, listed.members),
    readCorrections(home, found.venue, listed.members),
    readSources(c.env.DIRECTORY, found.venue, view.today),
  ]);
  const body = toReaderBody(listed.listing, rows, sources);
  const published = await readBenchmarks(c.env, Date.now());
  const peers = published.byProduction.get(listed.listing.production ?? '');
  const full = {
    ...view,
    benchmark: (_: string | null, __: string, daysToGo: number) => benchmarkAt(peers, found.venue, daysToGo),
  };
  const answer: SeriesAnswer = {
    performance: toMonitorRow(body, full),
    names: namesOf([body]),
    definition: definitionOf(view),
    timeZone: listed.listing.zone,
    today: view.today,
    livemode: organisation.livemode === 1,
    points: pointsOf(rows, sources, body, view),
    benchmark: benchmarkOf(peers, found.venue),
    lines: linesOf(rows),
    provenance: provenanceOf(rows, sources),
    corrections: corrections.slice(0, 50).map((row) => ({
      receivedAt: new Date(row.received_at).toISOString(),
      day: row.day,
      component: row.component,
      from: row.old_n,
      to: row.new_n,
    })),
    version,
    pollSeconds: 15,
  };
  return c.json(answer, 200, headers);
}

function pointsOf(
  rows: readonly Row[],
  sources: ReadonlyMap<number, SourceInfo>,
  body: ReaderBody,
  view: ReturnType<typeof viewOf>,
): SeriesPoint[] {
  const days = [...new Set(rows.map((row) => row.day))].toSorted();
  const groups = [...Map.groupBy(rows, (row) => `${row.performance} ${row.source}`).values()];
  const unknown: SourceInfo = { key: 0, name: 'unknown', kind: 'house', reseller: null, within: null };
  return days.map((day) => {
    const stand = combine(
      groups.map((own) => ({
        info: sources.get(own[0]?.source ?? 0) ?? unknown,
        registers: standAtEnd(own.filter((row) => row.day <= day)),
      })),
    );
    return {
      day,
      daysToGo: daysBetween(day, body.date),
      count: countBy(view.count, stand),
      amount: amountBy(view.amount, amountOf(stand), body.date),
      reserved: stand.reserved?.[0] ?? null,
      blocked: stand.blocked?.[0] ?? null,
      capacity: stand.capacity?.[0] ?? body.capacity,
      classes: Object.fromEntries(PRICE_CLASSES.map((name) => [name, stand[name]?.[0] ?? null])) as Record<
        PriceClass,
        number | null
      >,
    };
  });
}

function benchmarkOf(body: BenchmarkBody | undefined, venue: number): SeriesAnswer['benchmark'] {
  const list = body?.forVenue[venue] ?? [];
  const points = list.flatMap((p) =>
    typeof p[1] === 'number'
      ? [
          {
            daysToGo: p[0],
            median: p[1],
            low: p[2] as number | null,
            high: p[3] as number | null,
            venues: p[4] as number,
          },
        ]
      : [],
  );
  if (!points.length) return { reason: typeof list[0]?.[1] === 'string' ? list[0][1] : 'not_yet' };
  return {
    points: points.map(({ venues: _, ...point }) => point).toReversed(),
    venues: Math.max(...points.map((p) => p.venues)),
  };
}

function linesOf(rows: readonly Row[]): SeriesAnswer['lines'] {
  const last = rows.findLast((row) => row.lines);
  if (!last?.lines) return [];
  return (JSON.parse(last.lines.json) as PriceLine[]).map((line) => ({
    name: line.name,
    class: line.class,
    price: line.price ?? null,
    count: line.count,
    amount: line.amount ?? null,
  }));
}

function provenanceOf(rows: readonly Row[], sources: ReadonlyMap<number, SourceInfo>): SeriesAnswer['provenance'] {
  return [...Map.groupBy(rows, (row) => row.source)].flatMap(([key, own]) => {
    const stand = standAtEnd(own);
    const info = sources.get(key);
    return COMPONENTS.flatMap((component) => {
      const register = stand[component];
      return register
        ? [
            {
              source: info?.name ?? 'unknown',
              kind: info?.kind ?? 'house',
              component,
              count: register.n,
              amount: register.a,
              asOf: new Date(asOfOf(register.v)).toISOString(),
            },
          ]
        : [];
    });
  });
}

/** Rows as they were known at the end of `day`: later corrections undone, newest first. */
export function asReportedThen(
  rows: readonly Row[],
  corrections: readonly CorrectionRow[],
  receivedAfter: number,
): Row[] {
  const undone = new Map(
    rows.map((row) => [`${row.performance} ${row.source} ${row.day}`, { ...row, registers: { ...row.registers } }]),
  );
  for (const c of corrections) {
    if (c.received_at <= receivedAfter) continue;
    const row = undone.get(`${c.performance} ${c.source} ${c.day}`);
    if (!row) continue;
    const had = row.registers[c.component];
    if (c.old_n === null) delete row.registers[c.component];
    else row.registers[c.component] = { v: had?.v ?? 0, n: c.old_n, a: c.old_a };
  }
  return [...undone.values()];
}

/** Bodies with the figures of a past day: `true` = what was the case, `reported` = what was known then. */
export async function figuresAsOf(
  c: Ctx,
  bodies: readonly ReaderBody[],
  day: string,
  axis: 'true' | 'reported',
): Promise<ReaderBody[]> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
    throw new ApiError('invalid_request', 'asOf must be a day as YYYY-MM-DD', {
      errors: [{ pointer: '/asOf', detail: 'a day as YYYY-MM-DD' }],
    });
  const made: ReaderBody[] = [];
  for (const [venueId, own] of Map.groupBy(allowed(c, bodies), (body) => body.venue)) {
    const venue = await readOrganisation(c.env.DIRECTORY, venueId);
    if (!venue) continue;
    const home = shardOf(c.env, venue.shard);
    const sources = await readSources(c.env.DIRECTORY, venue.key, day);
    const keys = await Promise.all(
      own.map((body) =>
        findReadable(
          c.env.DIRECTORY,
          actorOf(c).organisation,
          parsePerformanceId(body.id) ?? null,
          body.id.startsWith('ref:') ? body.id.slice(4) : null,
        ),
      ),
    );
    const { listed } = await readListings(
      c.env.DIRECTORY,
      keys.flatMap((found) => (found ? [found.key] : [])),
    );
    const members = listed.flatMap((l) => l.members);
    let rows = await readHistory(home, venue.key, members, day);
    if (axis === 'reported')
      rows = asReportedThen(rows, await readCorrections(home, venue.key, members, 0), endOf(day, venue.time_zone));
    const byKey = Map.groupBy(rows, (row) => row.performance);
    for (const l of listed)
      made.push(
        toReaderBody(
          l.listing,
          l.members.flatMap((key) => byKey.get(key) ?? []),
          sources,
        ),
      );
  }
  return made;
}

/** The instant at which a business day ends: 06:00 local on the next day. */
export function endOf(day: string, zone: string): number {
  const guess = Date.parse(`${addDays(day, 1)}T06:00:00Z`);
  for (const shift of [0, 1, 2, 3, -1, -2, -3, -4, -5, -6, -7, -8]) {
    const at = guess - shift * HOUR_MS;
    if (localDay(at - 6 * HOUR_MS, zone) > day && localDay(at - 6 * HOUR_MS - 1, zone) === day) return at;
  }
  return guess;
}
