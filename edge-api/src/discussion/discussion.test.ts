import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Message, Problem, Thread, UnreadAnswer } from '#protocol';
import { ALL_SCOPES, layMember, type Member } from '../../local/test-catalogue.ts';
import { layHuman, layPortal, PORTAL_ORIGIN, type Human } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

const TALK = [...ALL_SCOPES, 'agreements:read', 'agreements:write'];
const MINUTE = 60_000;
let worker: TestWorker;
let people: { operator: string; portal: Member };
let [venue, producer, agency, observer, stranger] = [] as unknown as [Member, Member, Member, Member, Member];
let [hers, his, theirs] = [] as unknown as [Human, Human, Human];
let [production, performance, agreement] = ['', '', ''];
const at = { origin: PORTAL_ORIGIN };

const as = <T>(token: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  worker.call<T & Problem>(token, method, path, body, { ...at, ...headers });
const say = (token: string, subject: object, text: string, more: object = {}, headers = {}) =>
  as<Message>(token, 'POST', '/v1/messages', { subject, text, ...more }, headers);
const query = (subject: object, more: Record<string, string> = {}) =>
  `/v1/messages?${new URLSearchParams({ ...subject, ...more })}`;
const read = (token: string, subject: object, more: Record<string, string> = {}) =>
  as<Thread>(token, 'GET', query(subject, more));
const unread = async (token: string, kind = '') =>
  (await as<UnreadAnswer>(token, 'GET', `/v1/messages/unread${kind && `?kind=${kind}`}`)).body;

/** An agreement between the two, laid into the directory as its first step does. */
async function layAgreement(id = `XD-AGR-${crypto.randomUUID().slice(0, 10)}`): Promise<string> {
  const db = await worker.database('DIRECTORY');
  await db
    .prepare(
      `INSERT INTO agreement_home (id, venue, provider, production, created_at)
       SELECT ?1, v.key, p.key, t.key, 0 FROM organisation v, organisation p, production t WHERE v.id = ?2 AND p.id = ?3 AND t.id = ?4`,
    )
    .bind(id, venue.id, producer.id, production)
    .run();
  return id;
}

/** Told to every reader: the outboxes are empty. */
async function told(): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    let waiting = 0;
    for (const name of ['SHARD_00', 'SHARD_01', 'SHARD_02']) {
      const shard = await worker.database(name);
      const { results } = await shard.prepare('SELECT count(*) AS n FROM message_outbox').all<{ n: number }>();
      waiting += results[0]?.n ?? 0;
    }
    if (waiting === 0) return;
    await worker.runMinuteJob();
  }
  throw new Error('the outboxes did not empty');
}

before(async () => {
  worker = await startTestWorker();
  const operator = await worker.operatorToken();
  people = { operator, portal: await layPortal(worker, operator) };
  const lay = (type: string) => layMember(worker, operator, type, { scopes: TALK, origins: [PORTAL_ORIGIN] });
  [venue, producer, agency, observer, stranger] = [
    await lay('venue'),
    await lay('producer'),
    await lay('agency'),
    await lay('observer'),
    await lay('venue'),
  ];
  // Each in a shard of its own.
  const db = await worker.database('DIRECTORY');
  for (const [i, { id }] of [venue, producer, stranger].entries())
    await db.prepare('UPDATE organisation SET shard = ?2 WHERE id = ?1').bind(id, `SHARD_0${i}`).run();
  const make = async (who: Member, path: string, body: unknown) =>
    (await worker.call<{ id: string }>(who.token, 'POST', path, body)).body.id;
  production = await make(producer, '/v1/productions', { title: 'Nachtvlucht' });
  const startsAt = new Date(Date.now() + 20 * 86_400_000).toISOString();
  performance = await make(producer, '/v1/performances', { production, venue: venue.id, startsAt });
  await make(producer, '/v1/observers', { observer: observer.id, productions: [production] });
  agreement = await layAgreement();
  hers = await layHuman(worker, people, venue.id, { preset: 'programming' });
  his = await layHuman(worker, people, producer.id, { preset: 'business-lead' });
  theirs = await layHuman(worker, people, stranger.id, { preset: 'admin' });
});
after(() => worker.close());

