import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Agreement, AgreementSummary } from '#protocol';
import { askAgreement, layPair, must, type Pair } from '../../local/test-agreements.ts';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let pair: Pair;
let stranger: Member;
const SPLIT = { form: 'split', share: 80 };
const ask = (who: Member, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  askAgreement(worker, who, method, path, body, headers);
const list = async (who: Member, query = '') =>
  (await worker.call<{ items: AgreementSummary[] }>(who.token, 'GET', `/v1/agreements${query}`)).body.items;
const draft = async (who: Member, performances: readonly string[], terms: object = SPLIT): Promise<Agreement> =>
  must(await ask(who, 'POST', '', { performances, terms }));

before(async () => {
  worker = await startTestWorker();
  const operator = await worker.operatorToken();
  pair = await layPair(worker, operator);
  stranger = await layMember(worker, operator, 'producer');
  await settle(worker);
});
after(() => worker.close());

test('drafted by the provider, proposed, approved by the venue; both see it, and what it pays on what is sold', async () => {
  const { venue, provider } = pair;
  const performances = await pair.perform(2);
  const made = await draft(provider, performances);
  assert.deepEqual([made.state, made.version, made.side, made.turn], ['draft', 1, 'provider', 'provider']);
  assert.deepEqual(
    made.performances.map(({ id }) => id),
    performances,
  );
  assert.deepEqual(made.may, ['edit', 'propose', 'withdraw']);
  const path = `/${made.id}`;
  assert.equal((await ask(venue, 'GET', path)).status, 404);
  const proposed = must(await ask(provider, 'POST', `${path}/propose`, { message: 'Zoals besproken' }));
  assert.deepEqual([proposed.state, proposed.turn], ['proposed', 'venue']);
  const seen = must(await ask(venue, 'GET', path));
  assert.deepEqual([seen.state, seen.side, seen.may], ['proposed', 'venue', ['approve', 'reject']]);
  assert.deepEqual(
    seen.history.map(({ step, message }) => [step, message]),
    [['propose', 'Zoals besproken']],
  );
  const approved = must(await ask(venue, 'POST', `${path}/approve`, { version: 1 }));
  assert.deepEqual([approved.state, approved.approvedVersion, approved.turn], ['approved', 1, null]);
  assert.ok(approved.termStates.every(({ state }) => state === 'agreed'));
  await pair.sell(performances[0] ?? '', 100, 218_000);
  await settle(worker);
  const [byVenue, byProvider] = [must(await ask(venue, 'GET', path)), must(await ask(provider, 'GET', path))];
  assert.deepEqual(byVenue.waterfall, byProvider.waterfall);
  assert.equal(byVenue.waterfall?.net, 200_000);
  assert.deepEqual([byVenue.waterfall.provider, byVenue.waterfall.venue], [160_000, 40_000]);
  assert.equal(byProvider.share?.provisional, 160_000);
  for (const who of [venue, provider])
    assert.deepEqual(
      (await list(who)).filter(({ id }) => id === made.id).map(({ state }) => state),
      ['approved'],
    );
  assert.equal((await ask(stranger, 'GET', path)).status, 404);
  assert.deepEqual(await list(stranger), []);
});
