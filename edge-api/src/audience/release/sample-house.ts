/** A made-up house and its season, from a seed: for tests, benchmarks and the attack. Nobody in it exists. */
import type { AudienceCoverage } from '#protocol';
import { pointOf, kilometres } from '../geography/distance.ts';
import { dayNumber, hourOnDay } from './day.ts';
import type { FactColumns, ReleaseInput, ReleasePerformance, SalesTotals } from './input.ts';

export interface SampleOptions {
  readonly seed: number;
  readonly performances: number;
  readonly productions: number;
  /** Tickets an evening, about. */
  readonly tickets: number;
  readonly pc4?: number;
  /** Share of orders without a buyer's key. */
  readonly keyless?: number;
}

interface SampleFact {
  readonly buyer: number;
  readonly performance: number;
  readonly hour: number;
  readonly tickets: number;
  readonly amount: number;
  readonly channel: number;
  readonly classes: number;
  readonly pc4: number;
  readonly age: number;
  readonly gender: number;
  readonly segment: number;
  readonly first: number;
}

export interface SampleHouse {
  readonly performances: readonly ReleasePerformance[];
  readonly facts: readonly SampleFact[];
  /** As of an hour, with some buyers erased. */
  input(at: number, erased?: ReadonlySet<number>, earlier?: ReleaseInput['earlier']): ReleaseInput;
}

const SEASON = 2026;
const START = dayNumber('2026-09-01');
const CHANNELS = [0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4];
const LEADS = [0, 0, 1, 2, 3, 5, 7, 10, 14, 20, 30, 45, 70, 100, 150, 200];

function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

function placesNear(pc4: number): number[] {
  const house = pointOf(pc4) ?? { lat: 52, lon: 5 };
  const near: number[] = [];
  for (let place = 1000; place < 10_000; place += 1) {
    const point = pointOf(place);
    if (!point) continue;
    const km = kilometres(point, house);
    const weight = km < 5 ? 20 : km < 15 ? 5 : km < 30 ? 2 : km < 60 ? 1 : 0;
    for (let i = 0; i < weight; i += 1) near.push(place);
  }
  return near;
}

export function columnsOf(facts: readonly SampleFact[]): FactColumns {
  const of = (name: keyof SampleFact) => facts.map((fact) => fact[name]);
  return {
    length: facts.length,
    buyer: Int32Array.from(of('buyer')),
    performance: Int32Array.from(of('performance')),
    hour: Int32Array.from(of('hour')),
    tickets: Int32Array.from(of('tickets')),
    amount: Float64Array.from(of('amount')),
    channel: Uint8Array.from(of('channel')),
    classes: Uint8Array.from(of('classes')),
    pc4: Uint16Array.from(of('pc4')),
    age: Uint8Array.from(of('age')),
    gender: Uint8Array.from(of('gender')),
    segment: Uint16Array.from(of('segment')),
    segments: ['A', 'B', 'C', 'D', 'E', 'F'],
    first: Uint8Array.from(of('first')),
  };
}

function performancesOf({ performances, productions, tickets }: SampleOptions): ReleasePerformance[] {
  return Array.from({ length: performances }, (_, i) => {
    const production = Math.min(productions - 1, Math.floor((i * productions) / performances));
    const date = new Date((START + Math.floor(((i + 1) * 270) / performances)) * 86_400_000).toISOString().slice(0, 10);
    return {
      key: 1_000 + i,
      id: `E${String(i).padStart(4, '0')}`,
      production: `P${String(production).padStart(3, '0')}`,
      genre: ['theatre', 'music', 'dance', 'cabaret'][production % 4] ?? null,
      season: SEASON,
      date,
      capacity: Math.round(tickets * 1.4),
      onSaleAt: '2026-04-01',
      excluded: false,
    };
  });
}

interface Buyer {
  readonly pc4: number;
  readonly age: number;
  readonly gender: number;
  readonly segment: number;
  readonly first: number;
}

