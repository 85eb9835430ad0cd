/**
 * Looks for another set of facts in which nobody of a handful of buyers is in a cell, and every published digit is the same.
 * Changes one buyer after another, each so that all tens stay; what stands in the way is told.
 */
import { ALL_TABLES, bitsOf, type Contributions } from './contribution.ts';
import { FieldChange } from './field-change.ts';
import type { Frames } from './frame.ts';
import { OWN_CELLS, type Layout, type TableName } from './layout.ts';
import type { Ledger } from './ledger.ts';
import { personOf, type Order, type Person } from './person.ts';
import type { Population } from './population.ts';
import type { TicketRoom } from './possible.ts';
import { categoryOf, FIELD_OF, FieldValues, inCategory, otherOrder, partySizes, type Field } from './proposal.ts';
import type { House } from './subjects.ts';
import {
  evenings,
  exchange,
  givings,
  hasRoom,
  isInVisits,
  moveEvening,
  swap,
  tooMany,
  withOrders,
} from './visit-proposal.ts';

export type Changes = ReadonlyMap<number, Person>;
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
  readonly buyers: readonly number[];
  /** Buyers to exchange values with: those of the next wider subject. */
  readonly others: Int32Array;
  /** Buyers of every subject. */
  readonly members: readonly Int32Array[];
  /** All of the season. */
  readonly widest: Int32Array;
}

