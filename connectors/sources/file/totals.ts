// Pure: files that already hold totals (per price type, or of blocked seats) to the same figures as per-ticket files.
import { DAY_OFFSET_HOURS, reportDay, type PriceLine } from '#protocol';
import { noFigures, type DayFigures, type Figures, type PerformanceAbout, type PerformanceFigures } from './figures.ts';
import { ownCopy } from './own-copy.ts';
import type { PriceClasses } from './price-classes.ts';
import type { AggregateRow, BlockedRow } from './rows.ts';

export interface TotalsOptions {
  readonly zone: string;
  readonly classes: PriceClasses;
  /** Instant (UTC ms) of rows without their own, such as the file's time. */
  readonly asOf: number;
  readonly dayOffsetHours?: number;
  /** Only for a delta file: what stood before, and which row ids are new. */
  readonly base?: (performanceRef: string) => Figures | undefined;
  readonly isNew?: (id: string) => boolean;
}

interface Moment {
  readonly figures: ReturnType<typeof noFigures>;
  readonly lines: PriceLine[];
}
interface Performance {
  about: PerformanceAbout;
  readonly moments: Map<number, Moment>;
}

/** Adds the rows of one moment together; each moment stands for itself and is not added to the one before. */
export class TotalSales {
  readonly #options: TotalsOptions;
  readonly #performances = new Map<string, Performance>();

  constructor(options: TotalsOptions) {
    this.#options = options;
  }

  get refs(): ReadonlySet<string> {
    return new Set(this.#performances.keys());
  }

  add(row: AggregateRow | BlockedRow): 'counted' | 'duplicate' {
    if (
      row.kind === 'aggregate' &&
      row.rowRef !== undefined &&
      this.#options.isNew?.(`${row.performanceRef}|${row.rowRef}`) === false
    )
      return 'duplicate';
    const moment = this.#moment(row);
    if (row.kind === 'blocked') {
      moment.figures.blocked = { count: moment.figures.blocked.count + row.count, amount: null };
      return 'counted';
    }
    const price =
      row.amountCents !== null && row.count !== 0
        ? Math.round(row.amountCents / row.count)
        : row.count === 0
          ? null
          : row.amountCents;
    const figure = row.status === 'sold' ? this.#options.classes.classOf(row.priceType, price, row.count) : row.status;
    const { count, amount } = moment.figures[figure];
    moment.figures[figure] = {
      count: count + row.count,
      amount: amount === null || row.amountCents === null ? null : amount + row.amountCents,
    };
    if (row.status === 'sold' && figure !== 'reserved' && figure !== 'blocked') {
      const band = row.category === undefined ? {} : { band: row.category };
      moment.lines.push({
        name: ownCopy(row.priceType) || '-',
        class: figure,
        ...band,
        count: row.count,
        amount: row.amountCents,
      });
    }
    return 'counted';
  }

  *performances(): Generator<PerformanceFigures> {
    const { zone, dayOffsetHours = DAY_OFFSET_HOURS } = this.#options;
    for (const [performanceRef, { about, moments }] of [...this.#performances].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const ordered = [...moments].sort(([a], [b]) => a - b);
      const days = ordered.map(([asOf, { figures, lines }], index): DayFigures => {
        return {
          day: reportDay(asOf, zone, dayOffsetHours),
          asOf,
          figures,
          lines: index === ordered.length - 1 ? lines : [],
        };
      });
      yield { performanceRef, about, days };
    }
  }

  #moment(row: AggregateRow | BlockedRow): Moment {
    let performance = this.#performances.get(row.performanceRef);
    if (!performance)
      this.#performances.set(ownCopy(row.performanceRef), (performance = { about: {}, moments: new Map() }));
    if (row.kind === 'aggregate') {
      const { title, startsAt, hall, capacity } = row;
      const about = Object.entries({ title, startsAt, hall, capacity }).filter(([, value]) => value !== undefined);
      if (about.length > 0) performance.about = { ...performance.about, ...Object.fromEntries(about) };
    }
    const asOf = row.asOf ?? this.#options.asOf;
    let moment = performance.moments.get(asOf);
    if (!moment) {
      const base = this.#options.base?.(row.performanceRef);
      moment = { figures: base ? structuredClone(base) : noFigures(), lines: [] };
      performance.moments.set(asOf, moment);
    }
    return moment;
  }
}
