/** Rows in groups, each with its sum, and the sum of all below. */
import type { MonitorRow } from '#protocol';
import type { Group } from './monitor-choice.ts';
import { weekDays } from './long-dates.ts';
import type { ColumnId } from './monitor-columns.ts';
import type { Shown } from './row-cells.ts';
import { sumCell, sumOf } from './row-sums.ts';
import { rowItems, type Item, type RowGroup } from './table-items.ts';

const DAY_MS = 86_400_000;
/** The Monday of a date's week. */
export function mondayOf(date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10);
}
/** ISO week number of a Monday: the week of a year is the one its Thursday lies in. */
export function weekOf(monday: string): number {
  const thursday = Date.parse(monday) + 3 * DAY_MS;
  const january = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - january) / (7 * DAY_MS)) + 1;
}

function keyOf(row: MonitorRow, group: Group): string {
  if (group === 'week') return mondayOf(row.date);
  if (group === 'venue') return row.venue;
  // Evenings of a house's own belong together by their title.
  return row.production ?? `title:${row.title}`;
}

/** Groups stand in the order of their first row. */
export function groupedRows(rows: readonly MonitorRow[], group: Group): RowGroup[] {
  const groups = new Map<string, MonitorRow[]>();
  for (const row of rows) {
    const of = keyOf(row, group);
    const own = groups.get(of);
    if (own) own.push(row);
    else groups.set(of, [row]);
  }
  return [...groups].map(([of, own]) => ({ key: `group ${of}`, of, rows: own, sum: sumOf(own) }));
}

/** Arranges rows as `itemsOf` wants it. */
export const arrange =
  (group: Group) =>
  (rows: readonly MonitorRow[], open: MonitorRow | null): Item[] => [
    ...(group === 'none'
      ? rows.flatMap((row) => rowItems(row, open))
      : groupedRows(rows, group).flatMap((made): Item[] => [
          { kind: 'group', key: made.key, group: made },
          ...made.rows.flatMap((row) => rowItems(row, open)),
        ])),
    ...(rows.length > 1 ? [{ kind: 'sum', key: 'sum', sum: sumOf(rows) } as const] : []),
  ];

/** Week is the same word in both languages. */
export function groupCell(id: ColumnId, { of, rows, sum }: RowGroup, shown: Shown): HTMLElement {
  const { format, group, names } = shown;
  const name =
    group === 'week'
      ? `Week ${weekOf(of)} · ${weekDays(format.tag, of)}`
      : group === 'venue'
        ? (names.venues[of]?.name ?? of)
        : (rows[0]?.title ?? of);
  return sumCell(id, sum, shown, name);
}
