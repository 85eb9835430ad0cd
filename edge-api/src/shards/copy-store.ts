/** Only SQL: rows of one tenant out of a shard and into another, in bounded chunks whose place is kept with the rows. */
import type { TenantTable } from './tenant-tables.ts';

/** Rows and characters of one chunk: far below what a query may read and a bound value may hold. */
const CHUNK_ROWS = 1_000;
const CHUNK_CHARS = 900_000;
const CLEAR_ROWS = 2_000;

export interface Chunk {
  /** A JSON array of rows, each an array in the order of the table's columns. */
  readonly rows: string;
  readonly count: number;
  /** Where the next one begins; null = this was the last. */
  readonly next: string | null;
}

export async function readChunk(
  shard: D1Database,
  table: TenantTable,
  tenant: number,
  position: string | null,
): Promise<Chunk> {
  const after = position === null ? [] : (JSON.parse(position) as (string | number)[]);
  const order = table.order.join(', ');
  const beyond = after.length ? `AND (${order}) > (${after.map((_, i) => `?${i + 3}`).join(', ')})` : '';
  const { results } = await shard
    .prepare(
      `SELECT json_array(${order}) AS place, json_array(${table.columns.join(', ')}) AS line FROM ${table.name}
       WHERE ${table.owner} = ?1 ${beyond} ORDER BY ${order} LIMIT ?2`,
    )
    .bind(tenant, CHUNK_ROWS, ...after)
    .all<{ place: string; line: string }>();
  let chars = 0;
  let count = 0;
  for (const { line } of results) {
    chars += line.length + 1;
    if (count > 0 && chars > CHUNK_CHARS) break;
    count += 1;
  }
  const more = count < results.length || count === CHUNK_ROWS;
  const taken = results.slice(0, count);
  return {
    rows: `[${taken.map(({ line }) => line).join(',')}]`,
    count,
    next: more ? (taken.at(-1)?.place ?? null) : null,
  };
}

export interface Copied {
  readonly position: string | null;
  readonly done: boolean;
  readonly count: number;
  /** Of all chunks so far, each hashed together with the hash before it. */
  readonly digest: string;
}
export const NOTHING_COPIED: Copied = { position: null, done: false, count: 0, digest: '' };

/** How far each table of this tenant was copied into this shard. */
export async function readCopied(shard: D1Database, tenant: number): Promise<Map<string, Copied>> {
  const { results } = await shard
    .prepare('SELECT name, position, done, copied, digest FROM tenant_copy WHERE tenant = ?1')
    .bind(tenant)
    .all<{ name: string; position: string; done: number; copied: number; digest: string }>();
  return new Map(
    results.map((row) => [
      row.name,
      { position: row.position, done: row.done === 1, count: row.copied, digest: row.digest },
    ]),
  );
}

/** The rows and their place in one transaction: a copy that is cut off goes on behind the last row that arrived. */
export async function writeChunk(
  shard: D1Database,
  table: TenantTable,
  tenant: number,
  rows: string,
  so: Copied,
): Promise<void> {
  const { columns, name } = table;
  await shard.batch([
    shard
      .prepare(
        `INSERT INTO ${name} (${columns.join(', ')}) SELECT ${columns.map((_, i) => `value->>${i}`).join(', ')} FROM json_each(?1)`,
      )
      .bind(rows),
    shard
      .prepare(
        `INSERT INTO tenant_copy (tenant, name, position, done, copied, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET position = ?3, done = ?4, copied = ?5, digest = ?6`,
      )
      .bind(tenant, name, so.position ?? '', so.done ? 1 : 0, so.count, so.digest),
  ]);
}

/** Removes a bounded number of the tenant's rows; answers how many, 0 = none is left. */
export async function clearSome(shard: D1Database, table: TenantTable, tenant: number): Promise<number> {
  const key = [table.owner, ...table.order].join(', ');
  const { results } = await shard
    .prepare(
      `DELETE FROM ${table.name} WHERE (${key}) IN (SELECT ${key} FROM ${table.name} WHERE ${table.owner} = ?1 LIMIT ?2) RETURNING 1 AS gone`,
    )
    .bind(tenant, CLEAR_ROWS)
    .all();
  return results.length;
}

/** The same; false while some may be left. */
export const clearTable = async (shard: D1Database, table: TenantTable, tenant: number): Promise<boolean> =>
  (await clearSome(shard, table, tenant)) < CLEAR_ROWS;

export const forgetCopied = (shard: D1Database, tenant: number) =>
  shard.prepare('DELETE FROM tenant_copy WHERE tenant = ?1').bind(tenant).run();
