/** What is said of one cell, when nothing else is in the way. */
import { AUDIENCE_K, type Tens } from '#protocol';

export const tenOf = (count: number): number => Math.floor(count / AUDIENCE_K) * AUDIENCE_K;

/** A cell as it was said before: with the count at the release in which it last moved. */
export interface SaidBefore {
  readonly tens: Tens | undefined;
  readonly movedAt: number;
}

/** It moves by 0, or by ten and more buyers; what was shown never becomes hidden, for that would tell that it fell below ten. */
export function tensOf(count: number, before: SaidBefore | undefined, impossible: boolean, waits = true): Tens {
  const shown = before?.tens ?? null;
  if (waits && shown !== null && shown > 0) {
    return count >= AUDIENCE_K && Math.abs(count - (before?.movedAt ?? 0)) >= AUDIENCE_K ? tenOf(count) : shown;
  }
  if (count >= AUDIENCE_K) return tenOf(count);
  return count === 0 && impossible ? 0 : null;
}

/** True while the ten still says where the count is; else it was left as it was, and says nothing of today. */
export const isFresh = (tens: number, count: number): boolean =>
  tens === 0 ? count === 0 : count >= tens && count < tens + AUDIENCE_K;
