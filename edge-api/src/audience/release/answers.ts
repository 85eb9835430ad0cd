/** What is said of each cell, and what it leaves possible. Hidden is -1. */
import { AUDIENCE_K, type Withheld } from '#protocol';
import { coverageAnswer, ticketsIn } from './coverage.ts';
import { tableAt, type Frame } from './frame.ts';
import type { AudienceCoverage } from '#protocol';
import type { SubjectCounts } from './input.ts';
import { OWN_CELLS, TABLE_NAMES, type Layout, type TableName } from './layout.ts';
import { NO_END, type Ledger } from './ledger.ts';
import { isFresh, tensOf } from './tens.ts';

export const HIDDEN = -1;

/** Buyers that there can be at most in a category of a table. */
type MostIn = (frame: Frame, table: TableName, category: number) => number;

export class Answers {
  readonly said: Int32Array;
  /** Frames without a coverage. */
  readonly #unsaid = new Set<number>();
  readonly #withheld = new Map<string, Withheld>();
  /** What each cell's subject said last, from the first cell that is told now: those of earlier releases stay. */
  readonly #before: Int32Array;
  readonly #now: number;
  readonly #layout: Layout;
  readonly #rules: { readonly oneCell: boolean; readonly time: boolean };
  readonly #ledger: Ledger;
  readonly #mostIn: MostIn;
  /** Of each cell what can be at most, whatever is said of it. */
  readonly #most: Int32Array;
  constructor(
    layout: Layout,
    ledger: Ledger,
    now: number,
    rules: { readonly oneCell: boolean; readonly time: boolean },
    mostIn: MostIn,
  ) {
    this.#rules = rules;
    this.#mostIn = mostIn;
    this.#most = new Int32Array(ledger.count.length).fill(NO_END);
    this.#layout = layout;
    this.#ledger = ledger;
    this.said = new Int32Array(ledger.count.length).fill(HIDDEN);
    this.#now = now;
    this.#before = new Int32Array(ledger.count.length - now).fill(HIDDEN);
  }

  withheld(frame: Frame, table: TableName): Withheld | undefined {
    return this.#withheld.get(`${frame.base} ${table}`);
  }

