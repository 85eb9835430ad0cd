// Input that is not as one would wish: each kind has a defined, shown result.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { House, Terms } from '#protocol';
import { waterfall } from './index.ts';
import { HOUSE_A, HOUSE_B } from './worked-examples.ts';

const split: Terms = { form: 'split', currency: 'EUR', share: 80, guaranteeProvider: 400_000 };
const at = (terms: Terms, ...changes: readonly Partial<House>[]) =>
  waterfall(
    terms,
    changes.map((change, nth) => ({ ...HOUSE_A, performance: `P${nth}`, ...change })),
  );
const euro = (vat: 'included' | 'excluded' | 'unknown', levy: 'included' | 'excluded' | 'unknown') => ({
  amounts: { currency: 'EUR', vat, levy },
});
const first = (terms: Terms, change: Partial<House>) => {
  const { parts, provider, remarks } = at(terms, change);
  return { counts: parts[0]?.counts, provider, remarks };
};

test('without sales it counts with nothing sold: the guarantee holds', () => {
  assert.deepEqual(first(split, { paid: null, gross: null }), {
    counts: true,
    provider: 400_000,
    remarks: ['no_sales'],
  });
  assert.deepEqual(first(split, { paid: 0, gross: null }), { counts: true, provider: 400_000, remarks: [] });
  const other = {
    paid: null,
    gross: null,
    amounts: { currency: 'USD', vat: 'unknown', levy: 'unknown' },
    levies: null,
  } as const;
  assert.deepEqual(
    first(split, other),
    { counts: true, provider: 400_000, remarks: ['no_sales'] },
    'nothing is asked of what was not sold',
  );
});

test('a cancelled one does not count; a guarantee for all stays as written', () => {
  assert.deepEqual(first(split, { status: 'cancelled' }), { counts: false, provider: 0, remarks: ['cancelled'] });
  const pooled: Terms = { ...split, basis: 'total', guaranteeProvider: 1_000_000 };
  const told = at(pooled, { status: 'cancelled' }, HOUSE_B);
  assert.deepEqual(
    [told.provider, told.floor, told.parts.map(({ provider }) => provider)],
    [1_000_000, 1_000_000, [0, 1_000_000]],
  );
  assert.equal(at(split, { status: 'cancelled' }, HOUSE_B).floor, 400_000);
  assert.deepEqual([at(pooled, { status: 'cancelled' }).provider, at(pooled, { status: 'cancelled' }).floor], [0, 0]);
  assert.deepEqual([waterfall(pooled, []).provider, waterfall(split, []).floor], [0, 0]);
  assert.equal(waterfall({ form: 'split', currency: 'EUR', share: 80 }, []).floor, null);
});

test('moved to another VAT year: the rate of the new date, unless the deal has one', () => {
  const moved = { vatRate: 21, agreedVatRate: 9 };
  const told = at({ form: 'split', currency: 'EUR', share: 80 }, moved);
  assert.deepEqual([told.remarks, told.parts[0]?.vatRate, told.net], [['moved_year'], 21, 909_091]);
  const fixed = at({ form: 'split', currency: 'EUR', share: 80, vatRate: 9 }, moved);
  assert.deepEqual([fixed.remarks, fixed.parts[0]?.vatRate, fixed.net], [[], 9, 1_009_174]);
  assert.deepEqual(at(split, { vatRate: 9, agreedVatRate: 9 }).remarks, []);
});

test('another currency is not added', () => {
  const dollars = { amounts: { currency: 'USD', vat: 'included', levy: 'included' } } as const;
  assert.deepEqual(first(split, dollars), { counts: false, provider: 0, remarks: ['currency_mismatch'] });
});

test('VAT: a rate that is not known, and amounts of which it is not known whether it is inside', () => {
  assert.deepEqual(first(split, { vatRate: null }), { counts: false, provider: 0, remarks: ['vat_unknown'] });
  assert.equal(first({ ...split, vatRate: 9 }, { vatRate: null }).provider, 807_339);
  assert.deepEqual(first(split, euro('unknown', 'included')).remarks, ['vat_unknown']);
  assert.deepEqual(first({ ...split, vatRate: 9 }, euro('unknown', 'included')).remarks, ['vat_unknown']);
  const without = at(split, { ...euro('excluded', 'included'), gross: 1_000_000, levies: [] });
  assert.deepEqual([without.gross, without.net], [1_090_000, 1_000_000]);
});

