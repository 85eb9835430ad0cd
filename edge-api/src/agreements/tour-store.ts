/** Only SQL: where a production plays, for who makes its deals; and which of that stands under a deal already. */
import { PRODUCTION_KEY } from '../catalogue/asked.ts';
import { idText } from '../catalogue/performance-store.ts';
import { ME, STANDS } from '../catalogue/visibility.ts';

export interface TourStop {
  readonly production: number;
  readonly venue: number;
  readonly venueId: string;
  readonly performances: readonly (readonly [key: number, id: string])[];
}

/** Each house where it plays and is not cancelled, by its first evening. Nothing for who has no part in it. */
export async function readTour(directory: D1Database, organisation: number, production: string): Promise<TourStop[]> {
  const { results } = await directory
    .prepare(
      `WITH ${ME}, asked AS MATERIALIZED (SELECT ${PRODUCTION_KEY('?2')} AS key),
         mine AS MATERIALIZED (SELECT DISTINCT asked.key FROM asked CROSS JOIN me CROSS JOIN party y
           ON y.production = asked.key AND y.organisation = me.key WHERE y.level > 1 AND ${STANDS('y')})
       SELECT r.key AS production, v.key AS venue, v.id AS venueId, json_group_array(json_array(t.key, ${idText('t', 'r')})) AS performances
       FROM mine CROSS JOIN production r ON r.key = mine.key CROSS JOIN performance t ON t.production = r.key
       JOIN organisation v ON v.key = t.venue
       WHERE t.merged_into IS NULL AND t.status <> 'cancelled' AND v.key NOT IN (SELECT key FROM me)
       GROUP BY v.key ORDER BY min(t.starts_at), v.key`,
    )
    .bind(organisation, production)
    .all<Omit<TourStop, 'performances'> & { performances: string }>();
  return results.map((row) => ({ ...row, performances: JSON.parse(row.performances) as [number, string][] }));
}

/** Of these performances, those in an agreement of this provider that has not come to nothing, as the house's own shard has it. */
export async function readInDeals(
  shard: D1Database,
  at: { readonly venue: number; readonly provider: number; readonly production: number },
  performances: readonly number[],
): Promise<{ readonly performance: number; readonly agreement: string }[]> {
  const { results } = await shard
    .prepare(
      `SELECT DISTINCT p.value->>0 AS performance, a.id AS agreement FROM agreement a
       JOIN agreement_version e ON e.tenant = a.tenant AND e.agreement = a.id AND e.version IN (a.version, a.approved_version)
       CROSS JOIN json_each(e.performances) p
       WHERE a.tenant = ?1 AND a.provider = ?2 AND a.production = ?3 AND a.state NOT IN ('withdrawn', 'expired')
         AND p.value->>0 IN (SELECT value FROM json_each(?4))`,
    )
    .bind(at.venue, at.provider, at.production, JSON.stringify(performances))
    .all<{ performance: number; agreement: string }>();
  return results;
}
