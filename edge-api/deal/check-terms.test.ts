import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TERM_NAMES, type Terms } from '#protocol';
import { checkTerms, FORM_FIELDS } from './index.ts';

const pointers = (terms: Omit<Terms, 'currency'>, performances = 1) =>
  checkTerms({ currency: 'EUR', ...terms }, { performances }).map(({ pointer, detail }) => {
    assert.match(detail, /\w+ \w+/, `${pointer} says what to do`);
    return pointer;
  });
const split = { form: 'split', share: 80 } as const;
const rights = { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'venue' } as const;
const buma = { base: 'recette_ex', taken: 'before_split', remits: 'venue' } as const;

test('a form needs its own terms', () => {
  assert.deepEqual(pointers({ form: 'buyout' }), ['/fee']);
  assert.deepEqual(pointers({ form: 'split' }), ['/share']);
  assert.deepEqual(pointers({ form: 'receipts' }), []);
  assert.deepEqual(pointers({ form: 'supplement' }), ['/share', '/supplement']);
  assert.deepEqual(pointers({ form: 'scale' }), ['/scale']);
  assert.deepEqual(pointers({ form: 'hire' }), ['/hire']);
  assert.deepEqual(pointers({ form: 'split_point' }), ['/share', '/splitPoint']);
  assert.deepEqual(pointers({ form: 'calls' }), ['/calls', '/share']);
});

test('forms speak of terms alone, each of one once', () => {
  for (const { needs, may } of Object.values(FORM_FIELDS)) {
    const named = [...needs, ...may];
    assert.deepEqual(
      named.filter((term) => !TERM_NAMES.includes(term)),
      [],
    );
    assert.equal(new Set(named).size, named.length);
  }
});

test('what belongs to another form is refused, with the field and what to do', () => {
  assert.deepEqual(checkTerms({ currency: 'EUR', form: 'buyout', fee: 1, share: 80 }, { performances: 1 }), [
    { pointer: '/share', detail: 'does not belong to the form buyout: leave it out, or choose another form' },
  ]);
  assert.deepEqual(pointers({ ...split, fee: 1 }), ['/fee']);
  assert.deepEqual(pointers({ form: 'receipts', share: 100 }), ['/share']);
  assert.deepEqual(pointers({ form: 'hire', hire: { rent: 1, perTicket: 1, counts: 'paid' }, guaranteeVenue: 1 }), [
    '/guaranteeVenue',
  ]);
  const hire = { rent: 1, perTicket: 1, counts: 'paid' } as const;
  assert.deepEqual(pointers({ form: 'hire', hire, guaranteeVenue: 1, providerNeverOwes: true }), [
    '/guaranteeVenue',
    '/providerNeverOwes',
  ]);
  assert.deepEqual(pointers({ ...split, supplementKind: 'top_up' }), ['/supplementKind']);
});

test('a guarantee to one side only, and its kinds where they mean something', () => {
  assert.deepEqual(pointers({ ...split, guaranteeProvider: 1, guaranteeVenue: 1 }), ['/guaranteeVenue']);
  assert.deepEqual(pointers({ ...split, guaranteeKind: 'minimum' }), ['/guaranteeKind']);
  assert.deepEqual(pointers({ ...split, guaranteeVenue: 1, guaranteeKind: 'off_the_top' }), ['/guaranteeKind']);
  assert.deepEqual(pointers({ ...split, providerNeverOwes: true }), ['/providerNeverOwes']);
  assert.deepEqual(pointers({ ...split, guaranteeVenue: 1, providerNeverOwes: true }), []);
  assert.deepEqual(pointers({ ...split, guaranteeProvider: 1, guaranteeKind: 'off_the_top' }), []);
  const bands = [{ from: 0, to: null, share: 70 }];
  const scaled = {
    form: 'scale',
    scale: { measure: 'net', method: 'marginal', bands },
    guaranteeProvider: 1,
  } satisfies Omit<Terms, 'currency'>;
  assert.deepEqual(pointers({ ...scaled, guaranteeKind: 'off_the_top' }), ['/guaranteeKind']);
  assert.deepEqual(pointers({ ...scaled, guaranteeKind: 'minimum' }), []);
  const point = { form: 'split_point', share: 1, splitPoint: { expenses: 1, profit: 1 } } as const;
  assert.deepEqual(pointers({ ...point, guaranteeKind: 'minimum' }), ['/guaranteeKind']);
});

