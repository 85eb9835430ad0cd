/** Only SQL: a performance by its id, if this organisation may read it. Foreign and missing look alike. */
import type { PerformanceId } from '#protocol';

export interface Readable {
  readonly key: number;
  readonly venue: number;
  readonly shard: string;
}

export async function findReadable(
  db: D1Database,
  reader: number,
  id: PerformanceId | null,
  ref: string | null,
): Promise<Readable | null> {
  if (id) {
    return db
      .prepare(
        `SELECT coalesce(p.linked_to, p.merged_into, p.key) AS key, p.venue, v.shard FROM production r JOIN performance p ON p.production = r.key
         JOIN organisation v ON v.key = p.venue WHERE r.id = ?2 AND p.number = ?3 AND ?1 IN (p.venue, r.provider, r.producer, r.agency)`,
      )
      .bind(reader, id.production, id.number)
      .first<Readable>();
  }
  return db
    .prepare(
      'SELECT coalesce(p.linked_to, p.key) AS key, p.venue, v.shard FROM performance p JOIN organisation v ON v.key = p.venue WHERE p.venue = ?1 AND p.ref = ?2',
    )
    .bind(reader, ref)
    .first<Readable>();
}
