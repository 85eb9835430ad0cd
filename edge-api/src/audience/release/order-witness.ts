/** Somebody ordered otherwise: on another day or hour, another way, at another price, with more or fewer; by themselves, or in exchange with another. */
import { ALL_TABLES, bitsOf } from './contribution.ts';
import type { Frames } from './frame.ts';
import type { Layout, TableName } from './layout.ts';
import { OrderMend } from './order-mend.ts';
import type { Order, Person } from './person.ts';
import type { TicketRoom } from './possible.ts';
import { inCategory, otherOrder, partySizes } from './proposal.ts';
import type { House } from './subjects.ts';
import { PARTNERS, poolsOf, type Change, type Target, type Trial } from './trial.ts';

/** At an evening, whose parties might be a little larger or smaller. */
const HELPERS = 60;
/** Of those that did not fit; and so many of those that put the fewest cells out of place are made good. */
const MOST_TOLD = 120;
const MENDED = 8;
const MOST_MENDED = 12;
/** Orders move in time with all that counts them. */
const HOURS = ALL_TABLES;
/** Tickets are no more than the monitor's, nor fewer than the coverage says. */
const SIZES = bitsOf('own', 'party');

const tablesOf = (table: TableName): number => (table === 'lead' || table === 'moment' ? HOURS : SIZES | bitsOf(table));

interface Tried {
  readonly change: Change;
  readonly stood: readonly number[];
  readonly tickets: boolean;
}

export class OrderWitness {
  readonly #trial: Trial;
  readonly #house: House;
  readonly #layout: Layout;
  readonly #rooms: readonly TicketRoom[];
  readonly #mend: OrderMend;
  constructor(trial: Trial, house: House, layout: Layout, frames: Frames, rooms: readonly TicketRoom[]) {
    this.#trial = trial;
    this.#house = house;
    this.#layout = layout;
    this.#rooms = rooms;
    this.#mend = new OrderMend(trial, house, layout, frames, rooms);
  }

  moves(buyer: number, target: Target): boolean {
    const person = this.#trial.person(buyer);
    const { table, category, performances } = target;
    const isHere = (order: Order) => performances.has(order.performance) && inCategory(order, table, category);
    if (!person.orders.some(isHere)) return true;
    const tried: Tried[] = [];
    for (const change of this.#alone(person, buyer, target, isHere))
      if (this.#keeps(change, target, tried)) return true;
    for (const change of this.#exchanged(person, buyer, target, isHere))
      if (this.#keeps(change, target, tried)) return true;
    return this.#mended(tried, target);
  }

  /** Kept as it is, or with as many tickets of others as it takes. */
  #keeps(change: Change, target: Target, tried: Tried[]): boolean {
    const tables = tablesOf(target.table);
    if (this.#trial.keeps(change, tables)) return true;
    const { stood } = this.#trial;
    const tickets = stood.some((cell) => this.#trial.isTickets(cell));
    const only = stood.every((cell) => this.#trial.isTickets(cell));
    if (only && this.#trial.keeps(this.#withTickets(change, target), tables)) return true;
    if (tried.length < MOST_TOLD && stood.length <= MOST_MENDED) tried.push({ change, stood, tickets });
    return false;
  }

  /** What puts the fewest cells out of place, made good by others. */
  #mended(tried: readonly Tried[], target: Target): boolean {
    // What could not be made good for one is not tried for another.
    const hopeless = new Set<number>();
    let tries = 0;
    for (const { change, stood, tickets } of tried.toSorted((a, b) => a.stood.length - b.stood.length)) {
      if (stood.some((cell) => hopeless.has(cell))) continue;
      if ((tries += 1) > MENDED) break;
      const whole = tickets ? this.#withTickets(change, target) : change;
      const before = this.#trial.put(whole, tablesOf(target.table));
      const worst = this.#mend.mends(before.mark, stood.length + 1, target, tablesOf(target.table));
      if (worst === null) return true;
      hopeless.add(worst);
      this.#trial.back(before);
    }
    return false;
  }

  *#alone(person: Person, buyer: number, target: Target, isHere: (order: Order) => boolean): Generator<Change> {
    const { table, category } = target;
    const size = this.#layout.categories[table].length;
    const day = table === 'moment' ? Math.trunc(category / 24) * 24 : 0;
    const reach = table === 'moment' ? 24 : size;
    for (let step = 1; step < reach; step += 1) {
      for (const to of [category - step, category + step]) {
        if (to < day || to >= day + reach) continue;
        const orders = person.orders.map((order) =>
          isHere(order) ? otherOrder(order, table, category, to, this.#house, this.#rooms) : order,
        );
        if (orders.every((order) => order !== null)) yield [[buyer, { ...person, orders }]];
      }
    }
  }

  /** Somebody at another evening has this category instead, and they have theirs. */
  *#exchanged(person: Person, buyer: number, target: Target, isHere: (order: Order) => boolean): Generator<Change> {
    const { table, category, performances, subject } = target;
    const into = (order: Order, from: number, to: number) =>
      otherOrder(order, table, from, to, this.#house, this.#rooms);
    // With whom it is exchanged changes nothing in the subject itself.
    const can = new Map<number, readonly Order[] | null>();
    const taking = (to: number): readonly Order[] | null => {
      const known = can.get(to);
      if (known !== undefined) return known;
      const orders = person.orders.map((order) => (isHere(order) ? into(order, category, to) : order));
      const all = orders.every((order) => order !== null) ? orders : null;
      const other = all && { ...person, orders: all };
      const fits = other && this.#trial.fitsIn(subject, buyer, other, tablesOf(table));
      can.set(to, fits ? all : null);
      return fits ? all : null;
    };
    for (const other of this.#partners(target, person, buyer)) {
      const them = this.#trial.person(other);
      const theirs = them.orders.find(
        (order) => !performances.has(order.performance) && !inCategory(order, table, category),
      );
      if (!theirs) continue;
      const to = this.#layout.categories[table].findIndex((_, i) => inCategory(theirs, table, i));
      const orders = taking(to);
      const taken = orders && into(theirs, to, category);
      if (!orders || !taken) continue;
      yield [
        [buyer, { ...person, orders }],
        [other, { ...them, orders: them.orders.map((order) => (order === theirs ? taken : order)) }],
      ];
    }
  }

  /** Tickets that a smaller party leaves, or a larger one takes, are others' at that evening: as many have a name as before. */
  #withTickets(change: Change, target: Target): Change {
    const all = new Map(change);
    for (const [buyer, person] of change) {
      const before = this.#trial.person(buyer).orders;
      for (const [i, order] of person.orders.entries()) {
        let left = (before[i]?.tickets ?? 0) - order.tickets;
        const pool = left === 0 ? undefined : target.members[this.#house.chain[order.performance]?.[0] ?? -1];
        const size = Math.min(pool?.length ?? 0, HELPERS);
        for (let k = 0; pool && left !== 0 && k < 2 * size; k += 1) {
          const other = pool[k % size] ?? 0;
          if (change.some(([one]) => one === other) || target.buyers.includes(other)) continue;
          const them = all.get(other) ?? this.#trial.person(other);
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

  /** Evenly taken, so that the same come up whatever the order of facts. */
  *#partners(target: Target, person: Person, buyer: number): Generator<number> {
    const seen = new Set(target.buyers);
    for (const pool of poolsOf(target, person, this.#house)) {
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
}
