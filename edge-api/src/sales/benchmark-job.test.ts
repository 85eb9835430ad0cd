import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { MonitorAnswer, MonitorRow, SeriesAnswer } from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let houses: House[];
/** The job lives by the machine's clock, so these evenings do as well. */
const NOW = Date.now();
const TO_GO = 3;
const STARTS_AT = new Date(NOW + TO_GO * 86_400_000).toISOString().slice(0, 11) + '18:00:00Z';

const push = (house: House, sold: number) =>
  worker.call(house.token, 'PUT', '/v1/snapshots', {
    items: [
      {
        performance: idOf(house),
        asOf: new Date(NOW - 60_000).toISOString(),
        normal: { count: sold, amount: sold * 1_000 },
        capacity: 100,
      },
    ],
  });
/** All houses play the production of the first. */
const idOf = (house: House) =>
  `${houses[0]?.performances[0]?.split('|')[0]}|${String(houses.indexOf(house) + 1).padStart(5, '0')}`;

before(async () => {
  worker = await startTestWorker();
  houses = [];
  for (let i = 0; i < 8; i += 1) houses.push(await layHouse(worker, 1, STARTS_AT));
  const directory = await worker.database('DIRECTORY');
  for (const [i, house] of houses.entries())
    await directory
      .prepare(
        `UPDATE performance SET production = (SELECT production FROM performance WHERE key = ?1), number = ?2, number_text = ?3 WHERE key = ?4`,
      )
      .bind(houses[0]?.performanceKeys[0], i + 1, String(i + 1).padStart(5, '0'), house.performanceKeys[0])
      .run();
});
after(() => worker.close());

async function publishAnew(): Promise<void> {
  const directory = await worker.database('DIRECTORY');
  await directory.prepare("UPDATE job SET done_day = '2000-01-01' WHERE name = 'benchmark'").run();
  await worker.runMinuteJob();
}
/** Each time another query: an isolate answers the same one from memory within the hour. */
let asked = 0;
async function rowOf(house: House): Promise<MonitorRow | undefined> {
  asked += 3_000;
  const answer = await worker.call<MonitorAnswer>(
    house.token,
    'GET',
    `/v1/monitor?sort=title&limit=${200 - asked / 3_000}`,
    undefined,
    {
      'x-test-now': String(NOW + asked),
    },
  );
  return answer.body.rows.find((row) => row.id === idOf(house));
}

test('seven houses see the others, rounded; the eighth joins unseen; the day has one publication', async () => {
  for (const [i, house] of houses.slice(0, 7).entries()) assert.equal((await push(house, 20 + i * 10)).status, 200);
  await worker.runMinuteJob();
  await publishAnew();
  const [first, , , , , , seventh, eighth] = houses as [House, House, House, House, House, House, House, House];
  // Beside the first stand 30, 40 … 80 percent; beside the seventh 20, 30 … 70.
  assert.deepEqual((await rowOf(first))?.benchmark, { median: 0.55, low: null, high: null, venues: 6 });
  assert.deepEqual((await rowOf(seventh))?.benchmark, { median: 0.45, low: null, high: null, venues: 6 });

  await push(eighth, 100);
  await worker.runMinuteJob();
  assert.deepEqual(
    (await rowOf(first))?.benchmark,
    { median: 0.55, low: null, high: null, venues: 6 },
    'until tomorrow',
  );
  await publishAnew();
  assert.deepEqual((await rowOf(first))?.benchmark, { reason: 'set_changed' });
  await publishAnew();
  assert.deepEqual((await rowOf(first))?.benchmark, { reason: 'set_changed' }, 'also the day after');
  assert.deepEqual((await rowOf(eighth))?.benchmark, { median: 0.5, low: null, high: null, venues: 7 });
  const series = await worker.call<SeriesAnswer>(
    first.token,
    'GET',
    `/v1/performances/${encodeURIComponent(idOf(first))}/series`,
    undefined,
    { 'x-test-now': String(NOW + 60_000) },
  );
  assert.ok(!('points' in series.body.benchmark) || series.body.benchmark.points.every((p) => p.daysToGo !== TO_GO));
});

test('a kept answer does not outlive the publication it shows', async () => {
  const { token } = houses[0] as House;
  const ask = (etag = '') =>
    worker.call<MonitorAnswer>(
      token,
      'GET',
      '/v1/monitor?sort=venue',
      undefined,
      etag ? { 'if-none-match': etag } : {},
    );
  const etag = (await ask()).headers.get('etag') ?? '';
  assert.equal((await ask(etag)).status, 304);
  const directory = await worker.database('DIRECTORY');
  await directory.prepare("UPDATE job SET next_at = 1 WHERE name = 'benchmark'").run();
  await worker.runMinuteJob();
  const due = await directory.prepare("SELECT next_at FROM job WHERE name = 'benchmark'").all<{ next_at: number }>();
  assert.equal(due.results[0]?.next_at, 0, 'told once');
  // The isolate asks for the version again a moment later.
  const later = await worker.call<MonitorAnswer>(token, 'GET', '/v1/monitor?sort=venue', undefined, {
    'if-none-match': etag,
    'x-test-now': String(Date.now() + 60_000),
  });
  assert.equal(later.status, 200);
});
