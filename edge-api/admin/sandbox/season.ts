/** Pure: a season of made-up sales for a sandbox. The same seed and moment give the same season, to the ticket. */
export interface Planned {
  readonly id: string;
  readonly type: string;
}
export interface SeasonHall {
  readonly venue: string;
  readonly name: string;
  readonly kind: 'hall';
  readonly defaultCapacity: number;
}
export interface SeasonProduction {
  readonly provider: string;
  readonly title: string;
  readonly genre: string;
}
export interface SeasonPerformance {
  /** Where in `productions` and in `halls`. */
  readonly production: number;
  readonly hall: number;
  readonly startsAt: string;
  readonly onSaleAt: string;
  readonly capacity: number;
}
interface Part {
  readonly count: number;
  readonly amount: number;
}
/** What the house reports of one performance at one moment; `performance` = where in `performances`. */
export interface SeasonSnapshot {
  readonly performance: number;
  readonly asOf: string;
  readonly normal: Part;
  readonly discount: Part;
  readonly free: Part;
  readonly capacity: number;
}
export interface Season {
  readonly halls: readonly SeasonHall[];
  readonly productions: readonly SeasonProduction[];
  readonly performances: readonly SeasonPerformance[];
  readonly snapshots: readonly SeasonSnapshot[];
}

const DAY_MS = 86_400_000;
const ON_SALE_DAYS = 120;
const [FIRST_DAY, LAST_DAY] = [-110, 160];
const PER_PRODUCTION = 10;
const TITLES: readonly (readonly [title: string, genre: string])[] = [
  ['De Kersentuin, nagespeeld', 'toneel'],
  ['Zeven Zwanen', 'dans'],
  ['Wie Niet Weg Is', 'cabaret'],
  ['Opera voor Beginners', 'opera'],
  ['Het Grote Misverstand', 'toneel'],
  ['Vuurtorenliedjes', 'musical'],
  ['Kleine Nachtmuziek voor Gevorderden', 'klassiek'],
  ['Ontplofbaar', 'cabaret'],
  ['Onder de Dijk', 'toneel'],
];

/** mulberry32: small, well spread, the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const iso = (at: number): string => new Date(at).toISOString();

/** `now` in ms. Performances lie on both sides of it; figures are told up to it, and never fall. */
export function makeSeason(seed: number, now: number, organisations: readonly Planned[]): Season {
  const random = randomOf(seed);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const halls = organisations
    .filter(({ type }) => type === 'venue')
    .flatMap(({ id }): SeasonHall[] => [
      { venue: id, name: 'Grote zaal', kind: 'hall', defaultCapacity: between(48, 90) * 10 },
      { venue: id, name: 'Kleine zaal', kind: 'hall', defaultCapacity: between(12, 24) * 10 },
    ]);
  const providers = organisations.filter(({ type }) => type !== 'venue');
  const productions = TITLES.map(([title, genre], i): SeasonProduction => {
    return { provider: providers[i % providers.length]?.id ?? '', title, genre };
  });
  const performances: SeasonPerformance[] = [];
  const snapshots: SeasonSnapshot[] = [];
  for (const [production] of productions.entries()) {
    const [drawing, price] = [0.35 + random() * 0.75, between(16, 38) * 100];
    for (let n = 0; n < PER_PRODUCTION; n += 1) {
      const span = (LAST_DAY - FIRST_DAY) / PER_PRODUCTION;
      const day = Math.floor(FIRST_DAY + n * span + random() * span);
      // Half past seven in the evening in the Netherlands, in winter.
      const startsAt = today + day * DAY_MS + 18.5 * 3_600_000;
      const onSaleAt = startsAt - ON_SALE_DAYS * DAY_MS;
      const hall = between(0, halls.length - 1);
      const capacity = halls[hall]?.defaultCapacity ?? 0;
      const performance = performances.length;
      performances.push({ production, hall, startsAt: iso(startsAt), onSaleAt: iso(onSaleAt), capacity });
      const goal = Math.min(capacity, Math.round(capacity * drawing * (0.7 + random() * 0.6)));
      const bend = 1.4 + random() * 1.8;
      for (let asOf = onSaleAt + 3 * DAY_MS; asOf <= Math.min(now, startsAt); asOf += 7 * DAY_MS) {
        const sold = Math.round(goal * ((asOf - onSaleAt) / (startsAt - onSaleAt)) ** bend);
        snapshots.push({ performance, asOf: iso(asOf), ...partsOf(sold, price), capacity });
      }
    }
  }
  return { halls, productions, performances, snapshots };
}

/** A fifth at three quarters of the price, a fiftieth free. */
function partsOf(sold: number, price: number): { normal: Part; discount: Part; free: Part } {
  const [discount, free] = [Math.floor(sold / 5), Math.floor(sold / 50)];
  const normal = sold - discount - free;
  return {
    normal: { count: normal, amount: normal * price },
    discount: { count: discount, amount: discount * Math.round(price * 0.75) },
    free: { count: free, amount: 0 },
  };
}
