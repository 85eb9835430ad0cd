/** The only SQL of reader rows: what each organisation sees, kept in its own shard. */
import { checkHomes, type Home } from '../shards/home-store.ts';
import type { ReaderBody } from './reader-body.ts';
import type { TotalBody } from './totals.ts';

export interface ReaderWrite {
  readonly reader: number;
  readonly season: number;
  readonly startsAt: number;
  readonly performance: number;
  readonly version: number;
  readonly body: string;
}

/** What one reader gets: rows, and of those performances the only places they may stand. */
export interface ReaderChange {
  readonly writes: ReaderWrite[];
  readonly kept: { readonly performance: number; readonly startsAt: number }[];
}

/** One batch for readers of one shard; throws `not_home` when one of them does not live here. Answers the seasons that lost rows. */
export async function rewriteReaders(
  shard: D1Database,
  homes: readonly Home[],
  changes: ReadonlyMap<number, ReaderChange>,
): Promise<{ reader: number; season: number }[]> {
  const of = (home: Home) => changes.get(home.tenant) ?? { writes: [], kept: [] };
  const [, , ...dropped] = await shard.batch<{ reader: number; season: number }>([
    checkHomes(shard, homes),
    upsertReaders(
      shard,
      homes.flatMap((home) => of(home).writes),
    ),
    ...homes.map((home) => dropElsewhere(shard, home.tenant, of(home).kept)),
  ]);
  return dropped.flatMap(({ results }) => results);
}

/** Versioned: a slower drain that saw less can never overwrite a newer one. */
function upsertReaders(shard: D1Database, writes: readonly ReaderWrite[]): D1PreparedStatement {
  const values = JSON.stringify(writes.map((w) => [w.reader, w.season, w.startsAt, w.performance, w.version, w.body]));
  return shard
    .prepare(
      `INSERT INTO reader_row (reader, season, starts_at, performance, version, body)
       SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM json_each(?1) WHERE true
       ON CONFLICT DO UPDATE SET version = excluded.version, body = excluded.body WHERE excluded.version >= reader_row.version`,
    )
    .bind(values);
}

/** Places where a performance stood before it moved or was linked away. */
function dropElsewhere(shard: D1Database, reader: number, kept: ReaderChange['kept']): D1PreparedStatement {
  return shard
    .prepare(
      `DELETE FROM reader_row WHERE reader = ?1 AND performance IN (SELECT value->>0 FROM json_each(?2))
       AND (performance, starts_at) NOT IN (SELECT value->>0, value->>1 FROM json_each(?2)) RETURNING reader, season`,
    )
    .bind(reader, JSON.stringify(kept.map((k) => [k.performance, k.startsAt])));
}

export async function readBodies(shard: D1Database, reader: number, season: number): Promise<ReaderBody[]> {
  const { results } = await shard
    .prepare('SELECT body FROM reader_row WHERE reader = ?1 AND season = ?2 ORDER BY starts_at, performance')
    .bind(reader, season)
    .all<{ body: string }>();
  return results.map((row) => JSON.parse(row.body) as ReaderBody);
}

/** Seasons a reader has rows of, each with the zone of its first row. */
export async function readSeasons(shard: D1Database, reader: number): Promise<{ season: number; zone: string }[]> {
  const { results } = await shard
    .prepare("SELECT season, min(body->>'$.zone') AS zone FROM reader_row WHERE reader = ?1 GROUP BY season")
    .bind(reader)
    .all<{ season: number; zone: string }>();
  return results;
}

export async function upsertTotal(
  shard: D1Database,
  home: Home,
  season: number,
  version: number,
  body: TotalBody,
): Promise<void> {
  await shard.batch([
    checkHomes(shard, [home]),
    shard
      .prepare(
        `INSERT INTO reader_total (reader, season, version, body) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET version = max(excluded.version, reader_total.version + 1), body = excluded.body`,
      )
      .bind(home.tenant, season, version, JSON.stringify(body)),
  ]);
}

export async function readVersion(shard: D1Database, reader: number, season: number): Promise<number> {
  const row = await shard
    .prepare('SELECT version FROM reader_total WHERE reader = ?1 AND season = ?2')
    .bind(reader, season)
    .first<{ version: number }>();
  return row?.version ?? 0;
}
