// Figures and performances that cannot simply be settled: each has a result that is shown, or a refusal with the remedy.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Agreement, Statement } from '#protocol';
import { must } from '../../local/test-agreements.ts';
import { settle } from '../../local/test-catalogue.ts';
import { laySettling, type Settling } from '../../local/test-statements.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let settling: Settling;
const SPLIT = { form: 'split', share: 80 };
const HUNDRED = { normal: { count: 100, amount: 218_000 } };

before(async () => {
  worker = await startTestWorker();
  settling = await laySettling(worker, await worker.operatorToken());
  await settle(worker);
});
after(() => worker.close());

const make = (agreement: string, more: object = {}, headers: Record<string, string> = {}) =>
  settling.ask(settling.venue, 'POST', '', { agreement, ...more }, headers);
const change = async (performance: string, change: object): Promise<void> => {
  must(
    await worker.call(settling.provider.token, 'PATCH', `/v1/performances/${encodeURIComponent(performance)}`, change),
  );
};
const remarks = ({ record }: Statement) => record.waterfall.parts.map((part) => [part.counts, ...part.remarks]);

test('what has not been yet cannot be settled; left out, the rest of the deal can, and the deal stays open', async () => {
  const performances = await settling.perform(2);
  const [first = '', second = ''] = performances;
  const deal = await settling.approve(performances, SPLIT);
  await settling.report(first, HUNDRED);
  const { startsAt } = deal.performances[1] ?? { startsAt: '' };
  const between = { 'x-test-now': String(Date.parse(startsAt) - 3_600_000) };
  const early = await make(deal.id, { performances: [second] }, between);
  assert.deepEqual([early.status, early.body.errors?.[0]?.pointer], [400, '/performances/0']);
  assert.match(early.body.detail, /has not been yet: leave it out/);
  const strange = await make(deal.id, { performances: [second, 'XD-31-999-9999999|00001'] });
  assert.deepEqual([strange.status, strange.body.errors?.[0]?.pointer], [400, '/performances/1']);
  const made = must(await make(deal.id, {}, between));
  assert.deepEqual(
    made.record.houses.map(({ id }) => id),
    [first],
  );
  const { venue, provider } = settling;
  must(await settling.ask(venue, 'POST', `/${made.id}/propose`, {}));
  for (const who of [venue, provider])
    must(await settling.ask(who, 'POST', `/${made.id}/sign`, { sha256: made.sha256 }));
  const open = must(await worker.call<Agreement>(venue.token, 'GET', `/v1/agreements/${deal.id}`));
  assert.equal(open.state, 'approved');
  const rest = must(await make(deal.id));
  assert.deepEqual(
    rest.record.houses.map(({ id }) => id),
    [second],
  );
});

test('a deal over all of its performances is settled whole, after the last', async () => {
  const performances = await settling.perform(2);
  const deal = await settling.approve(performances, { ...SPLIT, guaranteeProvider: 500_000, basis: 'total' });
  for (const one of performances) await settling.report(one, HUNDRED);
  const part = await make(deal.id, { performances: [performances[0]] });
  assert.deepEqual([part.status, part.body.errors?.[0]?.pointer], [400, '/performances']);
  const { startsAt } = deal.performances[1] ?? { startsAt: '' };
  const early = await make(deal.id, {}, { 'x-test-now': String(Date.parse(startsAt) - 3_600_000) });
  assert.match(early.body.detail, /settled whole, after the last/);
  const whole = must(await make(deal.id));
  assert.deepEqual([whole.record.waterfall.provider, whole.record.waterfall.venue], [500_000, -100_000]);
  const parts = whole.record.waterfall.parts.map(({ provider }) => provider);
  assert.equal(
    parts.reduce((sum, one) => sum + one, 0),
    500_000,
  );
});

test('without sales it can be drafted and not proposed, until the house reports; a buy-out is due all the same', async () => {
  const [performance = ''] = await settling.perform(1);
  const deal = await settling.approve([performance], SPLIT);
  const { venue } = settling;
  const made = must(await make(deal.id));
  assert.deepEqual(remarks(made), [[true, 'no_sales']]);
  assert.equal(made.blocked[0]?.pointer, '/record/waterfall/parts/0');
  assert.match(made.blocked[0]?.detail ?? '', /let the venue report its figures/);
  assert.ok(!made.may.includes('propose'));
  assert.equal((await settling.ask(venue, 'POST', `/${made.id}/propose`, {})).status, 409);
  await settling.report(performance, { normal: { count: 0, amount: 0 } });
  const known = must(await settling.ask(venue, 'POST', `/${made.id}/refreeze`, {}));
  assert.deepEqual([known.blocked, known.record.waterfall.provider], [[], 0]);
  must(await settling.ask(venue, 'POST', `/${made.id}/propose`, {}));

  const [other = ''] = await settling.perform(1);
  const buyout = must(await make((await settling.approve([other], { form: 'buyout', fee: 650_000 })).id));
  assert.deepEqual([buyout.record.due.ex, buyout.record.due.incl, buyout.blocked], [650_000, 708_500, []]);
});

test('amounts without a figure, in another currency, or below zero after refunds', async () => {
  const laid = async (sold: object, terms: object = SPLIT) => {
    const [performance = ''] = await settling.perform(1);
    const deal = await settling.approve([performance], terms);
    await settling.report(performance, sold);
    return must(await make(deal.id));
  };
  const unknown = await laid({ normal: { count: 10 } });
  assert.deepEqual(
    [remarks(unknown), unknown.record.waterfall.net, unknown.blocked.length],
    [[[false, 'amount_unknown']], 0, 1],
  );
  const dollars = await laid(HUNDRED, { ...SPLIT, currency: 'USD' });
  assert.deepEqual([remarks(dollars), dollars.blocked.length], [[[false, 'currency_mismatch']], 1]);
  assert.match(dollars.blocked[0]?.detail ?? '', /another currency/);
  const refunded = await laid({ normal: { count: 0, amount: -10_900 } });
  assert.deepEqual(
    [remarks(refunded), refunded.record.waterfall.net, refunded.blocked],
    [[[true, 'negative_recette']], -10_000, []],
  );
  assert.equal(refunded.record.waterfall.provider + refunded.record.waterfall.venue, -10_000);
});

