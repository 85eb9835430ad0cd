/** Moves announcements from the directory into the outboxes of the shards, and rebuilds what readers see. */
import { shardOf, type Env } from '../env.ts';
import type { Ctx } from '../route.ts';
import { drainBudget, drainShard } from '../sales/drain.ts';
import { announce } from '../sales/outbox.ts';
import { readHomes } from '../shards/home-store.ts';
import { dropAnnouncements, readAnnouncements, type Announcement } from './announcement-store.ts';

const ROUND = 2_000;
const MAX_ROUNDS = 20;

/**
 * Killed between the two databases it moves an announcement twice, never not at all. A venue that is between two homes
 * keeps its announcements for the next minute. Answers the venues that were told.
 */
export async function forwardAnnouncements(env: Env, now: number): Promise<Set<number>> {
  const told = new Set<number>();
  let after = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const list = await readAnnouncements(env.DIRECTORY, after, ROUND);
    if (!list.length) break;
    after = list.at(-1)?.seq ?? 0;
    const delivered: Announcement[] = [];
    for (const [venue, own] of Map.groupBy(list, (one) => one.venue)) {
      try {
        await announce(env, own, now);
        delivered.push(...own);
        told.add(venue);
      } catch {
        // Nothing is lost: they stand in the directory, and the minute job comes by.
      }
    }
    if (delivered.length) await dropAnnouncements(env.DIRECTORY, delivered);
    if (list.length < ROUND) break;
  }
  return told;
}

/** After a change: the outboxes are filled before the answer leaves, the readers' rows are rebuilt behind it. Answers the venues that were told. */
export async function tellReaders(c: Ctx): Promise<ReadonlySet<number>> {
  const venues = await forwardAnnouncements(c.env, c.var.now);
  if (!venues.size) return venues;
  const homes = await readHomes(c.env.DIRECTORY, [...venues]);
  const shards = new Set([...homes.values()].map(({ shard }) => shard));
  c.executionCtx.waitUntil(
    (async () => {
      const budget = drainBudget();
      for (const name of shards) await drainShard(c.env, shardOf(c.env, name), c.var.now, budget);
    })(),
  );
  return venues;
}
