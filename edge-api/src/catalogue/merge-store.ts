/** Only SQL: merging what was entered twice. Rows keep the key they came with; one hop, undoable. */
import type { Table } from './patch-store.ts';

/** Merges only while neither end is part of another merge: the guard stands in the statement, against races. */
export const mergeStatement = (db: D1Database, table: Table, key: number, into: number): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE ${table} SET merged_into = ?2, revision = revision + 1 WHERE key = ?1 AND merged_into IS NULL
       AND NOT EXISTS (SELECT 1 FROM ${table} o WHERE o.merged_into = ?1)
       AND EXISTS (SELECT 1 FROM ${table} o WHERE o.key = ?2 AND o.merged_into IS NULL) RETURNING key`,
    )
    .bind(key, into);

export const unmergeStatement = (db: D1Database, table: Table, key: number): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE ${table} SET merged_into = NULL, revision = revision + 1 WHERE key = ?1 AND merged_into IS NOT NULL RETURNING key`,
    )
    .bind(key);

/** Performances around both ends: of what is merged, and what else was merged into the other. */
const AFFECTED: Record<Table, string> = {
  performance: `SELECT key FROM performance WHERE key IN (?1, ?2)`,
  hall: 'SELECT key FROM performance WHERE hall IN (?1, ?2)',
  production: 'SELECT key FROM performance WHERE production IN (?1, ?2)',
  organisation: `SELECT key FROM performance WHERE venue IN (?1, ?2)
    UNION SELECT p.key FROM performance p JOIN production r ON r.key = p.production WHERE ?1 IN (r.provider, r.producer, r.agency)`,
};

export const announceMergeStatement = (db: D1Database, table: Table, key: number, into: number): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO announcement (performance, deals) SELECT key, ${table === 'hall' ? 0 : 1} FROM (${AFFECTED[table]})`,
    )
    .bind(key, into);

/** Before an organisation is taken apart again: the one it led to reads its productions no longer. */
export const rememberMergedStatement = (db: D1Database, key: number, into: number): D1PreparedStatement =>
  db
    .prepare(
      `INSERT OR IGNORE INTO party (production, organisation, former)
       SELECT production, ?2, 1 FROM party WHERE organisation = ?1
       UNION SELECT production, ?2, 1 FROM performance WHERE venue = ?1 AND production IS NOT NULL`,
    )
    .bind(key, into);

export const readMergedInto = (db: D1Database, table: Table, key: number) =>
  db.prepare(`SELECT merged_into FROM ${table} WHERE key = ?1`).bind(key).first<{ merged_into: number | null }>();

/** The venue a performance or hall belongs to, and the type of an organisation: ends of a merge must be alike. */
export async function readKind(db: D1Database, table: Table, key: number): Promise<string | number | null> {
  const column = { performance: 'venue', hall: 'venue', organisation: 'type', production: 'house' }[table];
  const row = await db
    .prepare(`SELECT ${column} AS kind FROM ${table} WHERE key = ?1`)
    .bind(key)
    .first<{ kind: string | number }>();
  return row?.kind ?? null;
}
