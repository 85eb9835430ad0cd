/** Only SQL: the performances of a house as its audience is counted: its own references stand for what they are linked to. */
import { idText } from '../catalogue/performance-store.ts';

const LEADS = `JOIN performance l ON l.key = coalesce(p.linked_to, p.key)
  JOIN performance t ON t.key = coalesce(l.merged_into, l.key)
  LEFT JOIN production r ON r.key = t.production LEFT JOIN production w ON w.key = coalesce(r.merged_into, r.key)`;

/** Production ids by performance key; null where a performance is in no production. */
export async function readProductionNames(
  directory: D1Database,
  venue: number,
  performances: readonly number[],
): Promise<Map<number, string | null>> {
  const { results } = await directory
    .prepare(
      `SELECT p.key, w.id FROM json_each(?2) k CROSS JOIN performance p ON p.key = k.value AND p.venue = ?1 ${LEADS}`,
    )
    .bind(venue, JSON.stringify(performances))
    .all<{ key: number; id: string | null }>();
  return new Map(results.map(({ key, id }) => [key, id]));
}

export interface HousePerformance {
  /** Key facts are kept under. */
  readonly key: number;
  /** Key and id of what it stands for, after links and merges. */
  readonly meant: number;
  readonly id: string;
  readonly title: string;
  readonly production: string | null;
  readonly productionTitle: string | null;
  readonly productionKey: number | null;
  readonly genre: string | null;
  readonly startsAt: number;
  readonly onSaleAt: number | null;
  readonly capacity: number | null;
  readonly status: string;
  readonly hallPostcode: string | null;
}

/** All of these keys that are performances of the house. */
export async function readHousePerformances(
  directory: D1Database,
  venue: number,
  performances: readonly number[],
): Promise<HousePerformance[]> {
  const { results } = await directory
    .prepare(
      `SELECT p.key, t.key AS meant, iif(t.production IS NULL, 'ref:' || t.ref, ${idText('t', 'r')}) AS id,
         coalesce(w.title, t.title, '') AS title, w.id AS production, w.title AS productionTitle, w.key AS productionKey, w.genre,
         t.starts_at AS startsAt, t.on_sale_at AS onSaleAt, t.capacity, t.status, h.postcode AS hallPostcode
       FROM json_each(?2) k CROSS JOIN performance p ON p.key = k.value AND p.venue = ?1 ${LEADS} LEFT JOIN hall h ON h.key = t.hall
       ORDER BY t.starts_at, t.key, p.key`,
    )
    .bind(venue, JSON.stringify(performances))
    .all<HousePerformance>();
  return results;
}

/** Of these keys, those of performances that began before a moment. */
export async function readBeforeOf(
  directory: D1Database,
  venue: number,
  performances: readonly number[],
  before: number,
): Promise<number[]> {
  const { results } = await directory
    .prepare(
      'SELECT p.key FROM json_each(?2) k CROSS JOIN performance p ON p.key = k.value AND p.venue = ?1 WHERE p.starts_at < ?3',
    )
    .bind(venue, JSON.stringify(performances), before)
    .all<{ key: number }>();
  return results.map(({ key }) => key);
}

/** Keys of what a house leaves out: performance ids, own references as `ref:…`, productions. */
export async function readNamed(directory: D1Database, venue: number, names: readonly string[]): Promise<number[]> {
  const { results } = await directory
    .prepare(
      `SELECT p.key FROM performance p ${LEADS} WHERE p.venue = ?1
       AND (w.id IN (SELECT value FROM json_each(?2)) OR iif(t.production IS NULL, 'ref:' || t.ref, ${idText('t', 'r')}) IN (SELECT value FROM json_each(?2)))`,
    )
    .bind(venue, JSON.stringify(names))
    .all<{ key: number }>();
  return results.map(({ key }) => key);
}

export const readHouseKey = async (directory: D1Database, id: string): Promise<number | null> =>
  (
    await directory
      .prepare("SELECT key FROM organisation WHERE id = ?1 AND type = 'venue'")
      .bind(id)
      .first<{ key: number }>()
  )?.key ?? null;
