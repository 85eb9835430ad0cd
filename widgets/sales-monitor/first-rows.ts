/** Pure: the rows of a period in their own order, which is all that the first figures need. */
import type { MonitorRow } from '#protocol';
import { urgency } from './attention-order.ts';
import type { Choice } from './monitor-choice.ts';
import type { ColumnId } from './monitor-columns.ts';

export const inPeriod = (rows: readonly MonitorRow[], filter: string): MonitorRow[] =>
  rows.filter(
    (row) =>
      !(filter === 'upcoming' && row.daysToGo < 0) &&
      !(filter === 'past' && row.daysToGo >= 0) &&
      !(filter === 'attention' && urgency(row) === 0),
  );

/** The column and direction that hold: the chosen ones, or next first, and last first among the past. */
export function sortOf(choice: Choice): { column: ColumnId; down: boolean } {
  const text = choice.sort || (choice.filter === 'past' ? '-date' : 'date');
  return { column: text.replace('-', '') as ColumnId, down: text.startsWith('-') };
}
