/**
 * Looks for another set of facts in which nobody of a handful of buyers is in a cell, and every published digit is the same.
 * Changes one buyer after another, each so that all tens stay; what stands in the way is told.
 */
import { ALL_TABLES, bitsOf, type Contributions } from './contribution.ts';
import { FieldChange } from './field-change.ts';
import type { Frames } from './frame.ts';
import type { Layout, TableName } from './layout.ts';
import type { Ledger } from './ledger.ts';
import { personOf, type Order, type Person } from './person.ts';
import type { Population } from './population.ts';
import type { TicketRoom } from './possible.ts';
import { categoryOf, FIELD_OF, FieldValues, inCategory, otherOrder, type Field } from './proposal.ts';
import type { House } from './subjects.ts';
import { exchange, givings, isInVisits, moveEvening, withOrders } from './visit-proposal.ts';

export type Changes = ReadonlyMap<number, Person>;
export interface Target {
  readonly table: TableName;
  /** Number of the cell that must hold nobody, or no more than the narrower one. */
  readonly cell: number;
  readonly narrower: number | null;
  /** Who was at one of these is in the narrower one. */
  readonly inner: ReadonlySet<number>;
  readonly category: number;
  /** Orders of these performances put a buyer in the cell. */
  readonly performances: ReadonlySet<number>;
  readonly buyers: readonly number[];
  /** Buyers to exchange values with: those of the next wider subject. */
  readonly others: Int32Array;
  /** Buyers of every subject. */
  readonly members: readonly Int32Array[];
  /** All of the season. */
  readonly widest: Int32Array;
}

const PARTNERS = 40;
const MOST_POOLS = 6;
const ALIKE = 40;
const MOST_LOOKED_AT = 8_000;
/** Orders move in time with all that counts them. */
const HOURS = ALL_TABLES;
/** Tickets are no more than the monitor's, nor fewer than the coverage says. */
const SIZES = bitsOf('own', 'party');
/** Who was where; ages, places and orders are taken to go with the evening. */
const VISITS = bitsOf('own', 'newness', 'segment', 'visits', 'overlap', 'combinations');
type Change = readonly (readonly [number, Person])[];

export class WitnessSearch {
  readonly #population: Population;
  readonly #house: House;
  readonly #layout: Layout;
  readonly #rooms: readonly TicketRoom[];
  readonly #contributions: Contributions;
  readonly #ledger: Ledger;
  readonly #values: FieldValues;
  readonly #field: FieldChange;
  #changed = new Map<number, Person>();
  /** How often each cell stood in the way. */
  #inTheWay = new Map<number, number>();

  constructor(
    population: Population,
    house: House,
    layout: Layout,
    rooms: readonly TicketRoom[],
    contributions: Contributions,
    ledger: Ledger,
    frames: Frames,
    places: readonly number[],
  ) {
    this.#population = population;
    this.#house = house;
    this.#layout = layout;
    this.#rooms = rooms;
    this.#contributions = contributions;
    this.#ledger = ledger;
    this.#field = new FieldChange(house, layout, frames, population, ledger);
    this.#values = new FieldValues(layout, places);
  }

  /** The changed buyers, or the cells in the way by how often they were. The ledger is left as it was. */
  find(target: Target): { changes: Changes } | { inTheWay: ReadonlyMap<number, number> } {
    const mark = this.#ledger.mark;
    this.#changed = new Map();
    this.#inTheWay = new Map();
    const { count } = this.#ledger;
    const rest = (): number =>
      (count[target.cell] ?? 0) - (target.narrower === null ? 0 : (count[target.narrower] ?? 0));
    // Erased since: who they were is not known any more, and stays as it was.
    const gone = rest() - target.buyers.length;
    const found = target.buyers.every((buyer) => this.#moved(buyer, target)) && rest() === gone;
    this.#ledger.back(mark);
    return found ? { changes: this.#changed } : { inTheWay: this.#inTheWay };
  }

  #person(buyer: number): Person {
    return this.#changed.get(buyer) ?? personOf(this.#population, buyer);
  }

  #moved(buyer: number, target: Target): boolean {
    const field = FIELD_OF[target.table];
    if (field) return this.#otherValue(buyer, target, field);
    if (
      target.table === 'own' ||
      target.table === 'overlap' ||
      target.table === 'visits' ||
      target.table === 'combinations'
    )
      return this.#otherVisits(buyer, target);
    return this.#otherOrders(buyer, target);
  }

