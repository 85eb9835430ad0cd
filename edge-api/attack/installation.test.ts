// What a local installation has published is read as each of its readers was answered: the attack is tried on that, not on what should have been answered.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pseudonym, setOf } from '../local/test-audience.ts';
import { layHouse, type House } from '../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../local/test-worker.ts';
import { attack } from './attack.ts';
import { answeredSeasons } from './installation.ts';
import { HOUSE_ONLY } from './knowledge.ts';
import { startSolver } from './solver.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const WEEK = 7 * 86_400_000;
let worker: TestWorker;
let house: House;

before(async () => {
  worker = await startTestWorker();
  house = await layHouse(worker, 3);
  const operator = await worker.operatorToken();
  for (const [week, size] of [260, 330].entries()) {
    const at = { 'x-test-now': String(NOW + week * WEEK) };
    const asOf = new Date(NOW + week * WEEK - 7 * 3_600_000).toISOString();
    const items = house.performances.map((id, n) =>
      setOf(id, size, { buyersFrom: n * 190, ordersFrom: n * 1_000, asOf }),
    );
    const told = await worker.call(house.token, 'PUT', '/v1/audience/facts', { items }, at);
    assert.ok(told.status < 300, JSON.stringify(told.body));
    const buyers = [pseudonym('b', 7), pseudonym('b', 8)];
    if (week === 1) {
      const erased = await worker.call(house.token, 'POST', '/v1/audience/erasures', { keyId: 'key-1', buyers }, at);
      assert.ok(erased.status < 300, JSON.stringify(erased.body));
    }
    await worker.call(operator, 'POST', '/v1/audience/releases', { organisation: house.id }, at);
  }
});
after(() => worker.close());

async function season() {
  const all = [];
  for await (const one of answeredSeasons(worker.stateDir, house.id)) all.push(one);
  assert.equal(all.length, 1);
  return all[0] ?? assert.fail();
}

test('each reader knows what it was answered: two releases, who was erased between, and for the company nothing of the house alone', async () => {
  const { readers } = await season();
  assert.deepEqual(readers.map(({ who }) => who).toSorted(), [house.id, house.provider.id].toSorted());
  for (const { who, knowledge } of readers) {
    assert.equal(knowledge.performances.length, 3);
    const [first, second] = knowledge.rounds;
    assert.deepEqual([first?.erased, second?.erased], [0, 2]);
    const levels = new Set(first?.subjects.map(({ level }) => level));
    assert.equal(levels.has('season'), who === house.id);
    for (const subject of [first, second].flatMap((round) => round?.subjects ?? []))
      for (const table of HOUSE_ONLY)
        if (who !== house.id) assert.equal(subject.published.tables[table], undefined, table);
  }
});

test('nothing is derived from it; an answer that says more than was published is found', async () => {
  const solver = await startSolver();
  const found = async () =>
    (await season()).readers.flatMap(({ knowledge }) => attack(knowledge, solver, { tables: ['newness'] }).derived);
  assert.deepEqual(await found(), []);
  const shard = await worker.database(house.shard);
  const told = `UPDATE audience_report SET body = json_set(body, '$.tables.newness', json_object('cells', json_object('new', json_extract(body, '$.buyers'))))
    WHERE venue = ?1 AND reader = ?1 AND level = 'season'`;
  await shard.prepare(told).bind(house.key).run();
  assert.deepEqual([...new Set((await found()).map(({ kind }) => kind))], ['everyone']);
});

test('a folder without an installation is told in a sentence', () => {
  const empty = mkdtempSync(join(tmpdir(), 'attack-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'cli.ts'), '--state', empty]);
    assert.equal(status, 1);
    assert.match(stderr.toString(), /^no installation lies in .*--state names the folder it was started with\n$/);
  } finally {
    rmSync(empty, { recursive: true });
  }
});
