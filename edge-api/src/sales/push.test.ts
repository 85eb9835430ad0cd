import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { MonitorAnswer, PushResult } from '#protocol';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { layHouse, type House } from '../../local/test-house.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const NOW = Date.parse('2026-11-20T12:00:00Z');
const at = (ms: number) => ({ 'x-test-now': String(ms) });
const HOUR = 3_600_000;

async function push(house: House, items: unknown[], now = NOW, headers: Record<string, string> = {}) {
  return worker.call<PushResult>(
    house.token,
    'PUT',
    '/v1/snapshots',
    { source: 'kassa', items },
    { ...at(now), ...headers },
  );
}
const outcomes = (answer: { body: PushResult }) => answer.body.results.map((result) => result.outcome);

/** Everything the shard keeps of a house, as text: current and day rows must be equal byte for byte. */
async function dayRows(house: House): Promise<string> {
  const db = await worker.database(house.shard);
  const { results } = await db
    .prepare('SELECT * FROM sales_day WHERE tenant = ?1 ORDER BY performance, source, day')
    .bind(house.key)
    .all<Record<string, unknown>>();
  return JSON.stringify(
    results.map(({ tenant: _tenant, performance, source: _source, ...rest }) => ({
      ...rest,
      performance: house.performanceKeys.indexOf(performance as number),
    })),
  );
}

async function monitor(house: House, query = '', now = NOW): Promise<MonitorAnswer> {
  for (let tries = 0; tries < 50; tries += 1) {
    const db = await worker.database(house.shard);
    const { results } = await db
      .prepare('SELECT count(*) AS n FROM outbox WHERE tenant = ?1')
      .bind(house.key)
      .all<{ n: number }>();
    if (results[0]?.n === 0) break;
    await worker.runMinuteJob();
  }
  const answer = await worker.call<MonitorAnswer>(
    house.token,
    'GET',
    `/v1/monitor?season=2026${query}`,
    undefined,
    at(now),
  );
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}

test('a pushed figure comes out of the monitor with its time, source and definition', async () => {
  const house = await layHouse(worker, 2);
  const answer = await push(house, [
    {
      performance: house.performances[0],
      asOf: '2026-11-20T11:00:00Z',
      normal: { count: 300, amount: 960_000 },
      discount: { count: 80, amount: 216_000 },
      free: { count: 10 },
      other: { count: 20, amount: 44_000 },
      capacity: 600,
    },
  ]);
  assert.equal(answer.status, 200);
  assert.deepEqual(outcomes(answer), ['applied']);
  const seen = await monitor(house);
  const row = seen.rows.find((r) => r.id === house.performances[0]);
  assert.equal(row?.count, 410);
  assert.equal(row?.amount, 1_220_000);
  assert.equal(row?.occupancy, 0.6833);
  assert.equal(row?.asOf, '2026-11-20T11:00:00.000Z');
  assert.equal(row?.source, 'kassa');
  assert.deepEqual(seen.definition, {
    count: 'issued',
    amount: 'reported',
    currency: 'EUR',
    vat: 'included',
    levy: 'included',
  });
  assert.equal(seen.totals.amount, 1_220_000);
  assert.equal((await monitor(house, '&definition=sold')).totals.count, 400);
  assert.equal((await monitor(house, '&amount=ex_vat_levy')).totals.amount, null);
});

test('a repeated push writes no row, and equal figures with a newer asOf one per performance', async () => {
  const house = await layHouse(worker, 3);
  const items = (asOf: string) =>
    house.performances.map((performance) => ({
      performance,
      asOf,
      normal: { count: 5, amount: 5_000 },
      capacity: 100,
    }));
  await push(house, items('2026-11-20T10:00:00Z'));
  const before = await dayRows(house);
  assert.deepEqual(outcomes(await push(house, items('2026-11-20T10:00:00Z'))), ['unchanged', 'unchanged', 'unchanged']);
  assert.equal(await dayRows(house), before);
  const db = await worker.database(house.shard);
  const receipts = await db
    .prepare('SELECT count(*) AS n FROM ingest WHERE tenant = ?1')
    .bind(house.key)
    .all<{ n: number }>();
  assert.equal(receipts.results[0]?.n, 1);
  assert.deepEqual(outcomes(await push(house, items('2026-11-20T11:00:00Z'))), ['unchanged', 'unchanged', 'unchanged']);
  assert.notEqual(await dayRows(house), before);
});

