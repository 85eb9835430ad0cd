/** Finds a tenant's home and carries writes there; a write that came to a former home is taken to the present one. */
import { ApiError } from '../api-error.ts';
import { shardOf, type Env } from '../env.ts';
import { checkHomes, isNotHome, readHomes, settleHomes, type Home } from './home-store.ts';

const MAX_TRIES = 4;

/** The homes of these tenants by the map of this moment, without those that are between two homes. */
export async function openHomes(env: Env, tenants: readonly number[]): Promise<Map<number, Home>> {
  const mapped = await readHomes(env.DIRECTORY, tenants);
  const open = new Map<number, Home>();
  for (const [shard, homes] of Map.groupBy(mapped.values(), (home) => home.shard)) {
    const settled = await settleHomes(shardOf(env, shard), homes);
    for (const home of homes) if (settled.has(home.tenant)) open.set(home.tenant, home);
  }
  return open;
}

/** Throws `unavailable` with Retry-After while the tenant is being moved. */
export async function openHome(env: Env, tenant: number): Promise<Home> {
  const home = (await openHomes(env, [tenant])).get(tenant);
  if (home) return home;
  throw new ApiError('unavailable', 'these figures are being moved to another place; send again in a few seconds', {
    headers: { 'retry-after': '2' },
  });
}

/** One batch that holds the check of its tenant's home; a refused one is tried where the map says now. */
export async function writeAtHome(
  env: Env,
  known: Home,
  statements: (shard: D1Database) => readonly D1PreparedStatement[],
): Promise<void> {
  let home = known;
  for (let tries = 1; ; tries += 1) {
    const shard = shardOf(env, home.shard);
    try {
      await shard.batch([checkHomes(shard, [home]), ...statements(shard)]);
      return;
    } catch (error) {
      if (!isNotHome(error) || tries === MAX_TRIES) throw error;
      home = await openHome(env, home.tenant);
    }
  }
}
