import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { MonitorAnswer, PushResult } from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const NOW = Date.parse('2026-11-20T12:00:00Z');
const at = (ms = NOW) => ({ 'x-test-now': String(ms) });

const push = (house: House, count: number) =>
  worker.call<PushResult>(
    house.token,
    'PUT',
    '/v1/snapshots',
    {
      items: house.performances.map((performance) => ({
        performance,
        asOf: '2026-11-20T11:00:00Z',
        revision: count,
        normal: { count, amount: count * 1_000 },
        capacity: 500,
      })),
    },
    at(),
  );
const monitor = async (house: House, query = '') => {
  const answer = await worker.call<MonitorAnswer>(
    house.token,
    'GET',
    `/v1/monitor?season=2026${query}`,
    undefined,
    at(),
  );
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer;
};
const waiting = async (house: House, table: 'outbox' | 'reader_stale') => {
  const db = await worker.database(house.shard);
  return (await db.prepare(`SELECT count(*) AS n FROM ${table}`).all<{ n: number }>()).results[0]?.n;
};

test('figures whose first drain was killed before it began are seen after one minute job', async () => {
  const house = await layHouse(worker, 3);
  const db = await worker.database(house.shard);
  // As a request leaves them that is killed once its transaction is done: facts and outbox, no reader row.
  assert.equal((await push(house, 20)).status, 207);
  for (let tries = 0; tries < 50 && (await waiting(house, 'outbox')); tries += 1) await worker.runMinuteJob();
  await db.prepare('DELETE FROM reader_row WHERE reader = ?1').bind(house.key).run();
  await db.prepare('DELETE FROM reader_total WHERE reader = ?1').bind(house.key).run();
  await db
    .prepare('INSERT INTO outbox (tenant, performance, at) SELECT ?1, value, 0 FROM json_each(?2)')
    .bind(house.key, JSON.stringify(house.performanceKeys))
    .run();
  await worker.runMinuteJob();
  const { body } = await monitor(house, '&limit=100');
  assert.equal(body.totals.count, 60);
  assert.deepEqual(
    body.rows.map((row) => row.count),
    [20, 20, 20],
  );
});

test('a drain killed between rows and totals leaves word: the next minute job sums, also in the shard of a reader elsewhere', async () => {
  const house = await layHouse(worker, 3);
  await push(house, 20);
  for (
    let tries = 0;
    tries < 50 && ((await waiting(house, 'outbox')) || (await waiting(house, 'reader_stale')));
    tries += 1
  )
    await worker.runMinuteJob();
  const shards = await Promise.all(['SHARD_00', 'SHARD_01', 'SHARD_02'].map((name) => worker.database(name)));
  // The rows are there, the outbox is empty, the totals are not: what a kill between the two transactions leaves.
  for (const db of shards) {
    await db
      .prepare(
        'INSERT INTO reader_stale (reader, season, n) SELECT reader, season, 1 FROM reader_total WHERE reader IN (?1, ?2)',
      )
      .bind(house.key, house.provider.key)
      .run();
    await db.prepare('DELETE FROM reader_total WHERE reader IN (?1, ?2)').bind(house.key, house.provider.key).run();
  }
  await worker.runMinuteJob();
  let summed = 0;
  for (const db of shards) {
    const { results } = await db
      .prepare("SELECT body->>'$.sold' AS sold FROM reader_total WHERE reader IN (?1, ?2)")
      .bind(house.key, house.provider.key)
      .all<{ sold: number }>();
    for (const { sold } of results) {
      assert.equal(sold, 60);
      summed += 1;
    }
    assert.equal((await db.prepare('SELECT count(*) AS n FROM reader_stale').all<{ n: number }>()).results[0]?.n, 0);
  }
  assert.equal(summed, 2);
});

test('a page reads at most 1.2 times the rows it shows and 20 more, once from its rows and then as it was answered', async () => {
  const house = await layHouse(worker, 120);
  await push(house, 7);
  for (
    let tries = 0;
    tries < 50 && ((await waiting(house, 'outbox')) || (await waiting(house, 'reader_stale')));
    tries += 1
  )
    await worker.runMinuteJob();
  const first = await monitor(house);
  assert.equal(first.body.rows.length, 120);
  const read = Number(first.headers.get('x-rows-read'));
  assert.ok(read > 0 && read <= 120 * 1.2 + 20, `${read} rows read for 120`);
  const few = await monitor(house, '&limit=10');
  assert.equal(few.body.rows.length, 10);
  assert.ok(
    Number(few.headers.get('x-rows-read')) <= 10 * 1.2 + 20,
    `${few.headers.get('x-rows-read')} rows read for 10`,
  );
  // Searching and sorting go through the reader's season, and no further.
  const sorted = await monitor(house, '&sort=count&q=stuk&limit=5');
  assert.equal(sorted.body.rows.length, 5);
  assert.ok(
    Number(sorted.headers.get('x-rows-read')) <= 120 * 2 + 20,
    `${sorted.headers.get('x-rows-read')} rows read`,
  );
  // Another isolate finds the page as it was answered.
  const db = await worker.database(house.shard);
  for (let tries = 0; tries < 50; tries += 1) {
    const { results } = await db
      .prepare('SELECT count(*) AS n FROM reader_page WHERE reader = ?1')
      .bind(house.key)
      .all<{ n: number }>();
    if (results[0]?.n) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const kept = await monitor(house, '&unknown=1');
  assert.deepEqual(kept.body, first.body);
  assert.ok(
    Number(kept.headers.get('x-rows-read')) <= 20,
    `${kept.headers.get('x-rows-read')} rows read for a kept page`,
  );
});

test('gzip where the caller takes it, the same bytes where not, and 304 for either', async () => {
  const house = await layHouse(worker, 2);
  await push(house, 3);
  for (let tries = 0; tries < 50 && (await waiting(house, 'outbox')); tries += 1) await worker.runMinuteJob();
  const get = (headers: Record<string, string>) =>
    worker.fetch('/v1/monitor?season=2026', {
      headers: { authorization: `Bearer ${house.token}`, ...at(), ...headers },
    });
  const plain = await get({ 'accept-encoding': 'identity' });
  const small = await get({ 'accept-encoding': 'gzip', origin: 'http://host.test' });
  assert.equal(plain.headers.get('content-encoding'), null);
  assert.equal(small.headers.get('content-encoding'), 'gzip');
  assert.equal(small.headers.get('vary'), 'Accept-Encoding, Origin');
  assert.equal(await small.text(), await plain.text());
  const etag = small.headers.get('etag') ?? '';
  assert.equal((await get({ 'accept-encoding': 'gzip', 'if-none-match': etag })).status, 304);
  assert.equal((await get({ 'if-none-match': plain.headers.get('etag') ?? '' })).status, 304);
  assert.equal((await get({ 'accept-encoding': 'gzip;q=0' })).headers.get('content-encoding'), null);
});
