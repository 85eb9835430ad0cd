/** The buyers of a season in an order of their own content, so that neither the order of facts nor the numbering of buyers can be seen. */
import { dayOfHour, isoWeekday, leadBand } from './day.ts';
import type { FactColumns, ReleaseInput } from './input.ts';
import { historyOf } from './history.ts';
import { segmentNumbers } from './segments.ts';
import type { House } from './subjects.ts';

/** Where the order's categories lie in its mask. */
export const CHANNEL_BIT = 0;
export const CLASS_BIT = 5;
export const PARTY_BIT = 9;
export const LEAD_BIT = 14;

export interface Population {
  readonly count: number;
  /** Of a buyer, one value each in the whole season: 0 = unknown. Postcode (1 abroad), age × 4 + gender, segment of the house. */
  readonly place: Uint16Array;
  readonly person: Uint8Array;
  readonly segment: Uint16Array;
  /** 8 × (0 new, 1 returning) + index into `SEGMENTS`. */
  readonly history: Uint8Array;
  /** Orders of buyer b lie from `start[b]` to `start[b + 1]`, in order of performance and hour. */
  readonly start: Int32Array;
  readonly performance: Int32Array;
  readonly hour: Int32Array;
  readonly mask: Int32Array;
  /** 24 × (weekday − 1) + hour. */
  readonly moment: Uint8Array;
  readonly tickets: Int32Array;
  readonly amount: Float64Array;
}

const PARTY_ENDS = [1, 2, 4, 9];
export function partyBand(tickets: number): number {
  const band = PARTY_ENDS.findIndex((end) => tickets <= end);
  return band < 0 ? PARTY_ENDS.length : band;
}

export const momentOf = (hour: number): number => (isoWeekday(dayOfHour(hour)) - 1) * 24 + (hour % 100);
export const leadOf = (performanceDay: number, hour: number): number =>
  leadBand(Math.max(0, performanceDay - dayOfHour(hour)));

const mix = (state: number, value: number): number => {
  let h = Math.imul(state ^ value, 0x9e3779b1);
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca77);
  return h ^ (h >>> 13);
};

/** Facts of each buyer side by side: `order[start[b] … start[b+1]]`, as they came. */
function byBuyer(facts: FactColumns, kept: (i: number) => boolean) {
  let buyers = 0;
  for (let i = 0; i < facts.length; i += 1) buyers = Math.max(buyers, (facts.buyer[i] ?? 0) + 1);
  const start = new Int32Array(buyers + 1);
  for (let i = 0; i < facts.length; i += 1) if (kept(i)) start[(facts.buyer[i] ?? 0) + 1]! += 1;
  for (let b = 0; b < buyers; b += 1) start[b + 1]! += start[b] ?? 0;
  const order = new Int32Array(start[buyers] ?? 0);
  const next = start.slice();
  for (let i = 0; i < facts.length; i += 1) if (kept(i)) order[next[facts.buyer[i] ?? 0]!++] = i;
  return { buyers, start, order };
}

export function populationOf(
  input: Pick<ReleaseInput, 'facts' | 'at' | 'season' | 'earlier'>,
  house: House,
): Population {
  const { facts } = input;
  const performanceOf = (i: number): number => house.from[facts.performance[i] ?? -1] ?? -1;
  const { buyers, start, order } = byBuyer(
    facts,
    (i) => (house.chain[performanceOf(i)]?.length ?? 0) > 0 && (facts.hour[i] ?? 0) <= input.at,
  );
  const segments = segmentNumbers(input);
  const segmentOf = (i: number): number => segments[facts.segment[i] ?? 0] ?? 0;
  const columns = [
    facts.hour,
    facts.tickets,
    facts.classes,
    facts.channel,
    facts.pc4,
    facts.age,
    facts.gender,
  ] as const;
  const compare = (a: number, b: number): number => {
    const first = performanceOf(a) - performanceOf(b);
    if (first !== 0) return first;
    for (const column of columns) if (column[a] !== column[b]) return (column[a] ?? 0) - (column[b] ?? 0);
    const rest = segmentOf(a) - segmentOf(b) || (facts.first[a] ?? 0) - (facts.first[b] ?? 0);
    return rest || (facts.amount[a] || 0) - (facts.amount[b] || 0);
  };
  const key = new Float64Array(buyers);
  const own: number[] = [];
  for (let b = 0; b < buyers; b += 1) {
    const slice = order.subarray(start[b], start[b + 1]);
    if (slice.length > 1) slice.sort(compare);
    let [one, two] = [17, 71];
    for (const i of slice) {
      one = mix(one, performanceOf(i));
      for (const column of columns) one = mix(one, column[i] ?? 0);
      one = mix(mix(mix(one, segmentOf(i)), facts.first[i] ?? 0), facts.amount[i] || 0);
      two = mix(two, one ^ 0x5bd1e995);
    }
    if ((facts.others?.visits[b] ?? 0) > 0) {
      one = mix(one, historyOf(slice, { facts, buyer: b }, house, performanceOf));
      two = mix(two, one ^ 0x5bd1e995);
    }
    key[b] = (one >>> 0) * 2_097_152 + (two >>> 11);
    if (slice.length > 0) own.push(b);
  }
  const total = order.length;
  own.sort((a, b) => (key[a] ?? 0) - (key[b] ?? 0));
  const count = own.length;
  const population: Population = {
    count,
    place: new Uint16Array(count),
    person: new Uint8Array(count),
    segment: new Uint16Array(count),
    history: new Uint8Array(count),
    start: new Int32Array(count + 1),
    performance: new Int32Array(total),
    hour: new Int32Array(total),
    mask: new Int32Array(total),
    moment: new Uint8Array(total),
    tickets: new Int32Array(total),
    amount: new Float64Array(total),
  };
  let row = 0;
  for (const [n, b] of own.entries()) {
    const slice = order.subarray(start[b], start[b + 1]);
    let [placeHour, ageHour, segmentHour] = [0, 0, 0];
    for (const i of slice) {
      const hour = facts.hour[i] ?? 0;
      const p = performanceOf(i);
      const tickets = facts.tickets[i] ?? 0;
      population.performance[row] = p;
      population.hour[row] = hour;
      population.tickets[row] = tickets;
      population.amount[row] = facts.amount[i] ?? 0;
      population.moment[row] = momentOf(hour);
      population.mask[row] =
        (1 << (CHANNEL_BIT + (facts.channel[i] ?? 0))) |
        ((facts.classes[i] ?? 0) << CLASS_BIT) |
        (1 << (PARTY_BIT + partyBand(tickets))) |
        (1 << (LEAD_BIT + leadOf(house.day[p] ?? 0, hour)));
      row += 1;
      // The latest that is known stands for the whole season.
      if (facts.pc4[i] && hour >= placeHour) [population.place[n], placeHour] = [facts.pc4[i] ?? 0, hour];
      const person = (facts.age[i] ?? 0) * 4 + (facts.gender[i] ?? 0);
      if (person && hour >= ageHour) [population.person[n], ageHour] = [person, hour];
      if (facts.segment[i] && hour >= segmentHour) [population.segment[n], segmentHour] = [segmentOf(i), hour];
    }
    population.start[n + 1] = row;
    population.history[n] = historyOf(slice, { facts, buyer: b }, house, performanceOf);
  }
  return population;
}
