// Each line with what it was made of, who gets it and how it counts; rights, deductions and levies where they end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { House, LineKey, Terms } from '#protocol';
import { waterfall } from './index.ts';
import { bumaOf } from './rights-sum.ts';
import { HOUSE_A, HOUSE_B } from './worked-examples.ts';

const split: Terms = { form: 'split', currency: 'EUR', share: 80 };
const linesOf = (terms: Terms, houses: readonly House[], ...keys: readonly LineKey[]) =>
  waterfall(terms, houses)
    .lines.filter(({ key }) => keys.includes(key))
    .map(({ key, name = '', amount, to, kind, inputs }) => [key, name, amount, to, kind, inputs]);

test('takings of one performance', () => {
  const house = { ...HOUSE_A, source: 'kassa', asOf: '2026-12-09T08:04:00Z' };
  assert.deepEqual(linesOf(split, [house], 'gross', 'levy', 'base', 'vat', 'recette_ex', 'net', 'levy_venue'), [
    [
      'gross',
      '',
      1_220_000,
      null,
      'subtotal',
      {
        paid: 400,
        free: 10,
        reported: 1_220_000,
        source: 'kassa',
        asOf: '2026-12-09T08:04:00Z',
        vat: 'included',
        levy: 'included',
      },
    ],
    ['levy', 'Theatertoeslag', -120_000, 'venue', 'step', { tickets: 400, each: 300, shared: 'no' }],
    ['base', '', 1_100_000, null, 'subtotal', {}],
    ['vat', '9%', -90_826, 'tax', 'step', { base: 1_100_000, rate: 9 }],
    ['recette_ex', '', 1_009_174, null, 'subtotal', {}],
    ['net', '', 1_009_174, null, 'subtotal', {}],
    ['levy_venue', 'Theatertoeslag', 110_092, 'venue', 'step', { tickets: 400, incl: 120_000, each: 300, rate: 9 }],
  ]);
  const shared = linesOf({ ...split, levy: 'shared' }, [house], 'levy', 'base', 'levy_venue');
  assert.deepEqual(shared, [['base', '', 1_220_000, null, 'subtotal', {}]]);
  assert.deepEqual(linesOf({ ...split, levies: [] }, [house], 'levy', 'base', 'levy_venue'), []);
});

test('lines of two performances become one; what differs is not said of both', () => {
  const dearer = { ...HOUSE_B, levies: [{ name: 'Theatertoeslag', amount: 400, vatRate: 21, shared: false }] };
  assert.deepEqual(linesOf(split, [HOUSE_A, dearer], 'levy', 'levy_venue', 'vat'), [
    ['levy', 'Theatertoeslag', -180_000, 'venue', 'step', { tickets: 550, each: null, shared: 'no' }],
    ['vat', '9%', -123_028, 'tax', 'step', { base: 1_490_000, rate: 9 }],
    ['levy_venue', 'Theatertoeslag', 159_679, 'venue', 'step', { tickets: 550, incl: 180_000, each: null, rate: null }],
  ]);
  const other = { ...HOUSE_B, vatRate: 21 };
  assert.deepEqual(
    linesOf(split, [HOUSE_A, other], 'vat').map(([, name, amount]) => [name, amount]),
    [
      ['9%', -90_826],
      ['21%', -70_289],
    ],
  );
});

test('what is taken off before the split, and where it goes', () => {
  const terms: Terms = {
    ...split,
    royalties: { rate: 10, base: 'gross_ex', taken: 'before_split', remits: 'provider' },
    buma: { rate: 7, base: 'recette_ex', taken: 'before_split', remits: 'venue' },
    deductions: [
      { name: 'Techniek', kind: 'fixed', value: 10_000, to: 'venue' },
      { name: 'Kaartkosten', kind: 'per_paid', value: 50, to: 'provider' },
      { name: 'Folders', kind: 'per_issued', value: 10, to: 'third' },
      { name: 'Contra', kind: 'percent', value: 2.5, to: 'venue' },
    ],
  };
  assert.deepEqual(
    linesOf(terms, [HOUSE_A], 'royalties', 'buma', 'deduction', 'net', 'deduction_paid', 'provider_due', 'venue_keeps'),
    [
      ['royalties', '', -111_927, 'author', 'step', { base: 1_119_266, rate: 10, of: 'gross_ex', remits: 'provider' }],
      ['buma', '', -70_642, 'author', 'step', { base: 1_009_174, rate: 7, of: 'recette_ex', remits: 'venue' }],
      ['deduction', 'Techniek', -10_000, 'venue', 'step', { base: 1, kind: 'fixed', value: 10_000 }],
      ['deduction', 'Kaartkosten', -20_000, 'provider', 'step', { base: 400, kind: 'per_paid', value: 50 }],
      ['deduction', 'Folders', -4_100, 'third', 'step', { base: 410, kind: 'per_issued', value: 10 }],
      ['deduction', 'Contra', -25_229, 'venue', 'step', { base: 1_009_174, kind: 'percent', value: 2.5 }],
      ['net', '', 767_276, null, 'subtotal', {}],
      ['deduction_paid', 'provider', 20_000, 'provider', 'step', {}],
      ['deduction_paid', 'venue', 35_229, 'venue', 'step', {}],
      [
        'provider_due',
        '',
        745_748,
        'provider',
        'subtotal',
        { share: 613_821, royalties: 111_927, buma: 0, deductions: 20_000, vat: 67_117, incl: 812_865 },
      ],
      ['venue_keeps', '', 298_776, 'venue', 'subtotal', { share: 153_455 }],
    ],
  );
});

