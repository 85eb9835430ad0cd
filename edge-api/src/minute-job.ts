import { drainAllAgreements } from './agreements/agreement-drain.ts';
import { forgetLinks } from './agreements/contact-link-forgetting.ts';
import { copyFrameworks } from './agreements/framework-copies.ts';
import { expireAgreements } from './agreements/agreement-expiry.ts';
import { forgetFacts } from './audience/retention.ts';
import { sealLines } from './audit/seal.ts';
import { carryLines } from './audit/shard-lines.ts';
import { shardNames, shardOf, type Env } from './env.ts';
import { forwardAnnouncements } from './catalogue/announcing.ts';
import { carryMessages } from './discussion/carry-messages.ts';
import { mailDigests } from './discussion/digest.ts';
import { sweepCounts } from './identity/quota-store.ts';
import { dayOf } from './identity/request-count.ts';
import { sweepProofs } from './identity/client-proof-store.ts';
import { sweepReceipts } from './identity/receipt-store.ts';
import { rotateKeys } from './identity/signing-keys.ts';
import { runJob, runJobs, type Job } from './jobs/run-job.ts';
import { forgetMail, sendMail } from './mail/mail-job.ts';
import { sweepFailures } from './people/invitation-store.ts';
import { tellLookedAt } from './people/support-ended.ts';
import { publishBenchmarks, tellBenchmarks } from './sales/benchmark-job.ts';
import { drainBudget, drainShard } from './sales/drain.ts';
import { runSandboxJobs } from './sandbox/removal.ts';
import { runShardJobs } from './shards/shard-jobs.ts';
import { deliverWebhooks } from './webhooks/deliver.ts';
import { settleDoubts, turnShares } from './sharing/sharing-jobs.ts';

const MINUTE_MS = 60_000;
const COUNTS_KEPT_MS = 30 * 24 * 60 * MINUTE_MS;

/** Every minute, for half a minute at most. */
const each = (name: string, work: () => Promise<unknown>): Job => ({ name, leaseMs: MINUTE_MS / 2, everyMs: 0, work });
/** Every minute too, for as long as that. */
const lasting = (name: string, work: () => Promise<unknown>): Job => ({ name, leaseMs: MINUTE_MS, everyMs: 0, work });
const sweep = (name: string, everyMs: number, work: () => Promise<unknown>): Job => ({
  name,
  leaseMs: MINUTE_MS,
  everyMs,
  work,
});

/**
 * Once a minute: keys, mail, whatever a killed request left in the directory or an outbox, benchmarks, moves and restores,
 * sweeps. Each is a job of its own, so that the fault of one is not the end of the others; outboxes need no lease, their rows are versioned.
 */
export async function runMinuteJob(env: Env, now: number): Promise<void> {
  const names = shardNames(env);
  await runJobs(env, [
    each('keys', () => rotateKeys(env, now)),
    each('turn shares', () => turnShares(env, now)),
    each('announcements', () => forwardAnnouncements(env, now)),
    each('carry messages', async () => {
      for (const name of names) await carryMessages(env, name);
    }),
    each('mail about messages', () => mailDigests(env, now)),
  ]);
  await runJob(env, 'mail', { leaseMs: 5 * MINUTE_MS, everyMs: 0 }, () => sendMail(env, now));
  await runJobs(env, [
    sweep('forget mail', 60 * MINUTE_MS, () => forgetMail(env, now)),
    each('tell whom support looked as', () => tellLookedAt(env, now)),
  ]);
  await drainShards(env, names, now);
  await runJobs(env, [
    each('expire agreements', () => expireAgreements(env, now)),
    each('tell parties', () => drainAllAgreements(env, now)),
    lasting('settle doubts', () => settleDoubts(env, now)),
  ]);
  await runJob(env, 'publish benchmarks', { leaseMs: 5 * MINUTE_MS, everyMs: 0 }, async () => {
    await publishBenchmarks(env, now);
    await tellBenchmarks(env, now);
  });
  await runJob(env, 'forget audience facts', { leaseMs: 5 * MINUTE_MS, everyMs: 24 * 60 * MINUTE_MS }, () =>
    forgetFacts(env, now),
  );
  await runJobs(env, [
    sweep('sweep catalogue receipts', 60 * MINUTE_MS, async () => {
      await sweepReceipts(env.DIRECTORY, now);
      await sweepFailures(env.DIRECTORY, now - 60 * MINUTE_MS);
    }),
    sweep('forget contact links', 60 * MINUTE_MS, () => forgetLinks(env, now)),
    sweep('sweep client proofs', 10 * MINUTE_MS, async () => {
      await sweepProofs(env.DIRECTORY, Date.now());
      await sweepCounts(env.DIRECTORY, dayOf(Date.now() - COUNTS_KEPT_MS));
    }),
    ...names.map((name) => each(`copy frameworks ${name}`, () => copyFrameworks(env, name))),
    ...names.map((name) => lasting(`webhooks ${name}`, () => deliverWebhooks(env, name, now))),
  ]);
  await runShardJobs(env, now);
  await runSandboxJobs(env, now);
  await runJobs(env, [
    ...names.map((name) => each(`carry audit lines ${name}`, () => carryLines(env, name))),
    lasting('seal audit lines', () => sealLines(env, now)),
  ]);
}

async function drainShards(env: Env, names: readonly string[], now: number): Promise<void> {
  // Each minute another one is first, so that a busy shard never keeps the others from what an invocation may ask.
  const first = Math.floor(now / MINUTE_MS) % names.length;
  const budget = drainBudget();
  for (const name of [...names.slice(first), ...names.slice(0, first)])
    await drainShard(env, shardOf(env, name), now, budget).catch((error: unknown) => {
      const { name: fault, message } = error as Error;
      console.error(JSON.stringify({ level: 'error', job: `drain ${name}`, name: fault, message }));
    });
}