  #count(person: Person, tables: number, sign: 1 | -1): void {
    const length = this.#contributions.read(person, tables);
    this.#ledger.add(this.#contributions.cells, this.#contributions.weights, length, sign);
  }

  /** Keeps a change when all that is published stays as it is. */
  #try(change: Change, tables: number): boolean {
    const mark = this.#ledger.mark;
    for (const [buyer, person] of change) {
      this.#count(this.#person(buyer), tables, -1);
      this.#count(person, tables, 1);
    }
    return this.#kept(mark, change);
  }

  #kept(mark: number, change: Change): boolean {
    if (this.#ledger.holds(mark)) {
      for (const [buyer, person] of change) this.#changed.set(buyer, person);
      return true;
    }
    for (const cell of this.#ledger.broken(mark)) this.#inTheWay.set(cell, (this.#inTheWay.get(cell) ?? 0) + 1);
    this.#ledger.back(mark);
    return false;
  }

  #otherValue(buyer: number, target: Target, field: Field): boolean {
    const person = this.#person(buyer);
    const { table, category } = target;
    const leaves = (value: number): boolean => categoryOf(this.#layout, table, value) !== category;
    const now = person[field];
    if (leaves(now)) return true;
    for (const value of this.#values.others(field, person)) {
      if (!leaves(value)) continue;
      const mark = this.#ledger.mark;
      this.#field.write(buyer, field, now, value);
      if (this.#kept(mark, [[buyer, { ...person, [field]: value }]])) return true;
    }
    for (const other of this.#partners(target, buyer, field)) {
      const value = this.#changed.get(other)?.[field] ?? this.#population[field][other] ?? 0;
      if (value === now || !leaves(value) || this.#wouldCount(other, target)) continue;
      if (field === 'history' && !this.#fits(person, this.#person(other))) continue;
      const mark = this.#ledger.mark;
      this.#field.write(buyer, field, now, value);
      this.#field.write(other, field, value, now);
      if (this.#ledger.holds(mark)) {
        this.#changed.set(buyer, { ...person, [field]: value });
        this.#changed.set(other, { ...this.#person(other), [field]: now });
        return true;
      }
      this.#kept(mark, []);
    }
    return false;
  }

  /** Whoever was at these evenings would be in the cell instead, and nothing be won. */
  #wouldCount(other: number, { performances, inner }: Target): boolean {
    const { start, performance } = this.#population;
    let there = false;
    for (let i = start[other] ?? 0; i < (start[other + 1] ?? 0); i += 1) {
      if (inner.has(performance[i] ?? -1)) return false;
      if (performances.has(performance[i] ?? -1)) there = true;
    }
    return there;
  }

  /** Histories can be exchanged where each is possible with the other's visits. */
  #fits(one: Person, two: Person): boolean {
    return (
      this.#values.others('history', one).includes(two.history) &&
      this.#values.others('history', two).includes(one.history)
    );
  }

  /**
   * Buyers of the wider subject, then those who share an evening, a production or a genre with this one, for what was said earlier counts both; then
   * anybody of the season. Evenly taken, so that the same come up whatever the order of facts.
   */
  *#partners({ others, widest, buyers, members }: Target, buyer: number, field?: Field): Generator<number> {
    const pools = new Set([others]);
    for (const { performance } of this.#person(buyer).orders.slice(0, MOST_POOLS))
      for (const subject of this.#house.chain[performance] ?? []) pools.add(members[subject] ?? others);
    pools.add(widest);
    const seen = new Set(buyers);
    for (const unknown of field ? [true, false] : [false]) {
      for (const pool of pools) {
        const step = Math.max(1, Math.floor(pool.length / (unknown ? 8 * PARTNERS : PARTNERS)));
        for (let taken = 0, at = buyer % step; taken < PARTNERS && at < pool.length; at += step) {
          const other = pool[at] ?? 0;
          if (seen.has(other) || (unknown && field && this.#population[field][other] !== 0)) continue;
          seen.add(other);
          taken += 1;
          yield other;
        }
      }
    }
  }

  /** Those most like them: who takes their place changes the fewest cells. */
  #alike({ others, buyers }: Target, buyer: number): number[] {
    const { place, person, history, segment } = this.#population;
    const differs = (column: ArrayLike<number>, other: number): number =>
      column[other] === column[buyer] ? 0 : column[other] === 0 ? 1 : 2;
    const step = Math.max(1, Math.floor(others.length / MOST_LOOKED_AT));
    const ranked: number[][] = Array.from({ length: 9 }, () => []);
    for (let i = 0; i < others.length; i += step) {
      const other = others[i] ?? 0;
      if (other === buyer || buyers.includes(other)) continue;
      const score = differs(place, other) + differs(person, other) + differs(segment, other);
      ranked[score + (history[other] === history[buyer] ? 0 : 2)]?.push(other);
    }
    return ranked.flat().slice(0, ALIKE);
  }

  #otherOrders(buyer: number, target: Target): boolean {
    const person = this.#person(buyer);
    const { table, category, performances } = target;
    const isHere = (order: Order) => performances.has(order.performance) && inCategory(order, table, category);
    if (!person.orders.some(isHere)) return true;
    const tables: number = table === 'lead' || table === 'moment' ? HOURS : table === 'party' ? SIZES : bitsOf(table);
    const size = this.#layout.categories[table].length;
    const day = table === 'moment' ? Math.trunc(category / 24) * 24 : 0;
    const reach = table === 'moment' ? 24 : size;
    for (let step = 1; step < reach; step += 1) {
      for (const to of [category - step, category + step]) {
        if (to < day || to >= day + reach) continue;
        const orders = person.orders.map((order) =>
          isHere(order) ? otherOrder(order, table, category, to, this.#house, this.#rooms) : order,
        );
        if (orders.every((order) => order !== null) && this.#try([[buyer, { ...person, orders }]], tables)) return true;
      }
    }
    return this.#orderExchanged(buyer, target, isHere, tables);
  }

  /** Somebody at another evening has this category instead, and they have theirs. */
  #orderExchanged(buyer: number, target: Target, isHere: (order: Order) => boolean, tables: number): boolean {
    const person = this.#person(buyer);
    const { table, category, performances } = target;
    const into = (order: Order, from: number, to: number) =>
      otherOrder(order, table, from, to, this.#house, this.#rooms);
    for (const other of this.#partners(target, buyer)) {
      const them = this.#person(other);
      const theirs = them.orders.find(
        (order) => !performances.has(order.performance) && !inCategory(order, table, category),
      );
      if (!theirs) continue;
      const to = this.#layout.categories[table].findIndex((_, i) => inCategory(theirs, table, i));
      const taken = into(theirs, to, category);
      const orders = person.orders.map((order) => (isHere(order) ? into(order, category, to) : order));
      if (!taken || !orders.every((order) => order !== null)) continue;
      const change: Change = [
        [buyer, { ...person, orders }],
        [other, { ...them, orders: them.orders.map((order) => (order === theirs ? taken : order)) }],
      ];
      if (this.#try(change, tables)) return true;
    }
    return false;
  }

  /** Somebody else has some of the orders instead; or has given some. */
  #otherVisits(buyer: number, target: Target): boolean {
    const person = this.#person(buyer);
    if (!isInVisits(person, target, this.#house)) return true;
    if (target.table === 'own') return this.#elsewhere(buyer, person, target);
    const away = givings(person, target, this.#house);
    for (const other of this.#alike(target, buyer)) {
      const them = this.#person(other);
      for (const given of away) {
        const change = exchange(person, them, given);
        if (
          change &&
          !change.some((one) => isInVisits(one, target, this.#house)) &&
          this.#try(
            [
              [buyer, change[0]],
              [other, change[1]],
            ],
            VISITS,
          )
        )
          return true;
      }
      for (const { performance } of them.orders.slice(0, 3)) {
        const change = exchange(them, person, new Set([performance]));
        if (
          change &&
          !change.some((one) => isInVisits(one, target, this.#house)) &&
          this.#try(
            [
              [buyer, change[1]],
              [other, change[0]],
            ],
            VISITS,
          )
        )
          return true;
      }
    }
    return false;
  }

  /** They came to another evening, where as many tickets without a name were sold. */
  #elsewhere(buyer: number, person: Person, target: Target): boolean {
    const near = [...target.performances].flatMap((p) => this.#house.chain[p]?.slice(1) ?? []);
    const evenings = new Set(near.flatMap((subject) => this.#house.subjects[subject]?.performances ?? []));
    for (const to of [...evenings].filter((p) => !target.performances.has(p)).slice(0, PARTNERS)) {
      const orders = person.orders.map((order) =>
        target.performances.has(order.performance) ? moveEvening(order, to, this.#house) : order,
      );
      if (this.#try([[buyer, withOrders(person, orders)]], ALL_TABLES)) return true;
    }
    return false;
  }
}
