// Rows of the stores as what a release is made of: what two systems, or two keys of one evening, say is added up and never overlaid.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FactRow, SoldRow } from './publish-store.ts';
import { Columns, soldOf } from './release-input.ts';

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

test('a buyer whose facts lie on two pages is one buyer, and facts of what does not count are left', () => {
  const fact = (performance: number, buyer: string): FactRow => [
    performance, buyer, 2026_11_01_12, 2, 4_000, 'web', 1, '1011', '26-35', 'f', null, 1, 0, `${performance}${buyer}`,
  ]; // prettier-ignore
  const columns = new Columns(4);
  const indexOf = (performance: number) => ([7, 8].indexOf(performance) >= 0 ? performance - 7 : undefined);
  columns.add([fact(7, 'a'), fact(8, 'a')], indexOf);
  columns.add([fact(9, 'a'), fact(8, 'a'), fact(7, 'b')], indexOf);
  const facts = columns.done();
  assert.deepEqual([...facts.buyer], [0, 0, 0, 1]);
  assert.deepEqual([...facts.performance], [0, 1, 1, 0]);
});
