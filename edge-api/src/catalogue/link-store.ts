/** SQL of linking. A venue sees and changes its own references only; every statement is bound to its key. */
import type { PerformanceId } from '#protocol';
import type { LocalPerformance, PlatformPerformance } from './link-score.ts';
import { idText } from './performance-store.ts';
import { PRODUCTION_KEY } from './asked.ts';

export interface OwnRow {
  readonly key: number;
  readonly source: number;
  readonly source_name: string;
  readonly ref: string;
  readonly title: string | null;
  readonly starts_at: number;
  readonly hall_text: string | null;
  readonly provider_text: string | null;
  readonly link_refused: string;
  readonly linked_to: number | null;
  readonly linked_id: string | null;
  readonly linked_production: string | null;
  readonly linked_title: string | null;
  readonly linked_starts_at: number | null;
  readonly linked_hall: string | null;
  readonly linked_provider: string | null;
  readonly linked_how: 'auto' | 'person' | 'id' | null;
  readonly linked_at: number | null;
}
export type State = 'open' | 'linked' | 'all';
export interface PlatformRow extends PlatformPerformance {
  readonly id: string;
}

const OWN = `SELECT p.key, coalesce(p.source, 0) AS source, coalesce(s.name, '') AS source_name, p.ref, p.title, p.starts_at, p.hall_text,
    p.provider_text, p.link_refused, p.linked_to, p.linked_how, p.linked_at, ${idText('t', 'r')} AS linked_id,
    r.id AS linked_production, r.title AS linked_title, t.starts_at AS linked_starts_at, th.name AS linked_hall, tp.name AS linked_provider
  FROM performance p LEFT JOIN source s ON s.key = p.source LEFT JOIN performance t ON t.key = p.linked_to
  LEFT JOIN production r ON r.key = t.production LEFT JOIN hall th ON th.key = t.hall
  LEFT JOIN organisation tp ON tp.key = coalesce(r.provider, r.producer)
  WHERE p.venue = ?1 AND p.production IS NULL AND p.ref IS NOT NULL AND p.merged_into IS NULL`;

/** `only`: what is linked to other productions than these is left out. */
export async function readOwn(
  db: D1Database,
  venue: number,
  state: State,
  after: number,
  limit: number,
  only: readonly string[] | null = null,
): Promise<OwnRow[]> {
  const filter = { open: 'AND p.linked_to IS NULL', linked: 'AND p.linked_to IS NOT NULL', all: '' }[state];
  const statement = db.prepare(`${OWN} ${filter} AND p.key > ?2
    AND (?4 IS NULL OR p.linked_to IS NULL OR r.id IN (SELECT value FROM json_each(?4))) ORDER BY p.key LIMIT ?3`);
  return (await statement.bind(venue, after, limit, only && JSON.stringify(only)).all<OwnRow>()).results;
}

export async function readOwnByRef(db: D1Database, venue: number, ref: string, source?: string): Promise<OwnRow[]> {
  const statement = db.prepare(`${OWN} AND p.ref = ?2 AND (?3 IS NULL OR s.name = ?3)`);
  return (await statement.bind(venue, ref, source ?? null).all<OwnRow>()).results;
}

/** A hall, what it was merged into, and what was merged into it: one place under several names. */
const ALSO_HALL = 'x.key = h.key OR x.key = h.merged_into OR x.merged_into = h.key';

/** The platform performance of this venue behind an id; a merged one leads to where it went. */
export const readTarget = (db: D1Database, venue: number, id: PerformanceId) =>
  db
    .prepare(
      `SELECT coalesce(p.merged_into, p.key) AS key FROM performance p INDEXED BY performance_place
       WHERE p.production = ${PRODUCTION_KEY('?2')} AND p.number = ?3 AND p.venue = ?1`,
    )
    .bind(venue, id.production, id.number)
    .first<{ key: number }>();

/** The reference of the same source that already is this performance. */
export const readRival = (db: D1Database, venue: number, own: number, to: number) =>
  db
    .prepare(
      `SELECT o.ref FROM performance p JOIN performance o ON o.venue = ?1 AND o.linked_to = ?3 AND o.source IS p.source
       WHERE p.key = ?2 AND o.key <> ?2`,
    )
    .bind(venue, own, to)
    .first<{ ref: string }>();

