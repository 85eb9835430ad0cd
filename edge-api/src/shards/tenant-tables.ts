/**
 * Only SQL: the tables of a shard that hold rows of a tenant, found in the schema itself, so that a table of a later
 * migration moves too. Law of the schema: such a table has a column `tenant` or `reader`, and it is in its key.
 */
export interface TenantTable {
  readonly name: string;
  /** The column that says whose row it is. */
  readonly owner: string;
  /** Columns of the order rows are copied in, after the owner. */
  readonly order: readonly string[];
  /** What is copied: every column but numbers that are given out by the shard itself. */
  readonly columns: readonly string[];
}

/** Of the shard's own book-keeping; the outbox is announced anew, totals are summed anew. */
const NOT_COPIED = new Set(['tenant_home', 'tenant_copy', 'outbox', 'reader_stale']);

/** Without those that hold the number alone, as a guard against late writers. */
export const readClearedTables = (shard: D1Database) => readTables(shard, new Set(['tenant_home']));

export const readTenantTables = (shard: D1Database) => readTables(shard, NOT_COPIED);

async function readTables(shard: D1Database, without: ReadonlySet<string>): Promise<TenantTable[]> {
  const { results } = await shard
    .prepare(
      `SELECT m.name AS "table", c.name AS "column", c.pk, m.sql LIKE '%AUTOINCREMENT%' AS numbered
       FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid`,
    )
    .all<{ table: string; column: string; pk: number; numbered: number }>();
  return [...Map.groupBy(results, (row) => row.table)].flatMap(([name, all]) => {
    const owner = all.find(({ column }) => column === 'tenant' || column === 'reader')?.column;
    if (!owner || without.has(name)) return [];
    const key = all.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
    const own = new Set(key.filter(({ numbered }) => numbered === 1).map(({ column }) => column));
    return [
      {
        name,
        owner,
        order: key.map(({ column }) => column).filter((column) => column !== owner),
        columns: all.map(({ column }) => column).filter((column) => !own.has(column)),
      },
    ];
  });
}
