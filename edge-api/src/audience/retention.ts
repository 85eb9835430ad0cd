/** Facts are kept for the seasons a house chose, five by default, and then deleted. Published tables stay. */
import { localDay, seasonOf, seasonStart } from '#protocol';
import { shardOf, type Env } from '../env.ts';
import { openHome, writeAtHome } from '../shards/router.ts';
import { deleteFactsAt, readPerformancesWithFacts } from './fact-store.ts';
import { readBeforeOf } from './performance-store.ts';
import { listHouses } from './schedule-store.ts';
import { readAudienceSettings } from './setting-store.ts';

const ZONE = 'Europe/Amsterdam';

export async function forgetFacts(env: Env, now: number): Promise<void> {
  for (const house of await listHouses(env.DIRECTORY)) {
    const { keepSeasons } = await readAudienceSettings(env.DIRECTORY, house);
    const before = Date.parse(`${seasonStart(seasonOf(localDay(now, ZONE)) - keepSeasons)}T00:00:00Z`);
    const home = await openHome(env, house);
    const held = await readPerformancesWithFacts(shardOf(env, home.shard), house);
    const over = await readBeforeOf(env.DIRECTORY, house, held, before);
    if (over.length) await writeAtHome(env, home, (shard) => deleteFactsAt(shard, house, over));
  }
}
