/** Shares of known tickets, told so widely that no order can be read from them. */
import type { AudienceCoverage, AudienceCoverageAnswer, PercentBand } from '#protocol';
import type { ReleaseInput } from './input.ts';
import type { House } from './subjects.ts';

/** Tickets below which nothing is said. */
const FEWEST = 100;
const WIDTH = 25;

export function bandOf(known: number, tickets: number): PercentBand | null {
  if (tickets < FEWEST) return null;
  const low = Math.min(100 - WIDTH, Math.floor((known * 100) / tickets / WIDTH) * WIDTH);
  return [Math.max(0, low), Math.max(0, low) + WIDTH];
}

export function coverageOf(input: ReleaseInput, house: House, performances: readonly number[]): AudienceCoverage {
  const sum = { tickets: 0, withBuyer: 0, withPostcode: 0, withAge: 0 };
  for (const p of performances) {
    const one = input.coverage.get(house.performances[p]?.key ?? -1);
    sum.tickets += one?.tickets ?? 0;
    sum.withBuyer += one?.withBuyer ?? 0;
    sum.withPostcode += one?.withPostcode ?? 0;
    sum.withAge += one?.withAge ?? 0;
  }
  return sum;
}

export const coverageAnswer = ({ tickets, ...known }: AudienceCoverage): AudienceCoverageAnswer => ({
  buyer: bandOf(known.withBuyer, tickets),
  postcode: bandOf(known.withPostcode, tickets),
  age: bandOf(known.withAge, tickets),
});

/** Where a band would give somebody away. */
export const NO_COVERAGE: AudienceCoverageAnswer = { buyer: null, postcode: null, age: null };

/** As above, where the band of known buyers leaves it possible that all of these tickets are without one; else nothing is said. */
export function deniableCoverage(coverage: AudienceCoverage, hidden: number): AudienceCoverageAnswer {
  const answer = coverageAnswer(coverage);
  const [least] = ticketsIn(answer.buyer, coverage.tickets);
  return coverage.tickets - least >= hidden ? answer : NO_COVERAGE;
}

/** Tickets that a band leaves possible. */
export const ticketsIn = (band: PercentBand | null, tickets: number): readonly [number, number] =>
  band === null ? [0, tickets] : [Math.ceil((band[0] * tickets) / 100), Math.floor((band[1] * tickets) / 100)];
