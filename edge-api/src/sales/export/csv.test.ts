import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { wallClock, type Cell } from './cells.ts';
import { SEPARATORS, toCsv } from './csv.ts';

const text = (value: string): Cell => ({ kind: 'text', value });
const read = (file: string, delimiter: string) =>
  parse(file, { bom: true, delimiter, relax_column_count: false }) as string[][];

test('a text that begins like a formula is written as text, a negative number stays a number', () => {
  const cells = ['=1+1', '+31', '-5', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', "'x", 'a=b'].map(text);
  const [row] = read(toCsv([[...cells, { kind: 'count', value: -5 }]], 'en'), ',');
  assert.deepEqual(row, ["'=1+1", "'+31", "'-5", "'@SUM(A1)", "'\tx", "'\rx", "'\nx", "'＝1", "'x", 'a=b', '-5']);
});

test('Dutch files part by semicolon and write a comma in numbers, English ones the other way', () => {
  const row: Cell[] = [
    { kind: 'cents', value: 1_234_505 },
    { kind: 'share', value: 0.6833 },
    { kind: 'time', value: wallClock('2026-12-01T19:15:00Z', 'Europe/Amsterdam') },
    null,
    { kind: 'cents', value: -7 },
  ];
  assert.equal(toCsv([row], 'nl'), '\uFEFF12345,05;68,33;2026-12-01 20:15;;-0,07\r\n');
  assert.equal(toCsv([row], 'en'), '\uFEFF12345.05,68.33,2026-12-01 20:15,,-0.07\r\n');
});

test('any text comes back as it was, but for the mark before a formula', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('nl' as const, 'en' as const),
      (rows, locale) => {
        const wanted = rows.filter((row) => row.some((value) => value !== ''));
        const back = read(
          toCsv(
            wanted.map((row) => row.map(text)),
            locale,
          ),
          SEPARATORS[locale],
        );
        assert.deepEqual(
          back.map((row) => row.map((value) => value.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))),
          wanted,
        );
        for (const value of back.flat()) assert.doesNotMatch(value, /^[=+\-@\t\r]/);
      },
    ),
    { seed: 11, numRuns: 500 },
  );
});
