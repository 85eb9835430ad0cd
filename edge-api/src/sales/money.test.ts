import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LevyPeriods, MonitorAnswer, Problem, PushResult, SeriesAnswer, TotalsAnswer } from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const NOW = Date.parse('2026-11-20T12:00:00Z');
const at = (now = NOW) => ({ 'x-test-now': String(now) });
let hour = 0;

const push = (house: House, items: unknown[], amounts?: object, source = 'kassa', now = NOW) =>
  worker.call<PushResult & Problem>(
    house.token,
    'PUT',
    '/v1/snapshots',
    { source, items, ...(amounts ? { amounts } : {}) },
    at(now),
  );

async function settle(house: House): Promise<void> {
  const shard = await worker.database(house.shard);
  for (let tries = 0; tries < 30; tries += 1) {
    const { results } = await shard.prepare('SELECT count(*) AS n FROM outbox').all<{ n: number }>();
    if (results[0]?.n === 0) return;
    await worker.runMinuteJob();
  }
}
async function read<T>(house: House, path: string): Promise<T> {
  await settle(house);
  hour += 3_000;
  const answer = await worker.call<T>(house.token, 'GET', path, undefined, at(NOW + hour));
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}
const totals = (house: House, amount: string, more = '') =>
  read<TotalsAnswer>(house, `/v1/totals?season=2026&amount=${amount}${more}`);

/** Houses A and B of the worked examples: 300 × 32 + 80 × 27 + 20 × 22 + 10 free, and 100 × 32 + 40 × 27 + 10 × 22 + 12 free. */
const HOUSES = (house: House) => [
  {
    performance: house.performances[0],
    asOf: '2026-11-20T11:00:00Z',
    normal: { count: 300, amount: 960_000 },
    discount: { count: 80, amount: 216_000 },
    other: { count: 20, amount: 44_000 },
    free: { count: 10, amount: 0 },
    capacity: 600,
  },
  {
    performance: house.performances[1],
    asOf: '2026-11-20T11:00:00Z',
    normal: { count: 100, amount: 320_000 },
    discount: { count: 40, amount: 108_000 },
    other: { count: 10, amount: 22_000 },
    free: { count: 12, amount: 0 },
    capacity: 600,
  },
];

async function layHall(house: House): Promise<string> {
  const db = await worker.database('DIRECTORY');
  const id = `XD-HAL-${house.key}`;
  await db.prepare('INSERT INTO hall (id, venue, name) VALUES (?1, ?2, ?3)').bind(id, house.key, 'Grote zaal').run();
  await db
    .prepare('UPDATE performance SET hall = (SELECT key FROM hall WHERE id = ?1) WHERE venue = ?2')
    .bind(id, house.key)
    .run();
  return id;
}

test('without its levy a hall has no amount without levy; with it the worked examples come out to the cent', async () => {
  const house = await layHouse(worker, 2);
  const hall = await layHall(house);
  await push(house, HOUSES(house));
  const before = await totals(house, 'ex_vat_levy');
  assert.deepEqual(
    [before.figures.count, before.figures.amount, before.figures.amountUnknown],
    [572, null, 'levy_unknown'],
  );

  const levies = [{ name: 'theatertoeslag', amount: 300, vatRate: 9, shared: false }];
  const set = await worker.call<LevyPeriods>(house.token, 'PUT', `/v1/halls/${hall}/levies`, {
    from: '2026-08-01',
    levies,
  });
  assert.deepEqual([set.status, set.body], [200, { hall, periods: [{ from: '2026-08-01', levies }] }]);
  const after = await totals(house, 'ex_vat_levy');
  assert.deepEqual([after.figures.amount, after.figures.amountUnknown], [1_009_174 + 371_560, null]);
  assert.deepEqual(after.definition, {
    count: 'issued',
    amount: 'ex_vat_levy',
    currency: 'EUR',
    vat: 'excluded',
    levy: 'excluded',
  });
  assert.deepEqual(after.figures.change.amount, [1_380_734, 1_380_734, 1_380_734]);
  const monitor = await read<MonitorAnswer>(house, '/v1/monitor?season=2026&amount=ex_vat_levy');
  assert.deepEqual([monitor.rows.map((row) => row.amount), monitor.totals.amount], [[1_009_174, 371_560], 1_380_734]);
  const series = await read<SeriesAnswer>(
    house,
    `/v1/performances/${encodeURIComponent(house.performances[0] ?? '')}/series?amount=ex_vat_levy`,
  );
  assert.deepEqual([series.points.at(-1)?.amount, series.performance.amount], [1_009_174, 1_009_174]);

  // From the second evening on another levy, one that is shared.
  await worker.call(house.token, 'PUT', `/v1/halls/${hall}/levies`, {
    from: '2026-12-02',
    levies: [{ ...levies[0], shared: true }],
  });
  const rows = (await read<MonitorAnswer>(house, '/v1/monitor?season=2026&amount=ex_vat_levy')).rows.map(
    (row) => row.amount,
  );
  assert.deepEqual(rows, [1_009_174, 412_844]);
  await worker.call(house.token, 'PUT', `/v1/halls/${hall}/levies`, { from: '2026-12-02', levies: null });
  assert.equal((await totals(house, 'ex_vat_levy')).figures.amountUnknown, 'levy_unknown');
});

