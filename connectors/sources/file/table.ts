// From bytes to records: which format a file has, its text or sheets, and where its header is. Memory stays flat.
import type { Files } from '../../ports/ports.ts';
import { systemFiles } from '../../ports/system.ts';
import type { SourceRecord } from './cell.ts';
import { recogniseColumns, type ColumnMap, type ColumnOptions, type Recognised } from './columns.ts';
import { DelimitedReader } from './delimited.ts';
import { sniffDelimiter, type Delimiter } from './delimiter.ts';
import { TextReader, type Encoding } from './encoding.ts';
import { SourceFileError } from './source-file-error.ts';
import { readSheets } from './spreadsheet.ts';
import type { WorkbookLimits } from './workbook-archive.ts';

export interface TableOptions extends ColumnOptions {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  /** Name of the sheet to read; else the first visible one whose header is known. */
  readonly sheet?: string;
  readonly limits?: WorkbookLimits;
  /** Where text files are read from; workbooks are opened by path. */
  readonly files?: Pick<Files, 'read'>;
  /** Called with the bytes of each piece that was read. */
  readonly progress?: (bytes: number) => void;
}
export type TableFormat =
  | { readonly format: 'csv'; readonly encoding: Encoding; readonly delimiter: string }
  | { readonly format: 'xlsx'; readonly sheet: string };
export interface Table {
  readonly format: () => TableFormat;
  readonly map: ColumnMap;
  readonly headerLine: number;
  /** Batches of the records that follow the header. */
  readonly records: AsyncGenerator<SourceRecord[]>;
}

/** Report titles and merged headings stand above the header; further down nobody puts one. */
const HEADER_WITHIN = 10;
const SAMPLE_CHARS = 65_536;

/** Yields once: the table is valid until the consumer goes on, after which the file is closed. */
export async function* openTable(
  input: string | AsyncIterable<Uint8Array>,
  options: TableOptions,
): AsyncGenerator<Table> {
  const bytes = typeof input === 'string' ? (options.files ?? systemFiles).read(input) : input;
  const chunks = bytes[Symbol.asyncIterator]();
  try {
    const first = await chunks.next();
    if (first.done || first.value.length === 0)
      throw new SourceFileError('empty_file', 'the file is empty: export it again');
    if (fileFormat(first.value) === 'text') {
      options.progress?.(first.value.length);
      const text = new TextRecords(first.value, chunks, options);
      const { map, headerLine, records } = await findHeader(text.records(), options);
      yield { format: () => text.format, map, headerLine, records };
      return;
    }
    if (typeof input !== 'string')
      throw new SourceFileError('needs_path', 'a workbook is read from a file, not from a stream: give its path');
  } finally {
    await chunks.return?.();
  }
  let refused: unknown;
  let sheets = 0;
  for await (const sheet of readSheets(input, options.limits)) {
    if (options.sheet !== undefined && sheet.name !== options.sheet) continue;
    sheets += 1;
    try {
      const { map, headerLine, records } = await findHeader(sheet.records, options);
      yield { format: () => ({ format: 'xlsx', sheet: sheet.name }), map, headerLine, records };
      return;
    } catch (error) {
      if (!(error instanceof SourceFileError) || (error.fault !== 'no_header' && error.fault !== 'empty_file'))
        throw error;
      if (refused === undefined || error.fault === 'no_header') refused = error;
    }
  }
  if (sheets === 0)
    throw new SourceFileError(
      'no_header',
      'the workbook has no visible sheet of that name: show the sheet, or correct its name in the configuration',
    );
  throw refused;
}

/** Decides by the first bytes; refuses with advice what is no table of ours. */
export function fileFormat(bytes: Uint8Array): 'xlsx' | 'text' {
  const starts = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'xlsx';
  if (
    starts(0xd0, 0xcf, 0x11, 0xe0) ||
    (starts(0x09) && [0, 2, 4, 8].includes(bytes[1] ?? -1) && [4, 6, 8].includes(bytes[2] ?? -1))
  ) {
    throw new SourceFileError(
      'old_excel',
      'this is an old .xls workbook or one with a password: save it as .xlsx without a password, or as CSV UTF-8',
    );
  }
  const head = Buffer.from(bytes.subarray(0, 256))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype|html|table|\?xml)/.test(head) || head.startsWith('%pdf')) {
    throw new SourceFileError(
      'not_a_table',
      'this is a web page, XML or PDF under another name: export it as CSV or .xlsx',
    );
  }
  return 'text';
}

