/** Pure: reader body + definition + today → the row, the totals and the reasons for attention. */
import {
  addDays,
  CHANGE_DAYS,
  daysBetween,
  type AmountDefinition,
  type Attention,
  type Benchmark,
  type Changes,
  type CountDefinition,
  type Figure,
  type Figures,
  type MonitorRow,
  type Totals,
} from '#protocol';
import { amountOf, HISTORY_DAYS, shiftTo, type Pair, type ReaderBody, type Series, type Stand } from './reader-body.ts';

const HOUR_MS = 3_600_000;
const STALE_HOURS = 26;
const NO_SALES_DAYS = 7;
const LAPSE_SOON_MS = 48 * HOUR_MS;
/** Reduced VAT on admission in the Netherlands from 1 January 2019; 6% before. */
const VAT_FROM_2019 = 0.09;
const VAT_BEFORE = 0.06;

export const vatRate = (date: string): number => (date >= '2019-01-01' ? VAT_FROM_2019 : VAT_BEFORE);

/** Without VAT, half up to the cent; without levy it stays unknown until the levy of the hall is known. */
export function amountBy(definition: AmountDefinition, amount: number | null, date: string): number | null {
  if (amount === null || definition === 'ex_vat_levy') return null;
  return definition === 'reported' ? amount : Math.floor(amount / (1 + vatRate(date)) + 0.5);
}

const figure = (pair: Pair | undefined): Figure | null => (pair ? { count: pair[0], amount: pair[1] } : null);

export function countBy(definition: CountDefinition, stand: Stand): number | null {
  const { normal, discount, other, free, reserved } = stand;
  if (!normal && !discount && !other && !free) return null;
  const paid = (normal?.[0] ?? 0) + (discount?.[0] ?? 0) + (other?.[0] ?? 0);
  return (
    paid + (definition === 'issued' ? (free?.[0] ?? 0) : definition === 'sold_reserved' ? (reserved?.[0] ?? 0) : 0)
  );
}

const addSeries = (a: Series, b: Series): Series =>
  a.map((value, i) => (value === null && (b[i] ?? null) === null ? null : (value ?? 0) + (b[i] ?? 0)));
const countSeries = (definition: CountDefinition, body: ReaderBody): Series =>
  definition === 'sold'
    ? body.history.paid
    : addSeries(body.history.paid, definition === 'issued' ? body.history.free : body.history.reserved);

function changes(series: Series): Changes {
  const last = series.at(-1) ?? null;
  const over = (days: number): number | null => {
    if (last === null) return null;
    return last - (series.at(-1 - days) ?? 0);
  };
  return [over(CHANGE_DAYS[0]), over(CHANGE_DAYS[1]), over(CHANGE_DAYS[2])];
}

export interface View {
  readonly count: CountDefinition;
  readonly amount: AmountDefinition;
  readonly today: string;
  readonly now: number;
  /** Newest report (ms) of each venue: a source that only sends changes is not silent while it sends others. */
  readonly heard?: ReadonlyMap<string, number>;
  /** Published figures of the same production elsewhere. */
  readonly benchmark?: (production: string | null, venue: string, daysToGo: number) => Benchmark;
}

