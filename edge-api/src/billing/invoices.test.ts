import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Invoice, Problem, Statement } from '#protocol';
import { checkInvoice } from '../../local/en16931.ts';
import { must } from '../../local/test-agreements.ts';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { laySettling, THEN, type Settling } from '../../local/test-statements.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let settling: Settling;
let stranger: Member;
const TODAY = '2035-01-01';
const PROFILE = {
  legalName: 'Stichting Nachtvlucht',
  vatId: 'NL123456789B01',
  kvk: '12345678',
  street: 'Kade 1',
  postcode: '6811 EB',
  city: 'Arnhem',
  country: 'NL',
  iban: 'NL91ABNA0417164300',
  numberPrefix: '2035-',
};
type Answer = { status: number; body: Invoice & Problem & { items: Invoice[] } };
const put = (who: Member, path: string, body: unknown) =>
  worker.call<Problem & { profile: unknown }>(who.token, 'PUT', path, body, THEN);
const give = (who: Member, statement: Statement, body: object = {}, headers = {}): Promise<Answer> =>
  worker.call(who.token, 'POST', `/v1/statements/${statement.id}/invoices`, body, { ...THEN, ...headers });
const given = async (who: Member, statement: Statement, body: object = {}): Promise<Invoice> =>
  must(await give(who, statement, body));
const pointers = ({ body }: { body: Problem }) => (body.errors ?? []).map(({ pointer }) => pointer);
const xmlOf = async (who: Member, statement: Statement, number: string): Promise<string> => {
  const path = `/v1/statements/${statement.id}/invoices/${encodeURIComponent(number)}`;
  const answer = await worker.fetch(path, { headers: { authorization: `Bearer ${who.token}` } });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/xml/);
  return answer.text();
};

before(async () => {
  worker = await startTestWorker();
  const operator = await worker.operatorToken();
  settling = await laySettling(worker, operator);
  stranger = await layMember(worker, operator, 'producer');
  await settle(worker);
});
after(() => worker.close());

/** 100 tickets of 21.80, split 80/20: due 1,600.00 without VAT, 1,744.00 with. `extra` is a line beside it. */
async function finalStatement(extra?: { amount: number; vatRate?: number }): Promise<Statement> {
  const { venue, provider, ask } = settling;
  const [performance = ''] = await settling.perform(1);
  const deal = await settling.approve([performance], { form: 'split', share: 80 });
  await settling.report(performance, { normal: { count: 100, amount: 218_000 } });
  let statement: Statement = must(await ask(venue, 'POST', '', { agreement: deal.id }));
  const line = { label: 'Techniek', evidence: 'Bon 1', ...extra };
  if (extra) statement = must(await ask(venue, 'POST', `/${statement.id}/lines`, line));
  await ask(venue, 'POST', `/${statement.id}/propose`, {});
  const { id, sha256 } = statement;
  must(await ask(venue, 'POST', `/${id}/sign`, { sha256 }));
  return must(await ask(provider, 'POST', `/${id}/sign`, { sha256 }));
}
let first: Statement;

test('refused field by field until seller and buyer have said what an invoice needs', async () => {
  const { provider, venue } = settling;
  first = await finalStatement();
  const none = await give(provider, first);
  assert.equal(none.status, 409);
  assert.deepEqual(
    pointers(none).toSorted(),
    [
      ...['legalName', 'street', 'postcode', 'city', 'country', 'vatId', 'kvk', 'iban'].map(
        (field) => `/seller/${field}`,
      ),
      ...['legalName', 'street', 'postcode', 'city', 'country'].map((field) => `/buyer/${field}`),
    ].toSorted(),
  );
  const { vatId: _vat, iban: _iban, ...partly } = PROFILE;
  must(await put(provider, '/v1/billing-profile', partly));
  must(await put(venue, '/v1/billing-profile', { ...partly, legalName: 'Schouwburg', kvk: '87654321' }));
  assert.deepEqual(pointers(await give(provider, first)), ['/seller/vatId', '/seller/iban']);
  assert.deepEqual(pointers(await put(provider, '/v1/billing-profile', { ...PROFILE, iban: 'NL91ABNA0417164301' })), [
    '/iban',
  ]);
  must(await put(provider, '/v1/billing-profile', PROFILE));
  const back = await worker.call<{ profile: { iban: string; paymentDays: number } }>(
    provider.token,
    'GET',
    '/v1/billing-profile',
  );
  assert.deepEqual([back.body.profile.iban, back.body.profile.paymentDays], [PROFILE.iban, 14]);
});

