import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statementLines } from '#deal';
import type { ExtraLine, FrozenHouse, StatementRecord, Terms } from '#protocol';
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
  assert.deepEqual([agreementOf(`x${id}`), agreementOf(`${id}x`)], [null, null]);
  assert.notEqual(
    await statementId('XD-AGR-0123456789', ['a', 'bc']),
    await statementId('XD-AGR-0123456789', ['ab', 'c']),
  );
  // What a sandbox's answers add to every JSON is in it already, so that they are these bytes as well.
  const sandbox = recordText({ ...makeRecord(deal(SPLIT), id, [house(1)], [one]), livemode: false });
  assert.equal(JSON.stringify({ ...(JSON.parse(sandbox) as object), livemode: false }), sandbox);
});

test('the record says what it is, and the deal in the words of both languages', () => {
  const { format, sentence, houses } = makeRecord(
    deal(SPLIT),
    'x',
    [house(2, { startsAt: house(1).startsAt }), house(3, { startsAt: house(1).startsAt }), house(1)],
    [],
  );
  assert.equal(format, 'dip-statement/1');
  assert.match(sentence.nl, /^Maker ontvangt 80% van de netto recette\. Huis houdt 20%\./);
  assert.match(sentence.en, /^Maker receives 80% of the net receipts\. Huis keeps 20%\./);
  assert.deepEqual(
    houses.map(({ id }) => id.at(-1)),
    ['1', '2', '3'],
    'at one hour by id',
  );
});

test('lines of one label are the same record in any order', async () => {
  const lines = [
    await line({}),
    await line({ amount: -1 }),
    await line({ amount: -2 }),
    await line({ label: 'Hotel 2' }),
  ];
  const told = (extra: readonly ExtraLine[]) => makeRecord(deal(SPLIT), 'x', [house(1)], extra).extra;
  assert.deepEqual(told(lines.toReversed()), told(lines));
  assert.equal(told(lines).at(-1)?.label, 'Hotel 2');
});

test('the same line twice has two ids; another word, amount or side is another line', async () => {
  const first = await line({});
  const again = await line({}, [first]);
  assert.equal(again.id, `${first.id}-2`);
  assert.equal((await line({}, [first, again])).id, `${first.id}-3`);
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
  const with6 = dueWith(due, [await line({ amount: 100, vatRate: 6 })]);
  assert.deepEqual(
    with6.rates.map(({ rate }) => rate),
    [6, 9],
  );
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
    deductions: ['A', 'B'].map((end) => ({
      name: `${long.slice(0, 60)}${end}`,
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
  const [cost] = record.extra;
  const named = [`deduction:${long.slice(0, 40)}`, `deduction:${long.slice(0, 40)}#2`, `extra:${cost?.id}`];
  for (const id of ['gross', 'provider_due', 'outside:Garderobe', `performance:${house(1).id}`, ...named])
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
  const buyout: Terms = { form: 'buyout', currency: 'EUR', fee: 650_000 };
  assert.deepEqual(blocked(buyout, { paid: null, gross: null }), []);
  assert.equal(blocked(buyout, { amounts: { currency: 'USD', vat: 'included', levy: 'included' } }).length, 1);
  const { terms, waterfall } = makeRecord(deal(SPLIT), 'x', [house(1, { vatRate: null })], []);
  const parts = waterfall.parts.map((part) => ({ ...part, performance: null }));
  assert.match(
    blockedBy({ terms, waterfall: { ...waterfall, parts } })[0]?.detail ?? '',
    /^a performance: the VAT rate/,
  );
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
  const unknown = many.map((one) => ({
    ...one,
    types: types.map((type, i) => (i ? type : { ...type, amount: null })),
  }));
  const [first] = makeRecord(deal(SPLIT), 'x', unknown, []).houses;
  assert.deepEqual(
    first?.types.map(({ count, amount }) => [count, amount]),
    [[300, null]],
  );
  const few = makeRecord(deal(SPLIT), 'x', many.slice(0, 2), []);
  assert.deepEqual([few.houses[0]?.listed, few.houses[0]?.types.length], ['lines', 300]);
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
  assert.deepEqual(record.houses, []);
  assert.deepEqual(record.adjustment?.houses, [house(1), house(2)], 'by date');
  assert.deepEqual(record.waterfall, {
    form: 'split',
    currency: 'EUR',
    lines: [],
    parts: [],
    paid: 0,
    issued: 0,
    gross: 0,
    net: 0,
    provider: 0,
    venue: 0,
    due: { ex: 0, vat: 0, incl: 0, rates: [] },
    venueKeeps: 0,
    floor: null,
    remarks: [],
  });
  assert.deepEqual(record.due, {
    ex: -16_000,
    vat: -1_440,
    incl: -17_440,
    rates: [{ rate: 9, ex: -16_000, vat: -1_440 }],
  });
  const removable = (of: StatementRecord) =>
    statementLines(of).flatMap(({ id, by, stays }) => (stays ? [] : [[id, by]]));
  assert.deepEqual(removable(record), [], 'what it is for stays in it');
  const cost = await line({ label: 'Porto', amount: 500 });
  const withCost = makeAdjustment(deal(SPLIT), 'x', adjustment, [correction, cost]);
  assert.deepEqual(removable(withCost), [[`extra:${cost.id}`, 'venue']]);
  assert.deepEqual(removable(makeRecord(deal(SPLIT), 'x', [house(1)], [cost])), [[`extra:${cost.id}`, 'venue']]);
});