function attention(
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
  if (body.review.includes('big_fall')) {
    const series = countSeries('issued', body);
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

function underPeers(
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

export function toMonitorRow(body: ReaderBody, view: View): MonitorRow {
  const { stand } = body;
  const capacity = stand.capacity?.[0] ?? body.capacity;
  const figures: Figures = {
    normal: figure(stand.normal),
    discount: figure(stand.discount),
    free: figure(stand.free),
    other: figure(stand.other),
    reserved: figure(stand.reserved),
    blocked: figure(stand.blocked),
    capacity,
  };
  const count = countBy(view.count, stand);
  const issued = countBy('issued', stand);
  const series = shiftTo(countSeries(view.count, body), body.day, view.today);
  const money = shiftTo(body.history.amount, body.day, view.today).map((value) =>
    amountBy(view.amount, value, body.date),
  );
  const daysToGo = daysBetween(view.today, body.date);
  const benchmark: Benchmark = view.benchmark?.(body.production, body.venue, daysToGo) ?? { reason: 'not_yet' };
  return {
    id: body.id,
    linked: body.linked,
    production: body.production,
    title: body.title,
    genre: body.genre,
    venue: body.venue,
    hall: body.hall,
    provider: body.provider,
    startsAt: new Date(body.startsAt).toISOString(),
    date: body.date,
    daysToGo,
    type: body.type as MonitorRow['type'],
    status: body.status as MonitorRow['status'],
    movedTo: body.movedTo,
    onSaleAt: body.onSaleAt === null ? null : new Date(body.onSaleAt).toISOString(),
    festival: body.festival,
    tags: body.tags,
    figures,
    count,
    amount: amountBy(view.amount, amountOf(stand), body.date),
    occupancy: count === null || !capacity ? null : Math.round((count / capacity) * 10_000) / 10_000,
    available:
      capacity === null || issued === null
        ? null
        : capacity - issued - (stand.reserved?.[0] ?? 0) - (stand.blocked?.[0] ?? 0),
    change: {
      count: changes(series),
      amount: changes(money),
      reserved: changes(shiftTo(body.history.reserved, body.day, view.today)),
      blocked: changes(shiftTo(body.history.blocked, body.day, view.today)),
    },
    spark: series.slice(1).map((value, i) => (value === null ? null : value - (series[i] ?? 0))),
    benchmark,
    attention: underPeers(
      attention(body, { figures, daysToGo, count, capacity }, view),
      benchmark,
      issued,
      capacity,
      daysToGo,
    ),
    review: body.review,
    resellers: body.resellers,
    asOf: body.asOf === null ? null : new Date(body.asOf).toISOString(),
    source: body.source,
  };
}

/** Sums kept per reader and season, so that a page of rows needs no others. Per definition they are added up at reading. */
export interface TotalBody {
  readonly performances: number;
  readonly capacity: number | null;
  readonly sold: number;
  readonly free: number;
  readonly reserved: number;
  readonly reservedAmount: number | null;
  readonly blocked: number;
  readonly amount: number | null;
  readonly amountExVat: number | null;
  /** End day of the histories. */
  readonly day: string;
  readonly history: { paid: number[]; free: number[]; amount: number[]; reserved: number[]; blocked: number[] };
  readonly asOf: number | null;
  readonly sources: readonly string[];
}

export function sumBodies(bodies: readonly ReaderBody[], today: string): TotalBody {
  const zero = () => Array.from({ length: HISTORY_DAYS }, () => 0);
  const history = { paid: zero(), free: zero(), amount: zero(), reserved: zero(), blocked: zero() };
  let [capacity, sold, free, reserved, blocked] = [0, 0, 0, 0, 0];
  let amount: number | null = 0;
  let amountExVat: number | null = 0;
  let reservedAmount: number | null = 0;
  let asOf: number | null = null;
  let performances = 0;
  const sources = new Set<string>();
  for (const body of bodies) {
    if (body.status !== 'planned') continue;
    performances += 1;
    for (const name of ['paid', 'free', 'amount', 'reserved', 'blocked'] as const) {
      const series = shiftTo(body.history[name], body.day, today);
      for (let i = 0; i < HISTORY_DAYS; i += 1) history[name][i] = (history[name][i] ?? 0) + (series[i] ?? 0);
    }
    capacity += body.stand.capacity?.[0] ?? body.capacity ?? 0;
    const paid = countBy('sold', body.stand);
    sold += paid ?? 0;
    free += body.stand.free?.[0] ?? 0;
    reserved += body.stand.reserved?.[0] ?? 0;
    blocked += body.stand.blocked?.[0] ?? 0;
    if (paid !== null) {
      const own = amountOf(body.stand);
      amount = amount === null || own === null ? null : amount + own;
      const ex = amountBy('ex_vat', own, body.date);
      amountExVat = amountExVat === null || ex === null ? null : amountExVat + ex;
    }
    if (body.stand.reserved)
      reservedAmount =
        reservedAmount === null || body.stand.reserved[1] === null ? null : reservedAmount + body.stand.reserved[1];
    if (body.asOf !== null && (asOf === null || body.asOf > asOf)) asOf = body.asOf;
    if (body.source) sources.add(body.source);
  }
  return {
    performances,
    capacity,
    sold,
    free,
    reserved,
    reservedAmount,
    blocked,
    amount,
    amountExVat,
    day: today,
    history,
    asOf,
    sources: [...sources],
  };
}

export function toTotals(body: TotalBody, view: View): Totals {
  const shift = (series: number[]) => shiftTo(series, body.day, view.today) as number[];
  const paid = shift(body.history.paid);
  const extra =
    view.count === 'issued'
      ? shift(body.history.free)
      : view.count === 'sold_reserved'
        ? shift(body.history.reserved)
        : null;
  const count = paid.map((value, i) => value + (extra?.[i] ?? 0));
  const money = shift(body.history.amount);
  const total = body.sold + (view.count === 'issued' ? body.free : view.count === 'sold_reserved' ? body.reserved : 0);
  const amount = view.amount === 'reported' ? body.amount : view.amount === 'ex_vat' ? body.amountExVat : null;
  const share = count.map((value) => (body.capacity ? value / body.capacity : null));
  const price = money.map((value, i) => (paid[i] ? value / (paid[i] ?? 1) : null));
  const diff = (series: Series): Changes => {
    const over = (days: number) => {
      const [now, then] = [series.at(-1) ?? null, series.at(-1 - days) ?? null];
      return now === null || then === null ? null : now - then;
    };
    return [over(1), over(7), over(28)];
  };
  return {
    performances: body.performances,
    capacity: body.capacity,
    count: total,
    amount,
    paid: body.sold,
    free: body.free,
    reserved: body.reserved,
    reservedAmount: body.reservedAmount,
    blocked: body.blocked,
    occupancy: body.capacity ? total / body.capacity : null,
    averagePrice: amount === null || !body.sold ? null : Math.round(amount / body.sold),
    change: {
      count: diff(count),
      amount: view.amount === 'reported' ? diff(money) : [null, null, null],
      occupancy: diff(share),
      averagePrice: diff(price),
      reserved: diff(shift(body.history.reserved)),
      blocked: diff(shift(body.history.blocked)),
    },
  };
}

/** Tickets of the last whole day beside the mean of the same weekday in the 3 weeks before (as far as the history of 29 days reaches). */
export function yesterdayOf(
  body: TotalBody,
  view: View,
): { day: string; count: number | null; weekdayMean: number | null } {
  const paid = shiftTo(body.history.paid, body.day, view.today);
  const free = shiftTo(body.history.free, body.day, view.today);
  const sum = paid.map((value, i) => (value ?? 0) + (view.count === 'issued' ? (free[i] ?? 0) : 0));
  const perDay = (back: number): number => (sum.at(-1 - back) ?? 0) - (sum.at(-2 - back) ?? 0);
  const weeks = [8, 15, 22].map(perDay);
  return {
    day: addDays(view.today, -1),
    count: perDay(1),
    weekdayMean: weeks.reduce((a, b) => a + b, 0) / weeks.length,
  };
}
