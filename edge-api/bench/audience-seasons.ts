/** Facts of seasons in files, and what their releases take in a process with a heap of a given size. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { sampleHouse } from '../src/audience/release/sample-house.ts';
import type { Taken } from './audience-release.ts';

/** Tickets sold for a fact with a buyer, about. */
const TICKETS_A_FACT = 2.55;
export const AT = 2027_07_01_00;

export const houseOf = (facts: number, performances: number, seed = 5) =>
  sampleHouse({
    seed,
    performances,
    productions: Math.ceil(performances / 3),
    tickets: Math.round((facts / performances) * TICKETS_A_FACT),
  });

/** Seasons of a house, from now on as files: `taken` releases them one after another; null where it does not fit, or takes longer than `minutes`. */
export class Seasons {
  readonly #folder = mkdtempSync(join(tmpdir(), 'audience-'));
  readonly #files: string[] = [];

  add(facts: number, performances: number, seed: number): void {
    const file = join(this.#folder, String(this.#files.length));
    writeFileSync(file, serialize(houseOf(facts, performances, seed).input(AT)));
    this.#files.push(file);
  }

  taken(heap: number | null = null, minutes = 60): Taken | null {
    const script = join(import.meta.dirname, 'audience-release.ts');
    // What is young is in the limit as well.
    const limits = heap === null ? [] : [`--max-old-space-size=${heap - 4}`, '--max-semi-space-size=1'];
    const { stdout, stderr, status, signal } = spawnSync(process.execPath, [...limits, script, ...this.#files], {
      timeout: minutes * 60_000,
      maxBuffer: 1e8,
    });
    if (status === 0) return JSON.parse(stdout.toString()) as Taken;
    if (signal !== null || stderr.includes('heap')) return null;
    throw new Error(stderr.toString());
  }

  /** In the smallest of these heaps that is enough; null: none is. */
  inSmallest(heaps: readonly number[], minutes?: number): (Taken & { readonly heap: number }) | null {
    for (const heap of heaps) {
      const taken = this.taken(heap, minutes);
      if (taken) return { ...taken, heap };
    }
    return null;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

export function withSeasons<T>(
  sizes: readonly (readonly [facts: number, performances: number])[],
  use: (of: Seasons) => T,
): T {
  const seasons = new Seasons();
  try {
    for (const [i, [facts, performances]] of sizes.entries()) seasons.add(facts, performances, 5 + i);
    return use(seasons);
  } finally {
    seasons.remove();
  }
}
