/** What must be deniable: hidden cells of one to nine, and shown cells that differ by one to nine from one around them. */
import { AUDIENCE_K, AUDIENCE_LEVELS } from '#protocol';
import { HIDDEN, type Answers } from './answers.ts';
import { ALL_TABLES, type Contributions } from './contribution.ts';
import { tableAt, type Frame, type Frames } from './frame.ts';
import { TABLE_NAMES, type Layout, type TableName } from './layout.ts';
import type { Ledger } from './ledger.ts';
import { personOf } from './person.ts';
import type { Population } from './population.ts';
import type { House } from './subjects.ts';

export interface Asked {
  readonly frame: Frame;
  readonly table: TableName;
  readonly category: number;
  readonly cell: number;
  readonly buyers: readonly number[];
  /** Hidden in place of the cell itself where it is shown. */
  readonly smaller: number | null;
}

const isSmall = (count: number): boolean => count > 0 && count < AUDIENCE_K;
/** Widest first: who is not in the wider cell is not in a narrower one. */
const RANK = { season: 0, genre: 1, production: 2, performance: 3 } as const;

interface Wanted {
  readonly frame: Frame;
  readonly table: TableName;
  readonly category: number;
  readonly cell: number;
  /** Shown cell of a narrower subject whose buyers do not count. */
  readonly less: number | null;
}

function wanted(house: House, layout: Layout, frames: Frames, ledger: Ledger, answers: Answers): Wanted[] {
  // What was not published anew still stands beside what is.
  const now = frames.of.map((list) => list.at(-1));
  const list: Wanted[] = [];
  const levels = AUDIENCE_LEVELS.toSorted((a, b) => RANK[a] - RANK[b]);
  for (const level of levels) {
    for (const [subject, frame] of now.entries()) {
      if (!frame || frame.level !== level) continue;
      const before = frame.earlier === null ? frames.of[subject]?.at(-2) : undefined;
      const above = (house.subjects[subject]?.above ?? []).flatMap((wider) => now[wider] ?? []);
      for (const table of ['own', ...TABLE_NAMES] as const) {
        const start = tableAt(layout, frame, table);
        if (start < 0) continue;
        const size = table === 'own' ? 1 : layout.categories[table].length;
        const wider = above.map((one) => tableAt(layout, one, table));
        for (let category = 0; category < size; category += 1) {
          const cell = start + category;
          const count = ledger.count[cell] ?? 0;
          if (count === 0) continue;
          const shown = (answers.said[cell] ?? HIDDEN) > 0;
          const was = before ? tableAt(layout, before, table) + category : -1;
          if (before && shown && answers.said[was] === HIDDEN && isSmall(ledger.count[was] ?? 0))
            list.push({ frame: before, table, category, cell: was, less: null });
          const covers = wider.filter((from) => from >= 0).map((from) => from + category);
          if (!shown) {
            const covered = covers.some((c) => isSmall(ledger.count[c] ?? 0) && answers.said[c] === HIDDEN);
            if (isSmall(count) && !covered) list.push({ frame, table, category, cell, less: null });
            continue;
          }
          for (const [i, c] of covers.entries()) {
            const more = (ledger.count[c] ?? 0) - count;
            const around = above.filter((one) => tableAt(layout, one, table) >= 0)[i];
            if (isSmall(more) && (answers.said[c] ?? HIDDEN) > 0 && around)
              list.push({ frame: around, table, category, cell: c, less: cell });
          }
        }
      }
    }
  }
  return list;
}

/** The buyers of each, found in one walk over all. */
export function targetsOf(
  population: Population,
  house: House,
  layout: Layout,
  frames: Frames,
  ledger: Ledger,
  answers: Answers,
  contributions: Contributions,
): Asked[] {
  const list = wanted(house, layout, frames, ledger, answers);
  const byCell = new Map<number, number[]>();
  for (const [i, { cell }] of list.entries()) byCell.set(cell, [...(byCell.get(cell) ?? []), i]);
  const buyers: number[][] = list.map(() => []);
  const mine = new Set<number>();
  for (let b = 0; b < population.count; b += 1) {
    mine.clear();
    const length = contributions.read(personOf(population, b), ALL_TABLES);
    for (let i = 0; i < length; i += 1) mine.add(contributions.cells[i] ?? 0);
    for (const cell of mine) {
      for (const i of byCell.get(cell) ?? []) {
        const less = list[i]?.less ?? null;
        if (less === null || !mine.has(less)) buyers[i]?.push(b);
      }
    }
  }
  return list.map(({ frame, table, category, cell, less }, i) => ({
    frame,
    table,
    category,
    cell,
    buyers: buyers[i] ?? [],
    smaller: less,
  }));
}
