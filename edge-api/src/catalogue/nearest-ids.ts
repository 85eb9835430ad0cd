/** Pure: which of a venue's performances an id that is not there may have meant. A digit goes wrong, a number is of last year. */
import { parsePerformanceId } from '#protocol';

export interface Known {
  readonly id: string;
  readonly startsAt: number;
}

/** Share of places with the same sign; ids of one form have one length. */
function alike(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  let same = 0;
  for (let i = 0; i < length; i += 1) if (a[i] === b[i]) same += 1;
  return length ? same / length : 0;
}

const HALF_LIFE_MS = 30 * 86_400_000;

/** At most three, likeliest first: the production weighs 0.6, its number 0.3, how near it is in time 0.1. */
export function nearestIds<R extends Known>(
  wanted: string,
  known: readonly R[],
  now: number,
): { readonly row: R; readonly score: number }[] {
  const id = parsePerformanceId(wanted);
  if (!id) return [];
  return known
    .map((row) => {
      const own = parsePerformanceId(row.id);
      if (!own) return { row, score: 0 };
      const production = alike(id.production, own.production);
      const number = id.number === own.number ? 1 : 1 / (1 + Math.abs(id.number - own.number));
      const time = 1 / (1 + Math.abs(row.startsAt - now) / HALF_LIFE_MS);
      return { row, score: Math.round((0.6 * production + 0.3 * number + 0.1 * time) * 1000) / 1000 };
    })
    .toSorted((a, b) => b.score - a.score || a.row.startsAt - b.row.startsAt || (a.row.id < b.row.id ? -1 : 1))
    .slice(0, 3);
}
