/** Frames as columns of numbers, for what runs for every buyer and for everybody that they might be instead. */
import { AUDIENCE_LEVELS } from '#protocol';
import { dayOfHour } from './day.ts';
import type { Frames } from './frame.ts';
import type { House } from './subjects.ts';

/** Subjects that a performance counts in, at most. */
export const LINKS = AUDIENCE_LEVELS.length;

export interface FrameColumns {
  /** Subjects of performance p: `chain[LINKS × p …]`, -1 behind the last. */
  readonly chain: Int32Array;
  /** Frames of subject s: `frames[from[s] … from[s + 1]]`. */
  readonly from: Int32Array;
  readonly frames: Int32Array;
  /** By frame: first cell, hour, day, and index into `AUDIENCE_LEVELS`. */
  readonly base: Int32Array;
  readonly at: Int32Array;
  readonly today: Int32Array;
  readonly level: Uint8Array;
}

export function frameColumns(house: House, { all, of }: Frames): FrameColumns {
  const chain = new Int32Array(LINKS * house.performances.length).fill(-1);
  for (const [p, subjects] of house.chain.entries()) chain.set(subjects, LINKS * p);
  const from = new Int32Array(house.subjects.length + 1);
  for (const [subject, list] of of.entries()) from[subject + 1] = (from[subject] ?? 0) + list.length;
  return {
    chain,
    from,
    frames: Int32Array.from(of.flatMap((list) => list.map(({ number }) => number))),
    base: Int32Array.from(all, ({ base }) => base),
    at: Int32Array.from(all, ({ at }) => at),
    today: Int32Array.from(all, ({ at }) => dayOfHour(at)),
    level: Uint8Array.from(all, ({ level }) => AUDIENCE_LEVELS.indexOf(level)),
  };
}
