/** Pure: the order of rows by any column. Unknown stands last whichever way; equals stay in date order. */
import {
  MONITOR_COLUMNS,
  MONITOR_SORTS,
  type AttentionCode,
  type MonitorColumn,
  type MonitorRow,
  type MonitorSort,
  type Names,
} from '#protocol';

export interface Order {
  readonly column: MonitorColumn;
  readonly down: boolean;
}
type Value = (row: MonitorRow, names: Names) => number | string | null;

const URGENT_FIRST: readonly AttentionCode[] = [
  'over_capacity',
  'big_fall',
  'reservations_lapse',
  'no_report',
  'not_linked',
  'two_sources',
  'free_with_amount',
  'under_peers',
  'no_sales',
];

/** Higher = more urgent; 0 = nobody is needed. Sold out is good news, and what is over needs nobody. */
export function urgency(row: MonitorRow): number {
  if (row.daysToGo < 0) return 0;
  const places = row.attention.map((item) => URGENT_FIRST.indexOf(item.code)).filter((place) => place >= 0);
  return places.length ? URGENT_FIRST.length - Math.min(...places) : 0;
}

const VALUES: Record<MonitorColumn, Value> = {
  date: (row) => row.startsAt,
  title: (row) => row.title,
  production: (row) => row.production,
  venue: (row, names) => names.venues[row.venue]?.name ?? null,
  hall: (row, names) => (row.hall === null ? null : (names.halls[row.hall]?.name ?? null)),
  provider: (row, names) => (row.provider === null ? null : (names.providers[row.provider]?.name ?? null)),
  genre: (row) => row.genre,
  occupancy: (row) => row.occupancy,
  count: (row) => row.count,
  capacity: (row) => row.figures.capacity,
  change1: (row) => row.change.count[0],
  change7: (row) => row.change.count[1],
  change28: (row) => row.change.count[2],
  amount: (row) => row.amount,
  reserved: (row) => row.figures.reserved?.count ?? null,
  blocked: (row) => row.figures.blocked?.count ?? null,
  available: (row) => row.available,
  benchmark: (row) => ('median' in row.benchmark ? row.benchmark.median : null),
  attention: urgency,
  status: (row) => row.status,
  asOf: (row) => row.asOf,
};

const UP_FIRST: readonly MonitorColumn[] = [
  'date',
  'title',
  'production',
  'venue',
  'hall',
  'provider',
  'genre',
  'status',
];

/** What `sort` may say: a column, or `change` for the change over 7 days. */
export const SORTS = [...new Set<MonitorSort | MonitorColumn>([...MONITOR_SORTS, ...MONITOR_COLUMNS])];

/** Without a direction names and dates read from the front, figures from the highest down. */
export function orderOf(sort: MonitorSort | MonitorColumn, direction: 'asc' | 'desc' | undefined): Order {
  const column = sort === 'change' ? 'change7' : sort;
  return { column, down: direction === undefined ? !UP_FIRST.includes(column) : direction === 'desc' };
}

const collator = new Intl.Collator('nl', { numeric: true });

export function inOrder<T extends { readonly row: MonitorRow }>(items: readonly T[], names: Names, order: Order): T[] {
  const value = VALUES[order.column];
  const keyed = items.map((item) => ({ item, at: value(item.row, names) }));
  keyed.sort(({ at: a }, { at: b }) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const found = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
    return order.down ? -found : found;
  });
  return keyed.map(({ item }) => item);
}
