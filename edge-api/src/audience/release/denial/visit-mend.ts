/** Makes good how many were somewhere: somebody's order there has no name, or one without a name was theirs. */
import { ALL_TABLES } from '../contribution.ts';
import type { Place } from '../frame.ts';
import type { Order } from '../person.ts';
import type { House } from '../subjects.ts';
import type { Target, Trial } from './trial.ts';
import { withOrders } from './visit-proposal.ts';

const LOOKED_AT = 400;
const TRIED = 40;

export class VisitMend {
  readonly #trial: Trial;
  readonly #house: House;
  constructor(trial: Trial, house: House) {
    this.#trial = trial;
    this.#house = house;
  }

  one({ frame }: Place, more: boolean, target: Target, mark: number, out: readonly number[]): boolean {
    const here = new Set(this.#house.subjects[frame.subject]?.performances);
    const counts = (order: Order) => here.has(order.performance) && order.hour <= frame.at;
    const inside = target.members[frame.subject] ?? target.others;
    const [template] = inside.length > 0 ? this.#trial.person(inside[0] ?? 0).orders.filter(counts) : [];
    const pool = more ? target.widest : inside;
    const step = Math.max(1, Math.floor(pool.length / LOOKED_AT));
    for (let at = 0, tried = 0; at < pool.length && tried < TRIED; at += step) {
      const buyer = pool[at] ?? 0;
      if (target.buyers.includes(buyer) || this.#trial.changed.has(buyer)) continue;
      const person = this.#trial.person(buyer);
      if (person.orders.some(counts) === more) continue;
      if (more && (!template || target.performances.has(template.performance))) continue;
      const orders = more && template ? [...person.orders, template] : person.orders.filter((order) => !counts(order));
      tried += 1;
      if (this.#trial.mends(buyer, withOrders(person, orders), ALL_TABLES, mark, out)) return true;
    }
    return false;
  }
}