test('a levy is refused by name when it is none, and nobody sets that of another house', async () => {
  const house = await layHouse(worker, 1);
  const other = await layHouse(worker, 1);
  const hall = await layHall(house);
  const bad = await worker.call<Problem>(house.token, 'PUT', `/v1/halls/${hall}/levies`, {
    from: '2026-08-01',
    levies: [{ name: 'x', amount: 2.5, vatRate: 9, shared: false }],
  });
  assert.deepEqual([bad.status, bad.body.errors?.[0]?.pointer], [400, '/levies/0/amount']);
  const body = { from: '2026-08-01', levies: [] };
  assert.equal((await worker.call(other.token, 'PUT', `/v1/halls/${hall}/levies`, body)).status, 404);
  assert.equal((await worker.call(other.token, 'GET', `/v1/halls/${hall}/levies`)).status, 404);
});

test('VAT is that of the date of the performance', async () => {
  const rates: [string, number][] = [
    ['2010-11-01', 10_600],
    ['2011-06-30', 10_600],
    ['2011-07-01', 11_900],
    ['2012-06-30', 11_900],
    ['2012-07-01', 10_600],
    ['2018-12-31', 10_600],
    ['2019-01-01', 10_900],
  ];
  const house = await layHouse(worker, 1);
  const items = rates.map(([day, gross]) => ({
    ref: day,
    about: { title: day, startsAt: `${day}T19:15:00Z` },
    asOf: '2009-11-20T11:00:00Z',
    normal: { count: 1, amount: gross },
  }));
  await push(house, [...items, { ...items[0], ref: 'old', about: { title: 'old', startsAt: '2000-03-01T19:15:00Z' } }]);
  for (const season of [2010, 2011, 2018]) {
    const { rows } = await read<MonitorAnswer>(house, `/v1/monitor?season=${season}&amount=ex_vat`);
    assert.ok(rows.length > 0);
    for (const row of rows) assert.equal(row.amount, 10_000, row.title);
  }
  assert.equal((await read<MonitorAnswer>(house, '/v1/monitor?season=1999&amount=ex_vat')).rows[0]?.amount, null);
});

test('a source says once what its amounts contain; the answers say it too, and convert to the asked definition', async () => {
  const house = await layHouse(worker, 2);
  const item = (i: number, amount: number, asOf = '2026-11-20T11:00:00Z') => ({
    performance: house.performances[i],
    asOf,
    normal: { count: 10, amount },
  });
  assert.equal((await push(house, [item(0, 10_000)], { vat: 'excluded' })).status, 200);
  await push(house, [item(1, 10_900)], {}, 'tweede');
  const reported = await totals(house, 'reported');
  assert.deepEqual(
    [reported.figures.amount, reported.figures.amountUnknown, reported.definition.vat],
    [null, 'mixed_vat', 'unknown'],
  );
  const exVat = await totals(house, 'ex_vat');
  assert.deepEqual(
    [exVat.figures.amount, exVat.definition.vat, exVat.definition.levy],
    [20_000, 'excluded', 'included'],
  );
  const one = await totals(house, 'reported', `&q=stuk&to=2026-12-01`);
  assert.deepEqual([one.figures.amount, one.definition.vat], [10_000, 'excluded']);
  const { rows } = await read<MonitorAnswer>(house, '/v1/monitor?season=2026');
  assert.deepEqual(
    rows.map((row) => row.terms),
    [{ currency: 'EUR', vat: 'excluded', levy: 'included' }, undefined],
  );

  const flip = await push(house, [item(0, 11_000, '2026-11-20T11:30:00Z')], { vat: 'included' });
  assert.deepEqual([flip.status, flip.body.errors?.[0]?.pointer], [400, '/amounts/vat']);
  const next = NOW + 86_400_000;
  assert.equal(
    (await push(house, [item(0, 21_800, '2026-11-21T11:00:00Z')], { vat: 'included' }, 'kassa', next)).status,
    200,
  );
  assert.equal((await totals(house, 'reported', '&asOf=2026-11-20&to=2026-12-01')).definition.vat, 'excluded');
});

test('two currencies are never added', async () => {
  const house = await layHouse(worker, 2);
  const item = (i: number) => ({
    performance: house.performances[i],
    asOf: '2026-11-20T11:00:00Z',
    normal: { count: 1, amount: 1_000 },
  });
  await push(house, [item(0)], { currency: 'GBP' }, 'london');
  await push(house, [item(1)]);
  for (const amount of ['reported', 'ex_vat', 'ex_vat_levy']) {
    const { figures, definition } = await totals(house, amount);
    assert.deepEqual(
      [figures.count, figures.amount, figures.amountUnknown, definition.currency],
      [2, null, 'two_currencies', 'XXX'],
    );
  }
  const wrong = await push(house, [item(0)], { currency: 'pounds' });
  assert.deepEqual([wrong.status, wrong.body.errors?.[0]?.pointer], [400, '/amounts/currency']);
});