  withhold(frame: Frame, table: TableName, why: Withheld): void {
    this.#withheld.set(`${frame.base} ${table}`, why);
    const start = tableAt(this.#layout, frame, table);
    this.said.fill(HIDDEN, start, start + this.#layout.categories[table].length);
    this.bound(frame, table);
  }

  /** A whole table at once; one that was there before stays as it was. */
  hideTable(frame: Frame, table: TableName): void {
    const start = tableAt(this.#layout, frame, table);
    const end = start + this.#layout.categories[table].length;
    if (this.#before.subarray(start - this.#now, end - this.#now).every((tens) => tens <= 0))
      return this.withhold(frame, table, 'too_few');
    for (let cell = start; cell < end; cell += 1) this.hide(cell);
  }

  /** Nothing follows from it about today. */
  isFree(cell: number): boolean {
    return this.#ledger.low[cell] === 0 && this.#ledger.high[cell] === this.#most[cell];
  }

  /** What was shown before stays as it was said, and from now on says nothing of today. */
  hide(cell: number): void {
    this.said[cell] = this.#before[cell - this.#now] ?? HIDDEN;
    this.#ledger.low[cell] = 0;
    this.#ledger.high[cell] = this.#most[cell] ?? NO_END;
  }

  /** Nothing is said of known tickets: between what they may be, none are known as well. */
  hideCoverage(frame: Frame): void {
    this.#unsaid.add(frame.base);
    this.#ledger.low.fill(0, frame.base + 1, frame.base + OWN_CELLS.length);
  }

  saysCoverage(frame: Frame): boolean {
    return !this.#unsaid.has(frame.base);
  }

  /** Takes over what an earlier release said, word for word. */
  repeat(frame: Frame): void {
    const { earlier } = frame;
    if (!earlier) return;
    this.said[frame.base] = earlier.published.buyers ?? HIDDEN;
    this.#ledger.count[frame.base] = earlier.counts.buyers;
    for (const table of TABLE_NAMES) {
      const start = tableAt(this.#layout, frame, table);
      if (start < 0) continue;
      const published = earlier.published.tables[table];
      for (const [category, label] of this.#layout.categories[table].entries()) {
        this.#ledger.count[start + category] = earlier.counts.tables[table]?.[label] ?? 0;
        this.said[start + category] = published?.cells[label] ?? HIDDEN;
      }
      if (!published || published.withheld)
        this.#withheld.set(`${frame.base} ${table}`, published?.withheld ?? 'too_few');
      this.bound(frame, table);
    }
    this.boundOwn(frame, earlier.counts.coverage);
  }

  /** Makes a table of now: `before` gives what the subject's last release said of a category, `impossible` where nobody can be. */
  decide(
    frame: Frame,
    table: TableName,
    before: ((category: number) => { tens: number | null; movedAt: number }) | undefined,
    impossible: (category: number) => boolean,
    frozen: boolean,
    /** Why it is not there, where nobody is in it. */
    none: Withheld,
  ): void {
    const start = tableAt(this.#layout, frame, table);
    const size = table === 'own' ? 1 : this.#layout.categories[table].length;
    const buyers = this.#ledger.count[frame.base] ?? 0;
    let [largest, shown] = [0, 0];
    for (let i = 0; i < size; i += 1) largest = Math.max(largest, this.#ledger.count[start + i] ?? 0);
    if (table !== 'own' && largest === 0 && !before) return this.withhold(frame, table, none);
    const oneCell = this.#rules.oneCell && table !== 'own' && largest > buyers - AUDIENCE_K;
    if (oneCell && !before) return this.withhold(frame, table, 'one_cell');
    for (let i = 0; i < size; i += 1) {
      const was = before?.(i);
      this.#before[start + i - this.#now] = was?.tens ?? HIDDEN;
      const tens =
        (frozen || oneCell) && was
          ? was.tens
          : tensOf(this.#ledger.count[start + i] ?? 0, was, impossible(i), this.#rules.time);
      this.said[start + i] = tens ?? HIDDEN;
      if (tens !== null && tens > 0) shown += 1;
    }
    if (table !== 'own' && shown === 0) this.withhold(frame, table, 'too_few');
    else this.bound(frame, table);
  }

  /** Between what the cells of a table may be so that it would be published as it is. */
  bound(frame: Frame, table: TableName): void {
    const start = tableAt(this.#layout, frame, table);
    const free = this.#withheld.has(`${frame.base} ${table}`);
    const size = table === 'own' ? 1 : this.#layout.categories[table].length;
    for (let cell = start; cell < start + size; cell += 1) {
      const [said, count] = [this.said[cell] ?? HIDDEN, this.#ledger.count[cell] ?? 0];
      const hidden = said === HIDDEN;
      const stale = !hidden && !isFresh(said, count);
      this.#ledger.low[cell] = free || hidden || stale ? 0 : said;
      const told =
        free || stale || (hidden && count >= AUDIENCE_K) ? NO_END : hidden ? AUDIENCE_K - 1 : said === 0 ? 0 : said + 9;
      // Facts and monitor may disagree; what is there can be.
      const most =
        table === 'own' ? NO_END : Math.max(count, Math.min(NO_END, this.#mostIn(frame, table, cell - start)));
      this.#most[cell] = most;
      this.#ledger.high[cell] = Math.min(told, most);
    }
  }

  boundOwn(frame: Frame, coverage: AudienceCoverage): void {
    this.bound(frame, 'own');
    const answer = coverageAnswer(coverage);
    const known = [
      [answer.buyer, coverage.withBuyer],
      [answer.postcode, coverage.withPostcode],
      [answer.age, coverage.withAge],
    ] as const;
    for (const [i, [band, tickets]] of known.entries()) {
      const [low, high] = ticketsIn(band, coverage.tickets);
      const cell = frame.base + 1 + i;
      this.#ledger.count[cell] = tickets;
      this.#ledger.low[cell] = Math.min(low, tickets);
      this.#ledger.high[cell] = Math.max(Math.min(high, NO_END), tickets);
    }
  }

  /** Exact counts by name, to be kept. */
  counts(frame: Frame, tickets: number, coverage: AudienceCoverage): SubjectCounts {
    const tables: Record<string, Record<string, number>> = {};
    for (const table of TABLE_NAMES) {
      const start = tableAt(this.#layout, frame, table);
      if (start < 0) continue;
      const cells: Record<string, number> = {};
      for (const [i, label] of this.#layout.categories[table].entries()) {
        const count = this.#ledger.count[start + i] ?? 0;
        if (count > 0) cells[label] = count;
      }
      tables[table] = cells;
    }
    return { tickets, buyers: this.#ledger.count[frame.base] ?? 0, coverage, tables };
  }
}
