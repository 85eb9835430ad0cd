/** Somebody ordered otherwise: on another day or hour, another way, at another price, with more or fewer; by themselves, or in exchange with another. */
import { ALL_TABLES, bitsOf } from './contribution.ts';
import type { Layout } from './layout.ts';
import type { Order } from './person.ts';
import type { TicketRoom } from './possible.ts';
import { inCategory, otherOrder, partySizes } from './proposal.ts';
import type { House } from './subjects.ts';
import { PARTNERS, poolsOf, type Change, type Target, type Trial } from './trial.ts';

/** At an evening, whose parties might be a little larger or smaller. */
const HELPERS = 60;
/** Orders move in time with all that counts them. */
const HOURS = ALL_TABLES;
/** Tickets are no more than the monitor's, nor fewer than the coverage says. */
const SIZES = bitsOf('own', 'party');

export class OrderWitness {
  readonly #trial: Trial;
  readonly #house: House;
  readonly #layout: Layout;
  readonly #rooms: readonly TicketRoom[];
  constructor(trial: Trial, house: House, layout: Layout, rooms: readonly TicketRoom[]) {
    this.#trial = trial;
    this.#house = house;
    this.#layout = layout;
    this.#rooms = rooms;
  }

  moves(buyer: number, target: Target): boolean {
    const person = this.#trial.person(buyer);
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
        if (this.#trial.keeps(change, tables)) return true;
        if (this.#trial.onlyTickets && this.#trial.keeps(this.#withTickets(change, target), tables)) return true;
      }
    }
    return this.#orderExchanged(buyer, target, isHere, tables);
  }

  /** Somebody at another evening has this category instead, and they have theirs. */
  #orderExchanged(buyer: number, target: Target, isHere: (order: Order) => boolean, tables: number): boolean {
    const person = this.#trial.person(buyer);
    const { table, category, performances } = target;
    const into = (order: Order, from: number, to: number) =>
      otherOrder(order, table, from, to, this.#house, this.#rooms);
    for (const other of this.#partners(target, buyer)) {
      const them = this.#trial.person(other);
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
      if (this.#trial.keeps(change, tables)) return true;
      if (this.#trial.onlyTickets && this.#trial.keeps(this.#withTickets(change, target), tables)) return true;
    }
    return false;
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
  *#partners(target: Target, buyer: number): Generator<number> {
    const seen = new Set(target.buyers);
    for (const pool of poolsOf(target, this.#trial.person(buyer), this.#house)) {
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
