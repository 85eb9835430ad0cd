import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { halfUp, spread, withoutVat, withVat } from './index.ts';

test('half up, also below zero: the floor of it plus a half', () => {
  const cases = [
    [1, 1, 2, 1],
    [-1, 1, 2, 0],
    [3, 1, 2, 2],
    [-3, 1, 2, -1],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [-2, 1, 3, -1],
    [0, 5, 7, 0],
  ] as const;
  for (const [cents, numerator, denominator, is] of cases) assert.equal(halfUp(cents, numerator, denominator), is);
});

test('half up agrees with whole numbers of any size', () => {
  const whole = fc.integer({ min: -100_000_000_000, max: 100_000_000_000 });
  fc.assert(
    fc.property(
      whole,
      fc.integer({ min: 0, max: 3_000_000_000 }),
      fc.integer({ min: 1, max: 3_000_000_000 }),
      (cents, n, d) => {
        const doubled = 2n * BigInt(cents) * BigInt(n) + BigInt(d);
        const by = 2n * BigInt(d);
        const floor = (doubled - (((doubled % by) + by) % by)) / by;
        fc.pre(floor <= BigInt(Number.MAX_SAFE_INTEGER) && floor >= -BigInt(Number.MAX_SAFE_INTEGER));
        assert.equal(halfUp(cents, n, d), Number(floor));
      },
    ),
    { numRuns: 3_000 },
  );
});

test('with and without VAT', () => {
  assert.equal(withoutVat(1_100_000, 9), 1_009_174);
  assert.equal(withoutVat(-1_100_000, 9), -1_009_174);
  assert.equal(withVat(817_431, 9), 891_000);
  assert.equal(withoutVat(2_150_000, 6.5), 2_018_779);
});

test('an amount spread by weight adds up, and nobody is a cent further from its part than the largest remainder allows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000_000, max: 100_000_000 }),
      fc.array(fc.integer({ min: -1_000, max: 100_000_000_000 }), { minLength: 1, maxLength: 12 }),
      (amount, weights) => {
        const ids = weights.map((_, at) => `P${at}`);
        const parts = spread(amount, weights, ids);
        assert.equal(
          parts.reduce((total, one) => total + one, 0),
          amount,
        );
        const positive = weights.map((weight) => Math.max(0, weight));
        const total = positive.reduce((sum, one) => sum + one, 0);
        for (const [at, part] of parts.entries())
          if (total > 0) assert.ok(Math.abs(part - (amount * (positive[at] ?? 0)) / total) < 1 + 1e-6);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('equal remainders go by performance id, not by the order given', () => {
  assert.deepEqual(spread(100, [1, 1, 1], ['c', 'a', 'b']), [33, 34, 33]);
  assert.deepEqual(spread(101, [1, 1, 1], ['c', 'a', 'b']), [33, 34, 34]);
  assert.deepEqual(spread(-100, [1, 1, 1], ['c', 'a', 'b']), [-34, -33, -33]);
  assert.deepEqual(spread(100, [3, 1, 2], ['c', 'a', 'b']), [50, 17, 33]);
  assert.deepEqual(spread(7, [0, -5], ['b', 'a']), [3, 4], 'where nothing weighs anything all weigh the same');
  assert.deepEqual(spread(7, [0, -5, 1], ['b', 'a', 'c']), [0, 0, 7]);
  assert.deepEqual(spread(10, [], []).length, 0);
});
