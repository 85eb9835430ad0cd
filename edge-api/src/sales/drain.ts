/** Empties an outbox: rebuilds the reader rows of announced performances, in every shard where somebody reads them. */
import { localDay, reportDay, seasonOf } from '#protocol';
import { readListings, readSources } from '../catalogue/listing-store.ts';
import { shardNames, shardOf, type Env } from '../env.ts';
import { isNotHome, readHomes, type Home } from '../shards/home-store.ts';
import { openHomes } from '../shards/router.ts';
import { sumBodies } from './totals.ts';
import { bodiesFor } from './reader-bodies.ts';
import {
  clearStale,
  markSeasons,
  NOWHERE,
  readBodies,
  readStale,
  rewriteReaders,
  upsertTotal,
  type ReaderChange,
  type StaleSeason,
} from './reader-store.ts';
import { readHistory } from './sales-store.ts';

/** Performances per round: bounded work, also after a backfill. */
const ROUND = 150;
const MAX_ROUNDS = 40;
/** Seasons summed in one go. */
const MAX_TOTALS = 100;
/** Of the 1,000 queries an invocation may make, what it rebuilds and sums with; each statement of a batch is one. */
const MAX_QUERIES = 800;
/** Held back from rebuilding, so that what was rebuilt is summed too. */
const FOR_TOTALS = 200;
const PER_TOTAL = 4;

/** Queries that an invocation may still ask. What does not fit stays in the outbox for the next minute. */
export interface Budget {
  left: number;
}
export const drainBudget = (): Budget => ({ left: MAX_QUERIES });
const ZONE = 'Europe/Amsterdam';

/**
 * Runs that overlap in one isolate are folded: the one under way goes round once more. Its promise is not shared, since
 * a request may not wait for another's; and one that was cut off holds the place no longer than this.
 */
const HELD_MS = 30_000;
const running = new WeakMap<D1Database, { again: boolean; readonly since: number }>();

/**
 * Pushes that follow each other, as a backfill's do, are rebuilt and summed together: between the drains of a shard lies a
 * second, or twice as long as the last one took, so that a backfill has the thread for the most part.
 */
const REST_MS = { least: 1_000, most: 5_000 };
/** The answer of a push leaves first. */
const FIRST_MS = 20;
const awaited = new WeakMap<D1Database, { restedAt: number; waitingSince: number }>();

/** After a push: at once when it is the first for a while, else together with those that come meanwhile. */
export async function drainSoon(env: Env, shard: D1Database, now: number): Promise<void> {
  const state = awaited.get(shard) ?? { restedAt: 0, waitingSince: 0 };
  awaited.set(shard, state);
  const at = Date.now();
  // One that was cut off while it waited holds the place no longer than this.
  if (at - state.waitingSince < 2 * REST_MS.most) return;
  state.waitingSince = at;
  await new Promise((resolve) => setTimeout(resolve, Math.max(FIRST_MS, state.restedAt - at)));
  state.waitingSince = 0;
  const begun = Date.now();
  state.restedAt = begun + REST_MS.least;
  await drainShard(env, shard, now);
  const ended = Date.now();
  state.restedAt = ended + Math.min(REST_MS.most, Math.max(REST_MS.least, 2 * (ended - begun)));
}

/** Drains of one invocation share a budget. */
export async function drainShard(env: Env, shard: D1Database, now: number, budget = drainBudget()): Promise<void> {
  const under = running.get(shard);
  if (under && Date.now() - under.since < HELD_MS) {
    under.again = true;
    return;
  }
  const state = { again: true, since: Date.now() };
  running.set(shard, state);
  try {
    while (state.again && budget.left > 0) {
      state.again = false;
      await drainRounds(env, shard, now, budget);
    }
  } finally {
    if (running.get(shard) === state) running.delete(shard);
  }
}

async function drainRounds(env: Env, shard: D1Database, now: number, budget: Budget): Promise<void> {
  const shards = new Set([nameOf(env, shard)]);
  for (let round = 0; round < MAX_ROUNDS && budget.left > FOR_TOTALS; round += 1) {
    budget.left -= 2;
    const { results: found } = await shard
      .prepare(
        'SELECT max(seq) AS seq, tenant, performance FROM outbox GROUP BY tenant, performance ORDER BY seq LIMIT ?1',
      )
      .bind(ROUND + 1)
      .all<{ seq: number; tenant: number; performance: number }>();
    if (!found.length) break;
    const results: typeof found = [];
    const waiting = new Set<number>();
    for (const [tenant, rows] of Map.groupBy(found.slice(0, ROUND), (row) => row.tenant)) {
      if (budget.left <= FOR_TOTALS) break;
      results.push(...rows);
      for (const performance of await rebuild(env, shard, tenant, rows, now, shards, budget)) waiting.add(performance);
    }
    // Rows of a reader that is between two homes stay for the next minute.
    const last = found.length <= ROUND || waiting.size > 0 || budget.left <= FOR_TOTALS;
    // An outbox that is empty means that everything is seen: sums come before the last of it goes.
    if (last) for (const name of shards) await sumStale(env, name, now, budget);
    // Whatever stood in the outbox when it was read was committed before the facts were read: it is dealt with.
    const seen = Math.max(...results.map((row) => row.seq));
    await shard
      .prepare(
        'DELETE FROM outbox WHERE seq <= ?2 AND (tenant, performance) IN (SELECT value->>0, value->>1 FROM json_each(?1))',
      )
      .bind(
        JSON.stringify(
          results.filter((row) => !waiting.has(row.performance)).map((row) => [row.tenant, row.performance]),
        ),
        seen,
      )
      .run();
    if (last) return;
  }
  for (const name of shards) await sumStale(env, name, now, budget);
}

