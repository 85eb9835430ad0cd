import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jitterMs, nextDue, scheduleFault } from './schedule.ts';

const ZONE = 'Europe/Amsterdam';
const next = (expression: string, after: string) =>
  new Date(nextDue(expression, ZONE, Date.parse(after))).toISOString();

void test('a schedule follows the clock of the house through both nights of the clock', () => {
  assert.equal(
    next('30 2 * * *', '2026-03-28T12:00:00Z'),
    '2026-03-29T01:00:00.000Z',
    '02:30 does not exist, so at 03:00',
  );
  assert.equal(next('30 2 * * *', '2026-10-24T12:00:00Z'), '2026-10-25T00:30:00.000Z', 'the first 02:30');
  assert.equal(next('30 2 * * *', '2026-10-25T00:30:00Z'), '2026-10-26T01:30:00.000Z', 'and not the second');
});

void test('what is no schedule is refused, and a house always waits the same little while', () => {
  assert.deepEqual([scheduleFault('often', ZONE), scheduleFault('15 * * * *', ZONE)], ['unreadable', undefined]);
  assert.equal(jitterMs('kassa-a', 0), jitterMs('kassa-a', 0));
  assert.ok(jitterMs('kassa-a', 0) < 600_000);
});
