import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { House, Terms } from '#protocol';
import { promisedTo, type ShareDeal, type SharePlayed } from './share-rows.ts';
import { currencyOf, realisedOf, shareOf } from './share-sums.ts';

const split: Terms = { form: 'split', currency: 'EUR', share: 80, guaranteeProvider: 400_000 };
const deal = (more: Partial<ShareDeal> = {}): ShareDeal => ({
  id: 'A1',
  state: 'approved',
  side: 'provider',
  terms: split,
  inForce: true,
  signed: [],
  performances: [1, 2],
  ...more,
});
const played = (
  key: number,
  net: number | null,
  more: Partial<SharePlayed> = {},
  house: Partial<House> = {},
): SharePlayed => ({
  key,
  production: 'P1',
  title: 'Nachtvlucht',
  venue: 'V1',
  past: false,
  asked: true,
  house: {
    performance: `P1|${key}`,
    date: '2026-12-09',
    status: 'planned',
    paid: net === null ? null : 100,
    free: 0,
    gross: net,
    amounts: { currency: 'EUR', vat: 'included', levy: 'included' },
    vatRate: 0,
    agreedVatRate: null,
    levies: [],
    capacity: null,
    asOf: null,
    source: null,
    ...house,
  },
  ...more,
});
const figures = ({
  realised,
  provisional,
  guaranteed,
}: {
  realised: number;
  provisional: number;
  guaranteed: number;
}) => [realised, provisional, guaranteed];

test('approved and not cancelled counts, also without any ticket; past is realised', () => {
  const { total, performances, productions } = shareOf(
    [deal({ performances: [1, 2, 3] })],
    [played(1, 1_000_000, { past: true }), played(2, null), played(3, 900_000, {}, { status: 'cancelled' })],
  );
  assert.deepEqual(performances.map(figures), [
    [800_000, 800_000, 400_000],
    [0, 400_000, 400_000],
    [0, 0, 0],
  ]);
  assert.deepEqual(
    performances.map(({ counts, why }) => [counts, why]),
    [
      [true, 'counts'],
      [true, 'counts'],
      [false, 'cancelled'],
    ],
  );
  assert.deepEqual(figures(total), [800_000, 1_200_000, 800_000]);
  assert.deepEqual(
    productions.map(({ production, title, counted, left }) => [production, title, counted, left]),
    [['P1', 'Nachtvlucht', 2, 1]],
  );
});

test('no deal, a deal that is not approved, a deal that was withdrawn: said, not counted', () => {
  const { performances, total } = shareOf(
    [
      deal({ id: 'open', state: 'proposed', inForce: false, performances: [2] }),
      deal({ id: 'gone', state: 'withdrawn', performances: [3] }),
      deal({ id: 'old', state: 'withdrawn', inForce: false, performances: [4] }),
      deal({ id: 'new', performances: [4] }),
    ],
    [played(1, 500_000), played(2, 500_000), played(3, 500_000), played(4, 500_000)],
  );
  assert.deepEqual(
    performances.map(({ agreement, why, counts }) => [agreement, why, counts]),
    [
      [null, 'no_agreement', false],
      ['open', 'not_approved', false],
      ['gone', 'not_approved', false],
      ['new', 'counts', true],
    ],
  );
  assert.deepEqual(figures(total), [0, 400_000, 400_000]);
});

test('of several deals over one performance the one in force speaks, else the one furthest from gone', () => {
  const lives = [
    'settled',
    'approved',
    'half_approved',
    'proposed',
    'partly_rejected',
    'draft',
    'rejected',
    'expired',
    'withdrawn',
  ] as const;
  const speaker = (...deals: readonly Partial<ShareDeal>[]) =>
    shareOf(
      deals.map((more) => deal({ performances: [1], ...more })),
      [played(1, 500_000)],
    ).performances[0]?.state;
  for (const [at, state] of lives.entries())
    for (const gone of lives.slice(at + 1)) {
      const both = [
        { state, inForce: false },
        { state: gone, inForce: false },
      ];
      assert.equal(speaker(...both), state, `${state} before ${gone}`);
      assert.equal(speaker(...both.toReversed()), state, `${state} before ${gone}`);
      assert.equal(speaker({ state, inForce: false }, { state: gone, inForce: true }), gone, `${gone}, in force`);
    }
});

