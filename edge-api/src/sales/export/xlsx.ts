/** Cells → XLSX with real numbers, times and percentages. Text is stored as text, which a spreadsheet never runs. */
import type { CellObject, SheetData } from 'write-excel-file/browser';
import type { Cell } from './cells.ts';

export interface Table {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly widths: readonly number[];
}

/** What XML cannot hold: control characters, lone surrogates and the two non-characters. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;
/** A cell holds no more. */
const MAX_TEXT = 32_767;
const clean = (text: string): string => text.toWellFormed().replaceAll(UNWRITABLE, '').slice(0, MAX_TEXT);

function toCellObject(cell: Cell): CellObject | null {
  if (cell === null) return null;
  switch (cell.kind) {
    case 'text':
      return { type: String, value: clean(cell.value), alignVertical: 'top' };
    case 'count':
      return { type: Number, value: cell.value, format: '#,##0' };
    case 'share':
      return { type: Number, value: cell.value, format: '0.0%' };
    case 'cents':
      return { type: Number, value: cell.value / 100, format: '#,##0.00' };
    case 'time':
      return { type: Date, value: new Date(cell.value), format: 'yyyy-mm-dd hh:mm' };
  }
}

function toSheet({ name, header, rows, widths }: Table) {
  const head = header.map((value): CellObject => ({ type: String, value, fontWeight: 'bold' }));
  const data: SheetData = [...(head.length ? [head] : []), ...rows.map((row) => row.map(toCellObject))];
  return { data, sheet: name, columns: widths.map((width) => ({ width })), stickyRowsCount: head.length ? 1 : 0 };
}

/** The library is needed for a file only, so it is loaded with the first one. */
export async function toXlsx(tables: readonly Table[]): Promise<ArrayBuffer> {
  const { default: writeExcelFile } = await import('write-excel-file/browser');
  const blob = await writeExcelFile(tables.map(toSheet)).toBlob();
  return blob.arrayBuffer();
}
