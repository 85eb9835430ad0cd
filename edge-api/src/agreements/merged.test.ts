// What a deal is about goes on under another name: merged with what it was entered beside, moved to another season. Nothing is lost, nothing counts twice.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Agreement, AgreementSummary, ShareAnswer, Statement, StatementSummary } from '#protocol';
import { must } from '../../local/test-agreements.ts';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { laySettling, THEN, type Settling } from '../../local/test-statements.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
let settling: Settling;
const SPLIT = { form: 'split', share: 80 };
const sold = (count: number) => ({ normal: { count, amount: count * 1_090 } });

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  settling = await laySettling(worker, operator);
});
after(() => worker.close());

const at = (noun: string, id: string) => `/v1/${noun}/${encodeURIComponent(id)}/merge`;
async function merge(token: string, noun: string, id: string, into: string): Promise<void> {
  must(await worker.call(token, 'POST', at(noun, id), { into }));
  await settle(worker);
}
async function takeApart(token: string, noun: string, id: string): Promise<void> {
  must(await worker.call(token, 'DELETE', at(noun, id)));
  await settle(worker);
}
const made = async (who: Member, path: string, body: object) =>
  must(await worker.call<{ id: string }>(who.token, 'POST', path, body)).id;
const shareOf = async (who: Member, query: string) =>
  must(await worker.call<ShareAnswer>(who.token, 'GET', `/v1/my-share?${query}`));
const rowsOf = ({ performances }: ShareAnswer, id: string) =>
  performances
    .filter(({ performance }) => performance === id)
    .map(({ agreement, provisional, why }) => [agreement, provisional, why]);
const dealsOf = async (who: Member, query: string) =>
  must(await worker.call<{ items: AgreementSummary[] }>(who.token, 'GET', `/v1/agreements?${query}`)).items;

/** Two evenings entered twice; the deal is about the second of them. */
async function enteredTwice(): Promise<{ leads: string; merged: string; deal: Agreement }> {
  const [leads = '', merged = ''] = await settling.perform(2);
  const deal = await settling.approve([merged], SPLIT);
  await settling.report(leads, sold(10));
  await settling.report(merged, sold(100));
  await settle(worker);
  return { leads, merged, deal };
}

test('a performance that was merged after its deal counts where it leads, for both sides; taken apart it is as before', async () => {
  const { venue, provider, production } = settling;
  const { leads, merged, deal } = await enteredTwice();
  const queries = ['season=2030', `production=${production}`];
  for (const query of queries) {
    const share = await shareOf(provider, query);
    assert.deepEqual(rowsOf(share, merged), [[deal.id, 80_000, 'counts']]);
    assert.deepEqual(rowsOf(share, leads), [[null, 0, 'no_agreement']]);
  }
  await merge(provider.token, 'performances', merged, leads);
  for (const [who, cents] of [
    [provider, 88_000],
    [venue, 22_000],
  ] as const)
    for (const query of queries) {
      const share = await shareOf(who, query);
      assert.deepEqual(rowsOf(share, leads), [[deal.id, cents, 'counts']], query);
      assert.deepEqual(rowsOf(share, merged), []);
    }
  await takeApart(provider.token, 'performances', merged);
  for (const query of queries) {
    const share = await shareOf(provider, query);
    assert.deepEqual(rowsOf(share, merged), [[deal.id, 80_000, 'counts']]);
    assert.deepEqual(rowsOf(share, leads), [[null, 0, 'no_agreement']]);
  }
});

test('a deal about both counts them once, in my share and in lists', async () => {
  const { provider, production } = settling;
  const [leads = '', merged = ''] = await settling.perform(2);
  const deal = await settling.approve([leads, merged], { form: 'buyout', fee: 50_000 });
  await settling.report(leads, sold(10));
  await settling.report(merged, sold(100));
  await merge(provider.token, 'performances', merged, leads);
  const share = await shareOf(provider, `production=${production}`);
  assert.deepEqual(rowsOf(share, leads), [[deal.id, 50_000, 'counts']]);
  const [listed] = (await dealsOf(provider, `q=${deal.id}`)).map(({ performances, figures }) => [
    performances.map(({ id }) => id),
    figures?.floor,
  ]);
  assert.deepEqual(listed, [[leads], 50_000]);
});

