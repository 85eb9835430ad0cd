/** Where a four-digit postcode lies, and how far two of them are apart. */
import { PC4_POINTS } from './pc4-points.ts';

export interface Point {
  /** Degrees, WGS84, to two decimals. */
  readonly lat: number;
  readonly lon: number;
}

const EARTH_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** `undefined`: no such postcode, of PO boxes alone, or made after 2014. */
export function pointOf(pc4: number): Point | undefined {
  const row = PC4_POINTS[Math.trunc(pc4 / 100) - 10];
  const code = row?.slice((pc4 % 100) * 4, (pc4 % 100) * 4 + 4) ?? '';
  if (code.length < 4 || code === '----') return undefined;
  return {
    lat: (5000 + Number.parseInt(code.slice(0, 2), 36)) / 100,
    lon: (300 + Number.parseInt(code.slice(2), 36)) / 100,
  };
}

/** Over the great circle (haversine). */
export function kilometres(from: Point, to: Point): number {
  const north = Math.sin(radians(to.lat - from.lat) / 2);
  const east = Math.sin(radians(to.lon - from.lon) / 2);
  const half = north * north + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * east * east;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

const BAND_ENDS = [5, 15, 30, 50];
/** Index into `DISTANCE_BANDS`; -1 where one of them has no place. */
export function distanceBand(pc4: number, house: number): number {
  const [from, to] = [pointOf(pc4), pointOf(house)];
  if (!from || !to) return -1;
  const km = kilometres(from, to);
  const band = BAND_ENDS.findIndex((end) => km < end);
  return band < 0 ? BAND_ENDS.length : band;
}
