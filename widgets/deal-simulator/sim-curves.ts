/** Pure: everything the slider shows, computed before it is moved: each of its places has its cents and its texts' figures. */
import { simulate } from '#deal';
import type { Curve, Points, Seats, Side, Terms } from '#protocol';

export interface Mark {
  readonly kind: 'break_even' | 'guarantee' | 'same';
  readonly side: Side | null;
  readonly paid: number;
}
export interface Simulation {
  readonly curve: Curve;
  readonly points: Points;
  readonly other: { readonly curve: Curve; readonly points: Points } | null;
  readonly indifference: readonly number[];
  readonly marks: readonly Mark[];
  /** Of the axis, in cents. */
  readonly least: number;
  readonly most: number;
}
export interface SimInput {
  readonly terms: Terms;
  readonly other: Terms | null;
  readonly seats: Seats;
  readonly costs: Readonly<Record<Side, number>>;
  /** What is sold now: a place of its own on the slider. */
  readonly paid: number | null;
}

const NO_NAMES = { provider: '', venue: '' };

export function simulation({ terms, other, seats, costs, paid }: SimInput): Simulation | null {
  const answer = simulate({ terms, ...(other === null ? {} : { other }), seats, costs }, NO_NAMES);
  const { points, indifference } = answer;
  if (answer.curve === null || points === null) return null;
  const marks = marksOf(points, indifference);
  // A curve of many seats leaves some out; what is named has its place.
  const named = [...marks.map((mark) => mark.paid), ...(paid === null ? [] : [paid])];
  const curve = withPlaces(answer.curve, terms, seats, named);
  const second =
    other !== null && answer.other?.curve && answer.other.points
      ? { curve: withPlaces(answer.other.curve, other, seats, named), points: answer.other.points }
      : null;
  const all = [curve, ...(second === null ? [] : [second.curve])].flatMap((one) => [...one.provider, ...one.venue]);
  return {
    curve,
    points,
    other: second,
    indifference,
    marks,
    ...axis(Math.min(0, ...all), Math.max(0, ...all)),
  };
}

function marksOf(points: Points, indifference: readonly number[]): readonly Mark[] {
  const marks: Mark[] = [];
  for (const side of ['provider', 'venue'] as const) {
    const at = points.breakEven[side];
    if (at !== null && at > 0) marks.push({ kind: 'break_even', side, paid: at });
  }
  if (points.guaranteeUntil !== null) marks.push({ kind: 'guarantee', side: 'provider', paid: points.guaranteeUntil });
  for (const paid of indifference) marks.push({ kind: 'same', side: 'provider', paid });
  return marks.toSorted((a, b) => a.paid - b.paid);
}

/** A house of so many seats ends at that many tickets, and the end of a curve is always one of its points. */
function withPlaces(curve: Curve, terms: Terms, seats: Seats, named: readonly number[]): Curve {
  const last = curve.paid.at(-1) ?? 0;
  const rows = curve.paid.map((paid, i) => ({ paid, provider: curve.provider[i] ?? 0, venue: curve.venue[i] ?? 0 }));
  for (const paid of new Set(named)) {
    if (paid <= 0 || paid >= last || curve.paid.includes(paid)) continue;
    const end = simulate({ terms, seats: { ...seats, capacity: paid + seats.free } }, NO_NAMES).curve;
    const [provider, venue] = [end?.provider.at(-1), end?.venue.at(-1)];
    if (provider !== undefined && venue !== undefined) rows.push({ paid, provider, venue });
  }
  rows.sort((a, b) => a.paid - b.paid);
  return {
    paid: rows.map((row) => row.paid),
    provider: rows.map((row) => row.provider),
    venue: rows.map((row) => row.venue),
  };
}

/** The place of the curve that lies nearest to a number of tickets. */
export function placeOf(curve: Curve, paid: number): number {
  let best = 0;
  for (const [at, one] of curve.paid.entries())
    if (Math.abs(one - paid) < Math.abs((curve.paid[best] ?? 0) - paid)) best = at;
  return best;
}

const LINES = 5;
/** Ends of an axis at whole steps of 1, 2 or 5 × 10ⁿ cents. */
export function axis(least: number, most: number): { readonly least: number; readonly most: number } {
  const step = stepOf(least, most);
  return { least: Math.floor(least / step) * step, most: Math.max(step, Math.ceil(most / step) * step) };
}
export function stepOf(least: number, most: number): number {
  const rough = Math.max(100, (most - least) / LINES);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
}
export function linesOf(least: number, most: number): readonly number[] {
  const step = stepOf(least, most);
  const lines: number[] = [];
  for (let at = Math.ceil(least / step) * step; at <= most; at += step) lines.push(at);
  return lines;
}
