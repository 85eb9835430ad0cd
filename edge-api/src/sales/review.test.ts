import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, COMPONENTS } from '#protocol';
import { toReaderBody, type Listing, type SourceInfo } from './reader-body.ts';
import { mergeDay, type DayRow, type Registers } from './registers.ts';
import { lastRiseOf, marksOf } from './review.ts';

const LISTING: Listing = {
  id: 'NL-00-000-0000000|00001',
  linked: true,
  production: 'NL-00-000-0000000',
  title: 'Stuk',
  genre: null,
  venue: 'XD-ORG-1',
  venueName: 'Schouwburg',
  city: null,
  province: null,
  country: 'NL',
  zone: 'Europe/Amsterdam',
  hall: null,
  hallName: null,
  hallKind: null,
  provider: null,
  providerName: null,
  startsAt: 0,
  date: '2026-12-01',
  type: 'normal',
  status: 'planned',
  movedTo: null,
  onSaleAt: null,
  capacity: 100,
  festival: false,
  tags: [],
};
const source = (key: number): SourceInfo => ({
  key,
  name: `s${key}`,
  kind: 'house',
  reseller: null,
  resellerKey: null,
  within: null,
  settings: [],
  terms: [],
});
const SOURCES = new Map([1, 2].map((key) => [key, source(key)]));

type Report = DayRow & { readonly source: number };
const report = (day: string, registers: Registers, own = 1): Report => ({
  performance: 1,
  source: own,
  day,
  registers,
  reservedUntil: null,
  lines: null,
});
const normal = (v: number, n: number, a: number | null = 0): Registers => ({ normal: { v, n, a } });

function rowsOf(reports: readonly Report[]): Report[] {
  const rows = new Map<string, Report>();
  for (const one of reports) {
    const key = `${one.source} ${one.day}`;
    rows.set(key, { ...mergeDay(rows.get(key), one), source: one.source });
  }
  return [...rows.values()].toSorted((a, b) => a.source - b.source || (a.day < b.day ? -1 : 1));
}
const bodyOf = (reports: readonly Report[]) => toReaderBody(LISTING, rowsOf(reports), SOURCES);

const reports: fc.Arbitrary<Report[]> = fc.array(
  fc
    .record({
      minute: fc.integer({ min: 0, max: 12 * 24 * 60 }),
      source: fc.constantFrom(1, 1, 1, 2),
      registers: fc.record(
        Object.fromEntries(
          COMPONENTS.map((name) => [
            name,
            fc.record({ n: fc.integer({ min: 0, max: 120 }), a: fc.option(fc.integer({ min: 0, max: 3 })) }),
          ]),
        ),
        { requiredKeys: [] },
      ),
    })
    .map(({ minute, source: own, registers }) =>
      report(
        addDays('2026-11-01', Math.floor(minute / 1_440)),
        Object.fromEntries(Object.entries(registers).map(([name, value]) => [name, { v: minute, ...value }])),
        own,
      ),
    ),
  { minLength: 1, maxLength: 14 },
);

test('any order of the same reports gives the same marks, figures and last sale', () => {
  let marked = 0;
  fc.assert(
    fc.property(reports, fc.infiniteStream(fc.nat()), (list, picks) => {
      const shuffled = [...list];
      for (let i = shuffled.length - 1; i > 0; i -= 1) {
        const j = Number(picks.next().value) % (i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j] as Report, shuffled[i] as Report];
      }
      const body = bodyOf(list);
      assert.deepEqual(bodyOf([...shuffled, ...shuffled.slice(0, 3)]), body);
      if (body.review.length) marked += 1;
    }),
    { seed: 21, numRuns: 1_500 },
  );
  assert.ok(marked > 300, `${marked} of 1,500 had a mark`);
});

test('a fall of more than a fifth is marked, and stays marked while nightly repeats come in, for a week', () => {
  const day = (n: number, count: number) => report(addDays('2026-11-01', n), normal(n, count));
  assert.deepEqual(marksOf([day(0, 100), day(1, 80)]), []);
  assert.deepEqual(marksOf([day(0, 100), day(1, 79)]), ['big_fall']);
  assert.deepEqual(marksOf([day(0, 100), day(1, 79), day(2, 79), day(5, 79), day(7, 79)]), ['big_fall']);
  assert.deepEqual(marksOf([day(0, 100), day(1, 79), day(9, 79)]), []);
  assert.deepEqual(marksOf([day(0, 100), day(1, 79), day(2, 95)]), [], 'made good');
  assert.deepEqual(marksOf([day(0, 20), day(1, 16)]), [], 'four tickets are no news');
});

test('a report of one class alone is no fall of the others', () => {
  const rows = [
    report('2026-11-01', { ...normal(1, 80), discount: { v: 1, n: 20, a: null } }),
    report('2026-11-02', { discount: { v: 2, n: 21, a: null } }),
    report('2026-11-03', { reserved: { v: 3, n: 4, a: null } }),
  ];
  assert.deepEqual(marksOf(rows), []);
  assert.equal(lastRiseOf(rows), '2026-11-02');
});

test('over capacity and a free class with an amount are marked from what stands', () => {
  assert.deepEqual(bodyOf([report('2026-11-01', normal(1, 101))]).review, ['over_capacity']);
  const free = [report('2026-11-01', { free: { v: 1, n: 3, a: 500 } })];
  assert.deepEqual(bodyOf(free).review, ['free_with_amount']);
  assert.deepEqual(bodyOf([...free, report('2026-11-02', { free: { v: 2, n: 3, a: 0 } })]).review, []);
  assert.deepEqual(bodyOf([report('2026-11-01', normal(1, 1)), report('2026-11-01', normal(1, 1), 2)]).review, [
    'two_sources',
  ]);
});
