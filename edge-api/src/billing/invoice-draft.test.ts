// What an invoice says, in cents: lines, VAT by rate, and where it differs from what was signed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StatementRecord } from '#protocol';
import { sampleStatement } from '../documents/sample-statement.ts';
import { dayAfter, invoiceFigures, periodOf, sellerOf, vatOf } from './invoice-draft.ts';

const extra = (amount: number, vatRate: number, label = 'Extra techniek') =>
  ({ id: label, label, amount, vatRate, evidence: 'Factuur 17', by: 'venue', adjusts: null }) as const;
const REASON = 'Artikel 11, lid 1, Wet op de omzetbelasting 1968';
const untaxed = (zeroRate?: { category: 'E' | 'Z' | 'O'; reason: string }) =>
  invoiceFigures(
    sampleStatement('one', { extra: [extra(5_000, 0), extra(10_000, 9, 'Hotel')] }),
    1,
    zeroRate ? { zeroRate } : {},
    'nl',
  ).taxes;
const told = ({ lines }: { readonly lines: readonly { name: string; amount: number; rate: number }[] }) =>
  lines.map(({ name, amount, rate }) => [name, amount, rate]);

test('VAT of a rate, half a cent away from nothing, on either side of it', () => {
  assert.deepEqual(
    [100, 50, 49, -50, -49, 0].map((cents) => vatOf(cents, 1)),
    [1, 1, 0, -1, 0, 0],
  );
  assert.equal(vatOf(33_333, 5.5), 1_833);
  assert.equal(vatOf(9_007_199_254_740_991, 9), 810_647_932_926_689, 'whatever the amount');
});

test('a deal at one rate is told in its parts, with the lines beside it', () => {
  const figures = invoiceFigures(sampleStatement(), 1, {}, 'nl');
  assert.deepEqual(told(figures), [
    ['Aandeel in de recette', 766_972, 9],
    ['Auteursrechten, af te dragen door de aanbieder', 50_459, 9],
    ['Extra techniek, twee uur', -12_500, 21],
  ]);
  assert.match(figures.lines[0]?.description ?? '', /^De nacht van Dvořák, 1 voorstelling, 9 dec 2026$/);
  assert.equal(figures.lines[2]?.description, 'Bewijsstuk: Factuur 2026-0417');
});

test('VAT and totals follow the lines, lowest rate first', () => {
  const record = sampleStatement('one', { extra: [extra(-12_500, 21), extra(10_000, 0, 'Hotel')] });
  const { taxes, excl, vat, incl, rounding, payable } = invoiceFigures(record, 1, {}, 'en');
  assert.deepEqual(
    taxes.map(({ rate, taxable, tax }) => [rate, taxable, tax]),
    [
      [0, 10_000, 0],
      [9, 817_431, 73_569],
      [21, -12_500, -2_625],
    ],
  );
  assert.deepEqual([excl, vat, incl, rounding, payable], [814_931, 70_944, 885_875, 0, 885_875]);
});

test('what is claimed is what was signed: where the sum differs, the rest is a rounding of its own', () => {
  const record = sampleStatement();
  const signed = { ...record, due: { ...record.due, vat: record.due.vat + 1, incl: record.due.incl + 1 } };
  const figures = invoiceFigures(signed, 1, {}, 'nl');
  assert.deepEqual([figures.incl, figures.rounding, figures.payable], [875_875, 1, 875_876]);
  const back = invoiceFigures(signed, -1, {}, 'nl');
  assert.deepEqual([back.incl, back.rounding, back.payable], [-875_875, -1, -875_876]);
});

test('the other way round every figure turns, and nothing becomes minus nothing', () => {
  const there = invoiceFigures(sampleStatement(), 1, {}, 'nl');
  const back = invoiceFigures(sampleStatement(), -1, {}, 'nl');
  assert.deepEqual(
    back.lines.map(({ amount }) => amount),
    there.lines.map(({ amount }) => -amount),
  );
  assert.deepEqual([back.excl, back.vat, back.incl], [-there.excl, -there.vat, -there.incl]);
  const record = sampleStatement('one', { extra: [extra(-817_431, 9)] });
  assert.ok(Object.is(invoiceFigures(record, -1, {}, 'nl').payable, 0));
});

