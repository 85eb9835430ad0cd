// What `discover` shows of a file. Cells of columns that are not ours are masked: nobody knows whose names are in them.
import type { PriceClass } from '#protocol';
import { cellText, type SourceRecord } from './cell.ts';
import type { FileKind } from './column-names.ts';
import type { ColumnMap, MappedColumn } from './columns.ts';
import { PriceClasses, type PriceClassTable } from './price-classes.ts';
import { createRowReader, type RowOptions } from './records.ts';
import type { RowFault, RowProblem } from './rows.ts';
import { SourceFileError, type FileFault } from './source-file-error.ts';
import { openTable, type TableFormat, type TableOptions } from './table.ts';

export interface DescribeOptions extends TableOptions, RowOptions {
  readonly priceClasses?: PriceClassTable;
}
export interface PriceTypeSeen {
  readonly name: string;
  readonly class: PriceClass;
  readonly tickets: number;
}
export type FileDescription =
  | {
      readonly ok: true;
      readonly format: TableFormat;
      readonly kind: FileKind;
      readonly columns: readonly MappedColumn[];
      /** Columns of the audience, of which only what the privacy filter makes goes on. */
      readonly allowed: readonly MappedColumn[];
      readonly ignored: readonly string[];
      readonly rows: number;
      readonly skipped: number;
      /** How often each fault occurs, and the first few with their line. */
      readonly faults: Readonly<Partial<Record<RowFault, number>>>;
      readonly problems: readonly RowProblem[];
      readonly samples: readonly (readonly string[])[];
      readonly priceTypes: readonly PriceTypeSeen[];
      /** Price types that fell to `other` because no rule knows them, with their tickets. */
      readonly unknownPriceTypes: Readonly<Record<string, number>>;
    }
  | { readonly ok: false; readonly fault: FileFault; readonly message: string; readonly line?: number };

export const MASK = '•••';
const SAMPLE_ROWS = 3;
const SHOWN_PROBLEMS = 10;
const MAX_PRICE_TYPES = 500;

export async function describeFile(path: string, options: DescribeOptions): Promise<FileDescription> {
  try {
    for await (const table of openTable(path, options)) {
      const read = createRowReader(table.map, options);
      const classes = new PriceClasses(options.priceClasses);
      const types = new Map<string, { name: string; class: PriceClass; tickets: number }>();
      const faults: Partial<Record<RowFault, number>> = {};
      const problems: RowProblem[] = [];
      const samples: string[][] = [];
      let rows = 0;
      let skipped = 0;
      for await (const records of table.records) {
        for (const record of records) {
          const result = read(record);
          if (!result.ok) {
            faults[result.reason] = (faults[result.reason] ?? 0) + 1;
            if (problems.length < SHOWN_PROBLEMS) problems.push(result);
          } else if (result.row === null) skipped += 1;
          else {
            rows += 1;
            if (samples.length < SAMPLE_ROWS) samples.push(masked(record, table.map));
            const { row } = result;
            if (row.kind !== 'ticket' && row.kind !== 'aggregate') continue;
            const price = row.kind === 'ticket' ? row.priceCents : row.count > 0 && row.amountCents === 0 ? 0 : null;
            const of = classes.classOf(row.priceType, price, row.count);
            const key = `${row.priceType}|${of}`;
            const seen = types.get(key);
            if (seen) seen.tickets += row.count;
            else if (types.size < MAX_PRICE_TYPES)
              types.set(key, { name: row.priceType, class: of, tickets: row.count });
          }
        }
      }
      const priceTypes = [...types.values()].sort((a, b) => b.tickets - a.tickets);
      const { kind, columns, allowed, ignored } = table.map;
      return {
        ok: true,
        format: table.format(),
        kind,
        columns,
        allowed,
        ignored,
        rows,
        skipped,
        faults,
        problems,
        samples,
        priceTypes,
        unknownPriceTypes: Object.fromEntries(classes.unknown),
      };
    }
    throw new SourceFileError('empty_file', 'the file holds no rows: export it again');
  } catch (error) {
    if (!(error instanceof SourceFileError)) throw error;
    const { fault, message, line } = error;
    return { ok: false, fault, message, ...(line === undefined ? {} : { line }) };
  }
}

/** What of a recognised column is free text or lets somebody in, such as a barcode, is masked as well. */
const SECRET_FIELDS = new Set(['reason', 'ticket_ref', 'order_ref', 'row_ref']);
function masked(record: SourceRecord, map: ColumnMap): string[] {
  const shown = new Set(map.columns.filter(({ field }) => !SECRET_FIELDS.has(field)).map((column) => column.index));
  return Array.from({ length: map.width }, (_, index) => {
    const text = cellText(record.cells[index]);
    return text === '' || shown.has(index) ? text : MASK;
  });
}
