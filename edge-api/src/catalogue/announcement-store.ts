/** Only SQL: performances whose readers have to hear of a change in the directory. Written in the batch of the change. */
const AFFECTED = {
  performance: 'SELECT k.value AS key FROM json_each(?1) k',
  hall: 'SELECT p.key FROM json_each(?1) k CROSS JOIN performance p ON p.hall = k.value',
  production: 'SELECT p.key FROM json_each(?1) k CROSS JOIN performance p ON p.production = k.value',
  organisation: `SELECT p.key FROM json_each(?1) k CROSS JOIN performance p ON p.venue = k.value
    UNION SELECT p.key FROM json_each(?1) k CROSS JOIN production r ON k.value IN (r.provider, r.producer, r.agency)
    CROSS JOIN performance p ON p.production = r.key`,
} as const;
export type Announced = keyof typeof AFFECTED;

/** Announces every performance that shows something of these keys; `deals`: and the deals about them. */
export const announceStatement = (
  db: D1Database,
  what: Announced,
  keys: readonly number[],
  deals = false,
): D1PreparedStatement =>
  db
    .prepare(`INSERT INTO announcement (performance, deals) SELECT key, ?2 FROM (${AFFECTED[what]})`)
    .bind(JSON.stringify(keys), deals ? 1 : 0);

export interface Announcement {
  readonly seq: number;
  readonly performance: number;
  readonly venue: number;
  /** Key of the production whose deals are told anew; null = none are. */
  readonly dealsOf: number | null;
}

export async function readAnnouncements(db: D1Database, after: number, limit: number): Promise<Announcement[]> {
  const { results } = await db
    .prepare(
      `SELECT a.seq, a.performance, p.venue, iif(a.deals, p.production, NULL) AS dealsOf FROM announcement a JOIN performance p ON p.key = a.performance
       WHERE a.seq > ?1 ORDER BY a.seq LIMIT ?2`,
    )
    .bind(after, limit)
    .all<Announcement>();
  return results;
}

export const dropAnnouncements = (db: D1Database, list: readonly Announcement[]) =>
  db
    .prepare('DELETE FROM announcement WHERE seq IN (SELECT value FROM json_each(?1))')
    .bind(JSON.stringify(list.map(({ seq }) => seq)))
    .run();
