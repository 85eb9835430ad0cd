/**
 * Throwing a sandbox away: nobody gets in, figures go, then the catalogue with its clients. Each part is bounded and may be
 * cut off at any moment; the job row says where to go on. The audit log stays and says that it was thrown away.
 */
import { asPlatform, auditStatements } from '../audit/audit-entry.ts';
import { forgetErasures } from '../audience/erasure-store.ts';
import { shardOf, type Env } from '../env.ts';
import { dropJob, putJob, readJob, readJobs } from '../jobs/job-store.ts';
import { runJob, type Running } from '../jobs/run-job.ts';
import type { Ctx } from '../route.ts';
import { clearSome } from '../shards/copy-store.ts';
import { leaveHome, readHomes } from '../shards/home-store.ts';
import { readClearedTables } from '../shards/tenant-tables.ts';
import { ownedTables } from './owned-tables.ts';
import { readSchema, removeSome, untieSome } from './removal-store.ts';
import * as store from './sandbox-store.ts';

export interface Removal {
  readonly sandbox: number;
  readonly id: string;
  readonly shard: string;
  readonly step: 'figures' | 'catalogue' | 'done';
  readonly rows: number;
}
const WORK = { leaseMs: 15_000, everyMs: 0 } as const;
/** Work of one call, in statements that remove; one that finds nothing costs a tenth. */
const CALL_CHUNKS = 60;
export const removalName = (id: string) => `sandbox ${id}`;

/** Ends it at once, in one transaction with the audit lines of all its organisations; what is left is work. */
export async function beginRemoval(env: Env, sandbox: store.SandboxRow, now: number, by?: Ctx): Promise<void> {
  if (sandbox.ended_at === null) {
    const db = env.DIRECTORY;
    const c = by ?? asPlatform(env, now);
    const members = await store.readMembers(db, sandbox.key);
    const line = { action: 'sandbox.remove', object: sandbox.id, before: { name: sandbox.name } };
    await db.batch([
      // Tokens live by the machine's own clock, and so does their end.
      ...store.endStatements(db, sandbox.key, Date.now()),
      ...auditStatements(c, [{ ...line, organisation: 0, also: members.map(({ key }) => key) }]),
    ]);
  }
  if (sandbox.removed_at !== null || (await readJob(env.DIRECTORY, removalName(sandbox.id)))) return;
  const { key, id, shard } = sandbox;
  const removal: Removal = { sandbox: key, id, shard, step: 'figures', rows: 0 };
  await putJob(env.DIRECTORY, removalName(id), 'sandbox', JSON.stringify(removal), now);
}

export const runRemoval = (env: Env, id: string, early: boolean) =>
  runJob(env, removalName(id), { ...WORK, early }, (running) => continueRemoval(env, running));

async function continueRemoval(env: Env, running: Running): Promise<Removal> {
  let removal = JSON.parse(running.job.state ?? '{}') as Removal;
  let left = CALL_CHUNKS;
  const removed = async (rows: number, counts = 1): Promise<void> => {
    left -= rows ? 1 : 0.1;
    if (!rows) return;
    removal = { ...removal, rows: removal.rows + rows * counts };
    await running.save(removal);
  };
  if (removal.step === 'figures') {
    const shard = shardOf(env, removal.shard);
    const members = await store.readMembers(env.DIRECTORY, removal.sandbox);
    const homes = await readHomes(
      env.DIRECTORY,
      members.map(({ key }) => key),
    );
    for (const home of homes.values()) await leaveHome(shard, home.tenant, home.epoch);
    for (const table of await readClearedTables(shard))
      for (const { key } of members)
        for (let rows = 1; rows;) {
          if (left <= 0) return removal;
          rows = await clearSome(shard, table, key);
          await removed(rows);
        }
    await forgetErasures(
      env.ERASURES,
      members.map(({ key }) => key),
    );
    removal = { ...removal, step: 'catalogue' };
    await running.save(removal);
  }
  if (removal.step === 'catalogue') {
    const tables = ownedTables(await readSchema(env.DIRECTORY));
    // First every tie within a table, because undoing one may write rows elsewhere; then children before parents.
    for (const [go, counts] of [
      [untieSome, 0],
      [removeSome, 1],
    ] as const)
      for (const table of tables)
        for (let rows = 1; rows;) {
          if (left <= 0) return removal;
          rows = await go(env.DIRECTORY, table, removal.sandbox);
          await removed(rows, counts);
        }
    await store.markRemoved(env.DIRECTORY, removal.sandbox, Date.now());
    removal = { ...removal, step: 'done' };
    await running.save(removal);
  }
  return removal;
}

/** Minute job: begins what has expired, carries on what was cut off, forgets what is done. */
export async function runSandboxJobs(env: Env, now: number): Promise<void> {
  for (const sandbox of await store.expiredSandboxes(env.DIRECTORY, now)) await beginRemoval(env, sandbox, now);
  for (const { name, state } of await readJobs(env.DIRECTORY, ['sandbox'], now)) {
    const { id, step } = JSON.parse(state ?? '{}') as Removal;
    if (step === 'done') await dropJob(env.DIRECTORY, name, Date.now());
    else await runRemoval(env, id, false);
  }
}
