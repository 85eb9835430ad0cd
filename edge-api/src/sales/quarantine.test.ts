import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type {
  EmbedSessionAnswer,
  MonitorAnswer,
  Problem,
  PushResult,
  QuarantineDecided,
  QuarantineList,
} from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const NOW = Date.parse('2026-11-20T12:00:00Z');
const AT = { 'x-test-now': String(NOW) };

const push = (house: House, item: Record<string, unknown>) =>
  worker.call<PushResult>(house.token, 'PUT', '/v1/snapshots', { source: 'kassa', items: [item] }, AT);
const list = async (token: string, query = '') =>
  (await worker.call<QuarantineList>(token, 'GET', `/v1/quarantine${query}`, undefined, AT)).body;
const decide = <T = QuarantineDecided>(token: string, id: string, body: unknown) =>
  worker.call<T>(token, 'POST', `/v1/quarantine/${id}`, body, AT);

/** Asked a little later each time, past what an isolate answers from memory. */
let later = NOW;
async function count(house: House): Promise<number | null | undefined> {
  const db = await worker.database(house.shard);
  for (let tries = 0; tries < 50; tries += 1) {
    const { results } = await db.prepare('SELECT count(*) AS n FROM outbox').all<{ n: number }>();
    if (results[0]?.n === 0) break;
    await worker.runMinuteJob();
  }
  const answer = await worker.call<MonitorAnswer>(house.token, 'GET', '/v1/monitor?season=2026&sort=title', undefined, {
    'x-test-now': String((later += 3_000)),
  });
  return answer.body.rows.find((row) => row.id === house.performances[0])?.count;
}

const future = (house: House, n: number, asOf = '2099-01-01T00:00:00Z') => ({
  performance: house.performances[0],
  asOf,
  normal: { count: n, amount: n * 2_000 },
  lines: [{ name: 'Rang 1', class: 'normal', price: 2_000, count: n, amount: n * 2_000 }],
});

test('a report of 2099 is listed whole, and re-timed it counts from the time it was given', async () => {
  const house = await layHouse(worker, 1);
  assert.equal((await push(house, future(house, 30))).status, 202);
  const { items, next, livemode } = await list(house.token);
  assert.equal(items.length, 1);
  const item = items[0];
  assert.ok(item);
  assert.deepEqual(
    [item.performance, item.venue, item.source, item.asOf, item.receivedAt, item.decision, next, livemode],
    [
      house.performances[0],
      house.id,
      'kassa',
      '2099-01-01T00:00:00.000Z',
      new Date(NOW).toISOString(),
      null,
      null,
      true,
    ],
  );
  assert.deepEqual(item.snapshot, future(house, 30));
  assert.equal(await count(house), undefined);

  const still = await decide<Problem>(house.token, item.id, { decision: 'retime', asOf: '2026-11-21T12:00:00Z' });
  assert.equal(still.status, 400);
  assert.equal(still.body.errors?.[0]?.pointer, '/asOf');
  assert.equal((await list(house.token)).items.length, 1);

  const done = await decide(house.token, item.id, { decision: 'retime', asOf: '2026-11-20T09:00:00Z' });
  assert.deepEqual([done.status, done.body.result?.outcome], [200, 'applied']);
  assert.equal(await count(house), 30);
  assert.equal((await list(house.token)).items.length, 0);
  const kept = (await list(house.token, '?state=decided')).items[0]?.decision;
  assert.deepEqual(kept, {
    decision: 'retime',
    asOf: '2026-11-20T09:00:00.000Z',
    at: new Date(NOW).toISOString(),
    by: house.clientId,
  });
});

test('a decision is taken once, also when two people press at the same moment', async () => {
  const house = await layHouse(worker, 1);
  await push(house, future(house, 12));
  const id = (await list(house.token)).items[0]?.id ?? '';
  const answers = await Promise.all([
    decide(house.token, id, { decision: 'retime', asOf: '2026-11-20T09:00:00Z' }),
    decide(house.token, id, { decision: 'drop' }),
    decide(house.token, id, { decision: 'retime', asOf: '2026-11-20T10:00:00Z' }),
  ]);
  assert.deepEqual(
    answers.map((answer) => answer.status).toSorted((a, b) => a - b),
    [200, 409, 409],
  );
  const decided = (await list(house.token, '?state=all')).items[0]?.decision;
  assert.equal(await count(house), decided?.decision === 'drop' ? undefined : 12);
  assert.equal((await decide(house.token, id, { decision: 'drop' })).status, 409);
});

