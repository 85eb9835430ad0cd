/** Every cell of every frame that a buyer is counted in. The one place that says what a table counts. */
import { AGE_BANDS, AUDIENCE_LEVELS, GENDERS, type AudienceLevel } from '#protocol';
import { dayOfHour } from './day.ts';
import type { Frame, Frames } from './frame.ts';
import { type Layout, TABLE_NAMES, type TableName } from './layout.ts';
import type { Order, Person } from './person.ts';
import { CHANNEL_BIT, CLASS_BIT, LEAD_BIT, PARTY_BIT } from './population.ts';
import type { House } from './subjects.ts';

const NUMBERED: readonly TableName[] = ['own', ...TABLE_NAMES];
/** Tables as bits of a number: this runs for every buyer, and for everybody that they might be instead. */
export const bitsOf = (...tables: readonly TableName[]): number =>
  tables.reduce((bits, table) => bits | (1 << NUMBERED.indexOf(table)), 0);
export const ALL_TABLES = bitsOf(...NUMBERED);
const NO = Object.fromEntries(NUMBERED.map((table, i) => [table, i])) as Readonly<Record<TableName, number>>;

/** 1, 2, 3, 4-10, 11+. */
export const visitBand = (performances: number): number =>
  performances <= 3 ? performances - 1 : performances <= 10 ? 3 : 4;

const BITS = [
  [NO.channel, CHANNEL_BIT, 5],
  [NO.price_class, CLASS_BIT, 4],
  [NO.party, PARTY_BIT, 5],
  [NO.lead, LEAD_BIT, 9],
] as const;
const WITHOUT_LEAD = (1 << LEAD_BIT) - 1;

export class Contributions {
  /** What `read` found, up to the length it answers. Weights are tickets for coverage, else 1. */
  cells = new Int32Array(4_096);
  weights = new Int32Array(4_096);
  #length = 0;
  #tables = 0;
  readonly #house: House;
  readonly #layout: Layout;
  readonly #frames: Frames;
  readonly #orders: Order[][];
  readonly #offset: Readonly<Record<AudienceLevel, Int32Array>>;
  readonly #today: Int32Array;
  readonly #genders: boolean;
  constructor(house: House, layout: Layout, frames: Frames) {
    this.#house = house;
    this.#layout = layout;
    this.#frames = frames;
    this.#orders = house.subjects.map(() => []);
    this.#offset = Object.fromEntries(
      AUDIENCE_LEVELS.map((level) => [level, Int32Array.from(NUMBERED, (table) => layout.offset[level][table] ?? -1)]),
    ) as Record<AudienceLevel, Int32Array>;
    this.#today = Int32Array.from(frames.all, ({ at }) => dayOfHour(at));
    this.#genders = layout.categories.age_gender.length > 0;
  }

  read(person: Person, tables: number): number {
    this.#length = 0;
    this.#tables = tables;
    const touched: number[] = [];
    for (const order of person.orders) {
      for (const subject of this.#house.chain[order.performance] ?? []) {
        const list = this.#orders[subject] ?? [];
        if (list.length === 0) touched.push(subject);
        list.push(order);
      }
    }
    for (const subject of touched) {
      const orders = this.#orders[subject] ?? [];
      for (const frame of this.#frames.of[subject] ?? []) this.#inFrame(frame, person, orders);
      orders.length = 0;
    }
    return this.#length;
  }

  #put(base: number, offset: Int32Array, table: number, category: number, weight: number): void {
    const start = offset[table] ?? -1;
    if (start < 0 || category < 0 || ((this.#tables >> table) & 1) === 0) return;
    if (this.#length === this.cells.length) this.#grow();
    this.cells[this.#length] = base + start + category;
    this.weights[this.#length] = weight;
    this.#length += 1;
  }

  #grow(): void {
    const [cells, weights] = [this.cells, this.weights];
    this.cells = new Int32Array(2 * cells.length);
    this.weights = new Int32Array(2 * cells.length);
    this.cells.set(cells);
    this.weights.set(weights);
  }

  #inFrame(frame: Frame, person: Person, orders: readonly Order[]): void {
    const { origin, pc4, distance, large } = this.#layout;
    const { day, productionOf } = this.#house;
    const today = this.#today[frame.number] ?? 0;
    let [mask, tickets, visits, last, set, first] = [0, 0, 0, -1, 0, -1];
    for (const order of orders) {
      if (order.hour > frame.at) continue;
      const { performance } = order;
      // A curve of lead times is whole only when the performance was played.
      mask |= (day[performance] ?? 0) < today ? order.mask : order.mask & WITHOUT_LEAD;
      tickets += order.tickets;
      if (performance !== last) visits += 1;
      last = performance;
      first = productionOf[performance] ?? -1;
      const bit = large[first] ?? -1;
      if (bit >= 0) set |= 1 << bit;
    }
    if (last < 0) return;
    const { base } = frame;
    const offset = this.#offset[frame.level];
    const tables = this.#tables;
    if (tables & 1) {
      this.#put(base, offset, NO.own, 0, 1);
      this.#put(base, offset, NO.own, 1, tickets);
      if (person.place > 0) this.#put(base, offset, NO.own, 2, tickets);
      if (person.person >= 4) this.#put(base, offset, NO.own, 3, tickets);
    }
    this.#put(base, offset, NO.origin, origin[person.place] ?? -1, 1);
    this.#put(base, offset, NO.origin_pc4, pc4[person.place] ?? -1, 1);
    this.#put(base, offset, NO.distance, distance[person.place] ?? -1, 1);
    const [age, gender] = [(person.person >> 2) - 1, (person.person & 3) - 1];
    if (age < AGE_BANDS.length) this.#put(base, offset, NO.age, age, 1);
    if (age >= 0 && gender >= 0 && this.#genders)
      this.#put(base, offset, NO.age_gender, age * GENDERS.length + gender, 1);
    this.#put(base, offset, NO.newness, person.history >> 3, 1);
    this.#put(base, offset, NO.segment, person.history & 7, 1);
    this.#put(base, offset, NO.house_segment, person.segment - 1, 1);
    for (const [table, from, count] of BITS) {
      if (((tables >> table) & 1) === 0) continue;
      for (let bit = 0; bit < count; bit += 1) if ((mask >> (from + bit)) & 1) this.#put(base, offset, table, bit, 1);
    }
    this.#put(base, offset, NO.visits, visitBand(visits), 1);
    if (set > 0) this.#put(base, offset, NO.combinations, set - 1, 1);
    if ((tables >> NO.moment) & 1 && (offset[NO.moment] ?? -1) >= 0) this.#moments(frame, offset, orders);
    if ((tables >> NO.overlap) & 1 && (offset[NO.overlap] ?? -1) >= 0)
      this.#overlap(frame, offset, person.orders, first);
  }

  #overlap(frame: Frame, offset: Int32Array, orders: readonly Order[], here: number): void {
    const seen: number[] = [here];
    for (const { hour, performance } of orders) {
      const production = this.#house.productionOf[performance] ?? -1;
      if (hour > frame.at || production < 0 || seen.includes(production)) continue;
      seen.push(production);
      this.#put(frame.base, offset, NO.overlap, production, 1);
    }
  }

  #moments(frame: Frame, offset: Int32Array, orders: readonly Order[]): void {
    const seen: number[] = [];
    for (const { hour, moment } of orders) {
      if (hour > frame.at || seen.includes(moment)) continue;
      seen.push(moment);
      this.#put(frame.base, offset, NO.moment, moment, 1);
    }
  }
}
