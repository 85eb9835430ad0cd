import type { House, Terms, Waterfall } from '#protocol';

/** What a deal pays over these performances. The terms have been checked; every field of the result is integer cents. */
export function waterfall(_terms: Terms, _houses: readonly House[]): Waterfall {
  throw new Error('not written yet');
}