test('what was signed of it stays what was signed, and what was sold since is told as its difference', async () => {
  const { venue, provider, production } = settling;
  const { leads, merged, deal } = await enteredTwice();
  const post = async (who: Member, path: string, body: object = {}): Promise<Statement> =>
    must(await settling.ask(who, 'POST', path, body));
  const { id, sha256 } = await post(venue, '', { agreement: deal.id });
  await post(venue, `/${id}/propose`);
  for (const who of [venue, provider]) await post(who, `/${id}/sign`, { sha256 });
  await settle(worker);
  const told = async (performance: string) => {
    const share = await shareOf(provider, `production=${production}`);
    return share.performances
      .filter((one) => one.performance === performance)
      .map(({ basis, realised, provisional, difference }) => [basis, realised, provisional, difference]);
  };
  assert.deepEqual(await told(merged), [['signed', 80_000, 80_000, undefined]]);
  await merge(provider.token, 'performances', merged, leads);
  assert.deepEqual(await told(leads), [['signed', 80_000, 88_000, 8_000]]);
  const { share } = must(
    await worker.call<Agreement>(provider.token, 'GET', `/v1/agreements/${deal.id}`, undefined, THEN),
  );
  assert.deepEqual([share?.realised, share?.difference], [80_000, 8_000]);
  const paper = must(await settling.ask(venue, 'GET', `/${id}`));
  assert.deepEqual(
    paper.differences.map(({ performance, paid, provider: more }) => [performance, paid, more]),
    [[merged, [100, 110], 8_000]],
  );
  assert.equal(paper.correction?.left, 8_000);
  await takeApart(provider.token, 'performances', merged);
  assert.deepEqual(await told(merged), [['signed', 80_000, 80_000, undefined]]);
});

test('a performance that was moved to another season has its deal there, in my share and in lists', async () => {
  const { provider } = settling;
  const [performance = ''] = await settling.perform(1);
  const deal = await settling.approve([performance], SPLIT);
  await settling.report(performance, sold(100));
  const path = `/v1/performances/${encodeURIComponent(performance)}`;
  must(await worker.call(provider.token, 'PATCH', path, { startsAt: '2032-11-03T19:15:00Z' }));
  await settle(worker);
  assert.deepEqual(rowsOf(await shareOf(provider, 'season=2032'), performance), [[deal.id, 80_000, 'counts']]);
  assert.deepEqual(
    (await dealsOf(provider, 'season=2032')).map(({ id }) => id),
    [deal.id],
  );
});

test('a production that was merged takes its deals along, and so does a performance that leads to another production', async () => {
  const { provider, venue } = settling;
  const [old, other] = [
    await made(provider, '/v1/productions', { title: 'Getij' }),
    await made(provider, '/v1/productions', { title: 'Getij (reprise)' }),
  ];
  const hall = await made(venue, '/v1/halls', { venue: venue.id, name: 'Kleine zaal' });
  must(await worker.call(venue.token, 'PUT', `/v1/halls/${hall}/levies`, { from: '2020-01-01', levies: [] }));
  const evening = (production: string, day: number) =>
    made(provider, '/v1/performances', { production, venue: venue.id, hall, startsAt: `2031-12-0${day}T19:15:00Z` });
  const performance = await evening(old, 1);
  const deal = await settling.approve([performance], SPLIT);
  await settling.report(performance, sold(100));
  await merge(provider.token, 'productions', old, other);
  assert.deepEqual(rowsOf(await shareOf(provider, `production=${other}`), performance), [[deal.id, 80_000, 'counts']]);
  assert.deepEqual(
    (await dealsOf(provider, `production=${other}`)).map(({ id, production }) => [id, production.title]),
    [[deal.id, 'Getij (reprise)']],
  );
  await takeApart(provider.token, 'productions', old);
  const leads = await evening(other, 1);
  await merge(provider.token, 'performances', performance, leads);
  for (const query of [`production=${other}`, 'season=2031'])
    assert.deepEqual(rowsOf(await shareOf(provider, query), leads), [[deal.id, 80_000, 'counts']], query);
});

test('an organisation that was merged: the one it leads to has its deals and papers; taken apart it has them no longer', async () => {
  const { provider, venue } = settling;
  const other = await layMember(worker, operator, 'producer');
  const { deal } = await enteredTwice();
  must(await settling.ask(venue, 'POST', '', { agreement: deal.id }));
  await settle(worker);
  const has = async (who: Member) => [
    (await dealsOf(who, `q=${deal.id}`)).length,
    must(await worker.call<{ items: StatementSummary[] }>(who.token, 'GET', `/v1/statements?agreement=${deal.id}`))
      .items.length,
  ];
  assert.deepEqual(await has(other), [0, 0]);
  await merge(operator, 'organisations', provider.id, other.id);
  // A paper that is still a draft is the side's that made it.
  assert.deepEqual(await has(other), await has(provider));
  assert.equal((await has(other))[0], 1);
  await takeApart(operator, 'organisations', provider.id);
  assert.deepEqual(await has(other), [0, 0]);
  assert.equal((await has(provider))[0], 1);
});
