/** The outbox row is written with the change it announces; the drain rebuilds what readers see. */
import { readOrganisationByKey } from '../identity/identity-store.ts';
import { shardOf, type Env } from '../env.ts';

/** For changes in the directory (titles, dates, links): asks that these performances be rebuilt for every reader. */
export async function announce(
  env: Env,
  items: readonly { performance: number; venue: number }[],
  now: number,
): Promise<void> {
  const byVenue = Map.groupBy(items, (item) => item.venue);
  for (const [venue, group] of byVenue) {
    const home = await readOrganisationByKey(env.DIRECTORY, venue);
    if (!home) continue;
    await outboxStatement(
      shardOf(env, home.shard),
      venue,
      group.map((item) => item.performance),
      now,
    ).run();
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
