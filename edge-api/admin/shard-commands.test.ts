import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { MoveProgress, RestoreProgress, ShardItem, TenantItem } from '#protocol';
import { layHouse } from '../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../local/test-worker.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, 'cli.ts'), '--api', worker.url, '--json', ...args], {
    env: { ...process.env, DIP_ADMIN_SECRET: worker.operatorSecret },
  });

test('an operator sees where organisations live, moves one, and is told how far it is', async () => {
  const house = await layHouse(worker, 2);
  const { stdout, stderr } = await run('tenant', 'move', house.id, 'SHARD_00');
  assert.equal((JSON.parse(stdout) as MoveProgress).done, true);
  assert.match(stderr, /SHARD_01 to SHARD_00: \w+, \d+ rows/);
  const list = JSON.parse((await run('tenant', 'list', '--shard', 'SHARD_00')).stdout) as { items: TenantItem[] };
  assert.deepEqual(
    list.items.map((item) => item.organisation),
    [house.id],
  );
  // The command given again, as after a cut connection, finds that it is done.
  assert.equal((JSON.parse((await run('tenant', 'move', house.id, 'SHARD_00')).stdout) as MoveProgress).done, true);
  await assert.rejects(run('tenant', 'move', house.provider.id, 'SHARD_02'), /lives in SHARD_02 already/);
  await assert.rejects(run('tenant', 'cancel', house.id), /has moved already/);
});

test('a restored shard is told once and gets an epoch of its own', async () => {
  const { stdout } = await run('shard', 'restored', 'SHARD_02');
  const { epoch } = JSON.parse(stdout) as RestoreProgress;
  const list = JSON.parse((await run('shard', 'list')).stdout) as { items: ShardItem[] };
  assert.deepEqual(
    list.items.map((item) => [item.shard, item.epoch]),
    [
      ['SHARD_00', 1],
      ['SHARD_01', 1],
      ['SHARD_02', epoch],
      ['SHARD_90', 1],
    ],
  );
  await assert.rejects(run('shard', 'restored', 'SHARD_09'), /no such shard/);
});
