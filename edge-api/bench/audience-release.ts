/**
 * Releases of a house's seasons one after another, in a process of its own: what they take is not mixed with what their facts were made with. Reads a file for
 * each season, prints one line of JSON. Run with a smaller heap, it shows whether that is enough.
 */
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import type { ReleaseInput } from '../src/audience/release/input.ts';
import { workOut } from '../src/audience/release/release.ts';

export interface Taken {
  readonly facts: number;
  readonly seconds: number;
  /** Resident memory at its highest, less what the process had before its facts were read. */
  readonly megabytes: number;
  /** Columns of numbers at their most, which lie beside the heap. */
  readonly arrays: number;
  readonly subjects: number;
  readonly asked: number;
  readonly undenied: number;
}

const before = process.memoryUsage.rss();
const sum = { facts: 0, subjects: 0, asked: 0, undenied: 0 };
let [seconds, arrays] = [0, 0];
for (const file of process.argv.slice(2)) {
  const input = deserialize(readFileSync(file)) as ReleaseInput;
  const from = process.cpuUsage();
  const { release, workings } = workOut(input);
  const { user, system } = process.cpuUsage(from);
  seconds += (user + system) / 1e6;
  arrays = Math.max(arrays, process.memoryUsage().arrayBuffers / 1_048_576);
  sum.facts += input.facts.length;
  sum.subjects += release.subjects.length;
  sum.asked += release.told.asked;
  sum.undenied += workings.left.length;
}
const megabytes = process.resourceUsage().maxRSS / 1_024 - before / 1_048_576;
console.log(JSON.stringify({ ...sum, seconds, megabytes, arrays } satisfies Taken));
