// What each step refuses, by field and with the remedy; two people; two editors at once; time; and mails that tell no terms.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Agreement, AgreementFeed, AgreementSummary, Problem } from '#protocol';
import { askAgreement, layPair, must, type Pair } from '../../local/test-agreements.ts';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { layHuman, layPortal, PORTAL_ORIGIN, type Human } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
let portal: Member;
let pair: Pair;
const SPLIT = { form: 'split', share: 80 };
const ask = (who: Member, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  askAgreement(worker, who, method, path, body, headers);
const pointers = ({ status, body }: { status: number; body: Problem }) => [
  status,
  (body.errors ?? []).map(({ pointer }) => pointer),
];
const draft = async (who: Member, terms: object = SPLIT, more: object = {}): Promise<Agreement> =>
  must(await ask(who, 'POST', '', { performances: await pair.perform(1), terms, ...more }));
const proposed = async (who: Member, terms?: object, more?: object): Promise<string> => {
  const { id } = await draft(who, terms, more);
  must(await ask(who, 'POST', `/${id}/propose`));
  return `/${id}`;
};

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  portal = await layPortal(worker, operator);
  pair = await layPair(worker, operator);
  await settle(worker);
});
after(() => worker.close());

test('a deal is about performances of one production in one house, known, once each and not cancelled', async () => {
  const { venue, provider, production } = pair;
  const other = await layPair(worker, operator);
  const [one = '', two = '', gone = ''] = await pair.perform(3);
  const [elsewhere = ''] = await other.perform(1);
  must(
    await worker.call(provider.token, 'PATCH', `/v1/performances/${encodeURIComponent(gone)}`, { status: 'cancelled' }),
  );
  const make = (who: Member, performances: readonly string[]) => ask(who, 'POST', '', { performances, terms: SPLIT });
  assert.deepEqual(pointers(await make(venue, [one, elsewhere])), [400, ['/performances/1']]);
  assert.deepEqual(pointers(await make(venue, [one, one])), [400, ['/performances/1']]);
  assert.deepEqual(pointers(await make(venue, [gone])), [400, ['/performances/0']]);
  assert.deepEqual(pointers(await make(venue, [])), [400, ['/performances']]);
  assert.deepEqual(pointers(await make(venue, [`${production}|99999`])), [400, ['/performances/0']]);
  const second = (
    await worker.call<{ id: string }>(provider.token, 'POST', '/v1/productions', { title: 'Iets anders' })
  ).body.id;
  const startsAt = '2031-12-30T19:00:00Z';
  const body = { production: second, venue: venue.id, startsAt };
  const strange = (await worker.call<{ id: string }>(provider.token, 'POST', '/v1/performances', body)).body.id;
  assert.deepEqual(pointers(await make(venue, [two, strange])), [400, ['/performances/1']]);
  // Who looks along sees the performance, and makes no deals about it.
  const observer = await layMember(worker, operator, 'producer');
  must(
    await worker.call(provider.token, 'POST', '/v1/observers', { observer: observer.id, productions: [production] }),
  );
  assert.equal((await make(observer, [one])).status, 404);
});

test('terms that contradict each other are drafts, and are refused by field before anything is proposed', async () => {
  const { venue, provider } = pair;
  const { id, waterfall } = await draft(provider, { ...SPLIT, guaranteeProvider: 100, guaranteeVenue: 100 });
  assert.ok(waterfall === null || typeof waterfall.net === 'number');
  const refused = await ask(provider, 'POST', `/${id}/propose`);
  assert.equal(refused.status, 400);
  assert.ok(refused.body.errors?.some(({ pointer }) => pointer === '/terms/guaranteeVenue'));
  assert.deepEqual(
    pointers(await ask(provider, 'POST', '', { performances: ['x'], terms: { form: 'split', share: 101 } })),
    [400, ['/terms/share']],
  );
  const past = { expiresAt: '2020-01-01T00:00:00Z' };
  assert.deepEqual(pointers(await ask(provider, 'POST', `/${id}/propose`, past)), [400, ['/expiresAt']]);
  assert.equal((await ask(venue, 'POST', `/${id}/propose`)).status, 404);
  assert.deepEqual(
    pointers(
      await ask(provider, 'POST', '', { performances: await pair.perform(1), terms: SPLIT, framework: 'XD-FRA-0' }),
    ),
    [400, ['/framework']],
  );
});

