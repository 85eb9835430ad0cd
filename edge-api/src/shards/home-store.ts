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

/** Stops every write of the tenant here; false when this is not that home. */
export async function fenceHome(shard: D1Database, home: Home): Promise<boolean> {
  const row = await shard
    .prepare(
      `INSERT INTO tenant_home (tenant, epoch, state) VALUES (?1, ?2, 'fenced')
       ON CONFLICT DO UPDATE SET epoch = ?2, state = 'fenced' WHERE epoch <= ?2 RETURNING epoch`,
    )
    .bind(home.tenant, home.epoch)
    .first();
  return row !== null;
}

/** Undoes a fence of this epoch. */
export const openFence = (shard: D1Database, home: Home) =>
  shard
    .prepare("UPDATE tenant_home SET state = 'home' WHERE tenant = ?1 AND epoch = ?2 AND state = 'fenced'")
    .bind(home.tenant, home.epoch)
    .run();

/** The tenant lives elsewhere: refused here for ever, up to and with this epoch. What it announced is announced there. */
export const leaveHome = (shard: D1Database, tenant: number, epoch: number) =>
  shard.batch([
    shard
      .prepare(
        `INSERT INTO tenant_home (tenant, epoch, state) VALUES (?1, ?2, 'left')
         ON CONFLICT DO UPDATE SET epoch = max(epoch, ?2), state = 'left' WHERE epoch <= ?2`,
      )
      .bind(tenant, epoch),
    shard.prepare('DELETE FROM outbox WHERE tenant = ?1').bind(tenant),
  ]);

export const readHomeState = (shard: D1Database, tenant: number) =>
  shard
    .prepare('SELECT epoch, state FROM tenant_home WHERE tenant = ?1')
    .bind(tenant)
    .first<{ epoch: number; state: 'home' | 'fenced' | 'left' }>();

/** Turns the page of the map; false when it was turned already, or by somebody else. */
export async function turnMap(directory: D1Database, from: Home, to: string): Promise<boolean> {
  const row = await directory
    .prepare(
      'UPDATE organisation SET shard = ?4, home_epoch = home_epoch + 1 WHERE key = ?1 AND shard = ?2 AND home_epoch = ?3 RETURNING key',
    )
    .bind(from.tenant, from.shard, from.epoch, to)
    .first();
  return row !== null;
}

/** The highest number each table of this shard ever gave out. */
export async function readNumbers(shard: D1Database): Promise<Map<string, number>> {
  const { results } = await shard.prepare('SELECT name, seq FROM sqlite_sequence').all<{ name: string; seq: number }>();
  return new Map(results.map((row) => [row.name, row.seq]));
}

/**
 * Later numbers of this table lie above `floor`. For the outbox: rows made of later announcements win over those made
 * elsewhere or before. For others: a number known outside never means another row.
 */
export const raiseNumbers = (shard: D1Database, table: string, floor: number): D1PreparedStatement[] => [
  shard.prepare('UPDATE sqlite_sequence SET seq = ?2 WHERE name = ?1 AND seq < ?2').bind(table, floor),
  shard
    .prepare(
      'INSERT INTO sqlite_sequence (name, seq) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)',
    )
    .bind(table, floor),
];

/** What a shard has announced of a tenant and not yet passed on. */
export async function readAnnounced(shard: D1Database, tenant: number): Promise<number[]> {
  const { results } = await shard
    .prepare('SELECT DISTINCT performance FROM outbox WHERE tenant = ?1')
    .bind(tenant)
    .all<{ performance: number }>();
  return results.map((row) => row.performance);
}

/** What the old home hands over: what it had still to announce, its highest number, and the epoch it told. */
export interface Handover {
  readonly announced: readonly number[];
  readonly outboxFloor: number;
  readonly told: number;
}

/** Opens a new home. */
export const arrive = (shard: D1Database, home: Home, { announced, outboxFloor, told }: Handover, now: number) =>
  shard.batch([
    ...raiseNumbers(shard, 'outbox', outboxFloor),
    shard
      .prepare('INSERT INTO outbox (tenant, performance, at) SELECT ?1, value, ?3 FROM json_each(?2)')
      .bind(home.tenant, JSON.stringify(announced), now),
    shard
      .prepare(
        `INSERT INTO tenant_home (tenant, epoch, state, told) VALUES (?1, ?2, 'home', ?3)
         ON CONFLICT DO UPDATE SET epoch = ?2, state = 'home', told = max(told, ?3)`,
      )
      .bind(home.tenant, home.epoch, told),
  ]);

/**
 * SQL for the epoch that tenant ?1 is told: the number of the last restore of this shard, or of one it has left. 1 = none. It
 * is in every acknowledgement and never falls.
 */
export const TOLD_EPOCH =
  '(SELECT max(epoch, coalesce((SELECT told FROM tenant_home WHERE tenant = ?1), 1)) FROM shard_epoch)';

export async function readToldEpoch(shard: D1Database, tenant: number): Promise<number> {
  return (await shard.prepare(`SELECT ${TOLD_EPOCH} AS epoch`).bind(tenant).first<{ epoch: number }>())?.epoch ?? 1;
}

export async function readEpoch(shard: D1Database): Promise<number> {
  return (await shard.prepare('SELECT epoch FROM shard_epoch').first<{ epoch: number }>())?.epoch ?? 1;
}
