import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MonitorRow } from '#protocol';
import { fieldValues, inOrderOf, keptRows, sortedRows } from './chosen-rows.ts';
import { DEFAULTS, type Choice } from './monitor-choice.ts';
import { NAMES, sampleRow } from './sample-rows.ts';

const row = (id: string, daysToGo: number, over: Partial<MonitorRow> = {}) =>
  sampleRow({ id, title: id, daysToGo, startsAt: `2026-11-${20 + daysToGo}T19:00:00.000Z`, ...over });
const rows = [
  row('A', -2, { count: 5, venue: 'v2', genre: 'dans' }),
  row('B', -1, { count: 9 }),
  row('C', 0, { count: null, hall: null }),
  row('D', 4, { count: 7, attention: [{ code: 'no_sales', days: 8 }] }),
];
const choose = (over: Partial<Choice>) => {
  const choice = { ...DEFAULTS, ...over };
  return sortedRows(keptRows(rows, choice, NAMES), choice, NAMES)
    .map((one) => one.id)
    .join('');
};

test('upcoming shows the next first, past the last first', () => {
  assert.equal(choose({}), 'CD');
  assert.equal(choose({ filter: 'past' }), 'BA');
  assert.equal(choose({ filter: 'attention' }), 'D');
});

test('search looks at titles, halls, producers and venues', () => {
  assert.equal(choose({ filter: 'all', search: ' grote ZAAL ' }), 'ABD');
  assert.equal(choose({ filter: 'all', search: 'anker' }), 'A');
  assert.equal(choose({ filter: 'all', search: 'noord' }), 'ABCD');
  assert.equal(choose({ filter: 'all', search: 'x' }), '');
});

test('unknown stands last whichever way a column is sorted', () => {
  assert.equal(choose({ filter: 'all', sort: '-count' }), 'BDAC');
  assert.equal(choose({ filter: 'all', sort: 'count' }), 'ADBC');
  assert.equal(choose({ filter: 'all', sort: 'hall' }), 'ABDC');
});

test('filters stand together, and only those with something to choose', () => {
  assert.equal(choose({ filter: 'all', genre: 'dans', region: 'Overijssel' }), 'A');
  assert.equal(choose({ filter: 'all', genre: 'dans', region: 'Utrecht' }), '');
  assert.deepEqual(
    fieldValues(rows, NAMES).map(([field]) => field),
    ['genre', 'venue', 'region'],
  );
});

test('while someone reads, known rows keep their place and new ones come last', () => {
  const ids = inOrderOf(['D', 'B', 'A'], rows).map((one) => one.id);
  assert.deepEqual(ids, ['D', 'B', 'A', 'C']);
});
