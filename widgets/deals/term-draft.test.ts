import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TERM_NAMES, type Terms } from '#protocol';
import { draftOf, emptyRow, readDraft, type DraftGroup } from './term-draft.ts';
import { TERM_SHAPES } from './term-shapes.ts';

const EVERY: Required<Terms> = {
  form: 'scale',
  currency: 'EUR',
  fee: 650_000,
  share: 77.5,
  shareOf: 'net',
  guaranteeProvider: 400_000,
  guaranteeVenue: 0,
  guaranteeKind: 'off_the_top',
  providerNeverOwes: true,
  basis: 'total',
  supplement: 75_000,
  supplementKind: 'top_up',
  scale: {
    measure: 'tickets',
    method: 'marginal',
    bands: [
      { from: 0, to: 200, share: 70 },
      { from: 200, to: null, share: 90 },
    ],
  },
  hire: { rent: 225_000, perTicket: 150, counts: 'issued' },
  splitPoint: { expenses: 600_000, profit: 15 },
  calls: [{ to: 'provider', amount: 200_000 }],
  levy: 'fenced',
  levies: [{ name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false }],
  vatRate: 9,
  invoiceVatRate: 21,
  royalties: { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'provider' },
  buma: {
    tranches: [
      { upTo: 1_000_000, rate: 7 },
      { upTo: null, rate: 5.25 },
    ],
    base: 'highest',
    taken: 'from_venue',
    remits: 'venue',
  },
  deductions: [
    { name: 'Techniek', kind: 'fixed', value: 35_000, to: 'venue' },
    { name: 'Kaartverkoop', kind: 'percent', value: 2.5, to: 'venue' },
  ],
  outside: [{ name: 'Garderobe', amount: 150, vatRate: 21, counts: 'issued' }],
  freeTickets: { max: 12, price: 1_500 },
  note: 'Nagesprek in de foyer.',
};

test('every term is read back from its form as it was, in both languages', () => {
  for (const locale of ['nl', 'en'])
    for (const term of TERM_NAMES) {
      const read = readDraft(TERM_SHAPES[term], draftOf(TERM_SHAPES[term], EVERY[term], locale));
      assert.deepEqual(read, { value: EVERY[term], faults: {} }, `${locale} ${term}`);
    }
});

test('what is empty or wrong is named by its place', () => {
  const { fields } = TERM_SHAPES.deductions as Extract<(typeof TERM_SHAPES)['deductions'], { kind: 'list' }>;
  const row = emptyRow(fields, 'nl');
  const rows: DraftGroup[] = [{ ...row, name: 'Techniek', value: 'veel' }, row];
  assert.deepEqual(readDraft(TERM_SHAPES.deductions, rows).faults, {
    '0.value': 'money',
    '1.name': 'missing',
    '1.value': 'missing',
  });
  assert.deepEqual(readDraft(TERM_SHAPES.calls, []).faults, { '': 'no_rows' });
  assert.deepEqual(readDraft(TERM_SHAPES.share, '101').faults, { '': 'percent' });
  assert.deepEqual(readDraft(TERM_SHAPES.freeTickets, { max: '12', price: '' }), { value: { max: 12 }, faults: {} });
});