test('a rejection names terms that are there, once, with values they can have', async () => {
  const { venue, provider } = pair;
  const path = await proposed(provider);
  const reject = async (...terms: object[]) =>
    pointers(await ask(venue, 'POST', `${path}/reject`, { version: 1, terms }));
  assert.deepEqual(await reject({ term: 'fee', reason: 'x' }), [400, ['/terms/0/term']]);
  assert.deepEqual(await reject({ term: 'share', reason: 'x', counter: 101 }), [400, ['/terms/0/counter']]);
  assert.deepEqual(await reject({ term: 'share', reason: 'x', counter: 80 }), [400, ['/terms/0/counter']]);
  assert.deepEqual(await reject({ term: 'form', reason: 'x', counter: null }), [400, ['/terms/0/counter']]);
  const twice = { term: 'share', reason: 'x' };
  assert.deepEqual(await reject(twice, twice), [400, ['/terms/1/term']]);
  assert.deepEqual(await reject({ term: 'share', reason: '' }), [400, ['/terms/0/reason']]);
  assert.equal((await ask(provider, 'POST', `${path}/approve`, { version: 1 })).status, 409);
  must(await ask(venue, 'POST', `${path}/reject`, { version: 1, reason: 'Nee' }));
  assert.equal((await ask(venue, 'POST', `${path}/reject`, { version: 1, reason: 'Nee' })).status, 409);
  const same = await ask(provider, 'POST', `${path}/revise`, { version: 1, terms: SPLIT });
  assert.deepEqual(pointers(same), [400, ['/terms']]);
});

test('a performance stands under one approved agreement; of a stranger’s not even the id is told', async () => {
  const { venue, provider, production } = pair;
  const performances = await pair.perform(1);
  const agency = await layMember(worker, operator, 'agency');
  const representation = must(
    await worker.call<{ id: string }>(provider.token, 'POST', '/v1/representations', {
      agency: agency.id,
      productions: [production],
    }),
  );
  must(await worker.call(agency.token, 'POST', `/v1/representations/${representation.id}/accept`));
  const make = async (who: Member) => {
    const made = must(await ask(who, 'POST', '', { performances, terms: SPLIT }));
    must(await ask(who, 'POST', `/${made.id}/propose`));
    return made.id;
  };
  const [first, second, third] = [await make(provider), await make(agency), await make(provider)];
  must(await ask(venue, 'POST', `/${first}/approve`, { version: 1 }));
  const ofAgency = await ask(venue, 'POST', `/${second}/approve`, { version: 1 });
  assert.equal(ofAgency.status, 409);
  assert.doesNotMatch(JSON.stringify(ofAgency.body), new RegExp(first));
  const own = await ask(venue, 'POST', `/${third}/approve`, { version: 1 });
  assert.equal(own.status, 409);
  assert.match(own.body.detail, new RegExp(first));
  assert.equal((await ask(agency, 'GET', `/${first}`)).status, 404);
});

test('above the amount that a house set two people approve: one twice is refused, and the other side does not hear the amount', async () => {
  const { venue, provider } = pair;
  must(await worker.call(venue.token, 'PUT', '/v1/agreement-settings', { twoPeopleFrom: 500_000 }));
  const people = await Promise.all(
    [1, 2].map(() => layHuman(worker, { operator, portal }, venue.id, { preset: 'direction' })),
  );
  const [one, two] = people as [Human, Human];
  const as = (human: Human, path: string, body: object) =>
    worker.call<Agreement & Problem>(human.token, 'POST', `/v1/agreements${path}`, body, { origin: PORTAL_ORIGIN });
  const path = await proposed(provider, { form: 'buyout', fee: 650_000 });
  const seen = must(await ask(venue, 'GET', path));
  assert.deepEqual([seen.approvalsNeeded, seen.approvalLimit], [2, 500_000]);
  assert.equal(must(await ask(provider, 'GET', path)).approvalLimit, null);
  const half = must(await as(one, `${path}/approve`, { version: 1 }));
  assert.deepEqual([half.state, half.approvalsNeeded, half.may], ['half_approved', 1, ['reject']]);
  const twice = await as(one, `${path}/approve`, { version: 1 });
  assert.deepEqual([twice.status, /second person/.test(twice.body.detail)], [409, true]);
  const whole = must(await as(two, `${path}/approve`, { version: 1 }));
  assert.deepEqual([whole.state, whole.approvals.length], ['approved', 2]);
  const small = await proposed(provider, { form: 'buyout', fee: 499_999 });
  assert.equal(must(await as(one, `${small}/approve`, { version: 1 })).state, 'approved');
  must(await worker.call(venue.token, 'PUT', '/v1/agreement-settings', { twoPeopleFrom: null }));
});

