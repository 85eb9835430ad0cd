/** Pure: what a column sorts by. Unknown is null. */
import type { MonitorRow, Names } from '#protocol';
import { dealValue } from './deal-book.ts';
import { urgency } from './attention-order.ts';
import type { ColumnId } from './monitor-columns.ts';

type SortValue = (row: MonitorRow, names: Names) => number | string | null;

export const SORTS: Record<ColumnId, SortValue> = {
  date: (row) => row.startsAt,
  title: (row) => row.title,
  occupancy: (row) => row.occupancy,
  count: (row) => row.count,
  change7: (row) => row.change.count[1],
  spark: (row) => row.change.count[2],
  amount: (row) => row.amount,
  attention: (row) => urgency(row),
  production: (row) => row.production,
  venue: (row, names) => names.venues[row.venue]?.name ?? null,
  hall: (row, names) => (row.hall ? (names.halls[row.hall]?.name ?? null) : null),
  provider: (row, names) => (row.provider ? (names.providers[row.provider]?.name ?? null) : null),
  genre: (row) => row.genre,
  capacity: (row) => row.figures.capacity,
  change1: (row) => row.change.count[0],
  change28: (row) => row.change.count[2],
  reserved: (row) => row.figures.reserved?.count ?? null,
  blocked: (row) => row.figures.blocked?.count ?? null,
  available: (row) => row.available,
  benchmark: (row) => ('median' in row.benchmark ? row.benchmark.median : null),
  status: (row) => row.status,
  asOf: (row) => row.asOf,
  deal: (row, names) => dealValue('deal', row, names),
  share: (row, names) => dealValue('share', row, names),
};
