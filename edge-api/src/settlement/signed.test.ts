import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FrozenHouse, Terms, WaterfallPart } from '#protocol';
import { signedOf, type Final } from './signed.ts';

const terms: Terms = { form: 'split', currency: 'EUR', share: 80 };
const part = (performance: string, provider: number, venue: number): WaterfallPart => ({
  performance,
  date: '2026-12-09',
  counts: true,
  remarks: [],
  paid: 1,
  free: 0,
  gross: provider + venue,
  vat: 0,
  vatRate: 0,
  recetteEx: provider + venue,
  net: provider + venue,
  provider,
  venue,
  asOf: null,
  source: null,
});
const house = (id: string, gross: number): FrozenHouse => ({
  id,
  performance: id,
  title: 'Nachtvlucht',
  hall: null,
  date: '2026-12-09',
  startsAt: '2026-12-09T19:15:00.000Z',
  status: 'planned',
  paid: 10,
  free: 0,
  gross,
  amounts: { currency: 'EUR', vat: 'included', levy: 'included' },
  vatRate: 0,
  agreedVatRate: null,
  levies: [],
  capacity: null,
  asOf: null,
  source: null,
  listed: 'classes',
  types: [],
});
const final = (id: string, more: Partial<Final> = {}): Final => ({
  id,
  adjusts: null,
  version: 1,
  terms,
  parts: [part('a', 800, 200), part('b', 1_600, 400)],
  houses: null,
  keys: [1, 2],
  ...more,
});

test('what was signed is told for each performance, and by which terms where others are in force by now', () => {
  const { papers, of } = signedOf([final('S')], [], 1);
  assert.deepEqual(of, [
    {
      statement: 'S',
      parts: [
        ['a', 800, 200],
        ['b', 1_600, 400],
      ],
    },
  ]);
  assert.equal(papers, 1);
  assert.deepEqual(signedOf([final('S')], [], 2).of[0]?.terms, terms);
  assert.deepEqual(signedOf([], [], null), { papers: 0, of: [] });
});

test('an adjustment that both signed takes the place of the figures; the newest of two counts', () => {
  const adjusted = (id: string, gross: number) =>
    final(id, { adjusts: 'S', parts: [], houses: [house('a', 500), house('b', gross)] });
  const lines = [
    { adjusts: 'S', number: 1, statement: 'A1', amount: -400 },
    { adjusts: 'S', number: 2, statement: 'A2', amount: 80 },
  ];
  const { papers, of } = signedOf([adjusted('A2', 2_100), final('S'), adjusted('A1', 2_000)], lines, 1);
  assert.deepEqual(of[0]?.parts, [
    ['a', 400, 100],
    ['b', 1_680, 420],
  ]);
  assert.deepEqual([of.length, papers], [1, 5]);
});

test('a line elsewhere that makes good a correction is spread by net, to the cent, until an adjustment counted it', () => {
  const line = { adjusts: 'S', number: 1, statement: 'T', amount: 100 };
  assert.deepEqual(signedOf([final('S')], [line], 1).of[0]?.parts, [
    ['a', 833, 167],
    ['b', 1_667, 333],
  ]);
  const later = { adjusts: 'S', number: 2, statement: 'A', amount: 60 };
  const adjustment = final('A', { adjusts: 'S', parts: [], houses: [house('a', 1_000), house('b', 2_200)] });
  assert.deepEqual(signedOf([final('S'), adjustment], [line, later], 1).of[0]?.parts, [
    ['a', 800, 200],
    ['b', 1_760, 440],
  ]);
});

test('each settlement has its own corrections, the newest by number, and what was made good after it', () => {
  const even = [part('b', 80, 20), part('a', 80, 20)];
  const adjusted = (id: string, adjusts: string, gross: number) =>
    final(id, { adjusts, parts: [], houses: [house('b', gross), house('a', gross)] });
  const finals = [
    final('S', { parts: even }),
    final('R', { parts: even }),
    adjusted('A1', 'S', 200),
    adjusted('A2', 'S', 300),
    adjusted('B1', 'R', 500),
  ];
  const line = (number: number, adjusts: string, statement: string, amount: number) =>
    ({ adjusts, number, statement, amount }) as const;
  const lines = [
    line(1, 'S', 'A1', 160),
    line(2, 'S', 'A2', 160),
    line(3, 'S', 'T', 5),
    line(1, 'R', 'B1', 640),
    line(2, 'R', 'T', 1),
  ];
  assert.deepEqual(
    signedOf(finals, lines, 1).of.map(({ parts }) => parts),
    [
      [
        ['b', 242, 58],
        ['a', 243, 57],
      ],
      [
        ['b', 400, 100],
        ['a', 401, 99],
      ],
    ],
    'the odd cent by id',
  );
  const [first, ...others] = [adjusted('A1', 'S', 200), final('S', { parts: even }), final('R', { parts: even })];
  assert.deepEqual(
    signedOf(
      [first, ...others].flatMap((one) => one ?? []),
      lines.slice(0, 1),
      1,
    ).of[1]?.parts,
    [
      ['b', 80, 20],
      ['a', 80, 20],
    ],
    'another’s correction is not its own',
  );
});

test('what was signed of a performance that was merged counts where it leads, with what was signed of that one', () => {
  const now = [
    { key: 1, id: 'b', merged: ['a'] },
    { key: 2, id: 'b', merged: ['a'] },
  ];
  assert.deepEqual(signedOf([final('S')], [], 1, now).of[0]?.parts, [['b', 2_400, 600]]);
  const elsewhere = [{ key: 1, id: 'x', merged: ['a'] }];
  assert.deepEqual(signedOf([final('S', { keys: [1] })], [], 1, elsewhere).of[0]?.parts, [
    ['x', 800, 200],
    ['b', 1_600, 400],
  ]);
});
