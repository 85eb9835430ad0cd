import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeOf } from './answer.ts';
import { backoffMs, retryAfterMs } from './retrying.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const kind = (status: number, text = '', after: string | null = null) => outcomeOf(status, text, after, NOW);

void test('each status has its meaning, and only a whole answer is one', () => {
  const good = JSON.stringify({ epoch: 1, receivedAt: 'x', results: [{ index: 0, outcome: 'applied' }] });
  assert.equal(kind(207, good).kind, 'answered');
  for (const lie of [
    '',
    '<html>',
    good.slice(0, -5),
    good.replace('applied', 'splendid'),
    good.replace('"epoch":1,', ''),
  ])
    assert.equal(kind(200, lie).kind, 'retry', lie);
  assert.deepEqual(
    [401, 403].map((status) => kind(status).kind),
    ['auth', 'auth'],
  );
  assert.deepEqual(
    [404, 405, 410].map((status) => kind(status).kind),
    ['no_route', 'no_route', 'no_route'],
  );
  assert.deepEqual(
    [408, 425, 429, 500, 502, 503, 504].map((status) => kind(status).kind),
    Array(7).fill('retry'),
  );
  assert.equal(kind(413).kind, 'too_large');
  assert.deepEqual(kind(422, '{"code":"invalid_request"}'), {
    kind: 'refused',
    status: 422,
    detail: 'invalid_request',
  });
  assert.deepEqual(kind(400, '{"code":"Jan de Vries"}'), { kind: 'refused', status: 400, detail: 'refused' });
});

void test('Retry-After is honoured in seconds and as a date, at most an hour', () => {
  assert.equal(retryAfterMs('7', NOW), 7_000);
  assert.equal(retryAfterMs('Sun, 01 Mar 2026 12:01:30 GMT', NOW), 90_000);
  assert.equal(retryAfterMs('Sun, 01 Mar 2020 12:00:00 GMT', NOW), 0);
  assert.equal(retryAfterMs('999999', NOW), 3_600_000);
  assert.equal(retryAfterMs('soon', NOW), undefined);
});

void test('waiting grows with full jitter and never passes five minutes', () => {
  assert.equal(backoffMs(0, 0.5), 500);
  assert.equal(backoffMs(3, 0.999), 7_992);
  assert.ok(backoffMs(60, 0.999) <= 300_000);
  assert.equal(backoffMs(0, 0.1, 9_000), 9_000);
});