test('both sides read what was said, oldest first, with who said it; each knows its own', async () => {
  const subject = { kind: 'agreement', id: agreement };
  const first = await say(hers.token, subject, 'Kan de garantie naar € 4.000?');
  assert.equal(first.status, 201, JSON.stringify(first.body));
  assert.deepEqual([first.body.mine, first.body.internal, first.body.person?.id], [true, false, hers.membership]);
  const second = await say(his.token, subject, 'Dat bespreek ik.', { mentions: [hers.membership] });
  assert.equal(second.status, 201, JSON.stringify(second.body));
  const seen = (await read(his.token, subject)).body;
  assert.deepEqual(
    seen.items.map(({ text, mine, organisation }) => [text, mine, organisation.id]),
    [
      ['Kan de garantie naar € 4.000?', false, venue.id],
      ['Dat bespreek ik.', true, producer.id],
    ],
  );
  assert.deepEqual(seen.items[1]?.mentions, [{ id: hers.membership, name: first.body.person?.name }]);
  assert.deepEqual([seen.with?.id, seen.may, seen.unread, seen.next], [venue.id, true, 1, null]);
  assert.deepEqual(seen.people.map(({ id }) => id).toSorted(), [hers.membership, his.membership].toSorted());
  // A machine may write too; it is nobody in particular.
  const machine = await say(producer.token, subject, 'Uit het boekingssysteem.');
  assert.deepEqual([machine.status, machine.body.person, machine.body.mine], [201, null, true]);
});

test('a term, a performance and a production have threads of their own; whoever provides or houses it is on the other side', async () => {
  const subjects = [
    { kind: 'term', id: agreement, part: 'guaranteeProvider' },
    { kind: 'performance', id: performance },
    { kind: 'production', id: production },
  ];
  for (const subject of subjects) {
    const of = subject.kind === 'production' ? { with: venue.id } : {};
    assert.equal((await say(hers.token, subject, `over ${subject.kind}`)).status, 201);
    const answer = await read(his.token, subject, of);
    assert.deepEqual(
      answer.body.items.map(({ text }) => text),
      [`over ${subject.kind}`],
    );
    assert.equal((await say(his.token, subject, 'gezien', of)).status, 201);
    assert.equal((await read(hers.token, subject, { with: producer.id })).body.items.length, 2);
  }
  // The provider of a production plays in many houses: without one it talks with itself.
  const alone = await read(his.token, { kind: 'production', id: production });
  assert.deepEqual([alone.body.with, alone.body.items], [null, []]);
  const nobody = await say(his.token, { kind: 'production', id: production }, 'aan wie?');
  assert.deepEqual([nobody.status, nobody.body.errors?.[0]?.pointer], [400, '/with']);
  // Another number, the same performance.
  const short = performance.replace('|0000', '|');
  assert.equal((await read(hers.token, { kind: 'performance', id: short })).body.items.length, 2);
});

test('a statement and a line of it have threads of their own; one that was never made has none', async () => {
  const [key] = (
    await (
      await worker.database('DIRECTORY')
    )
      .prepare('SELECT key FROM organisation WHERE id = ?1')
      .bind(venue.id)
      .all<{ key: number }>()
  ).results;
  const number = crypto.randomUUID().replaceAll('-', '').slice(0, 10);
  await layAgreement(`XD-AGR-${number}`);
  const id = `XD-STM-${number}-00000000`;
  const levy = { key: 'levy', name: 'Theatertoeslag, incl. garderobe' };
  const record = { waterfall: { lines: [{ key: 'gross' }, levy] }, houses: [{ id: performance }], extra: [] };
  await (
    await worker.database('SHARD_00')
  )
    .prepare(
      `INSERT INTO statement (tenant, id, agreement, provider, production, state, revision, performances, record, sha256, created_at, updated_at)
       VALUES (?1, ?2, ?3, 1, 1, 'draft', 1, '[]', ?4, '', 0, 0)`,
    )
    .bind(key?.key, id, `XD-AGR-${number}`, JSON.stringify(record))
    .run();
  for (const subject of [
    { kind: 'statement', id },
    { kind: 'statement_line', id, part: 'levy:Theatertoeslag, incl. garderobe' },
  ]) {
    assert.equal((await say(hers.token, subject, `over ${subject.kind}`)).status, 201);
    const seen = await read(his.token, subject);
    assert.deepEqual(
      seen.body.items.map(({ text }) => text),
      [`over ${subject.kind}`],
    );
    const never = { ...subject, id: `XD-STM-${number}-zzzzzzzz` };
    assert.equal((await read(his.token, never)).status, 404);
    for (const token of [stranger.token, theirs.token]) assert.equal((await read(token, subject)).status, 404);
  }
  const whole = await say(hers.token, { kind: 'statement_line', id }, 'welke?');
  assert.deepEqual([whole.status, whole.body.errors?.[0]?.pointer], [400, '/subject/part']);
  const none = { kind: 'statement_line', id, part: 'levy:Een andere' };
  for (const refused of [await say(hers.token, none, 'over niets'), await read(his.token, none)]) {
    assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, '/subject/part']);
    assert.match(refused.body.detail, /no line of this statement as it stands: name the key of a line/);
  }
  assert.equal((await say(hers.token, { ...none, part: `performance:${performance}` }, 'deze avond')).status, 201);
  assert.equal((await say(stranger.token, none, 'ingedrongen')).status, 404, 'to strangers there is no statement');
});