function factsOf(
  options: SampleOptions,
  performances: readonly ReleasePerformance[],
  random: (below: number) => number,
) {
  const near = placesNear(options.pc4 ?? 3811);
  const pool: Buyer[] = [];
  const regulars = Math.max(40, Math.round((options.tickets * options.performances) / 12));
  const somebody = (): Buyer => ({
    pc4: random(10) === 0 ? 0 : random(60) === 0 ? 1 : (near[random(near.length)] ?? 0),
    age: random(7) === 0 ? 0 : 1 + Math.min(7, random(5) + random(4)),
    gender: random(6) === 0 ? 0 : random(30) === 0 ? 3 : 1 + random(2),
    segment: random(8) === 0 ? 0 : 1 + Math.min(5, random(4) + random(3)),
    first: random(3) === 0 ? 1 : random(2) === 0 ? 2 : 0,
  });
  const facts: SampleFact[] = [];
  for (const [performance, { date }] of performances.entries()) {
    const day = dayNumber(date);
    const wanted = Math.round(options.tickets * (0.5 + random(100) / 100));
    for (let sold = 0; sold < wanted;) {
      const regular = random(2) === 0;
      const buyer = regular
        ? Math.floor((random(1_000_000) / 1_000_000) ** 2 * regulars)
        : Math.max(regulars, pool.length);
      while (pool.length <= buyer) pool.push(somebody());
      const of = pool[buyer] ?? somebody();
      const tickets = random(40) === 0 ? 10 + random(12) : 1 + (random(3) > 0 ? 1 : 0) + (random(6) === 0 ? 2 : 0);
      const lead = (LEADS[random(LEADS.length)] ?? 0) + random(4);
      const keyless = random(1000) < 1000 * (options.keyless ?? 0.08);
      sold += tickets;
      facts.push({
        ...of,
        buyer: keyless ? -1 : buyer,
        performance,
        hour: hourOnDay(Math.max(dayNumber('2026-04-01'), day - lead), 9 + random(13)),
        tickets,
        amount: tickets * (1500 + random(20) * 100),
        channel: CHANNELS[random(CHANNELS.length)] ?? 0,
        classes: random(5) === 0 ? 2 : random(30) === 0 ? 4 : random(40) === 0 ? 8 : 1,
      });
    }
  }
  return facts;
}

function sharesOf(facts: readonly SampleFact[]): AudienceCoverage {
  const sum = (of: (fact: SampleFact) => boolean) =>
    facts.reduce((total, fact) => total + (of(fact) ? fact.tickets : 0), 0);
  const known = (fact: SampleFact) => fact.buyer >= 0;
  return {
    tickets: sum(() => true),
    withBuyer: sum(known),
    withPostcode: sum((fact) => known(fact) && fact.pc4 > 0),
    withAge: sum((fact) => known(fact) && fact.age > 0),
  };
}

function salesOf(facts: readonly SampleFact[]): SalesTotals {
  const classes = { normal: 0, discount: 0, free: 0, other: 0 };
  const days: Record<string, number> = {};
  for (const { classes: bits, tickets, hour } of facts) {
    const name = bits === 1 ? 'normal' : bits === 2 ? 'discount' : bits === 4 ? 'free' : 'other';
    classes[name] += tickets;
    const text = String(hour);
    const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
    days[day] = (days[day] ?? 0) + tickets;
  }
  return { classes, days };
}

export function sampleHouse(options: SampleOptions): SampleHouse {
  const performances = performancesOf(options);
  const facts = factsOf(options, performances, randomOf(options.seed));
  const input: SampleHouse['input'] = (at, erased = new Set(), earlier = []) => {
    const sold = facts.filter(({ hour }) => hour <= at);
    const by: SampleFact[][] = performances.map(() => []);
    for (const fact of sold) by[fact.performance]?.push(erased.has(fact.buyer) ? { ...fact, buyer: -1 } : fact);
    return {
      season: SEASON,
      at,
      performances,
      facts: columnsOf(sold.filter(({ buyer }) => buyer >= 0 && !erased.has(buyer))),
      coverage: new Map(performances.map(({ key }, p) => [key, sharesOf(by[p] ?? [])])),
      earlier,
      house: { pc4: String(options.pc4 ?? 3811) },
      sales: new Map(performances.map(({ key }, p) => [key, salesOf(by[p] ?? [])])),
    };
  };
  return { performances, facts, input };
}
