import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PriceLine } from '#protocol';
import type { SourceInfo } from '../sales/reader-body.ts';
import type { DayRow } from '../sales/registers.ts';
import { typesOf } from './price-types.ts';

type Stand = Parameters<typeof typesOf>[2]['stand'];
const source = (key: number, more: Partial<SourceInfo> = {}): SourceInfo => ({
  key,
  name: 'kassa',
  kind: 'house',
  reseller: null,
  resellerKey: null,
  within: null,
  settings: [],
  terms: [],
  ...more,
});
const row = (from: number, lines: readonly PriceLine[] | null, v = 1, day = '2031-03-01') =>
  ({
    performance: 1,
    source: from,
    day,
    registers: {},
    reservedUntil: null,
    lines: lines && { v, json: JSON.stringify(lines) },
  }) satisfies DayRow & { source: number };
const list = (stand: Stand, rows: readonly ReturnType<typeof row>[], ...sources: SourceInfo[]) => {
  const { listed, types } = typesOf(rows, new Map(sources.map((one) => [one.key, one])), { stand, day: '2031-03-01' });
  return [listed, ...types.map(({ name, count, amount }) => `${name} ${count} ${amount}`)];
};
const full = { name: 'Vol', class: 'normal', price: 2_000, count: 10 } as const;

test('what a source leaves out is not known; a price without an amount gives one, and what is free costs nothing', () => {
  const one = (line: Partial<PriceLine>) =>
    typesOf([row(1, [{ ...full, ...line }])], new Map(), { stand: { [line.class ?? 'normal']: [10, null] }, day: null })
      .types[0];
  assert.deepEqual(one({}), {
    name: 'Vol',
    class: 'normal',
    band: null,
    price: 2_000,
    count: 10,
    amount: 20_000,
    vatRate: null,
  });
  assert.deepEqual([one({ band: 'A', vatRate: 9 })?.band, one({ band: 'A', vatRate: 9 })?.vatRate], ['A', 9]);
  assert.equal(one({ price: null })?.amount, null);
  assert.equal(one({ amount: 19_000 })?.amount, 19_000);
  assert.equal(one({ class: 'free' })?.amount, 0);
});

test('listed where every class adds up, in tickets and in money; else by class', () => {
  const rows = [row(1, [full])];
  const lines = ['lines', 'Vol 10 20000'];
  assert.deepEqual(list({ normal: [10, 20_000] }, rows), lines);
  assert.deepEqual(list({ normal: [10, null] }, rows), lines, 'an amount that is not known contradicts nothing');
  assert.deepEqual(list({ normal: [9, 20_000] }, rows), ['classes', 'normal 9 20000']);
  assert.deepEqual(list({ normal: [10, 20_001] }, rows), ['classes', 'normal 10 20001']);
  assert.deepEqual(list({ normal: [10, 20_000], free: [3, 0] }, rows), ['classes', 'normal 10 20000', 'free 3 0']);
  assert.deepEqual(list({ free: [3, 0] }, rows), ['classes', 'free 3 0'], 'a class that the figures do not have');
  const unknown = [full, { ...full, name: 'Groep', price: null, count: 2 }];
  assert.deepEqual(list({ normal: [12, 25_000] }, [row(1, unknown)]), ['lines', 'Vol 10 20000', 'Groep 2 null']);
});

test('types of which nothing was sold are left out, also where nothing was sold at all', () => {
  const none = { ...full, name: 'CJP', count: 0 };
  assert.deepEqual(list({ normal: [10, 20_000] }, [row(1, [none, full])]), ['lines', 'Vol 10 20000']);
  const back = { ...full, name: 'Terug', count: 0, amount: -500 };
  assert.deepEqual(list({ normal: [10, 19_500] }, [row(1, [full, back])]), ['lines', 'Terug 0 -500', 'Vol 10 20000']);
  assert.deepEqual(list({ normal: [0, 0] }, [row(1, [none])]), ['lines']);
  assert.deepEqual(list({ normal: [0, 0] }, [row(1, null)]), ['classes']);
  assert.deepEqual(list({ normal: [0, -500] }, [row(1, null)]), ['classes', 'normal 0 -500']);
  assert.deepEqual(list({}, []), ['classes']);
});

test('the newest list of each source counts; a source that sold nothing needs none', () => {
  const more = { ...full, count: 11 };
  const both = [row(1, [full], 1), row(1, [more], 2), row(1, null, 3)];
  assert.deepEqual(list({ normal: [11, 22_000] }, both), ['lines', 'Vol 11 22000']);
  assert.deepEqual(list({ normal: [11, 22_000] }, both.toReversed()), ['lines', 'Vol 11 22000']);
  assert.deepEqual(list({ normal: [10, 20_000] }, [row(1, [full]), row(2, null)]), ['lines', 'Vol 10 20000']);
  const elsewhere = { ...full, name: 'Balie', count: 1 };
  assert.deepEqual(list({ normal: [11, 22_000] }, [row(1, [full]), row(2, [elsewhere])]), [
    'lines',
    'Balie 1 2000',
    'Vol 10 20000',
  ]);
});

test('a reseller is listed where its sales are added to those of the house, by the setting of the last day', () => {
  const app = { ...full, name: 'App', count: 1 };
  const rows = [row(1, [full]), row(2, [app])];
  const reseller = (...settings: SourceInfo['settings']) => source(2, { kind: 'reseller', settings });
  const added = ['lines', 'App 1 2000', 'Vol 10 20000'];
  const sum: Stand = { normal: [11, 22_000] };
  assert.deepEqual(list(sum, rows, source(1), reseller(['2030-01-01', 'none'])), added);
  assert.deepEqual(list(sum, rows, source(1), reseller(['2030-01-01', 'blocked'])), added);
  assert.deepEqual(list(sum, rows, source(1), reseller(['2030-01-01', 'sold'], ['2031-03-01', 'none'])), added);
  const own: Stand = { normal: [10, 20_000] };
  for (const apart of [reseller(['2030-01-01', 'sold']), reseller(['2031-03-02', 'none']), reseller()])
    assert.deepEqual(list(own, rows, source(1), apart), ['lines', 'Vol 10 20000']);
});

test('by class, then dearest first, then by name, whatever order a source sends it in', () => {
  const lines = [
    { name: 'Vrij', class: 'free', count: 1 },
    { name: 'Arrangement', class: 'other', price: 9_000, count: 1 },
    { name: 'Zaal', class: 'normal', price: 1_000, count: 1 },
    { name: 'Balkon', class: 'normal', price: 1_000, count: 1 },
    { name: 'Rang 1', class: 'normal', price: 3_000, count: 1 },
    { name: 'Open', class: 'normal', price: null, count: 1 },
    { name: 'CJP', class: 'discount', price: 2_000, count: 1 },
  ] satisfies PriceLine[];
  const stand: Stand = { normal: [4, null], discount: [1, null], free: [1, 0], other: [1, null] };
  const names = (order: readonly PriceLine[]) => list(stand, [row(1, order)]).map((line) => line.split(' ')[0]);
  const wanted = names(lines);
  assert.deepEqual(wanted.slice(0, 6), ['lines', 'Rang', 'Balkon', 'Zaal', 'Open', 'CJP']);
  assert.deepEqual(names(lines.toReversed()), wanted);
  const same = [full, { ...full, count: 3, amount: 1 }] satisfies PriceLine[];
  const alike = { normal: [13, 20_001] } as const;
  assert.deepEqual(list(alike, [row(1, same)]), list(alike, [row(1, same.toReversed())]));
});
