/** The subjects of a house's season, and the subjects each performance counts in. */
import { AUDIENCE_LEVELS, type AudienceLevel } from '#protocol';
import { dayNumber } from './day.ts';
import type { ReleaseInput, ReleasePerformance } from './input.ts';

export interface Subject {
  readonly level: AudienceLevel;
  readonly id: string;
  /** Indices into `House.performances`. */
  readonly performances: number[];
  /** Index of the next wider subjects: of a performance its production, of that its genre, or the season. */
  readonly above: number[];
}

export interface House {
  /** In order of id; those of earlier seasons as well, none that is excluded. */
  readonly performances: readonly ReleasePerformance[];
  readonly day: Int32Array;
  /** Of each performance of the season its subjects, widest last; of an earlier one none. */
  readonly chain: readonly (readonly number[])[];
  readonly subjects: readonly Subject[];
  /** By subject: its performances. */
  readonly evenings: readonly ReadonlySet<number>[];
  /** Of each subject the index of its level, and of each performance and level its subject there, or -1. */
  readonly levelOf: Uint8Array;
  readonly subjectAt: Int32Array;
  /** Ids of the season's productions in order, and of each performance its index there (-1 outside the season). */
  readonly productions: readonly string[];
  readonly productionOf: Int32Array;
  /** Of each production its bit among the six with most seats to sell, or -1. */
  readonly large: readonly number[];
  /** Index in the input to index here; -1 = excluded. */
  readonly from: Int32Array;
}

/** Subjects that a performance counts in, at most. */
export const LINKS = AUDIENCE_LEVELS.length;
/** Most productions in a picture of sets. */
export const LARGEST = 6;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function houseOf(input: Pick<ReleaseInput, 'season' | 'performances'>): House {
  const order = input.performances
    .map((performance, index) => ({ performance, index }))
    .filter(({ performance }) => !performance.excluded)
    .toSorted((a, b) => compare(a.performance.id, b.performance.id));
  const from = new Int32Array(input.performances.length).fill(-1);
  for (const [index, { index: was }] of order.entries()) from[was] = index;
  const performances = order.map(({ performance }) => performance);
  const own = performances.filter(({ season }) => season === input.season);
  const productions = [...new Set(own.map(({ production }) => production))].toSorted(compare);
  const subjects: Subject[] = [];
  const index = new Map<string, number>();
  const subject = (level: AudienceLevel, id: string): number => {
    const key = `${level} ${id}`;
    const known = index.get(key);
    if (known !== undefined) return known;
    subjects.push({ level, id, performances: [], above: [] });
    index.set(key, subjects.length - 1);
    return subjects.length - 1;
  };
  const chain = performances.map((performance, p) => {
    if (performance.season !== input.season) return [];
    const links = [subject('performance', performance.id), subject('production', performance.production)];
    if (performance.genre !== null) links.push(subject('genre', performance.genre));
    links.push(subject('season', String(input.season)));
    for (const [i, link] of links.entries()) {
      subjects[link]?.performances.push(p);
      for (const wider of links.slice(i + 1))
        if (!subjects[link]?.above.includes(wider)) subjects[link]?.above.push(wider);
    }
    return links;
  });
  const levelOf = Uint8Array.from(subjects, ({ level }) => AUDIENCE_LEVELS.indexOf(level));
  const subjectAt = new Int32Array(LINKS * performances.length).fill(-1);
  for (const [p, links] of chain.entries())
    for (const link of links) subjectAt[LINKS * p + (levelOf[link] ?? 0)] = link;
  const seats = new Map<string, number>();
  for (const { production, capacity } of own) seats.set(production, (seats.get(production) ?? 0) + (capacity ?? 0));
  const largest = productions
    .toSorted((a, b) => (seats.get(b) ?? 0) - (seats.get(a) ?? 0) || compare(a, b))
    .slice(0, LARGEST)
    .toSorted(compare);
  return {
    performances,
    day: Int32Array.from(performances, ({ date }) => dayNumber(date)),
    chain,
    subjects,
    evenings: subjects.map((one) => new Set(one.performances)),
    levelOf,
    subjectAt,
    productions,
    productionOf: Int32Array.from(performances, ({ production, season }) =>
      season === input.season ? productions.indexOf(production) : -1,
    ),
    large: productions.map((id) => largest.indexOf(id)),
    from,
  };
}
