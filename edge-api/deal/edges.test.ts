// Corners of the sums: nothing at all, exactly on a border, what was not checked, and zeros without a sign.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { House, Levy, Terms } from '#protocol';
import { houseSum, takingsOf } from './house-sum.ts';
import { halfUp, promiseOf, spread, waterfall } from './index.ts';
import { levySums } from './levy-sum.ts';
import { plainHouse } from './random-deals.ts';
import { royaltiesOf } from './rights-sum.ts';
import { HOUSE_A, HOUSE_B } from './worked-examples.ts';

const split: Terms = { form: 'split', currency: 'EUR', share: 80 };
const rights = { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'venue' } as const;
const remarksOf = (terms: Terms, change: Partial<House>) =>
  waterfall(terms, [{ ...HOUSE_A, ...change }]).parts[0]?.remarks;
const said = (terms: Terms, ...houses: readonly House[]) =>
  waterfall(terms, houses).lines.map(({ key, name = '', amount }) => [key, name, amount]);

test('remarks of a performance, each for its own reason', () => {
  assert.deepEqual(remarksOf(split, {}), []);
  const unknown = { amounts: { currency: 'EUR', vat: 'unknown', levy: 'included' } } as const;
  assert.deepEqual(remarksOf(split, { ...unknown, paid: null, gross: 5 }), ['no_sales', 'amount_unknown']);
  assert.deepEqual(remarksOf(split, { ...unknown, paid: 0, gross: -109_000 }), ['vat_unknown']);
  assert.deepEqual(remarksOf(split, { ...unknown, paid: 0, gross: 0 }), []);
  assert.deepEqual(remarksOf(split, { vatRate: null, agreedVatRate: 9 }), ['vat_unknown']);
  const levies = [{ name: 'Toeslag', amount: 0, vatRate: 9, shared: false }];
  assert.deepEqual(remarksOf(split, { levies, amounts: { currency: 'EUR', vat: 'included', levy: 'unknown' } }), []);
});

test('a performance that does not count has nothing in it but its tickets', () => {
  const house: House = { ...HOUSE_A, status: 'cancelled' };
  const terms: Terms = {
    ...split,
    deductions: [{ name: 'x', kind: 'fixed', value: 5, to: 'venue' }],
    royalties: rights,
  };
  const takings = takingsOf(terms, house);
  const nothing = { gross: 0, grossEx: 0, levies: [], baseIncl: 0, recetteEx: 0 };
  assert.deepEqual(takings, {
    house,
    counts: false,
    remarks: ['cancelled'],
    paid: 400,
    free: 10,
    issued: 410,
    vatRate: 9,
    ...nothing,
  });
  assert.deepEqual(houseSum(terms, takings, 7), { ...takings, royalties: 0, buma: 0, deductions: [0], net: 0 });
  assert.deepEqual(houseSum(split, takings, 7).deductions, []);
  assert.equal(takingsOf(split, { ...house, vatRate: null }).vatRate, 0);
});

test('levies: the register of each, all for the venue, or all shared', () => {
  const levies: Levy[] = [
    { name: 'Gedeeld', amount: 100, vatRate: 9, shared: true },
    { name: 'Apart', amount: 300, vatRate: 9, shared: false },
  ];
  const steps = (levy: Terms['levy']) =>
    levySums({ ...split, ...(levy ? { levy } : {}) }, { ...HOUSE_A, levies }, 10).map(({ step, levy: { shared } }) => [
      step,
      shared,
    ]);
  assert.deepEqual(steps(undefined), [[0, true], [-3_000, false]]); // prettier-ignore
  assert.deepEqual(steps('as_registered'), steps(undefined));
  assert.deepEqual(steps('fenced'), [[-1_000, false], [-3_000, false]]); // prettier-ignore
  assert.deepEqual(steps('shared'), [[0, true], [0, true]]); // prettier-ignore
  assert.deepEqual(levySums(split, { ...HOUSE_A, levies }, 0).map(({ step }) => step), [0, 0]); // prettier-ignore
  const none = waterfall(split, [{ ...HOUSE_A, paid: 0, gross: 0 }]).lines.filter(({ key }) => key === 'levy');
  assert.deepEqual(none.map(({ amount }) => amount), [0], 'a levy of no tickets is shown'); // prettier-ignore
  const out = { ...HOUSE_A, amounts: { currency: 'EUR', vat: 'included', levy: 'excluded' } } as const;
  const joined = waterfall({ ...split, levy: 'shared' }, [out]).lines.find(({ key }) => key === 'levy');
  assert.deepEqual([joined?.to, joined?.inputs], [null, { tickets: 400, each: 300, shared: 'yes' }]);
  assert.equal(
    waterfall(split, [out]).lines.some(({ key }) => key === 'levy'),
    false,
  );
});

