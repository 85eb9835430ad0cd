/** Pure: which rows are shown, and in which order. */
import type { MonitorRow, Names } from '#protocol';
import { FIELDS, type Choice, type Field } from './monitor-choice.ts';
import { inPeriod, sortOf } from './first-rows.ts';
import { SORTS } from './row-sorts.ts';

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
  return inPeriod(rows, choice.filter).filter((row) => {
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

const collator = new Intl.Collator('nl', { numeric: true });

/** Unknown stands last whichever way; equals stay in date order. */
export function sortedRows(rows: readonly MonitorRow[], choice: Choice, names: Names): MonitorRow[] {
  const { column, down } = sortOf(choice);
  const value = SORTS[column];
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
