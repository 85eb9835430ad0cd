// Law: nothing in an archive is believed about its own size; bytes are counted while they come out.
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { SourceFileError } from './source-file-error.ts';

export interface WorkbookLimits {
  readonly expandedBytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Expanded to compressed, judged on parts above `RATIO_FROM_BYTES`. */
  readonly ratio: number;
}
export const WORKBOOK_LIMITS: WorkbookLimits = {
  expandedBytes: 200_000_000,
  rows: 1_000_000,
  columns: 100,
  ratio: 100,
};
/** Small parts of repeated text pack better than any bomb and harm nobody. */
const RATIO_FROM_BYTES = 1_000_000;
const MAX_ENTRIES = 10_000;

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The parts of an .xlsx file, read one after another as XML events. */
export class WorkbookArchive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #limits: WorkbookLimits;
  #expanded = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, limits: WorkbookLimits) {
    this.#zip = zip;
    this.#entries = entries;
    this.#limits = limits;
  }

  static async open(path: string, limits: WorkbookLimits): Promise<WorkbookArchive> {
    let zip: ZipFile | undefined;
    try {
      zip = await yauzl.openPromise(path, { autoClose: false, lazyEntries: true });
      if (zip.entryCount > MAX_ENTRIES) throw tooLarge(`more than ${MAX_ENTRIES} parts`);
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
      return new WorkbookArchive(zip, entries, limits);
    } catch (cause) {
      zip?.close();
      throw cause instanceof SourceFileError ? cause : broken(cause);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  close(): void {
    this.#zip.close();
  }

  /** Reads one part; yields after each chunk, so that the caller can take what `handler` gathered. */
  async *read(name: string, handler: XmlHandler): AsyncGenerator<void> {
    const entry = this.#entries.get(name);
    if (!entry) throw broken(undefined);
    if (entry.isEncrypted())
      throw new SourceFileError('old_excel', 'the workbook is protected by a password: save it without one');
    if (entry.uncompressedSize > this.#limits.expandedBytes)
      throw tooLarge(`more than ${this.#limits.expandedBytes / 1e6} MB when unpacked`);
    const parser = xmlParser(handler);
    const decoder = new StringDecoder('utf8');
    let stream: Readable | undefined;
    let size = 0;
    try {
      stream = await this.#zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        this.#count(chunk.length, size, entry.compressedSize);
        parser.write(decoder.write(chunk));
        yield;
      }
      parser.write(decoder.end()).close();
      yield;
    } catch (cause) {
      throw cause instanceof SourceFileError ? cause : broken(cause);
    } finally {
      stream?.destroy();
    }
  }

  #count(bytes: number, size: number, compressed: number): void {
    this.#expanded += bytes;
    if (this.#expanded > this.#limits.expandedBytes)
      throw tooLarge(`more than ${this.#limits.expandedBytes / 1e6} MB when unpacked`);
    if (size > RATIO_FROM_BYTES && size > compressed * this.#limits.ratio)
      throw tooLarge(`packed more than ${this.#limits.ratio} to 1`);
  }
}

/** Prefixes are dropped: some writers use `x:row`. Saxes fetches nothing; a DOCTYPE, which no workbook has, is refused. */
function xmlParser(handler: XmlHandler): SaxesParser<{ position: false; xmlns: false }> {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on('error', (error) => {
    throw broken(error);
  });
  parser.on('doctype', () => {
    throw broken(undefined);
  });
  parser.on('opentag', (tag: SaxesTagPlain) => handler.open(localName(tag.name), tag.attributes));
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('closetag', (tag: SaxesTagPlain) => handler.close?.(localName(tag.name)));
  return parser;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

export function tooLarge(what: string): SourceFileError {
  return new SourceFileError('too_large', `the workbook holds ${what}: export it as CSV, or in parts`);
}

export function broken(cause: unknown): SourceFileError {
  return new SourceFileError(
    'broken_workbook',
    'the file is not a whole .xlsx workbook: copy it again, or export it as CSV',
    { cause },
  );
}
