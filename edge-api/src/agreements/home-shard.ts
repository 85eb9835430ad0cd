/** The shard a tenant lives in, for reading: what is read while it moves is what stood before. */
import { shardOf, type Env } from '../env.ts';
import { readHomes } from '../shards/home-store.ts';

export async function shardOfTenant(env: Env, tenant: number): Promise<D1Database> {
  const home = (await readHomes(env.DIRECTORY, [tenant])).get(tenant);
  if (!home) throw new Error('an organisation without a home');
  return shardOf(env, home.shard);
}
