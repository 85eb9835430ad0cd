/**
 * Pure: from the directory's own schema, which rows belong to a sandbox and in what order they can be removed. A table of a
 * later migration is found too. Law of the schema: a column that holds the key of an organisation (or of what an
 * organisation has) is a foreign key, or has one of the names below.
 */
export interface SchemaColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly pk: number;
  /** The table a foreign key leads to, and the column there. */
  readonly parent: string | null;
  readonly target: string | null;
}

export interface OwnedTable {
  readonly name: string;
  readonly key: readonly string[];
  /** Columns that lead to rows of the table itself: emptied before rows go. */
  readonly selves: readonly string[];
  /** SQL, true for the rows of sandbox ?1. */
  readonly owned: string;
}

const NAMED: Readonly<Record<string, string>> = {
  organisation: 'organisation',
  venue: 'organisation',
  provider: 'organisation',
  producer: 'organisation',
  agency: 'organisation',
  reseller: 'organisation',
  house_venue: 'organisation',
  production: 'production',
  performance: 'performance',
  hall: 'hall',
  source: 'source',
  membership: 'membership',
};
/** What is kept for ever: the log of changes, and the sandbox's own row. */
const KEPT = /^(audit|sandbox$|sqlite_|d1_|_cf_)/;

interface Reference {
  readonly column: string;
  readonly parent: string;
  readonly target: string;
}

function referenceOf({ column, type, parent, target }: SchemaColumn): Reference | undefined {
  if (parent !== null) return { column, parent, target: target ?? 'key' };
  if (type === 'INTEGER' && NAMED[column]) return { column, parent: NAMED[column], target: 'key' };
  if (type === 'TEXT' && column === 'client') return { column, parent: 'client', target: 'id' };
  return undefined;
}

/** Children before what they refer to. */
export function ownedTables(columns: readonly SchemaColumn[]): OwnedTable[] {
  const tables = new Map([...Map.groupBy(columns, ({ table }) => table)].filter(([name]) => !KEPT.test(name)));
  const references = new Map(
    [...tables].map(([name, own]) => [name, own.flatMap((column) => referenceOf(column) ?? [])] as const),
  );
  const owned = (name: string, above: readonly string[]): string | undefined => {
    if (name === 'organisation') return 'sandbox = ?1';
    const ways = (references.get(name) ?? []).flatMap(({ column, parent, target }) => {
      if ([...above, name].includes(parent)) return [];
      const condition = owned(parent, [...above, name]);
      return condition ? [`${column} IN (SELECT ${target} FROM ${parent} WHERE ${condition})`] : [];
    });
    return ways.length ? ways.join(' OR ') : undefined;
  };
  const order: OwnedTable[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const [child, own] of references) if (own.some(({ parent }) => parent === name)) visit(child);
    const condition = owned(name, []);
    const key = (tables.get(name) ?? []).filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
    if (!condition || !key.length) return;
    const selves = (references.get(name) ?? []).filter(({ parent }) => parent === name).map(({ column }) => column);
    order.push({ name, key: key.map(({ column }) => column), selves, owned: condition });
  };
  for (const name of tables.keys()) visit(name);
  return order;
}
