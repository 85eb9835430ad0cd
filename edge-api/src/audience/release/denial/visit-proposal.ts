/** Who might have been where instead: evenings given from one buyer to another, with all that hangs on them. */
import { byVisits } from '../history.ts';
import type { TableName } from '../layout.ts';
import type { Order, Person } from '../person.ts';
import { LEAD_BIT, leadOf } from '../population.ts';
import type { House } from '../subjects.ts';
import { visitBand } from '../contribution.ts';

interface VisitTarget {
  readonly table: TableName;
  readonly category: number;
  readonly performances: ReadonlySet<number>;
}

export const evenings = (person: Person): number[] => [...new Set(person.orders.map(({ performance }) => performance))];

/** Who is new has been here as often as this season says. */
export function withOrders(person: Person, orders: readonly Order[]): Person {
  const sorted = orders.toSorted((a, b) => a.performance - b.performance || a.hour - b.hour);
  const visits = new Set(sorted.map(({ performance }) => performance)).size;
  return { ...person, orders: sorted, history: person.history < 8 ? byVisits(visits) : person.history };
}

function setOf(person: Person, house: House): number {
  return person.orders.reduce((set, { performance }) => {
    const bit = house.large[house.productionOf[performance] ?? -1] ?? -1;
    return bit < 0 ? set : set | (1 << bit);
  }, 0);
}

export function isInVisits(person: Person, { table, category, performances }: VisitTarget, house: House): boolean {
  if (table === 'visits') return visitBand(evenings(person).length) === category;
  if (table === 'combinations') return setOf(person, house) === category + 1;
  const here = person.orders.some(({ performance }) => performances.has(performance));
  if (table === 'own') return here;
  return here && person.orders.some(({ performance }) => house.productionOf[performance] === category);
}

/** Fewest evenings of each band of visits. */
const FEWEST = [1, 2, 3, 4, 11];

/** Evenings that somebody could do without, so as not to be in the cell. */
export function givings(person: Person, target: VisitTarget, house: House): ReadonlySet<number>[] {
  const all = evenings(person);
  if (target.table === 'visits') {
    const fewer = all.length - (FEWEST[target.category] ?? 1) + 1;
    return [new Set(all.slice(0, fewer)), new Set(all.slice(-fewer))];
  }
  const productions = [...new Set(all.map((p) => house.productionOf[p] ?? -1))];
  const of = (production: number) => new Set(all.filter((p) => house.productionOf[p] === production));
  if (target.table === 'combinations') return productions.map(of);
  return [new Set(all.filter((p) => target.performances.has(p))), of(target.category)];
}

/** `null`: the giver would have nothing left, or the taker was there. */
export function exchange(from: Person, to: Person, given: ReadonlySet<number>): readonly [Person, Person] | null {
  const kept = from.orders.filter(({ performance }) => !given.has(performance));
  const gone = from.orders.filter(({ performance }) => given.has(performance));
  if (kept.length === 0 || gone.length === 0) return null;
  if (to.orders.some(({ performance }) => given.has(performance))) return null;
  return [withOrders(from, kept), withOrders(to, [...to.orders, ...gone])];
}

/** Each has an evening of the other's instead: both come as often as before. */
export function swap(
  one: Person,
  two: Person,
  given: ReadonlySet<number>,
  taken: ReadonlySet<number>,
): readonly [Person, Person] | null {
  if (two.orders.some(({ performance }) => given.has(performance))) return null;
  if (one.orders.some(({ performance }) => taken.has(performance))) return null;
  const of = (person: Person, here: ReadonlySet<number>) =>
    person.orders.filter(({ performance }) => here.has(performance));
  const not = (person: Person, here: ReadonlySet<number>) =>
    person.orders.filter(({ performance }) => !here.has(performance));
  return [
    withOrders(one, [...not(one, given), ...of(two, taken)]),
    withOrders(two, [...not(two, taken), ...of(one, given)]),
  ];
}

/** True where one evening more changes neither how often they come, as it is told, nor their segment. */
export function hasRoom(person: Person): boolean {
  const visits = evenings(person).length;
  return visitBand(visits) === visitBand(visits + 1);
}

/** Evenings that somebody comes to too many for a band of visits. */
export const tooMany = (person: Person, category: number): number[] => {
  const all = evenings(person);
  return all.slice(0, all.length - (FEWEST[category] ?? 1) + 1);
};

export function moveEvening(order: Order, performance: number, house: House): Order {
  const lead = leadOf(house.day[performance] ?? 0, order.hour);
  return { ...order, performance, mask: (order.mask & ((1 << LEAD_BIT) - 1)) | (1 << (LEAD_BIT + lead)) };
}
