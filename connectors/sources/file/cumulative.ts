// Pure. Law: the figures of a day are the sum of what happened up to it, whatever the order of the rows.
import { DAY_OFFSET_HOURS, reportDay, type PriceClass, type PriceLine } from '#protocol';
import {
  FIGURES,
  noFigures,
  type DayFigures,
  type Figure,
  type Figures,
  type PerformanceAbout,
  type PerformanceFigures,
} from './figures.ts';
import { ownCopy } from './own-copy.ts';
import type { PriceClasses } from './price-classes.ts';
import type { TicketRow } from './rows.ts';

/**
 * `snapshot`: the file is the whole truth of the performances in it. `full`: of all performances (see `zeroAbsent`).
 * `delta`: rows are movements on top of `base`.
 */
export const FILE_MODES = ['snapshot', 'delta', 'full'] as const;
export type FileMode = (typeof FILE_MODES)[number];

export interface CumulativeOptions {
  readonly zone: string;
  readonly mode: FileMode;
  readonly classes: PriceClasses;
  readonly dayOffsetHours?: number;
  /** Returns false for an id counted before: in this file (`TicketSet`), and for `delta` in all earlier ones. */
  readonly isNew: (id: string) => boolean;
  /** What stood before a delta file. */
  readonly base?: (performanceRef: string) => Figures | undefined;
}

/** Per slot: last instant, then per figure count, cents, and tickets without a price. */
const WIDTH = 1 + FIGURES.length * 3;

interface Line {
  readonly name: string;
  readonly class: PriceClass;
  readonly price: number | null;
  count: number;
  amount: number;
  unpriced: number;
}
interface Performance {
  about: PerformanceAbout;
  readonly slots: Map<string, number>;
  readonly lines: Map<string, Line>;
}

/** Memory grows with performances and their changed days, never with tickets. */
export class CumulativeSales {
  readonly #options: CumulativeOptions;
  readonly #performances = new Map<string, Performance>();
  #figures = new Float64Array(WIDTH * 256);
  #slots = 0;

  constructor(options: CumulativeOptions) {
    this.#options = options;
  }