export async function readPlatform(db: D1Database, venue: number, from: number, to: number): Promise<PlatformRow[]> {
  const { results } = await db
    .prepare(
      `SELECT p.key, ${idText('p', 'r')} AS id, r.title, p.starts_at,
         (SELECT json_group_array(x.name) FROM hall x WHERE ${ALSO_HALL}) AS halls,
         (SELECT json_group_array(a.value) FROM hall x CROSS JOIN json_each(x.aliases) a WHERE ${ALSO_HALL}) AS aliases,
         (SELECT json_group_array(o.name) FROM organisation o WHERE o.key IN (r.provider, r.producer, r.agency)) AS providers
       FROM performance p JOIN production r ON r.key = p.production LEFT JOIN hall h ON h.key = p.hall
       WHERE p.venue = ?1 AND p.starts_at BETWEEN ?2 AND ?3 AND p.merged_into IS NULL ORDER BY p.key`,
    )
    .bind(venue, from, to)
    .all<{
      key: number;
      id: string;
      title: string;
      starts_at: number;
      halls: string;
      aliases: string;
      providers: string;
    }>();
  return results.map((row) => ({
    key: row.key,
    id: row.id,
    title: row.title,
    startsAt: row.starts_at,
    halls: [...(JSON.parse(row.halls) as string[]), ...(JSON.parse(row.aliases) as string[])],
    providers: JSON.parse(row.providers) as string[],
  }));
}

export async function readTaken(db: D1Database, venue: number): Promise<Set<string>> {
  const { results } = await db
    .prepare(
      'SELECT coalesce(source, 0) AS source, linked_to FROM performance WHERE venue = ?1 AND linked_to IS NOT NULL',
    )
    .bind(venue)
    .all<{ source: number; linked_to: number }>();
  return new Set(results.map((row) => `${row.source}:${row.linked_to}`));
}

/**
 * Links where still unlinked, and only while no other reference of its source is that performance: one to one within a
 * source, whoever else links at this moment. Answers the key when it was done.
 */
export const linkStatement = (
  db: D1Database,
  venue: number,
  own: number,
  to: number,
  how: string,
  by: string | null,
  now: number,
) =>
  db
    .prepare(
      `UPDATE performance SET linked_to = ?3, linked_how = ?4, linked_by = ?5, linked_at = ?6, revision = revision + 1
       WHERE key = ?2 AND venue = ?1 AND production IS NULL AND linked_to IS NULL AND NOT EXISTS
         (SELECT 1 FROM performance o WHERE o.linked_to = ?3 AND o.source IS performance.source AND o.key <> ?2) RETURNING key`,
    )
    .bind(venue, own, to, how, by, now);

/** The pair is remembered as refused, and the time stays so that the version of the list moves on. */
export const undoStatement = (db: D1Database, venue: number, own: number, by: string, now: number) =>
  db
    .prepare(
      `UPDATE performance SET link_refused = json_insert(link_refused, '$[#]', linked_to), linked_to = NULL, linked_how = NULL,
       linked_by = ?3, linked_at = ?4, revision = revision + 1 WHERE key = ?2 AND venue = ?1 AND linked_to IS NOT NULL RETURNING key`,
    )
    .bind(venue, own, by, now);

/** `seen` of the `linked` are linked to these productions, or to any. */
export const countLinks = async (db: D1Database, venue: number, only: readonly string[] | null) =>
  (await db
    .prepare(
      `SELECT count(*) - count(linked_to) AS open, count(linked_to) AS linked, coalesce(max(linked_at), 0) AS at,
         count(CASE WHEN ?2 IS NULL OR EXISTS (SELECT 1 FROM performance t JOIN production r ON r.key = t.production
           WHERE t.key = p.linked_to AND r.id IN (SELECT value FROM json_each(?2))) THEN linked_to END) AS seen
       FROM performance p WHERE venue = ?1 AND production IS NULL AND ref IS NOT NULL AND merged_into IS NULL`,
    )
    .bind(venue, only && JSON.stringify(only))
    .first<{ open: number; linked: number; at: number; seen: number }>()) ?? { open: 0, linked: 0, at: 0, seen: 0 };

export const asLocal = (row: OwnRow): LocalPerformance => ({
  key: row.key,
  source: row.source,
  title: row.title ?? '',
  startsAt: row.starts_at,
  hall: row.hall_text,
  provider: row.provider_text,
  refused: JSON.parse(row.link_refused) as number[],
});
