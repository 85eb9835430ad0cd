// What the curve shows, as rows. Own figures end today: only comparables go on after it. A day without a report is a hole, never a zero.
import type { BenchmarkPoint, SeriesAnswer, SeriesPoint } from '#protocol';

export type CurveUnit = 'tickets' | 'money' | 'share';
export type CurveAxis = 'days' | 'calendar';
export const CURVE_UNITS: readonly CurveUnit[] = ['tickets', 'money', 'share'];
export const CURVE_AXES: readonly CurveAxis[] = ['days', 'calendar'];

/** `x` = minus the days to go, so that time runs to the right; `y` in seats, whole currency units or a share of 1. */
export interface CurveRow {
  readonly kind: 'own' | 'band' | 'median' | 'capacity' | 'now' | 'gap';
  readonly x: number;
  readonly y: number | null;
  readonly y2?: number;
}

/** One step of the keyboard walk and one line of the table. */
export interface CurvePoint {
  readonly day: string;
  readonly x: number;
  readonly own: number | null;
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The last own figure; `median` and `gap` in the same unit, null without comparables on that day. */
export interface CurveNow extends CurvePoint {
  readonly own: number;
  readonly gap: number | null;
  /** Own share of capacity minus the median share; null when either is unknown. */
  readonly shareGap: number | null;
}

export interface Curve {
  readonly rows: readonly CurveRow[];
  readonly points: readonly CurvePoint[];
  readonly now: CurveNow | null;
  /** Ends of the x axis. */
  readonly first: number;
  readonly last: number;
  /** Local date of x = 0. */
  readonly performanceDay: string;
  readonly capacity: number | null;
  /** How many venues stand behind the comparables, or why there are none. */
  readonly benchmark: { readonly venues: number } | { readonly reason: string };
}

const DAY = 86_400_000;

/** Day `days` after `day`; both `YYYY-MM-DD`, no clock zone involved. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function known(points: readonly SeriesPoint[], today: string): SeriesPoint[] {
  return points.filter((point) => point.day <= today).toSorted((a, b) => b.daysToGo - a.daysToGo);
}

function ownValue(point: SeriesPoint, unit: CurveUnit): number | null {
  if (unit === 'money') return point.amount === null ? null : point.amount / 100;
  if (unit === 'tickets' || point.count === null) return point.count;
  return point.capacity === null || point.capacity === 0 ? null : point.count / point.capacity;
}

/** Shares of comparables in the unit shown; money has none, because elsewhere other prices hold. */
function peerScale(unit: CurveUnit, capacity: number | null): number | null {
  if (unit === 'share') return 1;
  return unit === 'tickets' ? capacity : null;
}

function peerRows(peers: readonly BenchmarkPoint[], scale: number): CurveRow[] {
  const median = peers.map((peer): CurveRow => ({ kind: 'median', x: 0 - peer.daysToGo, y: peer.median * scale }));
  const band = peers.flatMap((peer): CurveRow[] =>
    peer.low === null || peer.high === null
      ? []
      : [{ kind: 'band', x: 0 - peer.daysToGo, y: peer.low * scale, y2: peer.high * scale }],
  );
  return [...band, ...median];
}

/** The comparables on one day: the point itself, or the line between its two neighbours. */
export function peerAt(peers: readonly BenchmarkPoint[], daysToGo: number): BenchmarkPoint | null {
  const exact = peers.find((peer) => peer.daysToGo === daysToGo);
  if (exact !== undefined) return exact;
  const before = peers.filter((peer) => peer.daysToGo > daysToGo).at(-1);
  const after = peers.find((peer) => peer.daysToGo < daysToGo);
  if (before === undefined || after === undefined) return null;
  const part = (before.daysToGo - daysToGo) / (before.daysToGo - after.daysToGo);
  const between = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? null : a + (b - a) * part;
  return {
    daysToGo,
    median: before.median + (after.median - before.median) * part,
    low: between(before.low, after.low),
    high: between(before.high, after.high),
  };
}

/** `today` is the business day in the venue's zone; points after it are left out, whatever the answer holds. */
export function curveOf(answer: SeriesAnswer, unit: CurveUnit, today: string = answer.today): Curve {
  const own = known(answer.points, today);
  const capacity = own.findLast((point) => point.capacity !== null)?.capacity ?? answer.performance.figures.capacity;
  const all = 'points' in answer.benchmark ? answer.benchmark.points : [];
  const sorted = all.toSorted((a, b) => b.daysToGo - a.daysToGo);
  const widest = own[0]?.daysToGo ?? sorted[0]?.daysToGo ?? 0;
  const peers = sorted.filter((peer) => peer.daysToGo <= widest && peer.daysToGo >= 0);
  const scale = peerScale(unit, capacity);
  const first = -widest;
  const last = Math.max(0, ...own.map((point) => -point.daysToGo));

  const points = own.map((point): CurvePoint => {
    const peer = scale === null ? null : peerAt(peers, point.daysToGo);
    const scaled = (share: number | null | undefined): number | null =>
      share === null || share === undefined || scale === null ? null : share * scale;
    return {
      day: point.day,
      x: 0 - point.daysToGo,
      own: ownValue(point, unit),
      median: scaled(peer?.median),
      low: scaled(peer?.low),
      high: scaled(peer?.high),
    };
  });

  const latest = points.findLast((point) => point.own !== null);
  const now = latest === undefined || latest.own === null ? null : nowOf(latest, latest.own, unit, capacity);
  const rows: CurveRow[] = scale === null ? [] : peerRows(peers, scale);
  const full = unit === 'share' ? 1 : unit === 'tickets' ? capacity : null;
  if (full !== null) rows.push({ kind: 'capacity', x: first, y: full }, { kind: 'capacity', x: last, y: full });
  rows.push(...points.map((point): CurveRow => ({ kind: 'own', x: point.x, y: point.own })));
  if (now !== null) rows.push({ kind: 'now', x: now.x, y: now.own });
  if (now !== null && now.median !== null) rows.push({ kind: 'gap', x: now.x, y: now.own, y2: now.median });

  return {
    rows,
    points,
    now,
    first,
    last,
    performanceDay: answer.performance.date,
    capacity,
    benchmark: 'points' in answer.benchmark ? { venues: answer.benchmark.venues } : answer.benchmark,
  };
}

function nowOf(point: CurvePoint, own: number, unit: CurveUnit, capacity: number | null): CurveNow {
  const gap = point.median === null ? null : own - point.median;
  const size = unit === 'share' ? 1 : capacity;
  return { ...point, own, gap, shareGap: gap === null || size === null || size === 0 ? null : gap / size };
}

/** Places of the x labels, about one per 80 px: round days to go, or first days of months (Mondays on a short curve). */
export function curveTicks(curve: Curve, axis: CurveAxis, width: number): number[] {
  const span = curve.last - curve.first;
  const room = Math.max(2, Math.floor(width / 80));
  if (axis === 'days') {
    const step = [1, 2, 5, 7, 10, 14, 30, 60, 90, 120, 180, 365].find((days) => span / days <= room) ?? 730;
    return Array.from({ length: Math.floor(-curve.first / step) + 1 }, (_, i) => 0 - i * step).toReversed();
  }
  const days = Array.from({ length: span + 1 }, (_, i) => curve.first + i);
  const dates = days.map((x) => ({ x, date: new Date(`${dayAfter(curve.performanceDay, x)}T00:00:00Z`) }));
  const marks = dates
    .filter(({ date }) => (span > 62 ? date.getUTCDate() === 1 : date.getUTCDay() === 1))
    .map(({ x }) => x);
  const every = Math.ceil(marks.length / room);
  return marks.filter((_, i) => i % every === 0);
}