test('rights from a share: the net stays, who pays them on decides what is due and what is kept', () => {
  const net = 1_009_174;
  const with_ = (taken: 'from_provider' | 'from_venue', remits: 'provider' | 'venue') => {
    const terms: Terms = { ...split, royalties: { rate: 5, base: 'recette_ex', taken, remits } };
    const told = waterfall(terms, [{ ...HOUSE_A, levies: [], gross: 1_100_000 }]);
    assert.deepEqual([told.net, told.provider], [net, 807_339]);
    assert.deepEqual(
      told.lines
        .filter(({ key }) => key === 'rights_from_share')
        .map(({ name, amount, to, inputs }) => [name, amount, to, inputs]),
      [
        [
          'royalties',
          -50_459,
          'author',
          { side: taken === 'from_venue' ? 'venue' : 'provider', rate: 5, of: 'recette_ex', remits },
        ],
      ],
    );
    return [told.due.ex - told.provider, told.venueKeeps - told.venue];
  };
  assert.deepEqual(with_('from_provider', 'provider'), [0, 0]);
  assert.deepEqual(with_('from_provider', 'venue'), [-50_459, 0]);
  assert.deepEqual(with_('from_venue', 'provider'), [50_459, -50_459]);
  assert.deepEqual(with_('from_venue', 'venue'), [0, -50_459]);
  const buma: Terms = {
    ...split,
    buma: { tranches: [{ upTo: null, rate: 5 }], base: 'recette_ex', taken: 'from_venue', remits: 'provider' },
  };
  assert.deepEqual(linesOf(buma, [HOUSE_A], 'rights_from_share', 'provider_due'), [
    [
      'rights_from_share',
      'buma',
      -50_459,
      'author',
      'step',
      { side: 'venue', rate: null, of: 'recette_ex', remits: 'provider' },
    ],
    [
      'provider_due',
      '',
      857_798,
      'provider',
      'subtotal',
      { share: 807_339, royalties: 0, buma: 50_459, deductions: 0, vat: 77_202, incl: 935_000 },
    ],
  ]);
});

test("rights on the provider's share: of each share, or of the whole share of a deal for all, spread like it", () => {
  const royalties = { rate: 10, base: 'provider_share', taken: 'from_provider', remits: 'venue' } as const;
  const each = waterfall({ ...split, royalties }, [HOUSE_A, HOUSE_B]);
  assert.deepEqual([each.provider, each.due.ex], [1_104_587, 994_128]);
  const all = waterfall({ ...split, royalties, basis: 'total' }, [HOUSE_A, HOUSE_B]);
  assert.deepEqual([all.provider, all.due.ex], [1_104_587, 994_128]);
  const mixed = waterfall({ ...split, royalties, basis: 'total' }, [HOUSE_A, { ...HOUSE_B, vatRate: 21 }]);
  assert.deepEqual(mixed.due.rates, [
    { rate: 9, ex: 726_605, vat: 65_394 },
    { rate: 21, ex: 240_992, vat: 50_608 },
  ]);
  assert.deepEqual([mixed.due.ex, mixed.due.vat, mixed.due.incl], [967_597, 116_002, 1_083_599]);
  assert.equal(waterfall({ ...split, royalties, basis: 'total' }, []).due.ex, 0);
});

test('VAT on the invoice: its own rate, or that of each performance', () => {
  const { due } = waterfall({ ...split, invoiceVatRate: 21 }, [HOUSE_A, { ...HOUSE_B, vatRate: 0 }]);
  assert.deepEqual(due.rates, [{ rate: 21, ex: 1_131_339, vat: 237_581 }]);
  const fixed = waterfall({ ...split, vatRate: 6.5 }, [HOUSE_A]);
  assert.deepEqual(fixed.due.rates, [{ rate: 6.5, ex: 826_291, vat: 53_709 }]);
  assert.equal(fixed.parts[0]?.vatRate, 6.5);
});

