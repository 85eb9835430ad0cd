/**
 * Moves a tenant from one shard to another: fence, copy, compare, turn the map, delete later. Each step can be cut off at
 * any moment and is taken up again from its job row; readers go on reading where the tenant was until the map turns.
 */
import { ApiError } from '../api-error.ts';
import { shardOf, type Env } from '../env.ts';
import { sha256 } from '../identity/secret.ts';
import { dropJob, putJob, putJobStatement, readJob } from '../jobs/job-store.ts';
import type { Running } from '../jobs/run-job.ts';
import { drainShard, rewriteTotals } from '../sales/drain.ts';
import { clearTable, forgetCopied, NOTHING_COPIED, readChunk, readCopied, writeChunk } from './copy-store.ts';
import * as homes from './home-store.ts';
import { forgetName, moveName, parseMove, type Move } from './move-state.ts';
import { readTenantTables, type TenantTable } from './tenant-tables.ts';

/** The old copy is kept so long: a shard that is restored meanwhile can get the tenant back from it. */
export const KEEP_OLD_MS = 7 * 86_400_000;
/** Work of one call: a request may ask D1 a thousand times and use half a second of processor. */
const CALL_CHUNKS = 25;
const MAX_MISMATCHES = 3;

/** Begins a move, with `told` in its batch, or finds the one under way. */
export async function beginMove(
  env: Env,
  organisation: { id: string; home: homes.Home },
  to: string,
  now: number,
  told: readonly D1PreparedStatement[] = [],
): Promise<Move> {
  const { home } = organisation;
  const name = moveName(home.tenant);
  const known = await readJob(env.DIRECTORY, name);
  if (known?.state && known.kind === 'move') {
    const under = parseMove(known.state);
    // Asked again: the one under way, or the one that somebody else has meanwhile brought to its end.
    if (under.to === to && (under.step !== 'done' || home.shard === to)) return under;
    if (under.step !== 'done')
      throw new ApiError('conflict', `this organisation is on its way to ${under.to}; let that end or cancel it first`);
  }
  if (home.shard === to) throw new ApiError('conflict', `this organisation lives in ${to} already`);
  if (!(await dropJob(env.DIRECTORY, forgetName(home.tenant, to), now)))
    throw new ApiError('conflict', 'its former copy there is just being removed; try again in a minute');
  const move: Move = {
    organisation: organisation.id,
    from: home,
    to,
    step: 'clear',
    rows: 0,
    mismatches: 0,
    startedAt: now,
  };
  await env.DIRECTORY.batch([putJobStatement(env.DIRECTORY, name, 'move', JSON.stringify(move), now), ...told]);
  return move;
}

/** As much of a move as one call may do; answers how far it is. Throws when it cannot go on. */
export async function continueMove(env: Env, running: Running, now: number): Promise<Move> {
  let move = parseMove(running.job.state);
  const tables = await sameTables(shardOf(env, move.from.shard), shardOf(env, move.to));
  for (let chunks = 0; chunks < CALL_CHUNKS && move.step !== 'done'; chunks += 1) {
    move = await step(env, tables, move, now);
    await running.save(move);
    if (move.mismatches < MAX_MISMATCHES) continue;
    // The venue goes on where it is; the move begins anew when the job is tried again.
    await homes.openFence(shardOf(env, move.from.shard), move.from);
    await running.save({ ...move, mismatches: 0 });
    throw new Error(`the copy in ${move.to} differed from ${move.from.shard} ${MAX_MISMATCHES} times`);
  }
  return move;
}

async function step(env: Env, tables: readonly TenantTable[], move: Move, now: number): Promise<Move> {
  const from = shardOf(env, move.from.shard);
  const to = shardOf(env, move.to);
  const { tenant } = move.from;
  switch (move.step) {
    case 'clear': {
      for (const table of tables) if (!(await clearTable(to, table, tenant))) return move;
      await forgetCopied(to, tenant);
      const numbers = await homes.readNumbers(from);
      if (numbers.size) await to.batch([...numbers].flatMap(([table, floor]) => homes.raiseNumbers(to, table, floor)));
      return { ...move, step: 'fence', rows: 0 };
    }
    case 'fence': {
      if (!(await homes.fenceHome(from, move.from)))
        throw new ApiError('conflict', `${move.from.shard} no longer is the home of this organisation`);
      return { ...move, step: 'copy' };
    }
    case 'copy':
      return copyOne(from, to, tables, move);
    case 'compare':
      return compareOne(from, to, tables, move);
    case 'turn':
      return turn(env, from, to, move, now);
    case 'settle': {
      // Sums that were being made while the tenant was fenced were not written.
      const home = { tenant, shard: move.to, epoch: move.from.epoch + 1 };
      await rewriteTotals(env, home, now);
      await forgetCopied(to, tenant);
      const forget = JSON.stringify({ tenant, shard: move.from.shard });
      await putJob(env.DIRECTORY, forgetName(tenant, move.from.shard), 'forget', forget, now + KEEP_OLD_MS);
      await drainShard(env, to, now);
      return { ...move, step: 'done', endedAt: now };
    }
    case 'done':
      return move;
  }
}

