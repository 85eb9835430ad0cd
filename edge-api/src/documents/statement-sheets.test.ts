import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { parse } from 'csv-parse/sync';
import { SAMPLE_SIGNATURES, sampleStatement } from './sample-statement.ts';
import { statementCsv, statementXlsx } from './statement-sheets.ts';

const file = (which: 'one' | 'two', lang: 'nl' | 'en') => ({
  record: sampleStatement(which),
  sha256: 'a'.repeat(64),
  signatures: SAMPLE_SIGNATURES,
  lang,
});

/** Cells by their place: numbers as numbers. */
function sheet(bytes: Uint8Array, number: number): Map<string, string | number> {
  const xml = strFromU8(unzipSync(bytes)[`xl/worksheets/sheet${number}.xml`] ?? new Uint8Array());
  return new Map(
    [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*>(?:<is><t[^>]*>([^<]*)<\/t><\/is>|<v>([^<]*)<\/v>)<\/c>/g)].map(
      ([, at = '', text, value]) => [at, value === undefined ? (text ?? '') : Number(value)],
    ),
  );
}
const rowOf = (cells: Map<string, string | number>, label: string): string => {
  const at = [...cells].find(([place, value]) => value === label && /^[AB]\d/.test(place))?.[0];
  assert.ok(at, `no row ${label}`);
  return at.replace(/^[A-Z]+/, '');
};

test('the workbook holds every figure as a number', () => {
  const bytes = statementXlsx(file('two', 'nl'));
  const [about, houses, types, sums] = [1, 2, 3, 4].map((number) => sheet(bytes, number)) as [
    ReturnType<typeof sheet>,
    ReturnType<typeof sheet>,
    ReturnType<typeof sheet>,
    ReturnType<typeof sheet>,
  ];
  const due = rowOf(about, 'Schouwburg Noord betaalt aan Toneelgroep Oostveld &amp; Zonen');
  assert.deepEqual(
    [about.get(`C${due}`), about.get(`D${due}`), about.get(`E${due}`)],
    [12_235.09, 1_086.16, 13_321.25],
  );
  assert.equal(houses.get('D2'), 400);
  assert.equal(houses.get('I2'), 9_587.15);
  assert.equal(houses.get('K3'), -470.18);
  assert.equal(houses.get('G2'), 0.09);
  assert.deepEqual(
    [types.get('C2'), types.get('F2'), types.get('G2'), types.get('I2')],
    ['Volledig tarief', 32, 300, 9_600],
  );
  assert.deepEqual([types.get('F6'), types.get('G6')], [undefined, 150], 'what the source does not say stays empty');
  assert.match(String(types.get('J6')), /geen prijssoorten/);
  const lines = sampleStatement('two').waterfall.lines;
  assert.deepEqual(
    lines.map((_, i) => sums.get(`F${i + 2}`)),
    lines.map(({ amount }) => amount / 100),
  );
});

test('the same statement is the same workbook', () => {
  assert.deepEqual(statementXlsx(file('one', 'en')), statementXlsx(file('one', 'en')));
});

test('the file for a bookkeeping program: each line with its statement, in the spelling of the language', () => {
  for (const [lang, delimiter, incl] of [
    ['nl', ';', '8758,75'],
    ['en', ',', '8758.75'],
  ] as const) {
    const rows = parse(statementCsv(file('one', lang)), { bom: true, delimiter }) as string[][];
    const [head, ...lines] = rows;
    assert.equal(head?.length, 10);
    assert.ok(lines.every(([id, title]) => id === 'XD-STM-01JE8W2K4N' && title === 'De nacht van Dvořák'));
    assert.equal(lines.at(-1)?.[9], incl);
  }
});
