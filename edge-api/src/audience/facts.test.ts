import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AudienceSettings, ErasureAnswer, PushResult } from '#protocol';
import { factOf, pseudonym, setOf } from '../../local/test-audience.ts';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const NOW = { 'x-test-now': String(Date.parse('2026-11-20T12:00:00Z')) };
const push = (house: House, ...items: unknown[]) =>
  worker.call<PushResult>(house.token, 'PUT', '/v1/audience/facts', { source: 'kassa', items }, NOW);
const outcomes = (answer: { body: PushResult }) => answer.body.results.map(({ outcome }) => outcome);
const first = (house: House) => house.performances[0] ?? '';

async function facts(house: House): Promise<{ buyer: string; ord: string; part: number }[]> {
  const db = await worker.database(house.shard);
  const { results } = await db
    .prepare('SELECT buyer, ord, part FROM audience_fact WHERE tenant = ?1 ORDER BY part, ord')
    .bind(house.key)
    .all<{ buyer: string; ord: string; part: number }>();
  return results;
}

test('a set is kept once; what comes again changes nothing, what is older loses, a newer one replaces it whole', async () => {
  const house = await layHouse(worker, 1);
  const set = setOf(first(house), 30);
  const once = await push(house, set);
  assert.equal(once.status, 200, JSON.stringify(once.body));
  assert.deepEqual(outcomes(once), ['applied']);
  assert.equal((await facts(house)).length, 30);
  assert.deepEqual(outcomes(await push(house, set)), ['unchanged']);
  assert.deepEqual(outcomes(await push(house, setOf(first(house), 3, { asOf: '2026-11-19T05:00:00Z' }))), ['older']);
  assert.equal((await facts(house)).length, 30);
  assert.deepEqual(outcomes(await push(house, setOf(first(house), 4, { revision: 1, buyersFrom: 28 }))), ['applied']);
  assert.deepEqual(
    (await facts(house)).map(({ buyer }) => buyer),
    [28, 29, 30, 31].map((n) => pseudonym('b', n)),
  );
});

test('two pushes at once end in the newer set, whole', async () => {
  const house = await layHouse(worker, 1);
  const [older, newer] = [setOf(first(house), 40), setOf(first(house), 15, { revision: 1, buyersFrom: 100 })];
  await Promise.all([push(house, older), push(house, newer), push(house, older)]);
  assert.deepEqual(
    (await facts(house)).map(({ buyer }) => buyer),
    Array.from({ length: 15 }, (_, i) => pseudonym('b', 100 + i)).toSorted(),
  );
});

test('parts come in any order and again; those of another set do not stay', async () => {
  const house = await layHouse(worker, 1);
  const part = (n: number, options: object) =>
    setOf(first(house), 5, { parts: 3, part: n, buyersFrom: n * 5, ...options });
  assert.deepEqual(outcomes(await push(house, part(2, {}), part(0, {}))), ['applied', 'applied']);
  assert.deepEqual(outcomes(await push(house, part(2, {}), part(1, {}))), ['unchanged', 'applied']);
  assert.equal((await facts(house)).length, 15);
  assert.deepEqual(outcomes(await push(house, setOf(first(house), 2, { revision: 1 }))), ['applied']);
  assert.equal((await facts(house)).length, 2);
});

test('an order without a buyer is counted for coverage and is not kept', async () => {
  const house = await layHouse(worker, 1);
  const set = setOf(first(house), 3);
  await push(house, { ...set, facts: [...set.facts, { ...factOf(9), buyer: null }] });
  assert.equal((await facts(house)).length, 3);
});

test('bad sets are named by field, one by one, and hold up no other', async () => {
  const house = await layHouse(worker, 1);
  const good = setOf(first(house), 2);
  const at = (change: object) => ({ ...good, facts: [{ ...factOf(1), ...change }] });
  const answer = await push(
    house,
    at({ pc4: '1234AB' }),
    at({ email: 'a@b.example' }),
    at({ booked: '2026-11-21T09' }),
    { ...good, facts: [factOf(1), factOf(1)] },
    { ...good, asOf: '2027-11-20T05:00:00Z' },
    { ...good, performance: 'NL-20-000-0000001|1' },
    { ...good, performance: undefined, ref: 'nergens' },
    good,
  );
  assert.equal(answer.status, 207);
  assert.deepEqual(outcomes(answer), [
    'invalid',
    'invalid',
    'invalid',
    'invalid',
    'invalid',
    'unknown_performance',
    'not_linked',
    'applied',
  ]);
  assert.deepEqual(
    answer.body.results.slice(0, 5).map(({ pointer }) => pointer),
    [
      '/items/0/facts/0/pc4',
      '/items/1/facts/0/email',
      '/items/2/facts/0/booked',
      '/items/3/facts/1/order',
      '/items/4/asOf',
    ],
  );
  assert.ok(!JSON.stringify(answer.body).includes('a@b.example'), 'no value comes back');
});

test('who is erased is gone at once, and does not come back with the next set', async () => {
  const house = await layHouse(worker, 2);
  const [one, two] = house.performances as [string, string];
  await push(house, setOf(one, 20), setOf(two, 20, { ordersFrom: 50 }));
  const answer = await worker.call<ErasureAnswer>(
    house.token,
    'POST',
    '/v1/audience/erasures',
    { keyId: 'key-1', buyers: [pseudonym('b', 7)] },
    NOW,
  );
  assert.deepEqual([answer.status, answer.body.facts, answer.body.performances], [200, 2, 2]);
  assert.equal(answer.body.publishedAt, '2026-11-23T03:00:00.000Z');
  await push(house, setOf(one, 20, { revision: 1 }));
  const kept = await facts(house);
  assert.equal(kept.length, 38);
  assert.ok(!kept.some(({ buyer }) => buyer === pseudonym('b', 7)));
});

test('another house, and a supplier without the right, find nothing to push to', async () => {
  const [house, other] = [await layHouse(worker, 1), await layHouse(worker, 1)];
  assert.deepEqual(outcomes(await push(other, setOf(first(house), 2))), ['unknown_performance']);
  const named = await worker.call(other.token, 'PUT', '/v1/audience/facts', {
    organisation: house.id,
    items: [setOf(first(house), 2)],
  });
  assert.equal(named.status, 404);
});

test('what a house leaves out is deleted at once and not kept again', async () => {
  const house = await layHouse(worker, 2);
  const [one, two] = house.performances as [string, string];
  await push(house, setOf(one, 12), setOf(two, 12, { ordersFrom: 50 }));
  const settings: AudienceSettings = { keepSeasons: 3, benchmark: false, notShared: [], excluded: [one] };
  const put = await worker.call<AudienceSettings>(house.token, 'PUT', '/v1/audience/settings', settings, NOW);
  assert.deepEqual([put.status, put.body.excluded], [200, [one]]);
  assert.equal((await facts(house)).length, 12);
  const again = await push(house, setOf(one, 12, { revision: 1 }));
  assert.deepEqual(outcomes(again), ['unchanged']);
  assert.equal((await facts(house)).length, 12);
});
