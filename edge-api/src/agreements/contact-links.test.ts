// A contact outside the platform: one link, one deal, one code, one approval. Over the real Worker and D1.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type {
  Agreement,
  ContactApproved,
  ContactCodeSent,
  ContactLink,
  ContactLook,
  FollowedLink,
  FollowedLinks,
  Problem,
} from '#protocol';
import { askAgreement, layPair, must, type Pair } from '../../local/test-agreements.ts';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { mailedCode, mailedLink } from '../../local/test-contact-links.ts';
import { layHuman, layPortal, PORTAL_ORIGIN } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

const HOUR = 3_600_000;
const SPLIT = { form: 'split', share: 80, guaranteeProvider: 400_000, guaranteeKind: 'minimum' };
const NAME = 'Sam de Boer';
let worker: TestWorker;
let operator: string;
let portal: Member;
let pair: Pair;

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  portal = await layPortal(worker, operator);
  pair = await layPair(worker, operator);
});
after(() => worker.close());

let contacts = 0;
const contact = (): string => `contact${(contacts += 1)}@huis.example`;

/** Without a token, at a moment. */
async function ask<T>(step: string, body: object, at?: number, headers: Record<string, string> = {}) {
  const answer = await worker.fetch(`/v1/agreement-links/${step}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(at ? { 'x-test-now': String(at) } : {}), ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: JSON.parse(text) as T & Problem, headers: answer.headers, text };
}
const look = (token: string, at?: number) => ask<ContactLook>('look', { token }, at);
const sendCode = (token: string, at?: number) => ask<ContactCodeSent>('code', { token }, at);
const approve = (token: string, code: string, at?: number, headers?: Record<string, string>) =>
  ask<ContactApproved>('approve', { token, code, name: NAME }, at, headers);
const makeLink = (who: Member, id: string, body?: object, headers: Record<string, string> = {}) =>
  worker.call<ContactLink & Problem>(who.token, 'POST', `/v1/agreements/${id}/links`, body, headers);
const step = (who: Member, id: string, name: string, body: object = {}) =>
  askAgreement(worker, who, 'POST', `/${id}/${name}`, body);
const read = async (who: Member, id: string): Promise<Agreement> =>
  must(await askAgreement(worker, who, 'GET', `/${id}`));

async function proposed(of: Pair = pair, terms: object = SPLIT, more: object = {}): Promise<Agreement> {
  const made = must(
    await askAgreement(worker, of.provider, 'POST', '', { performances: await of.perform(1), terms, ...more }),
  );
  return must(await step(of.provider, made.id, 'propose'));
}
/** A proposal with a link to it. */
async function linked(of: Pair = pair, terms: object = SPLIT) {
  const email = contact();
  const agreement = await proposed(of, terms);
  const link = must(await makeLink(of.provider, agreement.id, { email }));
  return { email, agreement, link, token: await mailedLink(worker, email) };
}
async function coded(of: Pair = pair, terms: object = SPLIT) {
  const made = await linked(of, terms);
  const sent = await sendCode(made.token);
  assert.equal(sent.status, 200, sent.text);
  return { ...made, code: await mailedCode(worker, made.email) };
}
const other = (code: string): string => (code === '123456' ? '654321' : '123456');
const GONE = 'this link leads nowhere, or no longer; a newer mail may hold a newer link';
/** As it was never there. */
function isGone({ status, body }: { status: number; body: Problem }): void {
  assert.deepEqual([status, body.code, body.detail], [404, 'not_found', GONE]);
}

test('a contact reads the deal, gets a code, approves with a name; both sides see it, and the link is over', async () => {
  const { email, agreement, link, token } = await linked();
  assert.equal(token.length, 43);
  assert.deepEqual([link.side, link.to, link.version], ['venue', `c•••${email.slice(email.indexOf('@'))}`, 1]);
  // Opening uses nothing up, however often.
  for (let i = 0; i < 3; i += 1) {
    const { status, body } = await look(token);
    assert.equal(status, 200);
    assert.deepEqual(
      [body.production, body.state, body.hindrance, body.terms.share, body.sha256, body.livemode],
      ['Nachtvlucht', 'proposed', null, 80, agreement.sha256, true],
    );
    assert.equal(body.sentence.nl, agreement.sentence.nl);
    assert.equal(body.performances.length, 1);
  }
  const sent = await sendCode(token);
  assert.equal(sent.body.to, link.to);
  const code = await mailedCode(worker, email);
  const key = { 'idempotency-key': `akkoord-${link.id}` };
  const done = await approve(token, code, undefined, key);
  assert.deepEqual(
    [done.status, done.body.state, done.body.sha256, done.body.colleague],
    [200, 'approved', agreement.sha256, false],
  );
  // Pressed twice: the same answer; without the key, and for all else, the link is over.
  assert.deepEqual((await approve(token, code, undefined, key)).body, done.body);
  isGone(await approve(token, code));
  isGone(await look(token));
  isGone(await sendCode(token));
  for (const who of [pair.venue, pair.provider]) {
    const stands = await read(who, agreement.id);
    assert.equal(stands.state, 'approved');
    assert.deepEqual(
      stands.approvals.map(({ side, person, by }) => [side, person, by]),
      [['venue', NAME, pair.venue.id]],
    );
  }
});

test('name, time and the hash of the terms stand in the event and in the audit log of both', async () => {
  const { agreement, token, code, link } = await coded();
  must(await approve(token, code));
  const seen: { person: string | null; name: string; client: string; body: string }[] = [];
  for (const shard of ['SHARD_00', 'SHARD_01', 'SHARD_02'])
    seen.push(
      ...(
        await (
          await worker.database(shard)
        )
          .prepare("SELECT person, name, client, body FROM agreement_event WHERE agreement = ?1 AND step = 'approve'")
          .bind(agreement.id)
          .all<(typeof seen)[number]>()
      ).results,
    );
  assert.equal(seen.length, 1);
  assert.deepEqual([seen[0]?.person, seen[0]?.name, seen[0]?.client], [null, NAME, 'contact']);
  assert.deepEqual((JSON.parse(seen[0]?.body ?? '{}') as { contact: unknown }).contact, {
    link: link.id,
    sha256: agreement.sha256,
  });
  const db = await worker.database('DIRECTORY');
  const lines = async () =>
    (
      await db
        .prepare(
          "SELECT l.id AS organisation, t.after, t.at FROM audit_line t JOIN audit_log l ON l.key = t.organisation WHERE t.action = 'agreement.approve' AND t.object = ?1",
        )
        .bind(agreement.id)
        .all<{ organisation: string; after: string; at: number }>()
    ).results;
  for (let tries = 0; tries < 40 && (await lines()).length < 2; tries += 1) await worker.runMinuteJob();
  const told = await lines();
  assert.deepEqual(new Set(told.map(({ organisation }) => organisation)), new Set([pair.venue.id, pair.provider.id]));
  for (const { after, at } of told) {
    const said = JSON.parse(after) as { contact: string; sha256: string; link: string };
    assert.deepEqual([said.contact, said.sha256, said.link], [NAME, agreement.sha256, link.id]);
    assert.ok(at > 0);
  }
});

test('five tries over all codes, then the link is dead, whatever is sent; both sides have that in their log', async () => {
  const { email, agreement, token, code } = await coded();
  for (const left of ['4 tries are', '3 tries are', '2 tries are']) {
    const wrong = await approve(token, other(code));
    assert.deepEqual([wrong.status, wrong.body.errors?.[0]?.pointer], [400, '/code']);
    assert.match(wrong.body.detail, new RegExp(left));
  }
  // A new code gives no new tries.
  must(await sendCode(token));
  const fresh = await mailedCode(worker, email);
  assert.match((await approve(token, other(fresh))).body.detail, /1 try is left/);
  isGone(await approve(token, other(fresh)));
  isGone(await approve(token, fresh));
  isGone(await look(token));
  isGone(await sendCode(token));
  assert.equal((await read(pair.venue, agreement.id)).state, 'proposed');
  const db = await worker.database('DIRECTORY');
  const count = async () =>
    (
      await db
        .prepare("SELECT organisation FROM audit_line WHERE action = 'contact-link.end' AND object = ?1")
        .bind(agreement.id)
        .all()
    ).results.length;
  for (let tries = 0; tries < 40 && (await count()) < 2; tries += 1) await worker.runMinuteJob();
  assert.equal(await count(), 2);
});

test('guesses sent all at once get five tries together', async () => {
  const { agreement, token, code } = await coded();
  const guesses = Array.from({ length: 20 }, (_, i) => String((Number(code) + 1 + i) % 1_000_000).padStart(6, '0'));
  const answers = await Promise.all(guesses.map((guess) => approve(token, guess)));
  assert.equal(answers.filter(({ status }) => status === 400).length, 4);
  assert.equal(answers.filter(({ status }) => status === 404).length, 16);
  isGone(await approve(token, code));
  assert.equal((await read(pair.venue, agreement.id)).state, 'proposed');
});

test('the right code sent twice at once approves once', async () => {
  const { agreement, token, code } = await coded();
  const answers = await Promise.all([approve(token, code), approve(token, code)]);
  assert.equal(answers.filter(({ status }) => status === 200).length, 1, answers.map(({ text }) => text).join('\n'));
  const stands = await read(pair.venue, agreement.id);
  assert.deepEqual([stands.state, stands.approvals.length], ['approved', 1]);
});

test('a code holds ten minutes, the newest alone, and three an hour are mailed', async () => {
  const { email, token } = await linked();
  const start = Date.now();
  must(await sendCode(token, start));
  const first = await mailedCode(worker, email);
  const late = await approve(token, first, start + 10 * 60_000 + 1);
  assert.deepEqual([late.status, late.body.errors?.[0]?.pointer], [400, '/code']);
  assert.match(late.body.detail, /ask for a new one/);
  must(await sendCode(token, start + 11 * 60_000));
  must(await sendCode(token, start + 12 * 60_000));
  const newest = await mailedCode(worker, email);
  const fourth = await sendCode(token, start + 13 * 60_000);
  assert.deepEqual([fourth.status, fourth.body.code], [429, 'rate_limited']);
  assert.equal(fourth.headers.get('retry-after'), String(47 * 60));
  assert.equal(await mailedCode(worker, email), newest, 'a refused one leaves the newest code as it is');
  must(await sendCode(token, start + HOUR));
  const again = await mailedCode(worker, email);
  assert.equal((await approve(token, first, start + HOUR + 1)).status, first === again ? 200 : 400);
  if (first !== again) assert.equal((await approve(token, again, start + HOUR + 2)).status, 200);
});

test('unknown, expired, replaced and used links look alike; the right code on another link is wrong', async () => {
  isGone(await look('x'.repeat(43)));
  isGone(await approve('x'.repeat(43), '123456'));
  const { email, agreement, token, code } = await coded();
  isGone(await look(token, Date.now() + 7 * 24 * HOUR + 60_000));
  const second = await coded();
  if (second.code !== code) assert.equal((await approve(second.token, code)).status, 400);
  // A newer link takes the place of the one before, a minute later at the earliest.
  const soon = await makeLink(pair.provider, agreement.id, { email });
  assert.deepEqual([soon.status, soon.body.code], [429, 'rate_limited']);
  must(await makeLink(pair.provider, agreement.id, { email }, { 'x-test-now': String(Date.now() + 61_000) }));
  isGone(await approve(token, code));
  assert.equal((await look(await mailedLink(worker, email))).status, 200);
});

test('a deal that changed since says so, shows what was proposed then, and nothing is approved', async () => {
  const { agreement, token, code, email } = await coded();
  must(await step(pair.provider, agreement.id, 'revise', { version: 1, terms: { ...SPLIT, share: 87.65 } }));
  const seen = await look(token);
  assert.deepEqual([seen.body.hindrance, seen.body.version, seen.body.terms.share], ['changed', 1, 80]);
  // With its point, so that no id that was drawn can read like it.
  assert.doesNotMatch(seen.text, /87[.,]65/);
  for (const answer of [await approve(token, code), await sendCode(token)]) {
    assert.deepEqual([answer.status, answer.body.code], [409, 'conflict']);
    assert.match(answer.body.detail, /changed since/);
    assert.doesNotMatch(answer.text, /87[.,]65/);
  }
  assert.equal((await read(pair.venue, agreement.id)).state, 'proposed');
  // Decided in the meantime by somebody of the house.
  const newer = { 'x-test-now': String(Date.now() + 61_000) };
  must(await makeLink(pair.provider, agreement.id, { email }, newer));
  must(await step(pair.venue, agreement.id, 'reject', { version: 2, reason: 'te hoog' }));
  const decided = await look(await mailedLink(worker, email));
  assert.deepEqual([decided.body.hindrance, decided.body.state], ['decided', 'rejected']);
});

test('where two people are needed a contact is one of them, and no two contacts are', async () => {
  const of = await layPair(worker, operator);
  must(await worker.call(of.venue.token, 'PUT', '/v1/agreement-settings', { twoPeopleFrom: 300_000 }));
  const { email, agreement, token, code } = await coded(of);
  const half = must(await approve(token, code));
  assert.deepEqual([half.state, half.colleague], ['half_approved', true]);
  const later = Date.now() + 61_000;
  must(await makeLink(of.provider, agreement.id, { email: contact() }, { 'x-test-now': String(later) }));
  const second = `contact${contacts}@huis.example`;
  const again = await mailedLink(worker, second);
  assert.equal((await look(again)).body.hindrance, 'colleague');
  for (const answer of [await sendCode(again), await approve(again, '123456')]) {
    assert.equal(answer.status, 409);
    assert.match(answer.body.detail, /colleague/);
  }
  assert.equal((await read(of.venue, agreement.id)).state, 'half_approved');
  // The colleague, in the house itself.
  assert.equal(must(await step(of.venue, agreement.id, 'approve', { version: 1 })).state, 'approved');
  assert.notEqual(email, second);
  // The other way round: first somebody of the house, then the contact.
  const next = await coded(of);
  must(await step(of.venue, next.agreement.id, 'approve', { version: 1 }));
  assert.equal(must(await approve(next.token, next.code)).state, 'approved');
});

test('only who proposed sends a link, only while it waits, and never to its own people', async () => {
  const draft = must(
    await askAgreement(worker, pair.provider, 'POST', '', { performances: await pair.perform(1), terms: SPLIT }),
  );
  assert.equal((await makeLink(pair.provider, draft.id, { email: contact() })).status, 409);
  const { id } = await proposed();
  assert.equal((await makeLink(pair.venue, id, { email: contact() })).status, 409);
  const stranger = await layMember(worker, operator, 'producer');
  assert.equal((await makeLink(stranger, id, { email: contact() })).status, 404);
  const none = await makeLink(pair.provider, id);
  assert.deepEqual([none.status, none.body.errors?.[0]?.pointer], [400, '/email']);
  assert.equal((await makeLink(pair.provider, id, { email: 'geen adres' })).status, 400);
  const own = await layHuman(worker, { operator, portal }, pair.provider.id, { preset: 'finance' });
  const refused = await makeLink(pair.provider, id, { email: own.email.toUpperCase() });
  assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, '/email']);
  // The contact that the deal names is asked when no other is.
  const email = contact();
  const named = await proposed(pair, SPLIT, { contacts: { venue: email } });
  const made = await makeLink(pair.provider, named.id);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal((await look(await mailedLink(worker, email))).status, 200);
});

test('a house whose own people approve is asked there, unless it says that contacts may', async () => {
  const of = await layPair(worker, operator);
  const { id } = await proposed(of);
  const settings = (contactLinks: boolean | null) =>
    worker.call(of.venue.token, 'PUT', '/v1/agreement-settings', { twoPeopleFrom: null, contactLinks });
  must(await settings(false));
  const never = await makeLink(of.provider, id, { email: contact() });
  assert.deepEqual([never.status, never.body.code], [409, 'conflict']);
  assert.equal((await follow(of.provider, id)).hindrance, 'refused');
  must(await settings(null));
  await layHuman(worker, { operator, portal }, of.venue.id, { preset: 'finance' });
  const looker = contact();
  assert.equal((await makeLink(of.provider, id, { email: looker })).status, 201, 'finance approves nothing');
  await layHuman(worker, { operator, portal }, of.venue.id, { preset: 'direction' });
  const people = await makeLink(of.provider, id, { email: contact() }, { 'x-test-now': String(Date.now() + 61_000) });
  assert.equal(people.status, 409);
  assert.match(people.body.detail, /contactLinks/);
  assert.equal((await follow(of.provider, id)).hindrance, 'own_people');
  must(await settings(true));
  const allowed = await makeLink(of.provider, id, { email: contact() }, { 'x-test-now': String(Date.now() + 61_000) });
  assert.equal(allowed.status, 201);
});

/** The provider's list of links, newest first, at a moment. */
const follow = async (who: Member, id: string, at = Date.now()) =>
  must(
    await worker.call<FollowedLinks & Problem>(who.token, 'GET', `/v1/agreements/${id}/links`, undefined, {
      'x-test-now': String(at),
    }),
  );
const takeBack = (who: Member, id: string, link: string) =>
  worker.call<FollowedLink & Problem>(who.token, 'DELETE', `/v1/agreements/${id}/links/${link}`);

test('who had a link mailed follows it: sent, opened, approved; the name greets in the mail and stays there', async () => {
  const email = contact();
  const { id } = await proposed();
  assert.deepEqual(
    [(await follow(pair.provider, id)).hindrance, (await follow(pair.venue, id)).hindrance],
    [null, 'own_side'],
  );
  const made = must(await makeLink(pair.provider, id, { email, name: 'Robin Smit', days: 30 }));
  assert.ok(Date.parse(made.expiresAt) > Date.now() + 29 * 24 * HOUR);
  const db = await worker.database('DIRECTORY');
  const { results } = await db
    .prepare('SELECT body FROM mail WHERE recipient = ?1')
    .bind(email)
    .all<{ body: string }>();
  assert.match(results[0]?.body ?? '', /^Beste Robin Smit,\n\n/);
  const [sent] = (await follow(pair.provider, id)).items;
  assert.deepEqual(
    [sent?.id, sent?.name, sent?.to, sent?.state, sent?.openedAt, sent?.endedAt],
    [made.id, 'Robin Smit', made.to, 'sent', null, null],
  );
  // Only who had it mailed follows it.
  assert.deepEqual((await follow(pair.venue, id)).items, []);
  const token = await mailedLink(worker, email);
  must(await look(token, Date.now() + HOUR));
  const first = (await follow(pair.provider, id)).items[0]?.openedAt;
  must(await look(token, Date.now() + 2 * HOUR));
  const [opened] = (await follow(pair.provider, id)).items;
  assert.deepEqual([opened?.state, opened?.openedAt], ['opened', first]);
  must(await sendCode(token));
  must(await approve(token, await mailedCode(worker, email)));
  const over = await follow(pair.provider, id);
  assert.deepEqual([over.items[0]?.state, over.hindrance], ['approved', 'not_waiting']);
  assert.equal((await takeBack(pair.provider, id, made.id)).status, 409);
});

test('a link that is taken back leads nowhere, also with the code in hand; expired, replaced and dead ones say so', async () => {
  const { agreement, token, code, link, email } = await coded();
  assert.equal((await takeBack(pair.venue, agreement.id, link.id)).status, 404);
  assert.equal((await takeBack(pair.provider, agreement.id, 'XD-CLK-niets')).status, 404);
  const back = must(await takeBack(pair.provider, agreement.id, link.id));
  assert.equal(back.state, 'withdrawn');
  isGone(await look(token));
  isGone(await approve(token, code));
  const again = must(await takeBack(pair.provider, agreement.id, link.id));
  assert.deepEqual([again.state, again.endedAt], ['withdrawn', back.endedAt]);
  const soon = Date.now() + 61_000;
  must(await makeLink(pair.provider, agreement.id, { email, days: 1 }, { 'x-test-now': String(soon) }));
  must(await makeLink(pair.provider, agreement.id, { email }, { 'x-test-now': String(soon + 61_000) }));
  const states = async (at: number) => (await follow(pair.provider, agreement.id, at)).items.map(({ state }) => state);
  assert.deepEqual(await states(soon + 62_000), ['sent', 'replaced', 'withdrawn']);
  assert.deepEqual(await states(soon + 8 * 24 * HOUR), ['expired', 'replaced', 'withdrawn']);
  const dead = await coded();
  for (let i = 0; i < 5; i += 1) await approve(dead.token, other(dead.code));
  assert.equal((await follow(pair.provider, dead.agreement.id)).items[0]?.state, 'blocked');
});

test('taken back and approved at the same moment, one of both happens', async () => {
  for (let i = 0; i < 4; i += 1) {
    const { agreement, token, code, link } = await coded();
    const [approved] = await Promise.all([approve(token, code), takeBack(pair.provider, agreement.id, link.id)]);
    const { state } = await read(pair.venue, agreement.id);
    const [kept] = (await follow(pair.provider, agreement.id)).items;
    if (approved.status === 200) assert.deepEqual([state, kept?.state], ['approved', 'approved']);
    else {
      isGone(approved);
      assert.deepEqual([state, kept?.state], ['proposed', 'withdrawn']);
    }
  }
});

test('a double click sends one mail', async () => {
  const { id } = await proposed();
  const email = contact();
  const make = () => makeLink(pair.provider, id, { email }, { 'idempotency-key': 'link-dubbel' });
  const first = await make();
  assert.equal((await make()).body.id, first.body.id);
  const db = await worker.database('DIRECTORY');
  const { results } = await db.prepare('SELECT 1 FROM mail WHERE recipient = ?1').bind(email).all();
  assert.equal(results.length, 1);
});

test('tokens and codes are kept nowhere in the clear, nor is an address or name in an error or a URL', async () => {
  const { email, token, code } = await coded();
  const db = await worker.database('DIRECTORY');
  await db.prepare("UPDATE mail SET body = ''").run();
  const kept: string[] = [];
  for (const name of ['DIRECTORY', 'SHARD_00', 'SHARD_01', 'SHARD_02']) {
    const one = await worker.database(name);
    const tables = (
      await one
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'")
        .all<{ name: string }>()
    ).results;
    for (const table of tables)
      kept.push(JSON.stringify((await one.prepare(`SELECT * FROM ${table.name}`).all()).results));
  }
  assert.ok(!kept.join('\n').includes(token));
  assert.ok(!kept.some((rows) => new RegExp(`"${code}"`).test(rows)));
  const wrong = await approve(token, other(code));
  for (const text of [wrong.text, (await approve('y'.repeat(43), code)).text])
    for (const secret of [token, code, email, NAME]) assert.ok(!text.includes(secret), text);
});

test('whom a link was mailed to is forgotten a month after it ended, and the link is no longer found', async () => {
  const { email } = await linked();
  const jobs = await worker.database('DIRECTORY');
  await jobs.prepare("UPDATE job SET next_at = 0 WHERE name = 'forget contact links'").run();
  await worker.runMinuteJob(Date.now() + 38 * 24 * HOUR);
  const db = await worker.database('DIRECTORY');
  assert.deepEqual((await db.prepare('SELECT 1 FROM contact_link_home').all()).results, []);
  for (const shard of ['SHARD_00', 'SHARD_01', 'SHARD_02']) {
    const { results } = await (
      await worker.database(shard)
    )
      .prepare('SELECT 1 FROM contact_link WHERE email = ?1')
      .bind(email)
      .all();
    assert.deepEqual(results, []);
  }
});

test('many wrong links are slowed, and a right one is never held up by them', async () => {
  const { token } = await linked();
  const db = await worker.database('DIRECTORY');
  await db
    .prepare(
      "INSERT INTO wrong_token (client, user, began_at, failures) VALUES ('agreement-links', '', ?1, 300) ON CONFLICT DO UPDATE SET began_at = ?1, failures = 300",
    )
    .bind(Date.now())
    .run();
  const slow = await look('z'.repeat(43));
  assert.deepEqual([slow.status, slow.body.code], [429, 'rate_limited']);
  assert.ok(Number(slow.headers.get('retry-after')) > 500);
  assert.equal((await look(token)).status, 200);
});

test('the page of the portal may ask from its own origin, and no other may read the answer', async () => {
  const { token } = await linked();
  const from = (origin: string) => ask<ContactLook>('look', { token }, undefined, { origin });
  assert.equal((await from(PORTAL_ORIGIN)).headers.get('access-control-allow-origin'), PORTAL_ORIGIN);
  assert.equal((await from('https://elders.example')).headers.get('access-control-allow-origin'), null);
});
