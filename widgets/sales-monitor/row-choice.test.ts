import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MonitorRow, Names } from '#protocol';
import { chosenRows, visibleWindow } from './row-choice.ts';

const names: Names = { venues: {}, halls: { h: { name: 'Grote zaal', kind: 'hall', venue: 'v' } }, providers: {} };
const row = (title: string, daysToGo: number, count: number) =>
  ({
    title,
    daysToGo,
    count,
    genre: 'dans',
    hall: 'h',
    provider: null,
    venue: 'v',
    change: { count: [0, count, 0] },
  }) as unknown as MonitorRow;
const rows = [row('A', -2, 5), row('B', -1, 9), row('C', 0, 2), row('D', 4, 7)];
const choose = (over: object) =>
  chosenRows(rows, { filter: 'all', sort: 'date', search: '', genre: '', ...over }, names)
    .map((r) => r.title)
    .join('');

test('upcoming shows the next first, past the last first', () => {
  assert.equal(choose({ filter: 'upcoming' }), 'CD');
  assert.equal(choose({ filter: 'past' }), 'BA');
});

test('search looks at halls too, sorting puts the most first', () => {
  assert.equal(choose({ search: 'grote' }), 'ABCD');
  assert.equal(choose({ search: 'x' }), '');
  assert.equal(choose({ sort: 'count' }), 'BDAC');
});

test('the window covers what is seen at every place, with room on both sides', () => {
  for (let top = 500; top > -70_000; top -= 333) {
    const { from, to } = visibleWindow(1_200, top, 900, 55);
    const seenFrom = Math.max(0, Math.floor(-top / 55));
    const seenTo = Math.min(1_200, Math.ceil((900 - top) / 55));
    assert.ok(from <= seenFrom && to >= seenTo, `${top}: ${from}-${to}`);
    assert.ok(to - from < 140);
  }
});
