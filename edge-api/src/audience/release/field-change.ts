/** What changes in the cells when a buyer has another value of one field: in every frame they are in, at once. */
import { AUDIENCE_LEVELS, type AudienceLevel } from '#protocol';
import type { Frames } from './frame.ts';
import type { Layout, TableName } from './layout.ts';
import type { Ledger } from './ledger.ts';
import type { Population } from './population.ts';
import { categoryOf, type Field } from './proposal.ts';
import type { House } from './subjects.ts';

const TABLES: Readonly<Record<Field, readonly TableName[]>> = {
  place: ['origin', 'origin_pc4', 'distance'],
  person: ['age', 'age_gender'],
  history: ['newness', 'segment'],
  segment: ['house_segment'],
};
/** Cell of `own` that counts tickets of whom the field is known, and the least value that is. */
const KNOWN: Readonly<Partial<Record<Field, readonly [number, number]>>> = { place: [2, 1], person: [3, 4] };
const MOST_KEPT = 50_000;

export class FieldChange {
  readonly #house: House;
  readonly #layout: Layout;
  readonly #frames: Frames;
  readonly #population: Population;
  readonly #ledger: Ledger;
  /** Of a buyer: frame, tickets, frame, tickets … */
  readonly #kept = new Map<number, Int32Array>();
  readonly #offset: Readonly<Record<Field, Readonly<Record<AudienceLevel, readonly number[]>>>>;
  constructor(house: House, layout: Layout, frames: Frames, population: Population, ledger: Ledger) {
    this.#house = house;
    this.#layout = layout;
    this.#frames = frames;
    this.#population = population;
    this.#ledger = ledger;
    this.#offset = Object.fromEntries(
      Object.entries(TABLES).map(([field, tables]) => [
        field,
        Object.fromEntries(
          AUDIENCE_LEVELS.map((level) => [
            level,
            tables.map((table) => (layout.categories[table].length > 0 ? (layout.offset[level][table] ?? -1) : -1)),
          ]),
        ),
      ]),
    ) as Record<Field, Record<AudienceLevel, number[]>>;
  }

  #framesOf(buyer: number): Int32Array {
    const known = this.#kept.get(buyer);
    if (known) return known;
    const { start, performance, hour, tickets } = this.#population;
    const found = new Map<number, number>();
    for (let i = start[buyer] ?? 0; i < (start[buyer + 1] ?? 0); i += 1) {
      for (const subject of this.#house.chain[performance[i] ?? -1] ?? []) {
        for (const frame of this.#frames.of[subject] ?? []) {
          if ((hour[i] ?? 0) <= frame.at) found.set(frame.number, (found.get(frame.number) ?? 0) + (tickets[i] ?? 0));
        }
      }
    }
    const list = Int32Array.from([...found].flat());
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(buyer, list);
    return list;
  }

  write(buyer: number, field: Field, from: number, to: number): void {
    const list = this.#framesOf(buyer);
    const was = TABLES[field].map((table) => categoryOf(this.#layout, table, from));
    const is = TABLES[field].map((table) => categoryOf(this.#layout, table, to));
    const [known, least] = KNOWN[field] ?? [0, 0];
    const more = Number(to >= least) - Number(from >= least);
    for (let i = 0; i < list.length; i += 2) {
      const frame = this.#frames.all[list[i] ?? 0];
      if (!frame) continue;
      const offsets = this.#offset[field][frame.level];
      for (let t = 0; t < offsets.length; t += 1) {
        const start = offsets[t] ?? -1;
        const [a, b] = [was[t] ?? -1, is[t] ?? -1];
        if (start < 0 || a === b) continue;
        if (a >= 0) this.#ledger.one(frame.base + start + a, -1);
        if (b >= 0) this.#ledger.one(frame.base + start + b, 1);
      }
      if (known > 0 && more !== 0) this.#ledger.one(frame.base + known, more * (list[i + 1] ?? 0));
    }
  }
}
