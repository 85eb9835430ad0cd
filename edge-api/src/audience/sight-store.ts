/** Only SQL: whose published tables an organisation may read: its own, and those of houses its productions play in. */
export interface SeenHouse {
  readonly key: number;
  readonly id: string;
  readonly postcode: string | null;
  readonly notShared: readonly string[];
  readonly excluded: readonly string[];
}

/** A party by a share or representation reads figures of sales; who comes is for those the production itself names. */
export const OWN_LEVEL = 2;

export async function readSeenHouses(directory: D1Database, reader: number): Promise<SeenHouse[]> {
  const { results } = await directory
    .prepare(
      `WITH seen AS (SELECT ?1 AS venue UNION SELECT DISTINCT t.venue FROM party p JOIN performance t ON t.production = p.production
         WHERE p.organisation = ?1 AND p.level = ${OWN_LEVEL} AND p.former = 0)
       SELECT o.key, o.id, o.postcode, s.not_shared, s.excluded FROM seen
       JOIN organisation o ON o.key = seen.venue AND o.type = 'venue' LEFT JOIN audience_setting s ON s.organisation = o.key ORDER BY o.key`,
    )
    .bind(reader)
    .all<{ key: number; id: string; postcode: string | null; not_shared: string | null; excluded: string | null }>();
  return results.map(({ key, id, postcode, not_shared, excluded }) => ({
    key,
    id,
    postcode: postcode?.slice(0, 4) ?? null,
    notShared: JSON.parse(not_shared ?? '[]') as string[],
    excluded: JSON.parse(excluded ?? '[]') as string[],
  }));
}

/** Ids of the productions that name the organisation now, of those given. */
export async function readOwned(
  directory: D1Database,
  reader: number,
  productions: readonly string[],
): Promise<Set<string>> {
  const { results } = await directory
    .prepare(
      `SELECT w.id FROM json_each(?2) k CROSS JOIN production w ON w.id = k.value
       CROSS JOIN party p ON p.production = w.key AND p.organisation = ?1 AND p.level = ${OWN_LEVEL} AND p.former = 0`,
    )
    .bind(reader, JSON.stringify(productions))
    .all<{ id: string }>();
  return new Set(results.map(({ id }) => id));
}

/** Who else reads a house's tables of each of these productions. */
export async function readProviders(directory: D1Database, productions: readonly number[]) {
  const { results } = await directory
    .prepare(
      `SELECT DISTINCT p.organisation AS reader, w.id AS production FROM json_each(?1) k
       CROSS JOIN party p ON p.production = k.value AND p.level = ${OWN_LEVEL} AND p.former = 0
       JOIN production w ON w.key = p.production ORDER BY 1, 2`,
    )
    .bind(JSON.stringify(productions))
    .all<{ reader: number; production: string }>();
  return results;
}