test('an invoice: what was signed, in the seller’s series, once, and the same bytes for ever', async () => {
  const { provider, venue } = settling;
  assert.deepEqual(pointers(await give(venue, first)), ['/kind'], 'the buyer does not give it');
  assert.equal((await give(stranger, first)).status, 404);
  assert.deepEqual(pointers(await give(provider, first, { issueDate: '2035-01-02' })), ['/issueDate']);
  const key = { 'idempotency-key': 'once' };
  const made = await give(provider, first, {}, key);
  assert.equal(made.status, 201);
  assert.deepEqual(
    { ...made.body, sha256: '', at: '' },
    {
      statement: first.id,
      number: '2035-0001',
      kind: 380,
      seller: provider.id,
      buyer: venue.id,
      issueDate: TODAY,
      credits: null,
      currency: 'EUR',
      excl: 160_000,
      vat: 14_400,
      rounding: 0,
      payable: 174_400,
      sha256: '',
      at: '',
      livemode: true,
    },
  );
  assert.deepEqual((await give(provider, first, {}, key)).body, made.body);
  assert.deepEqual(pointers(await give(provider, first)), ['/kind'], 'a statement is invoiced once');
  for (const path of ['', '/2035-0001'])
    assert.equal(
      (await worker.call(stranger.token, 'GET', `/v1/statements/${first.id}/invoices${path}`)).status,
      404,
      'a stranger finds none',
    );
  const xml = await xmlOf(venue, first, '2035-0001');
  assert.equal(createHash('sha256').update(xml).digest('hex'), made.body.sha256);
  assert.deepEqual((await checkInvoice(xml)).broken, []);
  assert.match(xml, /<cbc:DueDate>2035-01-15<\/cbc:DueDate>/);
  must(await put(provider, '/v1/billing-profile', { ...PROFILE, legalName: 'Anders' }));
  assert.equal(await xmlOf(provider, first, '2035-0001'), xml, 'a profile that changed later changes no invoice');
  must(await put(provider, '/v1/billing-profile', PROFILE));
  const seen = must(await settling.ask(venue, 'GET', `/${first.id}`));
  assert.deepEqual(
    seen.invoices.map(({ number, kind }) => [number, kind]),
    [['2035-0001', 380]],
  );
  const directory = await worker.database('DIRECTORY');
  await assert.rejects(directory.prepare("UPDATE invoice SET xml = ''").run(), /never changed/);
  await assert.rejects(directory.prepare('DELETE FROM invoice').run(), /never removed/);
});

test('a credit note takes an invoice back whole; then the statement can be invoiced again', async () => {
  const { provider, venue } = settling;
  assert.deepEqual(pointers(await give(provider, first, { kind: 381 })), ['/credits']);
  assert.deepEqual(pointers(await give(provider, first, { kind: 381, credits: '2035-0099' })), ['/credits']);
  assert.deepEqual(pointers(await give(venue, first, { kind: 381, credits: '2035-0001' })), ['/kind']);
  const credit = await given(provider, first, { kind: 381, credits: '2035-0001', lang: 'en' });
  assert.deepEqual([credit.number, credit.payable, credit.credits], ['2035-0002', 174_400, '2035-0001']);
  const xml = await xmlOf(venue, first, credit.number);
  assert.match(xml, /<CreditNote /);
  assert.match(xml, /<cbc:CreditNoteTypeCode>381</);
  assert.deepEqual((await checkInvoice(xml)).broken, []);
  assert.deepEqual(pointers(await give(provider, first, { kind: 381, credits: '2035-0001' })), ['/credits']);
  const again = await given(provider, first, { number: 'A/17' });
  assert.equal(again.number, 'A/17');
  assert.match(await xmlOf(provider, first, 'A/17'), /<cbc:ID>A\/17<\/cbc:ID>/);
  const other = await finalStatement();
  assert.deepEqual(pointers(await give(provider, other, { number: 'A/17' })), ['/number']);
  assert.equal((await given(provider, other)).number, '2035-0003', 'a number of another kind leaves no gap');
});