  get refs(): ReadonlySet<string> {
    return new Set(this.#performances.keys());
  }

  /** `not_counted`: a ticket that was cancelled at an unknown moment, which therefore never counts. */
  add(row: TicketRow): 'counted' | 'not_counted' | 'duplicate' {
    const delta = this.#options.mode === 'delta';
    const movement =
      row.rowRef ?? `${row.ticketRef}|${row.status}|${row.changedAt ?? row.orderedAt}|${Math.sign(row.count)}`;
    if (!this.#options.isNew(`${row.performanceRef}|${delta ? movement : row.ticketRef}`)) return 'duplicate';
    const performance = this.#performance(row);
    const gone = row.status === 'cancelled' || row.status === 'refunded';
    if (delta) {
      const back = gone && row.count > 0 ? -1 : 1;
      this.#move(
        performance,
        row,
        gone || row.status === 'sold' ? 'sold' : row.status,
        gone ? (row.changedAt ?? row.orderedAt) : row.orderedAt,
        back,
      );
      return 'counted';
    }
    if (gone && row.changedAt === undefined) {
      this.#slot(performance, row.orderedAt);
      return 'not_counted';
    }
    if (row.status === 'reserved' || row.status === 'blocked') {
      this.#move(performance, row, row.status, row.orderedAt, 1);
      return 'counted';
    }
    const soldAt = Math.max(row.orderedAt, row.paidAt ?? row.orderedAt);
    if (soldAt > row.orderedAt) {
      this.#move(performance, row, 'reserved', row.orderedAt, 1);
      this.#move(performance, row, 'reserved', soldAt, -1);
    }
    this.#move(performance, row, 'sold', soldAt, 1);
    if (gone) this.#move(performance, row, 'sold', Math.max(soldAt, row.changedAt ?? soldAt), -1);
    return 'counted';
  }

  /** In order of reference; days on which figures changed, in order of day. */
  *performances(): Generator<PerformanceFigures> {
    for (const [performanceRef, performance] of [...this.#performances].sort(([a], [b]) => (a < b ? -1 : 1))) {
      yield { performanceRef, about: performance.about, days: this.#days(performanceRef, performance) };
    }
  }

  #days(performanceRef: string, performance: Performance): DayFigures[] {
    const running = noFigures();
    const unpriced = FIGURES.map(() => 0);
    const base = this.#options.base?.(performanceRef);
    FIGURES.forEach((name, i) => {
      running[name] = { count: base?.[name].count ?? 0, amount: base?.[name].amount ?? 0 };
      // An amount unknown before stays unknown: nothing in this file can tell which ticket it was.
      if (base && base[name].amount === null) unpriced[i] = Infinity;
    });
    const days: DayFigures[] = [];
    const ordered = [...performance.slots].sort(([a], [b]) => (a < b ? -1 : 1));
    ordered.forEach(([day, slot], index) => {
      const at = slot * WIDTH;
      let changed = false;
      const figures = noFigures();
      FIGURES.forEach((name, i) => {
        const [count = 0, cents = 0, without = 0] = this.#figures.subarray(at + 1 + i * 3, at + 4 + i * 3);
        changed ||= count !== 0 || cents !== 0 || without !== 0;
        running[name].count += count;
        running[name].amount = (running[name].amount ?? 0) + cents;
        unpriced[i] = (unpriced[i] ?? 0) + without;
        figures[name] = { count: running[name].count, amount: unpriced[i] === 0 ? running[name].amount : null };
      });
      // A performance in which nothing is left still has to say its zero once.
      if (changed || (days.length === 0 && index === ordered.length - 1))
        days.push({ day, asOf: this.#figures[at] ?? 0, figures, lines: [] });
    });
    const last = days.pop();
    return last ? [...days, { ...last, lines: priceLines(performance) }] : days;
  }

  #performance(row: TicketRow): Performance {
    let performance = this.#performances.get(row.performanceRef);
    if (!performance) {
      performance = { about: {}, slots: new Map(), lines: new Map() };
      this.#performances.set(ownCopy(row.performanceRef), performance);
    }
    const about = performance.about;
    if (about.title === undefined || about.startsAt === undefined || about.hall === undefined) {
      performance.about = {
        ...(row.title === undefined ? {} : { title: ownCopy(row.title) }),
        ...(row.startsAt === undefined ? {} : { startsAt: row.startsAt }),
        ...(row.hall === undefined ? {} : { hall: ownCopy(row.hall) }),
        ...about,
      };
    }
    return performance;
  }

  #move(
    performance: Performance,
    row: TicketRow,
    to: 'sold' | 'reserved' | 'blocked',
    instant: number,
    sign: 1 | -1,
  ): void {
    const count = row.count * sign;
    const cents = (row.amountCents ?? 0) * sign;
    const unpriced = row.amountCents === null ? count : 0;
    // The day's register of a free ticket must agree with its price, so the class looks at the price too.
    const figure: Figure = to === 'sold' ? this.#options.classes.classOf(row.priceType, row.priceCents, row.count) : to;
    const at = this.#slot(performance, instant) * WIDTH + 1 + FIGURES.indexOf(figure) * 3;
    this.#figures[at] = (this.#figures[at] ?? 0) + count;
    this.#figures[at + 1] = (this.#figures[at + 1] ?? 0) + cents;
    this.#figures[at + 2] = (this.#figures[at + 2] ?? 0) + unpriced;
    if (to !== 'sold') return;
    const key = `${row.priceType}\u0000${row.priceCents}`;
    let line = performance.lines.get(key);
    if (!line) {
      line = {
        name: ownCopy(row.priceType),
        class: figure as PriceClass,
        price: row.priceCents,
        count: 0,
        amount: 0,
        unpriced: 0,
      };
      performance.lines.set(ownCopy(key), line);
    }
    line.count += count;
    line.amount += cents;
    line.unpriced += unpriced;
  }

  #slot(performance: Performance, instant: number): number {
    const day = reportDay(instant, this.#options.zone, this.#options.dayOffsetHours ?? DAY_OFFSET_HOURS);
    let slot = performance.slots.get(day);
    if (slot === undefined) {
      slot = this.#slots++;
      if (this.#slots * WIDTH > this.#figures.length) {
        const grown = new Float64Array(this.#figures.length * 2);
        grown.set(this.#figures);
        this.#figures = grown;
      }
      this.#figures[slot * WIDTH] = instant;
      performance.slots.set(day, slot);
    } else if (instant > (this.#figures[slot * WIDTH] ?? 0)) this.#figures[slot * WIDTH] = instant;
    return slot;
  }
}

function priceLines(performance: Performance): PriceLine[] {
  return [...performance.lines.values()]
    .filter((line) => line.count !== 0 || line.amount !== 0)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : (b.price ?? 0) - (a.price ?? 0)))
    .map(({ name, class: of, price, count, amount, unpriced }) => ({
      name: name || '-',
      class: of,
      price,
      count,
      amount: unpriced === 0 ? amount : null,
    }));
}
