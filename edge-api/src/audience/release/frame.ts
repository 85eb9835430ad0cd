/** A frame is a subject at a release: those of before, and the one being made. All cells of all frames lie in one row of numbers. */
import type { AudienceLevel } from '#protocol';
import type { EarlierRelease } from './input.ts';
import { OWN_CELLS, TABLE_NAMES, type Layout, type TableName } from './layout.ts';
import type { House } from './subjects.ts';

export interface Frame {
  /** Index in `all`. */
  readonly number: number;
  readonly subject: number;
  readonly level: AudienceLevel;
  /** Orders up to this hour, YYYYMMDDHH. */
  readonly at: number;
  readonly base: number;
  readonly earlier: EarlierRelease | null;
}

export interface Frames {
  readonly all: readonly Frame[];
  /** By subject, oldest first. */
  readonly of: readonly (readonly Frame[])[];
  readonly cells: number;
}

export function framesOf(
  house: House,
  layout: Layout,
  earlier: readonly EarlierRelease[],
  renewed: readonly boolean[],
  at: number,
): Frames {
  const index = new Map(house.subjects.map(({ level, id }, i) => [`${level} ${id}`, i]));
  const of: Frame[][] = house.subjects.map(() => []);
  const all: Frame[] = [];
  let cells = 0;
  const add = (subject: number, when: number, from: EarlierRelease | null): void => {
    const level = house.subjects[subject]?.level ?? 'season';
    const frame = { number: all.length, subject, level, at: when, base: cells, earlier: from };
    cells += layout.size[level];
    all.push(frame);
    of[subject]?.push(frame);
  };
  for (const one of earlier.toSorted((a, b) => a.at - b.at || a.number - b.number)) {
    const subject = index.get(`${one.level} ${one.id}`);
    if (subject !== undefined) add(subject, one.at, one);
  }
  for (const [subject, is] of renewed.entries()) if (is) add(subject, at, null);
  return { all, of, cells };
}

/** First cell of a table in a frame, or -1. */
export const tableAt = (layout: Layout, frame: Frame, table: TableName): number => {
  const offset = layout.offset[frame.level][table];
  return offset === undefined ? -1 : frame.base + offset;
};

export interface Place {
  readonly frame: Frame;
  readonly table: TableName;
  readonly category: number;
}

/** Of which frame, table and category a cell is. */
export function placeOf(cell: number, frames: Frames, layout: Layout): Place | null {
  let [low, high] = [0, frames.all.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((frames.all[middle]?.base ?? 0) <= cell) low = middle;
    else high = middle - 1;
  }
  const frame = frames.all[low];
  if (!frame) return null;
  if (cell - frame.base < OWN_CELLS.length) return { frame, table: 'own', category: cell - frame.base };
  const table = TABLE_NAMES.findLast((name) => {
    const start = tableAt(layout, frame, name);
    return start >= 0 && start <= cell;
  });
  return table ? { frame, table, category: cell - tableAt(layout, frame, table) } : null;
}
