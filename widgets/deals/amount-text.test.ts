import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  amountText,
  countText,
  percentText,
  roundAmountText,
  typedAmount,
  typedCents,
  typedInteger,
  typedPercent,
} from './amount-text.ts';

const folded = (text: string): string => text.replaceAll(/\s/g, ' ');

test('amounts stand in full, with the minus before all of it', () => {
  assert.equal(folded(amountText(400_000, 'EUR', 'nl')), '€ 4.000,00');
  assert.equal(folded(amountText(-90_826, 'EUR', 'nl')), '−€ 908,26');
  assert.equal(amountText(-5, 'EUR', 'en'), '−€0.05');
  assert.equal(amountText(400_000, 'GBP', 'en'), '£4,000.00');
  // Beyond what a fraction of a number could hold.
  assert.equal(amountText(9_007_199_254_740_991, 'EUR', 'en'), '€90,071,992,547,409.91');
  assert.equal(folded(roundAmountText(1_227_249, 'EUR', 'nl')), '€ 12.272');
  assert.equal(roundAmountText(-49, 'EUR', 'en'), '€0');
  assert.equal(percentText(7.5, 'nl'), '7,5%');
  assert.equal(countText(12_345, 'nl'), '12.345');
});

test('what is typed is read in either spelling, to the cent', () => {
  for (const [typed, cents] of [
    ['4000', 400_000],
    ['4.000', 400_000],
    ['4,000', 400_000],
    ['4.000,5', 400_050],
    ['4,000.50', 400_050],
    ['€ 4 000,50', 400_050],
    ['0,07', 7],
    ['1.234.567', 123_456_700],
    ['0.1', 10],
  ] as const)
    assert.equal(typedCents(typed), cents, typed);
  for (const typed of ['', '-5', 'vier', '1.5,000', '4,0001', '12,34,5', '1.000.00', '99999999999999', ',5'])
    assert.equal(typedCents(typed), null, typed);
});

test('what a field shows is read back as it was', () => {
  for (const locale of ['nl', 'en'])
    for (const cents of [0, 5, 99, 100, 123_456, 400_000, 100_000_000_00])
      assert.equal(typedCents(typedAmount(cents, locale)), cents, `${locale} ${cents}`);
});

test('percentages go to 100 with two decimals, counts are whole', () => {
  assert.equal(typedPercent('7,25'), 7.25);
  assert.equal(typedPercent('100%'), 100);
  assert.equal(typedPercent('100,01'), null);
  assert.equal(typedPercent('7,255'), null);
  assert.equal(typedInteger('1.200', 0), 1200);
  assert.equal(typedInteger('1,5', 0), null);
});
