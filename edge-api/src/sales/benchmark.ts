/**
 * Pure: the same production at other venues at the same distance from the performance. Disclosure rules: at least 5
 * other venues of 3 other organisations, none with more than half of the seats, shares rounded to 5 points, quartiles
 * from 8 venues, and nothing while the set of venues differs by one or two from the one last shown, because the
 * difference would be one house's figure.
 */
import type { Benchmark } from '#protocol';

export const MIN_VENUES = 5;
const QUARTILE_VENUES = 8;
const MIN_ORGANISATIONS = 3;
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
  /** Who runs it: houses of one organisation are one voice, and see nothing of each other here. */
  readonly organisation: number;
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
  /** By distance: sets of venues that stood behind figures that were shown, and which of them each asking venue saw last. */
  readonly shown: Readonly<Record<string, Shown>>;
}
interface Shown {
  readonly sets: readonly (readonly number[])[];
  readonly of: Readonly<Record<string, number>>;
}

/** Half up; a share such as 0.475 is a little less in binary. */
const round = (share: number): number => (Math.round(share / ROUND_TO + 1e-9) * 5) / 100;

function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}

interface Share {
  readonly venue: number;
  readonly organisation: number;
  readonly issued: number;
  readonly seats: number;
}

/** Each venue once, with all its performances of the production that have come as far. */
function sharesAt(curves: readonly Curve[], distance: number): Share[] {
  const shares = new Map<number, Share>();
  for (const { venue, organisation, capacity, issued } of curves) {
    const tickets = issued.get(distance);
    if (tickets === undefined || capacity <= 0) continue;
    const sum = shares.get(venue) ?? { issued: 0, seats: 0 };
    shares.set(venue, { venue, organisation, issued: sum.issued + tickets, seats: sum.seats + capacity });
  }
  return [...shares.values()].toSorted((a, b) => a.venue - b.venue);
}

function figureOf(distance: number, others: readonly Share[]): Published {
  const seats = others.reduce((sum, other) => sum + other.seats, 0);
  if (others.length < MIN_VENUES || new Set(others.map((other) => other.organisation)).size < MIN_ORGANISATIONS)
    return [distance, 'too_few_venues'];
  if (others.some((other) => other.seats > seats * MAX_SHARE)) return [distance, 'one_dominates'];
  const sorted = others.map((other) => Math.min(1, other.issued / other.seats)).toSorted((a, b) => a - b);
  const wide = others.length >= QUARTILE_VENUES;
  return [
    distance,
    round(quantile(sorted, 0.5)),
    wide ? round(quantile(sorted, 0.25)) : null,
    wide ? round(quantile(sorted, 0.75)) : null,
    others.length,
  ];
}

const changed = (a: readonly number[], b: readonly number[]): number =>
  a.filter((venue) => !b.includes(venue)).length + b.filter((venue) => !a.includes(venue)).length;

/**
 * The figures of today. Each asking venue is compared with the set it last saw a figure of, however long ago: a house
 * that joined is hidden until two others have joined as well, and not only on the day it came.
 */
export function publish(curves: readonly Curve[], before: BenchmarkBody | undefined): BenchmarkBody {
  const asking = new Map(curves.map((curve) => [curve.venue, curve.organisation]));
  const forVenue: Record<string, Published[]> = {};
  const shown: Record<string, Shown> = {};
  for (const distance of DISTANCES) {
    const shares = sharesAt(curves, distance);
    const had = before?.shown?.[distance];
    if (!shares.length && !had) continue;
    const sets: (readonly number[])[] = [];
    const of: Record<string, number> = {};
    const saw = (venue: number | string, set: readonly number[]) => {
      const known = sets.findIndex((one) => !changed(one, set));
      of[venue] = known >= 0 ? known : sets.push(set) - 1;
    };
    // What was seen is remembered also of venues and distances that have no figure today.
    for (const [venue, index] of Object.entries(had?.of ?? {})) saw(venue, had?.sets[index] ?? []);
    for (const [venue, organisation] of asking) {
      if (!shares.length) continue;
      const others = shares.filter((share) => share.venue !== venue && share.organisation !== organisation);
      const set = others.map((share) => share.venue);
      const last = had?.sets[had.of[venue] ?? -1];
      const moved = last ? changed(last, set) : 0;
      let figure = figureOf(distance, others);
      if (typeof figure[1] === 'number') {
        if (moved === 1 || moved === 2) figure = [distance, 'set_changed'];
        else saw(venue, set);
      }
      (forVenue[venue] ??= []).push(figure);
    }
    shown[distance] = { sets, of };
  }
  return { forVenue, shown };
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
