/**
 * After a shard went back to an earlier moment: its epoch is raised, so that connectors send again from their source; its
 * homes are set by the map; what others and its own readers see is made anew from the facts that are left.
 */
import { ApiError } from '../api-error.ts';
import { replayErasures, type Erasure } from '../audience/replay-erasures.ts';
import { shardNames, shardOf, type Env } from '../env.ts';
import { putJobStatement, readJob, readJobs } from '../jobs/job-store.ts';
import type { Running } from '../jobs/run-job.ts';
import { drainShard } from '../sales/drain.ts';
import { announce } from '../sales/outbox.ts';
import * as homes from './home-store.ts';
import { beginMove } from './move.ts';
import { forgetName, moveName, parseMove } from './move-state.ts';
import * as store from './shard-store.ts';

export const RESTORE_STEPS = ['raise', 'erase', 'homes', 'leave', 'announce', 'drain', 'done'] as const;

export interface Restore {
  readonly shard: string;
  readonly epoch: number;
  readonly step: (typeof RESTORE_STEPS)[number];
  /** Key up to which the step has come. */
  readonly after: number;
  /** Last line of the log of erasures that was replayed. */
  readonly erased?: Erasure;
  /** Performances of which readers' rows are made anew. */
  readonly announced: number;
  /** Organisations that had moved in since that moment and are fetched again from their former home. */
  readonly fetched: readonly string[];
  readonly startedAt: number;
  readonly endedAt?: number;
}

const PAGE = 500;
const CALL_PAGES = 20;
export const restoreName = (shard: string) => `restored ${shard}`;

/**
 * Begins, or finds the one under way. A restore that ended is over and the next call is about another one, unless it names
 * the epoch of that one: it may have been brought to its end by the minute job.
 */
export async function beginRestore(
  env: Env,
  shard: string,
  goingOn: number | undefined,
  now: number,
  told: (epoch: number) => readonly D1PreparedStatement[] = () => [],
): Promise<Restore> {
  if (!shardNames(env).includes(shard)) throw new ApiError('not_found', 'no such shard');
  const known = await readJob(env.DIRECTORY, restoreName(shard));
  if (known?.state) {
    const under = JSON.parse(known.state) as Restore;
    if (under.step !== 'done' || under.epoch === goingOn) return under;
  }
  const epochs = await Promise.all(shardNames(env).map((name) => homes.readEpoch(shardOf(env, name))));
  // Higher than any that was ever told.
  const epoch = Math.max(await store.readHighestEpoch(env.DIRECTORY), ...epochs) + 1;
  const restore: Restore = { shard, epoch, step: 'raise', after: 0, announced: 0, fetched: [], startedAt: now };
  await env.DIRECTORY.batch([
    putJobStatement(env.DIRECTORY, restoreName(shard), 'restored', JSON.stringify(restore), now),
    ...told(epoch),
  ]);
  return restore;
}

/** As much as one call may do. */
export async function continueRestore(env: Env, running: Running, now: number): Promise<Restore> {
  let restore = JSON.parse(running.job.state ?? '{}') as Restore;
  for (let pages = 0; pages < CALL_PAGES && restore.step !== 'done'; pages += 1) {
    restore = await step(env, restore, now);
    await running.save(restore);
    // One outbox a call: it may be long.
    if (restore.step === 'drain' && restore.after > 0) break;
  }
  return restore;
}

async function step(env: Env, restore: Restore, now: number): Promise<Restore> {
  const { shard: name, after } = restore;
  const shard = shardOf(env, name);
  switch (restore.step) {
    case 'raise': {
      await store.noteEpoch(env.DIRECTORY, name, restore.epoch, now);
      await store.setEpoch(shard, restore.epoch);
      const versions = await Promise.all(shardNames(env).map((one) => store.highestVersion(shardOf(env, one))));
      await shard.batch(homes.raiseNumbers(shard, 'outbox', Math.max(...versions)));
      return { ...restore, step: 'erase' };
    }
    // Who was erased since that moment is there again until this is done, and nothing is published of them before.
    case 'erase': {
      const page = await replayErasures(env.ERASURES, shard, restore.erased, PAGE);
      return page === undefined ? { ...restore, step: 'homes' } : { ...restore, erased: page };
    }
    case 'homes': {
      const page = await store.listTenants(env.DIRECTORY, name, after, PAGE);
      const fetched: string[] = [];
      for (const tenant of page) if (await settle(env, shard, tenant, now)) fetched.push(tenant.id);
      const last = page.at(-1)?.tenant;
      return last === undefined
        ? { ...restore, step: 'leave', after: 0 }
        : { ...restore, after: last, fetched: [...restore.fetched, ...fetched] };
    }
    case 'leave': {
      const page = await store.readResidents(shard, after, PAGE);
      const mapped = await homes.readHomes(
        env.DIRECTORY,
        page.map((row) => row.tenant),
      );
      for (const { tenant, epoch, state } of page) {
        if (state !== 'left' && mapped.get(tenant)?.shard !== name) await homes.leaveHome(shard, tenant, epoch);
      }
      const last = page.at(-1)?.tenant;
      return last === undefined ? { ...restore, step: 'announce', after: 0 } : { ...restore, after: last };
    }
    case 'announce': {
      const page = await store.touchedBy(env.DIRECTORY, name, after, PAGE);
      await announce(env, page, now);
      const last = page.at(-1)?.performance;
      return last === undefined
        ? { ...restore, step: 'drain', after: 0 }
        : { ...restore, after: last, announced: restore.announced + page.length };
    }
    case 'drain': {
      const one = shardNames(env)[after];
      if (one === undefined) return { ...restore, step: 'done', endedAt: now };
      await drainShard(env, shardOf(env, one), now);
      return { ...restore, after: after + 1 };
    }
    case 'done':
      return restore;
  }
}

/**
 * The home as the map says. True when the tenant had not arrived here at that moment and its former home still keeps the
 * copy it left: then that is its home again, and a move brings it here anew.
 */
async function settle(env: Env, shard: D1Database, tenant: store.TenantRow, now: number): Promise<boolean> {
  const moving = await readJob(env.DIRECTORY, moveName(tenant.tenant));
  const under = moving?.state ? parseMove(moving.state) : null;
  // A move under way fences its own home, and copies again what is not there.
  if (under && under.step !== 'done') return false;
  const state = await homes.readHomeState(shard, tenant.tenant);
  const former = state?.epoch === tenant.epoch ? undefined : await formerHome(env, tenant);
  if (!former) {
    // The moment gone back to may lie within a move that was given up.
    await homes.openFence(shard, tenant);
    await homes.settleHomes(shard, [tenant]);
    return false;
  }
  if (!(await homes.turnMap(env.DIRECTORY, tenant, former))) return false;
  const back = { tenant: tenant.tenant, shard: former, epoch: tenant.epoch + 1 };
  await homes.settleHomes(shardOf(env, former), [back]);
  await beginMove(env, { id: tenant.id, home: back }, tenant.shard, now);
  return true;
}

async function formerHome(env: Env, tenant: store.TenantRow): Promise<string | undefined> {
  const prefix = forgetName(tenant.tenant, '');
  const kept = await readJobs(env.DIRECTORY, ['forget'], Number.MAX_SAFE_INTEGER);
  // The last one it left: the list is in the order of their end.
  return kept.findLast(({ name }) => name.startsWith(prefix))?.name.slice(prefix.length);
}
