/** Pure: the flat list of things the table shows. */
import type { MonitorRow } from '#protocol';

/** A sum over rows. `null` = nothing known; `unknown` = rows that told nothing and are not in the sum. */
export interface Sum {
  readonly performances: number;
  readonly count: number | null;
  readonly unknown: number;
  readonly amount: number | null;
  readonly amountUnknown: number;
  readonly capacity: number | null;
  /** Of the performances whose tickets and capacity are both known. */
  readonly occupancy: number | null;
  readonly reserved: number | null;
  readonly blocked: number | null;
  readonly available: number | null;
  readonly change: readonly [number | null, number | null, number | null];
  readonly needing: number;
}
export interface RowGroup {
  readonly key: string;
  /** Week: the Monday, `YYYY-MM-DD`. Else the id that `key` stands for, or empty. */
  readonly of: string;
  readonly rows: readonly MonitorRow[];
  readonly sum: Sum;
}
export type Item =
  | { readonly kind: 'group'; readonly key: string; readonly group: RowGroup }
  | { readonly kind: 'row' | 'detail'; readonly key: string; readonly row: MonitorRow }
  | { readonly kind: 'sum'; readonly key: string; readonly sum: Sum };

/** A row, and below it the performance itself where it is open. */
export const rowItems = (row: MonitorRow, open: MonitorRow | null): Item[] => [
  { kind: 'row', key: row.id, row },
  ...(row.id === open?.id ? [{ kind: 'detail', key: `detail ${row.id}`, row } as const] : []),
];

/**
 * What the table shows from top to bottom. The open performance stands below its row, or first where the choice leaves it
 * out. `arranged` puts rows in groups and adds them up.
 */
export function itemsOf(
  rows: readonly MonitorRow[],
  open: MonitorRow | null,
  arranged: ((rows: readonly MonitorRow[], open: MonitorRow | null) => Item[]) | null,
): Item[] {
  const outside = open && !rows.some((row) => row.id === open.id) ? rowItems(open, open) : [];
  return [...outside, ...(arranged ? arranged(rows, open) : rows.flatMap((row) => rowItems(row, open)))];
}
