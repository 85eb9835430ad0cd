import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Listing, SourceInfo } from '../sales/reader-body.ts';
import { versionOf, type DayRow, type Registers } from '../sales/registers.ts';
import { frozenHouse } from './freeze.ts';

const LISTING: Listing = {
  id: 'XD-31-001-0000001|00001',
  linked: true,
  production: 'XD-31-001-0000001',
  title: 'Nachtvlucht',
  genre: null,
  venue: 'XD-ORG-huis',
  venueName: 'Huis',
  city: null,
  province: null,
  country: 'NL',
  zone: 'Europe/Amsterdam',
  hall: 'XD-HAL-1',
  hallName: 'Grote zaal',
  hallKind: 'hall',
  provider: 'XD-ORG-maker',
  providerName: 'Maker',
  startsAt: Date.parse('2031-03-01T19:15:00Z'),
  date: '2031-03-01',
  type: 'normal',
  status: 'planned',
  movedTo: null,
  onSaleAt: null,
  capacity: 400,
  festival: false,
  tags: [],
  vat: 900,
  levies: [{ name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false }],
};
const source = (key: number, more: Partial<SourceInfo> = {}): readonly [number, SourceInfo] => [
  key,
  {
    key,
    name: `kassa ${key}`,
    kind: 'house',
    reseller: null,
    resellerKey: null,
    within: null,
    settings: [],
    terms: [],
    ...more,
  },
];
const AT = Date.parse('2031-03-01T21:00:00Z');
const V = versionOf(AT, 0);
function row(
  from: number,
  classes: Record<string, readonly [number, number | null]>,
  lines?: readonly object[],
  v = V,
): DayRow & { source: number } {
  const registers: Registers = Object.fromEntries(Object.entries(classes).map(([name, [n, a]]) => [name, { v, n, a }]));
  return {
    performance: 1,
    source: from,
    day: '2031-03-01',
    registers,
    reservedUntil: null,
    lines: lines ? { v, json: JSON.stringify(lines) } : null,
  };
}
const LINES = [
  { name: 'Vrijkaart', class: 'free', count: 10, amount: 0 },
  { name: 'CJP', class: 'discount', band: 'rang 2', price: 2_200, count: 20 },
  { name: 'Rang 1', class: 'normal', band: 'rang 1', price: 3_200, count: 300, amount: 960_000 },
  { name: 'Rang 2', class: 'normal', band: 'rang 2', price: 2_700, count: 80, amount: 216_000, vatRate: 9 },
];
const SUMS = { normal: [380, 1_176_000], discount: [20, 44_000], free: [10, 0] } as const;

test('house A of the worked examples: the price types of the source, dearest first, and the figures they add up to', () => {
  const house = frozenHouse(LISTING, [row(1, SUMS, LINES)], new Map([source(1)]), 9);
  assert.deepEqual(
    [house.paid, house.free, house.gross, house.vatRate, house.agreedVatRate],
    [400, 10, 1_220_000, 9, 9],
  );
  assert.deepEqual([house.asOf, house.source, house.listed], ['2031-03-01T21:00:00.000Z', 'kassa 1', 'lines']);
  assert.deepEqual(
    house.types.map(({ name, band, count, amount }) => [name, band, count, amount]),
    [
      ['Rang 1', 'rang 1', 300, 960_000],
      ['Rang 2', 'rang 2', 80, 216_000],
      ['CJP', 'rang 2', 20, 44_000],
      ['Vrijkaart', null, 10, 0],
    ],
  );
  const otherOrder = frozenHouse(LISTING, [row(1, SUMS, LINES.toReversed())], new Map([source(1)]), 9);
  assert.deepEqual(otherOrder, house);
});

test('price types that no longer add up to the figures, and sources without any, are told by class', () => {
  const classes = [
    ['normal', 379, 1_172_800],
    ['discount', 20, 44_000],
    ['free', 10, 0],
  ];
  const told = (rows: readonly (DayRow & { source: number })[], sources = new Map([source(1), source(2)])) => {
    const house = frozenHouse(LISTING, rows, sources, null);
    assert.equal(house.listed, 'classes');
    return house.types.map(({ name, count, amount }) => [name, count, amount]);
  };
  const later = row(1, { ...SUMS, normal: [379, 1_172_800] }, LINES);
  assert.deepEqual(told([later]), classes);
  assert.deepEqual(told([row(1, { ...SUMS, normal: [379, 1_172_800] })]), classes);
  // Of two sources one tells none.
  assert.deepEqual(told([row(1, SUMS, LINES), row(2, { normal: [1, 3_200] })])[0], ['normal', 381, 1_179_200]);
});

