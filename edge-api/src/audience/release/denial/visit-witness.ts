/** Somebody was at other evenings: has given some to another, taken some, or changed them with one most like them. */
import { ALL_TABLES, bitsOf } from '../contribution.ts';
import { MOST_MENDED, type Mend, type Tried } from './mend.ts';
import type { Person } from '../person.ts';
import type { House } from '../subjects.ts';
import { PARTNERS, type Change, type Target, type Trial } from './trial.ts';
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

const ALIKE = 40;
const SWAPS = 16;
const MOST_LOOKED_AT = 2_000;
/** Who was where; ages, places and orders are taken to go with the evening. */
const VISITS = bitsOf('own', 'newness', 'segment', 'visits', 'overlap', 'combinations');

export class VisitWitness {
  readonly #trial: Trial;
  readonly #house: House;
  readonly #mend: Mend;
  constructor(trial: Trial, house: House, mend: Mend) {
    this.#trial = trial;
    this.#mend = mend;
    this.#house = house;
  }

  /** Somebody else has some of the orders instead; or has given some; or they have changed evenings. */
  moves(buyer: number, target: Target): boolean {
    const person = this.#trial.person(buyer);
    if (!isInVisits(person, target, this.#house)) return true;
    if (target.table === 'own') return this.#elsewhere(buyer, person, target);
    if (target.table === 'visits' && target.category > 0 && this.#fewerVisits(buyer, target)) return true;
    const away = givings(person, target, this.#house);
    const others = this.#alike(target, buyer);
    const kept = (other: number, change: readonly [Person, Person] | null): boolean =>
      change !== null &&
      !change.some((one) => isInVisits(one, target, this.#house)) &&
      this.#trial.keeps(
        [
          [buyer, change[0]],
          [other, change[1]],
        ],
        VISITS,
      );
    for (const other of others) {
      const them = this.#trial.person(other);
      for (const given of away) if (kept(other, exchange(person, them, given))) return true;
      for (const { performance } of them.orders.slice(0, 3)) {
        const change = exchange(them, person, new Set([performance]));
        if (kept(other, change && [change[1], change[0]])) return true;
      }
    }
    for (const other of others.slice(0, SWAPS)) {
      const them = this.#trial.person(other);
      const theirs = evenings(them);
      for (const given of away)
        if (given.size <= theirs.length && kept(other, swap(person, them, given, new Set(theirs.slice(-given.size)))))
          return true;
    }
    return false;
  }

  /** One evening after another goes to somebody who comes so often that one more is not seen. */
  #fewerVisits(buyer: number, target: Target): boolean {
    for (const evening of tooMany(this.#trial.person(buyer), target.category)) {
      const step = Math.max(1, Math.floor(target.others.length / MOST_LOOKED_AT));
      let [tries, found] = [0, false];
      for (let at = buyer % step; at < target.others.length && tries < 2 * ALIKE && !found; at += step) {
        const other = target.others[at] ?? 0;
        if (target.buyers.includes(other)) continue;
        const them = this.#trial.person(other);
        const change = hasRoom(them) ? exchange(this.#trial.person(buyer), them, new Set([evening])) : null;
        if (!change) continue;
        tries += 1;
        found = this.#trial.keeps(
          [
            [buyer, change[0]],
            [other, change[1]],
          ],
          VISITS,
        );
      }
      if (!found) return false;
    }
    return !isInVisits(this.#trial.person(buyer), target, this.#house);
  }

  /** They came to another evening, where as many tickets without a name were sold; or their order has no name. */
  #elsewhere(buyer: number, person: Person, target: Target): boolean {
    const near = [...target.performances].flatMap((p) => this.#house.chain[p]?.slice(1) ?? []);
    const evenings = new Set(near.flatMap((subject) => this.#house.subjects[subject]?.performances ?? []));
    const tried: Tried[] = [];
    const changes = [...evenings]
      .filter((p) => !target.performances.has(p))
      .slice(0, PARTNERS)
      .map((to) =>
        person.orders.map((order) =>
          target.performances.has(order.performance) ? moveEvening(order, to, this.#house) : order,
        ),
      );
    changes.unshift(person.orders.filter((order) => !target.performances.has(order.performance)));
    for (const orders of changes) {
      const change: Change = [[buyer, withOrders(person, orders)]];
      if (this.#trial.keeps(change, ALL_TABLES)) return true;
      if (this.#trial.stood.length <= MOST_MENDED) tried.push({ change, tables: ALL_TABLES, stood: this.#trial.stood });
    }
    return this.#mend.some(tried, target);
  }

  /** Those most like them: who takes their place changes the fewest cells. */
  #alike({ others, buyers }: Target, buyer: number): number[] {
    const { place, person, history, segment } = this.#trial.population;
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
}