test('music rights by tranche: each its rate of what lies in it, rounded once', () => {
  const tranches = [
    { upTo: 500_001, rate: 7 },
    { upTo: 800_003, rate: 5.5 },
    { upTo: null, rate: 3.25 },
  ];
  const of = (recette: number) =>
    bumaOf({ tranches, base: 'recette_ex', taken: 'before_split', remits: 'venue' }, recette, 0);
  assert.equal(of(0), 0);
  assert.equal(of(500_001), 35_000);
  assert.equal(of(600_000), 40_500);
  assert.equal(of(800_003), 51_500);
  assert.equal(of(1_000_000), 58_000);
  assert.equal(of(-100_000), -7_000, 'below zero the first');
  const highest = { rate: 7, base: 'highest', taken: 'before_split', remits: 'venue' } as const;
  assert.deepEqual([bumaOf(highest, 10, 1_000), bumaOf(highest, 2_000, 1_000)], [70, 140]);
  assert.equal(bumaOf({ ...highest, base: 'fee' }, 2_000, 1_000), 70);
  assert.equal(bumaOf(undefined, 2_000, 1_000), 0);
});

test('music rights on the fee: of a buy-out its fee, else the guarantee; one for all is taken evenly', () => {
  const buma = { rate: 10, base: 'fee', taken: 'before_split', remits: 'venue' } as const;
  const of = (terms: Terms) => linesOf({ ...terms, buma }, [HOUSE_A, HOUSE_B], 'buma');
  const line = (amount: number, base: number) => [
    ['buma', '', amount, 'author', 'step', { base, rate: 10, of: 'fee', remits: 'venue' }],
  ];
  assert.deepEqual(of({ form: 'buyout', currency: 'EUR', fee: 1_001 }), line(-200, 2_002));
  assert.deepEqual(of({ form: 'buyout', currency: 'EUR', fee: 1_011, basis: 'total' }), line(-102, 1_011));
  assert.deepEqual(of({ ...split, guaranteeProvider: 5_000 }), line(-1_000, 10_000));
});

test('what explains a share: its parts by form', () => {
  const parts = (terms: Terms, ...houses: readonly House[]) =>
    waterfall(terms, houses)
      .lines.filter(({ kind }) => kind === 'part')
      .map(({ key, name = '', amount, to, inputs }) => [key, name, amount, to, inputs]);
  const share = ['share', '', 297_248, 'provider', { base: 371_560, share: 80, of: 'net' }];
  assert.deepEqual(parts({ ...split, guaranteeProvider: 400_000 }, HOUSE_B), [
    share,
    ['guarantee', '', 102_752, 'provider', { guarantee: 400_000, kind: 'minimum' }],
  ]);
  assert.deepEqual(parts({ ...split, guaranteeVenue: 150_000 }, HOUSE_B), [
    share,
    ['guarantee', '', -75_688, 'venue', { guarantee: 150_000, kind: 'venue' }],
  ]);
  assert.deepEqual(parts({ ...split, guaranteeProvider: 100_000, guaranteeKind: 'off_the_top' }, HOUSE_B), [
    ['share', '', 217_248, 'provider', { base: 271_560, share: 80, of: 'net' }],
    ['guarantee', '', 100_000, 'provider', { guarantee: 100_000, kind: 'off_the_top' }],
  ]);
  assert.deepEqual(
    parts({ form: 'supplement', currency: 'EUR', share: 80, shareOf: 'gross_ex', supplement: 5_000 }, HOUSE_B),
    [
      ['share', '', 330_275, 'provider', { base: 412_844, share: 80, of: 'gross_ex' }],
      ['supplement', '', 5_000, 'provider', { supplement: 5_000, kind: 'additive' }],
    ],
  );
  assert.deepEqual(parts({ form: 'receipts', currency: 'EUR', shareOf: 'recette_ex' }, HOUSE_B), [
    ['share', '', 371_560, 'provider', { base: 371_560, share: 100, of: 'recette_ex' }],
  ]);
  assert.deepEqual(parts({ form: 'buyout', currency: 'EUR', fee: 5 }, HOUSE_A, HOUSE_B), [
    ['fee', '', 10, 'provider', {}],
  ]);
  assert.deepEqual(
    parts({ form: 'hire', currency: 'EUR', hire: { rent: 100, perTicket: 2, counts: 'paid' } }, HOUSE_B),
    [
      ['rent', '', 100, 'venue', {}],
      ['service', '', 300, 'venue', { tickets: 150, perTicket: 2, counts: 'paid' }],
      ['remainder', '', 371_160, 'provider', { base: 371_560, share: null }],
    ],
  );
  assert.deepEqual(
    parts(
      {
        form: 'split_point',
        currency: 'EUR',
        share: 50,
        guaranteeProvider: 100_000,
        splitPoint: { expenses: 100_000, profit: 10 },
      },
      HOUSE_B,
    ),
    [
      ['share', '', 75_780, 'provider', { base: 151_560, share: 50, of: 'above' }],
      ['guarantee', '', 100_000, 'provider', { guarantee: 100_000, kind: 'off_the_top' }],
      ['split_point', '', 220_000, null, { expenses: 100_000, guarantee: 100_000, profit: 10 }],
    ],
  );
  assert.deepEqual(
    parts(
      {
        form: 'calls',
        currency: 'EUR',
        share: 60,
        calls: [
          { to: 'venue', amount: 300_000 },
          { to: 'provider', amount: 50_000 },
          { to: 'venue', amount: 50_000 },
        ],
      },
      HOUSE_B,
    ),
    [
      ['call', '1', 300_000, 'venue', { claim: 300_000 }],
      ['call', '2', 50_000, 'provider', { claim: 50_000 }],
      ['call', '3', 21_560, 'venue', { claim: 50_000 }],
      ['remainder', '', 0, 'provider', { base: 0, share: 60 }],
    ],
  );
  assert.deepEqual(parts({ ...split, freeTickets: { max: 5, price: 1_000 } }, HOUSE_A, HOUSE_B).at(-1), [
    'free_tickets',
    '',
    12_000,
    'provider',
    { tickets: 12, price: 1_000, max: 5 },
  ]);
  assert.deepEqual(
    parts({ ...split, freeTickets: { max: 50, price: 1_000 } }, HOUSE_A).map(([key]) => key),
    ['share'],
  );
});

