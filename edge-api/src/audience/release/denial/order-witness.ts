/** Somebody ordered otherwise: on another day or hour, another way, at another price, with more or fewer; by themselves, or in exchange with another. */
import { ALL_TABLES } from '../contribution.ts';
import type { Layout } from '../layout.ts';
import { MOST_MENDED, type Mend, type Tried } from './mend.ts';
import { tablesOf } from './order-mend.ts';
import type { Order, Person } from '../person.ts';
import type { TicketRoom } from '../possible.ts';
import { inCategory, otherOrder, partySizes } from './proposal.ts';
import type { House } from '../subjects.ts';
import { PARTNERS, poolsOf, type Change, type Target, type Trial } from './trial.ts';
import { withOrders } from './visit-proposal.ts';

/** At an evening, whose parties might be a little larger or smaller. */
const HELPERS = 60;
/** Of those that did not fit. */
const MOST_TOLD = 120;
export class OrderWitness {
  readonly #trial: Trial;
  readonly #house: House;
  readonly #layout: Layout;
  readonly #rooms: readonly TicketRoom[];
  readonly #mend: Mend;
  constructor(trial: Trial, house: House, layout: Layout, rooms: readonly TicketRoom[], mend: Mend) {
    this.#trial = trial;
    this.#house = house;
    this.#layout = layout;
    this.#rooms = rooms;
    this.#mend = mend;
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
    // Or they have no name.
    const without = withOrders(
      person,
      person.orders.filter((order) => !isHere(order)),
    );
    if (this.#keeps([[buyer, without]], target, tried, ALL_TABLES)) return true;
    return this.#mend.some(tried, target);
  }

  /** Kept as it is, or with as many tickets of others as it takes. */
  #keeps(change: Change, target: Target, tried: Tried[], tables = tablesOf(target.table)): boolean {
    if (this.#trial.keeps(change, tables)) return true;
    const { stood } = this.#trial;
    const tickets = stood.some((cell) => this.#trial.isTickets(cell));
    const only = stood.every((cell) => this.#trial.isTickets(cell));
    if (only && this.#trial.keeps(this.#withTickets(change, target), tables)) return true;
    const whole = tickets ? { whole: () => this.#withTickets(change, target) } : {};
    if (tried.length < MOST_TOLD && stood.length <= MOST_MENDED) tried.push({ change, stood, tables, ...whole });
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
        let left = before.length === person.orders.length ? (before[i]?.tickets ?? 0) - order.tickets : 0;
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
