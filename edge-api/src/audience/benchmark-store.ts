/** Only SQL: what houses give to the sector's figures: published shares of a season, by genre ('' = all). */
import type { Given, Shares } from './reference.ts';

export const SIZES = ['small', 'middle', 'large'] as const;
/** By seats of the largest hall: below 300, below 800, 800 and more. */
export const sizeOf = (seats: number | null): (typeof SIZES)[number] =>
  seats === null || seats < 300 ? 'small' : seats < 800 ? 'middle' : 'large';

export interface BenchmarkRow {
  readonly venue: number;
  readonly season: number;
  readonly genre: string;
  readonly size: string;
  readonly region: string;
  readonly livemode: number;
  readonly buyers: number;
  readonly shares: string;
}

export const putBenchmarks = (
  directory: D1Database,
  venue: number,
  season: number,
  rows: readonly BenchmarkRow[],
  now: number,
): D1PreparedStatement[] => [
  directory.prepare('DELETE FROM audience_benchmark WHERE venue = ?1 AND season = ?2').bind(venue, season),
  ...rows.map((row) =>
    directory
      .prepare(
        'INSERT INTO audience_benchmark (venue, season, genre, size, region, livemode, at, buyers, shares) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)',
      )
      .bind(venue, season, row.genre, row.size, row.region, row.livemode, now, row.buyers, row.shares),
  ),
];

/** What the other houses give, live apart from sandboxes; `like` narrows to the same size or region. */
export async function readGiven(
  directory: D1Database,
  venue: number,
  season: number,
  genre: string,
  like: 'all' | 'size' | 'region',
): Promise<{ readonly gives: boolean; readonly others: readonly Given[] }> {
  const { results } = await directory
    .prepare(
      `SELECT b.venue, b.buyers, b.shares, b.venue = ?1 AS own FROM audience_benchmark b
       LEFT JOIN audience_benchmark m ON m.venue = ?1 AND m.season = ?2 AND m.genre = ''
       WHERE b.season = ?2 AND b.genre = ?3 AND (b.venue = ?1 OR b.livemode = m.livemode)
         AND (b.venue = ?1 OR ?4 = 'all' OR (?4 = 'size' AND b.size = m.size) OR (?4 = 'region' AND b.region = m.region)) ORDER BY b.venue`,
    )
    .bind(venue, season, genre, like)
    .all<{ venue: number; buyers: number; shares: string; own: number }>();
  const gives =
    results.some(({ own }) => own === 1) ||
    (await directory
      .prepare("SELECT 1 AS one FROM audience_benchmark WHERE venue = ?1 AND season = ?2 AND genre = ''")
      .bind(venue, season)
      .first()) !== null;
  const others = results
    .filter(({ own }) => own === 0)
    .map((row) => ({ venue: row.venue, buyers: row.buyers, shares: JSON.parse(row.shares) as Shares }));
  return { gives, others };
}
