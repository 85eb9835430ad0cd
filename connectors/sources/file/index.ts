// The file source's door: a CSV or XLSX file to typed rows, row problems and, at the end, what became of each record.
import type { ColumnMap } from './columns.ts';
import { createRowReader, type RowOptions } from './records.ts';
import type { FileRow, RowProblem, RowWarning } from './rows.ts';
import { SourceFileError, type FileFault } from './source-file-error.ts';
import { openTable, type TableFormat, type TableOptions } from './table.ts';

export interface ReadFileOptions extends TableOptions, RowOptions {}

/** `records = rows + problems + skipped`. */
export interface FileCounts {
  readonly records: number;
  readonly rows: number;
  readonly problems: number;
  readonly skipped: number;
}
/** `header` comes first and `end` or `stopped` last. After `stopped` the rows before it are not the whole file. */
export type FileEvent =
  | { readonly kind: 'header'; readonly map: ColumnMap; readonly format: TableFormat; readonly line: number }
  | {
      readonly kind: 'rows';
      readonly rows: readonly FileRow[];
      readonly problems: readonly RowProblem[];
      readonly warnings: readonly RowWarning[];
    }
  | { readonly kind: 'end'; readonly counts: FileCounts; readonly format: TableFormat }
  | {
      readonly kind: 'stopped';
      readonly fault: FileFault;
      readonly message: string;
      readonly line?: number;
      readonly byteOffset?: number;
    };

/** `input`: a path, or the bytes of a CSV file. One batch of rows is in memory at a time. */
export async function* readFileRecords(
  input: string | AsyncIterable<Uint8Array>,
  options: ReadFileOptions,
): AsyncGenerator<FileEvent> {
  try {
    for await (const table of openTable(input, options)) {
      yield { kind: 'header', map: table.map, format: table.format(), line: table.headerLine };
      const read = createRowReader(table.map, options);
      const counts = { records: 0, rows: 0, problems: 0, skipped: 0 };
      for await (const records of table.records) {
        const rows: FileRow[] = [];
        const problems: RowProblem[] = [];
        const warnings: RowWarning[] = [];
        for (const record of records) {
          const result = read(record);
          if (!result.ok) problems.push(result);
          else if (result.row === null) counts.skipped += 1;
          else {
            rows.push(result.row);
            if (result.warnings.length > 0) warnings.push(...result.warnings);
          }
        }
        counts.records += records.length;
        counts.rows += rows.length;
        counts.problems += problems.length;
        if (rows.length + problems.length > 0) yield { kind: 'rows', rows, problems, warnings };
      }
      yield { kind: 'end', counts, format: table.format() };
    }
  } catch (error) {
    if (!(error instanceof SourceFileError)) throw error;
    const { fault, message, line, byteOffset } = error;
    yield {
      kind: 'stopped',
      fault,
      message,
      ...(line === undefined ? {} : { line }),
      ...(byteOffset === undefined ? {} : { byteOffset }),
    };
  }
}

export { CumulativeSales, FILE_MODES, type CumulativeOptions, type FileMode } from './cumulative.ts';
export { describeFile, type FileDescription } from './describe.ts';
export {
  coveredFigures,
  coveredPart,
  zeroAbsent,
  FIGURES,
  type DayFigures,
  type Figure,
  type Figures,
  type PerformanceFigures,
  type ZeroAbsent,
} from './figures.ts';
export { PriceClasses, type PriceClassTable } from './price-classes.ts';
export type {
  AggregateRow,
  BlockedRow,
  FileRow,
  PerformanceRow,
  RowFault,
  RowProblem,
  RowWarning,
  TicketRow,
} from './rows.ts';
export { SourceFileError, type FileFault } from './source-file-error.ts';
export { TicketSet } from './ticket-set.ts';
export { TotalSales, type TotalsOptions } from './totals.ts';
export type { ColumnMap, MappedColumn } from './columns.ts';
export type { FileKind } from './column-names.ts';
export type { TableFormat } from './table.ts';
