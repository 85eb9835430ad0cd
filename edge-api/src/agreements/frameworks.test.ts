import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Framework, FrameworkSummary, Problem } from '#protocol';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { layHuman, layPortal, PORTAL_ORIGIN } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

const PATH = '/v1/frameworks';
let worker: TestWorker;
let operator: string;
let [producer, venue, house, stranger] = [] as unknown as [Member, Member, Member, Member];

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  producer = await layMember(worker, operator, 'producer', { name: 'Gezelschap', origins: [PORTAL_ORIGIN] });
  venue = await layMember(worker, operator, 'venue', { name: 'Schouwburg' });
  house = await layMember(worker, operator, 'venue');
  stranger = await layMember(worker, operator, 'producer');
});
after(() => worker.close());

const body = (more: object = {}) => ({
  with: venue.id,
  title: 'Voorwaarden 2027',
  terms: { share: 80, freeTickets: { max: 20 } },
  text: 'Betaling binnen 30 dagen.',
  validFrom: '2027-01-01',
  ...more,
});
const propose = (who: Member, more: object = {}, headers: Record<string, string> = {}) =>
  worker.call<Framework>(who.token, 'POST', PATH, body(more), headers);
const read = (who: Member, id: string, query = '') => worker.call<Framework>(who.token, 'GET', `${PATH}/${id}${query}`);
const sign = (who: Member, id: string, sha256: string, headers: Record<string, string> = {}) =>
  worker.call<Framework & Problem & { current: Framework }>(
    who.token,
    'POST',
    `${PATH}/${id}/sign`,
    { sha256 },
    headers,
  );
const withdraw = (who: Member, id: string) =>
  worker.call<Framework & Problem>(who.token, 'POST', `${PATH}/${id}/withdraw`);
/** Once its copies are where it is listed. */
async function listed(who: Member, id: string, done: (items: FrameworkSummary[]) => boolean, query = '') {
  for (let tries = 0; tries < 40; tries += 1) {
    const { items } = (await worker.call<{ items: FrameworkSummary[] }>(who.token, 'GET', `${PATH}${query}`)).body;
    const own = items.filter((one) => one.id === id);
    if (done(own)) return own;
    await worker.runMinuteJob();
  }
  throw new Error('the list does not get there');
}

test('proposed by one, signed by both: in force; the next version takes its place once both signed that', async () => {
  const made = await propose(producer);
  assert.equal(made.status, 201);
  const { id, sha256 } = made.body;
  assert.deepEqual(
    [made.body.state, made.body.version, made.body.side, made.body.provider.name, made.body.venue.name],
    ['proposed', 1, 'provider', 'Gezelschap', 'Schouwburg'],
  );
  assert.match(sha256, /^[0-9a-f]{64}$/);
  assert.equal((await sign(producer, id, sha256)).body.state, 'proposed');
  // Pressed twice: nothing more.
  assert.equal((await sign(producer, id, sha256)).body.signatures.length, 1);
  const signed = await sign(venue, id, sha256);
  assert.deepEqual(
    [signed.status, signed.body.state, signed.body.signatures.map(({ side }) => side)],
    [200, 'signed', ['provider', 'venue']],
  );
  const seen = await read(venue, id);
  assert.deepEqual(seen.body, signed.body);
  assert.equal(seen.body.side, 'venue');
  assert.deepEqual(
    seen.body.history.map(({ seq, step, side }) => `${seq} ${step} ${side}`),
    ['1 propose provider', '2 sign provider', '3 sign venue'],
  );

  // The venue proposes other terms; the first stays in force until both have signed.
  const next = await propose(venue, { with: producer.id, framework: id, terms: { share: 75 } });
  assert.deepEqual([next.status, next.body.version, next.body.id], [201, 2, id]);
  assert.notEqual(next.body.sha256, sha256);
  const both = await listed(producer, id, (items) => items.length === 2);
  assert.deepEqual(
    both.map(({ version, state }) => `${version} ${state}`),
    ['2 proposed', '1 signed'],
  );
  assert.equal((await sign(producer, id, sha256)).body.version, 2, 'the first is signed already');
  await sign(producer, id, next.body.sha256);
  assert.equal((await sign(venue, id, next.body.sha256)).body.state, 'signed');
  assert.equal((await read(venue, id, '?version=1')).body.state, 'replaced');
  assert.equal((await read(venue, id, '?version=1')).body.text, 'Betaling binnen 30 dagen.');
  assert.equal((await read(venue, id, '?version=9')).status, 404);
  const now = await listed(venue, id, (items) => items.length === 1 && items[0]?.version === 2);
  assert.equal(now[0]?.signatures.length, 2);
  assert.equal((await listed(venue, id, (items) => items.length === 2, '?all=yes')).length, 2);
  assert.equal((await listed(venue, id, (items) => items.length === 1, `?with=${producer.id}`)).length, 1);
  assert.equal((await listed(venue, id, (items) => items.length === 0, `?with=${stranger.id}`)).length, 0);
});

