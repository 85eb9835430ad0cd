import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PushResult, SeriesAnswer } from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const push = (house: House, asOf: string, item: object, source = 'kassa') =>
  worker.call<PushResult>(
    house.token,
    'PUT',
    '/v1/snapshots',
    { source, items: [{ performance: house.performances[0], asOf, ...item }] },
    { 'x-test-now': '1795176000000' },
  );
const series = async (house: House, query = '') =>
  (
    await worker.call<SeriesAnswer>(
      house.token,
      'GET',
      `/v1/performances/${encodeURIComponent(house.performances[0] ?? '')}/series${query}`,
      undefined,
      { 'x-test-now': '1795176000000' },
    )
  ).body;
const line = (name: string, count: number, more: object = {}) => ({
  name,
  class: 'normal',
  price: 2_000,
  count,
  amount: count * 2_000,
  ...more,
});
const names = (answer: SeriesAnswer) =>
  answer.lines.map(({ name, count, source, asOf }) => [name, count, source, asOf]);

test('price lines are kept for each day and shown from the newest report that tells them, of each system', async () => {
  const house = await layHouse(worker, 1);
  const lines = (n: number) => ({
    normal: { count: n, amount: n * 2_000 },
    lines: [line('Rang 1', n - 1, { band: 'A', vatRate: 9 }), line('Rang 2', 1)],
  });
  await push(house, '2026-11-16T11:00:00Z', lines(5));
  await push(house, '2026-11-18T11:00:00Z', lines(9));
  // Figures of a later day without lines, and lines of an earlier moment that come late.
  await push(house, '2026-11-19T11:00:00Z', { normal: { count: 10, amount: 20_000 } });
  await push(house, '2026-11-18T09:00:00Z', lines(7));
  await push(
    house,
    '2026-11-18T12:00:00Z',
    { free: { count: 2 }, lines: [line('Gast', 2, { class: 'free', price: 0, amount: 0 })] },
    'gastenlijst',
  );
  const now = await series(house);
  assert.deepEqual(names(now), [
    ['Rang 1', 8, 'kassa', '2026-11-18T11:00:00.000Z'],
    ['Rang 2', 1, 'kassa', '2026-11-18T11:00:00.000Z'],
    ['Gast', 2, 'gastenlijst', '2026-11-18T12:00:00.000Z'],
  ]);
  assert.deepEqual([now.lines[0]?.band, now.lines[0]?.vatRate, now.lines[1]?.band], ['A', 9, undefined]);
  assert.deepEqual(names(await series(house, '?asOf=2026-11-17')), [
    ['Rang 1', 4, 'kassa', '2026-11-16T11:00:00.000Z'],
    ['Rang 2', 1, 'kassa', '2026-11-16T11:00:00.000Z'],
  ]);
  const repeat = await push(house, '2026-11-18T11:00:00Z', lines(9));
  assert.equal(repeat.body.results[0]?.outcome, 'unchanged');
});

test('equal figures with other lines are news, and equal lines with equal figures are none', async () => {
  const house = await layHouse(worker, 1);
  const item = (name: string) => ({ normal: { count: 3, amount: 6_000 }, lines: [line(name, 3)] });
  await push(house, '2026-11-18T11:00:00Z', item('Rang 1'));
  await push(house, '2026-11-18T12:00:00Z', item('Rang een'));
  assert.deepEqual(
    (await series(house)).lines.map(({ name }) => name),
    ['Rang een'],
  );
});

test('a curve has a point per reported day, cumulative, in the asked definition, with days to go by date', async () => {
  const house = await layHouse(worker, 1);
  await push(house, '2026-10-24T18:00:00Z', { normal: { count: 4, amount: 8_000 }, free: { count: 1 }, capacity: 50 });
  // 05:30 after the clock went back: still the evening before.
  await push(house, '2026-10-25T04:30:00Z', { normal: { count: 6, amount: 12_000 } });
  await push(house, '2026-10-25T18:00:00Z', { reserved: { count: 2 } });
  const issued = await series(house);
  assert.deepEqual(
    issued.points.map((point) => [
      point.day,
      point.daysToGo,
      point.count,
      point.amount,
      point.reserved,
      point.capacity,
    ]),
    [
      ['2026-10-24', 38, 7, 12_000, null, 50],
      ['2026-10-25', 37, 7, 12_000, 2, 50],
    ],
  );
  assert.deepEqual(issued.points[1]?.classes, { normal: 6, discount: null, free: 1, other: null });
  assert.deepEqual(
    (await series(house, '?definition=sold_reserved')).points.map((point) => point.count),
    [6, 8],
  );
  assert.deepEqual(
    (await series(house, '?definition=sold&amount=ex_vat')).points.map((point) => [point.count, point.amount]),
    [
      [6, 11_009],
      [6, 11_009],
    ],
  );
  assert.deepEqual((await series(house, '?asOf=2026-10-24')).points.length, 1);
});
