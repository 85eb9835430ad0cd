import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Seats, Terms } from '#protocol';
import { PARTIES, simulate, waterfall } from './index.ts';
import { indifferenceOf, withoutGuarantee } from './points.ts';
import { housesAt } from './seat-range.ts';

const royalties = { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'venue' } as const;
const seats: Seats = {
  capacity: 650,
  averagePrice: 3_050,
  free: 10,
  performances: 1,
  vatRate: 9,
  levies: [{ name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false }],
};
const split: Terms = { form: 'split', currency: 'EUR', share: 80, guaranteeProvider: 400_000, royalties };
const ask = (terms: Terms, more: Partial<Seats> = {}, other?: Terms) =>
  simulate({ terms, ...(other ? { other } : {}), seats: { ...seats, ...more } }, PARTIES);

test('the worked house: curve of 401 points, break-even, where the guarantee ends, and its price', () => {
  const { curve, points, waterfall: told } = ask(split, { paid: 150 });
  assert.deepEqual([curve?.paid.length, curve?.paid[0], curve?.paid.at(-1)], [401, 0, 640]);
  assert.deepEqual([curve?.provider.length, curve?.venue.length], [401, 401]);
  assert.deepEqual([curve?.provider[0], curve?.provider.at(-1), curve?.venue.at(-1)], [400_000, 1_227_156, 482_936]);
  const added = told.lines.find(({ key }) => key === 'guarantee')?.amount;
  assert.ok(added && added > 0);
  assert.deepEqual(points, {
    breakEven: { provider: 0, venue: 150 },
    guaranteeUntil: 208,
    guaranteePrice: { atZero: 400_000, atShown: added },
  });
});

test('costs move the break-even; what never earns them has none', () => {
  const told = simulate({ terms: split, seats, costs: { provider: 500_000, venue: 10_000_000 } }, PARTIES);
  const at = told.points?.breakEven;
  assert.equal(at?.venue, null);
  const from = at?.provider ?? 0;
  const share = (paid: number) => waterfall(split, housesAt(seats, 'EUR', paid)).provider;
  assert.ok(share(from) >= 500_000 && share(from - 1) < 500_000);
  const tour = simulate(
    { terms: split, seats: { ...seats, performances: 3 }, costs: { provider: 500_000, venue: 100_000 } },
    PARTIES,
  );
  const one = simulate({ terms: split, seats, costs: { provider: 500_000, venue: 100_000 } }, PARTIES).points;
  assert.equal(tour.points?.breakEven.provider, from, 'costs are for each performance');
  assert.ok(one?.breakEven.venue);
  assert.equal(tour.points.breakEven.venue, one.breakEven.venue);
  const even = { capacity: 20, averagePrice: 1_000, free: 0, performances: 1, vatRate: 0, levies: [] };
  const all: Terms = { form: 'receipts', currency: 'EUR' };
  const exact = simulate({ terms: all, seats: even, costs: { provider: 5_000, venue: 0 } }, PARTIES);
  assert.deepEqual(exact.points?.breakEven, { provider: 5, venue: 0 }, 'to earn just what it costs is enough');
});

test('by default six out of ten seats that can be paid for; never more than there are', () => {
  assert.equal(ask(split).waterfall.paid, 384);
  assert.equal(ask(split, { paid: 5_000 }).waterfall.paid, 640);
  assert.deepEqual(ask(split, { capacity: 10, free: 10 }).curve, { paid: [0], provider: [400_000], venue: [-400_000] });
  assert.deepEqual(ask(split, { capacity: 3, free: 0 }).curve?.paid, [0, 1, 2, 3]);
});

test('no guarantee, no price of it; a supplement has one for ever', () => {
  const { guaranteeProvider: _, ...bare } = split;
  assert.deepEqual([ask(bare).points?.guaranteeUntil, ask(bare).points?.guaranteePrice], [null, null]);
  const supplement = ask({ form: 'supplement', currency: 'EUR', share: 70, supplement: 75_000 });
  assert.deepEqual(supplement.points?.guaranteePrice, { atZero: 75_000, atShown: 75_000 });
  assert.equal(supplement.points?.guaranteeUntil, 640);
  const topUp = ask({ form: 'supplement', currency: 'EUR', share: 70, supplement: 75_000, supplementKind: 'top_up' });
  assert.deepEqual(topUp.points?.guaranteePrice, { atZero: 75_000, atShown: 0 });
  const never = ask({ ...split, guaranteeProvider: 0 });
  assert.deepEqual([never.points?.guaranteeUntil, never.points?.guaranteePrice], [null, { atZero: 0, atShown: 0 }]);
  const venue = ask({ ...bare, guaranteeVenue: 150_000 });
  assert.equal(venue.points?.guaranteePrice?.atZero, -150_000, 'a guarantee to the venue costs the provider');
  assert.deepEqual(withoutGuarantee({ ...bare, guaranteeVenue: 1, providerNeverOwes: true }), {
    ...bare,
    guaranteeProvider: 0,
  });
});

