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
import { runJob } from './jobs/run-job.ts';
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

/**
 * Once a minute: keys, mail, whatever a killed request left in the directory or an outbox, benchmarks, moves and restores,
 * sweeps. Each is a job of its own, so that the fault of one is not the end of the others; outboxes need no lease, their rows are versioned.
 */
export async function runMinuteJob(env: Env, now: number): Promise<void> {
  await runJob(env, 'keys', { leaseMs: MINUTE_MS / 2, everyMs: 0 }, () => rotateKeys(env, now));
  await runJob(env, 'turn shares', { leaseMs: MINUTE_MS / 2, everyMs: 0 }, () => turnShares(env, now));
  await runJob(env, 'announcements', { leaseMs: MINUTE_MS / 2, everyMs: 0 }, async () => {
    await forwardAnnouncements(env, now);
  });
  await runJob(env, 'carry messages', { leaseMs: MINUTE_MS / 2, everyMs: 0 }, async () => {
    for (const name of shardNames(env)) await carryMessages(env, name);
  });
  await runJob(env, 'mail about messages', { leaseMs: MINUTE_MS / 2, everyMs: 0 }, () => mailDigests(env, now));
  await runJob(env, 'mail', { leaseMs: 5 * MINUTE_MS, everyMs: 0 }, () => sendMail(env, now));
  await runJob(env, 'forget mail', { leaseMs: MINUTE_MS, everyMs: 60 * MINUTE_MS }, async () => {
    await forgetMail(env, now);
  });
  await runJob(env, 'tell whom support looked as', { leaseMs: MINUTE_MS / 2, everyMs: 0 }, () =>
    tellLookedAt(env.DIRECTORY, now),
  );
  const names = shardNames(env);
  // Each minute another one is first, so that a busy shard never keeps the others from what an invocation may ask.
  const first = Math.floor(now / MINUTE_MS) % names.length;
  const budget = drainBudget();
  for (const name of [...names.slice(first), ...names.slice(0, first)]) {
    await drainShard(env, shardOf(env, name), now, budget).catch((error: unknown) => {
      const { name: fault, message } = error as Error;
      console.error(JSON.stringify({ level: 'error', job: `drain ${name}`, name: fault, message }));
    });
  }
  await runJob(env, 'expire agreements', { leaseMs: MINUTE_MS / 2, everyMs: 0 }, () => expireAgreements(env, now));
  await runJob(env, 'tell parties', { leaseMs: MINUTE_MS / 2, everyMs: 0 }, () => drainAllAgreements(env, now));
  await runJob(env, 'settle doubts', { leaseMs: MINUTE_MS, everyMs: 0 }, () => settleDoubts(env, now));
  await runJob(env, 'publish benchmarks', { leaseMs: 5 * MINUTE_MS, everyMs: 0 }, async () => {
    await publishBenchmarks(env, now);
    await tellBenchmarks(env, now);
  });
  await runJob(env, 'forget audience facts', { leaseMs: 5 * MINUTE_MS, everyMs: 24 * 60 * MINUTE_MS }, () =>
    forgetFacts(env, now),
  );
  await runJob(env, 'sweep catalogue receipts', { leaseMs: MINUTE_MS, everyMs: 60 * MINUTE_MS }, async () => {
    await sweepReceipts(env.DIRECTORY, now);
    await sweepFailures(env.DIRECTORY, now - 60 * MINUTE_MS);
  });
  await runJob(env, 'forget contact links', { leaseMs: MINUTE_MS, everyMs: 60 * MINUTE_MS }, () =>
    forgetLinks(env, now),
  );
  await runJob(env, 'sweep client proofs', { leaseMs: MINUTE_MS, everyMs: 10 * MINUTE_MS }, async () => {
    await sweepProofs(env.DIRECTORY, Date.now());
    await sweepCounts(env.DIRECTORY, dayOf(Date.now() - COUNTS_KEPT_MS));
  });
  for (const name of names)
    await runJob(env, `copy frameworks ${name}`, { leaseMs: MINUTE_MS / 2, everyMs: 0 }, () =>
      copyFrameworks(env, name),
    );
  for (const name of names)
    await runJob(env, `webhooks ${name}`, { leaseMs: MINUTE_MS, everyMs: 0 }, () => deliverWebhooks(env, name, now));
  await runShardJobs(env, now);
  await runSandboxJobs(env, now);
  for (const name of names)
    await runJob(env, `carry audit lines ${name}`, { leaseMs: MINUTE_MS / 2, everyMs: 0 }, () => carryLines(env, name));
  await runJob(env, 'seal audit lines', { leaseMs: MINUTE_MS, everyMs: 0 }, () => sealLines(env, now));
}