const nameOf = (env: Env, shard: D1Database): string =>
  shardNames(env).find((name) => shardOf(env, name) === shard) ?? '';

/** Totals of this shard's readers whose rows changed, also those that a killed drain left. */
async function sumStale(env: Env, name: string, now: number, budget: Budget): Promise<void> {
  const shard = shardOf(env, name);
  const room = Math.min(MAX_TOTALS, Math.floor((budget.left - 2) / PER_TOTAL));
  if (room <= 0) return;
  const stale = await readStale(shard, room);
  budget.left -= 2 + stale.length * PER_TOTAL;
  if (!stale.length) return;
  const homes = await readHomes(env.DIRECTORY, [...new Set(stale.map((mark) => mark.reader))]);
  for (const mark of stale) {
    const home = homes.get(mark.reader);
    if (home?.shard === name) await rewriteTotal(env, home, mark, now);
    else await clearStale(shard, mark).run();
  }
}

/** Where the reader has just been fenced nothing is written: its move sums anew. */
async function rewriteTotal(env: Env, home: Home, mark: StaleSeason, now: number): Promise<void> {
  const shard = shardOf(env, home.shard);
  const total = sumBodies(await readBodies(shard, home.tenant, mark.season), reportDay(now, mark.zone ?? ZONE));
  try {
    await upsertTotal(shard, home, mark, now, total);
  } catch (error) {
    if (!isNotHome(error)) throw error;
  }
}

/** All seasons of a reader anew. */
export async function rewriteTotals(env: Env, home: Home, now: number): Promise<void> {
  for (const mark of await markSeasons(shardOf(env, home.shard), home)) await rewriteTotal(env, home, mark, now);
}

/** Answers the performances whose rows could not be written everywhere, because a reader is being moved. */
async function rebuild(
  env: Env,
  shard: D1Database,
  tenant: number,
  rows: readonly { seq: number; performance: number }[],
  now: number,
  shards: Set<string>,
  budget: Budget,
): Promise<Set<number>> {
  budget.left -= 3;
  const version = Math.max(...rows.map((row) => row.seq));
  const { listed, away } = await readListings(
    env.DIRECTORY,
    rows.map((row) => row.performance),
  );
  const sources = await readSources(env.DIRECTORY, tenant, localDay(now, listed[0]?.listing.zone ?? ZONE));
  const history = Map.groupBy(
    await readHistory(
      shard,
      tenant,
      listed.flatMap((l) => l.members),
    ),
    (row) => row.performance,
  );
  const changes = new Map<number, ReaderChange>();
  const changeOf = (reader: number): ReaderChange => {
    const known = changes.get(reader) ?? { writes: [], kept: [] };
    changes.set(reader, known);
    return known;
  };
  for (const { root, members, listing, readers, former } of listed) {
    const season = seasonOf(listing.date);
    const bodies = bodiesFor(
      listing,
      members.flatMap((key) => history.get(key) ?? []),
      sources,
      readers,
    );
    for (const [reader, body] of bodies) {
      const { writes, kept } = changeOf(reader);
      writes.push({ reader, season, startsAt: listing.startsAt, performance: root, version, body });
      kept.push({ performance: root, startsAt: listing.startsAt });
    }
    for (const reader of former.filter((one) => !bodies.has(one)))
      changeOf(reader).kept.push({ performance: root, startsAt: NOWHERE });
  }
  for (const [performance, readers] of away)
    for (const reader of readers) changeOf(reader).kept.push({ performance, startsAt: NOWHERE });
  const homes = await writeReaders(env, changes, budget);
  for (const home of homes.values()) shards.add(home.shard);
  const fenced = new Set([...changes.keys()].filter((reader) => !homes.has(reader)));
  if (!fenced.size) return fenced;
  const roots = new Set([...fenced].flatMap((reader) => changes.get(reader)?.kept.map((k) => k.performance) ?? []));
  const members = listed.filter(({ root }) => roots.has(root)).flatMap((l) => l.members);
  return new Set([...roots, ...members]);
}

/** Each reader's rows at its own home; answers the homes that took them. */
async function writeReaders(
  env: Env,
  changes: ReadonlyMap<number, ReaderChange>,
  budget: Budget,
): Promise<Map<number, Home>> {
  const taken = new Map<number, Home>();
  budget.left -= 1;
  let homes = await readHomes(env.DIRECTORY, [...changes.keys()]);
  for (let tries = 0; tries < 3 && homes.size; tries += 1) {
    const refused: number[] = [];
    for (const [name, group] of Map.groupBy(homes.values(), (home) => home.shard)) {
      budget.left -= 3 + 2 * group.length;
      try {
        await rewriteReaders(shardOf(env, name), group, changes);
        for (const home of group) taken.set(home.tenant, home);
      } catch (error) {
        if (!isNotHome(error)) throw error;
        refused.push(...group.map((home) => home.tenant));
      }
    }
    if (refused.length) budget.left -= 1 + 2 * shardNames(env).length;
    homes = refused.length ? await openHomes(env, refused) : new Map<number, Home>();
  }
  return taken;
}
