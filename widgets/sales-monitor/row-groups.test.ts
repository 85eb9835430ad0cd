import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, groupedRows, mondayOf, weekOf } from './row-groups.ts';
import { sumOf } from './row-sums.ts';
import { sampleRow } from './sample-rows.ts';
import { itemsOf } from './table-items.ts';

const a = sampleRow({ id: 'a', date: '2026-12-06', production: 'P' });
const b = sampleRow({ id: 'b', date: '2026-12-07', production: 'Q' });
const c = sampleRow({ id: 'c', date: '2026-12-13', production: 'P', count: null, amount: null });

test('a week runs from Monday to Sunday and has its ISO number, also around New Year', () => {
  assert.equal(mondayOf('2026-12-06'), '2026-11-30');
  assert.equal(mondayOf('2026-12-07'), '2026-12-07');
  assert.equal(weekOf('2026-12-28'), 53);
  assert.equal(weekOf('2027-01-04'), 1);
  assert.deepEqual(
    groupedRows([a, b, c], 'week').map(({ of, rows }) => [of, rows.length]),
    [
      ['2026-11-30', 1],
      ['2026-12-07', 2],
    ],
  );
});

test('a group stands where its first row stood', () => {
  assert.deepEqual(
    groupedRows([a, b, c], 'production').map(({ rows }) => rows.map(({ id }) => id).join('')),
    ['ac', 'b'],
  );
});

test('a sum says what it does not know instead of taking it for zero', () => {
  const sum = sumOf([a, c]);
  assert.deepEqual([sum.performances, sum.count, sum.unknown, sum.amount], [2, 243, 1, 577_500]);
  assert.equal(sum.occupancy, 243 / 640);
  assert.deepEqual([sumOf([c]).count, sumOf([c]).occupancy, sumOf([]).capacity], [null, null, null]);
});

test('an amount that is unknown for tickets that are known is counted as unknown', () => {
  assert.equal(sumOf([a, { ...b, amount: null }]).amountUnknown, 1);
});

test('cancelled performances are listed and not added up', () => {
  const sum = sumOf([a, { ...b, status: 'cancelled' }]);
  assert.deepEqual([sum.performances, sum.count, sum.capacity], [2, 243, 640]);
});

test('the open performance stands below its row, or first where the choice leaves it out', () => {
  const kinds = (rows: readonly (typeof a)[], open: typeof a) =>
    itemsOf(rows, open, arrange('none')).map(({ kind, key }) => (kind === 'row' ? key : kind));
  assert.deepEqual(kinds([a, b], a), ['a', 'detail', 'b', 'sum']);
  assert.deepEqual(kinds([b], a), ['a', 'detail', 'b']);
});
