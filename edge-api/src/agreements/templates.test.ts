import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Problem, Template } from '#protocol';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { layHuman, layPortal, PORTAL_ORIGIN, type Human } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

const SPLIT = { form: 'split', share: 80, guaranteeProvider: 400_000, guaranteeKind: 'minimum' };
const PATH = '/v1/agreement-templates';
let worker: TestWorker;
let [producer, venue] = [] as unknown as [Member, Member];
let [limited, admin, lead] = [] as unknown as [Human, Human, Human];

before(async () => {
  worker = await startTestWorker();
  const operator = await worker.operatorToken();
  producer = await layMember(worker, operator, 'producer', { origins: [PORTAL_ORIGIN] });
  venue = await layMember(worker, operator, 'venue');
  const portal = await layPortal(worker, operator);
  const production = await worker.call<{ id: string }>(producer.token, 'POST', '/v1/productions', { title: 'Stuk' });
  const people = { operator, portal };
  admin = await layHuman(worker, people, producer.id, { preset: 'admin' });
  lead = await layHuman(worker, people, producer.id, { preset: 'business-lead' });
  limited = await layHuman(
    worker,
    people,
    producer.id,
    { preset: 'business-lead' },
    { productions: [production.body.id] },
  );
});
after(() => worker.close());

const asPerson = <T>(human: Human, method: string, path: string, body?: unknown) =>
  worker.call<T>(human.token, method, path, body, { origin: PORTAL_ORIGIN });
const listOf = async (token: string) =>
  (await worker.call<{ items: Template[] }>(token, 'GET', PATH)).body.items.map(({ name }) => name);

test('a template is kept, changed, found again and removed; only the house that keeps it sees it', async () => {
  const made = await worker.call<Template>(producer.token, 'POST', PATH, { name: 'Met garantie', terms: SPLIT });
  assert.equal(made.status, 201);
  assert.deepEqual(made.body.terms, { ...SPLIT, currency: 'EUR' });
  assert.equal(made.headers.get('etag'), '"1"');
  const one = await worker.call<Template>(producer.token, 'POST', PATH, {
    name: 'Voor dit huis',
    with: venue.id,
    terms: { ...SPLIT, share: 75 },
  });
  assert.equal(one.body.with, venue.id);
  assert.deepEqual(await listOf(producer.token), ['Voor dit huis', 'Met garantie']);
  assert.deepEqual(await listOf(venue.token), []);
  const path = `${PATH}/${made.body.id}`;
  const changed = await worker.call<Template>(producer.token, 'PUT', path, { name: 'Garantie', terms: SPLIT });
  assert.deepEqual([changed.status, changed.body.revision, changed.body.name], [200, 2, 'Garantie']);
  // The same again is no edit.
  const same = await worker.call<Template>(producer.token, 'PUT', path, { name: 'Garantie', terms: SPLIT });
  assert.equal(same.body.revision, 2);
  for (const [method, body] of [
    ['PUT', { name: 'x', terms: SPLIT }],
    ['DELETE', undefined],
  ] as const)
    assert.equal((await worker.call(venue.token, method, path, body)).status, 404, method);
  assert.equal((await worker.call(producer.token, 'DELETE', path)).status, 200);
  assert.equal((await worker.call(producer.token, 'DELETE', path)).status, 404);
  assert.equal((await worker.call(producer.token, 'PUT', path, { name: 'x', terms: SPLIT })).status, 404);
  assert.deepEqual(await listOf(producer.token), ['Voor dit huis']);
});

