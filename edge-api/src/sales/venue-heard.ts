/** When each venue last reported anything, wherever its figures lie: a copy in the isolate, at most a minute old. */
import { shardNames, shardOf, type Env } from '../env.ts';

const CACHE_MS = 60_000;
const copies = new WeakMap<D1Database, { readonly at: number; readonly heard: ReadonlyMap<number, number> }>();

/** Newest report in ms by venue key. `now` is the machine's clock. */
export async function readVenuesHeard(env: Env, now: number): Promise<ReadonlyMap<number, number>> {
  const known = copies.get(env.DIRECTORY);
  if (known && Math.abs(now - known.at) < CACHE_MS) return known.heard;
  const lists = await Promise.all(
    shardNames(env).map((name) =>
      shardOf(env, name)
        .prepare('SELECT tenant, max(as_of) AS at FROM source_state GROUP BY tenant')
        .all<{ tenant: number; at: number }>(),
    ),
  );
  const heard = new Map<number, number>();
  for (const { results } of lists)
    for (const { tenant, at } of results) heard.set(tenant, Math.max(at, heard.get(tenant) ?? 0));
  copies.set(env.DIRECTORY, { at: now, heard });
  return heard;
}