test('levies keep the order of the hall, whatever they are called', () => {
  const levies: Levy[] = ['2', '1'].map((name) => ({ name, amount: 100, vatRate: 9, shared: false }));
  const names = waterfall(split, [{ ...HOUSE_A, levies }])
    .lines.filter(({ key }) => key === 'levy')
    .map(({ name }) => name);
  assert.deepEqual(names, ['2', '1']);
  const [gross] = waterfall(split, [HOUSE_A]).lines;
  assert.ok(gross && !('name' in gross));
});

test('nothing at all: no shares, no parts of a share, nothing due', () => {
  for (const basis of ['total', 'per_performance'] as const)
    assert.deepEqual(said({ ...split, basis, guaranteeProvider: 5, freeTickets: { max: 0, price: 1 } }), [
      ['provider_share', '', 0],
      ['venue_share', '', 0],
      ['provider_due', '', 0],
      ['venue_keeps', '', 0],
    ]);
});

test('terms that were not checked are taken as nothing', () => {
  const parts = (terms: Terms) => {
    const told = waterfall(terms, [plainHouse(1_000)]);
    return [
      told.provider,
      ...told.lines.filter(({ kind }) => kind === 'part').map(({ key, amount, inputs }) => [key, amount, inputs]),
    ];
  };
  assert.deepEqual(parts({ form: 'hire', currency: 'EUR' }), [
    1_000,
    ['rent', 0, {}],
    ['service', 0, { tickets: 100, perTicket: 0, counts: 'paid' }],
    ['remainder', 1_000, { base: 1_000, share: null }],
  ]);
  assert.deepEqual(parts({ form: 'split_point', currency: 'EUR', share: 50 }), [
    500,
    ['share', 500, { base: 1_000, share: 50, of: 'above' }],
    ['guarantee', 0, { guarantee: 0, kind: 'off_the_top' }],
    ['split_point', 0, { expenses: 0, guarantee: 0, profit: 0 }],
  ]);
  assert.deepEqual(parts({ form: 'calls', currency: 'EUR', share: 50 }), [
    500,
    ['remainder', 500, { base: 1_000, share: 50 }],
  ]);
  assert.deepEqual(parts({ form: 'scale', currency: 'EUR' }), [0]);
  for (const method of ['marginal', 'whole_band'] as const)
    assert.deepEqual(parts({ form: 'scale', currency: 'EUR', scale: { measure: 'net', method, bands: [] } }), [0]);
  assert.deepEqual(parts({ ...split, guaranteeKind: 'off_the_top' }), [
    800,
    ['share', 800, { base: 1_000, share: 80, of: 'net' }],
  ]);
});

