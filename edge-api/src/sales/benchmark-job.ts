/** Publishes the benchmarks once a day, and keeps a copy in the isolate for reading. */
import { addDays, daysBetween, localDay, reportDay } from '#protocol';
import { MEMBERS } from '../catalogue/listing-store.ts';
import { shardNames, shardOf, type Env } from '../env.ts';
import { DISTANCES, MIN_VENUES, publish, type BenchmarkBody, type Curve } from './benchmark.ts';
import { standAtEnd } from './registers.ts';
import { issuedOf } from './review.ts';
import { readHistory } from './sales-store.ts';

const JOB = 'benchmark';
const ZONE = 'Europe/Amsterdam';
const CACHE_MS = 60_000;

interface Played {
  readonly key: number;
  readonly venue: number;
  readonly organisation: number;
  readonly shard: string;
  readonly starts_at: number;
  readonly zone: string;
  readonly capacity: number | null;
  readonly members: string;
}

/** The minute job calls this; it does its work when a new day began. */
export async function publishBenchmarks(env: Env, now: number, anew = false): Promise<void> {
  const today = reportDay(now, ZONE);
  const done = await env.DIRECTORY.prepare('SELECT done_day FROM job WHERE name = ?1')
    .bind(JOB)
    .first<{ done_day: string }>();
  if (!anew && done && done.done_day >= today) return;
  const { results } = await env.DIRECTORY.prepare(
    `SELECT production AS key FROM performance WHERE production IS NOT NULL AND merged_into IS NULL AND starts_at > ?1
     GROUP BY production HAVING count(DISTINCT venue) > ?2`,
  )
    .bind(now - 400 * 86_400_000, MIN_VENUES)
    .all<{ key: number }>();
  for (const { key } of results) await publishOne(env, key, today);
  await env.DIRECTORY.prepare(
    'INSERT INTO job (name, done_day, next_at) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET done_day = excluded.done_day, next_at = excluded.next_at',
  )
    .bind(JOB, today, now + 2 * CACHE_MS)
    .run();
  copies.delete(env.DIRECTORY);
}

/** Once no isolate holds the earlier publication any more: every kept answer is made anew, so that none shows it. */
export async function tellBenchmarks(env: Env, now: number): Promise<void> {
  const due = await env.DIRECTORY.prepare('SELECT 1 FROM job WHERE name = ?1 AND next_at > 0 AND next_at <= ?2')
    .bind(JOB, now)
    .first();
  if (!due) return;
  for (const name of shardNames(env))
    await shardOf(env, name).prepare('UPDATE reader_total SET version = version + 1').run();
  await env.DIRECTORY.prepare('UPDATE job SET next_at = 0 WHERE name = ?1').bind(JOB).run();
}

async function publishOne(env: Env, production: number, today: string): Promise<void> {
  const { results } = await env.DIRECTORY.prepare(
    `SELECT p.key, p.venue, coalesce(v.merged_into, v.key) AS organisation, v.shard, p.starts_at, v.time_zone AS zone, coalesce(p.capacity, h.default_capacity) AS capacity,
       ${MEMBERS('p')} AS members
     FROM performance p JOIN organisation v ON v.key = p.venue LEFT JOIN hall h ON h.key = p.hall
     WHERE p.production = ?1 AND p.status = 'planned' AND p.merged_into IS NULL`,
  )
    .bind(production)
    .all<Played>();
  const curves: Curve[] = [];
  for (const [venue, own] of Map.groupBy(results, (row) => row.venue)) {
    const members = new Map(own.map((row) => [row, JSON.parse(row.members) as number[]]));
    const rows = await readHistory(shardOf(env, own[0]?.shard ?? ''), venue, [...members.values()].flat());
    for (const row of own) {
      const mine = rows.filter((r) => members.get(row)?.includes(r.performance));
      if (!mine.length) continue;
      const date = localDay(row.starts_at, row.zone);
      const issued = new Map<number, number>();
      for (const distance of DISTANCES) {
        const day = addDays(date, -distance);
        if (daysBetween(day, today) < 0) continue;
        const stand = standAtEnd(mine.filter((r) => r.day <= day));
        if (Object.keys(stand).length) issued.set(distance, issuedOf(stand));
      }
      curves.push({
        venue,
        organisation: row.organisation,
        capacity: standAtEnd(mine).capacity?.n ?? row.capacity ?? 0,
        issued,
      });
    }
  }
  const before = await env.DIRECTORY.prepare('SELECT body FROM benchmark WHERE production = ?1')
    .bind(production)
    .first<{ body: string }>();
  const body = publish(curves, before ? (JSON.parse(before.body) as BenchmarkBody) : undefined);
  await env.DIRECTORY.prepare(
    'INSERT INTO benchmark (production, day, body) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET day = excluded.day, body = excluded.body',
  )
    .bind(production, today, JSON.stringify(body))
    .run();
}

const copies = new WeakMap<
  D1Database,
  { at: number; byProduction: Map<string, BenchmarkBody>; venues: Map<string, number> }
>();

/** The published figures by production id, and venue keys by id; at most a minute old. */
export async function readBenchmarks(env: Env, now: number) {
  const known = copies.get(env.DIRECTORY);
  if (known && Math.abs(now - known.at) < CACHE_MS) return known;
  const [published, venues] = await env.DIRECTORY.batch<{ id: string; body: string; key: number }>([
    env.DIRECTORY.prepare('SELECT r.id, b.body FROM benchmark b JOIN production r ON r.key = b.production'),
    env.DIRECTORY.prepare("SELECT id, key FROM organisation WHERE type = 'venue'"),
  ]);
  const made = {
    at: now,
    byProduction: new Map((published?.results ?? []).map((row) => [row.id, JSON.parse(row.body) as BenchmarkBody])),
    venues: new Map((venues?.results ?? []).map((row) => [row.id, row.key])),
  };
  copies.set(env.DIRECTORY, made);
  return made;
}