test('an amount for each performance needs performances', () => {
  assert.deepEqual(pointers({ ...split, guaranteeProvider: 1 }, 0), ['/guaranteeProvider']);
  assert.deepEqual(pointers({ ...split, guaranteeVenue: 1, basis: 'per_performance' }, 0), ['/guaranteeVenue']);
  assert.deepEqual(pointers({ form: 'buyout', fee: 1 }, 0), ['/fee']);
  assert.deepEqual(pointers({ ...split, guaranteeProvider: 1, basis: 'total' }, 0), []);
  assert.deepEqual(pointers({ ...split, guaranteeProvider: 1 }, 1), []);
  assert.deepEqual(pointers(split, 0), []);
  assert.deepEqual(pointers({ form: 'supplement', share: 1, supplement: 1 }, 0), ['/supplement']);
  assert.deepEqual(pointers({ form: 'calls', share: 1, calls: [{ to: 'venue', amount: 1 }] }, 0), ['/calls']);
  assert.deepEqual(pointers({ form: 'hire', hire: { rent: 1, perTicket: 1, counts: 'paid' } }, 0), ['/hire']);
  const point = { form: 'split_point', share: 1, splitPoint: { expenses: 1, profit: 1 } } as const;
  assert.deepEqual(pointers(point, 0), ['/splitPoint']);
  assert.deepEqual(pointers({ ...point, guaranteeProvider: 1 }), []);
  assert.deepEqual(pointers({ form: 'receipts', shareOf: 'gross', guaranteeVenue: 1 }), []);
});

test('bands begin at 0, follow each other and end open', () => {
  const bands = (...list: readonly (readonly [from: number, to: number | null])[]) =>
    pointers({
      form: 'scale',
      scale: { measure: 'net', method: 'marginal', bands: list.map(([from, to]) => ({ from, to, share: 70 })) },
    });
  assert.deepEqual(bands([0, 5], [5, null]), []);
  assert.deepEqual(bands([1, 5], [5, null]), ['/scale/bands/0/from']);
  assert.deepEqual(bands([0, 5], [4, null]), ['/scale/bands/1/from']);
  assert.deepEqual(bands([0, 5], [6, null]), ['/scale/bands/1/from']);
  assert.deepEqual(bands([0, 5], [5, 9]), ['/scale/bands/1/to']);
  assert.deepEqual(bands([0, null], [5, null]), ['/scale/bands/0/to']);
  assert.deepEqual(bands([0, 5], [5, 5], [5, null]), ['/scale/bands/1/to']);
  const say = (from: number) =>
    checkTerms(
      {
        form: 'scale',
        currency: 'EUR',
        scale: {
          measure: 'net',
          method: 'marginal',
          bands: [
            { from: 0, to: 5, share: 1 },
            { from, to: null, share: 1 },
          ],
        },
      },
      { performances: 1 },
    )[0]?.detail;
  assert.match(say(4) ?? '', /^overlaps/);
  assert.match(say(6) ?? '', /^leaves a gap/);
});

test("rights on the provider's share are taken from it", () => {
  const on = (taken: 'before_split' | 'from_provider' | 'from_venue', base: 'provider_share' | 'recette_ex') =>
    pointers({ ...split, royalties: { ...rights, taken, base } });
  assert.deepEqual(on('before_split', 'provider_share'), ['/royalties/taken']);
  assert.deepEqual(on('from_venue', 'provider_share'), ['/royalties/taken']);
  assert.deepEqual(on('from_provider', 'provider_share'), []);
  assert.deepEqual(on('from_venue', 'recette_ex'), []);
});

test('music rights: one rate or tranches, rising, the last open; of a fee only where there is one', () => {
  const with_ = (more: Partial<NonNullable<Terms['buma']>>) => pointers({ ...split, buma: { ...buma, ...more } });
  assert.deepEqual(with_({}), ['/buma/rate']);
  assert.deepEqual(with_({ rate: 7 }), []);
  assert.deepEqual(with_({ rate: 7, tranches: [{ upTo: null, rate: 5 }] }), ['/buma/tranches']);
  assert.deepEqual(
    with_({
      tranches: [
        { upTo: 5, rate: 7 },
        { upTo: null, rate: 5 },
      ],
    }),
    [],
  );
  assert.deepEqual(with_({ tranches: [{ upTo: 5, rate: 7 }] }), ['/buma/tranches/0/upTo']);
  assert.deepEqual(
    with_({
      tranches: [
        { upTo: null, rate: 7 },
        { upTo: null, rate: 5 },
      ],
    }),
    ['/buma/tranches/0/upTo'],
  );
  assert.deepEqual(
    with_({
      tranches: [
        { upTo: 5, rate: 7 },
        { upTo: 5, rate: 7 },
        { upTo: null, rate: 5 },
      ],
    }),
    ['/buma/tranches/1/upTo'],
  );
  assert.deepEqual(
    with_({
      tranches: [
        { upTo: 0, rate: 7 },
        { upTo: null, rate: 5 },
      ],
    }),
    ['/buma/tranches/0/upTo'],
  );
  assert.deepEqual(with_({ rate: 7, base: 'fee' }), ['/buma/base']);
  assert.deepEqual(with_({ rate: 7, base: 'highest' }), ['/buma/base']);
  assert.deepEqual(pointers({ ...split, guaranteeProvider: 1, buma: { ...buma, rate: 7, base: 'highest' } }), []);
  assert.deepEqual(pointers({ form: 'buyout', fee: 1, buma: { ...buma, rate: 7, base: 'fee' } }), []);
});

