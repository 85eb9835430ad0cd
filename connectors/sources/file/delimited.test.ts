import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { DelimitedReader } from './delimited.ts';
import { sniffDelimiter } from './delimiter.ts';
import { SourceFileError } from './source-file-error.ts';

const SEED = { seed: 20261123, numRuns: 3000 };

function readAll(text: string, cuts: readonly number[] = [], delimiter = ';') {
  const reader = new DelimitedReader(delimiter);
  const records = [];
  let from = 0;
  for (const cut of [...cuts].map((share) => Math.floor(share * text.length)).sort((a, b) => a - b)) {
    records.push(...reader.push(text.slice(from, cut)));
    from = cut;
  }
  records.push(...reader.push(text.slice(from)), ...reader.end());
  return records;
}
const cells = (text: string) => readAll(text).map((record) => record.cells);

test('bare quotes inside an unquoted field are kept', () => {
  assert.deepEqual(cells('a;De 7" plaat;c\n'), [['a', 'De 7" plaat', 'c']]);
});

test('quoted fields hold delimiters, doubled quotes and line breaks, and lines are counted through them', () => {
  const records = readAll('"a;1";"say ""hi""";"x\r\ny"\r\nb;c;d\n');
  assert.deepEqual(records, [
    { cells: ['a;1', 'say "hi"', 'x\r\ny'], line: 1 },
    { cells: ['b', 'c', 'd'], line: 3 },
  ]);
});

test('CR, LF and CRLF end a record; blank lines are skipped but counted', () => {
  assert.deepEqual(
    readAll('a;b\r\rc;d\r\n\ne;f').map(({ cells: [first], line }) => [first, line]),
    [
      ['a', 1],
      ['c', 3],
      ['e', 5],
    ],
  );
});

test('a trailing delimiter is an empty last column', () => {
  assert.deepEqual(cells('a;b;'), [['a', 'b', '']]);
});

test('an unterminated quote is an error with the line on which it opened', () => {
  assert.throws(
    () => readAll('a;b\nc;"d\ne;f\n'),
    (error) => error instanceof SourceFileError && error.fault === 'unterminated_quote' && error.line === 2,
  );
});

test('text behind a closing quote marks the record', () => {
  assert.equal(readAll('"a"b;c\n')[0]?.fault, 'text_after_quote');
});

test('however the text is cut, the records are the same', () => {
  const text = fc
    .array(fc.constantFrom('a', '"', ';', '\n', '\r', 'é', ' '), { maxLength: 40 })
    .map((parts) => parts.join(''));
  const outcome = (run: () => unknown) => {
    try {
      return run();
    } catch (error) {
      return (error as Error).message;
    }
  };
  fc.assert(
    fc.property(text, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }), (input, cuts) => {
      assert.deepEqual(
        outcome(() => readAll(input, cuts)),
        outcome(() => readAll(input)),
      );
    }),
    SEED,
  );
});

test('what csv-parse reads, this reads alike', () => {
  const field = fc
    .array(fc.constantFrom('a', 'b', '"', ';', '\n', '\r\n', 'ü', ' ', '1'), { maxLength: 6 })
    .map((parts) => parts.join(''));
  const quoted = (value: string) => (/[";\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  fc.assert(
    fc.property(
      fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, end) => {
        const text = rows.map((row) => row.map(quoted).join(';') + end).join('');
        const expected = parse(text, { delimiter: ';', relax_column_count: true, record_delimiter: end });
        assert.deepEqual(cells(text), expected);
      },
    ),
    SEED,
  );
});

test('the delimiter is the one under which the records are equally wide', () => {
  assert.equal(sniffDelimiter('id;naam;bedrag\n1;Jansen, Piet;12,50\n2;De Vries, Jo;8,00\n', true), ';');
  assert.equal(sniffDelimiter('id,name\n1,"a;b"\n', true), ',');
  assert.equal(sniffDelimiter('id\tname\n1\ta, b\n', true), '\t');
  assert.equal(sniffDelimiter('id|name|c\n1|a;b|c\n', true), '|');
  assert.equal(sniffDelimiter('sep=,\r\nid,a;b;c\r\n', true), ',');
});
