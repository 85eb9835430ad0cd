/**
 * Pure: the same production at other venues at the same distance from the performance. Disclosure rules: at least 5
 * other venues, none with more than half of the seats, shares rounded to 5 points, quartiles from 8 venues, and
 * nothing for a day when the set of venues changed by one or two, because the difference would be one house's figure.
 */
import type { Benchmark } from '#protocol';

export const MIN_VENUES = 5;
const QUARTILE_VENUES = 8;
const MAX_SHARE = 0.5;
const ROUND_TO = 0.05;

/** Distances at which figures are published: daily in the last fortnight, then weekly. */
export const DISTANCES: readonly number[] = [
  ...Array.from({ length: 15 }, (_, d) => d),
  ...Array.from({ length: 22 }, (_, i) => 21 + i * 7),
];

/** One performance: seats, and issued tickets by days to go (as far as it has come). */
export interface Curve {
  readonly venue: number;
  readonly capacity: number;
  readonly issued: ReadonlyMap<number, number>;
}

/** `[days to go, median, low, high, venues]`, or `[days to go, reason]`. */
export type Published =
  | readonly [number, number, number | null, number | null, number]
  | readonly [number, 'too_few_venues' | 'one_dominates' | 'set_changed'];

export interface BenchmarkBody {
  /** Per venue that asks (itself excluded). */
  readonly forVenue: Readonly<Record<string, readonly Published[]>>;
  /** Venues that stood behind each distance, to see tomorrow whether the set changed. */
  readonly sets: Readonly<Record<string, readonly number[]>>;
}

const round = (share: number): number => Math.round(Math.round(share / ROUND_TO) * ROUND_TO * 100) / 100;

function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}

export function publish(curves: readonly Curve[], before: BenchmarkBody | undefined): BenchmarkBody {
  const venues = [...new Set(curves.map((curve) => curve.venue))];
  const forVenue: Record<string, Published[]> = {};
  const sets: Record<string, number[]> = {};
  for (const distance of DISTANCES) {
    const shares = new Map<number, { issued: number; seats: number }>();
    for (const curve of curves) {
      const issued = curve.issued.get(distance);
      if (issued === undefined || curve.capacity <= 0) continue;
      const sum = shares.get(curve.venue) ?? { issued: 0, seats: 0 };
      shares.set(curve.venue, { issued: sum.issued + issued, seats: sum.seats + curve.capacity });
    }
    const present = [...shares.keys()].toSorted((a, b) => a - b);
    if (!present.length) continue;
    sets[distance] = present;
    const had = before?.sets[distance];
    const changed = had
      ? present.filter((v) => !had.includes(v)).length + had.filter((v) => !present.includes(v)).length
      : 0;
    for (const asking of venues) {
      const others = present
        .filter((venue) => venue !== asking)
        .map((venue) => shares.get(venue) ?? { issued: 0, seats: 0 });
      const list = (forVenue[asking] ??= []);
      const seats = others.reduce((sum, other) => sum + other.seats, 0);
      if (others.length < MIN_VENUES) list.push([distance, 'too_few_venues']);
      else if (others.some((other) => other.seats > seats * MAX_SHARE)) list.push([distance, 'one_dominates']);
      else if (changed === 1 || changed === 2) list.push([distance, 'set_changed']);
      else {
        const sorted = others.map((other) => Math.min(1, other.issued / other.seats)).toSorted((a, b) => a - b);
        const wide = others.length >= QUARTILE_VENUES;
        list.push([
          distance,
          round(quantile(sorted, 0.5)),
          wide ? round(quantile(sorted, 0.25)) : null,
          wide ? round(quantile(sorted, 0.75)) : null,
          others.length,
        ]);
      }
    }
  }
  return { forVenue, sets };
}

/** What stands beside a performance: the published figure at the nearest distance not farther out than a week. */
export function benchmarkAt(body: BenchmarkBody | undefined, venue: number, daysToGo: number): Benchmark {
  const list = body?.forVenue[venue];
  if (!list || daysToGo < 0) return { reason: 'not_yet' };
  const distance = DISTANCES.reduce((best, d) => (Math.abs(d - daysToGo) < Math.abs(best - daysToGo) ? d : best), 0);
  const found = Math.abs(distance - daysToGo) <= 7 ? list.find(([d]) => d === distance) : undefined;
  if (!found) return { reason: 'too_few_venues' };
  if (typeof found[1] === 'string') return { reason: found[1] };
  return {
    median: found[1],
    low: found[2] as number | null,
    high: found[3] as number | null,
    venues: found[4] as number,
  };
}
