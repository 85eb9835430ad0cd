/** Every cell of every frame that a buyer is counted in. The one place that says what a table counts. */
import { AGE_BANDS, AUDIENCE_LEVELS, GENDERS } from '#protocol';
import type { Frames } from './frame.ts';
import { frameColumns, type FrameColumns } from './frame-columns.ts';
import { type Layout, TABLE_NAMES, type TableName } from './layout.ts';
import { differing } from './order-difference.ts';
import type { Order, Person } from './person.ts';
import { CHANNEL_BIT, CLASS_BIT, LEAD_BIT, PARTY_BIT } from './population.ts';
import { LINKS, type House } from './subjects.ts';
import { Tally } from './tally.ts';

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
/** Tables of one value of the buyer each. */
const VALUE_BITS = bitsOf(
  'origin',
  'origin_pc4',
  'distance',
  'age',
  'age_gender',
  'newness',
  'segment',
  'house_segment',
);
const ORDER_BITS = bitsOf('channel', 'price_class', 'party', 'lead');
const MOMENT_BIT = bitsOf('moment');
const WITHOUT_LEAD = (1 << LEAD_BIT) - 1;

/** Subjects of which a buyer is read: all, those that are marked, or the others. */
const [ALL, MARKED, UNMARKED] = [0, 1, 2] as const;
type Which = typeof ALL | typeof MARKED | typeof UNMARKED;

/** Of the buyer that is read, by frame. */
interface InFrames {
  /** The turn that the rest is of. */
  readonly turn: Int32Array;
  readonly mask: Int32Array;
  readonly tickets: Int32Array;
  readonly visits: Int32Array;
  readonly last: Int32Array;
  readonly set: Int32Array;
}

export class Contributions {
  readonly #house: House;
  readonly #layout: Layout;
  readonly #columns: FrameColumns;
  /** By level and table: first cell in a frame, or -1. */
  readonly #offset: Int32Array;
  readonly #genders: boolean;
  readonly #in: InFrames;
  #turns = 0;
  /** Frames the buyer is in. */
  readonly #frames: Int32Array;
  #length = 0;
  /** By subject: the turn in which its orders differed. */
  readonly #marked: Int32Array;
  #markTurn = 0;
  /** By production: the turn in which somebody had ordered for it. */
  readonly #has: Int32Array;
  #hasTurn = 0;
  #gone: readonly number[] = [];
  #come: readonly number[] = [];
  /** Hours of all releases. */
  readonly #times: readonly number[];
  readonly #tally: Tally;
  /** Productions ordered up to an hour. */
  readonly #productions: number[] = [];
  #productionsAt = -1;