/** The tables of both shards; they must be of one schema. */
async function sameTables(from: D1Database, to: D1Database): Promise<TenantTable[]> {
  const [here, there] = [await readTenantTables(from), await readTenantTables(to)];
  if (JSON.stringify(here) === JSON.stringify(there)) return here;
  throw new ApiError('conflict', 'the two shards are not of the same schema; apply the migrations to both first');
}

async function copyOne(from: D1Database, to: D1Database, tables: readonly TenantTable[], move: Move): Promise<Move> {
  const { tenant } = move.from;
  const copied = await readCopied(to, tenant);
  const table = tables.find(({ name }) => !copied.get(name)?.done);
  if (!table) return { ...move, step: 'compare' };
  const so = copied.get(table.name) ?? NOTHING_COPIED;
  const chunk = await readChunk(from, table, tenant, so.position);
  await writeChunk(to, table, tenant, chunk.rows, {
    position: chunk.next,
    done: chunk.next === null,
    count: so.count + chunk.count,
    digest: await sha256(so.digest + chunk.rows),
  });
  const rows = [...copied.values()].reduce((sum, { count }) => sum + count, 0) + chunk.count;
  return { ...move, rows };
}

/** Both shards are read again: what was copied, what stands there and what stands here must have one count and one hash. */
async function compareOne(from: D1Database, to: D1Database, tables: readonly TenantTable[], move: Move): Promise<Move> {
  const { tenant } = move.from;
  const first = { here: null, there: null, digestHere: '', digestThere: '', count: 0 };
  const at = move.at ?? { table: tables[0]?.name ?? '', ...first };
  const index = tables.findIndex(({ name }) => name === at.table);
  const table = tables[index];
  if (!table) return { ...move, step: 'turn' };
  const [here, there] = await Promise.all([
    readChunk(from, table, tenant, at.here),
    readChunk(to, table, tenant, at.there),
  ]);
  const digestHere = await sha256(at.digestHere + here.rows);
  const digestThere = await sha256(at.digestThere + there.rows);
  const count = at.count + here.count;
  const copied = (await readCopied(to, tenant)).get(table.name);
  const ended = here.next === null || there.next === null;
  const asCopied = !ended || (copied?.digest === digestHere && copied.count === count && here.next === there.next);
  if (here.count !== there.count || digestHere !== digestThere || !asCopied) {
    const { at: _at, ...rest } = move;
    return { ...rest, step: 'clear', mismatches: move.mismatches + 1 };
  }
  if (!ended) return { ...move, at: { ...at, here: here.next, there: there.next, digestHere, digestThere, count } };
  const next = tables[index + 1];
  const { at: _at, ...rest } = move;
  return next ? { ...rest, at: { table: next.name, ...first } } : { ...rest, step: 'turn' };
}

/** The new home opens, the map turns, the old home closes for good. Each part may already have happened. */
async function turn(env: Env, from: D1Database, to: D1Database, move: Move, now: number): Promise<Move> {
  const { tenant, epoch } = move.from;
  const mapped = (await homes.readHomes(env.DIRECTORY, [tenant])).get(tenant);
  const turned = mapped?.shard === move.to && mapped.epoch === epoch + 1;
  if (!turned) {
    const state = await homes.readHomeState(from, tenant);
    // A restore of the old home meanwhile took the fence away: whatever was written since is copied too.
    if (state?.state !== 'fenced' || state.epoch !== epoch) return { ...move, step: 'clear' };
    const handover: homes.Handover = {
      announced: await homes.readAnnounced(from, tenant),
      outboxFloor: (await homes.readNumbers(from)).get('outbox') ?? 0,
      told: await homes.readToldEpoch(from, tenant),
    };
    await homes.arrive(to, { tenant, shard: move.to, epoch: epoch + 1 }, handover, now);
    if (!(await homes.turnMap(env.DIRECTORY, move.from, move.to)))
      throw new ApiError('conflict', 'the map was changed by something else; look at tenant list');
  }
  await homes.leaveHome(from, tenant, epoch);
  return { ...move, step: 'settle' };
}

/** Until the map turned: opens the old home again and forgets the move. */
export async function cancelMove(
  env: Env,
  tenant: number,
  now: number,
  told: (move: Move) => readonly D1PreparedStatement[],
): Promise<void> {
  const move = parseMove((await readJob(env.DIRECTORY, moveName(tenant)))?.state ?? null);
  const mapped = (await homes.readHomes(env.DIRECTORY, [tenant])).get(tenant);
  if (mapped?.shard !== move.from.shard)
    throw new ApiError('conflict', 'it has moved already; move it back if it should be there');
  if (!(await dropJob(env.DIRECTORY, moveName(tenant), now, told(move))))
    throw new ApiError('conflict', 'it is being worked on at this moment; try again in a few seconds');
  await homes.openFence(shardOf(env, move.from.shard), move.from);
}

/** Removes a tenant's old copy; true when nothing is left of it. */
export async function forgetCopy(env: Env, tenant: number, shard: string): Promise<boolean> {
  const mapped = (await homes.readHomes(env.DIRECTORY, [tenant])).get(tenant);
  const arriving = await readJob(env.DIRECTORY, moveName(tenant));
  const move = arriving?.state ? parseMove(arriving.state) : null;
  if (mapped?.shard === shard || (move && move.step !== 'done' && move.to === shard)) return true;
  const db = shardOf(env, shard);
  for (const table of await readTenantTables(db)) if (!(await clearTable(db, table, tenant))) return false;
  return true;
}
