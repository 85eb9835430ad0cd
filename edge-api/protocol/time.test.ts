import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, daysBetween, localDay, reportDay, seasonOf } from './time.ts';

const ZONE = 'Europe/Amsterdam';
const day = (instant: string, offset?: number) => reportDay(Date.parse(instant), ZONE, offset);

test('a nightly push belongs to the evening before, until six in the morning', () => {
  assert.equal(day('2026-11-20T23:30:00+01:00'), '2026-11-20');
  assert.equal(day('2026-11-21T02:00:00+01:00'), '2026-11-20');
  assert.equal(day('2026-11-21T05:59:59.999+01:00'), '2026-11-20');
  assert.equal(day('2026-11-21T06:00:00+01:00'), '2026-11-21');
  assert.equal(day('2026-11-21T00:00:00+01:00', 0), '2026-11-21');
});

test('in the night the clock goes back, six in the morning stays six: the day has 25 hours', () => {
  assert.equal(day('2026-10-25T02:30:00+02:00'), '2026-10-24');
  assert.equal(day('2026-10-25T02:30:00+01:00'), '2026-10-24');
  assert.equal(day('2026-10-25T05:30:00+01:00'), '2026-10-24');
  assert.equal(day('2026-10-25T06:00:00+01:00'), '2026-10-25');
});

test('in the night the clock goes forward, six in the morning stays six: the day has 23 hours', () => {
  assert.equal(day('2026-03-29T01:30:00+01:00'), '2026-03-28');
  assert.equal(day('2026-03-29T05:59:00+02:00'), '2026-03-28');
  assert.equal(day('2026-03-29T06:00:00+02:00'), '2026-03-29');
});

test('29 February is a day, with one before and one after', () => {
  assert.equal(day('2028-03-01T03:00:00+01:00'), '2028-02-29');
  assert.equal(day('2028-02-29T03:00:00+01:00'), '2028-02-28');
  assert.equal(day('2027-03-01T03:00:00+01:00'), '2027-02-28');
  assert.equal(addDays('2028-02-28', 1), '2028-02-29');
  assert.equal(daysBetween('2028-02-28', '2028-03-01'), 2);
  assert.equal(localDay(Date.parse('2028-02-28T23:30:00Z'), ZONE), '2028-02-29');
});

test('days to go count dates, not hours, over a change of the clock', () => {
  assert.equal(daysBetween('2026-10-24', '2026-10-26'), 2);
  assert.equal(daysBetween('2026-03-28', '2026-03-30'), 2);
});

test('a season turns on the first of August', () => {
  assert.deepEqual([seasonOf('2026-07-31'), seasonOf('2026-08-01')], [2025, 2026]);
});