test('what is internal is read by one party alone, whatever the other asks', async () => {
  const subject = { kind: 'agreement', id: await layAgreement() };
  assert.equal((await say(hers.token, subject, 'Aan allen.')).status, 201);
  assert.equal((await say(hers.token, subject, 'GEHEIM: tot 4.500 mag.', { internal: true })).status, 201);
  assert.equal((await say(venue.token, subject, 'Genoteerd.', { internal: true })).status, 201);
  assert.deepEqual(
    (await read(hers.token, subject)).body.items.map(({ internal }) => internal),
    [false, true, true],
  );
  await told();
  for (const token of [his.token, producer.token]) {
    const seen = await read(token, subject);
    assert.doesNotMatch(JSON.stringify(seen.body), /GEHEIM|Genoteerd/);
    assert.equal(seen.body.items.length, 1);
    assert.doesNotMatch(JSON.stringify(await unread(token)), /GEHEIM|Genoteerd/);
  }
  const of = (list: UnreadAnswer) => list.items.find((one) => one.subject.id === subject.id)?.unread;
  assert.deepEqual([of(await unread(his.token)), of(await unread(hers.token))], [1, 1]);
  const other = await say(hers.token, subject, 'x', { internal: true, mentions: [his.membership] });
  assert.deepEqual([other.status, other.body.errors?.[0]?.pointer], [400, '/mentions/0']);
});

test('third parties hear what they would of an id that never was, in every way to ask; so do an observer and who only sells', async () => {
  const subjects = [
    [
      { kind: 'agreement', id: agreement },
      { kind: 'agreement', id: 'XD-AGR-0000000000' },
    ],
    [
      { kind: 'term', id: agreement, part: 'share' },
      { kind: 'term', id: 'XD-AGR-0000000000', part: 'share' },
    ],
    [
      { kind: 'performance', id: performance },
      { kind: 'performance', id: 'XD-26-999-9999999|00001' },
    ],
    [
      { kind: 'production', id: production },
      { kind: 'production', id: 'XD-26-999-9999999' },
    ],
  ] as const;
  const same = ({ status, body }: { status: number; body: Problem }) =>
    JSON.stringify({ ...body, status, requestId: '' });
  for (const { token } of [stranger, theirs, agency, observer])
    for (const [one, never] of subjects) {
      const ways = (subject: object) => [
        read(token, subject),
        say(token, subject, 'ik luister mee'),
        say(token, subject, 'ik luister mee', { internal: true }),
        as(token, 'POST', '/v1/messages/read', { subject, seq: 1 }),
      ];
      const [real, nothing] = [await Promise.all(ways(one)), await Promise.all(ways(never))];
      assert.deepEqual(real.map(same), nothing.map(same));
      assert.deepEqual([...new Set(real.map(({ status }) => status))], [404]);
    }
  assert.deepEqual((await unread(theirs.token)).items, []);
  const seller = await layHuman(worker, people, venue.id, { grid: { sales: ['view'] } });
  assert.equal((await read(seller.token, { kind: 'agreement', id: agreement })).status, 404);
});

test('whoever is limited to a production talks about that one alone, and counts nothing else', async () => {
  const other = (await worker.call<{ id: string }>(producer.token, 'POST', '/v1/productions', { title: 'Elders' })).body
    .id;
  const limited = await layHuman(worker, people, producer.id, { preset: 'business-lead' }, { productions: [other] });
  assert.equal((await read(limited.token, { kind: 'agreement', id: agreement })).status, 404);
  assert.equal((await read(limited.token, { kind: 'production', id: production })).status, 404);
  assert.equal((await read(limited.token, { kind: 'production', id: other })).status, 200);
  await say(hers.token, { kind: 'agreement', id: agreement }, 'nog iets');
  await told();
  assert.deepEqual((await unread(limited.token)).items, []);
  const seen = await read(hers.token, { kind: 'agreement', id: agreement });
  assert.ok(!seen.body.people.some(({ id }) => id === limited.membership));
});