test('100, 120, 100 in any order ends at 100, and an older report is said to be older', async () => {
  const house = await layHouse(worker, 1);
  const item = (asOf: string, count: number) => ({
    performance: house.performances[0],
    asOf,
    normal: { count, amount: count * 2_000 },
  });
  await push(house, [item('2026-11-20T08:00:00Z', 100)]);
  await push(house, [item('2026-11-20T10:00:00Z', 100)]);
  assert.deepEqual(outcomes(await push(house, [item('2026-11-20T09:00:00Z', 120)])), ['older']);
  assert.equal((await monitor(house)).rows[0]?.count, 100);
});

test('an item that loses is told which report stands, and wins with a higher revision', async () => {
  const house = await layHouse(worker, 1);
  const item = (count: number, revision: number) => ({
    performance: house.performances[0],
    asOf: '2026-11-20T08:00:00Z',
    revision,
    normal: { count, amount: count * 2_000 },
  });
  assert.equal((await push(house, [item(100, 3)])).body.results[0]?.stands, undefined);
  const lost = await push(house, [item(90, 0)]);
  assert.deepEqual(outcomes(lost), ['older']);
  assert.deepEqual(lost.body.results[0]?.stands, { asOf: '2026-11-20T08:00:00.000Z', revision: 3 });
  assert.deepEqual(outcomes(await push(house, [item(90, 4)])), ['applied']);
  assert.equal((await monitor(house)).rows[0]?.count, 90);
});

test('a shuffled, split, repeated month ends in the same day rows', async () => {
  const one = await layHouse(worker, 2);
  const two = await layHouse(worker, 2);
  const reports = Array.from({ length: 60 }, (_, i) => ({
    which: i % 2,
    item: {
      asOf: new Date(NOW - (60 - i) * 11 * HOUR).toISOString(),
      normal: { count: i * 3, amount: i * 6_000 },
      ...(i % 3 ? { reserved: { count: i, amount: i * 100 } } : {}),
      ...(i % 5 ? {} : { capacity: 500 + i }),
    },
  }));
  const send = (house: House, report: (typeof reports)[number]) =>
    push(house, [{ performance: house.performances[report.which], ...report.item }]);
  for (const report of reports) await send(one, report);
  const order = reports.map((report, i) => ({ report, rank: (i * 7919) % 61 })).toSorted((a, b) => a.rank - b.rank);
  for (const { report } of order) await send(two, report);
  for (const { report } of order.slice(0, 20)) await send(two, report);
  assert.equal(await dayRows(two), await dayRows(one));
  assert.deepEqual(
    (await monitor(two)).rows.map((row) => row.figures),
    (await monitor(one)).rows.map((row) => row.figures),
  );
});

test('as of a past day shows what was the case, and as reported then what was known', async () => {
  const house = await layHouse(worker, 1);
  const item = (asOf: string, count: number) => [
    { performance: house.performances[0], asOf, normal: { count, amount: count * 1_000 } },
  ];
  await push(house, item('2026-11-10T20:00:00Z', 40), Date.parse('2026-11-10T20:01:00Z'));
  await push(house, item('2026-11-12T20:00:00Z', 60), Date.parse('2026-11-12T20:01:00Z'));
  await push(house, item('2026-11-10T21:00:00Z', 45), Date.parse('2026-11-13T09:00:00Z'));
  assert.equal((await monitor(house, '&asOf=2026-11-11')).totals.count, 45);
  assert.equal((await monitor(house, '&asOf=2026-11-11&axis=reported')).totals.count, 40);
  assert.equal((await monitor(house, '&asOf=2026-11-12&axis=reported')).totals.count, 60);
});

