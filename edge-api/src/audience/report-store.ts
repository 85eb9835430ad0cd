/** Only SQL: what was published, as it is answered, in the shard of who reads it. */
import type { AudienceLevel } from '#protocol';

export interface ReportRow {
  readonly venue: number;
  readonly season: number;
  readonly level: AudienceLevel;
  readonly subject: string;
  readonly release: number;
  readonly at: number;
  readonly production: number | null;
  readonly starts: string;
  /** JSON of `AudienceSubject & { buyers }`. */
  readonly head: string;
  /** JSON of `AudienceReport`. */
  readonly body: string;
}

/** All rows of a house and season for one reader, in place of those before. */
export const putReports = (
  shard: D1Database,
  reader: number,
  venue: number,
  season: number,
  rows: readonly ReportRow[],
): D1PreparedStatement[] => [
  shard
    .prepare(
      `DELETE FROM audience_report WHERE reader = ?1 AND venue = ?2 AND season = ?3
       AND level || ' ' || subject NOT IN (SELECT value FROM json_each(?4))`,
    )
    .bind(reader, venue, season, JSON.stringify(rows.map(({ level, subject }) => `${level} ${subject}`))),
  ...rows.map((row) =>
    shard
      .prepare(
        `INSERT INTO audience_report (reader, venue, season, level, subject, release, at, production, starts, head, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT DO UPDATE SET release = ?6, at = ?7, production = ?8, starts = ?9, head = ?10, body = ?11 WHERE body <> ?11 OR head <> ?10`,
      )
      .bind(
        reader,
        venue,
        season,
        row.level,
        row.subject,
        row.release,
        row.at,
        row.production,
        row.starts,
        row.head,
        row.body,
      ),
  ),
];

/** One report: a point read. */
export const readReport = (
  shard: D1Database,
  reader: number,
  venue: number,
  season: number,
  level: AudienceLevel,
  subject: string,
) =>
  shard
    .prepare(
      'SELECT body FROM audience_report WHERE reader = ?1 AND venue = ?2 AND season = ?3 AND level = ?4 AND subject = ?5',
    )
    .bind(reader, venue, season, level, subject)
    .first<{ body: string }>();

export async function listReports(shard: D1Database, reader: number) {
  const { results } = await shard
    .prepare(
      'SELECT venue, season, level, production, head FROM audience_report WHERE reader = ?1 ORDER BY starts DESC, level, subject',
    )
    .bind(reader)
    .all<Pick<ReportRow, 'venue' | 'season' | 'level' | 'production' | 'head'>>();
  return results;
}

/** Reports of what a house leaves out from now on, for the house itself; others are refused by the settings. */
export const deleteReportsOf = (shard: D1Database, house: number, names: readonly string[]): D1PreparedStatement[] => [
  shard
    .prepare(
      'DELETE FROM audience_report WHERE reader = ?1 AND venue = ?1 AND subject IN (SELECT value FROM json_each(?2))',
    )
    .bind(house, JSON.stringify(names)),
];

/** What each of its readers is answered about a house's season. */
export async function listAnswered(shard: D1Database, venue: number, season: number) {
  const { results } = await shard
    .prepare(
      'SELECT reader, level, subject, release, body FROM audience_report WHERE venue = ?1 AND season = ?2 ORDER BY reader, level, subject',
    )
    .bind(venue, season)
    .all<Pick<ReportRow, 'level' | 'subject' | 'release' | 'body'> & { readonly reader: number }>();
  return results;
}

/** Houses and seasons of this shard of which something was ever published. */
export async function listPublished(shard: D1Database) {
  const { results } = await shard
    .prepare(
      `SELECT DISTINCT r.tenant, r.season FROM audience_release r
       WHERE NOT EXISTS (SELECT 1 FROM tenant_home h WHERE h.tenant = r.tenant AND h.state = 'left') ORDER BY 1, 2`,
    )
    .all<{ tenant: number; season: number }>();
  return results;
}

export interface ReleaseRow {
  readonly season: number;
  readonly number: number;
  readonly subject: string;
  readonly at: number;
  readonly counts: string;
  readonly published: string;
}

export async function readReleases(shard: D1Database, tenant: number, season: number): Promise<ReleaseRow[]> {
  const { results } = await shard
    .prepare(
      'SELECT season, number, subject, at, counts, published FROM audience_release WHERE tenant = ?1 AND season = ?2 ORDER BY number, subject',
    )
    .bind(tenant, season)
    .all<ReleaseRow>();
  return results;
}

export const putReleases = (shard: D1Database, tenant: number, rows: readonly ReleaseRow[]): D1PreparedStatement[] =>
  rows.map((row) =>
    shard
      .prepare(
        'INSERT INTO audience_release (tenant, season, number, subject, at, counts, published) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING',
      )
      .bind(tenant, row.season, row.number, row.subject, row.at, row.counts, row.published),
  );

/** Exact counts of seasons that are published no more. */
export const deleteReleasesBefore = (shard: D1Database, tenant: number, season: number): D1PreparedStatement[] => [
  shard.prepare('DELETE FROM audience_release WHERE tenant = ?1 AND season < ?2').bind(tenant, season),
];