class TextRecords {
  readonly #first: Uint8Array;
  readonly #rest: AsyncIterator<Uint8Array>;
  readonly #declared: Delimiter | undefined;
  readonly #text: TextReader;
  readonly #progress: TableOptions['progress'];
  #delimiter: string = ';';

  constructor(first: Uint8Array, rest: AsyncIterator<Uint8Array>, options: TableOptions) {
    this.#first = first;
    this.#rest = rest;
    this.#declared = options.delimiter;
    this.#text = new TextReader(options.encoding);
    this.#progress = options.progress;
  }

  get format(): TableFormat {
    return { format: 'csv', encoding: this.#text.encoding, delimiter: this.#delimiter };
  }

  async *records(): AsyncGenerator<SourceRecord[]> {
    let sample = '';
    let reader: DelimitedReader | undefined;
    for (let chunk: Uint8Array | undefined = this.#first; ;) {
      const text: string = chunk ? this.#text.push(chunk) : this.#text.end();
      const last = chunk === undefined;
      if (!reader) {
        sample += text;
        if (sample.length >= SAMPLE_CHARS || last || this.#text.brokenAt !== undefined)
          reader = this.#start(sample, last);
      }
      if (reader) {
        const zero = (sample || text).indexOf('\0');
        const records = reader.push(sample || text);
        sample = '';
        if (zero !== -1)
          throw new SourceFileError(
            'zero_bytes',
            `zero bytes near line ${reader.line}: the file is still being copied, or was cut off; copy it again`,
            { line: reader.line },
          );
        this.#checkEncoding(reader.line);
        if (last) records.push(...reader.end());
        if (records.length > 0) yield records;
      }
      if (last) return;
      const next: IteratorResult<Uint8Array> = await this.#rest.next();
      chunk = next.done ? undefined : next.value;
      if (chunk) this.#progress?.(chunk.length);
    }
  }

  #start(sample: string, complete: boolean): DelimitedReader {
    this.#delimiter = this.#declared ?? sniffDelimiter(sample, complete);
    return new DelimitedReader(this.#delimiter);
  }

  #checkEncoding(line: number): void {
    const byteOffset = this.#text.brokenAt;
    if (byteOffset === undefined) return;
    const message = `the file is ${this.#text.encoding} up to line ${line} and breaks at byte ${byteOffset}: export it again in one encoding, or set encoding in the configuration`;
    throw new SourceFileError('broken_encoding', message, { line, byteOffset });
  }
}

async function findHeader(
  batches: AsyncGenerator<SourceRecord[]>,
  options: ColumnOptions,
): Promise<Omit<Table, 'format'>> {
  const tried: SourceRecord[] = [];
  let best: Extract<Recognised, { ok: false }> | undefined;
  for (;;) {
    const next = await batches.next();
    if (next.done) break;
    for (const [index, record] of next.value.entries()) {
      // The `sep=` line is for the sniffing, not a record.
      if (record.line === 1 && /^"?sep=/i.test(String(record.cells[0]))) continue;
      const recognised = recogniseColumns(record.cells, options);
      if (recognised.ok)
        return {
          map: recognised.map,
          headerLine: record.line,
          records: withFirst(next.value.slice(index + 1), batches),
        };
      if (!best || recognised.found.length > best.found.length) best = recognised;
      tried.push(record);
      if (tried.length >= HEADER_WITHIN) break;
    }
    if (tried.length >= HEADER_WITHIN) break;
  }
  if (!best) throw new SourceFileError('empty_file', 'the file holds no rows: export it again');
  throw new SourceFileError('no_header', best.message, { line: tried[0]?.line ?? 1 });
}

async function* withFirst(first: SourceRecord[], rest: AsyncGenerator<SourceRecord[]>): AsyncGenerator<SourceRecord[]> {
  if (first.length > 0) yield first;
  yield* rest;
}
