/** The outbox row is written with the change it announces; the drain rebuilds what readers see. */
import type { Env } from '../env.ts';
import { tellOfProductions } from '../agreements/agreement-store.ts';
import { readHomes } from '../shards/home-store.ts';
import { writeAtHome } from '../shards/router.ts';

/** For changes in the directory (titles, dates, links): asks that these performances be rebuilt for every reader, and who has a deal about them be told. */
export async function announce(
  env: Env,
  items: readonly { readonly performance: number; readonly venue: number; readonly dealsOf?: number | null }[],
  now: number,
): Promise<void> {
  const byVenue = Map.groupBy(items, (item) => item.venue);
  const homes = await readHomes(env.DIRECTORY, [...byVenue.keys()]);
  for (const [venue, group] of byVenue) {
    const home = homes.get(venue);
    if (!home) continue;
    const performances = group.map((item) => item.performance);
    const productions = new Set(group.flatMap(({ dealsOf }) => dealsOf ?? []));
    await writeAtHome(env, home, (shard) => [
      outboxStatement(shard, venue, performances, now),
      ...(productions.size ? tellOfProductions(shard, venue, [...productions], now) : []),
    ]);
  }
}

export function outboxStatement(
  shard: D1Database,
  tenant: number,
  performances: readonly number[],
  now: number,
): D1PreparedStatement {
  return shard
    .prepare('INSERT INTO outbox (tenant, performance, at) SELECT ?1, value, ?3 FROM json_each(?2)')
    .bind(tenant, JSON.stringify([...new Set(performances)]), now);
}