test('bands of a scale: what lies in each, numbered, in order, and they add up to the share', () => {
  const scale = (
    measure: 'net' | 'tickets',
    method: 'marginal' | 'whole_band',
    ends: readonly number[],
    shares: readonly number[],
  ): Terms => ({
    form: 'scale',
    currency: 'EUR',
    scale: {
      measure,
      method,
      bands: shares.map((share, at) => ({ from: ends[at - 1] ?? 0, to: ends[at] ?? null, share })),
    },
  });
  const bands = (terms: Terms, ...houses: readonly House[]) =>
    linesOf(terms, houses, 'band').map(([, name, amount, , , inputs]) => [name, amount, inputs]);
  assert.deepEqual(bands(scale('tickets', 'marginal', [100, 120], [50, 60, 70]), HOUSE_B), [
    ['1', 123_853, { base: 247_707, from: 0, to: 100, share: 50, measure: 'tickets' }],
    ['2', 29_725, { base: 49_541, from: 100, to: 120, share: 60, measure: 'tickets' }],
    ['3', 52_019, { base: 74_312, from: 120, to: null, share: 70, measure: 'tickets' }],
  ]);
  assert.deepEqual(bands(scale('tickets', 'whole_band', [150, 200], [50, 60, 70]), HOUSE_B), [
    ['2', 222_936, { base: 371_560, from: 150, to: 200, share: 60, measure: 'tickets' }],
  ]);
  assert.deepEqual(bands(scale('net', 'whole_band', [371_561], [50, 60]), HOUSE_B), [
    ['1', 185_780, { base: 371_560, from: 0, to: 371_561, share: 50, measure: 'net' }],
  ]);
  assert.deepEqual(
    bands(scale('net', 'whole_band', [500_000], [50, 60]), HOUSE_A, HOUSE_B).map(([name]) => name),
    ['1', '2'],
    'by number, not by who came first',
  );
  const none = { ...HOUSE_B, paid: 0, gross: 0 };
  assert.deepEqual(bands(scale('tickets', 'marginal', [100], [50, 60]), none), [
    ['1', 0, { base: 0, from: 0, to: 100, share: 50, measure: 'tickets' }],
  ]);
  const floor: Terms = { ...scale('net', 'marginal', [], [50]), guaranteeProvider: 200_000 };
  assert.equal(waterfall(floor, [HOUSE_B]).provider, 200_000);
});

test('a deal for all: pooled once, spread by net', () => {
  const terms: Terms = { form: 'split', currency: 'EUR', share: 50, basis: 'total', guaranteeProvider: 1_000_001 };
  const told = waterfall(terms, [HOUSE_A, HOUSE_B, { ...HOUSE_B, performance: 'AA' }]);
  assert.deepEqual(
    told.parts.map(({ provider }) => provider),
    [575_917, 212_042, 212_042],
  );
  assert.equal(told.provider, 1_000_001);
  assert.equal(told.floor, 1_000_001);
  const loss = waterfall(terms, [HOUSE_A, { ...HOUSE_B, gross: -10_900, levies: [] }]);
  assert.deepEqual(
    loss.parts.map(({ provider }) => provider),
    [1_000_001, 0],
  );
  assert.deepEqual([loss.issued, loss.paid], [572, 550]);
});
