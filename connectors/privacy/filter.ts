// The filter of one connector: its columns, its secret, its table of segments and who was erased. Reads those files and none of a box office.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { PriceClass } from '#protocol';
import type { ColumnMap } from '../sources/file/columns.ts';
import type { DateOrder } from '../sources/file/dates.ts';
import type { TicketRow } from '../sources/file/rows.ts';
import type { AudienceConfig } from './audience-config.ts';
import { readErased } from './erased-file.ts';
import { AudienceGatherer } from './gather.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { rowReducer } from './reduce.ts';
import { readSecretFile, SecretFileError } from './secret-file.ts';
import { segmentTable } from './segments.ts';

/** Names the key of the configuration and the remedy. */
export class AudienceError extends Error {
  override readonly name = 'AudienceError';
}

export class AudienceFilter {
  readonly config: AudienceConfig;
  #pseudonyms!: Pseudonyms;
  #segmentOf: (postcode: string) => string | undefined = () => undefined;
  /** Changes whenever the same row would become something else, so that files are read again. */
  stamp = '';
  #seen = '';
  /** Why the newest of those files could not be taken; what was read before holds meanwhile. */
  trouble: string | undefined;

  constructor(config: AudienceConfig) {
    this.config = config;
    this.#read();
  }

  get keyId(): string {
    return this.#pseudonyms.keyId;
  }

  /** Somebody was erased or re-keyed, or the table of segments was replaced, while this program runs. */
  refresh(): void {
    try {
      this.#read();
      this.trouble = undefined;
    } catch (error) {
      if (!(error instanceof AudienceError)) throw error;
      this.trouble = error.message;
    }
  }

  #read(): void {
    const { secretFile, erasedFile, segments, ...rest } = this.config;
    const seen = [secretFile, erasedFile, segments?.file].map(fileStamp).join('|');
    if (seen === this.#seen) return;
    const keys = read('secretFile', () => readSecretFile(secretFile));
    const erased = read('secretFile', () => readErased(erasedFile));
    let table = '';
    if (segments) {
      table = read('segments.file', () => readFileSync(segments.file, 'utf8'));
      const made = segmentTable(table);
      if (!made.ok) throw new AudienceError(`audience.segments.file: line ${made.line} ${made.reason}`);
      this.#segmentOf = made.segmentOf;
    }
    this.#pseudonyms = new Pseudonyms(keys, erased);
    this.stamp = createHash('sha256')
      .update(
        JSON.stringify([rest, segments?.dropPostcode, table, this.keyId, [...erased].map(([id, of]) => [id, ...of])]),
      )
      .digest('hex');
    this.#seen = seen;
  }

  /** Undefined: the file does not tell who bought. */
  reducer({ columns, allowed }: ColumnMap, options: { zone: string; fileTime: number; dateOrder?: DateOrder }) {
    if (!allowed.some(({ field }) => field === 'customer')) return undefined;
    const at = (field: string) => columns.find((column) => column.field === field)?.index;
    return rowReducer(allowed, [at('ordered_at') ?? at('ordered_date'), at('ordered_time')], {
      ...options,
      config: this.config,
      pseudonyms: this.#pseudonyms,
      segmentOf: this.#segmentOf,
    });
  }

  gatherer(zone: string, fileTime: number, classOf: (row: TicketRow) => PriceClass): AudienceGatherer {
    const { groupFrom, mostTickets, exclude } = this.config;
    const patterns = exclude.map(globOf);
    const excluded = (...names: (string | undefined)[]) =>
      names.some((name) => name !== undefined && patterns.some((one) => one.test(name)));
    return new AudienceGatherer({ zone, fileTime, groupFrom, mostTickets, excluded, classOf });
  }
}

function read<T>(key: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const why = error instanceof SecretFileError ? error.message : 'cannot be read';
    throw new AudienceError(`audience.${key}: ${why}`);
  }
}

function fileStamp(path: string | undefined): string {
  if (path === undefined) return '';
  const info = statSync(path, { throwIfNoEntry: false });
  return info ? `${info.size}:${info.mtimeMs}:${info.ino}` : 'none';
}

function globOf(pattern: string): RegExp {
  const escaped = pattern.trim().replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'is');
}
