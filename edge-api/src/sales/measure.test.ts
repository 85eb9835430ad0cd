import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changes, perDay } from './measure.ts';

/** 29 days of which the last ones are given. */
const series = (...last: (number | null)[]) => [...Array.from({ length: 29 - last.length }, () => null), ...last];

test('a day that nobody reported on is unknown in the sparkline, not a day without sales', () => {
  const today = '2026-11-20';
  assert.deepEqual(perDay(series(100, 100, 104, 104), '2026-11-19', today).slice(-4), [null, 0, 4, null]);
  assert.deepEqual(perDay(series(100, 100, 104, 104), today, today).slice(-4), [null, 0, 4, 0]);
});

test('a performance without figures has no line at all', () => {
  assert.equal(
    perDay(series(), null, '2026-11-20').every((value) => value === null),
    true,
  );
  assert.equal(perDay(series(5, 5), '2026-09-01', '2026-11-20').length, 28);
});

test('a change is null where there was nothing to compare with', () => {
  assert.deepEqual(changes(series(100, 104)), [4, null, null]);
  assert.deepEqual(changes(series()), [null, null, null]);
});