test('unread is per person: counted by subject, from when they came, until they say that they read it', async () => {
  const subject = { kind: 'agreement', id: await layAgreement() };
  const colleague = await layHuman(worker, people, producer.id, { preset: 'finance' });
  const last = (await say(hers.token, subject, 'een')).body.seq;
  await say(hers.token, subject, 'twee', { mentions: [his.membership] });
  await told();
  const of = async ({ token }: Human) =>
    (await unread(token, 'agreement')).items.find((one) => one.subject.id === subject.id);
  assert.deepEqual([(await of(his))?.unread, (await of(his))?.mentions], [2, 1]);
  assert.deepEqual([(await of(colleague))?.unread, (await of(colleague))?.mentions], [2, 0]);
  assert.equal(await of(hers), undefined);
  const marked = await as(his.token, 'POST', '/v1/messages/read', { subject, seq: last });
  assert.equal(marked.status, 200);
  assert.equal((await of(his))?.unread, 1);
  assert.equal((await read(his.token, subject)).body.readTo, last);
  // Never back.
  await as(his.token, 'POST', '/v1/messages/read', { subject, seq: 1 });
  assert.equal((await read(his.token, subject)).body.unread, 1);
  assert.equal((await of(colleague))?.unread, 2);
  const late = await layHuman(worker, people, producer.id, { preset: 'direction' });
  assert.equal(await of(late), undefined);
  assert.equal((await read(late.token, subject)).body.unread, 0);
  assert.equal(
    (await unread(his.token, 'production')).items.some((one) => one.subject.kind !== 'production'),
    false,
  );
});

test('a page that polls is told nothing twice; long threads come by the page, and no message is lost between two', async () => {
  const subject = { kind: 'agreement', id: await layAgreement() };
  const db = await worker.database('SHARD_00');
  const key = (
    await (
      await worker.database('DIRECTORY')
    )
      .prepare('SELECT key FROM organisation WHERE id = ?1')
      .bind(venue.id)
      .all<{ key: number }>()
  ).results[0]?.key;
  const first = (await say(hers.token, subject, 'm0')).body;
  assert.equal((await say(hers.token, subject, 'm1', { internal: true })).status, 201);
  // As many as two pages hold, as the route writes them, and some of both kinds under the same number.
  await db
    .prepare(
      `INSERT INTO message (tenant, thread, seq, id, at, organisation, author, text)
       SELECT tenant, thread, seq + x.value, m.id || x.value, at, organisation, author, 'm' FROM message m, json_each(?2) x
       WHERE tenant = ?1 AND thread LIKE ?3 AND x.value > 10`,
    )
    .bind(key, JSON.stringify(Array.from({ length: 160 }, (_, i) => i + 1)), `agreement ${subject.id} %`)
    .run();
  const ids = new Set<string>();
  let cursor: string | null = '';
  let pages = 0;
  while (cursor !== null) {
    const { body } = await read(hers.token, subject, cursor ? { cursor } : {});
    for (const { id } of body.items) {
      assert.ok(!ids.has(id), 'twice');
      ids.add(id);
    }
    cursor = body.next;
    pages += 1;
  }
  assert.deepEqual([ids.size, pages], [302, 2]);
  const etag = (await read(hers.token, subject)).headers.get('etag') ?? '';
  const again = () =>
    worker.fetch(query(subject), { headers: { authorization: `Bearer ${hers.token}`, ...at, 'if-none-match': etag } });
  assert.equal((await again()).status, 304);
  await as(hers.token, 'POST', '/v1/messages/read', { subject, seq: first.seq + 5 });
  assert.equal((await again()).status, 200);
  assert.equal((await as(hers.token, 'GET', query(subject, { cursor: 'x' }))).status, 400);
});

test('ten people at once: every message is there once, in an order that stays; a repeated request says it once', async () => {
  const subject = { kind: 'agreement', id: await layAgreement() };
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const answers = await Promise.all([
    ...Array.from({ length: 10 }, (_, i) => say(i % 2 ? hers.token : his.token, subject, `bericht ${i}`)),
    say(hers.token, subject, 'eenmaal', {}, headers),
  ]);
  // The database gives the later one its turn; one that had none is told to send again, and nothing of it is there.
  const written = answers.filter(({ status }) => status === 201);
  assert.ok(answers.every(({ status }) => status === 201 || status === 503));
  const repeated = await say(hers.token, subject, 'eenmaal', {}, headers);
  assert.equal(repeated.status, 201);
  const once = new Set([...written, repeated].map(({ body }) => body.id));
  const { items } = (await read(his.token, subject)).body;
  assert.deepEqual(new Set(items.map(({ id }) => id)), once);
  assert.equal(new Set(items.map(({ seq }) => seq)).size, items.length);
  assert.deepEqual(
    (await read(hers.token, subject)).body.items.map(({ id }) => id),
    items.map(({ id }) => id),
  );
  const clash = await say(hers.token, subject, 'iets anders', {}, headers);
  assert.equal(clash.body.code, 'idempotency_mismatch');
});

