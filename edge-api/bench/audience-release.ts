/** One release in a process of its own: what it takes is not mixed with what its facts were made with. Reads a file, prints one line of JSON. */
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { release } from '../src/audience/release/release.ts';
import type { ReleaseInput } from '../src/audience/release/input.ts';

export interface Taken {
  readonly seconds: number;
  /** Resident memory at its highest, less what the process had before its facts were read. */
  readonly megabytes: number;
  readonly subjects: number;
  readonly asked: number;
  readonly undenied: number;
}

const [file = ''] = process.argv.slice(2);
const before = process.memoryUsage.rss();
const input = deserialize(readFileSync(file)) as ReleaseInput;
const from = process.cpuUsage();
const { subjects, told } = release(input);
const { user, system } = process.cpuUsage(from);
const taken: Taken = {
  seconds: (user + system) / 1e6,
  megabytes: process.resourceUsage().maxRSS / 1_024 - before / 1_048_576,
  subjects: subjects.length,
  asked: told.asked,
  undenied: told.undenied,
};
console.log(JSON.stringify(taken));
