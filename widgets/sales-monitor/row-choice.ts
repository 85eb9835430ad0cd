/** Pure: which rows are shown, in which order, and which of them stand in the window. */
import type { MonitorRow, Names } from '#protocol';

export type Filter = 'upcoming' | 'past' | 'all';
export type Sort = 'date' | 'title' | 'count' | 'change' | 'amount' | 'occupancy';

export interface Choice {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly search: string;
  readonly genre: string;
}

const down = (value: (row: MonitorRow) => number | null) => (a: MonitorRow, b: MonitorRow) =>
  (value(b) ?? -Infinity) - (value(a) ?? -Infinity);
const ORDERS: Record<Exclude<Sort, 'date'>, (a: MonitorRow, b: MonitorRow) => number> = {
  title: (a, b) => a.title.localeCompare(b.title, 'nl'),
  count: down((row) => row.count),
  change: down((row) => row.change.count[1] ?? null),
  amount: down((row) => row.amount),
  occupancy: down((row) => row.occupancy),
};

/** Upcoming: next first. Past: last first, since people ask how yesterday went. */
export function chosenRows(rows: readonly MonitorRow[], choice: Choice, names: Names): MonitorRow[] {
  const wanted = choice.search.trim().toLocaleLowerCase('nl');
  const kept = rows.filter((row) => {
    if (choice.filter === 'upcoming' && row.daysToGo < 0) return false;
    if (choice.filter === 'past' && row.daysToGo >= 0) return false;
    if (choice.genre && row.genre !== choice.genre) return false;
    if (!wanted) return true;
    const texts = [
      row.title,
      row.hall ? names.halls[row.hall]?.name : null,
      row.provider ? names.providers[row.provider]?.name : null,
      names.venues[row.venue]?.name,
    ];
    return texts.some((text) => text?.toLocaleLowerCase('nl').includes(wanted));
  });
  if (choice.sort === 'date') return choice.filter === 'past' ? kept.toReversed() : kept;
  return kept.toSorted(ORDERS[choice.sort]);
}

/** Rows beyond the window's edges that are drawn as well, so that none is blank while scrolling. */
const MARGIN_ROWS = 24;
/** Below this many rows everything is drawn. */
const SMALL = 80;

/** `top` = where the first row stands in the window, px. */
export function visibleWindow(count: number, top: number, height: number, rowPx: number): { from: number; to: number } {
  if (count <= SMALL) return { from: 0, to: count };
  const first = Math.floor(-top / rowPx) - MARGIN_ROWS;
  const from = Math.min(Math.max(0, first), Math.max(0, count - SMALL));
  return { from, to: Math.min(count, Math.max(from + SMALL, Math.ceil((height - top) / rowPx) + MARGIN_ROWS)) };
}