test('a report from the future is kept apart, an unknown id refused with 404, a bad item named', async () => {
  const house = await layHouse(worker, 1);
  assert.equal(
    (await push(house, [{ performance: house.performances[0], asOf: '2099-01-01T00:00:00Z', normal: { count: 1 } }]))
      .status,
    202,
  );
  assert.equal((await push(house, [{ performance: 'NL-99-999-9999999|00001', normal: { count: 1 } }])).status, 404);
  const bad = await push(house, [{ performance: house.performances[0], asOf: 'yesterday', normal: { count: 1 } }]);
  assert.equal(bad.status, 422);
  assert.equal(bad.body.results[0]?.pointer, '/items/0/asOf');
  assert.equal((await monitor(house)).totals.count, 0);
});

test('the couplings of DIP move only the registers they speak of', async () => {
  const house = await layHouse(worker, 1);
  const [production, number] = (house.performances[0] ?? '').split('|');
  const asOf = '2026-11-20T11:00:00Z';
  const put = (path: string, body: unknown) => worker.call<PushResult>(house.token, 'PUT', path, body, at(NOW));
  assert.equal(
    (
      await put('/tickets/cumulative', {
        production,
        number,
        asOf,
        types: [{ type: 'normal', count: 30, amount: 60_000 }],
      })
    ).status,
    200,
  );
  assert.equal(
    (
      await put('/reservations/cumulative', [
        { production, number, asOf, count: 4, amount: 8_000 },
        { production, number: '999999', asOf, count: 1 },
      ])
    ).status,
    207,
  );
  assert.equal((await put('/blocked-seats/cumulative', { production, number, asOf, count: 6 })).status, 200);
  assert.equal(
    (await put(`/productions/${production}/performances/${number}/capacity`, { asOf, capacity: 90 })).status,
    200,
  );
  const row = (await monitor(house)).rows[0];
  assert.deepEqual(
    [row?.count, row?.figures.reserved?.count, row?.figures.blocked?.count, row?.figures.capacity, row?.available],
    [30, 4, 6, 90, 50],
  );
  const list = await worker.call<{ number: string }[]>(
    house.token,
    'GET',
    '/theaters/performances',
    undefined,
    at(NOW),
  );
  assert.equal(list.body[0]?.number, number);
});

test('the same key with the same body gives the same receipt, with another body 422', async () => {
  const house = await layHouse(worker, 1);
  const item = (count: number) => [
    { performance: house.performances[0], asOf: '2026-11-20T11:00:00Z', normal: { count } },
  ];
  const first = await push(house, item(3), NOW, { 'idempotency-key': 'k1' });
  const again = await push(house, item(3), NOW + HOUR, { 'idempotency-key': 'k1' });
  assert.deepEqual(again.body, first.body);
  assert.equal((await push(house, item(4), NOW, { 'idempotency-key': 'k1' })).status, 422);
});

test('twenty pushes at once lose nothing', async () => {
  const house = await layHouse(worker, 20);
  const answers = await Promise.all(
    house.performances.map((performance, i) =>
      push(house, [{ performance, asOf: '2026-11-20T11:00:00Z', normal: { count: i + 1 } }]),
    ),
  );
  for (const [i, answer] of answers.entries()) {
    if (answer.status === 503)
      await push(house, [
        { performance: house.performances[i], asOf: '2026-11-20T11:00:00Z', normal: { count: i + 1 } },
      ]);
  }
  assert.equal((await monitor(house)).totals.count, 210);
});

test('one house never sees another', async () => {
  const one = await layHouse(worker, 1);
  const two = await layHouse(worker, 1);
  assert.equal((await push(two, [{ performance: one.performances[0], normal: { count: 9 } }])).status, 404);
  assert.equal(
    (await monitor(two)).rows.some((row) => row.id === one.performances[0]),
    false,
  );
  const foreign = await worker.call(
    two.token,
    'GET',
    `/v1/performances/${encodeURIComponent(one.performances[0] ?? '')}/series`,
    undefined,
    at(NOW),
  );
  assert.equal(foreign.status, 404);
  assert.equal((await worker.fetch('/v1/monitor')).status, 401);
});
