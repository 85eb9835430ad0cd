/** What must be deniable: hidden cells of one to nine, and shown cells that differ by one to nine from one around them. */
import { AUDIENCE_K, AUDIENCE_LEVELS } from '#protocol';
import { HIDDEN, type Answers } from '../answers.ts';
import { Column } from '../column.ts';
import { ALL_TABLES, type Contributions } from '../contribution.ts';
import { tableAt, type Frame, type Frames } from '../frame.ts';
import { TABLE_NAMES, type Layout, type TableName } from '../layout.ts';
import type { Ledger } from '../ledger.ts';

import { personOf } from '../person.ts';
import type { Population } from '../population.ts';
import type { House } from '../subjects.ts';

/** One of them. */
export interface Asked {
  readonly frame: Frame;
  readonly table: TableName;
  readonly category: number;
  readonly cell: number;
  readonly buyers: Int32Array;
  /** Hidden in place of the cell itself where it is shown. */
  readonly smaller: number | null;
}

const isSmall = (count: number): boolean => count > 0 && count < AUDIENCE_K;
/** Widest first: who is not in the wider cell is not in a narrower one. */
const RANK = { season: 0, genre: 1, production: 2, performance: 3 } as const;

const NUMBERED = ['own', ...TABLE_NAMES] as const;
const NOBODY = new Int32Array(0);

/** All of them, as columns: there are more than there are facts. Each is made when it is its turn. */
export class AskedCells {
  readonly #frames: Frames;
  readonly #frame = new Column();
  readonly #table = new Column();
  readonly #category = new Column();
  readonly #cell = new Column();
  /** Shown cell of a narrower subject whose buyers do not count, or -1. */
  readonly #less = new Column();
  #start = new Int32Array(1);
  #buyers: Int32Array = NOBODY;
  constructor(frames: Frames) {
    this.#frames = frames;
  }

  get length(): number {
    return this.#cell.length;
  }

  add(frame: Frame, table: number, category: number, cell: number, less: number): void {
    this.#frame.push(frame.number);
    this.#table.push(table);
    this.#category.push(category);
    this.#cell.push(cell);
    this.#less.push(less);
  }

  /** The buyers of each, found in one walk over all. */
  find(population: Population, contributions: Contributions): void {
    // Those that ask for a cell, one after another: 1 + their number, 0 behind the last.
    const first = new Int32Array(this.#frames.cells);
    const next = new Int32Array(this.length);
    for (let i = this.length - 1; i >= 0; i -= 1) {
      next[i] = first[this.#cell.at(i)] ?? 0;
      first[this.#cell.at(i)] = i + 1;
    }
    const [number, found] = [new Column(), new Column()];
    /** By cell: 1 + the buyer who was last read in it. */
    const mine = new Int32Array(this.#frames.cells);
    for (let b = 0; b < population.count; b += 1) {
      const length = contributions.read(personOf(population, b), ALL_TABLES);
      const { cells } = contributions;
      for (let k = 0; k < length; k += 1) mine[cells[k] ?? 0] = b + 1;
      for (let k = 0; k < length; k += 1) {
        for (let i = first[cells[k] ?? 0] ?? 0; i > 0; i = next[i - 1] ?? 0) {
          if (mine[this.#less.at(i - 1)] === b + 1) continue;
          number.push(i - 1);
          found.push(b);
        }
      }
    }
    const start = new Int32Array(this.length + 1);
    for (let k = 0; k < number.length; k += 1) start[number.at(k) + 1]! += 1;
    for (let i = 0; i < this.length; i += 1) start[i + 1]! += start[i] ?? 0;
    this.#start = start;
    this.#buyers = new Int32Array(number.length);
    next.set(start.subarray(0, this.length));
    for (let k = 0; k < number.length; k += 1) this.#buyers[next[number.at(k)]!++] = found.at(k);
  }

  *[Symbol.iterator](): Generator<Asked> {
    for (let i = 0; i < this.length; i += 1) {
      const frame = this.#frames.all[this.#frame.at(i)];
      if (!frame) continue;
      yield {
        frame,
        table: NUMBERED[this.#table.at(i)] ?? 'own',
        category: this.#category.at(i),
        cell: this.#cell.at(i),
        buyers: this.#buyers.subarray(this.#start[i], this.#start[i + 1]),
        smaller: this.#less.at(i) < 0 ? null : this.#less.at(i),
      };
    }
  }
}

export function targetsOf(
  population: Population,
  house: House,
  layout: Layout,
  frames: Frames,
  ledger: Ledger,
  answers: Answers,
  contributions: Contributions,
): AskedCells {
  // What was not published anew still stands beside what is.
  const now = frames.of.map((list) => list.at(-1));
  const asked = new AskedCells(frames);
  const levels = AUDIENCE_LEVELS.toSorted((a, b) => RANK[a] - RANK[b]);
  const isShown = (cell: number): boolean => (answers.said[cell] ?? HIDDEN) > 0;
  for (const level of levels) {
    for (const [subject, frame] of now.entries()) {
      if (!frame || frame.level !== level) continue;
      const before = frame.earlier === null ? frames.of[subject]?.at(-2) : undefined;
      const above = (house.subjects[subject]?.above ?? []).flatMap((wider) => now[wider] ?? []);
      for (const [number, table] of NUMBERED.entries()) {
        const start = tableAt(layout, frame, table);
        if (start < 0) continue;
        const size = table === 'own' ? 1 : layout.categories[table].length;
        const around = above.filter((one) => tableAt(layout, one, table) >= 0);
        const wider = around.map((one) => tableAt(layout, one, table));
        const earlier = before ? tableAt(layout, before, table) : -1;
        for (let category = 0; category < size; category += 1) {
          const cell = start + category;
          const count = ledger.count[cell] ?? 0;
          if (count === 0) continue;
          const was = earlier + category;
          if (before && isShown(cell) && answers.said[was] === HIDDEN && isSmall(ledger.count[was] ?? 0))
            asked.add(before, number, category, was, -1);
          if (!isShown(cell)) {
            const covered = wider.some((from) => {
              const c = from + category;
              return isSmall(ledger.count[c] ?? 0) && answers.said[c] === HIDDEN;
            });
            if (isSmall(count) && !covered) asked.add(frame, number, category, cell, -1);
            continue;
          }
          for (const [i, from] of wider.entries()) {
            const c = from + category;
            const more = (ledger.count[c] ?? 0) - count;
            const one = around[i];
            if (one && isSmall(more) && isShown(c)) asked.add(one, number, category, c, cell);
          }
        }
      }
    }
  }
  asked.find(population, contributions);
  return asked;
}
