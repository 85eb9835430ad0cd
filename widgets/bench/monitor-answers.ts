/** Pages of `GET /v1/monitor` with as many made-up performances as asked for; the same every time. */
const VENUE = 'XD-ORG-bench00001';
const TITLES = [
  'Nachtvlucht',
  'De Kersentuin',
  'Het Grote Zwijgen',
  'Zeven Zusters',
  'Een lange titel die over twee regels loopt, met ondertitel',
];
const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-24T09:00:00Z');

function row(i: number): object {
  const capacity = 180 + (i % 5) * 115;
  const count = (i * 37) % capacity;
  const startsAt = new Date(NOW + i * 7 * 3_600_000).toISOString();
  const daysToGo = Math.round((Date.parse(startsAt.slice(0, 10)) - Date.parse('2026-11-24')) / DAY_MS);
  const figure = (n: number) => ({ count: n, amount: n * 2_450 });
  return {
    id: `XD-26-001-${String(i).padStart(7, '0')}|00001`,
    linked: true,
    production: `XD-26-001-${String(i % 40).padStart(7, '0')}`,
    title: TITLES[i % TITLES.length],
    genre: ['toneel', 'dans', 'cabaret'][i % 3],
    venue: VENUE,
    hall: `hall-${i % 3}`,
    provider: `provider-${i % 7}`,
    startsAt,
    date: startsAt.slice(0, 10),
    daysToGo,
    type: 'normal',
    status: 'planned',
    movedTo: null,
    onSaleAt: '2026-05-01T08:00:00.000Z',
    festival: false,
    tags: [],
    figures: {
      normal: figure(count),
      discount: figure(0),
      free: figure(0),
      other: figure(0),
      reserved: figure(i % 23),
      blocked: figure(i % 17),
      capacity,
    },
    count,
    amount: count * 2_450,
    occupancy: count / capacity,
    available: capacity - count - (i % 23) - (i % 17),
    change: {
      count: [i % 4, i % 19, i % 61],
      amount: [0, (i % 19) * 2_450, (i % 61) * 2_450],
      reserved: [0, 0, 0],
      blocked: [0, 0, 0],
    },
    spark: Array.from({ length: 28 }, (_, day) => (i * 7 + day * day) % 9),
    benchmark: i % 3 ? { median: ((i * 5) % 100) / 100, low: null, high: null, venues: 8 } : { reason: 'not_yet' },
    attention: i % 9 ? [] : [{ code: 'no_sales', days: 7 + (i % 20) }],
    review: [],
    resellers: [],
    asOf: '2026-11-24T08:04:00.000Z',
    source: 'kassa',
  };
}

const changes = { count: [31, 374, 1_764], amount: [1, 2, 3], occupancy: [0, 0.01, 0.05], averagePrice: [0, 0, 0] };

/** `cursor` counts rows; pages hold 200. */
export function monitorAnswer(rows: number, cursor: number): object {
  const to = Math.min(rows, cursor + 200);
  return {
    organisation: { id: VENUE, name: 'Theater De Maatlat', type: 'venue' },
    livemode: false,
    season: 2026,
    seasons: [2025, 2026],
    definition: { count: 'issued', amount: 'reported', currency: 'EUR', vat: 'included', levy: 'included' },
    asOf: '2026-11-24T08:04:00.000Z',
    source: 'kassa',
    timeZone: 'Europe/Amsterdam',
    today: '2026-11-24',
    yesterday: { day: '2026-11-23', count: 312, weekdayMean: 271 },
    totals: {
      performances: rows,
      capacity: 480_000,
      count: 182_000,
      amount: 445_900_000,
      paid: 180_000,
      free: 2_000,
      reserved: 1_906,
      reservedAmount: null,
      blocked: 2_480,
      occupancy: 0.38,
      averagePrice: 2_477,
      change: { ...changes, reserved: [0, 1, 2], blocked: [0, 1, 2] },
    },
    filtered: null,
    rows: Array.from({ length: to - cursor }, (_, i) => row(cursor + i)),
    matching: rows,
    names: {
      venues: {
        [VENUE]: { name: 'Theater De Maatlat', city: 'Utrecht', province: 'Utrecht', timeZone: 'Europe/Amsterdam' },
      },
      halls: Object.fromEntries(
        [0, 1, 2].map((n) => [`hall-${n}`, { name: `Zaal ${n + 1}`, kind: 'hall', venue: VENUE }]),
      ),
      providers: Object.fromEntries(
        [0, 1, 2, 3, 4, 5, 6].map((n) => [`provider-${n}`, { name: `Producent ${n + 1}` }]),
      ),
    },
    next: to < rows ? String(to) : null,
    version: `"${cursor}"`,
    pollSeconds: 3_600,
  };
}
