/** Pure: sums over performances, kept per reader and season or made for a selection. */
import {
  addDays,
  AMOUNT_DEFINITIONS,
  CHANGE_DAYS,
  type AmountDefinition,
  type AmountTerms,
  type AmountUnknown,
  type Changes,
  type Totals,
} from '#protocol';
import { sameTerms } from './amount-terms.ts';
import { basisOf, countBy, type View } from './measure.ts';
import { mixed, moneyBy } from './money-by.ts';
import { amountOf, HISTORY_DAYS, shiftTo, type ReaderBody, type Series } from './reader-body.ts';

/** A sum of money and its history under one definition. */
interface MoneySum {
  readonly amount: number | null;
  readonly unknown: AmountUnknown | null;
  readonly history: Series;
}

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
  /** Absent in rows kept by an earlier version until their next report. */
  readonly money?: Readonly<Record<AmountDefinition, MoneySum>>;
  /** What the amounts added here contain, each kind once. */
  readonly terms?: readonly AmountTerms[];
  /** End day of the histories. */
  readonly day: string;
  readonly history: { paid: number[]; free: number[]; reserved: number[]; blocked: number[] };
  readonly asOf: number | null;
  readonly sources: readonly string[];
}

export function sumBodies(bodies: readonly ReaderBody[], today: string): TotalBody {
  const zero = () => Array.from({ length: HISTORY_DAYS }, () => 0);
  const history = { paid: zero(), free: zero(), reserved: zero(), blocked: zero() };
  let [capacity, sold, free, reserved, blocked] = [0, 0, 0, 0, 0];
  let reservedAmount: number | null = 0;
  let asOf: number | null = null;
  const planned = bodies.filter((body) => body.status === 'planned');
  const sources = new Set<string>();
  for (const body of planned) {
    for (const name of ['paid', 'free', 'reserved', 'blocked'] as const) {
      const series = shiftTo(body.history[name], body.day, today);
      for (let i = 0; i < HISTORY_DAYS; i += 1) history[name][i] = (history[name][i] ?? 0) + (series[i] ?? 0);
    }
    capacity += body.stand.capacity?.[0] ?? body.capacity ?? 0;
    sold += countBy('sold', body.stand) ?? 0;
    free += body.stand.free?.[0] ?? 0;
    reserved += body.stand.reserved?.[0] ?? 0;
    blocked += body.stand.blocked?.[0] ?? 0;
    if (body.stand.reserved)
      reservedAmount =
        reservedAmount === null || body.stand.reserved[1] === null ? null : reservedAmount + body.stand.reserved[1];
    if (body.asOf !== null && (asOf === null || body.asOf > asOf)) asOf = body.asOf;
    if (body.source) sources.add(body.source);
  }
  const terms: AmountTerms[] = [];
  for (const body of planned) {
    const { terms: own } = basisOf(body);
    if (amountOf(body.stand) !== null && !terms.some((one) => sameTerms(one, own))) terms.push(own);
  }
  return {
    rows: bodies.length,
    performances: planned.length,
    capacity,
    sold,
    free,
    reserved,
    reservedAmount,
    blocked,
    money: Object.fromEntries(
      AMOUNT_DEFINITIONS.map((name) => [name, sumMoney(planned, name, terms, today)]),
    ) as Record<AmountDefinition, MoneySum>,
    terms,
    day: today,
    history,
    asOf,
    sources: [...sources],
  };
}

/** A sum is known when every part is: one unknown amount leaves the whole unknown, today and on each day before. */
function sumMoney(
  planned: readonly ReaderBody[],
  definition: AmountDefinition,
  terms: readonly AmountTerms[],
  today: string,
): MoneySum {
  const reason = mixed(definition, terms);
  if (reason) return { amount: null, unknown: reason, history: [] };
  let amount = 0;
  let unknown: AmountUnknown | null = null;
  const history: (number | null)[] = Array.from({ length: HISTORY_DAYS }, () => 0);
  for (const body of planned) {
    const paid = countBy('sold', body.stand);
    if (paid === null) continue;
    const basis = basisOf(body);
    const own = moneyBy(definition, amountOf(body.stand), paid, basis);
    if (typeof own === 'number') amount += own;
    else unknown ??= own;
    const counts = shiftTo(body.history.paid, body.day, today);
    const gross = shiftTo(body.history.amount, body.day, today);
    // Most days repeat the day before, and so does their money.
    let [gross0, count0, money]: [number | null, number | null, number | AmountUnknown] = [null, null, 'not_reported'];
    for (let i = 0; i < HISTORY_DAYS; i += 1) {
      const had = history[i] ?? null;
      const count = counts[i] ?? null;
      if (had === null || count === null) continue;
      const day = gross[i] ?? null;
      if (day !== gross0 || count !== count0) {
        money = moneyBy(definition, day, count, basis);
        [gross0, count0] = [day, count];
      }
      history[i] = typeof money === 'number' ? had + money : null;
    }
  }
  return { amount: unknown ? null : amount, unknown, history };
}

const NOT_KEPT: MoneySum = { amount: null, unknown: 'not_reported', history: [] };

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
  const { amount, unknown, history } = body.money?.[view.amount] ?? NOT_KEPT;
  const money = shiftTo(history, body.day, view.today);
  const total = body.sold + (view.count === 'issued' ? body.free : view.count === 'sold_reserved' ? body.reserved : 0);
  const share = count.map((value) => (body.capacity ? value / body.capacity : null));
  const price = money.map((value, i) => (value !== null && paid[i] ? value / (paid[i] ?? 1) : null));
  return {
    performances: body.performances,
    capacity: body.capacity,
    count: total,
    amount,
    amountUnknown: unknown,
    paid: body.sold,
    free: body.free,
    reserved: body.reserved,
    reservedAmount: body.reservedAmount,
    blocked: body.blocked,
    occupancy: body.capacity ? total / body.capacity : null,
    averagePrice: amount === null || !body.sold ? null : Math.round(amount / body.sold),
    change: {
      count: differences(count),
      amount: differences(money),
      occupancy: differences(share),
      averagePrice: differences(price),
      reserved: differences(shift(body.history.reserved)),
      blocked: differences(shift(body.history.blocked)),
    },
  };
}

function differences(series: Series): Changes {
  const over = (days: number) => {
    const [now, then] = [series.at(-1) ?? null, series.at(-1 - days) ?? null];
    return now === null || then === null ? null : now - then;
  };
  return [over(CHANGE_DAYS[0]), over(CHANGE_DAYS[1]), over(CHANGE_DAYS[2])];
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