  constructor(house: House, layout: Layout, frames: Frames) {
    this.#house = house;
    this.#layout = layout;
    this.#columns = frameColumns(house, frames);
    this.#offset = Int32Array.from(
      AUDIENCE_LEVELS.flatMap((level) => NUMBERED.map((table) => layout.offset[level][table] ?? -1)),
    );
    this.#genders = layout.categories.age_gender.length > 0;
    const column = () => new Int32Array(frames.all.length);
    this.#in = { turn: column(), mask: column(), tickets: column(), visits: column(), last: column(), set: column() };
    this.#frames = column();
    this.#marked = new Int32Array(house.subjects.length);
    this.#has = new Int32Array(house.productions.length);
    this.#tally = new Tally(frames.cells);
    this.#times = [...new Set(frames.all.map(({ at }) => at))];
  }

  /** What was read, up to the length it answers. Weights are tickets for coverage, else 1. */
  get cells(): Int32Array {
    return this.#tally.cells.values;
  }
  get weights(): Int32Array {
    return this.#tally.weights.values;
  }

  read(person: Person, tables: number): number {
    this.#tally.clear();
    this.#put(person, tables, 1, ALL);
    return this.#tally.cells.length;
  }

  /** What is gone when somebody is `after` and not `before`, and what has come: most cells that stay are left out. */
  difference(before: Person, after: Person, tables: number): number {
    this.#tally.clear();
    const steady = this.#markDiffering(before.orders, after.orders);
    const same =
      before.place === after.place &&
      before.person === after.person &&
      before.segment === after.segment &&
      before.history === after.history;
    // Who is in the same frames with the same values can be in other categories of their orders alone.
    const changed = same && steady ? tables & (ORDER_BITS | MOMENT_BIT | 1) : tables;
    this.#put(before, changed, -1, MARKED);
    this.#put(after, changed, 1, MARKED);
    const values = same ? 0 : tables & (VALUE_BITS | 1);
    const overlap = !steady && ((tables >> NO.overlap) & 1) === 1;
    if (values !== 0 || overlap) this.#putUnmarked(before, after, values, overlap);
    return this.#tally.cells.length;
  }

  /** Marks the subjects of orders that differ; all others have the same ones. True where all stay in their frames. */
  #markDiffering(one: readonly Order[], two: readonly Order[]): boolean {
    this.#markTurn += 1;
    let steady = true;
    differing(one, two, (a, b) => {
      if (!a || !b || !this.#sameTime(a.hour, b.hour)) steady = false;
      if (a) this.#mark(a.performance);
      if (b) this.#mark(b.performance);
    });
    return steady;
  }

  /** Frames whose orders are the same: other values, and other productions that the buyer has been to as well. */
  #putUnmarked(before: Person, after: Person, values: number, overlap: boolean): void {
    const { at, base, level } = this.#columns;
    this.#find(before.orders, 0, 0, UNMARKED);
    let hour = -1;
    for (let i = 0; i < this.#length; i += 1) {
      const frame = this.#frames[i] ?? 0;
      if (values !== 0) {
        this.#inFrame(frame, before, values, -1);
        this.#inFrame(frame, after, values, 1);
      }
      const start = this.#offset[(level[frame] ?? 0) * NUMBERED.length + NO.overlap] ?? -1;
      if (!overlap || start < 0) continue;
      if (at[frame] !== hour) {
        hour = at[frame] ?? 0;
        this.#gone = this.#onlyIn(before.orders, after.orders, hour);
        this.#come = this.#onlyIn(after.orders, before.orders, hour);
      }
      for (const production of this.#gone) this.#tally.put((base[frame] ?? 0) + start + production, -1);
      for (const production of this.#come) this.#tally.put((base[frame] ?? 0) + start + production, 1);
    }
  }

  /** Productions ordered up to an hour by the one, and not by the other. */
  #onlyIn(one: readonly Order[], other: readonly Order[], at: number): readonly number[] {
    const { productionOf } = this.#house;
    const turn = (this.#hasTurn += 1);
    const only: number[] = [];
    for (const { performance, hour } of other) if (hour <= at) this.#has[productionOf[performance] ?? -1] = turn;
    for (const { performance, hour } of one) {
      const production = productionOf[performance] ?? -1;
      if (hour > at || production < 0 || this.#has[production] === turn) continue;
      this.#has[production] = turn;
      only.push(production);
    }
    return only;
  }

  /** No release lies between them. */
  #sameTime(one: number, two: number): boolean {
    if (one === two) return true;
    for (const at of this.#times) if (one <= at !== two <= at) return false;
    return true;
  }

  #mark(performance: number): void {
    for (const subject of this.#house.chain[performance] ?? []) this.#marked[subject] = this.#markTurn;
  }

  #put(person: Person, tables: number, sign: 1 | -1, which: Which): void {
    this.#find(person.orders, tables, sign, which);
    this.#productionsAt = -1;
    for (let i = 0; i < this.#length; i += 1) this.#inFrame(this.#frames[i] ?? 0, person, tables, sign);
    this.#tally.next();
  }

  /** The frames of these orders, and what their orders add up to in each. */
  #find(orders: readonly Order[], tables: number, sign: number, which: Which): void {
    const { from, frames, at, today, base, level } = this.#columns;
    const { turn, mask, tickets, visits, last, set } = this.#in;
    const { day, productionOf, large, subjectAt } = this.#house;
    const turns = (this.#turns += 1);
    const moments = ((tables >> NO.moment) & 1) === 1;
    this.#length = 0;
    for (let i = 0; i < orders.length; i += 1) {
      const order = orders[i];
      if (!order) continue;
      const p = order.performance;
      const played = day[p] ?? 0;
      const bit = large[productionOf[p] ?? -1] ?? -1;
      for (let link = LINKS * p; link < LINKS * (p + 1); link += 1) {
        const subject = subjectAt[link] ?? -1;
        if (subject < 0) continue;
        if (which !== ALL && (this.#marked[subject] === this.#markTurn) !== (which === MARKED)) continue;
        const end = from[subject + 1] ?? 0;
        for (let k = from[subject] ?? 0; k < end; k += 1) {
          const frame = frames[k] ?? 0;
          if (order.hour > (at[frame] ?? 0)) continue;
          if (turn[frame] !== turns) {
            turn[frame] = turns;
            mask[frame] = 0;
            tickets[frame] = 0;
            visits[frame] = 0;
            last[frame] = -1;
            set[frame] = 0;
            this.#frames[this.#length] = frame;
            this.#length += 1;
          }
          // A curve of lead times is whole only when the performance was played.
          mask[frame]! |= played < (today[frame] ?? 0) ? order.mask : order.mask & WITHOUT_LEAD;
          tickets[frame]! += order.tickets;
          if (last[frame] !== p) visits[frame]! += 1;
          last[frame] = p;
          if (bit >= 0) set[frame]! |= 1 << bit;
          if (!moments) continue;
          const start = this.#offset[(level[frame] ?? 0) * NUMBERED.length + NO.moment] ?? -1;
          if (start >= 0) this.#tally.once((base[frame] ?? 0) + start + order.moment, sign);
        }
      }
    }
  }

  #inFrame(frame: number, person: Person, tables: number, sign: number): void {
    const base = this.#columns.base[frame] ?? 0;
    const row = (this.#columns.level[frame] ?? 0) * NUMBERED.length;
    if (tables & 1) {
      const tickets = sign * (this.#in.tickets[frame] ?? 0);
      this.#tally.put(base, sign);
      this.#tally.put(base + 1, tickets);
      if (person.place > 0) this.#tally.put(base + 2, tickets);
      if (person.person >= 4) this.#tally.put(base + 3, tickets);
    }
    if (tables & VALUE_BITS) this.#values(base, row, person, tables, sign);
    if (tables & ORDER_BITS) {
      const mask = this.#in.mask[frame] ?? 0;
      for (const [table, first, count] of BITS) {
        const start = this.#offset[row + table] ?? -1;
        if (start < 0 || ((tables >> table) & 1) === 0) continue;
        for (let bit = 0; bit < count; bit += 1)
          if ((mask >> (first + bit)) & 1) this.#tally.put(base + start + bit, sign);
      }
    }
    this.#one(base, row, NO.visits, visitBand(this.#in.visits[frame] ?? 0), tables, sign);
    this.#one(base, row, NO.combinations, (this.#in.set[frame] ?? 0) - 1, tables, sign);
    const overlap = this.#offset[row + NO.overlap] ?? -1;
    if (overlap >= 0 && (tables >> NO.overlap) & 1) this.#overlap(frame, base + overlap, person.orders, sign);
  }

  #values(base: number, row: number, person: Person, tables: number, sign: number): void {
    const { origin, pc4, distance } = this.#layout;
    const [age, gender] = [(person.person >> 2) - 1, (person.person & 3) - 1];
    this.#one(base, row, NO.origin, origin[person.place] ?? -1, tables, sign);
    this.#one(base, row, NO.origin_pc4, pc4[person.place] ?? -1, tables, sign);
    this.#one(base, row, NO.distance, distance[person.place] ?? -1, tables, sign);
    if (age < AGE_BANDS.length) this.#one(base, row, NO.age, age, tables, sign);
    if (age >= 0 && gender >= 0 && this.#genders)
      this.#one(base, row, NO.age_gender, age * GENDERS.length + gender, tables, sign);
    this.#one(base, row, NO.newness, person.history >> 3, tables, sign);
    this.#one(base, row, NO.segment, person.history & 7, tables, sign);
    this.#one(base, row, NO.house_segment, person.segment - 1, tables, sign);
  }

  #one(base: number, row: number, table: number, category: number, tables: number, sign: number): void {
    const start = this.#offset[row + table] ?? -1;
    if (start < 0 || category < 0 || ((tables >> table) & 1) === 0) return;
    this.#tally.put(base + start + category, sign);
  }

  /** Other productions they ordered for up to then: the same for all frames of one hour. */
  #overlap(frame: number, start: number, orders: readonly Order[], sign: number): void {
    const at = this.#columns.at[frame] ?? 0;
    const { productionOf } = this.#house;
    if (at !== this.#productionsAt) {
      this.#productionsAt = at;
      this.#productions.length = 0;
      for (const { hour, performance } of orders) {
        const production = productionOf[performance] ?? -1;
        if (hour <= at && production >= 0) this.#productions.push(production);
      }
    }
    const here = productionOf[this.#in.last[frame] ?? -1] ?? -1;
    for (const production of this.#productions) if (production !== here) this.#tally.once(start + production, sign);
  }
}
