/** A house's season as it is published week after week, with erasures between: what the attack is tried on. */
import { workOut, type Rules } from '../src/audience/release/release.ts';
import type { EarlierRelease } from '../src/audience/release/input.ts';
import type { SampleHouse } from '../src/audience/release/sample-house.ts';
import type { Knowledge, Round } from './knowledge.ts';

export interface Week {
  /** YYYYMMDDHH. */
  readonly at: number;
  /** Buyers erased before it. */
  readonly erase: readonly number[];
}

export function publishedSeason(house: SampleHouse, weeks: readonly Week[], rules?: Rules) {
  const rounds: Round[] = [];
  const earlier: EarlierRelease[] = [];
  const erased = new Set<number>();
  const told = { cells: 0, shown: 0, small: 0, hiddenForAnother: 0, asked: 0, undenied: 0, standing: 0 };
  for (const { at, erase } of weeks) {
    for (const buyer of erase) erased.add(buyer);
    const input = house.input(at, erased, [...earlier]);
    const { release } = workOut(input, false, rules);
    for (const name of Object.keys(told) as (keyof typeof told)[]) told[name] += release.told[name];
    rounds.push({ at, subjects: release.subjects, sales: input.sales, erased: erase.length });
    for (const subject of release.subjects) if (subject.renewed) earlier.push({ ...subject, at });
  }
  const knowledge: Knowledge = { performances: house.performances, rounds, without: new Set() };
  return { knowledge, told };
}
