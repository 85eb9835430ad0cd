// Who is new, who returns, and after how long: by the venue's system where it says so, else by the orders of other seasons.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEGMENTS } from '#protocol';
import { dayNumber } from './day.ts';
import type { OtherSeasons } from './input.ts';
import { historyOf } from './history.ts';
import { columnsOf, sampleHouse } from './sample-house.ts';
import { houseOf } from './subjects.ts';

const sample = sampleHouse({ seed: 4, performances: 8, productions: 2, tickets: 60 });
const house = houseOf(sample.input(2027_07_01_00));
const performances = sample.performances.length;
const start = dayNumber(sample.performances[0]?.date ?? '');

/** Somebody with so many evenings in the season. */
function historyWith(visits: number, first: 0 | 1 | 2, others?: OtherSeasons) {
  const [one] = sample.facts;
  assert.ok(one && visits <= performances);
  const rows = Array.from({ length: visits }, (_, performance) => ({ ...one, buyer: 0, performance, first }));
  const facts = { ...columnsOf(rows), ...(others ? { others } : {}) };
  const history = historyOf(
    Int32Array.from(rows.keys()),
    { facts, buyer: 0 },
    house,
    (i) => facts.performance[i] ?? -1,
  );
  return [history >= 8 ? 'returning' : 'new', SEGMENTS[history % 8]];
}
const before = (visits: number, daysAgo: number): OtherSeasons => ({
  visits: [visits],
  lastDay: [start - daysAgo],
});

test('without orders of other seasons it is what the system of the venue says', () => {
  assert.deepEqual(historyWith(1, 0), ['new', SEGMENTS[0]]);
  assert.deepEqual(historyWith(3, 1), ['new', SEGMENTS[2]]);
  assert.deepEqual(historyWith(1, 2), ['returning', SEGMENTS[1]]);
  // As of somebody who ordered for a season to come.
  assert.deepEqual(historyWith(1, 0, { visits: [0], lastDay: [-1] }), ['new', SEGMENTS[0]]);
});

test('visits of earlier seasons count, unless the system says that they are new', () => {
  assert.deepEqual(historyWith(1, 0, before(3, 200)), ['returning', SEGMENTS[3]]);
  assert.deepEqual(historyWith(2, 0, before(9, 200)), ['returning', SEGMENTS[4]]);
  assert.deepEqual(historyWith(1, 1, before(3, 200)), ['new', SEGMENTS[0]]);
});

test('who comes back after a year and a half is stale, after three years lapsed', () => {
  assert.deepEqual(historyWith(1, 0, before(3, 548)), ['returning', SEGMENTS[3]]);
  assert.deepEqual(historyWith(1, 0, before(3, 549)), ['returning', 'stale']);
  assert.deepEqual(historyWith(1, 0, before(3, 1_097)), ['returning', 'lapsed']);
});
