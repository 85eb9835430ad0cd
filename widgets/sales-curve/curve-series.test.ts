import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeriesAnswer, SeriesPoint } from '#protocol';
import { curveOf, curveTicks, dayAfter, peerAt } from './curve-series.ts';

const classes = { normal: null, discount: null, free: null, other: null } as SeriesPoint['classes'];
const point = (daysToGo: number, count: number | null, capacity: number | null = 600): SeriesPoint => ({
  day: dayAfter('2026-12-09', -daysToGo),
  daysToGo,
  count,
  amount: count === null ? null : count * 2050,
  reserved: 0,
  blocked: 0,
  capacity,
  classes,
});

const answer = (points: readonly SeriesPoint[], benchmark: SeriesAnswer['benchmark']): SeriesAnswer =>
  ({
    performance: { date: '2026-12-09', figures: { capacity: 600 } },
    today: '2026-11-23',
    points,
    benchmark,
  }) as unknown as SeriesAnswer;

const peers = {
  venues: 24,
  points: [
    { daysToGo: 0, median: 0.8, low: 0.6, high: 0.95 },
    { daysToGo: 20, median: 0.5, low: 0.4, high: null },
    { daysToGo: 10, median: 0.6, low: 0.5, high: 0.7 },
    { daysToGo: 90, median: 0.05, low: 0, high: 0.1 },
  ],
};
const sold = [point(30, 100), point(16, 200), point(20, null), point(10, 999)];

test('own figures end today, comparables go on to the performance', () => {
  const curve = curveOf(answer(sold, peers), 'tickets');
  assert.deepEqual(
    curve.rows.filter((row) => row.kind === 'own').map((row) => [row.x, row.y]),
    [
      [-30, 100],
      [-20, null],
      [-16, 200],
    ],
  );
  assert.deepEqual(
    curve.rows.filter((row) => row.kind === 'median').map((row) => [row.x, row.y]),
    [
      [-20, 300],
      [-10, 360],
      [0, 480],
    ],
  );
});

test('the band leaves out days on which a bound is hidden', () => {
  const curve = curveOf(answer(sold, peers), 'share');
  assert.deepEqual(
    curve.rows.filter((row) => row.kind === 'band').map((row) => [row.x, row.y, row.y2]),
    [
      [-10, 0.5, 0.7],
      [0, 0.6, 0.95],
    ],
  );
});

test('the gap at now is own minus the median of that day', () => {
  const { now, rows } = curveOf(answer(sold, peers), 'tickets');
  assert.equal(now?.x, -16);
  assert.equal(now?.own, 200);
  assert.ok(Math.abs((now?.median ?? 0) - 0.54 * 600) < 1e-9);
  assert.ok(Math.abs((now?.shareGap ?? 0) - (200 / 600 - 0.54)) < 1e-9);
  assert.equal(rows.filter((row) => row.kind === 'gap').length, 1);
});

test('money is in whole units and has neither comparables nor capacity', () => {
  const { now, rows } = curveOf(answer(sold, peers), 'money');
  assert.equal(now?.own, 4100);
  assert.deepEqual([...new Set(rows.map((row) => row.kind))], ['own', 'now']);
});

test('no report yet: no now, comparables stand alone', () => {
  const curve = curveOf(answer([], peers), 'tickets');
  assert.equal(curve.now, null);
  assert.equal(curve.first, -90);
  assert.equal(curve.points.length, 0);
});

test('no comparables: the reason is kept', () => {
  const curve = curveOf(answer(sold, { reason: 'too_few_venues' }), 'tickets');
  assert.deepEqual(curve.benchmark, { reason: 'too_few_venues' });
  assert.equal(curve.now?.gap, null);
});

test('outside the known comparables there is no guess', () => {
  assert.equal(peerAt([{ daysToGo: 10, median: 0.5, low: null, high: null }], 12), null);
});

test('labels stand on round days to go, or on first days of months', () => {
  const curve = curveOf(answer([point(120, 1), point(16, 200)], peers), 'tickets');
  assert.deepEqual(curveTicks(curve, 'days', 640), [-120, -90, -60, -30, 0]);
  assert.deepEqual(
    curveTicks(curve, 'calendar', 640).map((x) => dayAfter('2026-12-09', x)),
    ['2026-09-01', '2026-10-01', '2026-11-01', '2026-12-01'],
  );
  assert.equal(curveTicks(curve, 'days', 300).length, 3);
});
