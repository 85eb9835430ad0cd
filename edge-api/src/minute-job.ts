import { shardNames, shardOf, type Env } from './env.ts';
import { rotateKeys } from './identity/signing-keys.ts';
import { publishBenchmarks } from './sales/benchmark-job.ts';
import { drainShard } from './sales/drain.ts';

/** Once a minute: keys, and whatever a killed request left in an outbox, and once a day the benchmarks. */
export async function runMinuteJob(env: Env, now: number): Promise<void> {
  await rotateKeys(env, now);
  for (const name of shardNames(env)) await drainShard(env, shardOf(env, name), now);
  await publishBenchmarks(env, now);
}
