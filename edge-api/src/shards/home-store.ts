/** Only SQL: the map of homes in the directory, and what each shard says of its own tenants. */
export interface Home {
  /** Key of the organisation. */
  readonly tenant: number;
  readonly shard: string;
  readonly epoch: number;
}

/** Where these organisations live, as the map says at this moment. */
export async function readHomes(directory: D1Database, tenants: readonly number[]): Promise<Map<number, Home>> {
  const { results } = await directory
    .prepare(
      'SELECT o.key AS tenant, o.shard, o.home_epoch AS epoch FROM json_each(?1) k CROSS JOIN organisation o ON o.key = k.value',
    )
    .bind(JSON.stringify(tenants))
    .all<Home>();
  return new Map(results.map((row) => [row.tenant, row]));
}

const pairs = (homes: readonly Home[]) => JSON.stringify(homes.map((home) => [home.tenant, home.epoch]));

/** First statement of every batch that writes rows of these tenants: it fails, and the batch with it, where they do not live. */
export const checkHomes = (shard: D1Database, homes: readonly Home[]): D1PreparedStatement =>
  shard
    .prepare('INSERT INTO home_check (tenant, epoch) SELECT value->>0, value->>1 FROM json_each(?1)')
    .bind(pairs(homes));

/** True when a batch was refused by `checkHomes`. */
export const isNotHome = (error: unknown): boolean => error instanceof Error && error.message.includes('not_home');

/** Makes homes known that the map places here, never over a newer or fenced one; answers which of them are open for writing. */
export async function settleHomes(shard: D1Database, homes: readonly Home[]): Promise<Set<number>> {
  const [, open] = await shard.batch<{ tenant: number }>([
    shard
      .prepare(
        `INSERT INTO tenant_home (tenant, epoch, state) SELECT value->>0, value->>1, 'home' FROM json_each(?1) WHERE true
         ON CONFLICT DO UPDATE SET epoch = excluded.epoch, state = 'home' WHERE excluded.epoch > tenant_home.epoch`,
      )
      .bind(pairs(homes)),
    shard
      .prepare(
        `SELECT h.tenant FROM json_each(?1) k CROSS JOIN tenant_home h ON h.tenant = k.value->>0 AND h.epoch = k.value->>1 WHERE h.state = 'home'`,
      )
      .bind(pairs(homes)),
  ]);
  return new Set((open?.results ?? []).map((row) => row.tenant));
}