const PARTNERS = 40;
/** Of each pool, before it is known whether they could help. */
const LOOKED_AT = 1_000;
const MOST_TOLD = 80;
/** At an evening, whose parties might be a little larger or smaller. */
const HELPERS = 60;
const MOST_POOLS = 6;
const ALIKE = 40;
const SWAPS = 16;
const MOST_LOOKED_AT = 2_000;
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
  /** By buyer: the turn in which they were looked at. */
  readonly #seen: Int32Array;
  #turn = 0;
  /** How often each cell stood in the way. */
  #inTheWay = new Map<number, number>();

  /** Cells that count tickets for the coverage; and whether nothing else stood in the way of what was tried last. */
  readonly #coverage: ReadonlySet<number>;
  #onlyTickets = false;

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
    this.#seen = new Int32Array(population.count);
    this.#house = house;
    this.#layout = layout;
    this.#rooms = rooms;
    this.#contributions = contributions;
    this.#ledger = ledger;
    this.#field = new FieldChange(house, layout, frames, population, ledger);
    this.#coverage = new Set(frames.all.flatMap(({ base }) => OWN_CELLS.slice(1).map((_, i) => base + 1 + i)));
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
    this.#onlyTickets = true;
    for (const cell of this.#ledger.broken(mark)) {
      if (!this.#coverage.has(cell)) this.#onlyTickets = false;
      this.#inTheWay.set(cell, (this.#inTheWay.get(cell) ?? 0) + 1);
    }
    this.#ledger.back(mark);
    return false;
  }

  #otherValue(buyer: number, target: Target, field: Field): boolean {
    const now = this.#valueOf(buyer, field);
    const { table, category } = target;
    const leaves = (value: number): boolean => categoryOf(this.#layout, table, value) !== category;
    if (leaves(now)) return true;
    const person = this.#person(buyer);
    const change = this.#field;
    change.of(buyer);
    change.with(null);
    // Where the cell itself, in another frame, must not be left, nobody but who takes this value there can help.
    const alone = change.leaves(field, now, table) ? this.#values.others(field, person).filter(leaves) : [];
    for (const value of alone) {
      if (!change.fits(field, now, value)) continue;
      change.write(field, now, value);
      this.#changed.set(buyer, { ...person, [field]: value });
      return true;
    }
    const tried: number[] = [];
    for (const other of this.#givers(target, buyer, field, now, leaves)) {
      const value = this.#valueOf(other, field);
      if (field === 'history' && !this.#fits(person, this.#person(other))) continue;
      change.with(other);
      if (change.fits(field, now, value)) {
        change.write(field, now, value);
        this.#changed.set(other, { ...this.#person(other), [field]: now });
        this.#changed.set(buyer, { ...person, [field]: value });
        return true;
      }
      if (tried.length < MOST_TOLD) tried.push(other);
    }
    change.with(null);
    for (const value of this.#values.others(field, person).filter(leaves))
      change.fits(field, now, value, this.#inTheWay);
    for (const other of tried) {
      change.with(other);
      change.fits(field, now, this.#valueOf(other, field), this.#inTheWay);
    }
    return false;
  }

  /** Buyers who are not in the subject, and whose value can be taken there: first those of whom it is not known. */
  *#givers(
    target: Target,
    buyer: number,
    field: Field,
    now: number,
    leaves: (value: number) => boolean,
  ): Generator<number> {
    const seen = this.#seen;
    const turn = (this.#turn += 1);
    for (const one of target.buyers) seen[one] = turn;
    const can = new Map<number, boolean>();
    const may = (value: number): boolean => {
      const known = can.get(value);
      if (known !== undefined) return known;
      const answer = value !== now && leaves(value) && this.#field.fitsIn(target.subject, field, now, value);
      can.set(value, answer);
      return answer;
    };
    const pools = this.#pools(target, buyer);
    for (const unknown of may(0) ? [true, false] : [false]) {
      for (const pool of pools) {
        const step = Math.max(1, Math.floor(pool.length / LOOKED_AT));
        for (let taken = 0, at = buyer % step; taken < PARTNERS && at < pool.length; at += step) {
          const other = pool[at] ?? 0;
          if (seen[other] === turn) continue;
          const value = this.#valueOf(other, field);
          if (unknown && value !== 0) continue;
          seen[other] = turn;
          if (!may(value) || this.#wouldCount(other, target)) continue;
          taken += 1;
          yield other;
        }
      }
    }
  }

  #pools({ others, widest, members }: Target, buyer: number): Set<Int32Array> {
    const pools = new Set([others]);
    for (const { performance } of this.#person(buyer).orders.slice(0, MOST_POOLS))
      for (const subject of this.#house.chain[performance] ?? []) pools.add(members[subject] ?? others);
    return pools.add(widest);
  }

  #valueOf(buyer: number, field: Field): number {
    return this.#changed.get(buyer)?.[field] ?? this.#population[field][buyer] ?? 0;
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
  *#partners(target: Target, buyer: number): Generator<number> {
    const seen = new Set(target.buyers);
    for (const pool of this.#pools(target, buyer)) {
      const step = Math.max(1, Math.floor(pool.length / PARTNERS));
      for (let taken = 0, at = buyer % step; taken < PARTNERS && at < pool.length; at += step) {
        const other = pool[at] ?? 0;
        if (seen.has(other)) continue;
        seen.add(other);
        taken += 1;
        yield other;
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
    const tables: number = table === 'lead' || table === 'moment' ? HOURS : SIZES | bitsOf(table);
    const size = this.#layout.categories[table].length;
    const day = table === 'moment' ? Math.trunc(category / 24) * 24 : 0;
    const reach = table === 'moment' ? 24 : size;
    for (let step = 1; step < reach; step += 1) {
      for (const to of [category - step, category + step]) {
        if (to < day || to >= day + reach) continue;
        const orders = person.orders.map((order) =>
          isHere(order) ? otherOrder(order, table, category, to, this.#house, this.#rooms) : order,
        );
        if (!orders.every((order) => order !== null)) continue;
        const change: Change = [[buyer, { ...person, orders }]];
        if (this.#try(change, tables)) return true;
        if (this.#onlyTickets && this.#try(this.#withTickets(change, target), tables)) return true;
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
      if (this.#onlyTickets && this.#try(this.#withTickets(change, target), tables)) return true;
    }
    return false;
  }

  /** Tickets that a smaller party leaves, or a larger one takes, are others' at that evening: as many have a name as before. */
  #withTickets(change: Change, target: Target): Change {
    const all = new Map(change);
    for (const [buyer, person] of change) {
      const before = this.#person(buyer).orders;
      for (const [i, order] of person.orders.entries()) {
        let left = (before[i]?.tickets ?? 0) - order.tickets;
        const pool = left === 0 ? undefined : target.members[this.#house.chain[order.performance]?.[0] ?? -1];
        const size = Math.min(pool?.length ?? 0, HELPERS);
        for (let k = 0; pool && left !== 0 && k < 2 * size; k += 1) {
          const other = pool[k % size] ?? 0;
          if (change.some(([one]) => one === other) || target.buyers.includes(other)) continue;
          const them = all.get(other) ?? this.#person(other);
          // Of whom as much is known first: that leaves the other shares as they are.
          if (k < size && (them.place > 0 !== person.place > 0 || them.person > 3 !== person.person > 3)) continue;
          const orders = them.orders.map((one) => {
            if (one.performance !== order.performance || left === 0) return one;
            const [least, most] = partySizes(one.tickets);
            const more =
              left > 0 ? Math.min(left, Math.max(0, most - one.tickets)) : Math.max(left, least - one.tickets);
            left -= more;
            return more === 0 ? one : { ...one, tickets: one.tickets + more };
          });
          all.set(other, { ...them, orders });
        }
      }
    }
    return [...all];
  }

  /** Somebody else has some of the orders instead; or has given some; or they have changed evenings. */
  #otherVisits(buyer: number, target: Target): boolean {
    const person = this.#person(buyer);
    if (!isInVisits(person, target, this.#house)) return true;
    if (target.table === 'own') return this.#elsewhere(buyer, person, target);
    if (target.table === 'visits' && target.category > 0 && this.#fewerVisits(buyer, target)) return true;
    const away = givings(person, target, this.#house);
    const others = this.#alike(target, buyer);
    const kept = (other: number, change: readonly [Person, Person] | null): boolean =>
      change !== null &&
      !change.some((one) => isInVisits(one, target, this.#house)) &&
      this.#try(
        [
          [buyer, change[0]],
          [other, change[1]],
        ],
        VISITS,
      );
    for (const other of others) {
      const them = this.#person(other);
      for (const given of away) if (kept(other, exchange(person, them, given))) return true;
      for (const { performance } of them.orders.slice(0, 3)) {
        const change = exchange(them, person, new Set([performance]));
        if (kept(other, change && [change[1], change[0]])) return true;
      }
    }
    for (const other of others.slice(0, SWAPS)) {
      const them = this.#person(other);
      const theirs = evenings(them);
      for (const given of away)
        if (given.size <= theirs.length && kept(other, swap(person, them, given, new Set(theirs.slice(-given.size)))))
          return true;
    }
    return false;
  }

  /** One evening after another goes to somebody who comes so often that one more is not seen. */
  #fewerVisits(buyer: number, target: Target): boolean {
    for (const evening of tooMany(this.#person(buyer), target.category)) {
      const step = Math.max(1, Math.floor(target.others.length / MOST_LOOKED_AT));
      let [tries, found] = [0, false];
      for (let at = buyer % step; at < target.others.length && tries < 2 * ALIKE && !found; at += step) {
        const other = target.others[at] ?? 0;
        if (target.buyers.includes(other)) continue;
        const them = this.#person(other);
        const change = hasRoom(them) ? exchange(this.#person(buyer), them, new Set([evening])) : null;
        if (!change) continue;
        tries += 1;
        found = this.#try(
          [
            [buyer, change[0]],
            [other, change[1]],
          ],
          VISITS,
        );
      }
      if (!found) return false;
    }
    return !isInVisits(this.#person(buyer), target, this.#house);
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