test('levies: a register that is not known, amounts of which it is not known, and amounts without it', () => {
  assert.deepEqual(first(split, { levies: null }).remarks, ['levy_unknown']);
  assert.deepEqual(first({ ...split, levies: [] }, { levies: null }).remarks, []);
  assert.deepEqual(first({ ...split, levy: 'shared' }, { levies: null }), {
    counts: true,
    provider: 895_413,
    remarks: [],
  });
  assert.deepEqual(first({ ...split, levy: 'shared' }, { levies: null, ...euro('included', 'excluded') }).remarks, [
    'levy_unknown',
  ]);
  assert.deepEqual(first(split, euro('included', 'unknown')).remarks, ['levy_unknown']);
  assert.deepEqual(first(split, { ...euro('included', 'unknown'), levies: [] }).remarks, []);
  const beside = at(split, { ...euro('included', 'excluded'), gross: 1_100_000 });
  assert.deepEqual([beside.gross, beside.net, beside.venueKeeps - beside.venue], [1_100_000, 1_009_174, 110_092]);
  assert.equal(
    beside.lines.some(({ key }) => key === 'levy'),
    false,
  );
  const joined = at({ ...split, levy: 'shared' }, { ...euro('included', 'excluded'), gross: 1_100_000 });
  assert.deepEqual([joined.net, joined.venueKeeps - joined.venue], [1_119_266, 0]);
  assert.equal(joined.lines.find(({ key }) => key === 'levy')?.amount, 120_000);
});

test('tickets without money, and money without a number of tickets', () => {
  assert.deepEqual(first(split, { gross: null }).remarks, ['amount_unknown']);
  assert.deepEqual(first(split, { paid: null }).remarks, ['no_sales', 'amount_unknown']);
});

test('below zero after refunds: the formula as written, said beside it', () => {
  const refunded = { paid: 0, gross: -109_000, levies: [] };
  const plain: Terms = { form: 'split', currency: 'EUR', share: 80 };
  assert.deepEqual(first(plain, refunded), { counts: true, provider: -80_000, remarks: ['negative_recette'] });
  assert.equal(first(split, refunded).provider, 400_000);
  const bands = [
    { from: 0, to: 500_000, share: 70 },
    { from: 500_000, to: null, share: 90 },
  ];
  for (const measure of ['net', 'tickets'] as const)
    for (const method of ['marginal', 'whole_band'] as const)
      assert.equal(
        first({ form: 'scale', currency: 'EUR', scale: { measure, method, bands } }, refunded).provider,
        -70_000,
      );
  const calls: Terms = { form: 'calls', currency: 'EUR', share: 60, calls: [{ to: 'venue', amount: 5 }] };
  assert.equal(first(calls, refunded).provider, -60_000);
  const venue: Terms = { ...plain, guaranteeVenue: 150_000 };
  assert.equal(first(venue, refunded).provider, -250_000);
  assert.equal(first({ ...venue, providerNeverOwes: true }, refunded).provider, 0);
  const off: Terms = { ...split, guaranteeKind: 'off_the_top' };
  assert.equal(first(off, refunded).provider, 400_000);
});

test('free tickets above what was agreed: said, and with a price paid for by the venue', () => {
  const plain: Terms = { form: 'split', currency: 'EUR', share: 80, freeTickets: { max: 7 } };
  assert.deepEqual(first(plain, {}), { counts: true, provider: 807_339, remarks: ['free_tickets_over'] });
  const priced = at({ ...plain, freeTickets: { max: 7, price: 2_000 } }, {});
  assert.deepEqual([priced.provider, priced.venue, priced.net], [813_339, 195_835, 1_009_174]);
  assert.deepEqual(first({ ...plain, freeTickets: { max: 10, price: 2_000 } }, {}).remarks, []);
  assert.deepEqual(first({ ...plain, freeTickets: { max: 10 } }, { free: null }).remarks, []);
});

test('remarks of several performances are shown once each, in one order', () => {
  const { remarks } = at(
    split,
    { gross: null },
    { status: 'cancelled' },
    { status: 'cancelled', vatRate: null },
    { paid: null, gross: null },
  );
  assert.deepEqual(remarks, ['no_sales', 'cancelled', 'vat_unknown', 'amount_unknown']);
});

test('what was read at different moments is as old as the oldest', () => {
  const { lines, parts } = at(
    split,
    { asOf: '2026-12-09T10:00:00Z', source: 'kassa' },
    { asOf: '2026-12-08T10:00:00Z', source: 'kassa' },
  );
  assert.deepEqual([lines[0]?.inputs['asOf'], lines[0]?.inputs['source']], ['2026-12-08T10:00:00Z', 'kassa']);
  assert.deepEqual(
    parts.map(({ asOf }) => asOf),
    ['2026-12-09T10:00:00Z', '2026-12-08T10:00:00Z'],
  );
  const two = at(split, { source: 'kassa' }, { source: 'web', asOf: '2026-12-08T10:00:00Z' });
  assert.deepEqual([two.lines[0]?.inputs['asOf'], two.lines[0]?.inputs['source']], [null, null]);
});
