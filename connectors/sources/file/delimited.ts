// Law: a record starts, ends and is numbered the same however the text is cut into chunks.
import type { SourceRecord } from './cell.ts';
import { SourceFileError } from './source-file-error.ts';

/** A record longer than this is an opening quote that nobody closed, long before memory is in danger. */
export const MAX_RECORD_CHARS = 1_000_000;

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Streaming reader of delimited text. A quote opens a quoted field only as its first character; elsewhere it is an
 * ordinary character (`De 7" plaat`). Blank lines are skipped. An unfinished record is kept and read again with the
 * next chunk, so no state has to survive between the two.
 */
export class DelimitedReader {
  readonly #delimiter: number;
  #rest = '';
  #line: number;

  constructor(delimiter: string, firstLine = 1) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#line = firstLine;
  }

  /** Line on which the record now being read starts. */
  get line(): number {
    return this.#line;
  }

  push(text: string): SourceRecord[] {
    return this.#read(this.#rest + text, false);
  }

  end(): SourceRecord[] {
    return this.#read(this.#rest, true);
  }

  #read(text: string, last: boolean): SourceRecord[] {
    const records: SourceRecord[] = [];
    const delimiter = this.#delimiter;
    const size = text.length;
    let start = 0;
    let at = 0;
    let line = this.#line;
    let cells: string[] = [];
    let fault: SourceRecord['fault'];
    let quoteLine = 0;
    reading: while (at < size) {
      let value: string;
      if (text.charCodeAt(at) === QUOTE) {
        quoteLine = line;
        let from = at + 1;
        value = '';
        for (;;) {
          const close = text.indexOf('"', from);
          if (close === -1) break reading;
          value += text.slice(from, close);
          at = close + 1;
          if (at >= size && !last) break reading;
          if (text.charCodeAt(at) !== QUOTE) break;
          value += '"';
          from = at + 1;
        }
        quoteLine = 0;
        const junk = at;
        for (; at < size; at += 1) {
          const code = text.charCodeAt(at);
          if (code === delimiter || code === LF || code === CR) break;
        }
        if (at > junk) {
          const after = text.slice(junk, at);
          if (after.trim() !== '') fault = 'text_after_quote';
        }
        line += lineBreaks(value);
      } else {
        const from = at;
        for (; at < size; at += 1) {
          const code = text.charCodeAt(at);
          if (code === delimiter || code === LF || code === CR) break;
        }
        value = text.slice(from, at);
      }
      if (at >= size && !last) break;
      cells.push(value);
      if (at < size && text.charCodeAt(at) === delimiter) {
        at += 1;
        if (at < size || !last) continue;
        cells.push('');
      }
      if (text.charCodeAt(at) === CR) {
        // A lone CR at the end of a chunk may be half of a CRLF.
        if (at + 1 >= size && !last) break;
        if (text.charCodeAt(at + 1) === LF) at += 1;
      }
      at += 1;
      if (cells.length > 1 || cells[0] !== '' || fault)
        records.push(fault ? { cells, line: this.#line, fault } : { cells, line: this.#line });
      cells = [];
      fault = undefined;
      line += 1;
      start = at;
      this.#line = line;
    }
    if (last && quoteLine > 0) throw unterminated(quoteLine);
    this.#rest = last ? '' : text.slice(start);
    if (this.#rest.length > MAX_RECORD_CHARS) throw unterminated(quoteLine || this.#line);
    return records;
  }
}

function lineBreaks(value: string): number {
  if (!value.includes('\n') && !value.includes('\r')) return 0;
  return value.split(/\r\n|\r|\n/).length - 1;
}

function unterminated(line: number): SourceFileError {
  return new SourceFileError(
    'unterminated_quote',
    `a quote opened on line ${line} is never closed: correct that line or export again`,
    { line },
  );
}