test('a guarantee for all falls on those that were not cancelled, by what they took', () => {
  const pooled: Terms = { ...split, basis: 'total', guaranteeProvider: 1_000_000 };
  const told = (...all: SharePlayed[]) =>
    shareOf([deal({ terms: pooled, performances: [1, 2, 3] })], all).performances.map(({ guaranteed }) => guaranteed);
  const cancelled = played(1, 900_000, {}, { status: 'cancelled' });
  assert.deepEqual(told(cancelled, played(2, 300_000), played(3, 100_000)), [0, 750_000, 250_000]);
  assert.deepEqual(told(cancelled), [0], 'if none is left nothing is sure');
  const even = [played(2, 0), played(1, 0), played(3, 0)];
  const { performances } = shareOf([deal({ terms: pooled, performances: [3, 2, 1] })], even);
  assert.deepEqual(
    performances.map(({ guaranteed }) => guaranteed),
    [333_333, 333_334, 333_333],
    'the odd cent by id',
  );
});

test('rows stand in the order asked, with what their performance is, added up by production', () => {
  const all = [
    played(
      2,
      100_000,
      { production: 'P2', title: 'Dageraad', venue: 'V2', venueName: 'Zuid' },
      { asOf: '2026-12-10T08:00:00Z' },
    ),
    played(1, 200_000),
    played(3, 300_000, { production: 'P2', title: 'Dageraad' }),
  ];
  const bare: Terms = { form: 'split', currency: 'EUR', share: 50 };
  const told = shareOf([deal({ terms: bare, performances: [1, 2, 3] })], all);
  assert.deepEqual(told.performances[0], {
    performance: 'P1|2',
    production: 'P2',
    venue: 'V2',
    venueName: 'Zuid',
    date: '2026-12-09',
    agreement: 'A1',
    state: 'approved',
    settled: false,
    asOf: '2026-12-10T08:00:00Z',
    counts: true,
    why: 'counts',
    realised: 0,
    provisional: 50_000,
    guaranteed: 0,
  });
  assert.ok(!('venueName' in (told.performances[1] ?? {})));
  assert.deepEqual(
    told.productions.map(({ production, title, provisional, counted, left }) => [
      production,
      title,
      provisional,
      counted,
      left,
    ]),
    [
      ['P2', 'Dageraad', 200_000, 2, 0],
      ['P1', 'Nachtvlucht', 100_000, 1, 0],
    ],
  );
  assert.equal(told.total.provisional, 300_000);
});

test('a row says only what there is to say of it', () => {
  const row = (of: Partial<ShareDeal>, one = played(1, 1_000_000)) =>
    shareOf([deal({ performances: [1], ...of })], [one]).performances[0];
  const keys = (...asked: Parameters<typeof row>) => {
    const { basis = null, remarks = null, todayUnknown = null, difference = null } = row(...asked) ?? {};
    return [basis, remarks, todayUnknown, difference];
  };
  assert.deepEqual(keys({}), [null, null, null, null]);
  assert.deepEqual(keys({ signed: null }), [null, null, null, null]);
  assert.deepEqual(keys({ state: 'settled', signed: [] }), [null, null, null, null]);
  assert.deepEqual(keys({}, played(1, 1, {}, { status: 'cancelled' })), [null, ['cancelled'], null, null]);
  const signed = [{ terms: split, figures: new Map([[1, 800_000]]) }];
  assert.deepEqual(keys({ state: 'settled', signed }), ['signed', null, null, null]);
});

test('performances of the deal that the caller does not see are left out', () => {
  const { performances } = shareOf([deal({ performances: [9, 1] })], [played(1, 1_000_000)]);
  assert.deepEqual(performances.map(figures), [[0, 800_000, 400_000]]);
});

test('a cancelled performance says so, also without a deal', () => {
  const { performances } = shareOf([], [played(1, 500_000, {}, { status: 'cancelled' })]);
  assert.deepEqual(
    [performances[0]?.why, performances[0]?.agreement, performances[0]?.state],
    ['cancelled', null, null],
  );
});

