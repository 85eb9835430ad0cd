/** Only SQL: who lost a right and may still hold rows of it, and what of its rows an organisation may see at this moment. */
import { ME, STANDS } from '../catalogue/visibility.ts';
import type { ReaderKind } from './field-sight.ts';

/** Organisations that lost a right, by a change or by the clock, and whose rows are not known to be gone. */
export async function readDoubts(db: D1Database): Promise<Set<number>> {
  const { results } = await db
    .prepare(
      `SELECT organisation FROM reader_doubt
       UNION SELECT j.value FROM party y JOIN organisation o ON o.key = y.organisation CROSS JOIN json_each(json_array(o.key, o.merged_into)) j
       WHERE y.former = 0 AND y.until <= unixepoch('subsec') * 1000 AND j.value IS NOT NULL`,
    )
    .all<{ organisation: number }>();
  return new Set(results.map((row) => row.organisation));
}

/** `unclear`: it resells there and lost a part in the production, so a row may still be of either. */
export type SeenAs = ReaderKind | 'unclear';
const KINDS: readonly SeenAs[] = ['unclear', 'reseller', 'observer', 'party', 'house'];

/** Of these performances, those the organisation may see, and as what: in its house, by its part in the production, or resold by it. */
export async function stillSeen(
  db: D1Database,
  organisation: number,
  performances: readonly number[],
): Promise<Map<number, SeenAs>> {
  const mine = 'y.production = p.production AND y.organisation IN (SELECT key FROM me)';
  const { results } = await db
    .prepare(
      `WITH ${ME} SELECT p.key, CASE WHEN p.venue IN (SELECT key FROM me) THEN 4
         ELSE coalesce((SELECT iif(max(y.level) = 1, 2, 3) FROM party y WHERE ${mine} AND ${STANDS('y')} HAVING count(*) > 0),
           (SELECT iif(EXISTS (SELECT 1 FROM party y WHERE ${mine}), 0, 1) FROM source s WHERE s.venue = p.venue AND s.reseller IN (SELECT key FROM me) LIMIT 1)) END AS kind
       FROM json_each(?2) k CROSS JOIN performance p ON p.key = k.value`,
    )
    .bind(organisation, JSON.stringify(performances))
    .all<{ key: number; kind: number | null }>();
  return new Map(
    results.flatMap(({ key, kind }) => {
      const as = kind === null ? undefined : KINDS[kind];
      return as ? [[key, as] as const] : [];
    }),
  );
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
