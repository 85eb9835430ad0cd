import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Progress, progressLine } from './progress.ts';

void test('progress tells share, rate and the time that is left', () => {
  assert.equal(progressLine('sending', 'figures', 500, 2_000, 5_000), 'sending 25% 100 figures/s 15 s left');
  assert.equal(progressLine('reading', 'B', 3e6, 12e6, 1_000), 'reading 25% 3.0 MB/s 3 s left');
});

void test('a terminal gets one line that renews itself, anything else a plain line every five seconds', () => {
  for (const isTTY of [true, false]) {
    const said: string[] = [];
    let now = 0;
    const progress = new Progress({ isTTY, write: (text) => said.push(text) }, () => now, {
      label: 'reading',
      unit: 'B',
      total: 100,
    });
    for (; now < 11_000; now += 100) progress.add(1);
    progress.done();
    assert.equal(said.length, isTTY ? 55 : 2);
    assert.ok(said.every((text) => (isTTY ? text.startsWith('\r') : /^reading \d+% .*\n$/.test(text))));
  }
});