test('a dropped report changes no figure and stays readable with who dropped it', async () => {
  const house = await layHouse(worker, 1);
  await push(house, { ...future(house, 5), asOf: '2026-11-20T09:00:00Z' });
  await push(house, future(house, 99));
  const id = (await list(house.token)).items[0]?.id ?? '';
  const done = await decide(house.token, id, { decision: 'drop' });
  assert.deepEqual([done.status, done.body.result], [200, null]);
  assert.equal(await count(house), 5);
  const [kept] = (await list(house.token, '?state=decided')).items;
  assert.deepEqual(
    [kept?.decision?.decision, kept?.decision?.by, kept?.snapshot.normal?.count],
    ['drop', house.clientId, 99],
  );
  // The same report again is the one that was decided about: it is not put before people a second time.
  assert.equal((await push(house, future(house, 99))).body.results[0]?.outcome, 'quarantined');
  assert.equal((await list(house.token)).items.length, 0);
});

test('re-timed to a day that has a newer report, it is kept for its own day and says so', async () => {
  const house = await layHouse(worker, 1);
  await push(house, { ...future(house, 50), asOf: '2026-11-20T11:00:00Z' });
  await push(house, future(house, 20));
  const id = (await list(house.token)).items[0]?.id ?? '';
  const done = await decide(house.token, id, { decision: 'retime', asOf: '2026-11-18T11:00:00Z' });
  assert.equal(done.body.result?.outcome, 'older');
  assert.equal(await count(house), 50);
});

test('equal figures with an older time still count as decided', async () => {
  const house = await layHouse(worker, 1);
  const item = { ...future(house, 8), asOf: '2026-11-20T09:00:00Z' };
  await push(house, item);
  await push(house, future(house, 8));
  const id = (await list(house.token)).items[0]?.id ?? '';
  assert.equal(
    (await decide(house.token, id, { decision: 'retime', asOf: '2026-11-20T09:00:00Z' })).body.result?.outcome,
    'unchanged',
  );
  assert.equal((await list(house.token)).items.length, 0);
});

test('the list pages, and a faulty decision names its field', async () => {
  const house = await layHouse(worker, 1);
  for (const n of [1, 2, 3]) await push(house, future(house, n));
  const first = await list(house.token, '?limit=2');
  assert.deepEqual(
    first.items.map((item) => item.snapshot.normal?.count),
    [1, 2],
  );
  const second = await list(house.token, `?limit=2&cursor=${first.next}`);
  assert.deepEqual([second.items.length, second.next], [1, null]);
  const id = first.items[0]?.id ?? '';
  const faulty = await decide<Problem>(house.token, id, { decision: 'retime', asOf: 'yesterday' });
  assert.deepEqual([faulty.status, faulty.body.errors?.[0]?.pointer], [400, '/asOf']);
  assert.equal((await decide(house.token, id, { decision: 'keep' })).status, 400);
});

test('a foreign house finds nothing, the box office sees its reports, marketing does not', async () => {
  const house = await layHouse(worker, 1);
  const other = await layHouse(worker, 1);
  await push(house, future(house, 1));
  const id = (await list(house.token)).items[0]?.id ?? '';
  assert.equal((await list(other.token)).items.length, 0);
  assert.equal((await decide(other.token, id, { decision: 'drop' })).status, 404);
  assert.equal((await worker.call(other.token, 'GET', `/v1/quarantine?organisation=${house.id}`)).status, 404);
  const session = async (preset: string, productions?: string[]) =>
    (
      await worker.call<EmbedSessionAnswer>(house.token, 'POST', '/v1/embed-sessions', {
        preset,
        origins: ['http://host.test'],
        ...(productions ? { productions } : {}),
      })
    ).body.token;
  const production = house.performances[0]?.split('|')[0] ?? '';
  assert.equal((await list(await session('box-office', [production]))).items.length, 1);
  assert.equal((await list(await session('box-office', ['NL-00-000-0000000']))).items.length, 0);
  assert.equal((await worker.call(await session('marketing'), 'GET', '/v1/quarantine')).status, 404);
  assert.equal((await decide(await session('box-office'), id, { decision: 'drop' })).status, 200);
});
