import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_AMOUNT_TERMS, type AmountTerms, type Levy } from '#protocol';
import { agree, BEGINNING, halfUp, inOneTerms, termsOn } from './amount-terms.ts';
import { contains, mixed, moneyBy, type Basis } from './money-by.ts';
import type { DayRow } from './registers.ts';

const TOESLAG: Levy = { name: 'theatertoeslag', amount: 300, vatRate: 9, shared: false };
const basis = (more: Partial<Basis> = {}): Basis => ({
  terms: DEFAULT_AMOUNT_TERMS,
  vat: 900,
  levies: [TOESLAG],
  ...more,
});
const terms = (more: Partial<AmountTerms>): AmountTerms => ({ ...DEFAULT_AMOUNT_TERMS, ...more });

test('the money order gives the worked houses to the cent', () => {
  assert.equal(moneyBy('reported', 1_220_000, 400, basis()), 1_220_000);
  assert.equal(moneyBy('ex_vat_levy', 1_220_000, 400, basis()), 1_009_174);
  assert.equal(moneyBy('ex_vat_levy', 450_000, 150, basis()), 371_560);
  assert.equal(moneyBy('ex_vat', 1_220_000, 400, basis()), 1_119_266);
});

test('a shared levy stays in, two levies come out, none comes to nothing', () => {
  const shared = { ...TOESLAG, shared: true };
  assert.equal(moneyBy('ex_vat_levy', 1_220_000, 400, basis({ levies: [shared] })), 1_119_266);
  assert.equal(moneyBy('ex_vat_levy', 1_220_000, 400, basis({ levies: [] })), 1_119_266);
  assert.equal(moneyBy('ex_vat_levy', 10_900, 10, basis({ levies: [TOESLAG, { ...TOESLAG, amount: 54 }] })), 6_752);
});

test('what is not known stays unknown and says why', () => {
  assert.equal(moneyBy('reported', null, 4, basis()), 'not_reported');
  assert.equal(moneyBy('ex_vat', 100, 4, basis({ vat: null })), 'vat_unknown');
  assert.equal(moneyBy('ex_vat', 100, 4, basis({ terms: terms({ vat: 'unknown' }) })), 'vat_unknown');
  assert.equal(moneyBy('ex_vat_levy', 100, 4, basis({ levies: null })), 'levy_unknown');
  assert.equal(moneyBy('ex_vat_levy', 100, null, basis()), 'levy_unknown');
  assert.equal(moneyBy('ex_vat_levy', 100, 4, basis({ terms: terms({ levy: 'unknown' }) })), 'levy_unknown');
});

test('amounts that came without VAT or levy are not stripped of it twice', () => {
  assert.equal(moneyBy('ex_vat', 1_000, 4, basis({ terms: terms({ vat: 'excluded' }), vat: null })), 1_000);
  assert.equal(moneyBy('ex_vat_levy', 10_000, 10, basis({ terms: terms({ vat: 'excluded' }) })), 10_000 - 2_752);
  assert.equal(moneyBy('ex_vat_levy', 1_090, 4, basis({ terms: terms({ levy: 'excluded' }), levies: null })), 1_000);
});

test('rounding is half up, also below zero, and exact at any size', () => {
  assert.deepEqual([halfUp(1, 1, 2), halfUp(3, 1, 2), halfUp(-1, 1, 2), halfUp(-3, 1, 2)], [1, 2, 0, -1]);
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }),
      fc.constantFrom(600, 900, 1_900, 2_100),
      (cents, vat) => {
        const ex = BigInt(halfUp(cents, 10_000, 10_000 + vat));
        const twice = 2n * (BigInt(cents) * 10_000n - ex * BigInt(10_000 + vat));
        assert.ok(twice >= BigInt(-(10_000 + vat)) && twice < BigInt(10_000 + vat), `${cents} ${vat}`);
      },
    ),
    { seed: 3, numRuns: 2_000 },
  );
});

