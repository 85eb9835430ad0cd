/** Only SQL: the one statement behind every edit. It moves the fields that are given, where something differs. */
export type Table = 'organisation' | 'hall' | 'production' | 'performance';
export type Columns = Readonly<Record<string, string | number | null>>;

/** Only what is given. */
export const given = (values: Readonly<Record<string, string | number | null | undefined>>): Columns =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

export interface Patch {
  readonly key: number;
  /** The revision the editor saw; null = whatever stands. */
  readonly revision: number | null;
  readonly set: Columns;
}

/** Of a patch `k`: that it names a column, and what it gives it. */
export const has = (name: string): string => `json_type(k.value, '$.set.${name}') IS NOT NULL`;
export const value = (name: string): string => `k.value->>'$.set.${name}'`;
/** That patch `k` moves the row `t`: its revision stands, and something differs. */
export const moves = (t: string, columns: readonly string[]): string =>
  `(k.value->>'revision' IS NULL OR ${t}.revision = k.value->>'revision')
   AND (${columns.map((name) => `(${has(name)} AND ${t}.${name} IS NOT ${value(name)})`).join(' OR ')})`;

/** Column names come from our own code, never from a body. Answers key and revision of the rows that changed. */
export function patchStatement(db: D1Database, table: Table, patches: readonly Patch[]): D1PreparedStatement {
  const columns = [...new Set(patches.flatMap(({ set }) => Object.keys(set)))];
  return db
    .prepare(
      `UPDATE ${table} SET revision = revision + 1,
         ${columns.map((name) => `${name} = iif(${has(name)}, ${value(name)}, ${table}.${name})`).join(', ')}
       FROM json_each(?1) k WHERE ${table}.key = k.value->>'key' AND ${moves(table, columns)}
       RETURNING key, revision`,
    )
    .bind(JSON.stringify(patches));
}

/** Disabled things stay where they were used and are offered no more. */
export const disableStatement = (
  db: D1Database,
  table: 'organisation' | 'hall' | 'production',
  key: number,
  at: number | null,
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE ${table} SET disabled_at = ?2, revision = revision + 1${table === 'organisation' ? ', auth_epoch = auth_epoch + 1' : ''}
       WHERE key = ?1 AND (disabled_at IS NULL) = (?2 IS NOT NULL)`,
    )
    .bind(key, at);
