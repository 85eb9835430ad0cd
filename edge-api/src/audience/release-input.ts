/** Pure: rows of the stores as the columns a release is made of. */
import {
  AGE_BANDS,
  AUDIENCE_CHANNELS,
  type AudienceCoverage,
  AUDIENCE_FAULTS,
  GENDERS,
  localDay,
  PRICE_CLASSES,
  seasonOf,
  type AudienceFault,
} from '#protocol';
import type { HousePerformance } from './performance-store.ts';
import type { FactRow, SetRow, SoldRow } from './publish-store.ts';
import { Column } from './release/column.ts';
import { dayNumber } from './release/day.ts';
import type {
  EarlierRelease,
  FactColumns,
  PublishedParts,
  ReleasePerformance,
  SalesTotals,
  SubjectCounts,
} from './release/input.ts';
import type { ReleaseRow } from './report-store.ts';

/** A performance as it is published: own references stand under what they are linked to. */
export interface Evening extends ReleasePerformance {
  readonly about: HousePerformance;
  /** Keys facts are kept under. */
  readonly keys: readonly number[];
}

export function eveningsOf(
  rows: readonly HousePerformance[],
  zone: string,
  leftOut: (name: string, production: string | null) => boolean,
): Evening[] {
  return [...Map.groupBy(rows, ({ meant }) => meant).values()].map((same) => {
    const about = same[0] as HousePerformance;
    const date = localDay(about.startsAt, zone);
    return {
      about,
      keys: same.map(({ key }) => key),
      key: about.meant,
      id: about.id,
      // An evening in no production is its own.
      production: about.production ?? about.id,
      genre: about.genre,
      season: seasonOf(date),
      date,
      capacity: about.capacity,
      onSaleAt: about.onSaleAt === null ? null : localDay(about.onSaleAt, zone),
      excluded: leftOut(about.id, about.production),
    };
  });
}

/**
 * Facts of one season, and of its buyers what they ordered for others. Numbers of buyers and segments are given out in the order rows come, one buyer's
 * together; a release does not depend on them.
 */
export class Columns {
  #n = 0;
  #last: string | null = null;
  /** Number of the buyer whose rows come, or -1: none of this season yet. */
  #buyer = -1;
  #buyers = 0;
  readonly #evenings: readonly Evening[];
  readonly #days: Int32Array;
  readonly #season: number;
  readonly #at: number;
  /** Index among the season's own evenings, or -1. */
  readonly #own: Int32Array;
  /** Evenings of earlier seasons that the buyer has ordered for. */
  readonly #others = new Set<number>();
  readonly #visits = new Column();
  readonly #lastDay = new Column();
  readonly #segments = new Map<string, number>();
  readonly #of;

