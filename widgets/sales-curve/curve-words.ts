// The curve in words: its title is its finding. Comparables are rounded to 5 points, so a gap under half of that is no gap.
import { dayAfter, type Curve, type CurvePoint, type CurveUnit } from './curve-series.ts';
import type { CurveTexts } from './curve-texts.ts';

const NOISE = 0.025;

export interface CurveWords {
  /** The finding. */
  readonly title: string;
  /** What is measured and against what. */
  readonly measured: string;
  /** Labels inside the drawing. */
  readonly own: string;
  readonly peer: string;
  readonly peers: readonly string[];
  readonly capacity: string;
}

/** Figures and days in one language. `value` is in the unit of the curve. */
export interface CurveFormat {
  readonly value: (value: number, unit: CurveUnit) => string;
  readonly day: (day: string) => string;
}

const formats = new Map<string, CurveFormat>();

export function curveFormat(tag: string): CurveFormat {
  const cached = formats.get(tag);
  if (cached !== undefined) return cached;
  const count = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const day = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const units = { tickets: count, money, share };
  const made: CurveFormat = {
    value: (value, unit) => units[unit].format(value).replace('-', '−'),
    day: (text) => day.format(Date.parse(`${text}T00:00:00Z`)),
  };
  formats.set(tag, made);
  return made;
}

function titleOf(curve: Curve, unit: CurveUnit, name: string, texts: CurveTexts, format: CurveFormat): string {
  const { now } = curve;
  if (now === null) return texts.none(name);
  const full = unit === 'share' ? 1 : unit === 'tickets' ? curve.capacity : null;
  if (full !== null && full > 0 && now.own >= full) return texts.soldOut(name);
  if (now.gap === null || now.shareGap === null) {
    const value = format.value(now.own, unit);
    return texts.sold(name, unit === 'tickets' ? texts.tickets(value, now.own === 1) : value);
  }
  if (Math.abs(now.shareGap) < NOISE) return texts.level(name);
  const size = Math.round(Math.abs(unit === 'share' ? now.gap * 100 : now.gap));
  const text = format.value(size, 'tickets');
  const gap = unit === 'share' ? texts.points(text) : texts.tickets(text, size === 1);
  return now.gap < 0 ? texts.behind(name, gap) : texts.ahead(name, gap);
}

function againstWhat(curve: Curve, unit: CurveUnit, texts: CurveTexts): string {
  if (unit === 'money') return texts.moneyAlone;
  if ('venues' in curve.benchmark) return texts.peersBehind(curve.benchmark.venues);
  return texts.noPeers[curve.benchmark.reason] ?? texts.noPeers['not_yet'] ?? '';
}

/** `name` is the title of the performance. */
export function curveWords(
  curve: Curve,
  unit: CurveUnit,
  name: string,
  texts: CurveTexts,
  format: CurveFormat,
): CurveWords {
  const { now, capacity, benchmark } = curve;
  return {
    title: titleOf(curve, unit, name, texts, format),
    measured: `${texts.measured[unit]}; ${againstWhat(curve, unit, texts)}.`,
    own: now === null ? '' : texts.own[unit](format.value(now.own, unit)),
    peer: now === null || now.median === null ? '' : texts.peer(format.value(now.median, unit)),
    peers: 'venues' in benchmark ? texts.peerLabel(benchmark.venues) : [''],
    capacity: capacity === null ? '' : texts.capacity(format.value(capacity, 'tickets')),
  };
}

/** One step of the walk, as the live region says it. */
export function pointWords(point: CurvePoint, unit: CurveUnit, texts: CurveTexts, format: CurveFormat): string {
  const own = point.own === null ? texts.unknown : texts.own[unit](format.value(point.own, unit));
  const peer = point.median === null ? '' : `, ${texts.peer(format.value(point.median, unit))}`;
  return `${format.day(point.day)}, ${texts.toGo(0 - point.x)}: ${own}${peer}`;
}

/** Where labels stand on the x axis, so that none covers "now" or the day of the performance. `width` in pixels. */
export function labelPlaces(ticks: readonly number[], curve: Curve, width: number): number[] {
  const pixels = width / Math.max(1, curve.last - curve.first);
  const near = (a: number, b: number, room: number): boolean => Math.abs(a - b) * pixels < room;
  const now = curve.now === null || near(curve.now.x, 0, 52) ? null : curve.now.x;
  const kept = ticks.filter((x) => x !== 0 && !near(x, 0, 56) && (now === null || !near(x, now, 40)));
  return [...kept, ...(now === null ? [] : [now]), 0].toSorted((a, b) => a - b);
}

/** Midnight UTC of the performance's day, for the date labels. */
export const dayZero = (curve: Curve): number => Date.parse(`${dayAfter(curve.performanceDay, 0)}T00:00:00Z`);