test('deductions: whole cents, percentages to 100 and two decimals', () => {
  const one = (kind: 'fixed' | 'percent' | 'per_paid' | 'per_issued', value: number) =>
    pointers({ ...split, deductions: [{ name: 'Techniek', kind, value, to: 'venue' }] });
  assert.deepEqual(one('fixed', 1.5), ['/deductions/0/value']);
  assert.deepEqual(one('fixed', 150), []);
  assert.deepEqual(one('percent', 100), []);
  assert.deepEqual(one('percent', 100.01), ['/deductions/0/value']);
  assert.deepEqual(one('percent', 1.25), []);
  assert.deepEqual(one('percent', 1.255), ['/deductions/0/value']);
  assert.deepEqual(one('per_paid', 1_000_000), []);
  assert.deepEqual(one('per_paid', 1_000_001), ['/deductions/0/value']);
  assert.deepEqual(one('per_issued', 1_000_001), ['/deductions/0/value']);
  assert.deepEqual(one('fixed', 1_000_001), []);
});

test('amounts a ticket are those of a ticket', () => {
  const hire = { rent: 5_000_000, perTicket: 1_000_001, counts: 'paid' } as const;
  assert.deepEqual(pointers({ form: 'hire', hire }), ['/hire/perTicket']);
  assert.deepEqual(pointers({ ...split, freeTickets: { max: 1, price: 1_000_001 } }), ['/freeTickets/price']);
  const outside = { name: 'Garderobe', amount: 1_000_001, vatRate: 21, counts: 'paid' } as const;
  assert.deepEqual(pointers({ ...split, outside: [outside] }), ['/outside/0/amount']);
  assert.deepEqual(pointers({ ...split, outside: [{ ...outside, amount: 1_000_000 }] }), []);
});

test('no more is taken off before the split than there is', () => {
  const deductions = [{ name: 'Contra', kind: 'percent', value: 60, to: 'venue' } as const];
  const half = { ...rights, rate: 40 };
  assert.deepEqual(pointers({ ...split, royalties: half, deductions }), []);
  assert.deepEqual(pointers({ ...split, royalties: { ...half, rate: 40.01 }, deductions }), ['/deductions/0/value']);
  const fixed = { name: 'Techniek', kind: 'fixed', value: 9_000, to: 'venue' } as const;
  assert.deepEqual(pointers({ ...split, royalties: half, deductions: [...deductions, fixed] }), []);
  assert.deepEqual(pointers({ ...split, royalties: { ...half, rate: 100 } }), []);
  assert.deepEqual(pointers({ ...split, royalties: { ...half, rate: 100 }, deductions: [fixed] }), []);
  assert.deepEqual(pointers({ ...split, royalties: { ...half, rate: 60, taken: 'from_venue' }, deductions }), []);
  const few = { ...fixed, value: 50 };
  assert.deepEqual(
    pointers({ ...split, royalties: half, deductions: [...deductions, few] }),
    [],
    'cents are no percent',
  );
  const both = { royalties: half, buma: { ...buma, rate: 61 } };
  assert.deepEqual(pointers({ ...split, ...both }), ['/buma/rate']);
  assert.deepEqual(pointers({ ...split, ...both, deductions: [few] }), ['/buma/rate'], 'the last that takes a part');
  assert.deepEqual(pointers({ ...split, ...both, deductions }), ['/deductions/0/value'], 'one is named, not each');
  assert.deepEqual(pointers({ ...split, royalties: { ...half, rate: 100 }, deductions }), ['/deductions/0/value']);
  const most = { name: 'Contra', kind: 'percent', value: 101, to: 'venue' } as const;
  assert.deepEqual(
    pointers({ ...split, royalties: half, deductions: [most] }),
    ['/deductions/0/value'],
    'said once, where it is too high by itself',
  );
  const tranches = [
    { upTo: 5, rate: 10 },
    { upTo: null, rate: 61 },
  ];
  assert.deepEqual(pointers({ ...split, royalties: half, buma: { ...buma, tranches } }), ['/buma/tranches']);
  assert.deepEqual(pointers({ ...split, royalties: half, buma: { ...buma, rate: 61, taken: 'from_provider' } }), []);
});

test('no two of one name', () => {
  const outside = { name: 'Garderobe', amount: 1, vatRate: 21, counts: 'paid' } as const;
  assert.deepEqual(pointers({ ...split, outside: [outside, { ...outside, name: 'Drankje' }, outside] }), [
    '/outside/2/name',
  ]);
  const levy = { name: 'Toeslag', amount: 1, vatRate: 9, shared: false };
  assert.deepEqual(pointers({ ...split, levies: [levy, levy] }), ['/levies/1/name']);
  const deduction = { name: 'Techniek', kind: 'fixed', value: 1, to: 'venue' } as const;
  assert.deepEqual(pointers({ ...split, deductions: [deduction, deduction] }), ['/deductions/1/name']);
});