  /** `at`: orders up to that hour count; `length`: facts of the season, at most. */
  constructor(evenings: readonly Evening[], season: number, at: number, length: number) {
    this.#evenings = evenings;
    this.#days = Int32Array.from(evenings, ({ date }) => dayNumber(date));
    this.#season = season;
    this.#at = at;
    let own = 0;
    this.#own = Int32Array.from(evenings, (evening) => (evening.season === season ? own++ : -1));
    this.#of = {
      buyer: new Int32Array(length),
      performance: new Int32Array(length),
      hour: new Int32Array(length),
      tickets: new Int32Array(length),
      amount: new Float64Array(length),
      channel: new Uint8Array(length),
      classes: new Uint8Array(length),
      pc4: new Uint16Array(length),
      age: new Uint8Array(length),
      gender: new Uint8Array(length),
      segment: new Uint16Array(length),
      first: new Uint8Array(length),
    };
  }

  /** `indexOf`: place of a performance among all evenings. */
  add(rows: readonly FactRow[], indexOf: (performance: number) => number | undefined): void {
    for (const row of rows) {
      const [performance, buyer, hour] = row;
      const index = indexOf(performance);
      if (index === undefined) continue;
      if (buyer !== this.#last) this.#nextBuyer(buyer);
      const own = this.#own[index] ?? -1;
      if (own >= 0) this.#put(row, own);
      else if (hour <= this.#at && this.#isEarlier(index)) this.#others.add(index);
    }
  }

  #isEarlier(index: number): boolean {
    const evening = this.#evenings[index];
    return evening !== undefined && evening.season < this.#season && !evening.excluded;
  }

  #nextBuyer(buyer: string | null): void {
    if (this.#buyer >= 0) {
      let last = -1;
      for (const index of this.#others) last = Math.max(last, this.#days[index] ?? -1);
      this.#visits.push(this.#others.size);
      this.#lastDay.push(last);
    }
    this.#others.clear();
    this.#last = buyer;
    this.#buyer = -1;
  }

  #put(row: FactRow, index: number): void {
    const of = this.#of;
    const n = this.#n;
    if (n >= of.buyer.length) return;
    const [, , hour, tickets, amount, channel, classes, pc4, age, gender, segment, first] = row;
    if (this.#buyer < 0) this.#buyer = this.#buyers++;
    of.buyer[n] = this.#buyer;
    of.performance[n] = index;
    of.hour[n] = hour;
    of.tickets[n] = tickets;
    of.amount[n] = amount ?? NaN;
    of.channel[n] = Math.max(0, AUDIENCE_CHANNELS.indexOf(channel as (typeof AUDIENCE_CHANNELS)[number]));
    of.classes[n] = classes;
    of.pc4[n] = pc4 === null ? 0 : pc4 === 'abroad' ? 1 : Number(pc4);
    of.age[n] = 1 + AGE_BANDS.indexOf(age as (typeof AGE_BANDS)[number]);
    of.gender[n] = 1 + GENDERS.indexOf(gender as (typeof GENDERS)[number]);
    of.segment[n] = segment === null ? 0 : numberOf(this.#segments, segment, 1);
    of.first[n] = first === null ? 0 : first === 1 ? 1 : 2;
    this.#n += 1;
  }

  done(): FactColumns {
    this.#nextBuyer(null);
    return {
      length: this.#n,
      ...this.#of,
      segments: [...this.#segments.keys()],
      others: { visits: this.#visits.values, lastDay: this.#lastDay.values },
    };
  }
}

function numberOf(numbers: Map<string, number>, name: string, from: number): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  const fresh = from + numbers.size;
  numbers.set(name, fresh);
  return fresh;
}

/** Sets under another secret than the newest of the season name the same person otherwise: they count as without a buyer. */
export function currentKey(sets: readonly SetRow[]): string | undefined {
  return sets.reduce<SetRow | undefined>((newest, set) => (newest && newest.v >= set.v ? newest : set), undefined)
    ?.key_id;
}

export function coverageOf(sets: readonly SetRow[], current: string | undefined): AudienceCoverage {
  const sum = { tickets: 0, withBuyer: 0, withPostcode: 0, withAge: 0 };
  const faults: Partial<Record<AudienceFault, number>> = {};
  for (const { coverage, key_id } of sets) {
    const one = JSON.parse(coverage) as AudienceCoverage;
    sum.tickets += one.tickets;
    if (key_id === current) {
      sum.withBuyer += one.withBuyer;
      sum.withPostcode += one.withPostcode;
      sum.withAge += one.withAge;
    }
    for (const fault of AUDIENCE_FAULTS)
      if (one.faults?.[fault]) faults[fault] = (faults[fault] ?? 0) + one.faults[fault];
  }
  return { ...sum, faults };
}

/** Cumulative by day → tickets of each day, and the classes as they stand; each system, and each key, counts on by itself. */
export function soldOf(rows: readonly SoldRow[]): SalesTotals {
  const classes = { normal: 0, discount: 0, free: 0, other: 0 };
  const days: Record<string, number> = {};
  for (const own of Map.groupBy(rows, ({ performance, source }) => `${performance} ${source}`).values()) {
    const standing = { normal: 0, discount: 0, free: 0, other: 0 };
    let before = 0;
    for (const row of own) {
      for (const name of PRICE_CLASSES) standing[name] = row[name] ?? standing[name];
      const sum = PRICE_CLASSES.reduce((all, name) => all + standing[name], 0);
      if (sum !== before) days[row.day] = (days[row.day] ?? 0) + sum - before;
      before = sum;
    }
    for (const name of PRICE_CLASSES) classes[name] += standing[name];
  }
  return { classes, days };
}

/** A row of the store as what this release must agree with. */
export function toEarlier(row: ReleaseRow): EarlierRelease {
  const [level, ...id] = row.subject.split(' ');
  return {
    level: level as EarlierRelease['level'],
    id: id.join(' '),
    number: row.number,
    at: row.at,
    counts: JSON.parse(row.counts) as SubjectCounts,
    published: (JSON.parse(row.published) as { parts: PublishedParts }).parts,
  };
}
