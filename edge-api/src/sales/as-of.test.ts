import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { MonitorAnswer, SeriesAnswer } from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { endOf } from './as-of.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const ZONE = 'Europe/Amsterdam';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST = Date.parse('2026-10-13T12:00:00Z');
const DAYS = 30;
const dayAt = (i: number) => new Date(FIRST + i * DAY).toISOString().slice(0, 10);

interface Report {
  readonly at: number;
  readonly which: number;
  readonly item: Record<string, unknown>;
}

/** A month of two reports a day over the clock change of 25 October; no two alike, counts that also fall. */
const REPORTS: Report[] = Array.from({ length: DAYS * 2 }, (_, i) => ({
  at: FIRST + Math.floor(i / 2) * DAY + (i % 2) * 7 * HOUR + 11 * 60_000,
  which: (i * 7) % 3,
  item: {
    normal: { count: 100 + i * 4 - (i % 7) * 9, amount: (100 + i * 4) * 1_950 + i },
    ...(i % 3 ? { reserved: { count: 3 + i, amount: 100 * i } } : {}),
    ...(i % 4 ? {} : { free: { count: i + 1 }, discount: { count: 40 + i, amount: (40 + i) * 1_200 } }),
    ...(i % 5 ? {} : { capacity: 500 + i, blocked: { count: i } }),
  },
}));

/** Fixed disorder: how many days late each arrives, and which are sent twice. */
const delayOf = (i: number) => [0, 0, 0, 2, 0, 5, 1, 0, 9][(i * 5) % 9] ?? 0;

const send = (house: House, reports: readonly Report[], now: number) =>
  worker.call(
    house.token,
    'PUT',
    '/v1/snapshots',
    {
      source: 'kassa',
      items: reports.map((report) => ({
        performance: house.performances[report.which],
        asOf: new Date(report.at).toISOString(),
        ...report.item,
      })),
    },
    { 'x-test-now': String(now) },
  );

async function settle(house: House): Promise<void> {
  const db = await worker.database(house.shard);
  for (let tries = 0; tries < 50; tries += 1) {
    const { results } = await db
      .prepare('SELECT count(*) AS n FROM outbox WHERE tenant = ?1')
      .bind(house.key)
      .all<{ n: number }>();
    if (results[0]?.n === 0) return;
    await worker.runMinuteJob();
  }
}

async function ask<T>(house: House, path: string, now: number): Promise<T> {
  const answer = await worker.call<T>(house.token, 'GET', path, undefined, { 'x-test-now': String(now) });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}

const shown = ({ rows, totals, yesterday, source, names, definition }: MonitorAnswer) => ({
  rows,
  totals,
  yesterday,
  source,
  names,
  definition,
});

async function dayRows(house: House): Promise<string> {
  const db = await worker.database(house.shard);
  const { results } = await db
    .prepare('SELECT * FROM sales_day WHERE tenant = ?1 ORDER BY performance, source, day')
    .bind(house.key)
    .all<Record<string, unknown>>();
  return JSON.stringify(
    results.map(({ tenant: _tenant, source: _source, performance, ...rest }) => ({
      ...rest,
      performance: house.performanceKeys.indexOf(performance as number),
    })),
  );
}

/** Sorted by title, so that rows and totals are computed at the time asked and not by the job's clock. */
const MONITOR = '/v1/monitor?season=2026&sort=title';

test('a month delayed, repeated and split: any past day as reported then is what the monitor showed, and the truth is that of a month in order', async () => {
  const late = await layHouse(worker, 3);
  const orderly = await layHouse(worker, 3);
  const shownOn: { day: string; monitor: MonitorAnswer; series: SeriesAnswer }[] = [];
  const seriesOf = (house: House) => `/v1/performances/${encodeURIComponent(house.performances[1] ?? '')}/series`;
  for (const house of [late, orderly]) {
    const db = await worker.database(house.shard);
    for (const key of house.performanceKeys)
      await db.prepare('INSERT INTO outbox (tenant, performance, at) VALUES (?1, ?2, 0)').bind(house.key, key).run();
    await settle(house);
  }
  for (let day = 0; day < DAYS + 10; day += 1) {
    const due = REPORTS.filter((_, i) => Math.floor(i / 2) + delayOf(i) === day).toReversed();
    const again = REPORTS.filter((_, i) => i % 4 === 0 && Math.floor(i / 2) + delayOf(i) === day - 3);
    const now = FIRST + day * DAY + 9 * HOUR;
    for (const report of due.slice(0, 1)) await send(late, [report], now);
    if (due.length > 1 || again.length) await send(late, [...again, ...due.slice(1)], now + HOUR);
    await settle(late);
    const end = endOf(dayAt(day), ZONE) - 1;
    shownOn.push({
      day: dayAt(day),
      monitor: await ask(late, MONITOR, end),
      series: await ask(late, seriesOf(late), end),
    });
  }
  for (const report of REPORTS) await send(orderly, [report], report.at + HOUR);
  await settle(orderly);
  assert.equal(await dayRows(late), await dayRows(orderly));

  const later = FIRST + (DAYS + 12) * DAY;
  for (const { day, monitor, series } of shownOn) {
    const then = await ask<MonitorAnswer>(late, `${MONITOR}&asOf=${day}&axis=reported`, later);
    assert.deepEqual(shown(then), shown(monitor), `what was shown on ${day}`);
    const curve = await ask<SeriesAnswer>(late, `${seriesOf(late)}?asOf=${day}&axis=reported`, later);
    assert.deepEqual(curve.points, series.points, `the curve on ${day}`);
    assert.deepEqual(curve.provenance, series.provenance, `where it came from on ${day}`);
    const [truth, inOrder] = await Promise.all([
      ask<MonitorAnswer>(late, `${MONITOR}&asOf=${day}`, later),
      ask<MonitorAnswer>(orderly, `${MONITOR}&asOf=${day}`, later),
    ]);
    assert.deepEqual(
      truth.rows.map((row) => [row.figures, row.change, row.review]),
      inOrder.rows.map((row) => [row.figures, row.change, row.review]),
      `the truth of ${day}`,
    );
    assert.deepEqual(truth.totals, inOrder.totals);
  }
});

