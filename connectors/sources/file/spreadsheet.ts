// Streaming reader of .xlsx: one sheet's rows in memory at a time, plus the shared texts. Formulas give their saved value.
import type { Cell, SourceRecord } from './cell.ts';
import { serialToText } from './serial-date.ts';
import { readDateStyles, readSharedStrings, readWorkbook, type Workbook } from './workbook.ts';
import {
  tooLarge,
  WORKBOOK_LIMITS,
  WorkbookArchive,
  type WorkbookLimits,
  type XmlHandler,
} from './workbook-archive.ts';

export interface SheetRecords {
  readonly name: string;
  /** Batches of rows, in order; blank rows are left out. */
  readonly records: AsyncGenerator<SourceRecord[]>;
}

/** Yields the visible sheets. Each must be read, or left, before the next is asked for. */
export async function* readSheets(
  path: string,
  limits: WorkbookLimits = WORKBOOK_LIMITS,
): AsyncGenerator<SheetRecords> {
  const archive = await WorkbookArchive.open(path, limits);
  try {
    const workbook = await readWorkbook(archive);
    const strings = await readSharedStrings(archive);
    const dates = await readDateStyles(archive);
    for (const sheet of workbook.sheets) {
      yield {
        name: sheet.name,
        records: readRows(archive, sheet.part, new SheetRows(strings, dates, workbook.epoch, limits)),
      };
    }
  } finally {
    archive.close();
  }
}

async function* readRows(archive: WorkbookArchive, part: string, rows: SheetRows): AsyncGenerator<SourceRecord[]> {
  for await (const _ of archive.read(part, rows)) {
    const records = rows.take();
    if (records.length > 0) yield records;
  }
}

class SheetRows implements XmlHandler {
  readonly #strings: readonly string[];
  readonly #dates: readonly boolean[];
  readonly #epoch: Workbook['epoch'];
  readonly #limits: WorkbookLimits;
  #done: SourceRecord[] = [];
  #cells: Cell[] = [];
  #row = 0;
  #rows = 0;
  #column = 0;
  #type = 'n';
  #style = 0;
  #value = '';
  #taking = false;
  #phonetic = false;

  constructor(strings: readonly string[], dates: readonly boolean[], epoch: Workbook['epoch'], limits: WorkbookLimits) {
    this.#strings = strings;
    this.#dates = dates;
    this.#epoch = epoch;
    this.#limits = limits;
  }

  take(): SourceRecord[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#taking = false;
    if (name === 'row') {
      this.#row = Number(attributes['r'] ?? this.#row + 1);
      this.#cells = [];
      this.#column = 0;
    } else if (name === 'c') {
      if (attributes['r'] !== undefined) this.#column = columnIndex(attributes['r']);
      if (this.#column >= this.#limits.columns) throw tooLarge(`more than ${this.#limits.columns} columns`);
      this.#type = attributes['t'] ?? 'n';
      this.#style = Number(attributes['s'] ?? 0);
      this.#value = '';
    } else if (name === 'rPh') this.#phonetic = true;
    else this.#taking = name === 'v' || (name === 't' && this.#type === 'inlineStr' && !this.#phonetic);
  }

  text(text: string): void {
    if (this.#taking) this.#value += text;
  }

  close(name: string): void {
    this.#taking = false;
    if (name === 'rPh') this.#phonetic = false;
    if (name === 'c') {
      const cell = this.#cell();
      if (cell !== '') {
        while (this.#cells.length < this.#column) this.#cells.push('');
        this.#cells[this.#column] = cell;
      }
      this.#column += 1;
    }
    if (name !== 'row' || this.#cells.length === 0) return;
    this.#rows += 1;
    if (this.#rows > this.#limits.rows) throw tooLarge(`more than ${this.#limits.rows} rows`);
    this.#done.push({ cells: this.#cells, line: this.#row, sparse: true });
  }

  #cell(): Cell {
    const value = this.#value;
    if (this.#type === 's') return this.#strings[Number(value)] ?? '';
    if (this.#type === 'b') return value === '' ? '' : value === '1' ? 'true' : 'false';
    if (this.#type !== 'n' || value === '') return value;
    if (this.#dates[this.#style]) return serialToText(value, this.#epoch) ?? { number: value, epoch: this.#epoch };
    return { number: value, epoch: this.#epoch };
  }
}

/** `AB12` → 27. */
function columnIndex(reference: string): number {
  let index = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const code = reference.charCodeAt(i) & 0xdf;
    if (code < 65 || code > 90) break;
    index = index * 26 + code - 64;
  }
  return index - 1;
}
