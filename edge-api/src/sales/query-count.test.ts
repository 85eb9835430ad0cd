import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { MonitorAnswer } from '#protocol';
import { startCountingWorker, type CountingWorker } from '../../local/counting-worker.ts';
import { layHouse, type House } from '../../local/test-house.ts';

let worker: CountingWorker;
before(async () => (worker = await startCountingWorker()));
after(() => worker.close());

const NOW = Date.parse('2026-11-20T12:00:00Z');
const at = { 'x-test-now': String(NOW) };
const monitor = async (house: House, query = '') => {
  const answer = await worker.call<MonitorAnswer>(house.token, 'GET', `/v1/monitor?season=2026${query}`, undefined, at);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
};
const count = async (name: string, table: string) => {
  const db = await worker.database(name);
  return (await db.prepare(`SELECT count(*) AS n FROM ${table}`).all<{ n: number }>()).results[0]?.n ?? 0;
};
/** After a deadline far beyond what it takes. */
const until = async (done: () => Promise<boolean>) => {
  for (let tries = 0; tries < 500 && !(await done()); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
};

test('a widget asks one query, and reads at most 1.2 times the rows it shows and 20 more', async () => {
  const house = await layHouse(worker, 120);
  const items = house.performances.map((performance) => ({
    performance,
    asOf: '2026-11-20T11:00:00Z',
    normal: { count: 7, amount: 7_000 },
    capacity: 500,
  }));
  assert.equal((await worker.call(house.token, 'PUT', '/v1/snapshots', { items }, at)).status, 207);
  await until(async () => (await count(house.shard, 'outbox')) === 0);
  // Rights, keys and what is known of other houses are copies the isolate keeps for seconds; this page it has not seen.
  await monitor(house, '&limit=7');
  await worker.spent();
  const few = await monitor(house, '&limit=10');
  const page = await worker.spent();
  assert.equal(few.rows.length, 10);
  assert.equal(page.queries, 1);
  assert.ok(page.rowsRead > 0 && page.rowsRead <= 10 * 1.2 + 20, `${page.rowsRead} rows read for 10`);
  const whole = await monitor(house, '&limit=199');
  const all = await worker.spent();
  assert.equal(whole.rows.length, 120);
  assert.equal(all.queries, 1);
  assert.ok(all.rowsRead <= 120 * 1.2 + 20, `${all.rowsRead} rows read for 120`);
  // The page as it was answered, where another isolate left it.
  const made = await monitor(house);
  await until(async () => (await count(house.shard, 'reader_page')) > 0);
  await worker.spent();
  const kept = await monitor(house, '&unknown=1');
  const again = await worker.spent();
  assert.deepEqual(kept, made);
  assert.equal(again.queries, 1);
  assert.ok(again.rowsRead <= 20, `${again.rowsRead} rows read for a kept page`);
  // In memory: nothing is asked at all.
  await monitor(house);
  assert.deepEqual(await worker.spent(), { queries: 0, rowsRead: 0, rowsWritten: 0 });
});

test('a backfill of 5,000 performances is seen, and no invocation comes near the 1,000 queries it may ask', async () => {
  const house = await layHouse(worker, 1);
  const directory = await worker.database('DIRECTORY');
  await directory
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
       INSERT INTO performance (production, number, number_text, venue, starts_at)
       SELECT p.production, i, printf('%05d', i), p.venue, p.starts_at + i * 3600000 FROM n, performance p WHERE p.key = ?1`,
    )
    .bind(house.performanceKeys[0])
    .run();
  const { results } = await directory
    .prepare('SELECT key FROM performance WHERE venue = ?1')
    .bind(house.key)
    .all<{ key: number }>();
  assert.equal(results.length, 5_000);
  const shard = await worker.database(house.shard);
  await shard
    .prepare('INSERT INTO outbox (tenant, performance, at) SELECT ?1, value, 0 FROM json_each(?2)')
    .bind(house.key, JSON.stringify(results.map(({ key }) => key)))
    .run();
  let minutes = 0;
  await worker.spent();
  while ((await count(house.shard, 'outbox')) > 0 && minutes < 10) {
    await worker.runMinuteJob();
    minutes += 1;
    const { queries } = await worker.spent();
    assert.ok(queries < 1_000, `${queries} queries in one invocation`);
  }
  const shown = await shard
    .prepare('SELECT count(*) AS n FROM reader_row WHERE reader = ?1')
    .bind(house.key)
    .all<{ n: number }>();
  assert.equal(shown.results[0]?.n, 5_000);
  const totals = await shard
    .prepare("SELECT sum(body->>'$.rows') AS n FROM reader_total WHERE reader = ?1")
    .bind(house.key)
    .all<{ n: number }>();
  assert.equal(totals.results[0]?.n, 5_000);
});

test('announcements of more venues than one invocation can rebuild wait for the next minutes, none is lost', async () => {
  const house = await layHouse(worker, 1);
  const directory = await worker.database('DIRECTORY');
  // 150 venues in one shard, each with a performance of the production.
  await directory
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)
       INSERT INTO organisation (id, type, name, shard, origins, created_at)
       SELECT 'XD-ORG-many' || i, 'venue', 'Theater ' || i, ?1, '[]', 0 FROM n`,
    )
    .bind(house.shard)
    .run();
  await directory
    .prepare(
      `INSERT INTO performance (production, number, number_text, venue, starts_at)
       SELECT p.production, o.key, printf('%05d', o.key), o.key, p.starts_at + o.key * 3600000
       FROM performance p, organisation o WHERE p.key = ?1 AND o.id LIKE 'XD-ORG-many%'`,
    )
    .bind(house.performanceKeys[0])
    .run();
  const { results: venues } = await directory
    .prepare(
      "SELECT o.key, p.key AS performance FROM organisation o JOIN performance p ON p.venue = o.key WHERE o.id LIKE 'XD-ORG-many%'",
    )
    .bind()
    .all<{ key: number; performance: number }>();
  assert.equal(venues.length, 150);
  const shard = await worker.database(house.shard);
  const pairs = JSON.stringify(venues.map(({ key, performance }) => [key, performance]));
  await shard
    .prepare("INSERT INTO tenant_home (tenant, epoch, state) SELECT value->>0, 1, 'home' FROM json_each(?1)")
    .bind(pairs)
    .run();
  await shard
    .prepare('INSERT INTO outbox (tenant, performance, at) SELECT value->>0, value->>1, 0 FROM json_each(?1)')
    .bind(pairs)
    .run();
  const unfinished = async () => (await count(house.shard, 'outbox')) + (await count(house.shard, 'reader_stale'));
  await worker.spent();
  let minutes = 0;
  for (; (await unfinished()) > 0 && minutes < 20; minutes += 1) {
    await worker.runMinuteJob();
    const { queries } = await worker.spent();
    assert.ok(queries < 1_000, `${queries} queries in one invocation`);
  }
  assert.ok(minutes > 1, 'it does not fit into one invocation');
  const totals = await shard
    .prepare("SELECT sum(body->>'$.rows') AS n FROM reader_total WHERE reader IN (SELECT value->>0 FROM json_each(?1))")
    .bind(pairs)
    .all<{ n: number }>();
  assert.equal(totals.results[0]?.n, 150);
});
