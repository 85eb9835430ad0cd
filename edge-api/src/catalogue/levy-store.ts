/** Only SQL: venue levies by hall and day. */
import type { Levy } from '#protocol';
import { KEY_OF } from './asked.ts';

/** Of a hall of this venue; 0 = of any. */
export async function readLevyPeriods(
  db: D1Database,
  viewer: number,
  hall: string,
): Promise<{ key: number; venue: string; periods: { from: string; levies: Levy[] | null }[] } | null> {
  const { results } = await db
    .prepare(
      `SELECT h.key, v.id AS venue, l.from_day, l.levies FROM hall h JOIN organisation v ON v.key = h.venue
       LEFT JOIN levy_period l ON l.hall = h.key WHERE h.key = ${KEY_OF('hall', '?2', ['venue'], '?1 = 0 OR $1 = ?1')} ORDER BY l.from_day`,
    )
    .bind(viewer, hall)
    .all<{ key: number; venue: string; from_day: string | null; levies: string | null }>();
  const [first] = results;
  if (!first) return null;
  const periods = results.flatMap(({ from_day, levies }) =>
    from_day === null ? [] : [{ from: from_day, levies: levies === null ? null : (JSON.parse(levies) as Levy[]) }],
  );
  return { key: first.key, venue: first.venue, periods };
}

export const setLevyPeriodStatement = (
  db: D1Database,
  hall: number,
  from: string,
  levies: readonly Levy[] | null,
): D1PreparedStatement =>
  db
    .prepare(
      'INSERT INTO levy_period (hall, from_day, levies) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET levies = excluded.levies WHERE levies IS NOT excluded.levies',
    )
    .bind(hall, from, levies && JSON.stringify(levies));
