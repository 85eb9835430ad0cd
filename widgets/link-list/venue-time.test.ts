import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOf, localTime } from './venue-time.ts';

const ZONE = 'Europe/Amsterdam';

test('a time goes to the field and back, in summer and in winter', () => {
  for (const iso of ['2026-07-01T18:15:00.000Z', '2026-12-09T19:15:00.000Z', '2026-03-29T00:59:00.000Z'])
    assert.equal(instantOf(localTime(iso, ZONE), ZONE), iso);
  assert.equal(localTime('2026-07-01T18:15:00.000Z', ZONE), '2026-07-01T20:15');
});

test('both nights the clock changes: the first of two hours, and an hour that is not there', () => {
  assert.equal(instantOf('2026-10-25T02:30', ZONE), '2026-10-25T00:30:00.000Z');
  assert.equal(instantOf('2026-03-29T02:30', ZONE), '2026-03-29T00:30:00.000Z');
});

test('what is no time is none', () => assert.equal(instantOf('tomorrow', ZONE), null));
