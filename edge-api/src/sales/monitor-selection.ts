/** What a query about sales selects, whole: the bodies a caller may see, kept by the filters, on the asked day and axis. */
import type { MonitorRow } from '#protocol';
import type { Organisation } from '../identity/identity-store.ts';
import type { Ctx } from '../route.ts';
import { bodiesAsOf, endOf, type Axis } from './as-of.ts';
import { readPerformances } from './as-of-store.ts';
import { benchmarkAt } from './benchmark.ts';
import { readBenchmarks } from './benchmark-job.ts';
import { dayOf, filterOf, seasonsOf, type Filter } from './monitor-filter.ts';
import { inOrder, orderOf, SORTS, urgency, type Order } from './monitor-order.ts';
import type { View } from './measure.ts';
import { toMonitorRow } from './monitor-row.ts';
import type { ReaderBody } from './reader-body.ts';
import { readRows } from './reader-store.ts';
import { allowed, choice, namesOf, viewOf } from './reader-view.ts';
import { readVenuesHeard } from './venue-heard.ts';
import { seenOf, sightOf } from '../sharing/doubt.ts';

/** Newest report of each venue, also those of these bodies that are newer than the isolate's copy; the view keeps the map. */
export function hear(heard: Map<string, number>, bodies: readonly ReaderBody[]): void {
  for (const { venue, asOf } of bodies) if (asOf !== null) heard.set(venue, Math.max(asOf, heard.get(venue) ?? 0));
}

export interface Query {
  readonly view: View;
  /** The day asked for is over. */
  readonly past: boolean;
  /** A past day the figures are asked for, and on which axis. */
  readonly asOf: string | undefined;
  readonly axis: Axis;
  readonly seasons: readonly [number, ...number[]];
  readonly filter: Filter;
  readonly order: Order;
  /** Only what needs someone. */
  readonly attention: boolean;
}

export interface Asked extends Query {
  readonly heard: Map<string, number>;
}

const rowOrderOf = (c: Ctx): Order =>
  orderOf(
    choice(c, 'sort', SORTS, 'date'),
    c.req.query('order') ? choice(c, 'order', ['asc', 'desc'] as const, 'asc') : undefined,
  );

/** What the query says, checked; the view knows of nobody else yet. With `asOf` it stands at the end of that day: days to go and changes count from there. */
export function queryOf(c: Ctx, organisation: Organisation, order = rowOrderOf(c)): Query {
  const query = (name: string) => c.req.query(name);
  const now = viewOf(c, organisation.time_zone);
  const asOf = dayOf(query, 'asOf');
  const past = asOf !== undefined && asOf < now.today;
  const view = past ? { ...now, today: asOf, now: endOf(asOf, organisation.time_zone) - 1 } : now;
  return {
    view,
    past,
    asOf,
    axis: choice(c, 'axis', ['true', 'reported'] as const, 'true'),
    seasons: seasonsOf(query, view.today),
    filter: filterOf(query),
    order,
    attention: choice(c, 'attention', ['true', 'false'] as const, 'false') === 'true',
  };
}

/** The same, and what rows need to know of others: published figures elsewhere, and when each venue was last heard of. */
export async function amongOthers(c: Ctx, query: Query): Promise<Asked> {
  const { past } = query;
  const published = await readBenchmarks(c.env, Date.now());
  const reports = past ? undefined : await readVenuesHeard(c.env, Date.now());
  const heard = new Map(
    [...published.venues].flatMap(([id, key]) => (reports?.has(key) ? [[id, reports.get(key) ?? 0]] : [])),
  );
  const view: View = {
    ...query.view,
    heard,
    benchmark: (production, venue, daysToGo) =>
      past
        ? { reason: 'not_yet' }
        : benchmarkAt(published.byProduction.get(production ?? ''), published.venues.get(venue) ?? 0, daysToGo),
  };
  return { ...query, view, heard };
}

export const askedOf = (c: Ctx, organisation: Organisation, order?: Order): Promise<Asked> =>
  amongOthers(c, queryOf(c, organisation, order));

export interface Selection {
  /** Everything the caller may see of the seasons asked for. */
  readonly whole: readonly ReaderBody[];
  /** What the filters keep of it, in date order. */
  readonly kept: readonly ReaderBody[];
}

export async function select(c: Ctx, shard: D1Database, reader: number, asked: Asked): Promise<Selection> {
  const { asOf, axis, seasons } = asked;
  const bodies =
    asOf === undefined
      ? await bodiesNow(c, shard, reader, seasons)
      : await bodiesAsOf(c.env, reader, await readPerformances(shard, reader, seasons), asOf, axis);
  return keep(c, bodies, asked);
}

async function bodiesNow(c: Ctx, shard: D1Database, reader: number, seasons: Query['seasons']): Promise<ReaderBody[]> {
  const sight = await sightOf(c.env.DIRECTORY, shard, reader);
  const rows = (await Promise.all(seasons.map((season) => readRows(shard, reader, season)))).flat();
  return seenOf(rows, sight).map(({ body }) => body);
}

/** Of bodies that were read: what the caller may see, and what the filters keep of that. */
export function keep(c: Ctx, bodies: readonly ReaderBody[], { heard, filter, view }: Asked): Selection {
  const whole = allowed(c, bodies);
  hear(heard, whole);
  return { whole, kept: whole.filter((body) => filter.keep(body, view.today)) };
}

/** Selected performances as rows: those that need someone when asked, in the asked order. */
export function shownRows(asked: Asked, kept: readonly ReaderBody[]): { body: ReaderBody; row: MonitorRow }[] {
  const shown = kept.map((body) => ({ body, row: toMonitorRow(body, asked.view) }));
  const needed = asked.attention ? shown.filter(({ row }) => urgency(row) > 0) : shown;
  return isDateOrder(asked) ? needed : inOrder(needed, namesOf(kept), asked.order);
}

export const isDateOrder = ({ order }: Query): boolean => order.column === 'date' && !order.down;
