/** Rows for tests: a performance with everything known, and what a test changes of it. */
import type { MonitorRow, Names } from '#protocol';

export const NAMES: Names = {
  venues: {
    v1: { name: 'De Lantaarn', city: 'Utrecht', province: 'Utrecht', timeZone: 'Europe/Amsterdam' },
    v2: { name: 'Het Anker', city: 'Zwolle', province: 'Overijssel', timeZone: 'Europe/Amsterdam' },
  },
  halls: { h1: { name: 'Grote zaal', kind: 'hall', venue: 'v1' } },
  providers: { p1: { name: 'Toneelmakerij Noord' } },
};

export function sampleRow(over: Partial<MonitorRow> = {}): MonitorRow {
  const figure = (count: number) => ({ count, amount: count * 2_500 });
  return {
    id: 'XD-26-001-0000001|00001',
    linked: true,
    production: 'XD-26-001-0000001',
    title: 'Nachtvlucht',
    genre: 'toneel',
    venue: 'v1',
    hall: 'h1',
    provider: 'p1',
    startsAt: '2026-12-09T19:15:00.000Z',
    date: '2026-12-09',
    daysToGo: 15,
    type: 'normal',
    status: 'planned',
    movedTo: null,
    onSaleAt: '2026-05-01T08:00:00.000Z',
    festival: false,
    tags: [],
    figures: {
      normal: figure(171),
      discount: figure(52),
      free: figure(12),
      other: figure(8),
      reserved: figure(18),
      blocked: figure(36),
      capacity: 640,
    },
    count: 243,
    amount: 577_500,
    occupancy: 243 / 640,
    available: 343,
    change: { count: [2, 38, 110], amount: [5_000, 95_000, 275_000], reserved: [0, 0, 0], blocked: [0, 0, 0] },
    spark: Array.from({ length: 28 }, () => 4),
    benchmark: { median: 0.55, low: null, high: null, venues: 24 },
    attention: [],
    review: [],
    resellers: [],
    asOf: '2026-11-24T08:04:00.000Z',
    source: 'kassasysteem',
    ...over,
  };
}
