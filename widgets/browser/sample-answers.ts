/** Answers of the API as an element meets them: one house, 16 days before the evening. */
import type { LinkList, MonitorAnswer, MonitorRow, QuarantineList, SeriesAnswer, Totals } from '#protocol';

export const PERFORMANCE = 'NL-26-101-0000042|7';
export const SERIES_PATH = `/v1/performances/${encodeURIComponent(PERFORMANCE)}/series`;

const names = {
  venues: { V1: { name: 'De Lantaarn', city: 'Utrecht', province: 'Utrecht', timeZone: 'Europe/Amsterdam' } },
  halls: { H1: { name: 'Grote zaal', kind: 'hall', venue: 'V1' } },
  providers: { P1: { name: 'Toneelmakerij Noord' } },
};
const definition = { count: 'issued', amount: 'reported', currency: 'EUR', vat: 'included', levy: 'included' } as const;

export function sampleRow(changed: Partial<MonitorRow> = {}): MonitorRow {
  const figure = (count: number, amount: number | null = null) => ({ count, amount });
  return {
    id: PERFORMANCE,
    linked: true,
    production: 'NL-26-101-0000042',
    title: 'Nachtvlucht',
    genre: 'theater',
    venue: 'V1',
    hall: 'H1',
    provider: 'P1',
    startsAt: '2026-12-09T19:15:00.000Z',
    date: '2026-12-09',
    daysToGo: 16,
    type: 'normal',
    status: 'planned',
    movedTo: null,
    onSaleAt: null,
    festival: false,
    tags: [],
    figures: {
      normal: figure(171, 588_000),
      discount: figure(52, 137_300),
      free: figure(12, 0),
      other: figure(8, 28_000),
      reserved: figure(18, 50_000),
      blocked: figure(36),
      capacity: 640,
    },
    count: 243,
    amount: 753_300,
    occupancy: 243 / 640,
    available: 343,
    change: { count: [4, 38, 110], amount: [12_000, 114_000, 320_000], reserved: [0, 2, 8], blocked: [0, 0, -4] },
    spark: Array.from({ length: 28 }, (_, i) => (i % 7) + 2),
    benchmark: { median: 0.55, low: 0.4, high: 0.75, venues: 24 },
    attention: [],
    review: [],
    resellers: [],
    asOf: '2026-11-23T08:04:00.000Z',
    source: 'kassasysteem',
    ...changed,
  };
}

export function sampleTotals(changed: Partial<Totals> = {}): Totals {
  return {
    performances: 212,
    capacity: 76_000,
    count: 48_210,
    amount: 124_031_250,
    paid: 47_000,
    free: 1_210,
    reserved: 1_906,
    reservedAmount: 4_000_000,
    blocked: 2_480,
    occupancy: 0.6343,
    averagePrice: 2_571,
    change: {
      count: [312, 2_140, 8_960],
      amount: [840_000, 5_630_000, 23_190_000],
      occupancy: [0.004, 0.028, 0.112],
      averagePrice: [-4, 12, 31],
      reserved: [-22, 140, 318],
      blocked: [0, -60, -212],
    },
    ...changed,
  };
}

export function sampleMonitor(changed: Partial<MonitorAnswer> = {}): MonitorAnswer {
  return {
    organisation: { id: 'V1', name: 'De Lantaarn', type: 'venue' },
    livemode: true,
    season: 2026,
    seasons: [2025, 2026],
    definition,
    asOf: '2026-11-23T08:04:00.000Z',
    source: 'kassasysteem',
    timeZone: 'Europe/Amsterdam',
    today: '2026-11-23',
    yesterday: { day: '2026-11-22', count: 312, weekdayMean: 271 },
    totals: sampleTotals(),
    filtered: null,
    rows: [sampleRow()],
    matching: 1,
    names,
    next: null,
    version: '"1"',
    pollSeconds: 15,
    ...changed,
  };
}

const DAY = 86_400_000;

export function sampleSeries(row: MonitorRow = sampleRow(), changed: Partial<SeriesAnswer> = {}): SeriesAnswer {
  const capacity = row.figures.capacity;
  const end = Date.parse(`${row.date}T00:00:00Z`);
  const total = row.count ?? 0;
  const points = Array.from({ length: 105 }, (_, i) => {
    const daysToGo = 120 - i;
    const share = (i + 1) / 105;
    const count = Math.round(total * share ** 1.15);
    return {
      day: new Date(end - daysToGo * DAY).toISOString().slice(0, 10),
      daysToGo,
      count,
      amount: count * 3_100,
      reserved: 18,
      blocked: 36,
      capacity,
      classes: { normal: count, discount: 0, free: 0, other: 0 },
    };
  });
  return {
    performance: row,
    names,
    definition,
    timeZone: 'Europe/Amsterdam',
    today: '2026-11-23',
    livemode: true,
    points,
    benchmark: {
      venues: 24,
      points: Array.from({ length: 25 }, (_, i) => {
        const share = (i / 24) ** 1.7;
        return { daysToGo: 120 - i * 5, median: 0.72 * share, low: 0.5 * share, high: 0.92 * share };
      }),
    },
    lines: [],
    provenance: [],
    corrections: [],
    version: '"1"',
    pollSeconds: 15,
    ...changed,
  };
}

export function sampleLinks(changed: Partial<LinkList> = {}): LinkList {
  return {
    items: [
      {
        ref: 'A-1007',
        source: 'kassa',
        title: 'NACHTVLUCHT (reprise)',
        startsAt: '2026-12-10T19:15:00.000Z',
        hall: 'GZ',
        linked: null,
        how: null,
        linkedAt: null,
        count: 131,
        suggestions: [
          {
            performance: 'NL-26-101-0000042|8',
            title: 'Nachtvlucht',
            startsAt: '2026-12-10T19:15:00.000Z',
            hall: 'Grote zaal',
            provider: 'Toneelmakerij Noord',
            score: 0.95,
            parts: { time: 0.5, hall: 0.2, title: 0.2, provider: 0.05 },
          },
          {
            performance: 'NL-26-101-0000043|2',
            title: 'Nachtdieren',
            startsAt: '2026-12-10T18:30:00.000Z',
            hall: 'Kleine zaal',
            provider: 'Theater Zuid',
            score: 0.58,
            parts: { time: 0.45, hall: 0, title: 0.13, provider: 0 },
          },
        ],
      },
      {
        ref: 'A-1011',
        source: 'kassa',
        title: 'Kerstconcert muziekschool',
        startsAt: '2026-12-17T18:00:00.000Z',
        hall: null,
        linked: null,
        how: null,
        linkedAt: null,
        count: null,
        suggestions: [],
      },
    ],
    open: 2,
    linked: 1,
    next: null,
    version: '1',
    livemode: true,
    ...changed,
  };
}

export const sampleQuarantine = (): QuarantineList => ({
  items: [
    {
      id: '9',
      performance: PERFORMANCE,
      title: 'Nachtvlucht',
      startsAt: '2026-12-09T19:15:00.000Z',
      venue: 'V1',
      venueName: 'De Lantaarn',
      source: 'kassa',
      asOf: '2099-01-01T00:00:00.000Z',
      receivedAt: '2026-11-23T08:04:00.000Z',
      snapshot: {
        performance: PERFORMANCE,
        asOf: '2099-01-01T00:00:00.000Z',
      } as QuarantineList['items'][number]['snapshot'],
      decision: null,
    },
  ],
  next: null,
  livemode: true,
});
