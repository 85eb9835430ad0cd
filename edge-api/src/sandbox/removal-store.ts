/** Only SQL: removes what belongs to a sandbox from the directory, a bounded number of rows at a time. */
import type { OwnedTable, SchemaColumn } from './owned-tables.ts';

const CHUNK_ROWS = 500;

export async function readSchema(db: D1Database): Promise<SchemaColumn[]> {
  const { results } = await db
    .prepare(
      `SELECT m.name AS "table", c.name AS "column", c.type, c.pk, f."table" AS parent, f."to" AS target
       FROM sqlite_schema m JOIN pragma_table_info(m.name) c LEFT JOIN pragma_foreign_key_list(m.name) f ON f."from" = c.name
       WHERE m.type = 'table' ORDER BY m.name, c.cid`,
    )
    .all<SchemaColumn>();
  return results;
}

const some = ({ name, key, owned }: OwnedTable, more = 'true') =>
  `(${key.join(', ')}) IN (SELECT ${key.join(', ')} FROM ${name} WHERE (${owned}) AND ${more} LIMIT ${CHUNK_ROWS})`;

/** Rows that lead to others of their table lead nowhere; answers how many there were, 0 = none is left. */
export async function untieSome(db: D1Database, table: OwnedTable, sandbox: number): Promise<number> {
  if (!table.selves.length) return 0;
  const empty = table.selves.map((column) => `${column} = NULL`).join(', ');
  const tied = `(${table.selves.map((column) => `${column} IS NOT NULL`).join(' OR ')})`;
  const { results } = await db
    .prepare(`UPDATE ${table.name} SET ${empty} WHERE ${some(table, tied)} RETURNING 1 AS untied`)
    .bind(sandbox)
    .all();
  return results.length;
}

export async function removeSome(db: D1Database, table: OwnedTable, sandbox: number): Promise<number> {
  const { results } = await db
    .prepare(`DELETE FROM ${table.name} WHERE ${some(table)} RETURNING 1 AS gone`)
    .bind(sandbox)
    .all();
  return results.length;
}
