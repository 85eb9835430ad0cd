import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waterfall } from '#deal';
import type { FrozenHouse, Terms, Waterfall } from '#protocol';
import { asNamed, byNow, correctionDue, differencesOf, leftDue } from './difference.ts';

const house = (id: string, more: Partial<FrozenHouse> = {}): FrozenHouse => ({
  id,
  performance: id,
  title: 'Nachtvlucht',
  hall: 'Grote zaal',
  date: '2031-03-01',
  startsAt: '2031-03-01T19:15:00.000Z',
  status: 'planned',
  paid: 100,
  free: 4,
  gross: 200_000,
  amounts: { currency: 'EUR', vat: 'included', levy: 'included' },
  vatRate: 0,
  agreedVatRate: 0,
  levies: [],
  capacity: 400,
  asOf: null,
  source: 'kassa',
  listed: 'classes',
  types: [],
  ...more,
});
const SPLIT: Terms = { form: 'split', currency: 'EUR', share: 80 };
const settled = (terms: Terms, ...houses: FrozenHouse[]) => ({ terms, houses, waterfall: waterfall(terms, houses) });

test('a correction is shown with what was settled, what is known now, and what it changes for the provider', () => {
  const frozen = settled(SPLIT, house('a'), house('b'));
  const [same, ...none] = differencesOf(frozen, [house('a'), house('b')]).slice(0, 1);
  assert.deepEqual([same, none], [undefined, []]);
  assert.deepEqual(differencesOf(frozen, [house('b', { paid: 98, free: 5, gross: 196_000 }), house('a')]), [
    { performance: 'b', paid: [100, 98], free: [4, 5], gross: [200_000, 196_000], provider: -3_200 },
  ]);
});

test('each figure by itself is a difference, also where nobody gets more by it', () => {
  const buyout = settled({ form: 'buyout', currency: 'EUR', fee: 650_000 }, house('a'));
  for (const [name, value] of [
    ['paid', 98],
    ['free', 5],
    ['gross', 196_000],
  ] as const) {
    const [found] = differencesOf(buyout, [house('a', { [name]: value })]);
    assert.deepEqual([found?.[name][1], found?.provider], [value, 0], name);
  }
});

test('the same figures can pay another amount: the VAT of the date was corrected', () => {
  const [found] = differencesOf(settled(SPLIT, house('a')), [house('a', { vatRate: 25 })]);
  assert.deepEqual([found?.gross, found?.provider], [[200_000, 200_000], -32_000]);
});

test('what is no longer known of changed nothing', () => {
  const frozen = settled(SPLIT, house('a'), house('b'));
  assert.deepEqual(differencesOf(frozen, []), []);
  const now = byNow(frozen, [house('b', { gross: 100_000 })]);
  assert.deepEqual(
    now.houses.map(({ gross }) => gross),
    [200_000, 100_000],
  );
  assert.equal(now.waterfall.provider, 240_000);
});

test('a performance that lives on under another id is compared with itself', () => {
  const moved = differencesOf(settled(SPLIT, house('a')), [{ ...house('a'), performance: 'merged' }]);
  assert.deepEqual(moved, []);
});

test('what is left to make good, by VAT rate, lowest first', () => {
  const due = (...rates: readonly (readonly [rate: number, ex: number])[]): Waterfall['due'] => ({
    ex: rates.reduce((sum, [, ex]) => sum + ex, 0),
    vat: 0,
    incl: 0,
    rates: rates.map(([rate, ex]) => ({ rate, ex, vat: 0 })),
  });
  const before = due([9, 100_000], [21, 5_000]);
  assert.deepEqual(leftDue(before, due([9, 100_000], [21, 5_000]), []), []);
  assert.deepEqual(leftDue(before, due([21, 5_500], [9, 90_000]), []), [
    { rate: 9, ex: -10_000 },
    { rate: 21, ex: 500 },
  ]);
  const madeGood = [
    { vatRate: 9, amount: -4_000 },
    { vatRate: 9, amount: -1_000 },
    { vatRate: 21, amount: 500 },
  ];
  assert.deepEqual(leftDue(before, due([9, 90_000], [21, 5_500]), madeGood), [{ rate: 9, ex: -5_000 }]);
  assert.deepEqual(correctionDue(before, due([9, 90_000], [21, 5_500]), madeGood.slice(0, 2)), {
    ex: -9_500,
    adjusted: -5_000,
    left: -4_500,
    rates: [
      { rate: 9, ex: -5_000 },
      { rate: 21, ex: 500 },
    ],
  });
  // What was due at one rate is due at another: taken back at the first, asked at the second.
  assert.deepEqual(leftDue(due([9, 650_000]), due([21, 650_000]), []), [
    { rate: 9, ex: -650_000 },
    { rate: 21, ex: 650_000 },
  ]);
  assert.deepEqual(correctionDue(due([9, 650_000]), due([21, 650_000]), []), {
    ex: 0,
    adjusted: 0,
    left: 0,
    rates: [
      { rate: 9, ex: -650_000 },
      { rate: 21, ex: 650_000 },
    ],
  });
  const moved = [
    { vatRate: 9, amount: -650_000 },
    { vatRate: 21, amount: 650_000 },
  ];
  const done = { ex: 0, adjusted: 0, left: 0, rates: [] };
  assert.deepEqual(correctionDue(due([9, 650_000]), due([21, 650_000]), moved), done, 'made good, and told');
  assert.equal(correctionDue(before, before, []), null);
});

test('what was merged since is compared under the name it was signed by; of two in one paper nothing counts twice', () => {
  const merged = [{ id: 'c', merged: ['a'] }];
  assert.deepEqual(
    asNamed([house('a')], [house('c', { paid: 110 })], merged).map(({ id, performance, paid }) => [
      id,
      performance,
      paid,
    ]),
    [['a', 'a', 110]],
  );
  const both = [{ id: 'b', merged: ['a'] }];
  assert.deepEqual(
    asNamed([house('a'), house('b')], [house('b', { paid: 200, gross: 400_000 })], both).map(({ id, paid, gross }) => [
      id,
      paid,
      gross,
    ]),
    [
      ['a', 0, 0],
      ['b', 200, 400_000],
    ],
  );
  // Both lead to a third one: the first of the paper has the figures.
  const third = [{ id: 'c', merged: ['a', 'b'] }];
  assert.deepEqual(
    asNamed([house('a'), house('b')], [house('c', { paid: 200 })], third).map(({ id, paid }) => [id, paid]),
    [
      ['a', 200],
      ['b', 0],
    ],
  );
  assert.deepEqual(asNamed([house('a')], [], []), []);
});
