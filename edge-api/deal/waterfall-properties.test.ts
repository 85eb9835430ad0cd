// What holds for any deal and any figures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FORMS, type Terms, type Waterfall, type WaterfallLine } from '#protocol';
import { canonicalJson, waterfall } from './index.ts';
import { deal, dealOf, houses, plainHouse } from './random-deals.ts';

const sumOf = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const amountOf = ({ lines }: Waterfall, ...keys: readonly WaterfallLine['key'][]) =>
  sumOf(lines.filter(({ key }) => keys.includes(key)).map(({ amount }) => amount));

function everyAmountIsWhole(value: unknown): void {
  if (typeof value === 'number') assert.ok(Number.isFinite(value) && !Object.is(value, -0), String(value));
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(everyAmountIsWhole);
}

for (const form of FORMS)
  test(`${form}: provider and venue share the net to the cent, whatever was agreed and sold`, () => {
    fc.assert(
      fc.property(dealOf(form), houses, (terms, sales) => {
        const told = waterfall(terms, sales);
        assert.equal(told.provider + told.venue, told.net);
        for (const part of told.parts) {
          assert.equal(part.provider + part.venue, part.net);
          if (!part.counts) assert.deepEqual([part.provider, part.net, part.gross], [0, 0, 0]);
        }
        for (const name of ['provider', 'venue', 'net', 'gross'] as const)
          assert.equal(sumOf(told.parts.map((part) => part[name])), told[name], name);
        everyAmountIsWhole(told);
        for (const amount of [...told.lines.map((line) => line.amount), told.venueKeeps, told.due.incl])
          assert.ok(Number.isSafeInteger(amount));
      }),
      { numRuns: 300 },
    );
  });

test('the lines add up: gross to net, net to shares, shares to what each keeps and is due', () => {
  fc.assert(
    fc.property(deal, houses, (terms, sales) => {
      const told = waterfall(terms, sales);
      assert.equal(amountOf(told, 'gross', 'levy', 'vat', 'royalties', 'buma', 'deduction'), told.net);
      assert.equal(amountOf(told, 'gross', 'levy', 'vat'), amountOf(told, 'recette_ex'));
      assert.equal(amountOf(told, 'provider_share', 'venue_share'), told.net);
      assert.equal(amountOf(told, 'provider_due'), told.due.ex);
      assert.equal(amountOf(told, 'venue_keeps'), told.venueKeeps);
      const names = told.lines.map(({ key, name }) => `${key}/${name}`);
      assert.equal(new Set(names).size, names.length, 'no two lines of one key and name');
    }),
    { numRuns: 500 },
  );
});

/** What went to the author and to others, from the terms. */
test('nothing is lost between the parties, the author, third parties and the tax office', () => {
  fc.assert(
    fc.property(deal, houses, (terms, sales) => {
      const told = waterfall(terms, sales);
      const side = (name: string) => (line: WaterfallLine) =>
        line.key === 'rights_from_share' && line.inputs['side'] === name;
      const own = (name: string) =>
        sumOf(told.lines.filter(({ key, to }) => key === 'deduction_paid' && to === name).map(({ amount }) => amount));
      const fromShare = (name: string) => sumOf(told.lines.filter(side(name)).map(({ amount }) => amount));
      const passed = sumOf(
        told.lines
          .filter(
            ({ key, inputs }) =>
              ['royalties', 'buma', 'rights_from_share'].includes(key) &&
              inputs['remits'] === 'provider' &&
              inputs['side'] !== 'provider',
          )
          .map(({ amount }) => -amount),
      );
      const kept = sumOf(
        told.lines
          .filter(
            ({ key, inputs }) =>
              key === 'rights_from_share' && inputs['remits'] === 'venue' && inputs['side'] === 'provider',
          )
          .map(({ amount }) => amount),
      );
      assert.equal(told.due.ex, told.provider + own('provider') + passed + kept);
      assert.equal(
        told.venueKeeps,
        told.venue + own('venue') + fromShare('venue') + amountOf(told, 'levy_venue', 'outside'),
      );
      assert.equal(told.due.incl, told.due.ex + told.due.vat);
      assert.equal(sumOf(told.due.rates.map(({ ex }) => ex)), told.due.ex);
      assert.deepEqual(
        told.due.rates.map(({ rate }) => rate),
        told.due.rates.map(({ rate }) => rate).toSorted((a, b) => a - b),
      );
    }),
    { numRuns: 500 },
  );
});

