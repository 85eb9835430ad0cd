import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waterfall } from '#deal';
import { sampleHouse, sampleTerms } from '../browser/deal-answers.ts';
import { barLines } from './waterfall-bars.ts';

const spans = (...[terms, houses]: Parameters<typeof waterfall>) =>
  new Map(barLines(waterfall(terms, houses)).map(({ line, bar }) => [line.key, bar]));

test('each step begins where the one before it ends, and both shares fill the net', () => {
  const bars = spans(sampleTerms(), [sampleHouse()]);
  assert.deepEqual(bars.get('gross'), { from: 0, to: 1000, tone: 'sum' });
  assert.equal(bars.get('vat')?.from, bars.get('levy')?.to);
  assert.equal(bars.get('royalties')?.to, bars.get('net')?.to);
  assert.equal(bars.get('venue_share')?.from, bars.get('provider_share')?.to);
  assert.equal(bars.get('venue_share')?.to, bars.get('net')?.to);
  assert.equal(bars.get('guarantee'), null);
});

test('a share below nought lies left of it', () => {
  const lines = barLines(waterfall(sampleTerms(), [sampleHouse({ paid: 10, gross: 30_000 })]));
  const venue = lines.find(({ line }) => line.key === 'venue_share');
  assert.ok(venue?.bar && venue.bar.to < venue.bar.from);
  assert.ok(
    lines.every(({ bar }) => bar === null || (Math.min(bar.from, bar.to) >= 0 && Math.max(bar.from, bar.to) <= 1000)),
  );
});
