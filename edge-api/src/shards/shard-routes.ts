/** The operator's routes: where tenants live, moving them, and what follows a restore. */
import {
  MAX_PAGE,
  MoveBody,
  PATHS,
  RestoredBody,
  type EpochAnswer,
  type MoveProgress,
  type RestoreProgress,
  type ShardItem,
  type TenantItem,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { readBody } from '../body.ts';
import { shardNames, shardOf } from '../env.ts';
import { readGranting, readOrganisationByKey } from '../identity/identity-store.ts';
import { readJob, readJobs } from '../jobs/job-store.ts';
import { runJob } from '../jobs/run-job.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { refuseOtherSide } from '../sandbox/sides.ts';
import { readEpoch, readToldEpoch } from './home-store.ts';
import { moveName, parseMove } from './move-state.ts';
import { beginMove, cancelMove, continueMove } from './move.ts';
import { beginRestore, continueRestore, restoreName, type Restore } from './restore.ts';
import * as store from './shard-store.ts';
import { SHARD_WORK } from './shard-jobs.ts';

const iso = (at: number | undefined | null) => (at ? new Date(at).toISOString() : null);

async function tenantOf(c: Ctx): Promise<store.TenantRow> {
  const tenant = await store.readTenant(c.env.DIRECTORY, c.req.param('organisation') ?? '');
  if (!tenant) throw new ApiError('not_found', 'no such organisation');
  return tenant;
}

async function moveProgress(c: Ctx, tenant: number): Promise<MoveProgress> {
  const job = await readJob(c.env.DIRECTORY, moveName(tenant));
  const move = parseMove(job?.state ?? null);
  return {
    organisation: move.organisation,
    from: move.from.shard,
    to: move.to,
    step: move.step,
    done: move.step === 'done',
    rows: move.rows,
    startedAt: iso(move.startedAt) ?? '',
    endedAt: iso(move.endedAt),
    failure: job?.failure ?? null,
  };
}

async function move(c: Ctx): Promise<Response> {
  const tenant = await tenantOf(c);
  const { shard } = await readBody(c, MoveBody);
  if (!shardNames(c.env).includes(shard)) {
    const detail = `one of ${shardNames(c.env).join(', ')}`;
    throw new ApiError('invalid_request', 'there is no such shard', { errors: [{ pointer: '/shard', detail }] });
  }
  refuseOtherSide(tenant.shard, shard);
  await beginMove(c.env, { id: tenant.id, home: tenant }, shard, Date.now(), [
    auditStatement(c, {
      action: 'tenant.move',
      object: tenant.id,
      also: [tenant.tenant],
      before: { shard: tenant.shard },
      after: { shard },
    }),
  ]);
  await runJob(c.env, moveName(tenant.tenant), { ...SHARD_WORK, early: true }, (running) =>
    continueMove(c.env, running, Date.now()),
  );
  return c.json(await moveProgress(c, tenant.tenant));
}

async function restoreProgress(c: Ctx, shard: string): Promise<RestoreProgress> {
  const job = await readJob(c.env.DIRECTORY, restoreName(shard));
  if (!job?.state) throw new ApiError('not_found', 'this shard was never restored');
  const { step, epoch, announced, fetched, startedAt, endedAt } = JSON.parse(job.state) as Restore;
  return {
    shard,
    epoch,
    step,
    done: step === 'done',
    announced,
    fetched,
    startedAt: iso(startedAt) ?? '',
    endedAt: iso(endedAt),
    failure: job.failure,
  };
}

async function restored(c: Ctx): Promise<Response> {
  const shard = c.req.param('shard') ?? '';
  const { epoch: goingOn } = await readBody(c, RestoredBody);
  await beginRestore(c.env, shard, goingOn, Date.now(), (epoch) => [
    auditStatement(c, { action: 'shard.restored', object: shard, after: { epoch } }),
  ]);
  await runJob(c.env, restoreName(shard), { ...SHARD_WORK, early: true }, (running) =>
    continueRestore(c.env, running, Date.now()),
  );
  return c.json(await restoreProgress(c, shard));
}

async function tenants(c: Ctx): Promise<Response> {
  const after = Number(c.req.query('cursor') ?? 0);
  if (!Number.isSafeInteger(after))
    throw new ApiError('invalid_request', 'cursor is not one of ours; take next from the last answer');
  const rows = await store.listTenants(c.env.DIRECTORY, c.req.query('shard') ?? null, after, MAX_PAGE);
  const under = new Map(
    (await readJobs(c.env.DIRECTORY, ['move'], Number.MAX_SAFE_INTEGER)).map(({ name, state }) => [
      name,
      parseMove(state),
    ]),
  );
  const items = rows.map((row): TenantItem => {
    const way = under.get(moveName(row.tenant));
    return {
      organisation: row.id,
      name: row.name,
      type: row.type,
      shard: row.shard,
      homeEpoch: row.epoch,
      moving: way && way.step !== 'done' ? `${way.to} (${way.step})` : null,
    };
  });
  return c.json({ items, next: rows.length === MAX_PAGE ? String(rows.at(-1)?.tenant) : null });
}

async function shards(c: Ctx): Promise<Response> {
  const known = new Map((await store.listShards(c.env.DIRECTORY)).map((row) => [row.name, row]));
  const items = await Promise.all(
    shardNames(c.env).map(async (name): Promise<ShardItem> => {
      const shard = shardOf(c.env, name);
      const row = known.get(name);
      return {
        shard: name,
        tenants: row?.tenants ?? 0,
        epoch: await readEpoch(shard),
        restoredAt: iso(row?.restored_at),
        waiting: await store.countWaiting(shard),
      };
    }),
  );
  return c.json({ items, next: null });
}

async function epoch(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const named = c.req.query('organisation');
  const foreign = named !== undefined && named !== '' && named !== actor.organisationId;
  const granting = foreign ? await readGranting(c.env.DIRECTORY, named, actor.organisation, c.var.now) : null;
  const venue = foreign
    ? granting?.granted.includes('sales:push') && granting
    : await readOrganisationByKey(c.env.DIRECTORY, actor.organisation);
  if (!venue) throw new ApiError('not_found', 'no such organisation');
  const answer: EpochAnswer = {
    epoch: await readToldEpoch(shardOf(c.env, venue.shard), venue.key),
    livemode: venue.livemode === 1,
  };
  return c.json(answer, 200, { 'cache-control': 'no-store' });
}

export const shardRoutes = (): Routes =>
  new Routes()
    .on('get', PATHS.epoch, 'push_sales', epoch, {
      summary: 'The epoch of your figures: a new one asks you to send again from your source',
    })
    .on('get', PATHS.shards, 'operate', shards, { summary: 'Shards with their tenants and what waits' })
    .on('get', PATHS.tenants, 'operate', tenants, { summary: 'Where each organisation lives' })
    .on('post', PATHS.tenantMove, 'operate', move, {
      summary: 'Move an organisation to another shard, a part per call',
    })
    .on('get', PATHS.tenantMove, 'operate', async (c) => c.json(await moveProgress(c, (await tenantOf(c)).tenant)), {
      summary: 'How far a move is',
    })
    .on(
      'delete',
      PATHS.tenantMove,
      'operate',
      async (c) => {
        const { tenant, id } = await tenantOf(c);
        await cancelMove(c.env, tenant, Date.now(), ({ from, to }) => [
          auditStatement(
            c,
            {
              action: 'tenant.stay',
              object: id,
              also: [tenant],
              before: { shard: to },
              after: { shard: from.shard },
            },
            'ifChanged',
          ),
        ]);
        return c.body(null, 204);
      },
      { summary: 'Give a move up, as long as the map has not turned', status: 204 },
    )
    .on('post', PATHS.shardRestored, 'operate', restored, {
      summary: 'Say that a shard was restored: raises its epoch, a part per call',
    })
    .on(
      'get',
      PATHS.shardRestored,
      'operate',
      async (c) => c.json(await restoreProgress(c, c.req.param('shard') ?? '')),
      { summary: 'How far a restore is' },
    );
