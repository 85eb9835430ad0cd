/** What the minute job carries on when nobody calls for it: moves and restores that were cut off, copies whose time is over. */
import { shardNames, shardOf, type Env } from '../env.ts';
import { dropJob, readJobs } from '../jobs/job-store.ts';
import { runJob } from '../jobs/run-job.ts';
import { forgetCopy } from './move.ts';
import { continueMove } from './move.ts';
import { continueRestore } from './restore.ts';
import * as store from './shard-store.ts';

/** A lease is renewed with every chunk, so that one cut off waits no longer than this. */
export const SHARD_WORK = { leaseMs: 15_000, everyMs: 0 } as const;
const HOUR_MS = 3_600_000;
const RECEIPT_MS = 48 * HOUR_MS;

export async function runShardJobs(env: Env, now: number): Promise<void> {
  for (const { name, kind, state } of await readJobs(env.DIRECTORY, ['move', 'restored', 'forget'], now)) {
    if (kind === 'forget') {
      const { tenant, shard } = JSON.parse(state ?? '{}') as { tenant: number; shard: string };
      if (await runJob(env, name, SHARD_WORK, () => forgetCopy(env, tenant, shard)))
        await dropJob(env.DIRECTORY, name, Date.now());
    } else if (!state?.includes('"step":"done"')) {
      await runJob<unknown>(env, name, SHARD_WORK, (running) =>
        kind === 'move' ? continueMove(env, running, now) : continueRestore(env, running, now),
      );
    }
  }
  // A sender that tries again later than this has its figures merged again, which changes nothing.
  await runJob(env, 'sweep receipts', { leaseMs: 60_000, everyMs: HOUR_MS }, async () => {
    for (const shard of shardNames(env)) await store.sweepReceipts(shardOf(env, shard), now - RECEIPT_MS);
  });
}