test('a guarantee holds while the figures are not known; another currency is not added', () => {
  const unknown = shareOf([deal({ performances: [1] })], [played(1, 500_000, {}, { vatRate: null })]);
  assert.deepEqual([figures(unknown.total), unknown.performances[0]?.why], [[0, 0, 400_000], 'unknown_figures']);
  const foreign = shareOf(
    [deal({ performances: [1] })],
    [played(1, 500_000, {}, { amounts: { currency: 'USD', vat: 'included', levy: 'included' } })],
  );
  assert.deepEqual([figures(foreign.total), foreign.performances[0]?.why], [[0, 0, 0], 'currency_mismatch']);
  const dollars: Terms = { ...split, currency: 'USD' };
  const both = [
    deal({ performances: [1] }),
    deal({ id: 'B', performances: [2] }),
    deal({ id: 'C', terms: dollars, performances: [3] }),
  ];
  const told = shareOf(both, [
    played(1, 500_000),
    played(2, 500_000),
    played(3, 500_000, {}, { amounts: { currency: 'USD', vat: 'included', levy: 'included' } }),
  ]);
  assert.deepEqual(
    [told.currency, told.performances[2]?.counts, told.performances[2]?.why, figures(told.total)],
    ['EUR', false, 'currency_mismatch', [0, 800_000, 800_000]],
  );
  assert.equal(currencyOf([]), 'EUR');
  assert.equal(currencyOf([deal({ terms: dollars }), deal()]), 'EUR', 'on equal numbers by name');
  assert.equal(currencyOf([deal(), deal({ terms: dollars })]), 'EUR', 'on equal numbers by name');
  assert.equal(currencyOf([deal(), deal({ terms: dollars }), deal({ terms: dollars })]), 'USD', 'else of most');
  const gone = { state: 'withdrawn', terms: dollars } as const;
  assert.equal(shareOf([deal(gone), deal(gone), deal()], []).currency, 'EUR', 'of those that still hold');
});

test('settled is realised, also before its date', () => {
  const { performances, total } = shareOf([deal({ state: 'settled', performances: [1] })], [played(1, 1_000_000)]);
  assert.deepEqual([performances[0]?.settled, figures(total)], [true, [800_000, 800_000, 400_000]]);
});

test('what both signed is realised; what today’s sales give beside it is told apart', () => {
  const signed = [{ terms: split, figures: new Map([[1, 640_000]]) }];
  const one = deal({ signed });
  const { total, performances, productions } = shareOf(
    [one],
    [played(1, 1_000_000, { past: true }), played(2, 900_000)],
  );
  assert.deepEqual(performances.map(figures), [
    [640_000, 800_000, 400_000],
    [0, 720_000, 400_000],
  ]);
  assert.deepEqual(
    performances.map(({ settled, basis, difference }) => [settled, basis, difference]),
    [
      [true, 'signed', 160_000],
      [false, undefined, undefined],
    ],
  );
  assert.deepEqual([total.difference, productions[0]?.difference], [160_000, 160_000]);
  assert.equal(shareOf([one], [played(1, 800_000)]).total.difference, undefined, 'the same is no difference');
});

test('what was signed stands when it is cancelled afterwards, or cannot be computed any more', () => {
  const of = (house: Partial<House>) => {
    const signed = [{ terms: split, figures: new Map([[1, 640_000]]) }];
    return shareOf([deal({ signed, performances: [1] })], [played(1, 800_000, { past: true }, house)]).performances[0];
  };
  const cancelled = of({ status: 'cancelled' });
  assert.deepEqual([cancelled?.realised, cancelled?.counts, cancelled?.difference], [640_000, true, -640_000]);
  const unknown = of({ vatRate: null });
  assert.deepEqual(
    [unknown?.realised, unknown?.provisional, unknown?.why, unknown?.todayUnknown, unknown?.difference],
    [640_000, 640_000, 'counts', true, undefined],
  );
});

test('by the terms under which it was signed, and of its own deal, also where it is in another one by now', () => {
  const older: Terms = { form: 'split', currency: 'EUR', share: 50 };
  const signed = [{ terms: older, figures: new Map([[1, 400_000]]) }];
  const first = deal({ signed, performances: [2] });
  const later = deal({ id: 'B', state: 'settled', performances: [1] });
  const { performances } = shareOf([first, later], [played(1, 900_000), played(2, 900_000)]);
  assert.deepEqual(
    performances.map(({ agreement, realised, difference, provisional }) => [
      agreement,
      realised,
      difference,
      provisional,
    ]),
    [
      ['A1', 400_000, 50_000, 450_000],
      ['A1', 0, undefined, 720_000],
    ],
  );
});

