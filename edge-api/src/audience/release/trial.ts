/** What is tried on the ledger while another set of facts is looked for: kept where all that is published stays as it is, else taken back. */
import type { Contributions } from './contribution.ts';
import type { Frames } from './frame.ts';
import { OWN_CELLS, type TableName } from './layout.ts';
import type { Ledger } from './ledger.ts';
import { personOf, type Person } from './person.ts';
import type { Population } from './population.ts';
import type { Field } from './proposal.ts';
import type { House } from './subjects.ts';

export type Changes = ReadonlyMap<number, Person>;
/** What must be nobody's. */
export interface Target {
  readonly table: TableName;
  /** Number of the cell that must hold nobody, or no more than the narrower one. */
  readonly cell: number;
  readonly narrower: number | null;
  /** Who was at one of these is in the narrower one. */
  readonly inner: ReadonlySet<number>;
  readonly category: number;
  readonly subject: number;
  /** Orders of these performances put a buyer in the cell. */
  readonly performances: ReadonlySet<number>;
  readonly buyers: Int32Array;
  /** Buyers to exchange values with: those of the next wider subject. */
  readonly others: Int32Array;
  /** Buyers of every subject. */
  readonly members: readonly Int32Array[];
  /** All of the season. */
  readonly widest: Int32Array;
}

/** Buyers, and who they are instead. */
export type Change = readonly (readonly [number, Person])[];

/** Of each pool of buyers so many are tried. */
export const PARTNERS = 40;
const MOST_POOLS = 6;

export class Trial {
  changed = new Map<number, Person>();
  /** How often each cell stood in the way. */
  inTheWay = new Map<number, number>();
  /** Nothing but the tickets of a coverage stood in the way of what was tried last. */
  onlyTickets = false;
  readonly ledger: Ledger;
  readonly population: Population;
  readonly #contributions: Contributions;
  readonly #coverage: ReadonlySet<number>;
  constructor(population: Population, contributions: Contributions, ledger: Ledger, frames: Frames) {
    this.population = population;
    this.ledger = ledger;
    this.#contributions = contributions;
    this.#coverage = new Set(frames.all.flatMap(({ base }) => OWN_CELLS.slice(1).map((_, i) => base + 1 + i)));
  }

  begin(): number {
    this.changed = new Map();
    this.inTheWay = new Map();
    return this.ledger.mark;
  }

  person(buyer: number): Person {
    return this.changed.get(buyer) ?? personOf(this.population, buyer);
  }

  valueOf(buyer: number, field: Field): number {
    const changed = this.changed.size > 0 ? this.changed.get(buyer) : undefined;
    return changed ? changed[field] : (this.population[field][buyer] ?? 0);
  }

  /** Keeps a change when all that is published stays as it is; else it is told what was in the way. */
  keeps(change: Change, tables: number): boolean {
    const { mark } = this.ledger;
    for (const [buyer, person] of change) {
      const length = this.#contributions.difference(this.person(buyer), person, tables);
      this.ledger.add(this.#contributions.cells, this.#contributions.weights, length, 1);
    }
    if (this.ledger.holds(mark)) {
      for (const [buyer, person] of change) this.changed.set(buyer, person);
      return true;
    }
    this.onlyTickets = true;
    for (const cell of this.ledger.broken(mark)) {
      if (!this.#coverage.has(cell)) this.onlyTickets = false;
      this.inTheWay.set(cell, (this.inTheWay.get(cell) ?? 0) + 1);
    }
    this.ledger.back(mark);
    return false;
  }
}

/**
 * Buyers of the wider subject, then those who share an evening, a production or a genre with this one, for what was said earlier counts both; then
 * anybody of the season.
 */
export function poolsOf({ others, widest, members }: Target, person: Person, house: House): Set<Int32Array> {
  const pools = new Set([others]);
  for (const { performance } of person.orders.slice(0, MOST_POOLS))
    for (const subject of house.chain[performance] ?? []) pools.add(members[subject] ?? others);
  return pools.add(widest);
}
