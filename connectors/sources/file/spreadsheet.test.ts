import assert from 'node:assert/strict';
import { test } from 'node:test';
import writeExcelFile from 'write-excel-file/node';
import type { SourceRecord } from './cell.ts';
import { tempFile, workbook, zip } from './file-fixtures.ts';
import { SourceFileError } from './source-file-error.ts';
import { readSheets } from './spreadsheet.ts';
import { WORKBOOK_LIMITS, type WorkbookLimits } from './workbook-archive.ts';

async function read(path: string, limits?: WorkbookLimits) {
  const found: Record<string, SourceRecord[]> = {};
  for await (const sheet of readSheets(path, limits)) {
    const records: SourceRecord[] = (found[sheet.name] = []);
    for await (const batch of sheet.records) records.push(...batch);
  }
  return found;
}
const fault = (of: string) => (error: unknown) => error instanceof SourceFileError && error.fault === of;

test('shared, rich and inline texts, numbers, dates, booleans and saved formula values', async (t) => {
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
    '<row r="3"><c r="A3" t="inlineStr"><is><t>in</t><rPh><t>no</t></rPh></is></c><c r="C3"><v>12.5</v></c><c r="D3" s="1"><v>46297</v></c><c r="E3" s="2"><v>46297.84375</v></c><c r="F3" s="3"><v>7</v></c><c r="G3" t="b"><v>1</v></c><c r="H3" t="str"><f>A1&amp;B1</f><v>made</v></c><c r="I3"><f>1+1</f><v>2</v></c></row>';
  const hidden = { name: 'Oud', rows: '<row r="1"><c t="inlineStr"><is><t>x</t></is></c></row>', state: 'hidden' };
  const path = tempFile(
    t,
    'a.xlsx',
    workbook({
      sheets: [hidden, { name: 'Nu', rows }],
      strings: ['<t>een &amp; ander</t>', '<r><t>ri</t></r><r><t>ch</t></r>'],
    }),
  );
  const num = (number: string) => ({ number, epoch: 1900 as const });
  assert.deepEqual(await read(path), {
    Nu: [
      { cells: ['een & ander', 'rich'], line: 1, sparse: true },
      {
        cells: ['in', '', num('12.5'), '2026-10-02', '2026-10-02T20:15:00', num('7'), 'true', 'made', num('2')],
        line: 3,
        sparse: true,
      },
    ],
  });
});

test('the 1904 day count is honoured', async (t) => {
  const path = tempFile(
    t,
    'a.xlsx',
    workbook({ sheets: [{ name: 'S', rows: '<row><c s="1"><v>44835</v></c></row>' }], date1904: true }),
  );
  assert.deepEqual((await read(path))['S']?.[0]?.cells, ['2026-10-02']);
});

test('a workbook of another writer', async (t) => {
  const path = tempFile(t, 'b.xlsx', '');
  const data = [
    [{ value: 'titel' }, { value: 'start' }],
    [{ value: 'Œuvre' }, { value: new Date(Date.UTC(2026, 9, 2, 20, 15)), type: Date, format: 'dd-mm-yyyy hh:mm' }],
  ];
  await writeExcelFile(data).toFile(path);
  assert.deepEqual(
    Object.values(await read(path))[0]?.map((record) => record.cells),
    [
      ['titel', 'start'],
      ['Œuvre', '2026-10-02T20:15:00'],
    ],
  );
});

test('limits stop a bomb by what comes out of it, not by what it claims', async (t) => {
  const many = (count: number) => ({ sheets: [{ name: 'S', rows: '<row><c><v>1</v></c></row>'.repeat(count) }] });
  const bomb = tempFile(
    t,
    'a.xlsx',
    workbook({ sheets: [{ name: 'S', rows: `<row><c><v>${' '.repeat(3_000_000)}</v></c></row>` }] }),
  );
  await assert.rejects(read(bomb), fault('too_large'));
  const path = tempFile(t, 'b.xlsx', workbook(many(50)));
  await assert.rejects(read(path, { ...WORKBOOK_LIMITS, rows: 49 }), fault('too_large'));
  await assert.rejects(read(path, { ...WORKBOOK_LIMITS, expandedBytes: 1000 }), fault('too_large'));
  const wide = tempFile(t, 'c.xlsx', workbook({ sheets: [{ name: 'S', rows: '<row><c r="CW1"><v>1</v></c></row>' }] }));
  await assert.rejects(read(wide), fault('too_large'));
});

test('entities, truncated files and foreign archives are refused', async (t) => {
  const doctype =
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><row><c t="str"><v>&x;</v></c></row></worksheet>';
  const base = workbook({ sheets: [{ name: 'S', rows: '' }] });
  await assert.rejects(read(tempFile(t, 'a.xlsx', base.subarray(0, base.length - 30))), fault('broken_workbook'));
  await assert.rejects(read(tempFile(t, 'b.xlsx', zip({ 'content.xml': '<x/>' }))), fault('broken_workbook'));
  await assert.rejects(
    read(tempFile(t, 'c.xlsx', zip({ 'xl/workbook.xml': doctype, 'xl/_rels/workbook.xml.rels': '<a/>' }))),
    fault('broken_workbook'),
  );
});
