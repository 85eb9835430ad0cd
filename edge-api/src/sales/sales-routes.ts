import * as v from 'valibot';
import {
  CapacityBody,
  formatPerformanceId,
  MAX_COUPLING_ITEMS,
  parsePerformanceId,
  PATHS,
  PushResult,
  SeatsItem,
  SINGLE_STATUS,
  SnapshotBatch,
  TicketsItem,
  type AmountTerms,
  type Snapshot,
  type TheaterPerformance,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseJson, readText, toFieldErrors } from '../body.ts';
import { candidatesForIds } from '../catalogue/link-routes.ts';
import { listTheaterPerformances } from '../catalogue/theater-store.ts';
import { shardOf } from '../env.ts';
import { readGrant, type Organisation } from '../identity/identity-store.ts';
import { sha256 } from '../identity/secret.ts';
import { bulkOf } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { venueOf } from './acting-venue.ts';
import { drainSoon } from './drain.ts';
import { push } from './ingest.ts';

const definedOf = ({ currency, vat, levy }: NonNullable<SnapshotBatch['amounts']>): Partial<AmountTerms> => ({
  ...(currency === undefined ? {} : { currency }),
  ...(vat === undefined ? {} : { vat }),
  ...(levy === undefined ? {} : { levy }),
});

async function answer(
  c: Ctx,
  venue: Organisation,
  outcome: { result: PushResult; announced: boolean },
): Promise<Response> {
  if (outcome.announced) c.executionCtx.waitUntil(drainSoon(c.env, shardOf(c.env, venue.shard), c.var.now));
  const { results } = outcome.result;
  const only = results.length === 1 ? results[0] : undefined;
  return c.json(outcome.result, only ? SINGLE_STATUS[only.outcome] : 207);
}