test('two editors of a draft at once: one is taken, the other is shown what stands, and nothing is lost', async () => {
  const { provider } = pair;
  const made = await draft(provider);
  const performances = made.performances.map(({ id }) => id);
  const put = (share: number) =>
    ask(
      provider,
      'PUT',
      `/${made.id}`,
      { performances, terms: { form: 'split', share } },
      { 'if-match': `"${made.revision}"` },
    );
  const answers = await Promise.all([60, 61, 62, 63].map(put));
  const taken = answers.filter(({ status }) => status === 200);
  assert.equal(taken.length, 1);
  const stands = must(await ask(provider, 'GET', `/${made.id}`));
  for (const { status, body } of answers.filter((one) => one.status !== 200)) {
    assert.equal(status, 412);
    assert.equal((body.current as Agreement).terms.share, stands.terms.share);
  }
  assert.deepEqual(stands.history.at(-1)?.changes, [{ term: 'share', before: 80, after: stands.terms.share }]);
  // The same again changes nothing.
  const again = must(
    await ask(provider, 'PUT', `/${made.id}`, { performances, terms: { form: 'split', share: stands.terms.share } }),
  );
  assert.equal(again.revision, stands.revision);
});

test('approved and withdrawn in the same moment: one of the two happened, and both sides see the same', async () => {
  const { venue, provider } = pair;
  for (let i = 0; i < 4; i += 1) {
    const path = await proposed(provider);
    const [approve, withdraw] = await Promise.all([
      ask(venue, 'POST', `${path}/approve`, { version: 1 }),
      ask(provider, 'POST', `${path}/withdraw`, {}),
    ]);
    assert.deepEqual(
      [approve.status, withdraw.status].toSorted((a, b) => a - b),
      [200, 409],
    );
    const state = approve.status === 200 ? 'approved' : 'withdrawn';
    for (const who of [venue, provider]) assert.equal(must(await ask(who, 'GET', path)).state, state);
  }
});

test('a request that is sent again with its Idempotency-Key is answered as before and done once', async () => {
  const { venue, provider } = pair;
  const key = { 'idempotency-key': 'akkoord-1' };
  const path = await proposed(provider);
  const approve = () => ask(venue, 'POST', `${path}/approve`, { version: 1 }, key);
  const [first, second] = [await approve(), await approve()];
  assert.deepEqual([first.status, second.status], [200, 200]);
  assert.deepEqual(first.body, second.body);
});

test('a proposal nobody decided expires by the job, and is not approved after its time before that', async () => {
  const { venue, provider } = pair;
  const { id } = await draft(provider);
  const at = Date.now() + 3_600_000;
  must(await ask(provider, 'POST', `/${id}/propose`, { expiresAt: new Date(at).toISOString() }));
  const late = { 'x-test-now': String(at + 1) };
  const refused = await ask(venue, 'POST', `/${id}/approve`, { version: 1 }, late);
  assert.deepEqual([refused.status, /expired/.test(refused.body.detail)], [409, true]);
  await worker.runMinuteJob(at + 60_000);
  assert.equal(must(await ask(venue, 'GET', `/${id}`)).state, 'expired');
  assert.equal(must(await ask(provider, 'GET', `/${id}`)).history.at(-1)?.step, 'expire');
});

test('contacts are mailed that there is something and where, once, and never what it says', async () => {
  const { venue, provider } = pair;
  const contacts = { venue: 'programma@theater.example', provider: 'planning@gezelschap.example' };
  const path = await proposed(provider, { form: 'buyout', fee: 7_654_321, note: 'zeer geheim' }, { contacts });
  must(
    await ask(venue, 'POST', `${path}/reject`, {
      version: 1,
      terms: [{ term: 'fee', reason: 'te veel', counter: 7_654_320 }],
    }),
  );
  must(await ask(provider, 'POST', `${path}/revise`, { version: 1, accept: ['fee'] }));
  must(await ask(venue, 'POST', `${path}/approve`, { version: 2 }));
  const directory = await worker.database('DIRECTORY');
  const mails = async () =>
    (
      await directory
        .prepare(`SELECT recipient, subject, body FROM mail WHERE recipient IN (?1, ?2) ORDER BY id`)
        .bind(contacts.venue, contacts.provider)
        .all<{ recipient: string; subject: string; body: string }>()
    ).results;
  for (let tries = 0; tries < 50 && (await mails()).length < 8; tries += 1) await worker.runMinuteJob();
  const all = await mails();
  assert.equal(all.length, 8);
  assert.equal(all.filter(({ recipient }) => recipient === contacts.venue).length, 4);
  for (const { subject, body } of all) {
    assert.doesNotMatch(`${subject} ${body}`, /76[.,]?543|zeer geheim|te veel/);
    assert.match(body, new RegExp(`${PORTAL_ORIGIN}/agreements${path}`));
  }
});

