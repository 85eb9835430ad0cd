/** Only SQL: who acts for which venue, from–to. */
import type { Grant } from '#protocol';

interface Row {
  readonly venue: string;
  readonly organisation: string;
  readonly scopes: string;
  readonly valid_from: number;
  readonly valid_to: number | null;
}
const iso = (at: number) => new Date(at).toISOString();
const toGiven = (row: Omit<Row, 'organisation'>) => ({
  venue: row.venue,
  scopes: JSON.parse(row.scopes) as string[],
  from: iso(row.valid_from),
  to: row.valid_to === null ? null : iso(row.valid_to),
});

export const putGrantStatement = (
  db: D1Database,
  grant: {
    readonly venue: number;
    readonly organisation: number;
    readonly scopes: readonly string[];
    readonly from: number;
    readonly to: number | null;
  },
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO client_grant (venue, organisation, scopes, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT DO UPDATE SET scopes = excluded.scopes, valid_from = excluded.valid_from, valid_to = excluded.valid_to
         WHERE (scopes, valid_from, valid_to) IS NOT (excluded.scopes, excluded.valid_from, excluded.valid_to)`,
    )
    .bind(grant.venue, grant.organisation, JSON.stringify(grant.scopes), grant.from, grant.to);

/** Ends it now, or takes it back before it begins; what was granted stays readable as history. */
export const endGrantStatement = (db: D1Database, venue: number, organisation: number, now: number) =>
  db
    .prepare(
      `UPDATE client_grant SET valid_to = ?3 WHERE venue = ?1 AND organisation = ?2 AND (valid_to IS NULL OR valid_to > ?3)`,
    )
    .bind(venue, organisation, now);

/** From whom to whom, as it stands; null = never granted. */
export async function readGiven(
  db: D1Database,
  venue: number,
  organisation: string,
): Promise<(Omit<Grant, 'organisation'> & { readonly key: number }) | null> {
  const row = await db
    .prepare(
      `SELECT o.key, v.id AS venue, g.scopes, g.valid_from, g.valid_to FROM client_grant g CROSS JOIN organisation o ON o.key = g.organisation
       CROSS JOIN organisation v ON v.key = g.venue WHERE g.venue = ?1 AND o.id = ?2`,
    )
    .bind(venue, organisation)
    .first<Omit<Row, 'organisation'> & { readonly key: number }>();
  return row && { ...toGiven(row), key: row.key };
}

/** Given and received; 0 = the operator, all. */
export async function listGrants(db: D1Database, organisation: number): Promise<Grant[]> {
  const { results } = await db
    .prepare(
      `SELECT v.id AS venue, o.id AS organisation, g.scopes, g.valid_from, g.valid_to FROM client_grant g
       JOIN organisation v ON v.key = g.venue JOIN organisation o ON o.key = g.organisation
       WHERE ?1 = 0 OR ?1 IN (g.venue, g.organisation) ORDER BY g.venue, g.organisation`,
    )
    .bind(organisation)
    .all<Row>();
  return results.map((row) => ({ ...toGiven(row), organisation: row.organisation }));
}