async function snapshots(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const parsed = v.safeParse(SnapshotBatch, parseJson(text));
  if (!parsed.success)
    throw new ApiError('invalid_request', 'the body does not fit; see errors', {
      errors: toFieldErrors(parsed.issues),
    });
  const batch = parsed.output;
  const { venue, reseller } = await venueOf(c, batch.organisation, 'sales:push');
  const key = c.req.header('idempotency-key') ?? null;
  if (key !== null && !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new ApiError('invalid_request', 'Idempotency-Key must be 1 to 255 visible characters');
  const outcome = await push(
    c.env,
    {
      venue,
      source: reseller === null ? (batch.source ?? 'kassa') : actorOf(c).organisationId,
      reseller,
      items: batch.items,
      pointer: '/items',
      idempotencyKey: key,
      bodySha256: key === null ? null : await sha256(text),
      ...(batch.amounts ? { amounts: definedOf(batch.amounts) } : {}),
    },
    c.var.now,
  );
  const result = await withCandidates(c, venue, outcome.result, (index) => {
    const { performance } = batch.items[index] as Partial<Snapshot>;
    return performance;
  });
  return answer(c, venue, { ...outcome, result });
}

/** Items that name what is not there are told the nearest of the venue's own; so many of them, the rest have to be asked again. */
const MAX_GUESSED = 100;
async function withCandidates(
  c: Ctx,
  venue: Organisation,
  result: PushResult,
  performanceOf: (index: number) => string | undefined,
): Promise<PushResult> {
  const lost = result.results.filter(({ outcome }) => outcome === 'unknown_performance').slice(0, MAX_GUESSED);
  if (!lost.length) return result;
  // Who may only push for a venue is not told what plays there.
  const { organisation } = actorOf(c);
  const reads =
    venue.key === organisation ||
    (await readGrant(c.env.DIRECTORY, venue.key, organisation, c.var.now)).includes('catalogue:read');
  if (!reads) return result;
  const ids = lost.map(({ index }) => performanceOf(index) ?? '');
  const found = await candidatesForIds(c.env, venue.key, ids, c.var.now);
  const byIndex = new Map(lost.map(({ index }, i) => [index, found[i] ?? []]));
  const results = result.results.map((one) => {
    const candidates = byIndex.get(one.index);
    return candidates ? { ...one, candidates } : one;
  });
  return { ...result, results };
}

/** DIP's own calls: one object or an array; each becomes a snapshot with only the registers it speaks of. */
async function coupling<S extends v.GenericSchema>(
  c: Ctx,
  schema: S,
  toSnapshot: (item: v.InferOutput<S>) => Snapshot,
): Promise<Response> {
  const body = parseJson(await readText(c));
  const list = Array.isArray(body) ? (body as unknown[]) : [body];
  if (!list.length || list.length > MAX_COUPLING_ITEMS)
    throw new ApiError('invalid_request', `send 1 to ${MAX_COUPLING_ITEMS} items`);
  const { venue, reseller } = await venueOf(c, c.req.query('organisation'), 'sales:push');
  const faults = new Map<number, { pointer: string; detail: string }>();
  const items = list.map((item, index) => {
    const parsed = v.safeParse(schema, item);
    if (parsed.success) return toSnapshot(parsed.output);
    const fault = toFieldErrors(parsed.issues, Array.isArray(body) ? `/${index}` : '')[0];
    if (fault) faults.set(index, fault);
    return {};
  });
  const outcome = await push(
    c.env,
    {
      venue,
      source: reseller === null ? 'kassa' : actorOf(c).organisationId,
      reseller,
      items,
      pointer: '',
      idempotencyKey: null,
      bodySha256: null,
    },
    c.var.now,
  );
  const results = outcome.result.results.map((one) => ({ ...one, ...faults.get(one.index) }));
  const result = await withCandidates(c, venue, { ...outcome.result, results }, (index) => {
    const { performance } = items[index] as Partial<Snapshot>;
    return performance;
  });
  return answer(c, venue, { ...outcome, result });
}

const idOf = (item: { production: string; number: string }) => `${item.production}|${item.number}`;
const timed = (asOf: string | undefined) => (asOf === undefined ? {} : { asOf });

async function theaterPerformances(c: Ctx): Promise<Response> {
  const { venue } = await venueOf(c, c.req.query('organisation'), 'catalogue:read');
  const only = actorOf(c).productions;
  const rows = (await listTheaterPerformances(c.env.DIRECTORY, venue.key, c.var.now)).filter(
    ({ production }) => !only || only.includes(production),
  );
  const list: TheaterPerformance[] = rows.map((row) => ({
    production: row.production,
    number: row.number_text ?? formatPerformanceId(row.production, row.number).split('|')[1] ?? '',
    title: row.title,
    startsAt: new Date(row.starts_at).toISOString(),
    timeZone: venue.time_zone,
    hall: row.hall,
    venue: venue.name,
    provider: row.provider,
    status: row.status,
    linked: row.linked === 1,
  }));
  return c.json(list);
}

const TheaterPerformanceSchema = v.object({
  production: v.string(),
  number: v.string(),
  title: v.string(),
  startsAt: v.string(),
  timeZone: v.string(),
  hall: v.nullable(v.string()),
  venue: v.string(),
  provider: v.nullable(v.string()),
  status: v.string(),
  linked: v.boolean(),
});

/** Many items answer 207; a single one that waits, 202, and one that is no report, 422. */
const RESULTS = { answer: PushResult, also: [202, 207, 422] } as const;

export function salesRoutes(): Routes {
  return new Routes()
    .on('put', PATHS.snapshots, 'push_sales', snapshots, {
      summary: 'Whole snapshots of many performances: 207 with one result per item; one item 200, 202, 404 or 422',
      body: SnapshotBatch,
      ...RESULTS,
    })
    .on(
      'put',
      PATHS.ticketsCumulative,
      'push_sales',
      (c) =>
        coupling(c, TicketsItem, (item) => ({
          performance: idOf(item),
          ...timed(item.asOf),
          ...Object.fromEntries(
            item.types.map(({ type, count, amount }) => [type, { count, ...(amount === undefined ? {} : { amount }) }]),
          ),
        })),
      {
        summary: 'Tickets sold and recette per class, cumulative; one object or up to 500',
        body: bulkOf(TicketsItem),
        ...RESULTS,
      },
    )
    .on(
      'put',
      PATHS.reservationsCumulative,
      'push_sales',
      (c) =>
        coupling(c, SeatsItem, (item) => ({
          performance: idOf(item),
          ...timed(item.asOf),
          reserved: { count: item.count, amount: item.amount ?? null },
        })),
      { summary: 'Reservations, cumulative; one object or up to 500', body: bulkOf(SeatsItem), ...RESULTS },
    )
    .on(
      'put',
      PATHS.blockedSeatsCumulative,
      'push_sales',
      (c) =>
        coupling(c, SeatsItem, (item) => ({
          performance: idOf(item),
          ...timed(item.asOf),
          blocked: { count: item.count, amount: item.amount ?? null },
        })),
      { summary: 'Blocked seats, cumulative; one object or up to 500', body: bulkOf(SeatsItem), ...RESULTS },
    )
    .on(
      'put',
      PATHS.capacity,
      'push_sales',
      (c) => {
        const performance = `${c.req.param('production')}|${c.req.param('number')}`;
        if (!parsePerformanceId(performance)) throw new ApiError('not_found', 'no such performance');
        return coupling(c, CapacityBody, (item) => ({ performance, ...timed(item.asOf), capacity: item.capacity }));
      },
      { summary: 'Current capacity of one performance', body: CapacityBody, ...RESULTS },
    )
    .on('get', PATHS.theatersPerformances, 'read_catalogue', theaterPerformances, {
      summary: 'Performances entered for your venue, to couple; a vendor names the venue in organisation',
      query: { organisation: v.optional(v.string()) },
      answer: v.array(TheaterPerformanceSchema),
    });
}
