// My share over real workerd and D1: from the caller's own shard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Problem, ShareAnswer } from '#protocol';
import { askAgreement, layPair, must, type Pair } from '../../local/test-agreements.ts';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let pair: Pair;
let stranger: Member;
let performances: readonly string[];
/** Evenings of the tests are in January 2031. */
const SEASON = '?season=2030';

before(async () => {
  worker = await startTestWorker();
  const operator = await worker.operatorToken();
  pair = await layPair(worker, operator);
  stranger = await layMember(worker, operator, 'producer');
  performances = await pair.perform(4);
  const [first = '', second = '', third = ''] = performances;
  const terms = { form: 'split', share: 80, guaranteeProvider: 100_000 };
  const deal = must(await askAgreement(worker, pair.provider, 'POST', '', { performances: [first, second], terms }));
  must(await askAgreement(worker, pair.provider, 'POST', `/${deal.id}/propose`, {}));
  must(await askAgreement(worker, pair.venue, 'POST', `/${deal.id}/approve`, { version: 1 }));
  const open = must(await askAgreement(worker, pair.provider, 'POST', '', { performances: [third], terms }));
  must(await askAgreement(worker, pair.provider, 'POST', `/${open.id}/propose`, {}));
  await pair.sell(first, 100, 218_000);
  await settle(worker);
});
after(() => worker.close());

const ask = async (who: Member, query = SEASON, headers: Record<string, string> = {}) =>
  must(await worker.call<ShareAnswer>(who.token, 'GET', `/v1/my-share${query}`, undefined, headers));

test('both sides see their own three figures, and which performances count and why', async () => {
  const [provider, venue] = [await ask(pair.provider), await ask(pair.venue)];
  assert.deepEqual(provider.total, { realised: 0, provisional: 260_000, guaranteed: 200_000 });
  assert.deepEqual(venue.total, { realised: 0, provisional: -60_000, guaranteed: 0 });
  assert.deepEqual(
    provider.performances.map(({ performance, counts, why, provisional }) => [performance, counts, why, provisional]),
    [
      [performances[0], true, 'counts', 160_000],
      [performances[1], true, 'counts', 100_000],
      [performances[2], false, 'not_approved', 0],
      [performances[3], false, 'no_agreement', 0],
    ],
  );
  assert.deepEqual(
    provider.productions.map(({ production, title, counted, left }) => [production, title, counted, left]),
    [[pair.production, 'Nachtvlucht', 2, 2]],
  );
  assert.deepEqual([provider.currency, provider.livemode], ['EUR', true]);
});

test('once a performance has been, its part is realised', async () => {
  const { total } = await ask(pair.provider, SEASON, { 'x-test-now': String(Date.parse('2031-06-01T00:00:00Z')) });
  assert.deepEqual(total, { realised: 260_000, provisional: 260_000, guaranteed: 200_000 });
});

test('by production, over all seasons; another season is empty; a stranger has nothing', async () => {
  assert.deepEqual((await ask(pair.provider, `?production=${pair.production}`)).total, {
    realised: 0,
    provisional: 260_000,
    guaranteed: 200_000,
  });
  const empty = { realised: 0, provisional: 0, guaranteed: 0 };
  assert.deepEqual((await ask(pair.provider, '?season=2027')).total, empty);
  const theirs = await ask(stranger, `?production=${pair.production}`);
  assert.deepEqual([theirs.total, theirs.performances, theirs.productions], [empty, [], []]);
});

test('a question that does not fit names the field', async () => {
  const wrong = async (query: string) =>
    (await worker.call<Problem>(pair.provider.token, 'GET', `/v1/my-share${query}`)).body.errors?.[0]?.pointer;
  assert.equal(await wrong('?season=twintig'), '/season');
  assert.equal(await wrong('?production=x'), '/production');
  assert.equal(await wrong(`?season=2030&production=${pair.production}`), '/season');
});
