/** Pure: which figures of which rows a refresh has changed. */
import type { MonitorRow } from '#protocol';
import type { ColumnId } from './monitor-columns.ts';

export type Changed = ReadonlyMap<string, { readonly columns: ReadonlySet<ColumnId>; readonly tickets: number }>;

const FIGURES: readonly (readonly [ColumnId, (row: MonitorRow) => number | null | undefined])[] = [
  ['count', (row) => row.count],
  ['occupancy', (row) => row.occupancy],
  ['change7', (row) => row.change.count[1]],
  ['amount', (row) => row.amount],
  ['reserved', (row) => row.figures.reserved?.count],
  ['blocked', (row) => row.figures.blocked?.count],
  ['available', (row) => row.available],
  ['capacity', (row) => row.figures.capacity],
];

/** `tickets` = how many more (or fewer) than before. */
export function changedCells(before: readonly MonitorRow[], now: readonly MonitorRow[]): Changed {
  const known = new Map(before.map((row) => [row.id, row]));
  const changed = new Map<string, { columns: ReadonlySet<ColumnId>; tickets: number }>();
  for (const row of now) {
    const old = known.get(row.id);
    if (!old) continue;
    const columns = new Set(FIGURES.filter(([, value]) => value(old) !== value(row)).map(([id]) => id));
    if (columns.size) changed.set(row.id, { columns, tickets: (row.count ?? 0) - (old.count ?? 0) });
  }
  return changed;
}
