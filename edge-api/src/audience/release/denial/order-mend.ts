/** Makes good what an order that was otherwise has put out of its ten: others ordered otherwise as well. */
import { ALL_TABLES, bitsOf } from '../contribution.ts';
import type { Place } from '../frame.ts';
import type { Layout, TableName } from '../layout.ts';
import type { Order, Person } from '../person.ts';
import type { TicketRoom } from '../possible.ts';
import { inCategory, otherOrder } from './proposal.ts';
import type { House } from '../subjects.ts';
import type { Target, Trial } from './trial.ts';

/** Of those in the cell that is out of place; and of them so many are tried. */
const LOOKED_AT = 400;
const TRIED = 30;

/** Orders move in time with all that counts them. */
const HOURS = ALL_TABLES;
/** Tickets are no more than the monitor's, nor fewer than the coverage says. */
const SIZES = bitsOf('own', 'party');
/** Where it is seen that an order is in another category of a table. */
export const tablesOf = (table: TableName): number =>
  table === 'lead' || table === 'moment' ? HOURS : SIZES | bitsOf(table);

export class OrderMend {
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

  one(place: Place, more: boolean, target: Target, mark: number, out: readonly number[]): boolean {
    const tables = tablesOf(place.table);
    return this.#helpers(place, more, target).some(({ buyer, person }) =>
      this.#trial.mends(buyer, person, tables, mark, out),
    );
  }

  /** Who could be in the cell and is not, or is and need not be. */
  #helpers({ frame, table, category }: Place, more: boolean, target: Target) {
    const list: { buyer: number; person: Person }[] = [];
    const here = new Set(this.#house.subjects[frame.subject]?.performances);
    const pool = target.members[frame.subject] ?? target.others;
    const step = Math.max(1, Math.floor(pool.length / LOOKED_AT));
    const size = this.#layout.categories[table].length;
    for (let at = category % step; at < pool.length && list.length < TRIED; at += step) {
      const buyer = pool[at] ?? 0;
      if (target.buyers.includes(buyer) || this.#trial.changed.has(buyer)) continue;
      const person = this.#trial.person(buyer);
      const counts = (order: Order) => here.has(order.performance) && order.hour <= frame.at;
      const isIn = (order: Order) => counts(order) && inCategory(order, table, category);
      if (person.orders.some(isIn) === more || !person.orders.some(counts)) continue;
      for (const orders of more
        ? this.#into(person, counts, table, category)
        : this.#outOf(person, isIn, table, category, size)) {
        const counted = orders.some(
          (order, i) =>
            order !== person.orders[i] &&
            target.performances.has(order.performance) &&
            inCategory(order, target.table, target.category),
        );
        if (!counted) list.push({ buyer, person: { ...person, orders } });
      }
    }
    return list;
  }

  /** One of the orders is in the category instead. */
  *#into(person: Person, counts: (order: Order) => boolean, table: TableName, to: number): Generator<Order[]> {
    for (const one of person.orders) {
      if (!counts(one)) continue;
      const from = this.#layout.categories[table].findIndex((_, i) => inCategory(one, table, i));
      const other = from < 0 ? null : otherOrder(one, table, from, to, this.#house, this.#rooms);
      if (other) yield person.orders.map((order) => (order === one ? other : order));
    }
  }

  /** None of the orders is in the category any more; the nearest others first. */
  *#outOf(
    person: Person,
    isIn: (order: Order) => boolean,
    table: TableName,
    from: number,
    size: number,
  ): Generator<Order[]> {
    const day = table === 'moment' ? Math.trunc(from / 24) * 24 : 0;
    const end = table === 'moment' ? day + 24 : size;
    for (let step = 1; step < end - day; step += 1) {
      for (const to of [from - step, from + step]) {
        if (to < day || to >= end) continue;
        const orders = person.orders.map((order) =>
          isIn(order) ? otherOrder(order, table, from, to, this.#house, this.#rooms) : order,
        );
        if (orders.every((order) => order !== null)) yield orders;
      }
    }
  }
}