test('cancelled ones are shown and pay nothing; one that was never put on paper keeps no deal open', async () => {
  const performances = await settling.perform(3);
  const [first = '', second = '', third = ''] = performances;
  const deal = await settling.approve(performances, { ...SPLIT, guaranteeProvider: 100_000 });
  for (const one of [first, second]) await settling.report(one, HUNDRED);
  await change(second, { status: 'cancelled' });
  await change(third, { status: 'cancelled' });
  const made = must(await make(deal.id, { performances: [first, second] }));
  assert.deepEqual(remarks(made), [[true], [false, 'cancelled']]);
  assert.deepEqual([made.record.waterfall.provider, made.blocked], [160_000, []]);
  const { venue, provider } = settling;
  must(await settling.ask(venue, 'POST', `/${made.id}/propose`, {}));
  for (const who of [venue, provider])
    must(await settling.ask(who, 'POST', `/${made.id}/sign`, { sha256: made.sha256 }));
  const settled = must(await worker.call<Agreement>(venue.token, 'GET', `/v1/agreements/${deal.id}`));
  assert.equal(settled.state, 'settled');
});

test('moved to a year with another VAT: the rate of its date counts, and the paper says that it moved', async () => {
  const directory = await worker.database('DIRECTORY');
  await directory
    .prepare(
      "INSERT INTO vat_rate (country, from_day, basis_points, authority) VALUES ('NL', '2034-01-01', 2100, 'test')",
    )
    .run();
  const [performance = ''] = await settling.perform(1);
  const deal = await settling.approve([performance], SPLIT);
  await settling.report(performance, { normal: { count: 100, amount: 242_000 } });
  await change(performance, { startsAt: '2034-02-01T19:15:00Z' });
  const made = must(await make(deal.id));
  assert.deepEqual(remarks(made), [[true, 'moved_year']]);
  const [house] = made.record.houses;
  assert.deepEqual([house?.vatRate, house?.agreedVatRate, house?.date], [21, 9, '2034-02-01']);
  assert.deepEqual([made.record.waterfall.net, made.blocked], [200_000, []]);
});

test('a deal that was changed while its statement lay there: signed is only what follows the version in force', async () => {
  const { venue, provider } = settling;
  const [performance = ''] = await settling.perform(1);
  const deal = await settling.approve([performance], SPLIT);
  await settling.report(performance, HUNDRED);
  const made = must(await make(deal.id));
  must(await settling.ask(venue, 'POST', `/${made.id}/propose`, {}));
  const call = async (who: { token: string }, path: string, body: object) =>
    must(await worker.call<Agreement>(who.token, 'POST', `/v1/agreements/${deal.id}${path}`, body));
  await call(provider, '/amend', { version: 1, terms: { form: 'split', share: 70 } });
  await call(provider, '/propose', {});
  await call(venue, '/approve', { version: 2 });
  const refused = await settling.ask(venue, 'POST', `/${made.id}/sign`, { sha256: made.sha256 });
  assert.equal(refused.status, 409);
  assert.deepEqual(
    refused.body.current?.blocked.map(({ pointer }) => pointer),
    ['/record/agreementVersion'],
  );
  const anew = must(await settling.ask(venue, 'POST', `/${made.id}/refreeze`, {}));
  assert.deepEqual([anew.record.agreementVersion, anew.record.waterfall.provider, anew.blocked], [2, 140_000, []]);
});

test('only what was agreed can be settled; faults in bodies name the field', async () => {
  const { venue, provider } = settling;
  const [performance = ''] = await settling.perform(1);
  const draft = must(
    await worker.call<Agreement>(provider.token, 'POST', '/v1/agreements', {
      performances: [performance],
      terms: SPLIT,
    }),
  );
  assert.equal((await make(draft.id)).status, 404);
  must(await worker.call(provider.token, 'POST', `/v1/agreements/${draft.id}/propose`, {}));
  assert.equal((await make(draft.id)).status, 409);
  must(await worker.call(venue.token, 'POST', `/v1/agreements/${draft.id}/approve`, { version: 1 }));
  await settling.report(performance, HUNDRED);
  const { id } = must(await make(draft.id));
  for (const [path, body, pointer] of [
    ['/lines', { label: 'x', amount: 0, evidence: 'y' }, '/amount'],
    ['/lines', { label: 'x', amount: 1 }, '/evidence'],
    ['/lines', { label: 'x', amount: 1, evidence: 'y', vatRate: 9.001 }, '/vatRate'],
    ['/lines', { label: 'x', amount: 1, evidence: 'y', adjusts: 'XD-STM-0000000000-00000000' }, '/adjusts'],
    ['/sign', { sha256: 'abc' }, '/sha256'],
    ['/dispute', { line: 'net' }, '/note'],
  ] as const) {
    const refused = await settling.ask(venue, 'POST', `/${id}${path}`, body);
    assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, pointer], JSON.stringify(body));
  }
  must(await settling.ask(venue, 'POST', `/${id}/propose`, {}));
  const unknown = await settling.ask(venue, 'POST', `/${id}/dispute`, { line: 'niets', note: 'x' });
  assert.deepEqual([unknown.status, unknown.body.errors?.[0]?.pointer], [409, '/line']);
  assert.equal(unknown.body.current?.id, id);
});
