import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statementLines } from '#deal';
import type { ExtraLine, FrozenHouse, Terms } from '#protocol';
import {
  agreementOf,
  blockedBy,
  dueWith,
  makeAdjustment,
  makeRecord,
  newLine,
  recordText,
  statementId,
  type Deal,
} from './statement-record.ts';

const deal = (terms: Terms): Deal => ({
  agreement: 'XD-AGR-0123456789',
  version: 2,
  termsSha256: 'a'.repeat(64),
  reference: 'K-1',
  terms,
  provider: { id: 'XD-ORG-maker', name: 'Maker', city: 'Utrecht' },
  venue: { id: 'XD-ORG-huis', name: 'Huis', city: null },
  production: { id: 'XD-31-001-0000001', title: 'Nachtvlucht' },
  livemode: true,
});
const house = (number: number, more: Partial<FrozenHouse> = {}): FrozenHouse => {
  const id = `XD-31-001-0000001|0000${number}`;
  return {
    id,
    performance: id,
    title: 'Nachtvlucht',
    hall: 'Grote zaal',
    date: `2031-03-0${number}`,
    startsAt: `2031-03-0${number}T19:15:00.000Z`,
    status: 'planned',
    paid: 100,
    free: 0,
    gross: 218_000,
    amounts: { currency: 'EUR', vat: 'included', levy: 'included' },
    vatRate: 9,
    agreedVatRate: 9,
    levies: [],
    capacity: 400,
    asOf: '2031-03-09T10:00:00.000Z',
    source: 'kassa',
    listed: 'classes',
    types: [],
    ...more,
  };
};
const SPLIT: Terms = { form: 'split', currency: 'EUR', share: 80 };
const line = (body: Partial<ExtraLine>, others: readonly ExtraLine[] = []) =>
  newLine({ label: 'Hotel', amount: -9_000, vatRate: 9, evidence: 'Bon', adjusts: null, ...body }, 'venue', others);

test('the record is a function of what it says: houses and lines in any order, no moment of making', async () => {
  const [one, two] = [await line({}), await line({ label: 'Affiches', amount: 5_000, vatRate: 21 })];
  const id = await statementId('XD-AGR-0123456789', ['b', 'a']);
  const text = recordText(makeRecord(deal(SPLIT), id, [house(1), house(2)], [one, two]));
  assert.equal(recordText(makeRecord(deal(SPLIT), id, [house(2), house(1)], [two, one])), text);
  assert.equal(await statementId('XD-AGR-0123456789', ['a', 'b']), id);
  assert.notEqual(await statementId('XD-AGR-0123456789', ['a']), id);
  assert.equal(agreementOf(id), 'XD-AGR-0123456789');
  assert.equal(agreementOf('XD-STM-nonsense'), null);
  // What a sandbox's answers add to every JSON is in it already, so that they are these bytes as well.
  const sandbox = recordText({ ...makeRecord(deal(SPLIT), id, [house(1)], [one]), livemode: false });
  assert.equal(JSON.stringify({ ...(JSON.parse(sandbox) as object), livemode: false }), sandbox);
});

test('the same line twice has two ids; another word, amount or side is another line', async () => {
  const first = await line({});
  const again = await line({}, [first]);
  assert.equal(again.id, `${first.id}-2`);
  for (const body of [
    { label: 'Hotels' },
    { amount: -9_001 },
    { vatRate: 21 },
    { evidence: 'Bon 2' },
    { adjusts: 'XD-STM-x' },
  ])
    assert.notEqual((await line(body)).id, first.id);
});

test('VAT is computed once for each rate, on the deal and its lines together', async () => {
  const due = { ex: 1_005, vat: 90, incl: 1_095, rates: [{ rate: 9, ex: 1_005, vat: 90 }] };
  assert.equal(dueWith(due, []), due);
  const with9 = dueWith(due, [await line({ amount: 1_005 }), await line({ amount: -3, vatRate: 21 })]);
  assert.deepEqual(with9, {
    ex: 2_007,
    vat: 180,
    incl: 2_187,
    rates: [
      { rate: 9, ex: 2_010, vat: 181 },
      { rate: 21, ex: -3, vat: -1 },
    ],
  });
});

