/** Empties an outbox: rebuilds the reader rows of announced performances, in every shard where somebody reads them. */
import { localDay, seasonOf } from '#protocol';
import { readListings, readShardNames, readSources } from '../catalogue/listing-store.ts';
import { shardOf, type Env } from '../env.ts';
import { sumBodies } from './monitor-row.ts';
import { toReaderBody } from './reader-body.ts';
import { dropElsewhere, readBodies, upsertReaders, upsertTotal, type ReaderWrite } from './reader-store.ts';
import { readHistory } from './sales-store.ts';

/** Performances per round: bounded work, also after a backfill. */
const ROUND = 150;
const MAX_ROUNDS = 40;

/**
 * Runs that overlap in one isolate are folded: the one under way goes round once more. Its promise is not shared, since
 * a request may not wait for another's; and one that was cut off holds the place no longer than this.
 */
const HELD_MS = 30_000;
const running = new WeakMap<D1Database, { again: boolean; readonly since: number }>();

export async function drainShard(env: Env, shard: D1Database, now: number): Promise<void> {
  const under = running.get(shard);
  if (under && Date.now() - under.since < HELD_MS) {
    under.again = true;
    return;
  }
  const state = { again: true, since: Date.now() };
  running.set(shard, state);
  try {
    while (state.again) {
      state.again = false;
      await drainRounds(env, shard, now);
    }
  } finally {
    if (running.get(shard) === state) running.delete(shard);
  }
}

async function drainRounds(env: Env, shard: D1Database, now: number): Promise<void> {
  const touched = new Map<string, { reader: number; season: number; version: number; zone: string; shard: string }>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { results } = await shard
      .prepare(
        'SELECT max(seq) AS seq, tenant, performance FROM outbox GROUP BY tenant, performance ORDER BY seq LIMIT ?1',
      )
      .bind(ROUND)
      .all<{ seq: number; tenant: number; performance: number }>();
    if (!results.length) break;
    for (const [tenant, rows] of Map.groupBy(results, (row) => row.tenant)) {
      await rebuild(env, shard, tenant, rows, now, touched);
    }
    // Whatever stood in the outbox when it was read was committed before the facts were read: it is dealt with.
    const seen = Math.max(...results.map((row) => row.seq));
    await shard
      .prepare(
        'DELETE FROM outbox WHERE seq <= ?2 AND (tenant, performance) IN (SELECT value->>0, value->>1 FROM json_each(?1))',
      )
      .bind(JSON.stringify(results.map((row) => [row.tenant, row.performance])), seen)
      .run();
    if (results.length < ROUND) break;
  }
  for (const total of touched.values()) {
    const home = shardOf(env, total.shard);
    const bodies = await readBodies(home, total.reader, total.season);
    await upsertTotal(
      home,
      total.reader,
      total.season,
      now,
      sumBodies(bodies, localDay(now - 6 * 3_600_000, total.zone)),
    ).run();
  }
}

async function rebuild(
  env: Env,
  shard: D1Database,
  tenant: number,
  rows: readonly { seq: number; performance: number }[],
  now: number,
  touched: Map<string, { reader: number; season: number; version: number; zone: string; shard: string }>,
): Promise<void> {
  const version = Math.max(...rows.map((row) => row.seq));
  const { listed, away } = await readListings(
    env.DIRECTORY,
    rows.map((row) => row.performance),
  );
  const sources = await readSources(
    env.DIRECTORY,
    tenant,
    localDay(now, listed[0]?.listing.zone ?? 'Europe/Amsterdam'),
  );
  const history = Map.groupBy(
    await readHistory(
      shard,
      tenant,
      listed.flatMap((l) => l.members),
    ),
    (row) => row.performance,
  );
  const homes = await readShardNames(env.DIRECTORY, [...new Set([tenant, ...listed.flatMap((l) => l.readers)])]);
  const byShard = new Map<string, ReaderWrite[]>();
  const moved = new Map<number, { performance: number; startsAt: number }[]>();
  for (const { root, members, listing, readers } of listed) {
    const body = JSON.stringify(
      toReaderBody(
        listing,
        members.flatMap((key) => history.get(key) ?? []),
        sources,
      ),
    );
    const season = seasonOf(listing.date);
    for (const reader of readers) {
      const home = homes.get(reader) ?? 'SHARD_00';
      const writes = byShard.get(home) ?? [];
      writes.push({ reader, season, startsAt: listing.startsAt, performance: root, version, body });
      byShard.set(home, writes);
      touched.set(`${reader} ${season}`, { reader, season, version, zone: listing.zone, shard: home });
      moved.set(reader, [...(moved.get(reader) ?? []), { performance: root, startsAt: listing.startsAt }]);
    }
  }
  if (away.size)
    moved.set(tenant, [
      ...(moved.get(tenant) ?? []),
      ...[...away].map((performance) => ({ performance, startsAt: -1 })),
    ]);
  for (const [home, writes] of byShard) {
    const db = shardOf(env, home);
    await db.batch(upsertReaders(db, writes));
  }
  for (const [reader, kept] of moved) {
    const db = shardOf(env, homes.get(reader) ?? 'SHARD_00');
    await dropElsewhere(db, reader, kept).run();
  }
}