test('terms that contradict themselves, or another house that is not there, are refused with the field', async () => {
  const pointers = async (body: object) => {
    const { status, body: problem } = await worker.call<Problem>(producer.token, 'POST', PATH, body);
    return [status, ...(problem.errors ?? []).map(({ pointer }) => pointer)];
  };
  const both = { ...SPLIT, guaranteeVenue: 1 };
  assert.deepEqual(await pointers({ name: 'x', terms: both }), [400, '/terms/guaranteeVenue']);
  assert.deepEqual(await pointers({ name: 'x', terms: { form: 'split' } }), [400, '/terms/share']);
  assert.deepEqual(await pointers({ name: 'x', terms: { ...SPLIT, share: 101 } }), [400, '/terms/share']);
  assert.deepEqual(await pointers({ name: '', terms: SPLIT }), [400, '/name']);
  assert.deepEqual(await pointers({ name: 'x', with: 'XD-ORG-0000000000', terms: SPLIT }), [400, '/with']);
  assert.deepEqual(await pointers({ name: 'x', with: producer.id, terms: SPLIT }), [400, '/with']);
});

test('two people editing at once: one wins, the other is shown what stands', async () => {
  const made = await worker.call<Template>(producer.token, 'POST', PATH, { name: 'Samen', terms: SPLIT });
  const edit = (name: string) =>
    worker.call<Problem & { current: Template }>(
      producer.token,
      'PUT',
      `${PATH}/${made.body.id}`,
      { name, terms: SPLIT },
      { 'if-match': '"1"' },
    );
  const answers = await Promise.all([edit('eerst'), edit('tweede')]);
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200, 412]));
  const late = answers.find(({ status }) => status === 412);
  assert.equal(late?.body.code, 'edit_clash');
  assert.equal(late?.body.current.revision, 2);
});

test('a double click makes one template', async () => {
  const before = (await listOf(producer.token)).length;
  const make = () =>
    worker.call<Template>(
      producer.token,
      'POST',
      PATH,
      { name: 'Dubbel', terms: SPLIT },
      { 'idempotency-key': 'sjabloon-1' },
    );
  const [one, two] = await Promise.all([make(), make()]);
  assert.equal(one.body.id, two.body.id);
  assert.equal((await listOf(producer.token)).length, before + 1);
});

test('admins keep templates, whoever sees deals reads them, and who is limited gets those for all', async () => {
  const add = (who: Human) => asPerson<Template>(who, 'POST', PATH, { name: 'Van mensen', terms: SPLIT });
  assert.equal((await add(admin)).status, 201);
  assert.equal((await add(lead)).status, 404);
  const seen = async (who: Human) => (await asPerson<{ items: Template[] }>(who, 'GET', PATH)).body.items;
  assert.ok((await seen(lead)).some((template) => template.with === venue.id));
  const partly = await seen(limited);
  assert.ok(partly.length > 0 && partly.every((template) => template.with === null));
});

test('settings: two people from an amount on, and links for contacts; what is left out stays', async () => {
  const path = '/v1/agreement-settings';
  const get = async () => (await worker.call(venue.token, 'GET', path)).body;
  const put = (body: object) => worker.call<Problem>(venue.token, 'PUT', path, body);
  assert.deepEqual(await get(), { twoPeopleFrom: null, contactLinks: null, revision: 0, livemode: true });
  assert.equal((await put({ twoPeopleFrom: 500_000, contactLinks: false })).status, 200);
  assert.equal((await put({ twoPeopleFrom: 600_000 })).status, 200);
  assert.deepEqual(await get(), { twoPeopleFrom: 600_000, contactLinks: false, revision: 2, livemode: true });
  assert.deepEqual((await put({ twoPeopleFrom: -1 })).body.errors?.[0]?.pointer, '/twoPeopleFrom');
  assert.equal((await put({ twoPeopleFrom: 1.5 })).status, 400);
  assert.equal((await put({ twoPeopleFrom: null, contactLinks: null })).status, 200);
  assert.deepEqual(await get(), { twoPeopleFrom: null, contactLinks: null, revision: 3, livemode: true });
  assert.equal((await asPerson(lead, 'PUT', path, { twoPeopleFrom: 1 })).status, 404);
  assert.equal((await asPerson(lead, 'GET', path)).status, 200);
});
