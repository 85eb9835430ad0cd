/**
 * What changes in the cells when a buyer has another value of one field, or two exchange theirs: in every frame they are in, at once. Looked at before
 * anything is written, for most of what is tried does not fit; who is exchanged with changes nothing where both are.
 */
import { AUDIENCE_LEVELS } from '#protocol';
import { BuyerFrames } from './buyer-frames.ts';
import type { Frames } from '../frame.ts';
import { frameColumns, type FrameColumns } from '../frame-columns.ts';
import type { Layout, TableName } from '../layout.ts';
import type { Ledger } from '../ledger.ts';
import type { Population } from '../population.ts';
import { categoryOf, type Field } from './proposal.ts';
import { LINKS, type House } from '../subjects.ts';

const TABLES: Readonly<Record<Field, readonly TableName[]>> = {
  place: ['origin', 'origin_pc4', 'distance'],
  person: ['age', 'age_gender'],
  history: ['newness', 'segment'],
  segment: ['house_segment'],
};
/** Cell of `own` that counts tickets of whom the field is known, and the least value that is. */
export const KNOWN: Readonly<Partial<Record<Field, readonly [number, number]>>> = { place: [2, 1], person: [3, 4] };
const FIELDS = Object.keys(TABLES) as Field[];

/** How often each cell stood in the way. */
export type InTheWay = Map<number, number>;

export class FieldChange {
  readonly #layout: Layout;
  readonly #population: Population;
  readonly #ledger: Ledger;
  readonly #house: House;
  readonly #columns: FrameColumns;
  /** By field, level and table: first cell within a frame, or -1. */
  readonly #offset: Readonly<Record<Field, Int32Array>>;
  /** By field, table and value: its category, or -1. */
  readonly #categoryOf: Readonly<Record<Field, readonly Int16Array[]>>;
  readonly #mine: BuyerFrames;
  readonly #theirs: BuyerFrames;
  readonly #was = new Int32Array(3);
  readonly #is = new Int32Array(3);

