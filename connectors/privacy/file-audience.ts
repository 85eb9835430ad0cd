// The privacy filter at one file: which columns are named, what its rows add up to, and the sets that leave.
import type { Snapshot } from '#protocol';
import type { ColumnMap } from '../sources/file/columns.ts';
import type { DateOrder } from '../sources/file/dates.ts';
import type { PriceClasses } from '../sources/file/price-classes.ts';
import type { RowOptions } from '../sources/file/records.ts';
import type { TicketRow } from '../sources/file/rows.ts';
import type { SourceAudience, SourceAudiences, SourceProblem } from '../sources/source.ts';
import type { AudienceFilter } from './filter.ts';
import type { AudienceGatherer } from './gather.ts';

export interface FileAudienceOptions {
  readonly zone: string;
  readonly fileTime: number;
  readonly classes: PriceClasses;
  readonly dateOrder?: DateOrder;
}

export class FileAudience {
  readonly #filter: AudienceFilter;
  readonly #options: FileAudienceOptions;
  #gatherer: AudienceGatherer | undefined;

  constructor(filter: AudienceFilter, options: FileAudienceOptions) {
    this.#filter = filter;
    this.#options = options;
  }

  get readOptions(): Pick<RowOptions, 'reduce'> & { readonly audience: Readonly<Record<string, string>> } {
    return {
      audience: this.#filter.config.columns as Readonly<Record<string, string>>,
      reduce: (map) => this.#filter.reducer(map, this.#options),
    };
  }

  /** What the header lacks of the columns that were named. A file with none of them is of another kind. */
  header({ kind, allowed }: ColumnMap, line: number): SourceProblem[] {
    if (kind !== 'tickets' || allowed.length === 0) return [];
    const has = new Set(allowed.map(({ field }) => field));
    const { zone, fileTime, classes } = this.#options;
    if (has.has('customer'))
      this.#gatherer = this.#filter.gatherer(zone, fileTime, (row) =>
        classes.classOf(row.priceType, row.priceCents, row.count),
      );
    return Object.keys(this.#filter.config.columns)
      .filter((field) => !has.has(field))
      .map((field) => ({ reason: 'audience_column_missing', column: `audience.columns.${field}`, line }));
  }

  /** A ticket that counts for the sales figures, so that both speak of the same tickets. */
  add(row: TicketRow): void {
    this.#gatherer?.add(row);
  }

  told(who: (ref: string) => Pick<Snapshot, 'ref' | 'performance'>): SourceAudiences | undefined {
    const gatherer = this.#gatherer;
    if (!gatherer) return undefined;
    function* performances(of: AudienceGatherer): Generator<SourceAudience> {
      for (const { ref, coverage, facts } of of.performances()) yield { who: who(ref), coverage, facts };
    }
    return { keyId: this.#filter.keyId, performances: performances(gatherer) };
  }
}
