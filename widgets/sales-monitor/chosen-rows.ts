/** Pure: which rows are shown, and in which order. */
import type { MonitorRow, Names } from '#protocol';
import { urgency } from './attention-order.ts';
import { FIELDS, type Choice, type Field } from './monitor-choice.ts';
import { USUAL_SORTS, type ColumnId, type SortValue } from './monitor-columns.ts';

const lower = (text: string): string => text.toLocaleLowerCase('nl');

export function fieldOf(row: MonitorRow, field: Field, names: Names): string {
  return (field === 'region' ? names.venues[row.venue]?.province : row[field]) ?? '';
}

/** Filters with more than one value to choose from, each with its values. */
export function fieldValues(rows: readonly MonitorRow[], names: Names): [Field, string[]][] {
  return FIELDS.map((field): [Field, string[]] => [
    field,
    [...new Set(rows.map((row) => fieldOf(row, field, names)))].filter(Boolean).toSorted(),
  ]).filter(([, values]) => values.length > 1);
}

export function keptRows(rows: readonly MonitorRow[], choice: Choice, names: Names): MonitorRow[] {
  const wanted = lower(choice.search.trim());
  const fields = FIELDS.filter((field) => choice[field]);
  return rows.filter((row) => {
    if (choice.filter === 'upcoming' && row.daysToGo < 0) return false;
    if (choice.filter === 'past' && row.daysToGo >= 0) return false;
    if (choice.filter === 'attention' && urgency(row) === 0) return false;
    if (fields.some((field) => fieldOf(row, field, names) !== choice[field])) return false;
    if (!wanted) return true;
    return [
      row.title,
      row.hall && names.halls[row.hall]?.name,
      row.provider && names.providers[row.provider]?.name,
      names.venues[row.venue]?.name,
    ].some((text) => text && lower(text).includes(wanted));
  });
}

/** The column and direction that hold: the chosen ones, or next first, and last first among the past. */
export function sortOf(choice: Choice): { column: ColumnId; down: boolean } {
  const text = choice.sort || (choice.filter === 'past' ? '-date' : 'date');
  return { column: text.replace('-', '') as ColumnId, down: text.startsWith('-') };
}

const collator = new Intl.Collator('nl', { numeric: true });

/** Unknown stands last whichever way; equals stay in date order. `more` = what the columns beyond the usual sort by. */
export function sortedRows(
  rows: readonly MonitorRow[],
  choice: Choice,
  names: Names,
  more: Partial<Record<ColumnId, SortValue>> = {},
): MonitorRow[] {
  const { column, down } = sortOf(choice);
  const value = USUAL_SORTS[column] ?? more[column] ?? ((row) => row.startsAt);
  const keyed = rows.map((row) => ({ row, at: value(row, names) }));
  keyed.sort(({ at: a }, { at: b }) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
    return down ? -order : order;
  });
  return keyed.map(({ row }) => row);
}

/** The order that stood before, while the viewer reads it: known rows keep their place, new ones come at the end. */
export function inOrderOf(before: readonly string[], rows: readonly MonitorRow[]): MonitorRow[] {
  const places = new Map(before.map((id, i) => [id, i]));
  const place = (row: MonitorRow): number => places.get(row.id) ?? before.length;
  return rows.toSorted((a, b) => place(a) - place(b));
}