  constructor(house: House, layout: Layout, frames: Frames, population: Population, ledger: Ledger) {
    this.#layout = layout;
    this.#population = population;
    this.#ledger = ledger;
    this.#house = house;
    this.#columns = frameColumns(house, frames);
    const offsets = (tables: readonly TableName[]) =>
      Int32Array.from(
        AUDIENCE_LEVELS.flatMap((level) =>
          tables.map((table) => (layout.categories[table].length > 0 ? (layout.offset[level][table] ?? -1) : -1)),
        ),
      );
    this.#offset = Object.fromEntries(FIELDS.map((field) => [field, offsets(TABLES[field])])) as Record<
      Field,
      Int32Array
    >;
    const values = (field: Field): number =>
      field === 'place' ? layout.origin.length : field === 'segment' ? layout.categories.house_segment.length + 1 : 64;
    this.#categoryOf = Object.fromEntries(
      FIELDS.map((field) => [
        field,
        TABLES[field].map((table) =>
          Int16Array.from({ length: values(field) }, (_, v) => categoryOf(layout, table, v)),
        ),
      ]),
    ) as unknown as Record<Field, Int16Array[]>;
    this.#mine = new BuyerFrames(house, this.#columns, population);
    this.#theirs = new BuyerFrames(house, this.#columns, population);
  }

  /** Whose value is asked about from here on. */
  of(buyer: number): void {
    this.#mine.read(buyer);
  }

  /** With whom it is exchanged; null: with nobody. */
  with(other: number | null): void {
    if (other === null) this.#theirs.clear();
    else this.#theirs.read(other);
  }

  /** Whether the buyer asked about is in that frame. */
  isIn(frame: number): boolean {
    return this.#mine.has(frame);
  }

  /** True where every digit stays when the value is another: `from` and `to` of the buyer, the other way round of whom they exchange with. */
  fits(field: Field, from: number, to: number, inTheWay: InTheWay | null = null): boolean {
    const tables = this.#categories(field, from, to);
    if (inTheWay === null) {
      const offsets = this.#offset[field];
      if (!this.#allStay(this.#mine, this.#theirs, offsets, tables, this.#was, this.#is)) return false;
      if (!this.#allStay(this.#theirs, this.#mine, offsets, tables, this.#is, this.#was)) return false;
      return this.#known(field, from, to, false, null);
    }
    const mine = this.#stays(this.#mine, this.#theirs, field, tables, this.#was, this.#is, inTheWay);
    const theirs = this.#stays(this.#theirs, this.#mine, field, tables, this.#is, this.#was, inTheWay);
    return this.#known(field, from, to, false, inTheWay) && mine && theirs;
  }

  /** First frame of the buyer in which a digit would change, whoever they exchange with that is not in it; -1: none. */
  blockedIn(field: Field, from: number, to: number): number {
    const tables = this.#categories(field, from, to);
    for (let i = 0; i < this.#mine.length; i += 1) {
      const frame = this.#mine.frames[i] ?? 0;
      if (!this.#staysIn(frame, this.#offset[field], tables, this.#was, this.#is)) return frame;
    }
    return -1;
  }

  /** Whether a buyer is in that frame. */
  comesTo(buyer: number, frame: number): boolean {
    const { start, performance, hour } = this.#population;
    const at = this.#columns.at[frame] ?? 0;
    const level = this.#columns.level[frame] ?? 0;
    const subject = this.#columns.subject[frame];
    const end = start[buyer + 1] ?? 0;
    for (let i = start[buyer] ?? 0; i < end; i += 1)
      if (this.#house.subjectAt[(performance[i] ?? 0) * LINKS + level] === subject && (hour[i] ?? 0) <= at) return true;
    return false;
  }

  /** Whether one of them may go from `was` to `is` in all frames where the other is not. Nothing is made here, for it runs millions of times. */
  #allStay(
    here: BuyerFrames,
    there: BuyerFrames,
    offsets: Int32Array,
    tables: number,
    was: Int32Array,
    is: Int32Array,
  ): boolean {
    const { frames, length, stuck } = here;
    const first = frames[stuck] ?? 0;
    if (stuck < length && !there.has(first) && !this.#staysIn(first, offsets, tables, was, is)) return false;
    for (let i = 0; i < length; i += 1) {
      const frame = frames[i] ?? 0;
      if (there.has(frame) || this.#staysIn(frame, offsets, tables, was, is)) continue;
      here.stuck = i;
      return false;
    }
    return true;
  }

  #staysIn(frame: number, offsets: Int32Array, tables: number, was: Int32Array, is: Int32Array): boolean {
    const base = this.#columns.base[frame] ?? 0;
    const row = (this.#columns.level[frame] ?? 0) * tables;
    for (let t = 0; t < tables; t += 1) {
      const start = offsets[row + t] ?? -1;
      const a = was[t] ?? -1;
      const b = is[t] ?? -1;
      if (start < 0 || a === b) continue;
      if (a >= 0 && !this.#may(base + start + a, -1, null)) return false;
      if (b >= 0 && !this.#may(base + start + b, 1, null)) return false;
    }
    return true;
  }

  /** The same, and what stands in the way. */
  #stays(
    here: BuyerFrames,
    there: BuyerFrames,
    field: Field,
    tables: number,
    was: Int32Array,
    is: Int32Array,
    inTheWay: InTheWay,
  ): boolean {
    const offsets = this.#offset[field];
    let fits = true;
    for (let i = 0; i < here.length; i += 1) {
      const frame = here.frames[i] ?? 0;
      if (there.has(frame)) continue;
      const base = this.#columns.base[frame] ?? 0;
      const row = (this.#columns.level[frame] ?? 0) * tables;
      for (let t = 0; t < tables; t += 1) {
        const start = offsets[row + t] ?? -1;
        const a = was[t] ?? -1;
        const b = is[t] ?? -1;
        if (start < 0 || a === b) continue;
        if (a >= 0 && !this.#may(base + start + a, -1, inTheWay)) fits = false;
        if (b >= 0 && !this.#may(base + start + b, 1, inTheWay)) fits = false;
      }
    }
    return fits;
  }

  /** As `fits`, in the frames of one subject alone: for those who are not in it, and take another's value there. */
  fitsIn(subject: number, field: Field, from: number, to: number): boolean {
    const tables = this.#categories(field, from, to);
    for (let i = 0; i < this.#mine.length; i += 1) {
      const frame = this.#mine.frames[i] ?? 0;
      if (
        this.#columns.subject[frame] === subject &&
        !this.#staysIn(frame, this.#offset[field], tables, this.#was, this.#is)
      )
        return false;
    }
    return true;
  }

  /** False where no other value can fit: some cell of a table that decides has to stay as it is, whatever else is taken. */
  leaves(field: Field, from: number, table: TableName): boolean {
    const t = TABLES[field].indexOf(table);
    const category = categoryOf(this.#layout, table, from);
    if (t < 0 || category < 0) return true;
    const tables = TABLES[field].length;
    for (let i = 0; i < this.#mine.length; i += 1) {
      const frame = this.#mine.frames[i] ?? 0;
      const start = this.#offset[field][(this.#columns.level[frame] ?? 0) * tables + t] ?? -1;
      if (start >= 0 && !this.#may((this.#columns.base[frame] ?? 0) + start + category, -1, null)) return false;
    }
    return true;
  }

  write(field: Field, from: number, to: number): void {
    const tables = this.#categories(field, from, to);
    this.#put(this.#mine, this.#theirs, field, tables, this.#was, this.#is);
    this.#put(this.#theirs, this.#mine, field, tables, this.#is, this.#was);
    this.#known(field, from, to, true, null);
  }

  #put(here: BuyerFrames, there: BuyerFrames, field: Field, tables: number, was: Int32Array, is: Int32Array): void {
    for (let i = 0; i < here.length; i += 1) {
      const frame = here.frames[i] ?? 0;
      if (there.has(frame)) continue;
      const base = this.#columns.base[frame] ?? 0;
      const row = (this.#columns.level[frame] ?? 0) * tables;
      for (let t = 0; t < tables; t += 1) {
        const start = this.#offset[field][row + t] ?? -1;
        const [a, b] = [was[t] ?? -1, is[t] ?? -1];
        if (start < 0 || a === b) continue;
        if (a >= 0) this.#ledger.one(base + start + a, -1);
        if (b >= 0) this.#ledger.one(base + start + b, 1);
      }
    }
  }

  #categories(field: Field, from: number, to: number): number {
    const categories = this.#categoryOf[field];
    for (let t = 0; t < categories.length; t += 1) {
      this.#was[t] = categories[t]?.[from] ?? -1;
      this.#is[t] = categories[t]?.[to] ?? -1;
    }
    return categories.length;
  }

  /** The tickets of whom the field is known: written, or looked at. */
  #known(field: Field, from: number, to: number, write: boolean, inTheWay: InTheWay | null): boolean {
    const known = KNOWN[field];
    if (!known) return true;
    const [cell, least] = known;
    const more = Number(to >= least) - Number(from >= least);
    if (more === 0) return true;
    const mine = this.#tickets(this.#mine, this.#theirs, cell, more, true, write, inTheWay);
    return this.#tickets(this.#theirs, this.#mine, cell, -more, false, write, inTheWay) && mine;
  }

  /** Where both are, the difference of their tickets counts, once. */
  #tickets(
    here: BuyerFrames,
    there: BuyerFrames,
    cell: number,
    sign: number,
    shared: boolean,
    write: boolean,
    inTheWay: InTheWay | null,
  ): boolean {
    let fits = true;
    for (let i = 0; i < here.length; i += 1) {
      const frame = here.frames[i] ?? 0;
      const both = there.has(frame);
      if (both && !shared) continue;
      const change = sign * ((here.tickets[i] ?? 0) - there.ticketsIn(frame));
      if (change === 0) continue;
      if (write) this.#ledger.one((this.#columns.base[frame] ?? 0) + cell, change);
      else if (!this.#may((this.#columns.base[frame] ?? 0) + cell, change, inTheWay)) fits = false;
    }
    return fits;
  }

  #may(cell: number, more: number, inTheWay: InTheWay | null): boolean {
    const count = (this.#ledger.count[cell] ?? 0) + more;
    // What is out of place already may come nearer.
    if (more > 0 ? count <= (this.#ledger.high[cell] ?? 0) : count >= (this.#ledger.low[cell] ?? 0)) return true;
    if (inTheWay) inTheWay.set(cell, (inTheWay.get(cell) ?? 0) + 1);
    return false;
  }
}