test('what is moved or cancelled later stays in its agreement and is shown as it is by now', async () => {
  const { venue, provider } = pair;
  const [moved = '', gone = ''] = await pair.perform(2);
  const made = must(await ask(provider, 'POST', '', { performances: [moved, gone], terms: SPLIT }));
  must(await ask(provider, 'POST', `/${made.id}/propose`));
  must(await ask(venue, 'POST', `/${made.id}/approve`, { version: 1 }));
  const patch = (id: string, body: object) =>
    worker.call(provider.token, 'PATCH', `/v1/performances/${encodeURIComponent(id)}`, body);
  must(await patch(moved, { startsAt: '2032-02-02T19:00:00Z' }));
  must(await patch(gone, { status: 'cancelled' }));
  await settle(worker);
  const { body } = await worker.call<{ items: AgreementSummary[] }>(venue.token, 'GET', '/v1/agreements?limit=200');
  for (const shown of [must(await ask(venue, 'GET', `/${made.id}`)), body.items.find(({ id }) => id === made.id)]) {
    const of = new Map(shown?.performances.map((one) => [one.id, one]));
    assert.deepEqual(
      [of.get(moved)?.date, of.get(moved)?.agreedDate, of.get(gone)?.status],
      ['2032-02-02', made.performances.find(({ id }) => id === moved)?.date, 'cancelled'],
    );
  }
  assert.ok((await worker.call<AgreementFeed>(venue.token, 'GET', '/v1/agreement-events')).body.items.length > 0);
});

test('the list is searched by title, by either party, by reference and by id', async () => {
  const { venue, provider } = pair;
  const made = await draft(provider, SPLIT, { reference: 'KENMERK-4711' });
  must(await ask(provider, 'POST', `/${made.id}/propose`));
  await settle(worker);
  const found = async (who: Member, q: string): Promise<readonly string[]> => {
    const { status, body } = await worker.call<{ items: AgreementSummary[] }>(
      who.token,
      'GET',
      `/v1/agreements?limit=200&q=${encodeURIComponent(q)}`,
    );
    assert.equal(status, 200, q);
    return body.items.map(({ id }) => id);
  };
  const { title } = made.production;
  for (const q of [title.slice(2).toUpperCase(), made.venue.name, made.provider.name, 'kenmerk-47', made.id])
    for (const who of [venue, provider]) assert.ok((await found(who, q)).includes(made.id), q);
  assert.deepEqual(await found(venue, 'kenmerk-4711'), [made.id]);
  assert.deepEqual(await found(venue, `${title} en nog iets`), []);
});

test('handed over to another provider, the production’s agreements stay with those who made them', async () => {
  const { venue, provider, production } = await layPair(worker, operator);
  const next = await layMember(worker, operator, 'producer');
  const startsAt = '2031-12-29T19:00:00Z';
  const { id } = must(
    await worker.call<{ id: string }>(provider.token, 'POST', '/v1/performances', {
      production,
      venue: venue.id,
      startsAt,
    }),
  );
  const made = must(await ask(provider, 'POST', '', { performances: [id], terms: { form: 'buyout', fee: 100_000 } }));
  must(await ask(provider, 'POST', `/${made.id}/propose`));
  must(await ask(venue, 'POST', `/${made.id}/approve`, { version: 1 }));
  const transfer = must(
    await worker.call<{ id: string }>(provider.token, 'POST', '/v1/transfers', { production, to: next.id }),
  );
  must(await worker.call(next.token, 'POST', `/v1/transfers/${transfer.id}/accept`));
  await settle(worker);
  assert.equal(must(await ask(provider, 'GET', `/${made.id}`)).waterfall?.floor, 100_000);
  assert.equal((await ask(next, 'GET', `/${made.id}`)).status, 404);
});
