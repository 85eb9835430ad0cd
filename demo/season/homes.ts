// Where the people around a theatre live: fewer the farther away, as far as its name carries.
import { kilometres, pointOf } from '../../edge-api/src/audience/geography/distance.ts';
import type { Venue } from './shapes.ts';

const known = new Map<string, (share: number) => number>();
/** Kilometres at which one in e is left, nearby and of those who come from afar. */
const NEAR_KM = 7;
const FAR_KM = 32;
const FAR_SHARE = 0.06;

/** From 0 to 1 to a four-digit postcode, by how many come from there. */
export function homesAround(venue: Venue): (share: number) => number {
  const found = known.get(venue.ref);
  if (found) return found;
  const own = pointOf(Number(venue.postcode.slice(0, 4)));
  const sums: number[] = [];
  const codes: number[] = [];
  let sum = 0;
  for (let code = 1_000; own && code < 10_000; code += 1) {
    const there = pointOf(code);
    if (!there) continue;
    const km = kilometres(own, there);
    sum += Math.exp(-km / NEAR_KM) + FAR_SHARE * Math.exp(-km / FAR_KM);
    sums.push(sum);
    codes.push(code);
  }
  const at = (share: number): number => {
    const wanted = share * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return codes[low] ?? 1_011;
  };
  known.set(venue.ref, at);
  return at;
}
