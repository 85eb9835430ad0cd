/** Only SQL: keys behind ids, numbers for new ids. */
import { ON_MY_SIDE } from './visibility.ts';

export interface Keyed {
  readonly key: number;
  readonly id: string;
  readonly type: string;
}

/** Organisations that are in use and on the viewer's side, by id. */
export async function readOrganisationKeys(
  db: D1Database,
  viewer: number,
  ids: readonly string[],
): Promise<Map<string, Keyed>> {
  const { results } = await db
    .prepare(
      `SELECT o.key, o.id, o.type FROM json_each(?2) k CROSS JOIN organisation o ON o.id = k.value
       WHERE o.disabled_at IS NULL AND o.merged_into IS NULL AND (?1 = 0 OR ${ON_MY_SIDE('o.key')})`,
    )
    .bind(viewer, JSON.stringify([...new Set(ids)]))
    .all<Keyed>();
  return new Map(results.map((row) => [row.id, row]));
}

/** Halls that are in use, by id, with the key of their venue. */
export async function readHallKeys(
  db: D1Database,
  ids: readonly string[],
): Promise<Map<string, { readonly key: number; readonly venue: number }>> {
  const { results } = await db
    .prepare(
      `SELECT h.key, h.id, h.venue FROM json_each(?1) k CROSS JOIN hall h ON h.id = k.value
       WHERE h.disabled_at IS NULL AND h.merged_into IS NULL`,
    )
    .bind(JSON.stringify([...new Set(ids)]))
    .all<{ key: number; id: string; venue: number }>();
  return new Map(results.map((row) => [row.id, row]));
}

/** The first of `count` numbers that nobody else gets. */
export async function reserveNumbers(db: D1Database, name: string, count: number): Promise<number> {
  const row = await db
    .prepare('UPDATE sequence SET last = last + ?2 WHERE name = ?1 RETURNING last')
    .bind(name, count)
    .first<{ last: number }>();
  if (!row) throw new Error(`no sequence named ${name}`);
  return row.last - count + 1;
}
