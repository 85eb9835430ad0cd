import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BillingProfile, StatementRecord } from '#protocol';
import { checkInvoice } from '../../local/en16931.ts';
import { sampleStatement, SAMPLE_TERMS } from '../documents/sample-statement.ts';
import { dayAfter, invoiceFigures, periodOf, type InvoiceDraft } from './invoice-draft.ts';
import { decimal, toUbl } from './ubl.ts';

const SELLER: BillingProfile = {
  legalName: 'Stichting Toneelgroep Oostveld & Zonen',
  vatId: 'NL123456789B01',
  kvk: '12345678',
  street: 'Bovenbrugstraat 14',
  postcode: '6811 EB',
  city: 'Arnhem',
  country: 'NL',
  iban: 'NL91ABNA0417164300',
  paymentDays: 14,
  email: 'facturen@oostveld.example',
  numberPrefix: '2026-',
};
const BUYER: BillingProfile = {
  ...SELLER,
  legalName: 'Schouwburg Noord <B.V.>',
  vatId: 'NL987654321B01',
  kvk: '87654321',
  iban: null,
  email: null,
  numberPrefix: '',
};

function draft(record: StatementRecord, more: Partial<InvoiceDraft> = {}, sign: 1 | -1 = 1): InvoiceDraft {
  const seller = more.seller ?? SELLER;
  const issueDate = '2026-12-15';
  return {
    ...invoiceFigures(record, sign, seller, more.lang ?? 'nl'),
    kind: 380,
    lang: 'nl',
    number: '2026-0001',
    issueDate,
    dueDate: dayAfter(issueDate, seller.paymentDays),
    currency: 'EUR',
    seller,
    buyer: BUYER,
    statement: { id: record.id, sha256: 'a'.repeat(64) },
    agreement: record.agreement,
    period: periodOf(record),
    selfBilled: false,
    credits: null,
    livemode: true,
    ...more,
  };
}
const valueOf = (xml: string, name: string): string | undefined =>
  new RegExp(`<cbc:${name}[^>]*>([^<]*)<`).exec(xml)?.[1];
const extraLine = (amount: number, vatRate: number, id = '01') =>
  ({ id, label: 'Extra techniek', amount, vatRate, evidence: 'Factuur 17', by: 'venue', adjusts: null }) as const;
const untaxed = (terms: StatementRecord['terms']) =>
  sampleStatement('one', { terms: { ...terms, invoiceVatRate: 0 }, extra: [] });
const credits = { number: '2026-0001', issueDate: '2026-12-15' };
const reason = 'Artikel 11, lid 1, Wet op de omzetbelasting 1968';

const CASES: readonly [name: string, invoice: () => InvoiceDraft][] = [
  ['one evening, two rates, a line taken off', () => draft(sampleStatement())],
  ['two evenings, in English', () => draft(sampleStatement('two'), { lang: 'en' })],
  ['one rate', () => draft(sampleStatement('one', { extra: [] }))],
  ['self-billed', () => draft(sampleStatement(), { kind: 389, selfBilled: true })],
  ['a credit note', () => draft(sampleStatement(), { kind: 381, number: '2026-0002', credits })],
  ['a credit note of a self-billed one', () => draft(sampleStatement(), { kind: 381, selfBilled: true, credits })],
  ['the venue invoices', () => draft(sampleStatement('one', { extra: [extraLine(-2_000_000, 21)] }), {}, -1)],
  ['another currency', () => draft(sampleStatement(), { currency: 'GBP' })],
  ['an odd rate', () => draft(sampleStatement('one', { extra: [extraLine(33_333, 5.5)] }))],
  [
    'no VAT: exempt',
    () => draft(untaxed(SAMPLE_TERMS), { seller: { ...SELLER, zeroRate: { category: 'E', reason } } }),
  ],
  [
    'no VAT: zero rated',
    () => draft(untaxed(SAMPLE_TERMS), { seller: { ...SELLER, zeroRate: { category: 'Z', reason } } }),
  ],
  [
    'no VAT: outside it',
    () => draft(untaxed(SAMPLE_TERMS), { seller: { ...SELLER, zeroRate: { category: 'O', reason } } }),
  ],
  [
    'exempt beside taxed',
    () =>
      draft(sampleStatement('one', { extra: [extraLine(5_000, 0)] }), {
        seller: { ...SELLER, zeroRate: { category: 'E', reason } },
      }),
  ],
];

for (const [name, invoice] of CASES)
  test(`passes the rules of EN 16931: ${name}`, async () => {
    const xml = toUbl(invoice());
    const { fired, broken } = await checkInvoice(xml);
    assert.deepEqual(broken, []);
    assert.ok(fired > 20, 'the rules were looked at');
  });

test('the rules would find a fault: a wrong sum, a missing number, a VAT id left out', async () => {
  const xml = toUbl(draft(sampleStatement()));
  const spoilt = async (from: RegExp, to: string) =>
    (await checkInvoice(xml.replace(from, to))).broken.map(({ id }) => id);
  assert.ok((await spoilt(/(<cbc:TaxInclusiveAmount[^>]*>)[^<]*/, '$11.00')).includes('BR-CO-15'));
  assert.ok((await spoilt(/<cbc:ID>2026-0001<\/cbc:ID>/, '')).includes('BR-02'));
  assert.ok((await spoilt(/<cbc:CompanyID>NL123456789B01<\/cbc:CompanyID>/, '')).includes('BR-S-02'));
});

test('says what was signed, to the cent, with the VAT of each rate', () => {
  const xml = toUbl(draft(sampleStatement()));
  assert.equal(valueOf(xml, 'LineExtensionAmount'), '8049.31');
  assert.equal(valueOf(xml, 'TaxInclusiveAmount'), '8758.75');
  assert.equal(valueOf(xml, 'PayableAmount'), '8758.75');
  assert.equal(valueOf(xml, 'PayableRoundingAmount'), undefined);
  assert.deepEqual(
    [...xml.matchAll(/<cbc:TaxableAmount[^>]*>([^<]*)<\/cbc:TaxableAmount>\s*<cbc:TaxAmount[^>]*>([^<]*)</g)].map(
      ([, taxable, tax]) => [taxable, tax],
    ),
    [
      ['8174.31', '735.69'],
      ['-125.00', '-26.25'],
    ],
  );
  assert.deepEqual(
    [...xml.matchAll(/<cbc:Name>([^<]*)</g)].map(([, name]) => name),
    ['Aandeel in de recette', 'Auteursrechten, af te dragen door de aanbieder', 'Extra techniek, twee uur'],
  );
  assert.match(xml, /Schouwburg Noord &lt;B\.V\.&gt;/);
  assert.equal(toUbl(draft(sampleStatement())), xml, 'the same invoice is the same bytes');
});

test('where lines and the signed amount differ, the difference stands on the invoice', async () => {
  const record = sampleStatement();
  const due = { ...record.due, vat: record.due.vat + 1, incl: record.due.incl + 1 };
  const xml = toUbl(draft({ ...record, due }));
  assert.equal(valueOf(xml, 'PayableRoundingAmount'), '0.01');
  assert.equal(valueOf(xml, 'PayableAmount'), '8758.76');
  assert.deepEqual((await checkInvoice(xml)).broken, []);
});

test('amounts are written from cents, never by way of a fraction', () => {
  assert.deepEqual([0, 5, -5, 100, -12_345, 9_007_199_254_740_991].map(decimal), [
    '0.00',
    '0.05',
    '-0.05',
    '1.00',
    '-123.45',
    '90071992547409.91',
  ]);
});
