/** Who somebody might be instead, so that they are not in a cell they are in. Nearest first: what changes least. */
import { AGE_BANDS, GENDERS } from '#protocol';
import { hourOnDay, leadDays } from '../day.ts';
import { otherHistories } from '../history.ts';
import type { Layout, TableName } from '../layout.ts';
import type { Order, Person } from '../person.ts';
import { CHANNEL_BIT, CLASS_BIT, LEAD_BIT, leadOf, momentOf, PARTY_BIT } from '../population.ts';
import type { TicketRoom } from '../possible.ts';
import type { House } from '../subjects.ts';

export type Field = 'place' | 'person' | 'history' | 'segment';
/** Tables that one value of a buyer decides. */
export const FIELD_OF: Readonly<Partial<Record<TableName, Field>>> = {
  origin: 'place',
  origin_pc4: 'place',
  distance: 'place',
  age: 'person',
  age_gender: 'person',
  newness: 'history',
  segment: 'history',
  house_segment: 'segment',
};
/** Category of a field's value in a table, or -1. */
export function categoryOf(layout: Layout, table: TableName, value: number): number {
  if (table === 'origin') return layout.origin[value] ?? -1;
  if (table === 'origin_pc4') return layout.pc4[value] ?? -1;
  if (table === 'distance') return layout.distance[value] ?? -1;
  const [age, gender] = [(value >> 2) - 1, (value & 3) - 1];
  if (table === 'age') return age;
  if (table === 'age_gender') return age >= 0 && gender >= 0 ? age * GENDERS.length + gender : -1;
  if (table === 'newness') return value >> 3;
  if (table === 'segment') return value & 7;
  return value - 1;
}

const SOME = 16;

/** Other values of a field; places of the same area first, then none at all, then some of each area and distance, where most come from first. */
export class FieldValues {
  readonly #byArea = new Map<number, number[]>();
  /** By area: those of it, none, and `#some`. */
  readonly #near = new Map<number, readonly number[]>();
  readonly #towards = new Map<string, readonly number[]>();
  readonly #some: readonly number[];
  readonly #places: readonly number[];
  readonly #layout: Layout;
  constructor(layout: Layout, places: readonly number[]) {
    this.#layout = layout;
    this.#places = places;
    const often = new Map<number, number>();
    this.#some = places.filter((place) => {
      const kind = (layout.origin[place] ?? -1) * 16 + (layout.distance[place] ?? -1);
      often.set(kind, (often.get(kind) ?? 0) + 1);
      return (often.get(kind) ?? 0) <= 2;
    });
    for (const place of places) {
      const area = layout.origin[place] ?? -1;
      const list = this.#byArea.get(area);
      if (!list) this.#byArea.set(area, [place]);
      else if (list.length < 3 * SOME) list.push(place);
    }
  }

  /** The present one may be among them. */
  others(field: Field, person: Person): readonly number[] {
    const now = person[field];
    if (field === 'person') return this.#people(now);
    if (field === 'segment')
      return Array.from({ length: this.#layout.categories.house_segment.length + 1 }, (_, i) => i);
    if (field === 'history')
      return otherHistories(new Set(person.orders.map(({ performance }) => performance)).size, now);
    const area = this.#layout.origin[now] ?? -1;
    const known = this.#near.get(area);
    if (known) return known;
    const list = [...(this.#byArea.get(area) ?? []), 0, ...this.#some.slice(0, 4 * SOME)];
    this.#near.set(area, list);
    return list;
  }

  /** As above, for a category of a table. */
  towards(field: Field, person: Person, table: TableName, category: number): readonly number[] {
    if (field !== 'place' || table === 'own') return this.others(field, person);
    const key = `${table} ${category}`;
    const known = this.#towards.get(key);
    if (known) return known;
    const list = this.#places.filter((place) => categoryOf(this.#layout, table, place) === category).slice(0, 3 * SOME);
    this.#towards.set(key, list);
    return list;
  }

  /** Histories can be exchanged where each is possible with the other's visits. */
  exchangeable(one: Person, two: Person): boolean {
    return this.others('history', one).includes(two.history) && this.others('history', two).includes(one.history);
  }

  #people(now: number): number[] {
    const [age, gender] = [now >> 2, now & 3];
    const genders = this.#layout.categories.age_gender.length > 0 ? [0, 1, 2, 3] : [gender];
    const ages = Array.from({ length: AGE_BANDS.length + 1 }, (_, i) => i);
    return [
      ...genders.map((of) => age * 4 + of),
      ...ages.flatMap((of) => [of * 4 + gender, ...genders.map((g) => of * 4 + g)]),
    ];
  }
}

const ORDER_BITS: Readonly<Partial<Record<TableName, readonly [number, number]>>> = {
  channel: [CHANNEL_BIT, 5],
  price_class: [CLASS_BIT, 4],
  party: [PARTY_BIT, 5],
  lead: [LEAD_BIT, 9],
};

export const ordersTable = (table: TableName): boolean => table === 'moment' || table in ORDER_BITS;

/** Fewest and most tickets of each band. */
const PARTY_SIZES = [
  [1, 1],
  [2, 2],
  [3, 4],
  [5, 9],
  [10, Infinity],
] as const;

/** Fewest and most tickets of the band these are in; of the widest as many as there are. */
export function partySizes(tickets: number): readonly [number, number] {
  const [least, most] = PARTY_SIZES.findLast(([from]) => tickets >= from) ?? [1, 1];
  return [least, most === Infinity ? tickets + 10 : most];
}

/** The order in another category of a table that orders decide, or `null` where the monitor's totals have no room for it. */
export function otherOrder(
  order: Order,
  table: TableName,
  from: number,
  to: number,
  house: House,
  rooms: readonly TicketRoom[],
): Order | null {
  const day = house.day[order.performance] ?? 0;
  if (table === 'moment') {
    const hour = order.hour - (order.hour % 100) + (to % 24);
    return Math.trunc(to / 24) === Math.trunc(from / 24) ? { ...order, hour, moment: to } : null;
  }
  const [first, size] = ORDER_BITS[table] ?? [0, 0];
  if (to >= size) return null;
  const room = table === 'lead' || table === 'price_class' ? rooms[order.performance]?.[table] : null;
  const seats = Math.min(order.tickets, room?.[to] ?? Infinity);
  if (seats < partySizes(order.tickets)[0]) return null;
  const mask = (order.mask & ~(1 << (first + from))) | (1 << (first + to));
  if (table === 'party') {
    const [least, most] = PARTY_SIZES[to] ?? [1, 1];
    return { ...order, mask, tickets: Math.min(most, Math.max(least, order.tickets)) };
  }
  if (table !== 'lead') return { ...order, mask, tickets: seats };
  const [nearest, farthest] = leadDays(to);
  const hour = hourOnDay(day - (to > from ? nearest : Math.min(farthest, nearest + 30)), order.hour % 100);
  return leadOf(day, hour) === to ? { ...order, mask, hour, moment: momentOf(hour), tickets: seats } : null;
}

export const inCategory = (order: Order, table: TableName, category: number): boolean =>
  table === 'moment'
    ? order.moment === category
    : ((order.mask >> ((ORDER_BITS[table]?.[0] ?? 0) + category)) & 1) === 1;
