/** Only SQL: what a venue's ticketing system may couple to. */
export interface TheaterRow {
  readonly production: string;
  readonly number: number;
  readonly number_text: string | null;
  readonly title: string;
  readonly starts_at: number;
  readonly hall: string | null;
  readonly provider: string | null;
  readonly status: string;
  readonly linked: number;
}

const PAST_MS = 30 * 86_400_000;

/** Performances entered for this venue, from 30 days ago on. */
export async function listTheaterPerformances(db: D1Database, venue: number, now: number): Promise<TheaterRow[]> {
  const { results } = await db
    .prepare(
      `SELECT r.id AS production, p.number, p.number_text, r.title, p.starts_at, h.name AS hall, o.name AS provider, p.status,
         EXISTS (SELECT 1 FROM performance l WHERE l.linked_to = p.key) AS linked
       FROM performance p JOIN production r ON r.key = p.production LEFT JOIN hall h ON h.key = p.hall
       LEFT JOIN organisation o ON o.key = coalesce(r.provider, r.producer)
       WHERE p.venue = ?1 AND p.starts_at >= ?2 AND p.merged_into IS NULL ORDER BY p.starts_at LIMIT 5000`,
    )
    .bind(venue, now - PAST_MS)
    .all<TheaterRow>();
  return results;
}
