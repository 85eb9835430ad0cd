import assert from 'node:assert/strict';
import { test } from 'node:test';
import { benchmarkAt, publish, type Curve } from './benchmark.ts';

const curve = (venue: number, share: number, capacity = 100): Curve => ({
  venue,
  capacity,
  issued: new Map([[7, Math.round(share * capacity)]]),
});
const house = (n: number) => Array.from({ length: n }, (_, i) => curve(i + 1, 0.3 + i * 0.05));

test('a venue sees the others, never itself, rounded to 5 points', () => {
  const body = publish([...house(6), curve(99, 1)], undefined);
  assert.deepEqual(benchmarkAt(body, 99, 7), { median: 0.45, low: null, high: null, venues: 6 });
});

test('four other venues are too few', () => {
  assert.deepEqual(benchmarkAt(publish(house(5), undefined), 1, 7), { reason: 'too_few_venues' });
});

test('quartiles need eight venues', () => {
  const seen = benchmarkAt(publish([...house(8), curve(99, 1)], undefined), 99, 7);
  assert.ok('low' in seen && seen.low !== null && seen.high !== null);
});

test('one venue with more than half of the seats hides the figure', () => {
  assert.deepEqual(benchmarkAt(publish([...house(5), curve(50, 0.5, 5_000), curve(99, 1)], undefined), 99, 7), {
    reason: 'one_dominates',
  });
});

test('a set that changed by one or two venues is hidden for that publication', () => {
  const before = publish(house(7), undefined);
  assert.deepEqual(benchmarkAt(publish(house(8), before), 1, 7), { reason: 'set_changed' });
  assert.ok('median' in benchmarkAt(publish(house(8), publish(house(8), before)), 1, 7));
});
