/** What is tried on the ledger while another set of facts is looked for: kept where all that is published stays as it is, else taken back. */
import type { Contributions } from '../contribution.ts';
import type { Frames } from '../frame.ts';
import { OWN_CELLS, type TableName } from '../layout.ts';
import type { Ledger } from '../ledger.ts';
import { personOf, type Person } from '../person.ts';
import type { Population } from '../population.ts';
import type { Field } from './proposal.ts';
import { LINKS, type House } from '../subjects.ts';

export type Changes = ReadonlyMap<number, Person>;
/** What must be nobody's. */
export interface Target {
  readonly table: TableName;
  /** Number of the cell that must hold nobody, or no more than the narrower one. */
  readonly cell: number;
  readonly narrower: number | null;
  /** Subject of the narrower one: who was there is in it; -1: there is none. */
  readonly inner: number;
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
const STAYS = 20;

export class Trial {
  changed = new Map<number, Person>();
  /** How often each cell stood in the way. */
  inTheWay = new Map<number, number>();
  /** What stood in the way of what was tried last. */
  stood: readonly number[] = [];
  readonly ledger: Ledger;
  readonly population: Population;
  readonly #house: House;
  readonly #contributions: Contributions;
  readonly #frames: Frames;
  readonly #coverage: ReadonlySet<number>;
  constructor(population: Population, house: House, contributions: Contributions, ledger: Ledger, frames: Frames) {
    this.population = population;
    this.#house = house;
    this.ledger = ledger;
    this.#contributions = contributions;
    this.#frames = frames;
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

  /** Whoever was at these evenings would be in the cell instead, and nothing be won. */
  wouldCount(buyer: number, { subject, inner }: Target): boolean {
    const { start, performance } = this.population;
    const { subjectAt, levelOf } = this.#house;
    const [level, innerLevel] = [levelOf[subject] ?? 0, levelOf[inner] ?? 0];
    const end = start[buyer + 1] ?? 0;
    let there = false;
    for (let i = start[buyer] ?? 0; i < end; i += 1) {
      const links = LINKS * (performance[i] ?? 0);
      if (inner >= 0 && subjectAt[links + innerLevel] === inner) return false;
      if (subjectAt[links + level] === subject) there = true;
    }
    return there;
  }

  /** Keeps a change when all that is published stays as it is; else it is told what was in the way. */
  keeps(change: Change, tables: number): boolean {
    const { mark } = this.ledger;
    for (const [buyer, person] of change) {
      this.#count(buyer, person, tables);
    }
    if (this.ledger.holds(mark)) {
      for (const [buyer, person] of change) this.changed.set(buyer, person);
      return true;
    }
    this.stood = this.ledger.broken(mark);
    for (const cell of this.stood) this.inTheWay.set(cell, (this.inTheWay.get(cell) ?? 0) + 1);
    this.ledger.back(mark);
    return false;
  }

  /** Nobody could make it good: that counts for more than what others might. */
  stays(cell: number): void {
    this.inTheWay.set(cell, (this.inTheWay.get(cell) ?? 0) + STAYS);
  }

  /** Tickets of a coverage. */
  isTickets(cell: number): boolean {
    return this.#coverage.has(cell);
  }

  /** Changes what others have to make good, and answers how it was before. */
  put(change: Change, tables: number): { readonly mark: number; readonly changed: Map<number, Person> } {
    const before = { mark: this.ledger.mark, changed: new Map(this.changed) };
    for (const [buyer, person] of change) {
      this.#count(buyer, person, tables);
      this.changed.set(buyer, person);
    }
    return before;
  }

  back({ mark, changed }: { readonly mark: number; readonly changed: Map<number, Person> }): void {
    this.ledger.back(mark);
    this.changed = changed;
  }

  /** Keeps a change that makes good some of what is out of place since `from`, and puts nothing else there. */
  mends(buyer: number, person: Person, tables: number, from: number, out: readonly number[]): boolean {
    const { mark } = this.ledger;
    this.#count(buyer, person, tables);
    const left = this.ledger.broken(from);
    const mends = left.length < out.length && left.every((cell) => out.includes(cell));
    if (mends) this.changed.set(buyer, person);
    else this.ledger.back(mark);
    return mends;
  }

  /** Whether somebody may be another person as far as one subject goes, whatever becomes of tickets. */
  fitsIn(subject: number, buyer: number, person: Person, tables: number): boolean {
    const { mark } = this.ledger;
    this.#count(buyer, person, tables);
    const frames = this.#frames.of[subject] ?? [];
    const ends = frames.map(({ number }) => this.#frames.all[number + 1]?.base ?? this.#frames.cells);
    const isIn = (cell: number) => frames.some(({ base }, i) => cell >= base && cell < (ends[i] ?? 0));
    const fits = !this.ledger.broken(mark).some((cell) => isIn(cell) && !this.#coverage.has(cell));
    this.ledger.back(mark);
    return fits;
  }

  #count(buyer: number, person: Person, tables: number): void {
    const length = this.#contributions.difference(this.person(buyer), person, tables);
    this.ledger.add(this.#contributions.cells, this.#contributions.weights, length, 1);
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