test('every line has an id of its own, short enough to be named, also for names that are long or alike', async () => {
  const long = 'Een inhouding met een naam die lang is, en nog langer dan dat, tot het einde van wat past';
  const terms: Terms = {
    ...SPLIT,
    deductions: [long, long, `${long.slice(0, -1)}!`].map((name) => ({
      name: name.slice(0, 80),
      kind: 'fixed',
      value: 100,
      to: 'venue',
    })),
    outside: [{ name: 'Garderobe', amount: 150, vatRate: 21, counts: 'paid' }],
  };
  const record = makeRecord(deal(terms), 'XD-STM-0123456789-00000000', [house(1), house(2)], [await line({})]);
  const ids = statementLines(record).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(
    ids.every((id) => id.length <= 60),
    ids.join('\n'),
  );
  for (const id of ['gross', 'provider_due', 'outside:Garderobe', `performance:${house(1).id}`])
    assert.ok(ids.includes(id), id);
  // Other sales, the same lines.
  const later = makeRecord(
    deal(terms),
    record.id,
    [house(1, { paid: 90, gross: 190_000 }), house(2)],
    [await line({})],
  );
  assert.deepEqual(
    statementLines(later).map(({ id }) => id),
    ids,
  );
});

test('what is not known blocks, with the performance and the remedy; what is only remarkable does not', () => {
  const blocked = (terms: Terms, more: Partial<FrozenHouse>) =>
    blockedBy(makeRecord(deal(terms), 'x', [house(1), house(2, more)], [])).map(
      ({ pointer, detail }) => `${pointer} ${detail}`,
    );
  const at = /^\/record\/waterfall\/parts\/1 XD-31-001-0000001\|00002: .*take the figures anew/;
  for (const more of [
    { paid: null, gross: null },
    { gross: null },
    { vatRate: null },
    { amounts: { currency: 'USD', vat: 'included', levy: 'included' } as const },
    { levies: null },
  ]) {
    const [found, ...others] = blocked(SPLIT, more);
    assert.match(found ?? '', at, JSON.stringify(more));
    assert.deepEqual(others, []);
  }
  assert.deepEqual(blocked({ form: 'buyout', currency: 'EUR', fee: 650_000 }, { paid: null, gross: null }), []);
  assert.deepEqual(blocked(SPLIT, { status: 'cancelled' }), []);
  assert.deepEqual(blocked(SPLIT, { agreedVatRate: 6 }), []);
  assert.deepEqual(blocked(SPLIT, { paid: 0, gross: -10_000 }), []);
});

test('price types beyond what a row can hold are told by class, with the same sums', () => {
  const types = Array.from({ length: 300 }, (_, i) => ({
    name: `Soort ${i} ${'x'.repeat(100)}`,
    class: 'normal',
    band: null,
    price: 2_180,
    count: 1,
    amount: 2_180,
    vatRate: 9,
  }));
  const many = Array.from({ length: 30 }, (_, i) => ({
    ...house(1),
    id: `p${i}`,
    performance: `p${i}`,
    listed: 'lines' as const,
    types,
  }));
  const record = makeRecord(deal(SPLIT), 'x', many, []);
  assert.ok(recordText(record).length < 900_000);
  assert.deepEqual(
    record.houses[0]?.types.map(({ name, count, amount }) => [name, count, amount]),
    [['normal', 300, 654_000]],
  );
  assert.equal(record.houses[0]?.listed, 'classes');
});

test('an adjustment is due for its line alone, and says by which figures', async () => {
  const correction = await line({ amount: -16_000, adjusts: 'XD-STM-0123456789-aaaaaaaa' });
  const adjustment = {
    statement: 'XD-STM-0123456789-aaaaaaaa',
    sha256: 'b'.repeat(64),
    houses: [house(2), house(1)],
    settled: 160_000,
    now: 144_000,
    adjusted: 0,
  };
  const record = makeAdjustment(deal({ ...SPLIT, basis: 'total', guaranteeProvider: 500_000 }), 'x', adjustment, [
    correction,
  ]);
  assert.deepEqual([record.houses, record.waterfall.lines, record.waterfall.provider], [[], [], 0]);
  assert.deepEqual(record.due, {
    ex: -16_000,
    vat: -1_440,
    incl: -17_440,
    rates: [{ rate: 9, ex: -16_000, vat: -1_440 }],
  });
  const stays = statementLines(record).filter(({ stays: so }) => !so);
  assert.deepEqual(stays, []);
});