test('self-billing: by the buyer, in the seller’s name, only on days the seller consented to', async () => {
  const { provider, venue } = settling;
  const statement = await finalStatement();
  assert.deepEqual(pointers(await give(venue, statement, { kind: 389 })), ['/kind']);
  const unknown = await put(provider, '/v1/self-billing', { with: stranger.id, from: '2034-01-01' });
  assert.deepEqual([unknown.status, pointers(unknown)], [400, ['/with']]);
  must(await put(provider, '/v1/self-billing', { with: venue.id, from: '2034-12-31' }));
  const list = await worker.call<{ items: { seller: string; buyer: string; from: string }[] }>(
    venue.token,
    'GET',
    '/v1/self-billing',
  );
  assert.deepEqual(
    list.body.items.map(({ seller, buyer, from }) => [seller, buyer, from]),
    [[provider.id, venue.id, '2034-12-31']],
  );
  assert.deepEqual(pointers(await give(venue, statement, { kind: 389, issueDate: '2034-12-30' })), ['/kind']);
  assert.deepEqual(pointers(await give(provider, statement, { kind: 389 })), ['/kind']);
  const made = await given(venue, statement, { kind: 389 });
  assert.deepEqual([made.number, made.seller], ['SB-0001', provider.id]);
  const xml = await xmlOf(provider, statement, made.number);
  assert.match(xml, /<cbc:InvoiceTypeCode>389</);
  assert.match(xml, /Factuur uitgereikt door afnemer\./);
  assert.deepEqual((await checkInvoice(xml)).broken, []);
  const credit = await given(venue, statement, { kind: 381, credits: 'SB-0001' });
  const back = await xmlOf(provider, statement, credit.number);
  assert.match(back, /<cbc:CreditNoteTypeCode>261</);
  assert.deepEqual((await checkInvoice(back)).broken, []);
  must(await put(provider, '/v1/self-billing', { with: venue.id, from: '2034-01-01', to: '2034-12-31' }));
  assert.deepEqual(pointers(await give(venue, statement, { kind: 389 })), ['/kind'], 'it has ended');
});

test('where the provider owes, the venue invoices, or the provider lessens an earlier invoice', async () => {
  const { provider, venue } = settling;
  must(
    await put(venue, '/v1/billing-profile', {
      ...PROFILE,
      vatId: 'NL987654321B01',
      kvk: '87654321',
      numberPrefix: 'V-',
    }),
  );
  const owing = await finalStatement({ amount: -300_000, vatRate: 21 });
  assert.equal(owing.record.due.incl, 174_400 - 363_000);
  assert.deepEqual(pointers(await give(provider, owing)), ['/kind']);
  const made = await given(venue, owing);
  assert.deepEqual([made.number, made.seller, made.payable], ['V-0001', venue.id, 188_600]);
  assert.deepEqual((await checkInvoice(await xmlOf(provider, owing, made.number))).broken, []);

  const less = await finalStatement({ amount: -300_000, vatRate: 21 });
  const credit = await given(provider, less, { kind: 381, credits: 'A/17' });
  assert.deepEqual([credit.seller, credit.payable, credit.credits], [provider.id, 188_600, 'A/17']);
  const xml = await xmlOf(venue, less, credit.number);
  assert.match(xml, /<cac:InvoiceDocumentReference>\s*<cbc:ID>A\/17</);
  assert.deepEqual((await checkInvoice(xml)).broken, []);
  assert.deepEqual(pointers(await give(venue, less)), ['/kind'], 'not both ways');
});

test('a line at 0% is invoiced once the seller has said why', async () => {
  const { provider } = settling;
  const statement = await finalStatement({ amount: 5_000 });
  assert.deepEqual(pointers(await give(provider, statement)), ['/seller/zeroRate']);
  const zeroRate = { category: 'O', reason: 'Geen prestatie' };
  must(await put(provider, '/v1/billing-profile', { ...PROFILE, zeroRate }));
  assert.deepEqual(pointers(await give(provider, statement)), ['/seller/zeroRate/category']);
  must(await put(provider, '/v1/billing-profile', { ...PROFILE, zeroRate: { ...zeroRate, category: 'E' } }));
  const made = await given(provider, statement);
  assert.deepEqual((await checkInvoice(await xmlOf(provider, statement, made.number))).broken, []);
});

test('ten at once: ten numbers without a gap, and one statement is invoiced by one of them', async () => {
  const { provider } = settling;
  const statements: Statement[] = [];
  for (let i = 0; i < 4; i += 1) statements.push(await finalStatement());
  const before = await given(provider, await finalStatement());
  const all = await Promise.all(
    statements.flatMap((statement) => [give(provider, statement), give(provider, statement)]),
  );
  const numbers = all.filter(({ status }) => status === 201).map(({ body }) => body.number);
  assert.ok(all.every(({ status }) => [201, 409, 503].includes(status)));
  const start = Number(before.number.slice(5));
  assert.deepEqual(
    numbers.toSorted(),
    numbers.map((_, i) => `2035-${String(start + 1 + i).padStart(4, '0')}`),
  );
  for (const statement of statements) {
    const { items } = must(
      await worker.call<{ items: Invoice[] }>(provider.token, 'GET', `/v1/statements/${statement.id}/invoices`),
    );
    assert.ok(items.length <= 1);
  }
});

test('an unsigned statement is not invoiced', async () => {
  const { venue, provider, ask } = settling;
  const [performance = ''] = await settling.perform(1);
  const deal = await settling.approve([performance], { form: 'split', share: 80 });
  await settling.report(performance, { normal: { count: 1, amount: 2_180 } });
  const draft: Statement = must(await ask(venue, 'POST', '', { agreement: deal.id }));
  const refused = await give(provider, draft);
  assert.deepEqual([refused.status, pointers(refused)], [409, ['/state']]);
});
