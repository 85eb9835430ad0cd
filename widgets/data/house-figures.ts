/** Pure: the figures of one house or of a choice of performances, from either of the two answers that hold them. */
import type { Changes, MonitorAnswer, MonitorRow, SeriesAnswer } from '#protocol';

export interface HouseFigures {
  /** Title of the performance; null for a choice of several. */
  readonly title: string | null;
  readonly startsAt: string | null;
  readonly performances: number;
  readonly count: number | null;
  readonly amount: number | null;
  /** Share of 1. */
  readonly occupancy: number | null;
  readonly averagePrice: number | null;
  readonly reserved: number | null;
  readonly blocked: number | null;
  readonly capacity: number | null;
  readonly available: number | null;
  readonly paid: number | null;
  readonly tick: number | null;
  readonly tickVenues: number;
  readonly change: {
    readonly count: Changes;
    readonly amount: Changes;
    readonly occupancy: Changes;
    readonly averagePrice: Changes;
    readonly reserved: Changes;
    readonly blocked: Changes;
  };
  readonly asOf: string | null;
  readonly timeZone: string;
}

const UNKNOWN: Changes = [null, null, null];

/** What is asked for, as attributes give it ('' or null = not set): one performance, or the season's totals by the filters that are set. */
export interface Wanted {
  readonly performance: string | null;
  readonly filters: Readonly<Record<string, string | null>>;
}

/** The path that answers it; two elements that want the same share one request. */
export function figuresPath({ performance, filters }: Wanted): string {
  if (performance) return `/v1/performances/${encodeURIComponent(performance)}/series`;
  const query = new URLSearchParams({ limit: '1' });
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  return `/v1/monitor?${query}`;
}

export function houseFigures(answer: MonitorAnswer | SeriesAnswer): HouseFigures {
  return 'performance' in answer ? ofPerformance(answer) : ofTotals(answer);
}

function ofTotals(answer: MonitorAnswer): HouseFigures {
  const totals = answer.filtered ?? answer.totals;
  const { capacity, count, reserved, blocked } = totals;
  return {
    ...totals,
    title: null,
    startsAt: null,
    available: capacity === null || count === null ? null : Math.max(0, capacity - count - reserved - blocked),
    tick: null,
    tickVenues: 0,
    asOf: answer.asOf,
    timeZone: answer.timeZone,
  };
}

function ofPerformance(answer: SeriesAnswer): HouseFigures {
  const row = answer.performance;
  const { figures } = row;
  const { capacity } = figures;
  const paid = paidOf(row);
  return {
    title: row.title,
    startsAt: row.startsAt,
    performances: 1,
    count: row.count,
    amount: row.amount,
    occupancy: row.occupancy,
    averagePrice: row.amount === null || paid === null || paid === 0 ? null : Math.round(row.amount / paid),
    reserved: figures.reserved?.count ?? null,
    blocked: figures.blocked?.count ?? null,
    capacity,
    available: row.available,
    paid,
    tick: 'median' in row.benchmark ? row.benchmark.median : null,
    tickVenues: 'median' in row.benchmark ? row.benchmark.venues : 0,
    change: {
      ...row.change,
      occupancy: capacity
        ? (row.change.count.map((n) => (n === null ? null : n / capacity)) as unknown as Changes)
        : UNKNOWN,
      averagePrice: UNKNOWN,
    },
    asOf: row.asOf,
    timeZone: answer.names.venues[row.venue]?.timeZone ?? answer.timeZone,
  };
}

function paidOf({ figures }: MonitorRow): number | null {
  const classes = [figures.normal, figures.discount, figures.other];
  return classes.every((one) => one === null) ? null : classes.reduce((sum, one) => sum + (one?.count ?? 0), 0);
}
