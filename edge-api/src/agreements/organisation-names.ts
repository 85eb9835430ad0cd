/** Only SQL: ids and names behind keys, for rows that hold keys alone. */
export interface OrganisationName {
  readonly key: number;
  readonly id: string;
  readonly name: string;
}

export async function readOrganisationNames(
  directory: D1Database,
  keys: readonly number[],
): Promise<Map<number, OrganisationName>> {
  if (!keys.length) return new Map();
  const { results } = await directory
    .prepare('SELECT o.key, o.id, o.name FROM json_each(?1) k CROSS JOIN organisation o ON o.key = k.value')
    .bind(JSON.stringify([...new Set(keys)]))
    .all<OrganisationName>();
  return new Map(results.map((row) => [row.key, row]));
}