test('a mail says how many and nothing else, to whom it concerns, at most once in half an hour, and never about what was read', async () => {
  await told();
  const start = Date.now() + 10 * MINUTE;
  await worker.runMinuteJob(start);
  const db = await worker.database('DIRECTORY');
  const mails = async (to: Human) =>
    (
      await db
        .prepare("SELECT subject, body FROM mail WHERE recipient = ?1 AND subject LIKE '%bericht%' ORDER BY key")
        .bind(to.email)
        .all<{ subject: string; body: string }>()
    ).results;
  const [her, him] = [
    await layHuman(worker, people, venue.id, { preset: 'programming' }),
    await layHuman(worker, people, producer.id, { preset: 'business-lead' }),
  ];
  const bystander = await layHuman(worker, people, producer.id, { preset: 'finance' });
  const subject = { kind: 'agreement', id: await layAgreement() };
  const now = (minutes: number) => ({ 'x-test-now': String(start + minutes * MINUTE) });
  await say(her.token, subject, 'GEHEIM bod van 4000', { mentions: [him.membership] }, now(0));
  await told();
  await worker.runMinuteJob(start + MINUTE);
  assert.deepEqual(await mails(him), [], 'whoever has the page open has two minutes');
  await worker.runMinuteJob(start + 3 * MINUTE);
  const [first] = await mails(him);
  assert.match(first?.subject ?? '', /^1 nieuw bericht \/ 1 new message$/);
  assert.match(first?.body ?? '', /1 nieuw bericht, waarvan 1 waarin je genoemd wordt/);
  assert.match(first?.body ?? '', new RegExp(PORTAL_ORIGIN));
  assert.doesNotMatch(JSON.stringify(first), /GEHEIM|bod van|garantie|Nachtvlucht/);
  // An answer in a thread she takes part in, and a second for him within the half hour.
  await say(him.token, subject, 'akkoord', {}, now(4));
  await say(her.token, subject, 'mooi', {}, now(5));
  await told();
  await worker.runMinuteJob(start + 20 * MINUTE);
  assert.deepEqual([(await mails(her)).length, (await mails(him)).length, (await mails(bystander)).length], [1, 1, 0]);
  await worker.runMinuteJob(start + 34 * MINUTE);
  await worker.runMinuteJob(start + 35 * MINUTE);
  assert.deepEqual([(await mails(her)).length, (await mails(him)).length], [1, 2]);
  // Read before the job came by.
  const { seq } = (await say(him.token, subject, 'tot dan', {}, now(80))).body;
  await told();
  await as(her.token, 'POST', '/v1/messages/read', { subject, seq }, now(81));
  await worker.runMinuteJob(start + 90 * MINUTE);
  assert.equal((await mails(her)).length, 1);
  // Whoever left is written to no more.
  await say(her.token, subject, 'nog een', {}, now(120));
  await told();
  await as(people.operator, 'DELETE', `/v1/members/${him.membership}`);
  await worker.runMinuteJob(start + 130 * MINUTE);
  assert.equal((await mails(him)).length, 2);
});

test('the log of both sides says that something was said, not what; of an internal one only the own', async () => {
  const subject = { kind: 'agreement', id: await layAgreement() };
  const shared = (await say(hers.token, subject, 'GEHEIM gedeeld')).body.id;
  const own = (await say(hers.token, subject, 'GEHEIM intern', { internal: true })).body.id;
  await worker.runMinuteJob();
  const { results } = await (
    await worker.database('DIRECTORY')
  )
    .prepare(
      "SELECT o.id AS log, a.object, a.after FROM audit_line a JOIN organisation o ON o.key = a.organisation WHERE a.action = 'message.post'",
    )
    .all<{ log: string; object: string; after: string }>();
  const logs = (id: string) => results.filter(({ object }) => object === id).map(({ log }) => log);
  assert.deepEqual(logs(shared).toSorted(), [venue.id, producer.id].toSorted());
  assert.deepEqual(logs(own), [venue.id]);
  assert.doesNotMatch(JSON.stringify(results), /GEHEIM/);
});

test('nothing said is changed or taken away, not even by hand', async () => {
  const shard = await worker.database('SHARD_00');
  await assert.rejects(shard.prepare("UPDATE message SET text = 'anders'").run(), /only appended/);
  await assert.rejects(shard.prepare('DELETE FROM message').run(), /only appended/);
});
