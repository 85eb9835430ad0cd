/**
 * A cell as the readers hand it on. Text stays text; a spreadsheet number keeps the digits of the file, because a
 * float would already have lost the cent, and the epoch its serial dates count from.
 */
export interface NumberCell {
  readonly number: string;
  readonly epoch: 1900 | 1904;
}
export type Cell = string | NumberCell;

/** One record of a file; `line` is the physical line (CSV) or the row number (XLSX) on which it starts. */
export interface SourceRecord {
  readonly cells: readonly Cell[];
  readonly line: number;
  /** From a spreadsheet, which leaves out empty cells at the end. */
  readonly sparse?: true;
  /** Set when the record could be read but not trusted. */
  readonly fault?: 'text_after_quote';
}

export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  return typeof cell === 'string' ? cell.trim() : cell.number;
}
