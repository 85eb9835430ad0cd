/** Figures as ratios against floors of the same run: a table on the screen and JSON in dist/bench. Misses are shown as misses. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Measure {
  readonly what: string;
  readonly ours: number;
  readonly floor: number;
  readonly unit: string;
  /** The ratio `ours / floor` must be at least this, or at most; without either it is said for comparison. */
  readonly atLeast?: number;
  readonly atMost?: number;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export const millisecondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

export async function report(bench: string, measures: readonly Measure[]): Promise<void> {
  const rows = measures.map(({ what, ours, floor, unit, atLeast, atMost }) => {
    const ratio = ours / floor;
    const met =
      atLeast === undefined && atMost === undefined ? '' : ratio >= (atLeast ?? 0) && ratio <= (atMost ?? Infinity);
    return {
      what,
      ours: Number(ours.toPrecision(4)),
      floor: Number(floor.toPrecision(4)),
      unit,
      ratio: Number(ratio.toFixed(2)),
      must: atLeast !== undefined ? `>= ${atLeast}` : atMost !== undefined ? `<= ${atMost}` : '',
      met: met === '' ? '' : met ? 'yes' : 'MISSED',
    };
  });
  console.table(rows);
  const folder = join(import.meta.dirname, '../../dist/bench');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${bench}.json`), `${JSON.stringify({ bench, rows }, null, 2)}\n`);
}
