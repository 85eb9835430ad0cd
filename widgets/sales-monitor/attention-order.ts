/** Pure: what comes first among the things that need someone. */
import type { Attention, AttentionCode, MonitorRow } from '#protocol';

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

/** Sold out is good news: said in the row, not called for. */
export const needsSomeone = (item: Attention): boolean => item.code !== 'sold_out';

/** Reasons of an evening that is still to come, the most urgent first. */
export const reasonsOf = (row: MonitorRow): Attention[] =>
  row.daysToGo < 0
    ? []
    : row.attention
        .filter(needsSomeone)
        .toSorted((a, b) => URGENT_FIRST.indexOf(a.code) - URGENT_FIRST.indexOf(b.code));

/** Higher = more urgent; 0 = nothing. */
export function urgency(row: MonitorRow): number {
  const [worst] = reasonsOf(row);
  return worst ? URGENT_FIRST.length - URGENT_FIRST.indexOf(worst.code) : 0;
}

/** Rows that need someone: the most urgent first, then the nearest. */
export const waitingRows = (rows: readonly MonitorRow[]): MonitorRow[] =>
  rows
    .filter((row) => urgency(row) > 0)
    .toSorted((a, b) => urgency(b) - urgency(a) || a.startsAt.localeCompare(b.startsAt));

/** What sells: the most tickets in 7 days first. */
export const sellingRows = (rows: readonly MonitorRow[], most: number): MonitorRow[] =>
  rows
    .filter((row) => row.daysToGo >= 0 && (row.change.count[1] ?? 0) > 0)
    .toSorted((a, b) => (b.change.count[1] ?? 0) - (a.change.count[1] ?? 0))
    .slice(0, most);
