import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ColumnMap } from './columns.ts';
import { RowCells } from './row-cells.ts';

const MAP: ColumnMap = {
  kind: 'performances',
  width: 1,
  columns: [{ field: 'title', index: 0, header: 'titel' }],
  allowed: [],
  ignored: [],
};
const fault = (title: string) => {
  const cells = new RowCells(MAP, { zone: 'UTC' }, undefined);
  cells.load({ cells: [title], line: 2 });
  return [cells.name('title', 300) ?? '', cells.problem?.reason];
};

test('an address or a number of somebody is no title, and is not kept', () => {
  for (const title of ['a.b@voorbeeld.example', '+31 6 1234 5678', '0612345678', '020-1234567', '(0592) 904 421'])
    assert.deepEqual(fault(title), ['', 'personal_value'], title);
});

test('what titles, halls and kinds of tickets are called stays', () => {
  for (const title of [
    '1984',
    '2001: A Space Odyssey',
    'Foxtrot @ Noord',
    '02-10-2026',
    '50+ (65-)',
    'zaal 020',
    '8712345678901',
    'V-0612345678',
  ])
    assert.deepEqual(fault(title), [title, undefined]);
});