test('a scale where there is nothing to measure: the first band', () => {
  const terms = (measure: 'net' | 'tickets'): Terms => ({
    form: 'scale',
    currency: 'EUR',
    scale: {
      measure,
      method: 'marginal',
      bands: [
        { from: 0, to: 50, share: 40 },
        { from: 50, to: null, share: 90 },
      ],
    },
  });
  assert.equal(waterfall(terms('tickets'), [plainHouse(1_000, 0)]).provider, 400);
  assert.equal(waterfall(terms('tickets'), [plainHouse(-1_000, 100)]).provider, -400);
  const parts = (house: House) =>
    waterfall(terms('tickets'), [house])
      .lines.filter(({ kind }) => kind === 'part')
      .map(({ name, to, amount }) => [name, to, amount]);
  assert.deepEqual(parts(plainHouse(0, 100)), [['1', 'provider', 0]]);
  assert.deepEqual(parts(plainHouse(1_000, 50)), [['1', 'provider', 400]]);
  assert.deepEqual(parts(plainHouse(1_000, 100)), [
    ['1', 'provider', 200],
    ['2', 'provider', 450],
  ]);
});

test('each performance keeps its own share, its VAT and its rest', () => {
  const { parts } = waterfall({ ...split, royalties: rights, guaranteeProvider: 500_000 }, [HOUSE_A, HOUSE_B]);
  assert.deepEqual(
    parts.map(({ provider, venue, vat, net }) => [provider, venue, vat, net]),
    [
      [766_972, 191_743, 90_826, 958_715],
      [500_000, -147_018, 33_440, 352_982],
    ],
  );
});

test('a deal for all over two that are alike: the odd cent by performance id', () => {
  const terms: Terms = { form: 'buyout', currency: 'EUR', basis: 'total', fee: 101 };
  const of = (...ids: readonly string[]) =>
    waterfall(
      terms,
      ids.map((performance) => ({ ...plainHouse(1_000), performance })),
    ).parts.map(({ provider }) => provider);
  assert.deepEqual(of('b', 'a'), [50, 51]);
  assert.deepEqual(of('a', 'b'), [51, 50]);
  assert.deepEqual(spread(1, [1, 1], ['', '']), [1, 0]);
  assert.deepEqual(
    spread(100, [3, 1, 2], ['a', 'c', 'b']),
    [50, 17, 33],
    'the larger remainder first, whatever its id',
  );
});

test("rights on the share of a deal for all are rounded once; else of each performance's share", () => {
  const royalties = { rate: 10, base: 'provider_share', taken: 'from_provider', remits: 'venue' } as const;
  const two = ['a', 'b'].map((performance) => ({ ...plainHouse(10), performance }));
  const half: Terms = { form: 'split', currency: 'EUR', share: 50, royalties };
  assert.equal(waterfall({ ...half, basis: 'total' }, two).due.ex, 9);
  assert.equal(waterfall(half, two).due.ex, 8);
  assert.equal(royaltiesOf(royalties, 1_000, 1_000), 0);
  assert.deepEqual(said(half, ...two).filter(([key]) => key === 'royalties'), []); // prettier-ignore
});

test('a fee for all is taken evenly over those that count', () => {
  const buma = { rate: 100, base: 'fee', taken: 'from_venue', remits: 'venue' } as const;
  const cancelled: House = { ...plainHouse(0), status: 'cancelled' };
  const terms: Terms = { form: 'buyout', currency: 'EUR', fee: 1_011, basis: 'total', buma };
  const amounts = said(terms, plainHouse(0), cancelled, plainHouse(0)).find(([key]) => key === 'rights_from_share');
  assert.deepEqual(amounts, ['rights_from_share', 'buma', -1_011]);
});

test('rights before the split are not shown again from a share; deductions are paid only to whom they go', () => {
  const terms: Terms = {
    ...split,
    royalties: rights,
    deductions: [{ name: 'x', kind: 'fixed', value: 5, to: 'third' }],
  };
  const { lines } = waterfall(terms, [HOUSE_A]);
  assert.deepEqual(lines.filter(({ key }) => key === 'rights_from_share' || key === 'deduction_paid'), []); // prettier-ignore
  assert.deepEqual(lines.find(({ key }) => key === 'royalties')?.inputs, {
    base: 1_009_174,
    rate: 5,
    of: 'recette_ex',
    remits: 'venue',
  });
  const net = 958_710;
  assert.deepEqual(
    lines.filter(({ key }) => key === 'provider_share' || key === 'venue_share'),
    [
      { key: 'provider_share', to: 'provider', kind: 'step', amount: 766_968, inputs: { net } },
      { key: 'venue_share', to: 'venue', kind: 'step', amount: 191_742, inputs: { net } },
    ],
  );
});

