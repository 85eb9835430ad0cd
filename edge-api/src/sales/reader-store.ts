/** The only SQL of reader rows: what each organisation sees, kept in its own shard. */
import { checkHomes, type Home } from '../shards/home-store.ts';
import type { ReaderBody, Stand } from './reader-body.ts';
import type { TotalBody } from './totals.ts';

/** No performance starts then: rows kept only there are taken away. */
export const NOWHERE = -8_640_000_000_000_001;

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

/** One batch for readers of one shard; throws `not_home` when one of them does not live here. Their seasons are marked stale with it. */
export async function rewriteReaders(
  shard: D1Database,
  homes: readonly Home[],
  changes: ReadonlyMap<number, ReaderChange>,
): Promise<void> {
  const of = (home: Home) => changes.get(home.tenant) ?? { writes: [], kept: [] };
  const writes = homes.flatMap((home) => of(home).writes);
  await shard.batch([
    checkHomes(shard, homes),
    upsertReaders(shard, writes),
    markStale(shard, writes),
    ...homes.flatMap((home) => [
      markElsewhere(shard, home.tenant, of(home).kept),
      dropElsewhere(shard, home.tenant, of(home).kept),
    ]),
  ]);
}

/** Another number at each change, also after a mark was cleared: whoever sums can tell whether its rows are still those it read. */
const MARK = 'abs(random() % 9007199254740991)';
const MARKED = `ON CONFLICT DO UPDATE SET n = ${MARK}`;