test('two signatures at once both count, and two versions at once are two; nothing is lost', async () => {
  const made = await propose(producer, { title: 'Tegelijk' });
  const { id, sha256 } = made.body;
  const answers = await Promise.all([sign(producer, id, sha256), sign(venue, id, sha256)]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  );
  const stands = (await read(venue, id)).body;
  assert.deepEqual([stands.state, stands.signatures.length, stands.history.length], ['signed', 2, 3]);
  const twice = await Promise.all([
    propose(producer, { framework: id, title: 'Van de één' }),
    propose(venue, { with: producer.id, framework: id, title: 'Van de ander' }),
  ]);
  assert.deepEqual(new Set(twice.map(({ body: { version } }) => version)), new Set([2, 3]));
  const after = (await read(venue, id)).body;
  assert.deepEqual(
    after.versions.map(({ version, state }) => `${version} ${state}`),
    ['3 proposed', '2 replaced', '1 signed'],
  );
  // Who says what was seen is told of the other's.
  const late = await propose(producer, { framework: id, title: 'Te laat' }, { 'if-match': '"4"' });
  assert.equal(late.status, 412);
  assert.equal((late.body as unknown as { current: Framework }).current.version, 3);
});

test('what was not read is not signed: another hash is a clash that shows what stands', async () => {
  const made = await propose(venue, { with: producer.id, title: 'Gelezen' });
  const { id } = made.body;
  const other = await propose(venue, { with: producer.id, framework: id, title: 'Toch anders' });
  const answer = await sign(producer, id, made.body.sha256);
  assert.deepEqual([answer.status, answer.body.current.sha256], [412, other.body.sha256]);
  assert.equal((await sign(producer, id, '0'.repeat(64))).status, 412);
  assert.equal((await sign(producer, id, 'geen')).status, 400);
  assert.equal((await sign(producer, id, other.body.sha256, { 'if-match': '"1"' })).status, 412);
});

test('a proposal is withdrawn or declined; what both signed is not ended by one', async () => {
  const { id, sha256 } = (await propose(producer, { title: 'Ingetrokken' })).body;
  assert.equal((await withdraw(venue, id)).body.state, 'withdrawn');
  assert.equal((await withdraw(venue, id)).body.history.length, 2);
  assert.equal((await sign(producer, id, sha256)).status, 409);
  const again = (await propose(producer, { framework: id, title: 'Nog eens' })).body;
  await sign(producer, id, again.sha256);
  await sign(venue, id, again.sha256);
  const refused = await withdraw(producer, id);
  assert.deepEqual([refused.status, refused.body.code], [409, 'conflict']);
});

test('strangers find nothing, and who is limited to productions neither', async () => {
  const { id, sha256 } = (await propose(producer)).body;
  for (const who of [stranger, house]) {
    assert.equal((await read(who, id)).status, 404);
    assert.equal((await sign(who, id, sha256)).status, 404);
    assert.equal((await withdraw(who, id)).status, 404);
    assert.equal((await propose(who, { framework: id, with: producer.id, as: 'venue' })).status, 400);
    assert.deepEqual((await worker.call<{ items: unknown[] }>(who.token, 'GET', PATH)).body.items, []);
  }
  const portal = await layPortal(worker, operator);
  const { body: production } = await worker.call<{ id: string }>(producer.token, 'POST', '/v1/productions', {
    title: 'Stuk',
  });
  const people = { operator, portal };
  const limited = await layHuman(
    worker,
    people,
    producer.id,
    { preset: 'direction' },
    { productions: [production.id] },
  );
  const ask = (path: string) =>
    worker.call<{ items: unknown[] }>(limited.token, 'GET', path, undefined, { origin: PORTAL_ORIGIN });
  assert.deepEqual((await ask(PATH)).body.items, []);
  assert.equal((await ask(`${PATH}/${id}`)).status, 404);
});

test('what does not fit is refused with the field', async () => {
  const pointer = async (who: Member, more: object) => {
    const answer = await propose(who, more);
    return `${answer.status} ${(answer.body as unknown as Problem).errors?.[0]?.pointer}`;
  };
  assert.equal(await pointer(producer, { with: 'XD-ORG-0000000000' }), '400 /with');
  assert.equal(await pointer(producer, { with: producer.id }), '400 /with');
  assert.equal(await pointer(producer, { with: stranger.id }), '400 /with');
  assert.equal(await pointer(producer, { as: 'venue' }), '400 /as');
  assert.equal(await pointer(venue, { with: house.id }), '400 /as');
  assert.equal(await pointer(producer, { validTo: '2026-12-31' }), '400 /validTo');
  assert.equal(await pointer(producer, { validFrom: '1 januari' }), '400 /validFrom');
  assert.equal(await pointer(producer, { terms: {}, text: null }), '400 /terms');
  assert.equal(
    await pointer(producer, { terms: { guaranteeProvider: 1, guaranteeVenue: 1 } }),
    '400 /terms/guaranteeVenue',
  );
  assert.equal(await pointer(producer, { framework: 'XD-FRA-0000000000' }), '400 /framework');
  const own = (await propose(producer)).body.id;
  assert.equal(await pointer(producer, { framework: own, with: house.id }), '400 /with');
  assert.equal((await propose(venue, { with: house.id, as: 'provider' })).body.side, 'provider');
});