test('the same settlement twice is the same to the byte, and the order of performances changes no sum', () => {
  fc.assert(
    fc.property(deal, houses, (terms, sales) => {
      const told = waterfall(terms, sales);
      assert.equal(canonicalJson(waterfall(structuredClone(terms), structuredClone(sales))), canonicalJson(told));
      const turned = waterfall(terms, sales.toReversed());
      const shared = ({ parts }: Waterfall) => parts.map(({ performance, provider }) => [performance, provider]);
      // A fee for all is taken evenly for music rights on it: the odd cent goes by order.
      if (terms.buma?.base === 'recette_ex' || !terms.buma || terms.basis !== 'total') {
        assert.deepEqual([turned.provider, turned.venue, turned.due.ex], [told.provider, told.venue, told.due.ex]);
        assert.deepEqual(shared(turned).toReversed(), shared(told));
      }
    }),
    { numRuns: 300 },
  );
});

const rising = (bands: NonNullable<Terms['scale']>['bands']) =>
  bands.every(({ share }, at) => at === 0 || share >= (bands[at - 1]?.share ?? 0));
const money = fc.integer({ min: -300_000, max: 4_000_000 });
test('the provider never gets less of more net: partage, calls, split point, suppletie, marginal staffel, rising whole bands', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('split', 'receipts', 'supplement', 'calls', 'split_point', 'scale', 'buyout', 'hire'),
      fc.nat(),
      money,
      money,
      (form, seed, a, b) => {
        const [terms] = fc.sample(
          dealOf(form, ['royalties', 'buma', 'deductions', 'levies', 'vatRate', 'freeTickets']),
          { numRuns: 1, seed },
        );
        if (!terms) return;
        if (terms.scale?.method === 'whole_band' && !rising(terms.scale.bands)) return;
        // Below zero the bands are not reached; a falling share of a larger loss is no contradiction of it.
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
          (net) => waterfall(terms, [plainHouse(net)]).provider,
        );
        assert.ok((less ?? 0) <= (more ?? 0), `${less} > ${more}`);
      },
    ),
    { numRuns: 2_000 },
  );
});

const nets = fc.array(fc.integer({ min: -100_000, max: 3_000_000 }), { minLength: 1, maxLength: 6 });
const share = fc.integer({ min: 0, max: 10_000 }).map((points) => points / 100);
test('a guarantee for each performance never pays less than one of the same amount for all, but for half a cent each', () => {
  fc.assert(
    fc.property(nets, share, fc.integer({ min: 0, max: 1_000_000 }), (list, percent, guarantee) => {
      const sales = list.map((net, at) => ({ ...plainHouse(net), performance: `P${at}` }));
      const terms: Terms = { form: 'split', currency: 'EUR', share: percent, guaranteeProvider: guarantee };
      const each = waterfall(terms, sales).provider;
      const all = waterfall({ ...terms, basis: 'total', guaranteeProvider: guarantee * list.length }, sales).provider;
      assert.ok(each >= all - list.length / 2, `${each} < ${all}`);
    }),
    { numRuns: 1_000 },
  );
});

test('with nothing guaranteed every variant is the plain partage', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_000_000 }), share, (net, percent) => {
      const base = { currency: 'EUR', share: percent } as const;
      const plain = waterfall({ form: 'split', ...base }, [plainHouse(net)]).provider;
      const variants: Terms[] = [
        { form: 'split', ...base, guaranteeProvider: 0 },
        { form: 'split', ...base, guaranteeProvider: 0, guaranteeKind: 'off_the_top' },
        { form: 'split', ...base, guaranteeProvider: 0, basis: 'total' },
        { form: 'split', ...base, guaranteeVenue: 0 },
        { form: 'supplement', ...base, supplement: 0 },
        { form: 'supplement', ...base, supplement: 0, supplementKind: 'top_up' },
        { form: 'split_point', ...base, splitPoint: { expenses: 0, profit: 15 } },
        { form: 'split_point', ...base, guaranteeProvider: 0, splitPoint: { expenses: 0, profit: 15 } },
        { form: 'calls', ...base, calls: [{ to: 'venue', amount: 0 }] },
        ...(['net', 'tickets'] as const).flatMap((measure) =>
          (['marginal', 'whole_band'] as const).map((method): Terms => ({
            form: 'scale',
            currency: 'EUR',
            scale: {
              measure,
              method,
              bands: [
                { from: 0, to: 50, share: percent },
                { from: 50, to: null, share: percent },
              ],
            },
          })),
        ),
      ];
      for (const terms of variants)
        assert.equal(waterfall(terms, [plainHouse(net)]).provider, plain, JSON.stringify(terms));
    }),
    { numRuns: 300 },
  );
});
