/** The cells of the columns beyond the usual ones. */
import type { MonitorRow } from '#protocol';
import { dealCell } from './deal-book.ts';
import type { ColumnId } from './monitor-columns.ts';
import { figure, type Shown } from './row-cells.ts';

type Cell = (row: MonitorRow, shown: Shown, zone: string) => Node | string | undefined;

export const CELLS: Partial<Record<ColumnId, Cell>> = {
  production: (row, { texts }) => row.production ?? texts.unknown,
  venue: (row, { names }) => names.venues[row.venue]?.name,
  hall: (row, { names, texts }) => (row.hall ? names.halls[row.hall]?.name : texts.unknown),
  provider: (row, { names, texts }) => (row.provider ? names.providers[row.provider]?.name : texts.unknown),
  genre: (row, { texts }) => row.genre ?? texts.unknown,
  capacity: (row, shown) => figure(row.figures.capacity, shown),
  change1: (row, { format }) => format.change(row.change.count[0]),
  change28: (row, { format }) => format.change(row.change.count[2]),
  reserved: (row, shown) => figure(row.figures.reserved?.count, shown),
  blocked: (row, shown) => figure(row.figures.blocked?.count, shown),
  available: (row, shown) => figure(row.available, shown),
  benchmark: ({ benchmark }, { format }) => ('median' in benchmark ? format.share(benchmark.median) : '–'),
  status: (row, { texts }) => texts.status[row.status],
  deal: (row, { names }) => dealCell('deal', row, names),
  share: (row, { names }) => dealCell('share', row, names),
  asOf: (row, { format, texts, now }, zone) => (row.asOf ? format.stamp(row.asOf, zone, now) : texts.unknown),
};
