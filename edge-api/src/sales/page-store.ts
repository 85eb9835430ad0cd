/** Only SQL: a page of a monitor in one query, as it was last answered where that still holds, else as its rows. */
import { checkHomes, isNotHome, type Home } from '../shards/home-store.ts';
import type { ReaderBody } from './reader-body.ts';
import type { TotalBody } from './totals.ts';

export interface Page {
  /** Gzipped JSON in base64; then there are no bodies and no total. */
  readonly kept: string | null;
  readonly total: TotalBody | null;
  readonly version: number;
  readonly seasons: readonly number[];
  readonly bodies: readonly { readonly performance: number; readonly body: ReaderBody }[];
  readonly rowsRead: number;
}

/** What a kept page must have been made for. */
export interface PageKey {
  readonly view: string;
  readonly moment: string;
}

interface Raw {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly body: string | null;
}

/** Where the page is kept, its rows are looked for in a season that is none. */
const PAGE = `WITH page AS (SELECT p.body FROM reader_page p JOIN reader_total t ON t.reader = p.reader AND t.season = p.season AND t.version = p.version
  WHERE p.reader = ?1 AND p.season = ?2 AND p.view = ?6 AND p.moment = ?7)
  SELECT 0 AS kind, season AS a, version AS b, CASE WHEN season = ?2 AND NOT EXISTS (SELECT 1 FROM page) THEN body END AS body FROM reader_total WHERE reader = ?1
  UNION ALL SELECT 1, starts_at, performance, body FROM (SELECT starts_at, performance, body FROM reader_row WHERE reader = ?1
  AND season = (SELECT iif(EXISTS (SELECT 1 FROM page), -1, ?2)) AND (starts_at, performance) > (?3, ?4) ORDER BY starts_at, performance LIMIT ?5)
  UNION ALL SELECT 2, 0, 0, body FROM page`;

/** The season's totals and one page of rows in date order. */
export async function readPage(
  shard: D1Database,
  reader: number,
  season: number,
  after: readonly [number, number],
  limit: number,
  key: PageKey | undefined,
): Promise<Page> {
  const { results, meta } = await shard
    .prepare(PAGE)
    .bind(reader, season, after[0], after[1], limit, key?.view ?? null, key?.moment ?? null)
    .all<Raw>();
  return toPage(results, meta.rows_read, season);
}

/** Everything a reader has of these seasons, oldest first: what a search or another order goes through. */
export async function readWhole(shard: D1Database, reader: number, seasons: readonly number[]): Promise<Page> {
  const last = seasons.at(-1) ?? 0;
  const { results, meta } = await shard
    .prepare(
      `SELECT 0 AS kind, season AS a, version AS b, CASE WHEN season = ?3 THEN body END AS body FROM reader_total WHERE reader = ?1
       UNION ALL SELECT 1, starts_at, performance, body FROM (SELECT r.starts_at, r.performance, r.body FROM json_each(?2) s
       CROSS JOIN reader_row r ON r.reader = ?1 AND r.season = s.value ORDER BY r.starts_at, r.performance)`,
    )
    .bind(reader, JSON.stringify(seasons), last)
    .all<Raw>();
  return toPage(results, meta.rows_read, last);
}

function toPage(results: readonly Raw[], rowsRead: number, season: number): Page {
  const totals = results.filter((row) => row.kind === 0);
  const own = totals.find((row) => row.a === season);
  return {
    kept: results.find((row) => row.kind === 2)?.body ?? null,
    total: own?.body ? (JSON.parse(own.body) as TotalBody) : null,
    version: own?.b ?? 0,
    seasons: totals.map((row) => row.a).toSorted((a, b) => a - b),
    bodies: results
      .filter((row) => row.kind === 1)
      .map((row) => ({ performance: row.b, body: JSON.parse(row.body ?? '{}') as ReaderBody })),
    rowsRead,
  };
}

/** Kept beside its version; a reader that is being moved makes its pages anew where it arrives. */
export async function keepPage(
  shard: D1Database,
  home: Home,
  season: number,
  key: PageKey,
  version: number,
  body: string,
): Promise<void> {
  try {
    await shard.batch([
      checkHomes(shard, [home]),
      shard
        .prepare(
          `INSERT INTO reader_page (reader, season, view, version, moment, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
           ON CONFLICT DO UPDATE SET version = excluded.version, moment = excluded.moment, body = excluded.body
           WHERE (excluded.version, excluded.moment) > (reader_page.version, reader_page.moment)`,
        )
        .bind(home.tenant, season, key.view, version, key.moment, body),
    ]);
  } catch (error) {
    if (!isNotHome(error)) throw error;
  }
}
