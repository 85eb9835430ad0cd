/** Only SQL: who lost a right and may still hold rows of it, and what of its rows an organisation may see at this moment. */
import { ME, STANDS } from '../catalogue/visibility.ts';

/** Organisations that lost a right, by a change or by the clock, and whose rows are not known to be gone. */
export async function readDoubts(db: D1Database): Promise<Set<number>> {
  const { results } = await db
    .prepare(
      `SELECT organisation FROM reader_doubt
       UNION SELECT j.value FROM production_party y JOIN organisation o ON o.key = y.organisation CROSS JOIN json_each(json_array(o.key, o.merged_into)) j
       WHERE y.former = 0 AND y.until <= unixepoch('subsec') * 1000 AND j.value IS NOT NULL`,
    )
    .all<{ organisation: number }>();
  return new Set(results.map((row) => row.organisation));
}

/** Of these performances, those the organisation may see: in its house, of a production it has a part in, or sold by it. */
export async function stillSeen(
  db: D1Database,
  organisation: number,
  performances: readonly number[],
): Promise<Set<number>> {
  const { results } = await db
    .prepare(
      `WITH ${ME} SELECT p.key FROM json_each(?2) k CROSS JOIN performance p ON p.key = k.value WHERE p.venue IN (SELECT key FROM me)
       OR EXISTS (SELECT 1 FROM production_party y WHERE y.production = p.production AND ${STANDS('y')} AND y.organisation IN (SELECT key FROM me))
       OR EXISTS (SELECT 1 FROM source s WHERE s.venue = p.venue AND s.reseller IN (SELECT key FROM me))`,
    )
    .bind(organisation, JSON.stringify(performances))
    .all<{ key: number }>();
  return new Set(results.map((row) => row.key));
}

export interface Doubt {
  readonly organisation: number;
  /** Counts the losses: a doubt is only laid to rest while it is the one that was looked into. */
  readonly n: number;
}

export async function readSettled(db: D1Database, before: number, limit: number): Promise<Doubt[]> {
  const { results } = await db
    .prepare('SELECT organisation, n FROM reader_doubt WHERE since <= ?1 ORDER BY since LIMIT ?2')
    .bind(before, limit)
    .all<Doubt>();
  return results;
}

export const clearDoubt = (db: D1Database, { organisation, n }: Doubt) =>
  db.prepare('DELETE FROM reader_doubt WHERE organisation = ?1 AND n = ?2').bind(organisation, n).run();
