import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { setOf } from '../local/test-audience.ts';
import { layHouse } from '../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../local/test-worker.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, 'cli.ts'), '--api', worker.url, ...args], {
    env: { ...process.env, DIP_ADMIN_SECRET: worker.operatorSecret },
  });

test('a house’s tables are published from the command line, and it says how much of them is shown', async () => {
  const house = await layHouse(worker, 2);
  assert.match((await run('audience', 'publish', house.id)).stderr, /no facts of its audience yet/);
  const items = house.performances.map((id, n) => setOf(id, 120, { ordersFrom: n * 1_000 }));
  const pushed = await worker.call(
    house.token,
    'PUT',
    '/v1/audience/facts',
    { items },
    { 'x-test-now': String(Date.parse('2026-11-20T12:00:00Z')) },
  );
  assert.ok(pushed.status < 300, JSON.stringify(pushed.body));
  const { items: seasons } = JSON.parse((await run('--json', 'audience', 'publish', house.id)).stdout) as {
    items: { season: number; subjects: number; cells: number; shown: number }[];
  };
  const [one] = seasons;
  assert.ok(one && seasons.length === 1);
  assert.equal(one.season, 2026);
  // Two evenings, their production, their genre and the season.
  assert.ok(one.subjects >= 4 && one.shown > 0 && one.shown <= one.cells, JSON.stringify(one));
  assert.match((await run('audience', 'publish', house.id)).stdout, /season.*subjects.*shown/);
  await assert.rejects(run('audience', 'publish', 'XD-ORG-nobody'), /no such house/);
});
