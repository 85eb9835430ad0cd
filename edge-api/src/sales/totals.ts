/** Pure: sums over performances, kept per reader and season or made for a selection. */
import { addDays, type Changes, type Totals } from '#protocol';
import { amountBy, countBy, type View } from './measure.ts';
import { amountOf, HISTORY_DAYS, shiftTo, type ReaderBody, type Series } from './reader-body.ts';

/** Sums kept per reader and season, so that a page of rows needs no others. Per definition they are added up at reading. */
export interface TotalBody {
  /** All of them, cancelled and moved ones too. */
  readonly rows: number;
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
    rows: bodies.length,
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