const markStale = (shard: D1Database, writes: readonly ReaderWrite[]): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO reader_stale (reader, season, n) SELECT value->>0, value->>1, ${MARK} FROM json_each(?1) WHERE true ${MARKED}`,
    )
    .bind(
      JSON.stringify(
        [...new Set(writes.map(({ reader, season }) => `${reader} ${season}`))].map((key) =>
          key.split(' ').map(Number),
        ),
      ),
    );

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
const ELSEWHERE = `FROM reader_row WHERE reader = ?1 AND performance IN (SELECT value->>0 FROM json_each(?2))
  AND (performance, starts_at) NOT IN (SELECT value->>0, value->>1 FROM json_each(?2))`;
const places = (kept: ReaderChange['kept']) => JSON.stringify(kept.map((k) => [k.performance, k.startsAt]));

const markElsewhere = (shard: D1Database, reader: number, kept: ReaderChange['kept']): D1PreparedStatement =>
  shard
    .prepare(`INSERT INTO reader_stale (reader, season, n) SELECT reader, season, ${MARK} ${ELSEWHERE} ${MARKED}`)
    .bind(reader, places(kept));

const dropElsewhere = (shard: D1Database, reader: number, kept: ReaderChange['kept']): D1PreparedStatement =>
  shard.prepare(`DELETE ${ELSEWHERE}`).bind(reader, places(kept));

export interface StaleSeason {
  readonly reader: number;
  readonly season: number;
  readonly n: number;
  /** Zone of its first row; null when none is left. */
  readonly zone: string | null;
}

/** Seasons whose totals are to be summed anew, in this shard. */
export async function readStale(shard: D1Database, limit: number): Promise<StaleSeason[]> {
  const { results } = await shard
    .prepare(
      `SELECT s.reader, s.season, s.n, (SELECT body->>'$.zone' FROM reader_row r WHERE r.reader = s.reader AND r.season = s.season LIMIT 1) AS zone
       FROM reader_stale s LIMIT ?1`,
    )
    .bind(limit)
    .all<StaleSeason>();
  return results;
}

/** For a season none of whose rows are left. Cleared only while the mark is the one that was read. */
export const clearStale = (shard: D1Database, { reader, season, n }: StaleSeason): D1PreparedStatement =>
  shard.prepare('DELETE FROM reader_stale WHERE reader = ?1 AND season = ?2 AND n = ?3').bind(reader, season, n);

export async function readRows(
  shard: D1Database,
  reader: number,
  season: number,
): Promise<{ readonly performance: number; readonly body: ReaderBody }[]> {
  const { results } = await shard
    .prepare(
      'SELECT performance, body FROM reader_row WHERE reader = ?1 AND season = ?2 ORDER BY starts_at, performance',
    )
    .bind(reader, season)
    .all<{ performance: number; body: string }>();
  return results.map(({ performance, body }) => ({ performance, body: JSON.parse(body) as ReaderBody }));
}

export const readBodies = async (shard: D1Database, reader: number, season: number): Promise<ReaderBody[]> =>
  (await readRows(shard, reader, season)).map(({ body }) => body);

/** Every performance a reader has a row of, and in which season. */
export async function readPlaces(
  shard: D1Database,
  reader: number,
): Promise<{ readonly season: number; readonly performance: number }[]> {
  const { results } = await shard
    .prepare('SELECT season, performance FROM reader_row WHERE reader = ?1')
    .bind(reader)
    .all<{ season: number; performance: number }>();
  return results;
}

/** The performance a reader has a row of under this id. */
export async function readPlaceOf(shard: D1Database, reader: number, id: string): Promise<number | null> {
  const row = await shard
    .prepare("SELECT performance FROM reader_row WHERE reader = ?1 AND body->>'$.id' = ?2")
    .bind(reader, id)
    .first<{ performance: number }>();
  return row?.performance ?? null;
}

/** Takes a reader's rows of these performances away; its seasons are marked stale with it. */
export const dropRows = (shard: D1Database, home: Home, performances: readonly number[]) => {
  const nowhere = performances.map((performance) => ({ performance, startsAt: NOWHERE }));
  return shard.batch([
    checkHomes(shard, [home]),
    markElsewhere(shard, home.tenant, nowhere),
    dropElsewhere(shard, home.tenant, nowhere),
  ]);
};

/** How these performances stand with a reader; one that has no row is not there. One query, whatever their number. */
export async function readStands(
  shard: D1Database,
  reader: number,
  performances: readonly number[],
): Promise<Map<number, Stand>> {
  const { results } = await shard
    .prepare(
      `SELECT r.performance, r.body->'$.stand' AS stand FROM json_each(?2) k
       CROSS JOIN reader_row r ON r.reader = ?1 AND r.performance = k.value`,
    )
    .bind(reader, JSON.stringify(performances))
    .all<{ performance: number; stand: string }>();
  return new Map(results.map((row) => [row.performance, JSON.parse(row.stand) as Stand]));
}

/** A reader's rows of these performances. One query, whatever their number. */
export async function readRowsOf(
  shard: D1Database,
  reader: number,
  performances: readonly number[],
): Promise<Map<number, ReaderBody>> {
  const { results } = await shard
    .prepare(
      `SELECT r.performance, r.body FROM json_each(?2) k
       CROSS JOIN reader_row r ON r.reader = ?1 AND r.performance = k.value`,
    )
    .bind(reader, JSON.stringify(performances))
    .all<{ performance: number; body: string }>();
  return new Map(results.map((row) => [row.performance, JSON.parse(row.body) as ReaderBody]));
}

/** Marks every season a reader has rows of; answers the marks. */
export async function markSeasons(shard: D1Database, home: Home): Promise<StaleSeason[]> {
  const marked = await shard.batch<StaleSeason>([
    checkHomes(shard, [home]),
    shard
      .prepare(
        `INSERT INTO reader_stale (reader, season, n) SELECT reader, season, ${MARK} FROM reader_row WHERE reader = ?1 GROUP BY season ${MARKED}
         RETURNING reader, season, n, (SELECT min(body->>'$.zone') FROM reader_row r WHERE r.reader = reader_stale.reader AND r.season = reader_stale.season) AS zone`,
      )
      .bind(home.tenant),
  ]);
  return marked[1]?.results ?? [];
}

/**
 * Clears the mark with it, in one transaction. Written only while the mark is the one that was read before the rows were: of two
 * who sum at once, one that read older rows never writes over the other, and rows that changed since are summed by who changed them.
 */
export async function upsertTotal(
  shard: D1Database,
  home: Home,
  mark: StaleSeason,
  version: number,
  body: TotalBody,
): Promise<void> {
  await shard.batch([
    checkHomes(shard, [home]),
    shard
      .prepare(
        `INSERT INTO reader_total (reader, season, version, body) SELECT ?1, ?2, ?3, ?4
         WHERE EXISTS (SELECT 1 FROM reader_stale WHERE reader = ?1 AND season = ?2 AND n = ?5)
         ON CONFLICT DO UPDATE SET version = max(excluded.version, reader_total.version + 1), body = excluded.body`,
      )
      .bind(home.tenant, mark.season, version, JSON.stringify(body), mark.n),
    clearStale(shard, mark),
  ]);
}

export async function readVersion(shard: D1Database, reader: number, season: number): Promise<number> {
  const row = await shard
    .prepare('SELECT version FROM reader_total WHERE reader = ?1 AND season = ?2')
    .bind(reader, season)
    .first<{ version: number }>();
  return row?.version ?? 0;
}