test('of a copy that was not told what was signed it is computed on today’s sales, and said so', () => {
  const { performances } = shareOf(
    [deal({ state: 'settled', signed: null, performances: [1] })],
    [played(1, 1_000_000)],
  );
  assert.deepEqual(
    [performances[0]?.settled, performances[0]?.basis, performances[0]?.realised],
    [true, 'recomputed', 800_000],
  );
});

test('of one deal: what has been is realised, by what both signed where they did, with what today gives beside it', () => {
  const bare: Terms = { form: 'split', currency: 'EUR', share: 80 };
  const houses = [
    played(1, 100_000, {}, { date: '2026-12-08' }).house,
    played(2, 200_000, {}, { date: '2026-12-09' }).house,
    played(3, 300_000, {}, { date: '2026-12-07' }).house,
  ];
  const of = (side: 'provider' | 'venue', parts: readonly (readonly [string, number, number])[]) =>
    realisedOf({ state: 'approved', side, terms: bare }, [{ statement: 'S', parts }], houses, '2026-12-09');
  assert.deepEqual(of('provider', []), { realised: 320_000 }, 'today is not over');
  assert.deepEqual(of('provider', [['P1|3', 230_000, 70_000]]), { realised: 310_000, difference: 10_000 });
  assert.deepEqual(of('venue', [['P1|3', 230_000, 70_000]]), { realised: 90_000, difference: -10_000 });
  assert.deepEqual(of('provider', [['P1|2', 160_000, 40_000]]), { realised: 480_000 });
  assert.deepEqual(of('provider', [['gone', 1, 1]]), { realised: 320_000 }, 'what it no longer names');
  const half = [{ statement: 'S', terms: { ...bare, share: 50 }, parts: [['P1|3', 160_000, 140_000]] }] as const;
  assert.deepEqual(
    realisedOf({ state: 'approved', side: 'provider', terms: bare }, half, houses, '2026-12-09'),
    { realised: 240_000, difference: -10_000 },
    'by the terms it was signed under',
  );
});

test('the venue sees its own side', () => {
  const { total } = shareOf([deal({ side: 'venue', performances: [1] })], [played(1, 1_000_000, { past: true })]);
  assert.deepEqual(figures(total), [200_000, 200_000, 0]);
  assert.equal(promisedTo('venue', { form: 'split', currency: 'EUR', share: 80, guaranteeVenue: 5 }), 5);
  assert.equal(
    promisedTo('venue', { form: 'split', currency: 'EUR', share: 80, guaranteeVenue: 5, providerNeverOwes: true }),
    0,
  );
  assert.equal(
    promisedTo('venue', { form: 'hire', currency: 'EUR', hire: { rent: 7, perTicket: 1, counts: 'paid' } }),
    7,
  );
  assert.equal(promisedTo('venue', split), 0);
  assert.equal(promisedTo('provider', { form: 'split', currency: 'EUR', share: 80 }), 0);
});

test('a deal for all is divided over all of its performances, also those that were not asked for', () => {
  const pooled: Terms = { ...split, basis: 'total', guaranteeProvider: 1_000_000 };
  const { total, performances } = shareOf(
    [deal({ terms: pooled })],
    [played(1, 300_000), played(2, 100_000, { asked: false })],
  );
  assert.equal(performances.length, 1);
  assert.deepEqual(figures(total), [0, 750_000, 750_000]);
});

test('the parts add up to the total, whatever is agreed and sold', () => {
  const net = fc.integer({ min: -100_000, max: 2_000_000 });
  fc.assert(
    fc.property(
      fc.array(net, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      fc.constantFrom('provider', 'venue'),
      (nets, pooled, side) => {
        const terms: Terms = pooled ? { ...split, basis: 'total' } : split;
        const all = nets.map((one, at) => played(at, one, { production: `P${at % 3}`, past: at % 2 === 0 }));
        const told = shareOf([deal({ terms, side, performances: nets.map((_, at) => at) })], all);
        for (const name of ['realised', 'provisional', 'guaranteed'] as const) {
          const sum = (rows: readonly { readonly [N in typeof name]: number }[]) =>
            rows.reduce((total, row) => total + row[name], 0);
          assert.equal(sum(told.performances), told.total[name]);
          assert.equal(sum(told.productions), told.total[name]);
        }
        if (side === 'provider') assert.equal(told.total.guaranteed, pooled ? 400_000 : 400_000 * nets.length);
      },
    ),
  );
});
