// Three connectors push while tenants move between shards by the operator's command and a shard goes back to an earlier moment.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MoveProgress, TenantItem } from '#protocol';
import { putShardBack, saveShards } from './ledger.ts';
import { Road } from './road.ts';

const ADMIN = join(import.meta.dirname, '../../edge-api/admin/cli.ts');
const SHARDS = ['SHARD_00', 'SHARD_01', 'SHARD_02'];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function admin<T>(road: Road, ...args: string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [ADMIN, '--api', road.api.url, '--json', ...args], {
    env: { ...process.env, DIP_ADMIN_SECRET: road.operatorSecret },
  });
  return JSON.parse(stdout) as T;
}

const homes = async (road: Road) =>
  new Map((await admin<{ items: TenantItem[] }>(road, 'tenant', 'list')).items.map((t) => [t.organisation, t.shard]));

export async function runMoves(options: { seed: number; moves: number; performances: number; tickets: number }) {
  const road = await Road.build({ ...options, batchItems: 25 });
  let selling = true;
  let sold = 0;
  const sell = (async () => {
    while (selling) {
      await road.sellSome(road.random.pick(road.venues), 15);
      sold += 1;
      await pause(400);
    }
  })();
  let moved = 0;
  let rows = 0;
  try {
    for (const { connector } of road.venues) connector.start();
    await pause(3_000);
    const moveOne = async (): Promise<void> => {
      const venue = road.random.pick(road.venues);
      const from = (await homes(road)).get(venue.id);
      const to = road.random.pick(SHARDS.filter((name) => name !== from));
      const done = await admin<MoveProgress>(road, 'tenant', 'move', venue.id, to);
      assert.equal(done.done, true);
      moved += 1;
      rows += done.rows;
      await pause(300);
    };
    const first = Math.ceil(options.moves / 2);
    for (let n = 0; n < first; n += 1) await moveOne();
    await road.api.stop();
    saveShards(road.stateDir);
    await road.api.start();
    await pause(2_500);
    for (let n = first; n < options.moves; n += 1) await moveOne();
    await pause(1_500);
    const back = road.random.pick(road.venues);
    const shard = (await homes(road)).get(back.id) ?? '';
    await road.api.kill();
    putShardBack(road.stateDir, back.id);
    await road.api.start();
    const { epoch } = await admin<{ epoch: number }>(road, 'shard', 'restored', shard);
    assert.equal(epoch, 2, 'one restore, one new epoch');
    await pause(2_500);
    selling = false;
    await sell;
    // A connector hears of the restore with its next push, and asks for it when it has none.
    await road.settle();
    const totals = await road.checkTotals();
    const lost = await road.countLost();
    const figures = {
      moves: moved,
      rowsMoved: rows,
      restored: shard,
      epoch,
      exports: sold,
      pushes: road.wire.counts.pushes,
      acknowledgedItems: road.wire.counts.items,
      unacknowledgedPushes: road.wire.counts.unacknowledged,
      lostAcknowledged: lost,
      tickets: totals.count,
      cents: totals.cents,
      seconds: road.seconds,
    };
    assert.equal(lost, 0, JSON.stringify(figures));
    return figures;
  } finally {
    selling = false;
    await sell.catch(() => undefined);
    await road.close();
  }
}