test('lines of nothing are left out', () => {
  const record = sampleStatement('one', {
    terms: { form: 'buyout', currency: 'EUR', fee: 0 },
    extra: [extra(0, 9), extra(500, 9, 'Hotel')],
  });
  assert.deepEqual(told(invoiceFigures(record, 1, {}, 'nl')), [['Hotel', 500, 9]]);
});

test('a deal at two rates, or whose parts are not all of it, is told by rate', () => {
  const record = sampleStatement();
  const { due } = record.waterfall;
  const by = (waterfall: Partial<StatementRecord['waterfall']>) =>
    told(invoiceFigures({ ...record, extra: [], waterfall: { ...record.waterfall, ...waterfall } }, 1, {}, 'nl'));
  const rates = [
    { rate: 9, ex: 717_431, vat: 64_569 },
    { rate: 21, ex: 100_000, vat: 21_000 },
  ];
  assert.deepEqual(by({ due: { ...due, rates } }), [
    ['Afrekening van de recette', 717_431, 9],
    ['Afrekening van de recette', 100_000, 21],
  ]);
  const more = { rate: 21, ex: 100_000, vat: 21_000 };
  assert.equal(by({ due: { ...due, rates: [...due.rates, more] } }).length, 2, 'the parts are of both');
  assert.equal(
    by({ due: { ...due, rates: [{ rate: 0, ex: 0, vat: 0 }, ...due.rates] } })[0]?.[0],
    'Aandeel in de recette',
  );
  const whole = [['Afrekening van de recette', 817_431, 9]];
  assert.deepEqual(by({ lines: [] }), whole);
  const lines = record.waterfall.lines.map((line) =>
    line.key === 'provider_due' ? { ...line, inputs: { ...line.inputs, royalties: null } } : line,
  );
  assert.deepEqual(by({ lines }), whole);
  assert.deepEqual(by({ due: { ...due, rates: [] } }), []);
});

test('without VAT there is a category, and its reason where one is asked', () => {
  const zero = (of: ReturnType<typeof untaxed>) => of[0];
  const figures = { rate: 0, taxable: 5_000, tax: 0 };
  assert.deepEqual(zero(untaxed({ category: 'O', reason: REASON })), { ...figures, category: 'O', reason: REASON });
  assert.deepEqual(zero(untaxed({ category: 'E', reason: REASON })), { ...figures, category: 'E', reason: REASON });
  assert.deepEqual(zero(untaxed({ category: 'Z', reason: REASON })), { ...figures, category: 'Z', reason: null });
  assert.deepEqual(zero(untaxed()), { ...figures, category: 'E', reason: null });
  assert.deepEqual(
    untaxed({ category: 'E', reason: REASON }).slice(1),
    [{ category: 'S', rate: 9, taxable: 827_431, tax: 74_469, reason: null }],
    'what is taxed has no reason',
  );
});

test('who is due something sells: the provider, or the venue where more is taken off than is due', () => {
  assert.equal(sellerOf(sampleStatement()), 'provider');
  assert.equal(sellerOf(sampleStatement('one', { extra: [extra(-2_000_000, 21)] })), 'venue');
  const even = sampleStatement();
  assert.equal(sellerOf({ ...even, due: { ...even.due, incl: 0 } }), 'provider');
});

test('the days of the performances, also of a correction, first and last', () => {
  const record = sampleStatement('two');
  const both = { from: '2026-12-09', to: '2026-12-10' };
  assert.deepEqual(periodOf(record), both);
  assert.deepEqual(periodOf({ ...record, houses: record.houses.toReversed() }), both);
  assert.equal(periodOf({ ...record, houses: [] }), null);
  const { houses } = record;
  const [first, second] = houses;
  assert.deepEqual(periodOf({ ...record, houses: [second, first, first].flatMap((one) => one ?? []) }), both);
  const adjustment = { statement: 'x', sha256: 'x', houses: houses.slice(1), settled: 0, now: 0, adjusted: 0 };
  assert.deepEqual(periodOf({ ...record, houses: [], adjustment }), { from: '2026-12-10', to: '2026-12-10' });
});

test('days to pay in run over months and the change of the clock', () => {
  assert.deepEqual(
    [dayAfter('2026-12-15', 14), dayAfter('2026-12-15', 30), dayAfter('2027-03-20', 14), dayAfter('2028-02-28', 1)],
    ['2026-12-29', '2027-01-14', '2027-04-03', '2028-02-29'],
  );
});
