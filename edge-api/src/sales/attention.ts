/** Pure: why a performance needs someone today. */
import { daysBetween, type Attention, type Benchmark, type Figures } from '#protocol';
import { countBy, countSeries, type View } from './measure.ts';
import type { Pair, ReaderBody } from './reader-body.ts';
import { FALL_DAYS } from './review.ts';

const HOUR_MS = 3_600_000;
const STALE_HOURS = 26;
const NO_SALES_DAYS = 7;
const LAPSE_SOON_MS = 48 * HOUR_MS;

export function attention(
  body: ReaderBody,
  row: { figures: Figures; daysToGo: number; count: number | null; capacity: number | null },
  view: View,
): Attention[] {
  const list: Attention[] = [];
  const seat = (pair: Pair | undefined) => pair?.[0] ?? 0;
  const upcoming = row.daysToGo >= 0 && body.status === 'planned';
  const issued = countBy('issued', body.stand) ?? 0;
  if (body.review.includes('over_capacity') && row.capacity !== null) {
    list.push({
      code: 'over_capacity',
      seats: issued + seat(body.stand.reserved) + seat(body.stand.blocked) - row.capacity,
    });
  }
  // Refunds of what does not take place are no surprise.
  if (body.review.includes('big_fall') && body.status === 'planned') {
    const series = countSeries('issued', body).slice(-1 - FALL_DAYS);
    list.push({ code: 'big_fall', seats: Math.max(0, ...series.map((value) => value ?? 0)) - issued });
  }
  if (body.review.includes('free_with_amount')) list.push({ code: 'free_with_amount' });
  if (body.review.includes('two_sources')) list.push({ code: 'two_sources' });
  if (!upcoming) return list;
  const onSale = body.onSaleAt === null || body.onSaleAt <= view.now;
  const last = body.asOf === null ? null : Math.max(body.asOf, view.heard?.get(body.venue) ?? 0);
  const silent = last === null ? null : (view.now - last) / HOUR_MS;
  if (onSale && silent !== null && silent > STALE_HOURS)
    list.push({ code: 'no_report', hours: Math.floor(silent), since: new Date(last ?? 0).toISOString() });
  if (onSale && silent === null && body.linked) list.push({ code: 'no_report', hours: 0, since: null });
  if (!body.linked) list.push({ code: 'not_linked' });
  if (body.reservedUntil !== null && seat(body.stand.reserved) > 0 && body.reservedUntil - view.now < LAPSE_SOON_MS) {
    list.push({
      code: 'reservations_lapse',
      seats: seat(body.stand.reserved),
      amount: body.stand.reserved?.[1] ?? null,
      at: new Date(body.reservedUntil).toISOString(),
    });
  }
  if (row.capacity !== null && row.capacity > 0 && issued >= row.capacity - seat(body.stand.blocked))
    list.push({ code: 'sold_out' });
  else if (onSale && body.lastSale !== null && body.day !== null) {
    const quiet = daysBetween(body.lastSale, view.today);
    if (quiet >= NO_SALES_DAYS) list.push({ code: 'no_sales', days: quiet });
  }
  return list;
}

/** More than this many points under the median of comparable houses needs attention. */
const UNDER_PEERS_POINTS = 20;

export function underPeers(
  list: Attention[],
  benchmark: Benchmark,
  issued: number | null,
  capacity: number | null,
  daysToGo: number,
): Attention[] {
  if (!('median' in benchmark) || issued === null || !capacity || daysToGo < 0) return list;
  const points = Math.round((benchmark.median - issued / capacity) * 100);
  return points > UNDER_PEERS_POINTS
    ? [...list, { code: 'under_peers', points, seats: Math.round(benchmark.median * capacity) - issued }]
    : list;
}
