/**
 * Facts are kept for the seasons a house chose, five by default, and then deleted; so are the exact counts of those seasons' releases, which are never made
 * again, and the names in the log of erasures of whom no facts can come back. Published tables stay.
 */
import { localDay, seasonOf, seasonStart } from '#protocol';
import { shardOf, type Env } from '../env.ts';
import { openHome, writeAtHome } from '../shards/router.ts';
import { forgetErasuresBefore } from './erasure-store.ts';
import { deleteFactsAt, readPerformancesWithFacts } from './fact-store.ts';
import { readBeforeOf } from './performance-store.ts';
import { deleteReleasesBefore } from './report-store.ts';
import { listHouses } from './schedule-store.ts';
import { readAudienceSettings } from './setting-store.ts';

const ZONE = 'Europe/Amsterdam';

/** First year of the oldest season of which facts are kept. */
export const oldestKept = (now: number, keepSeasons: number): number => seasonOf(localDay(now, ZONE)) - keepSeasons;
const startOf = (season: number): number => Date.parse(`${seasonStart(season)}T00:00:00Z`);

export async function forgetFacts(env: Env, now: number): Promise<void> {
  for (const house of await listHouses(env.DIRECTORY)) {
    const { keepSeasons } = await readAudienceSettings(env.DIRECTORY, house);
    const oldest = oldestKept(now, keepSeasons);
    const before = startOf(oldest);
    const home = await openHome(env, house);
    const held = await readPerformancesWithFacts(shardOf(env, home.shard), house);
    const over = await readBeforeOf(env.DIRECTORY, house, held, before);
    if (over.length) await writeAtHome(env, home, (shard) => deleteFactsAt(shard, house, over));
    await writeAtHome(env, home, (shard) => deleteReleasesBefore(shard, house, oldest));
    // Tickets for the season after that of the erasure may have been among what was erased.
    await forgetErasuresBefore(env.ERASURES, house, startOf(oldest - 1));
  }
}
