/** One performance day by day, where each figure comes from, and figures as they were on a past day. */
import {
  COMPONENTS,
  daysBetween,
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
import { readOrganisationByKey, type Organisation } from '../identity/identity-store.ts';
import { actorOf, type Ctx } from '../route.ts';
import { inOneTerms } from './amount-terms.ts';
import { basisOf, countBy, type View } from './measure.ts';
import { known, moneyBy } from './money-by.ts';
import { toMonitorRow } from './monitor-row.ts';
import { askedOf } from './monitor-selection.ts';
import { definitionOf, namesOf, readerOf } from './reader-view.ts';
import { asReportedThen, changesOf, endOf } from './as-of.ts';
import { amountOf, combine, type ReaderBody, type SourceInfo } from './reader-body.ts';
import { bodyOf, kindOf, rowsFor } from './reader-bodies.ts';
import { asOfOf, standAtEnd, standsOf, type DayRow } from './registers.ts';
import { readHistory, readLate } from './sales-store.ts';
import type { BenchmarkBody } from './benchmark.ts';
import { readBenchmarks } from './benchmark-job.ts';
import { readPlaceOf, readVersion } from './reader-store.ts';
import { seriesFor } from '../sharing/field-sight.ts';

type Row = DayRow & { readonly source: number };
const HOUR_MS = 3_600_000;

export async function seriesAnswer(c: Ctx): Promise<Response> {
  const { organisation, shard } = await readerOf(c);
  const { view, asOf, axis } = await askedOf(c, organisation);
  const id = decodeURIComponent(c.req.param('performance') ?? '');
  const key = await keyOf(c, organisation, shard, id);
  const listed = key === null ? undefined : (await readListings(c.env.DIRECTORY, [key])).listed[0];
  const only = actorOf(c).productions;
  if (!listed || (only && !only.includes(listed.listing.production ?? ''))) throw none();
  const venue = await readOrganisationByKey(c.env.DIRECTORY, listed.venue);
  if (!venue) throw none();
  const season = await readVersion(shard, organisation.key, seasonOf(listed.listing.date));
  const version = `"${[season, view.today, Math.floor(c.var.now / HOUR_MS), view.count, view.amount, asOf ?? '', axis].join('.')}"`;
  const headers = { etag: version, 'cache-control': 'private, no-cache' };
  if (c.req.header('if-none-match') === version) return c.body(null, 304, headers);
  const home = shardOf(c.env, venue.shard);
  const [history, late, everySource] = await Promise.all([
    readHistory(home, venue.key, listed.members, asOf),
    readLate(home, venue.key, listed.members),
    readSources(c.env.DIRECTORY, venue.key, view.today),
  ]);
  const end = asOf === undefined ? Infinity : endOf(asOf, listed.listing.zone);
  const every = axis === 'reported' && asOf !== undefined ? asReportedThen(history, late, end) : history;
  const reader = { key: organisation.key, kind: kindOf(listed, organisation.key) };
  const { rows, sources } = rowsFor(every, everySource, reader);
  const body = bodyOf(listed.listing, every, everySource, reader);
  if (!body) throw none();
  // Of the house's own systems alone, for whoever is not shown the others.
  const house = new Map([...sources].filter(([, { kind }]) => kind === 'house'));
  const told = reader.kind === 'house' ? sources : house;
  const corrections = changesOf(late.corrections, history).filter(
    (row) => told.has(row.source) && (axis === 'reported' ? row.received_at < end : row.day <= (asOf ?? row.day)),
  );
  const peers = (await readBenchmarks(c.env, Date.now())).byProduction.get(listed.listing.production ?? '');
  const answer: SeriesAnswer = {
    performance: toMonitorRow(body, view),
    names: namesOf([body]),
    definition: definitionOf(view, [basisOf(body).terms]),
    timeZone: listed.listing.zone,
    today: view.today,
    livemode: organisation.livemode === 1,
    points: pointsOf(inOneTerms(rows, sources, listed.listing.vat ?? null).rows, sources, body, view),
    benchmark: body.apart ? { reason: 'not_yet' } : benchmarkOf(peers, venue.key),
    lines: linesOf(rows, sources),
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
  const names = new Set([...house.values()].map(({ name }) => name));
  return c.json(seriesFor(reader.kind, answer, names), 200, headers);
}

const none = () => new ApiError('not_found', 'no such performance');

/** A reseller finds what it has figures of; everybody else what the catalogue lets them read. */
async function keyOf(c: Ctx, organisation: Organisation, shard: D1Database, id: string): Promise<number | null> {
  if (organisation.type === 'reseller') return readPlaceOf(shard, organisation.key, id);
  const ref = id.startsWith('ref:') ? id.slice(4) : null;
  return findReadable(c.env.DIRECTORY, organisation.key, parsePerformanceId(id) ?? null, ref);
}

function pointsOf(
  rows: readonly Row[],
  sources: ReadonlyMap<number, SourceInfo>,
  body: ReaderBody,
  view: View,
): SeriesPoint[] {
  const basis = basisOf(body);
  const days = [...new Set(rows.map((row) => row.day))].toSorted();
  const groups = [...Map.groupBy(rows, (row) => `${row.performance} ${row.source}`).values()].map((own) => {
    return { own, ends: standsOf(own) };
  });
  const unknown: SourceInfo = {
    key: 0,
    name: 'unknown',
    kind: 'house',
    reseller: null,
    resellerKey: null,
    within: null,
    settings: [],
    terms: [],
  };
  return days.map((day) => {
    const stand = combine(
      groups.map(({ own, ends }) => ({
        info: sources.get(own[0]?.source ?? 0) ?? unknown,
        registers: ends[own.findLastIndex((row) => row.day <= day)] ?? {},
      })),
      day,
    );
    return {
      day,
      daysToGo: daysBetween(day, body.date),
      count: countBy(view.count, stand),
      amount: known(moneyBy(view.amount, amountOf(stand), countBy('sold', stand), basis)),
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

/** Each system's newest; one that sends lines seldom says so by their time. */
function linesOf(rows: readonly Row[], sources: ReadonlyMap<number, SourceInfo>): SeriesAnswer['lines'] {
  return [...Map.groupBy(rows, (row) => row.source)].flatMap(([key, own]) => {
    const told = own.flatMap((row) => row.lines ?? []);
    const newest = told.reduce<(typeof told)[number] | undefined>((a, b) => (a && a.v >= b.v ? a : b), undefined);
    if (!newest) return [];
    const asOf = new Date(asOfOf(newest.v)).toISOString();
    return (JSON.parse(newest.json) as PriceLine[]).map((line) => ({
      name: line.name,
      class: line.class,
      price: line.price ?? null,
      count: line.count,
      amount: line.amount ?? null,
      ...(line.band === undefined ? {} : { band: line.band }),
      ...(line.vatRate === undefined ? {} : { vatRate: line.vatRate }),
      source: sources.get(key)?.name ?? 'unknown',
      asOf,
    }));
  });
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
