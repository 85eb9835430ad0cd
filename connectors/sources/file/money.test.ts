import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseMoney } from './money.ts';

const cents = (text: string, style?: 'comma' | 'dot') => {
  const money = parseMoney(text, style);
  return money.ok ? money.cents : money.reason;
};
const number = (text: string) => {
  const money = parseMoney({ number: text, epoch: 1900 });
  return money.ok ? money.cents : money.reason;
};

test('amounts as venues write them', () => {
  const written: [string, number | null][] = [
    ['1.234,56', 123456],
    ['€ 12,50', 1250],
    ['12.50', 1250],
    ['-0,01', -1],
    ['(12,50)', -1250],
    ['12,5', 1250],
    ['12', 1200],
    ['', null],
    ['  ', null],
    ['€\u00a0-1.234.567,89', -123456789],
    ['1,234.56', 123456],
    ['12,-', 1200],
    ['12,50-', -1250],
    ['EUR 7', 700],
    ['1 234,56', 123456],
    ['\u221212,00', -1200],
    ['-0,00', 0],
    ['1.234.567', 123456700],
  ];
  for (const [text, expected] of written) assert.equal(cents(text), expected, text);
});

test('what could mean two amounts is refused until the column declares its style', () => {
  assert.equal(cents('1.234'), 'ambiguous_amount');
  assert.equal(cents('1,234'), 'ambiguous_amount');
  assert.equal(cents('1.234', 'comma'), 123400);
  assert.equal(cents('1.234', 'dot'), 'fraction_of_cent');
  assert.equal(cents('1,234', 'dot'), 123400);
});

test('what is no amount is refused by name', () => {
  for (const text of ['abc', '12,5,0', '1.23.45', '12,345,6', '--1', '(-1)', '1.2,3.4', '€', '#N/A', '1e3'])
    assert.equal(cents(text), 'not_an_amount', text);
  assert.equal(cents('0,125'), 'fraction_of_cent');
  assert.equal(cents('99999999999999'), 'amount_too_large');
});

test('spreadsheet numbers are read by their digits', () => {
  assert.deepEqual(
    ['12.5', '1.25E1', '0.29999999999999999', '1.1499999999999999', '-0.01', '1E-2', '1234.567', '1e20'].map(number),
    [1250, 1250, 30, 115, -1, 1, 'fraction_of_cent', 'amount_too_large'],
  );
});

test('every amount survives being written in Dutch, with a dot, in brackets and as a number', () => {
  const dutch = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR' });
  fc.assert(
    fc.property(fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }), (value) => {
      const plain = `${Math.trunc(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`;
      const sign = value < 0 ? '-' : '';
      assert.equal(cents(dutch.format(value / 100)), value);
      assert.equal(cents(sign + plain), value);
      assert.equal(cents(sign + plain.replace('.', ',')), value);
      assert.equal(number(sign + plain), value);
      if (value < 0) assert.equal(cents(`(${plain})`), value);
    }),
    { seed: 20261123, numRuns: 5000 },
  );
});