test('the database itself refuses to change what a version says, and any event', async () => {
  const { id } = (await propose(producer)).body;
  let tried = 0;
  for (const name of ['SHARD_00', 'SHARD_01', 'SHARD_02']) {
    const shard = await worker.database(name);
    const { results } = await shard
      .prepare('SELECT tenant FROM framework_version WHERE framework = ?1')
      .bind(id)
      .all<{ tenant: number }>();
    if (!results.length) continue;
    for (const sql of [
      "UPDATE framework_version SET terms = '{}' WHERE framework = ?1",
      "UPDATE framework_event SET side = 'venue' WHERE framework = ?1",
      'DELETE FROM framework_event WHERE framework = ?1',
    ]) {
      await assert.rejects(shard.prepare(sql).bind(id).run(), /never changed|only appended/);
      tried += 1;
    }
  }
  assert.equal(tried, 3);
});

test('a venue that moves takes its frameworks and templates along', async () => {
  const { id, sha256 } = (await propose(producer, { title: 'Verhuist' })).body;
  await worker.call(venue.token, 'POST', '/v1/agreement-templates', {
    name: 'Mee',
    terms: { form: 'split', share: 70 },
  });
  await listed(producer, id, (items) => items.length === 1);
  const tenants = await worker.call<{ items: { organisation: string; shard: string }[] }>(
    operator,
    'GET',
    '/v1/tenants',
  );
  const from = tenants.body.items.find(({ organisation }) => organisation === venue.id)?.shard;
  const to = ['SHARD_00', 'SHARD_01', 'SHARD_02'].find((name) => name !== from);
  const moved = await worker.call(operator, 'POST', `/v1/tenants/${venue.id}/move`, { shard: to });
  assert.ok(moved.status < 300, JSON.stringify(moved.body));
  for (let tries = 0; tries < 40; tries += 1) {
    const { items } = (
      await worker.call<{ items: { organisation: string; shard: string }[] }>(operator, 'GET', '/v1/tenants')
    ).body;
    if (items.find(({ organisation }) => organisation === venue.id)?.shard === to) break;
    await worker.runMinuteJob();
  }
  assert.equal((await read(producer, id)).body.title, 'Verhuist');
  assert.equal((await sign(producer, id, sha256)).status, 200);
  await listed(venue, id, (items) => items[0]?.signatures.length === 1);
  const templates = await worker.call<{ items: { name: string }[] }>(venue.token, 'GET', '/v1/agreement-templates');
  assert.deepEqual(
    templates.body.items.map(({ name }) => name),
    ['Mee'],
  );
});

test('a step is mailed to those of the other side who may sign, once each, and never what it says', async () => {
  const people = { operator, portal: await layPortal(worker, operator) };
  const signer = await layHuman(worker, people, house.id, { preset: 'admin' });
  const reader = await layHuman(worker, people, house.id, { preset: 'marketing' });
  const author = await layHuman(worker, people, producer.id, { preset: 'admin' });
  const directory = await worker.database('DIRECTORY');
  const mails = async () =>
    (
      await directory
        .prepare(
          `SELECT recipient, subject, body FROM mail WHERE subject LIKE 'Raamovereenkomst%' AND recipient IN (?1, ?2, ?3) ORDER BY rowid`,
        )
        .bind(signer.email, reader.email, author.email)
        .all<{ recipient: string; subject: string; body: string }>()
    ).results;
  const { id, sha256 } = (await propose(producer, { with: house.id, title: 'Zeer geheim' })).body;
  for (let tries = 0; tries < 40 && (await mails()).length < 1; tries += 1) await worker.runMinuteJob();
  await sign(house, id, sha256);
  for (let tries = 0; tries < 40 && (await mails()).length < 2; tries += 1) await worker.runMinuteJob();
  await worker.runMinuteJob();
  const all = await mails();
  assert.deepEqual(
    all.map(({ recipient, subject }) => [recipient, subject.replace(/: .*$/, '')]),
    [
      [signer.email, 'Raamovereenkomst voorstel / Framework agreement proposal'],
      [author.email, 'Raamovereenkomst getekend / Framework agreement signed'],
    ],
  );
  for (const { subject, body: said } of all) assert.doesNotMatch(`${subject} ${said}`, /geheim|80|30 dagen/);
  assert.match(all[0]?.body ?? '', new RegExp(`Met Gezelschap ligt .* te tekenen[^]*${PORTAL_ORIGIN}/frameworks`));
});
