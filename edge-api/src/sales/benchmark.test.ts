import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { benchmarkAt, publish, type BenchmarkBody, type Curve } from './benchmark.ts';

const curve = (venue: number, share: number, capacity = 100, organisation = venue): Curve => ({
  venue,
  organisation,
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

test('a house that joins stays hidden until two more have joined, not only on the day it came', () => {
  let body = publish(house(7), undefined);
  const next = (n: number) => benchmarkAt((body = publish(house(n), body)), 1, 7);
  assert.ok('median' in next(7));
  assert.deepEqual([next(8), next(8), next(9), next(8)], Array(4).fill({ reason: 'set_changed' }));
  assert.ok('median' in next(7), 'back to the set that was shown');
  assert.deepEqual(next(9), { reason: 'set_changed' });
  assert.ok('median' in next(10));
  assert.deepEqual(next(9), { reason: 'set_changed' });
});

test('to the house that joins itself nothing changed among the others', () => {
  const before = publish([...house(6), { ...curve(7, 0.5), issued: new Map([[8, 50]]) }], undefined);
  assert.deepEqual(benchmarkAt(before, 7, 7), { median: 0.45, low: null, high: null, venues: 6 });
  const after = publish(house(7), before);
  assert.ok('median' in benchmarkAt(after, 7, 7));
  assert.deepEqual(benchmarkAt(after, 1, 7), { reason: 'set_changed' });
});

test('two publications that a house sees one after the other never differ by one or two houses', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 0, maxLength: 12 }), {
        minLength: 2,
        maxLength: 12,
      }),
      (days) => {
        let body: BenchmarkBody | undefined;
        const last = new Map<number, Set<number>>();
        for (const present of days) {
          body = publish(
            present.map((venue) => curve(venue, venue / 20)),
            body,
          );
          for (const asking of present) {
            if (!('median' in benchmarkAt(body, asking, 7))) continue;
            const others = new Set(present.filter((venue) => venue !== asking));
            const seen = last.get(asking) ?? others;
            const only = (a: Set<number>, b: Set<number>) => [...a].filter((one) => !b.has(one)).length;
            const difference = only(others, seen) + only(seen, others);
            assert.ok(difference === 0 || difference >= 3, `${difference} houses`);
            last.set(asking, others);
          }
        }
      },
    ),
    { seed: 5, numRuns: 400 },
  );
});

test('houses of one organisation are one voice, and five houses of two organisations are too few', () => {
  const chain = (n: number, organisation: number) => curve(n, 0.5, 100, organisation);
  const few = [chain(1, 50), chain(2, 50), chain(3, 50), chain(4, 51), chain(5, 51), chain(6, 60)];
  assert.deepEqual(benchmarkAt(publish(few, undefined), 6, 7), { reason: 'too_few_venues' });
  const enough = [...few, chain(7, 52)];
  assert.deepEqual(benchmarkAt(publish(enough, undefined), 6, 7), { median: 0.5, low: null, high: null, venues: 6 });
  assert.deepEqual(benchmarkAt(publish(enough, undefined), 1, 7), { reason: 'too_few_venues' });
});

test('a house that plays twice counts once, with both evenings, and sees neither', () => {
  const twice = [curve(1, 0.2), curve(1, 0.4), ...house(6).slice(1), curve(99, 1), curve(99, 0)];
  const body = publish(twice, undefined);
  assert.deepEqual(benchmarkAt(body, 99, 7), { median: 0.45, low: null, high: null, venues: 6 });
  assert.deepEqual(benchmarkAt(body, 1, 7), { median: 0.5, low: null, high: null, venues: 6 });
});

test('a house with two productions sees each beside its own others only', () => {
  const one = publish([...house(6), curve(99, 1)], undefined);
  const two = publish([...house(6).map((c) => ({ ...c, issued: new Map([[7, 10]]) })), curve(99, 0)], undefined);
  assert.deepEqual(benchmarkAt(one, 99, 7), { median: 0.45, low: null, high: null, venues: 6 });
  assert.deepEqual(benchmarkAt(two, 99, 7), { median: 0.1, low: null, high: null, venues: 6 });
});

test('eight houses have no quartiles while a ninth asks that is one of them', () => {
  const body = publish(house(8), undefined);
  const seen = benchmarkAt(body, 1, 7);
  assert.ok('median' in seen && seen.low === null && seen.venues === 7);
});