test('two deals: where they cross, to a ticket; where they are equal for a while, its ends', () => {
  const fee: Terms = { form: 'buyout', currency: 'EUR', fee: 650_000, royalties };
  const { indifference, other } = ask(split, {}, fee);
  assert.deepEqual(indifference, [339]);
  const share = (paid: number) => waterfall(split, housesAt(seats, 'EUR', paid)).provider;
  const off = (paid: number) => Math.abs(share(paid) - 650_000);
  assert.ok(off(339) <= off(338) && off(339) <= off(340));
  assert.equal(other?.waterfall.provider, 650_000);
  const low: Terms = { ...split, share: 70 };
  assert.deepEqual(ask(split, {}, low).indifference, [0, 208]);
  const jump: Terms = {
    form: 'scale',
    currency: 'EUR',
    royalties,
    scale: {
      measure: 'tickets',
      method: 'whole_band',
      bands: [
        { from: 0, to: 300, share: 50 },
        { from: 300, to: null, share: 90 },
      ],
    },
  };
  const plain: Terms = { form: 'split', currency: 'EUR', share: 70, royalties };
  assert.deepEqual(
    ask(jump, {}, plain).indifference,
    [0, 299],
    'it jumps over the other between 299 and 300, and is nearer before',
  );
});

test('points where the difference changes sign: the nearer ticket', () => {
  const of = (list: readonly number[]) => list.map((provider) => ({ provider, venue: 0, share: provider }));
  const zero = of([0, 0, 0, 0]);
  assert.deepEqual(indifferenceOf(of([-5, -1, 3, 9]), zero), [1]);
  assert.deepEqual(indifferenceOf(of([-5, -3, 1, 9]), zero), [2]);
  assert.deepEqual(indifferenceOf(of([-5, -3, 3, 9]), zero), [2]);
  assert.deepEqual(indifferenceOf(of([-5, 0, 3, -9]), zero), [1, 2]);
  assert.deepEqual(indifferenceOf(of([0, 0, 0, 0]), zero), [0, 3]);
  assert.deepEqual(indifferenceOf(of([1, 2, 3, 4]), zero), []);
});

test('with sales the waterfall is over these; the seats draw the curve', () => {
  const sales = housesAt({ ...seats, performances: 2 }, 'EUR', 100);
  const told = simulate({ terms: split, sales: [...sales], seats }, PARTIES);
  assert.equal(told.waterfall.paid, 200);
  assert.equal(told.curve?.paid.at(-1), 640);
  const bare = simulate({ terms: split, sales: [...sales] }, { provider: 'Noord', venue: 'Zuid' });
  assert.deepEqual([bare.curve, bare.points, bare.other, bare.indifference], [null, null, null, []]);
  assert.match(bare.sentence.nl, /^Noord ontvangt 80%/);
  assert.match(told.sentence.en, /^The producer receives 80%.* The venue keeps 20%\./);
});

test('seats stand for performances that a source could have reported', () => {
  const shown = housesAt({ ...seats, performances: 2 }, 'EUR', 100);
  const house = {
    performance: null,
    date: '1970-01-01',
    status: 'planned',
    paid: 100,
    free: 10,
    gross: 305_000,
    amounts: { currency: 'EUR', vat: 'included', levy: 'included' },
    vatRate: 9,
    agreedVatRate: null,
    levies: seats.levies,
    capacity: 650,
    asOf: null,
    source: null,
  };
  assert.deepEqual(shown, [house, house]);
  assert.equal(housesAt({ ...seats, date: '2027-01-09' }, 'EUR', 100)[0]?.date, '2027-01-09');
});

test('with neither seats nor sales there is the deal in words, and nothing to divide', () => {
  const told = simulate({ terms: split }, PARTIES);
  assert.deepEqual([told.waterfall.parts, told.waterfall.net, told.curve, told.points], [[], 0, null, null]);
  assert.match(told.sentence.nl, /^De producent ontvangt 80%/);
});

test('a hundred performances take no longer than one', () => {
  const one = ask(split, { performances: 100 });
  assert.equal(one.curve?.provider[0], 40_000_000);
  assert.deepEqual(one.points?.breakEven, { provider: 0, venue: 150 });
});