test('amounts of two kinds are never added, unless the definition makes them one', () => {
  const excluded = terms({ vat: 'excluded' });
  assert.equal(mixed('reported', [DEFAULT_AMOUNT_TERMS]), null);
  assert.equal(mixed('reported', [DEFAULT_AMOUNT_TERMS, excluded]), 'mixed_vat');
  assert.equal(mixed('ex_vat', [DEFAULT_AMOUNT_TERMS, excluded]), null);
  assert.equal(mixed('ex_vat', [DEFAULT_AMOUNT_TERMS, terms({ levy: 'excluded' })]), 'mixed_levy');
  assert.equal(mixed('ex_vat_levy', [DEFAULT_AMOUNT_TERMS, terms({ levy: 'excluded', vat: 'excluded' })]), null);
  assert.equal(mixed('ex_vat_levy', [DEFAULT_AMOUNT_TERMS, terms({ currency: 'GBP' })]), 'two_currencies');
});

test('an answer says what its amounts contain', () => {
  assert.deepEqual(contains('reported', [terms({ vat: 'excluded', levy: 'unknown' })]), {
    currency: 'EUR',
    vat: 'excluded',
    levy: 'unknown',
  });
  assert.deepEqual(contains('ex_vat', [DEFAULT_AMOUNT_TERMS, terms({ vat: 'excluded' })]), {
    currency: 'EUR',
    vat: 'excluded',
    levy: 'included',
  });
  assert.deepEqual(contains('ex_vat_levy', [DEFAULT_AMOUNT_TERMS, terms({ currency: 'GBP' })]), {
    currency: 'XXX',
    vat: 'excluded',
    levy: 'excluded',
  });
});

test('other terms begin on a day that was not reported yet; what was reported keeps its meaning', () => {
  const first = agree([], { vat: 'excluded' }, ['2026-11-20'], undefined);
  assert.deepEqual(first, { ok: true, add: { ...terms({ vat: 'excluded' }), from: BEGINNING } });
  assert.deepEqual(agree([], { vat: 'included' }, ['2026-11-20'], '2026-11-19'), { ok: true, add: null });
  assert.deepEqual(agree([], { vat: 'excluded' }, ['2026-11-21', '2026-11-20'], '2026-11-19'), {
    ok: true,
    add: { ...terms({ vat: 'excluded' }), from: '2026-11-20' },
  });
  const refused = agree([], { vat: 'excluded', currency: 'EUR' }, ['2026-11-20'], '2026-11-20');
  assert.ok(!refused.ok && refused.errors.length === 1 && refused.errors[0]?.pointer === '/amounts/vat');
  const dated = [{ ...terms({ vat: 'excluded' }), from: '2026-11-20' }];
  assert.equal(agree(dated, { vat: 'excluded' }, ['2026-11-19'], '2026-11-25').ok, false);
  assert.deepEqual(agree(dated, { vat: 'included' }, ['2026-11-19'], '2026-11-25'), { ok: true, add: null });
  assert.deepEqual([termsOn(dated, '2026-11-19').vat, termsOn(dated, '2026-11-20').vat], ['included', 'excluded']);
});

test('a performance that changed terms on the way is told in those of its newest report', () => {
  const row = (day: string, a: number, name: 'normal' | 'discount'): DayRow & { source: number } => ({
    performance: 1,
    source: 1,
    day,
    registers: { [name]: { v: 1, n: 10, a } },
    reservedUntil: null,
    lines: null,
  });
  const rows = [row('2026-11-19', 10_900, 'normal'), row('2026-11-20', 5_000, 'discount')];
  const sources = new Map([[1, { kind: 'house', terms: [{ ...terms({ vat: 'excluded' }), from: '2026-11-20' }] }]]);
  const told = inOneTerms(rows, sources, 900);
  assert.deepEqual(
    [told.rows[0]?.registers.normal?.a, told.rows[1]?.registers.discount?.a, told.terms.vat],
    [10_000, 5_000, 'excluded'],
  );
  assert.equal(inOneTerms(rows, sources, null).rows[0]?.registers.normal?.a, null);
});