test('a backfill is a row per performance beside its days; as reported then has no day that came later, and nothing of it is called a correction', async () => {
  const house = await layHouse(worker, 2);
  const db = await worker.database(house.shard);
  const count = async (table: string) =>
    (await db.prepare(`SELECT count(*) AS n FROM ${table} WHERE tenant = ?1`).bind(house.key).all<{ n: number }>())
      .results[0]?.n;
  const of = (day: number, which: number, count: number): Report => ({
    at: FIRST + day * DAY,
    which,
    item: { normal: { count, amount: count * 2_000 }, free: { count: 1 }, reserved: { count: 2 }, capacity: 90 },
  });
  const days = Array.from({ length: 20 }, (_, day) => [of(day, 0, 10 + day), of(day, 1, 20 + day)]).flat();
  await send(house, days, FIRST + 22 * DAY);
  await send(house, days, FIRST + 23 * DAY);
  const rows = { sales_day: 40, sales_first: 2, sales_correction: 0 };
  for (const [table, n] of Object.entries(rows)) assert.equal(await count(table), n, table);
  await send(house, [{ ...of(4, 0, 13), at: FIRST + 4 * DAY + HOUR }], FIRST + 24 * DAY);
  assert.deepEqual([await count('sales_first'), await count('sales_correction')], [2, 1]);

  const later = FIRST + 30 * DAY;
  const path = `/v1/performances/${encodeURIComponent(house.performances[0] ?? '')}/series`;
  const curve = async (query: string) => (await ask<SeriesAnswer>(house, `${path}?${query}`, later)).points;
  const on = async (asOf: string, axis: string) => {
    const { rows: told } = await ask<MonitorAnswer>(house, `${MONITOR}&asOf=${asOf}&axis=${axis}`, later);
    return told.map((row) => row.count);
  };
  assert.deepEqual(await on(dayAt(21), 'reported'), [null, null]);
  assert.deepEqual(await on(dayAt(22), 'reported'), await on(dayAt(22), 'true'));
  assert.deepEqual(await curve(`asOf=${dayAt(21)}&axis=reported`), []);
  const [then, now] = [await curve(`asOf=${dayAt(23)}&axis=reported`), await curve(`asOf=${dayAt(23)}`)];
  assert.deepEqual([then.length, then[4]?.classes.normal, now.length, now[4]?.classes.normal], [20, 14, 20, 13]);
  const { corrections } = await ask<SeriesAnswer>(house, path, later);
  assert.deepEqual(
    corrections.map(({ day, component, from, to }) => [day, component, from, to]),
    [[dayAt(4), 'normal', 14, 13]],
  );
});

test('a day that does not exist is refused by name', async () => {
  const house = await layHouse(worker, 1);
  const bad = await worker.call(house.token, 'GET', '/v1/monitor?asOf=2026-02-30');
  assert.equal(bad.status, 400);
  assert.match(JSON.stringify(bad.body), /"pointer":"\/asOf"/);
});

test('a business day ends at six in the morning, on both nights the clock changes', () => {
  assert.equal(new Date(endOf('2026-10-24', ZONE)).toISOString(), '2026-10-25T05:00:00.000Z');
  assert.equal(new Date(endOf('2026-03-28', ZONE)).toISOString(), '2026-03-29T04:00:00.000Z');
  assert.equal(new Date(endOf('2024-02-28', ZONE)).toISOString(), '2024-02-29T05:00:00.000Z');
});
