import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Agreement, AgreementFeed, AgreementSummary, TourAnswer } from '#protocol';
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

test('rejected term by term with counter-values; the author takes one over; each term says how it stands', async () => {
  const { venue, provider } = pair;
  const terms = { form: 'split', share: 80, guaranteeProvider: 400_000, guaranteeKind: 'minimum', basis: 'total' };
  const made = await draft(provider, await pair.perform(1), terms);
  const path = `/${made.id}`;
  must(await ask(provider, 'POST', `${path}/propose`));
  const rejected = must(
    await ask(venue, 'POST', `${path}/reject`, {
      version: 1,
      terms: [
        { term: 'guaranteeProvider', reason: 'Te hoog voor een dinsdag', counter: 300_000 },
        { term: 'note', reason: 'Leg vast wie de techniek betaalt', counter: 'Techniek voor rekening van het theater' },
      ],
    }),
  );
  assert.deepEqual([rejected.state, rejected.turn], ['partly_rejected', 'provider']);
  const states = Object.fromEntries(rejected.termStates.map((one) => [one.term, one]));
  assert.deepEqual(states['guaranteeProvider'], {
    term: 'guaranteeProvider',
    value: 400_000,
    state: 'rejected',
    reason: 'Te hoog voor een dinsdag',
    counter: 300_000,
    by: 'venue',
  });
  assert.deepEqual([states['share']?.state, states['note']?.value], ['agreed', null]);
  const refused = await ask(provider, 'POST', `${path}/revise`, { version: 1, accept: ['share'] });
  assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, '/accept/0']);
  const revised = must(
    await ask(provider, 'POST', `${path}/revise`, { version: 1, accept: ['guaranteeProvider'], message: 'Akkoord' }),
  );
  assert.deepEqual([revised.state, revised.version, revised.terms.guaranteeProvider], ['proposed', 2, 300_000]);
  const now = Object.fromEntries(revised.termStates.map((one) => [one.term, one]));
  assert.deepEqual([now['guaranteeProvider']?.state, now['guaranteeProvider']?.was], ['agreed', 400_000]);
  assert.deepEqual(revised.history.at(-1)?.changes, [{ term: 'guaranteeProvider', before: 400_000, after: 300_000 }]);
  const late = await ask(venue, 'POST', `${path}/approve`, { version: 1 });
  assert.deepEqual([late.status, (late.body.current as Agreement).version], [412, 2]);
  assert.equal(must(await ask(venue, 'POST', `${path}/approve`, { version: 2 })).state, 'approved');
  await settle(worker);
  const figures = { currency: 'EUR', basis: 'total', share: 80, guaranteeProvider: 300_000, holds: true };
  const listed = async (who: Member) => (await list(who)).find(({ id }) => id === made.id)?.figures;
  assert.deepEqual(await listed(provider), { ...figures, floor: 300_000 });
  assert.deepEqual(await listed(venue), { ...figures, floor: 0 });
});

test('an amendment is its author’s alone until proposed, and what is in force stays in force until it is approved', async () => {
  const { venue, provider } = pair;
  const [one = '', two = ''] = await pair.perform(2);
  const made = await draft(venue, [one]);
  const path = `/${made.id}`;
  must(await ask(venue, 'POST', `${path}/propose`));
  must(await ask(provider, 'POST', `${path}/approve`, { version: 1 }));
  const body = { version: 1, terms: { form: 'split', share: 75 }, performances: [one, two] };
  const amended = must(await ask(provider, 'POST', `${path}/amend`, body));
  assert.deepEqual([amended.state, amended.version, amended.approvedVersion], ['draft', 2, 1]);
  const other = must(await ask(venue, 'GET', path));
  assert.deepEqual([other.state, other.version, other.terms.share], ['approved', 1, 80]);
  assert.ok(!other.history.some(({ step }) => step === 'amend'));
  assert.equal((await ask(venue, 'POST', `${path}/amend`, body)).status, 409);
  const proposed = must(await ask(provider, 'POST', `${path}/propose`));
  assert.deepEqual([proposed.state, proposed.waterfallVersion], ['proposed', 1]);
  assert.deepEqual(
    must(await ask(venue, 'GET', path))
      .history.at(-1)
      ?.changes.map(({ term }) => term),
    ['share', 'performances'],
  );
  must(await ask(venue, 'POST', `${path}/reject`, { version: 2, reason: 'Liever niet' }));
  const back = must(await ask(provider, 'POST', `${path}/withdraw`, {}));
  assert.deepEqual([back.state, back.version, back.terms.share], ['approved', 1, 80]);
  const again = must(await ask(provider, 'POST', `${path}/amend`, { ...body, message: 'Nogmaals' }));
  assert.equal(again.version, 3);
  must(await ask(provider, 'POST', `${path}/propose`));
  const taken = must(await ask(venue, 'POST', `${path}/approve`, { version: 3 }));
  assert.deepEqual([taken.state, taken.approvedVersion, taken.terms.share], ['approved', 3, 75]);
});

test('a tour: a draft for every house without a deal, once', async () => {
  const { venue, provider, production } = pair;
  await pair.perform(2);
  const tour = () =>
    worker.call<TourAnswer>(provider.token, 'POST', '/v1/agreements/tour', { production, terms: SPLIT });
  const first = await tour();
  assert.equal(first.status, 207);
  assert.deepEqual(
    first.body.results.map(({ venue: at, outcome, performances }) => [at, outcome, performances]),
    [[venue.id, 'created', 2]],
  );
  assert.deepEqual(
    (await tour()).body.results.map(({ outcome }) => outcome),
    ['exists'],
  );
  assert.equal((await worker.call(stranger.token, 'POST', '/v1/agreements/tour', { production })).status, 404);
});

test('the feed numbers every step that a side may know of, without gaps', async () => {
  await settle(worker);
  for (const who of [pair.venue, pair.provider]) {
    const { body } = await worker.call<AgreementFeed>(who.token, 'GET', '/v1/agreement-events');
    assert.deepEqual(
      body.items.map(({ seq }) => seq),
      body.items.map((_, i) => i + 1),
    );
    const next = await worker.call<AgreementFeed>(who.token, 'GET', `/v1/agreement-events?after=${body.cursor - 2}`);
    assert.equal(next.body.items.length, 2);
  }
  const mine = (await worker.call<AgreementFeed>(pair.venue.token, 'GET', '/v1/agreement-events')).body.items;
  assert.ok(!mine.some(({ type, side }) => type === 'agreement.draft' && side === 'provider'));
  assert.deepEqual((await worker.call<AgreementFeed>(stranger.token, 'GET', '/v1/agreement-events')).body.items, []);
});
