import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleAgreement, sampleTerms } from '../browser/deal-answers.ts';
import { axis, linesOf, placeOf, simulation } from './sim-curves.ts';
import { valueAt } from './sim-drawing.ts';
import { readSeats, seatsOf } from './sim-seats.ts';

const agreement = sampleAgreement({ terms: sampleTerms({ guaranteeProvider: 400_000 }) });
const { draft, base } = seatsOf(agreement, 640, 'nl');
const { seats, costs } = readSeats(draft, base);
assert.ok(seats);

test('an agreement gives the seats to think with: price, levy and VAT of its own sales', () => {
  assert.deepEqual(seats, {
    capacity: 640,
    averagePrice: 3_050,
    free: 10,
    performances: 1,
    vatRate: 9,
    levies: [{ name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false }],
  });
  assert.equal(base.paid, 400);
});

test('every place of the slider has its cents, and the marks say where something changes', () => {
  const sim = simulation({ terms: agreement.terms, other: null, seats, costs, paid: base.paid });
  assert.ok(sim);
  const at = placeOf(sim.curve, 400);
  const shown = sim.curve.paid[at] ?? 0;
  assert.deepEqual([shown, sim.curve.provider[at], sim.curve.venue[at]], [400, 766_972, 301_835]);
  assert.equal(sim.curve.provider[0], 400_000);
  assert.deepEqual(
    sim.marks.map(({ kind, paid }) => [kind, paid]),
    [
      ['break_even', 150],
      ['guarantee', 208],
    ],
  );
  assert.ok(valueAt(sim.curve, 'venue', 150) >= 0);
});

test('of two deals it is known where they pay the same', () => {
  const other = sampleTerms({ form: 'buyout', fee: 650_000, share: undefined, guaranteeProvider: undefined } as never);
  const sim = simulation({
    terms: agreement.terms,
    other: JSON.parse(JSON.stringify(other)) as typeof other,
    seats,
    costs,
    paid: null,
  });
  assert.equal(sim?.indifference.length, 1);
  assert.ok(sim.marks.some(({ kind }) => kind === 'same'));
});

test('the axis ends at whole steps, with a line at nought', () => {
  assert.deepEqual(axis(-400_000, 1_227_000), { least: -500_000, most: 1_500_000 });
  assert.deepEqual(linesOf(-500_000, 1_500_000), [-500_000, 0, 500_000, 1_000_000, 1_500_000]);
  assert.deepEqual(axis(0, 0), { least: 0, most: 100 });
});

test('what is typed wrong is named, and nothing is guessed', () => {
  const read = readSeats({ ...draft, capacity: 'vol', price: '30,5555' }, base);
  assert.deepEqual([read.seats, read.faults], [null, { capacity: 'count', price: 'money' }]);
  assert.equal(readSeats({ ...draft, capacity: '' }, base).seats, null);
});
