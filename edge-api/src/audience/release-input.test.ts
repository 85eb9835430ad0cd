// Rows of the stores as what a release is made of: what two systems, or two keys of one evening, say is added up and never overlaid.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seasonOf } from '#protocol';
import type { FactRow, SoldRow } from './publish-store.ts';
import { Columns, soldOf, type Evening } from './release-input.ts';
import { dayNumber } from './release/day.ts';

const row = (source: number, day: string, normal: number, performance = 1): SoldRow => ({
  performance,
  source,
  day,
  normal,
  discount: null,
  free: null,
  other: null,
});

test('two systems that report on different days count on by themselves', () => {
  const { classes, days } = soldOf([
    row(1, '2026-11-01', 100),
    row(1, '2026-11-03', 130),
    row(2, '2026-11-02', 20),
    row(2, '2026-11-03', 25),
  ]);
  assert.deepEqual(days, { '2026-11-01': 100, '2026-11-02': 20, '2026-11-03': 35 });
  assert.equal(classes.normal, 155);
});

test('two keys of one evening are added, and a day on which tickets came back counts them back', () => {
  const { classes, days } = soldOf([
    row(1, '2026-11-01', 40, 1),
    row(1, '2026-11-02', 36, 1),
    row(1, '2026-11-01', 10, 2),
  ]);
  assert.deepEqual(days, { '2026-11-01': 50, '2026-11-02': -4 });
  assert.equal(classes.normal, 46);
});

const evening = (key: number, date: string, keys = [key]): Evening => ({
  about: {} as Evening['about'],
  keys,
  key,
  id: `E${key}`,
  production: `P${key}`,
  genre: null,
  season: seasonOf(date),
  date,
  capacity: null,
  excluded: false,
});
const fact = (performance: number, buyer: string, hour = 2026_11_01_12): FactRow => [
  performance, buyer, hour, 2, 4_000, 'web', 1, '1011', '26-35', 'f', null, 1, 0, `${performance}${buyer}`,
]; // prettier-ignore
const indexIn = (evenings: readonly Evening[]) => (performance: number) => {
  const index = evenings.findIndex(({ keys }) => keys.includes(performance));
  return index < 0 ? undefined : index;
};

test('a buyer whose facts lie on two pages is one buyer, and facts of what does not count are left', () => {
  const evenings = [evening(7, '2026-11-10'), evening(8, '2026-11-11')];
  const columns = new Columns(evenings, 2026, 2026_12_01_00, 4);
  columns.add([fact(7, 'a'), fact(8, 'a')], indexIn(evenings));
  columns.add([fact(9, 'a'), fact(8, 'a'), fact(7, 'b')], indexIn(evenings));
  const facts = columns.done();
  assert.deepEqual([...facts.buyer], [0, 0, 0, 1]);
  assert.deepEqual([...facts.performance], [0, 1, 1, 0]);
});

test('of other seasons is kept how often a buyer came before, and when last; evenings under two keys are one', () => {
  const evenings = [
    evening(1, '2023-03-10', [1, 11]),
    evening(2, '2025-10-10'),
    evening(3, '2026-11-10'),
    evening(4, '2027-10-10'),
    { ...evening(5, '2024-10-10'), excluded: true },
  ];
  const columns = new Columns(evenings, 2026, 2026_12_01_00, 4);
  const rows: readonly (readonly [performance: number, buyer: string, hour?: number])[] = [
    [1, 'a', 2023_03_01_12], [2, 'a', 2025_10_01_12], [3, 'a'], [11, 'a', 2023_03_01_12],
    [1, 'b', 2023_03_01_12], [2, 'b', 2025_10_01_12],
    [3, 'c'], [4, 'c'], [5, 'c', 2024_09_01_12],
    [3, 'd'], [4, 'd', 2027_01_01_12],
  ]; // prettier-ignore
  columns.add(
    rows.map((row) => fact(...row)),
    indexIn(evenings),
  );
  const { length, buyer, performance, others } = columns.done();
  assert.deepEqual(
    [[...buyer.subarray(0, length)], [...performance.subarray(0, length)]],
    [
      [0, 1, 2],
      [0, 0, 0],
    ],
  );
  const of = (n: number) => [others?.visits[n], others?.lastDay[n]];
  assert.deepEqual(of(0), [2, dayNumber('2025-10-10')]);
  // Ordered for a season to come: not a visit before.
  assert.deepEqual(of(1), [0, -1]);
  assert.deepEqual(of(2), [0, -1]);
});
