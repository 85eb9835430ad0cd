/** That something was said, told at the home of each that reads it: at once after the message, else by the minute job. */
import { shardOf, type Env } from '../env.ts';
import { isNotHome } from '../shards/home-store.ts';
import { openHomes } from '../shards/router.ts';
import * as store from './carry-store.ts';

const AT_ONCE = 200;

/** A reader that is between two homes is told later; told twice is told once. */
export async function carryMessages(env: Env, name: string): Promise<void> {
  const shard = shardOf(env, name);
  const waiting = await store.readWaiting(shard, AT_ONCE);
  if (!waiting.length) return;
  const notices = waiting.flatMap((row) => store.toNotices(row));
  const homes = await openHomes(env, [...new Set(notices.map(({ reader }) => reader))]);
  const reached = new Set<number>();
  for (const [place, group] of Map.groupBy(homes.values(), (home) => home.shard))
    try {
      const here = new Set(group.map(({ tenant }) => tenant));
      await store.tell(
        shardOf(env, place),
        group,
        notices.filter(({ reader }) => here.has(reader)),
      );
      for (const reader of here) reached.add(reader);
    } catch (error) {
      // It moved between the look and the write.
      if (!isNotHome(error)) throw error;
    }
  await store.dropWaiting(
    shard,
    waiting.filter((row) => store.toNotices(row).every(({ reader }) => reached.has(reader))),
  );
}