test('a reseller whose sales are not in the house counts with its price types; one that is set nowhere does not', () => {
  const reseller = (within: 'none' | 'sold' | null) =>
    source(2, {
      kind: 'reseller',
      reseller: 'XD-ORG-r',
      resellerKey: 9,
      settings: within ? [['2030-01-01', within]] : [],
    });
  const rows = [
    row(1, SUMS, LINES),
    row(2, { normal: [5, 16_000] }, [{ name: 'App', class: 'normal', price: 3_200, count: 5 }]),
  ];
  const added = frozenHouse(LISTING, rows, new Map([source(1), reseller('none')]), null);
  assert.deepEqual([added.paid, added.listed, added.types.length], [405, 'lines', 5]);
  for (const within of ['sold', null] as const) {
    const apart = frozenHouse(LISTING, rows, new Map([source(1), reseller(within)]), null);
    assert.deepEqual([apart.paid, apart.listed, apart.types.length], [400, 'lines', 4]);
  }
});

test('nothing reported is not zero sold; an amount that is not known stays so', () => {
  const none = frozenHouse(LISTING, [], new Map([source(1)]), null);
  assert.deepEqual(
    [none.paid, none.free, none.gross, none.asOf, none.source, none.types],
    [null, null, null, null, null, []],
  );
  const zero = frozenHouse(LISTING, [row(1, { normal: [0, 0] })], new Map([source(1)]), null);
  assert.deepEqual([zero.paid, zero.free, zero.gross], [0, 0, 0]);
  const unknown = frozenHouse(LISTING, [row(1, { normal: [10, null], free: [2, 0] })], new Map([source(1)]), null);
  assert.deepEqual([unknown.paid, unknown.free, unknown.gross], [10, 2, null]);
});

test('the facts of its date and hall, as known now; what is not known is said to be unknown, never zero', () => {
  const more = { vat: null, levies: null, capacity: null } as const;
  const house = frozenHouse({ ...LISTING, ...more }, [], new Map([source(1)]), null);
  assert.deepEqual(
    [house.vatRate, house.levies, house.capacity, house.listed, house.amounts],
    [null, null, null, 'classes', { currency: 'EUR', vat: 'included', levy: 'included' }],
  );
  const { vat: _, ...unknown } = LISTING;
  assert.equal(frozenHouse(unknown, [], new Map(), null).vatRate, null);
  const seats = frozenHouse(LISTING, [row(1, { normal: [1, 100], capacity: [390, null] })], new Map([source(1)]), 6);
  assert.deepEqual([seats.capacity, seats.agreedVatRate, seats.levies], [390, 6, LISTING.levies]);
  assert.deepEqual(
    [seats.id, seats.performance, seats.title, seats.hall, seats.date, seats.startsAt, seats.status],
    [LISTING.id, LISTING.id, 'Nachtvlucht', 'Grote zaal', '2031-03-01', '2031-03-01T19:15:00.000Z', 'planned'],
  );
  assert.equal(frozenHouse(LISTING, [], new Map(), null).capacity, 400);
  assert.equal(frozenHouse(LISTING, [row(1, {})], new Map([source(1)]), null).asOf, null, 'a report of nothing');
});

test('paid are all classes that are not free; free alone leaves paid unknown', () => {
  const told = (classes: Parameters<typeof row>[1]) => {
    const { paid, free, gross } = frozenHouse(LISTING, [row(1, classes)], new Map([source(1)]), null);
    return [paid, free, gross];
  };
  assert.deepEqual(told({ normal: [5, 500], discount: [3, 150], other: [2, 40] }), [10, 0, 690]);
  assert.deepEqual(told({ discount: [3, 150] }), [3, 0, 150]);
  assert.deepEqual(told({ other: [2, 40] }), [2, 0, 40]);
  assert.deepEqual(told({ free: [4, 0] }), [null, 4, 0]);
  assert.deepEqual(told({ reserved: [4, null] }), [null, null, null]);
});

test('amounts as their source reports them', () => {
  const terms = [{ from: '0000-01-01', currency: 'EUR', vat: 'excluded', levy: 'unknown' }] as const;
  const house = frozenHouse(LISTING, [row(1, SUMS)], new Map([source(1, { terms })]), null);
  assert.deepEqual(house.amounts, { currency: 'EUR', vat: 'excluded', levy: 'unknown' });
});
