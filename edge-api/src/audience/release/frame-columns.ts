/** Frames as columns of numbers, for what runs for every buyer and for everybody that they might be instead. */
import { dayOfHour } from './day.ts';
import type { Frames } from './frame.ts';
import type { House } from './subjects.ts';

export interface FrameColumns {
  /** Frames of subject s: `frames[from[s] … from[s + 1]]`. */
  readonly from: Int32Array;
  readonly frames: Int32Array;
  /** By frame: first cell, subject, hour, day, and index of its level. */
  readonly base: Int32Array;
  readonly subject: Int32Array;
  readonly at: Int32Array;
  readonly today: Int32Array;
  readonly level: Uint8Array;
}

export function frameColumns(house: House, { all, of }: Frames): FrameColumns {
  const from = new Int32Array(house.subjects.length + 1);
  for (const [subject, list] of of.entries()) from[subject + 1] = (from[subject] ?? 0) + list.length;
  return {
    from,
    frames: Int32Array.from(of.flatMap((list) => list.map(({ number }) => number))),
    base: Int32Array.from(all, ({ base }) => base),
    subject: Int32Array.from(all, ({ subject }) => subject),
    at: Int32Array.from(all, ({ at }) => at),
    today: Int32Array.from(all, ({ at }) => dayOfHour(at)),
    level: Uint8Array.from(all, ({ subject }) => house.levelOf[subject] ?? 0),
  };
}