test('what is sold beside the takings is the venue’s alone', () => {
  const outside = [
    { name: 'garderobe', amount: 150, vatRate: 21, counts: 'issued' },
    { name: 'drankje', amount: 109, vatRate: 9, counts: 'paid' },
  ] as const;
  const told = waterfall({ ...split, levies: [], outside: [...outside] }, [HOUSE_A]);
  assert.deepEqual(told.lines.filter(({ key }) => key === 'outside'), [
    { key: 'outside', name: 'garderobe', to: 'venue', kind: 'step', amount: 50_826, inputs: { tickets: 410, incl: 61_500, each: 150, rate: 21, counts: 'issued' } },
    { key: 'outside', name: 'drankje', to: 'venue', kind: 'step', amount: 40_000, inputs: { tickets: 400, incl: 43_600, each: 109, rate: 9, counts: 'paid' } },
  ]); // prettier-ignore
  assert.equal(told.venueKeeps - told.venue, 90_826);
});

test('free tickets without a price have no line', () => {
  assert.equal(
    said({ ...split, freeTickets: { max: 1 } }, HOUSE_A).some(([key]) => key === 'free_tickets'),
    false,
  );
});

test('rates of the invoice ascend', () => {
  const { due } = waterfall(split, [{ ...HOUSE_A, vatRate: 21 }, HOUSE_B, { ...HOUSE_B, vatRate: 0 }]);
  assert.deepEqual(due.rates.map(({ rate }) => rate), [0, 9, 21]); // prettier-ignore
});

test('what is promised, by form', () => {
  assert.equal(promiseOf({ form: 'buyout', currency: 'EUR', fee: 5 }), 5);
  assert.equal(promiseOf({ form: 'buyout', currency: 'EUR', guaranteeProvider: 7 }), null);
  assert.equal(promiseOf({ form: 'supplement', currency: 'EUR', supplement: 6 }), 6);
  assert.equal(promiseOf({ form: 'supplement', currency: 'EUR', guaranteeProvider: 7 }), null);
  assert.equal(promiseOf({ ...split, guaranteeProvider: 7, fee: 5, supplement: 6 }), 7);
  assert.equal(promiseOf(split), null);
  assert.equal(waterfall({ ...split, guaranteeProvider: 7 }, [HOUSE_A, HOUSE_B]).floor, 14);
  assert.equal(waterfall({ ...split, guaranteeProvider: 7, basis: 'total' }, [HOUSE_A, HOUSE_B]).floor, 7);
});

test('the oldest moment of those read, wherever it stands', () => {
  const at = (...moments: readonly (string | null)[]) =>
    waterfall(
      split,
      moments.map((asOf) => ({ ...HOUSE_A, asOf })),
    ).lines[0]?.inputs['asOf'];
  const [old, young] = ['2026-12-08T10:00:00Z', '2026-12-09T10:00:00Z'];
  assert.deepEqual(
    [at(old, young), at(young, old), at(young, null), at(null, young), at(old, old)],
    [old, old, null, null, old],
  );
});

test('half up beyond what a number holds, exactly on the half', () => {
  assert.equal(halfUp(12_345_679, 1_000_000_000, 2_000_000_000), 6_172_840);
  assert.equal(halfUp(-12_345_679, 1_000_000_000, 2_000_000_000), -6_172_839);
  assert.equal(halfUp(12_345_678, 1_000_000_000, 2_000_000_000), 6_172_839);
});
