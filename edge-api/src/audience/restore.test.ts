/** A database that is taken back to an earlier moment, or moved, brings back nobody who asked to be forgotten. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AudienceAnswer, ErasureAnswer, MoveProgress, RestoreProgress } from '#protocol';
import { pseudonym, setOf } from '../../local/test-audience.ts';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
});
after(() => worker.close());

const NOW = { 'x-test-now': String(Date.parse('2026-11-20T12:00:00Z')) };
/** Ten of them: with nine left of nineteen from a far place nobody there is published any more. */
const ERASED = Array.from({ length: 10 }, (_, n) => pseudonym('b', n));
const FAR = '9711';

async function layAudience(): Promise<House> {
  const house = await layHouse(worker, 2);
  const items = house.performances.map((id, n) => {
    const set = setOf(id, 200, { buyersFrom: n * 150, ordersFrom: n * 1_000 });
    return { ...set, facts: set.facts.map((fact, i) => (n === 0 && i < 19 ? { ...fact, pc4: FAR } : fact)) };
  });
  const pushed = await worker.call(house.token, 'PUT', '/v1/audience/facts', { items }, NOW);
  assert.ok(pushed.status < 300, JSON.stringify(pushed.body));
  return house;
}
async function erase(house: House): Promise<number> {
  const answer = await worker.call<ErasureAnswer>(
    house.token,
    'POST',
    '/v1/audience/erasures',
    { keyId: 'key-1', buyers: ERASED },
    NOW,
  );
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.facts;
}
/** Facts of the erased in a shard. */
async function left(house: House, shard: string): Promise<number> {
  const { results } = await (
    await worker.database(shard)
  )
    .prepare('SELECT buyer FROM audience_fact WHERE tenant = ?1')
    .bind(house.key)
    .all<{ buyer: string }>();
  return results.filter(({ buyer }) => ERASED.includes(buyer)).length;
}
/** As Time Travel does it for the facts: as they were, in one moment. */
async function snapshotOf(shard: string): Promise<() => Promise<void>> {
  const db = await worker.database(shard);
  const tables = ['audience_set', 'audience_fact', 'audience_release', 'audience_report', 'tenant_home'];
  const rows = new Map<string, Record<string, unknown>[]>();
  for (const table of tables)
    rows.set(table, (await db.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>()).results);
  return async () => {
    for (const table of tables) {
      const lines = rows.get(table) ?? [];
      const columns = Object.keys(lines[0] ?? {});
      await db.batch([
        db.prepare(`DELETE FROM ${table}`),
        ...(lines.length
          ? [
              db
                .prepare(
                  `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((name) => `value->>'${name}'`).join(', ')} FROM json_each(?1)`,
                )
                .bind(JSON.stringify(lines)),
            ]
          : []),
      ]);
    }
  };
}
async function restored(shard: string): Promise<void> {
  let body: { epoch?: number } = {};
  for (let calls = 0; calls < 50; calls += 1) {
    const answer = await worker.call<RestoreProgress>(operator, 'POST', `/v1/shards/${shard}/restored`, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    if (answer.body.done) return;
    body = { epoch: answer.body.epoch };
  }
  throw new Error('it did not end');
}
async function move(house: House, shard: string): Promise<void> {
  for (let calls = 0; calls < 100; calls += 1) {
    const { status, body } = await worker.call<MoveProgress>(operator, 'POST', `/v1/tenants/${house.id}/move`, {
      shard,
    });
    assert.equal(status, 200, JSON.stringify(body));
    if (body.done) return;
  }
  throw new Error('the move did not end');
}
const publish = async (house: House) => {
  const answer = await worker.call(operator, 'POST', '/v1/audience/releases', { organisation: house.id }, NOW);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
};
const season = async (house: House) =>
  (await worker.call<AudienceAnswer>(house.token, 'GET', '/v1/audience?level=season&season=2026', undefined, NOW)).body
    .report;

test('after a restore who was erased is gone again, and nothing that is published next has them', async () => {
  const house = await layAudience();
  const back = await snapshotOf(house.shard);
  assert.equal(await erase(house), 10);
  assert.equal(await left(house, house.shard), 0);
  await back();
  assert.equal(await left(house, house.shard), 10);
  await restored(house.shard);
  assert.equal(await left(house, house.shard), 0);
  await publish(house);
  const report = await season(house);
  // 350 people bought, 340 are left; of 19 from far away 9 are.
  assert.equal(report?.buyers, 340);
  assert.equal(report?.tables.origin?.cells['97'] ?? null, null);
});

test('a shard that went back and of which nobody has said so yet publishes nobody who was erased', async () => {
  const house = await layAudience();
  const back = await snapshotOf(house.shard);
  await erase(house);
  await back();
  await publish(house);
  assert.equal((await season(house))?.buyers, 340);
  assert.equal(await left(house, house.shard), 0);
});

test('who is erased is gone from the copy that a move left behind as well', async () => {
  const house = await layAudience();
  const to = house.shard === 'SHARD_00' ? 'SHARD_01' : 'SHARD_00';
  await move(house, to);
  assert.deepEqual([await left(house, house.shard), await left(house, to)], [10, 10]);
  await erase(house);
  assert.deepEqual([await left(house, house.shard), await left(house, to)], [0, 0]);
});
