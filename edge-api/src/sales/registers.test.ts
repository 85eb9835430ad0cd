import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { COMPONENTS } from '#protocol';
import { mergeDay, type DayRow, type Registers } from './registers.ts';

const register = fc.record({
  v: fc.integer({ min: 1, max: 6 }),
  n: fc.integer({ min: 0, max: 4 }),
  a: fc.option(fc.integer({ min: -2, max: 2 })),
});
const registers: fc.Arbitrary<Registers> = fc
  .record(Object.fromEntries(COMPONENTS.map((name) => [name, register])), { requiredKeys: [] })
  .map((made) => made as Registers);
const lines = fc.option(fc.record({ v: fc.integer({ min: 1, max: 6 }), json: fc.constantFrom('[]', '[1]', '[2]') }));
const until = fc.option(fc.integer({ min: 1, max: 3 }));
const row = fc.record({ registers, lines, until }).map((made): DayRow => ({
  performance: 1,
  day: '2026-01-01',
  registers: made.registers,
  reservedUntil: made.registers.reserved ? made.until : null,
  lines: made.lines,
}));

const fold = (rows: readonly DayRow[]) =>
  rows.reduce<DayRow | undefined>((old, next) => mergeDay(old, next), undefined);

test('any order of reports ends in the same row, byte for byte', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), fc.infiniteStream(fc.nat()), (rows, picks) => {
      const shuffled = [...rows];
      for (let i = shuffled.length - 1; i > 0; i -= 1) {
        const j = Number(picks.next().value) % (i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j] as DayRow, shuffled[i] as DayRow];
      }
      assert.equal(JSON.stringify(fold(shuffled)), JSON.stringify(fold(rows)));
    }),
    { seed: 7, numRuns: 2_000 },
  );
});

test('repeating any report changes nothing', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.nat(), (rows, pick) => {
      const again = rows[pick % rows.length] as DayRow;
      const merged = fold(rows);
      assert.equal(JSON.stringify(fold([...rows, again])), JSON.stringify(merged));
      assert.equal(mergeDay(merged, again), merged);
    }),
    { seed: 8, numRuns: 1_000 },
  );
});

test('100, then 120, then 100 ends at 100, also when 120 comes last', () => {
  const at = (v: number, n: number): DayRow => ({
    performance: 1,
    day: '2026-01-01',
    registers: { normal: { v, n, a: 0 } },
    reservedUntil: null,
    lines: null,
  });
  assert.equal(fold([at(1, 100), at(3, 100), at(2, 120)])?.registers.normal?.n, 100);
});
