import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Invitation, InvitationLook, MembershipView, Problem } from '#protocol';
import { ALL_SCOPES, layMember, type Member } from '../../local/test-catalogue.ts';
import {
  layHuman,
  layPortal,
  mailedToken,
  newEmail,
  PORTAL_ORIGIN,
  signIn,
  type Human,
} from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
let [portal, venue] = [] as unknown as [Member, Member];
let admin: Human;
const NOW = Date.now();
const later = (ms: number) => ({ 'x-test-now': String(NOW + ms) });
const MINUTE = 60_000;
const DAY = 86_400_000;

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  portal = await layPortal(worker, operator);
  venue = await layMember(worker, operator, 'venue', { name: 'Schouwburg Noord' });
  admin = await layHuman(worker, { operator, portal }, venue.id, { preset: 'admin' });
});
after(() => worker.close());

type Answer<T> = Promise<{ status: number; body: T; headers: Headers }>;
const as = <T>(who: Human, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  worker.call<T>(who.token, method, path, body, { origin: PORTAL_ORIGIN, ...headers });
const invite = (email: string, more: object = { preset: 'marketing' }, headers: Record<string, string> = {}) =>
  as<Invitation & Problem>(admin, 'POST', '/v1/invitations', { email, ...more }, headers);
const accept = (user: string, token: string, headers: Record<string, string> = {}): Answer<MembershipView & Problem> =>
  worker.call(portal.token, 'POST', '/v1/invitations/accept', { user, token }, headers);
const look = (body: object, headers: Record<string, string> = {}): Answer<InvitationLook & Problem> =>
  worker.call(portal.token, 'POST', '/v1/invitations/look', body, headers);
const wrong = (n: number) => `wrong${n}`.padEnd(43, 'x');
const count = async (sql: string, ...values: unknown[]) => {
  const db = await worker.database('DIRECTORY');
  return (
    (
      await db
        .prepare(sql)
        .bind(...values)
        .all<{ n: number }>()
    ).results[0]?.n ?? 0
  );
};

test('an invitation is mailed with a link whose token stands in the fragment and is kept nowhere else', async () => {
  const email = newEmail();
  const { status, body } = await invite(email);
  assert.equal(status, 201);
  assert.deepEqual([body.state, body.sent, body.email, body.acceptedAt], ['waiting', 1, email, null]);
  assert.equal(Date.parse(body.expiresAt) - Date.parse(body.createdAt), 7 * DAY);
  assert.match(body.invitedBy, /^Naam /);
  const db = await worker.database('DIRECTORY');
  const [mail] = (
    await db.prepare('SELECT subject, body FROM mail WHERE recipient = ?1').bind(email).all<Record<string, string>>()
  ).results;
  const token = await mailedToken(worker, email);
  assert.equal(Buffer.from(token, 'base64url').length, 32);
  assert.match(mail?.['subject'] ?? '', /^Uitnodiging van Schouwburg Noord \/ Invitation from Schouwburg Noord$/);
  assert.ok(mail?.['body']?.includes(`${PORTAL_ORIGIN}/invitation#${token}\n`));
  assert.doesNotMatch(JSON.stringify(body), new RegExp(token));
  for (const table of ['invitation', 'audit_line', 'idempotency'])
    assert.doesNotMatch(JSON.stringify((await db.prepare(`SELECT * FROM ${table}`).all()).results), new RegExp(token));
});

test('looking at a link uses nothing up; accepting works once, and pressing twice is no fault', async () => {
  const email = newEmail();
  await invite(email);
  const token = await mailedToken(worker, email);
  for (let i = 0; i < 3; i += 1) {
    const { body } = await look({ token });
    assert.deepEqual([body.organisation.name, body.preset, body.state], ['Schouwburg Noord', 'marketing', 'waiting']);
  }
  const { user } = await signIn(worker, portal, email);
  const first = await accept(user, token);
  assert.equal(first.status, 201);
  const again = await accept(user, token);
  assert.deepEqual([again.status, again.body.id], [200, first.body.id]);
  const other = await signIn(worker, portal, newEmail());
  assert.deepEqual([(await accept(other.user, token)).status, (await look({ token })).body.state], [409, 'accepted']);
  const listed = await as<{ items: Invitation[] }>(admin, 'GET', '/v1/invitations');
  const one = listed.body.items.find((item) => item.email === email);
  assert.deepEqual([one?.state, one?.acceptedBy], ['accepted', user]);
});

test('an invitation binds only on a verified e-mail address equal to the invited one, in any case of letters', async () => {
  const email = newEmail();
  await invite(email);
  const token = await mailedToken(worker, email);
  const stranger = await signIn(worker, portal, newEmail());
  const foreign = await accept(stranger.user, token);
  assert.deepEqual([foreign.status, foreign.body.code], [403, 'forbidden']);
  assert.doesNotMatch(JSON.stringify(foreign.body), new RegExp(email));
  const unproven = await signIn(worker, portal, email, { emailVerified: false });
  assert.match((await accept(unproven.user, token)).body.detail, /not verified/);
  const silent = await signIn(worker, portal, email, { email: undefined });
  assert.equal((await accept(silent.user, token)).status, 403);
  const proven = await signIn(worker, portal, email, { email: email.toUpperCase() });
  assert.equal(proven.user, unproven.user);
  assert.equal((await accept(proven.user, token)).status, 201);
});

test('the same subject at another issuer is somebody else', async () => {
  const email = newEmail();
  const one = await signIn(worker, portal, email);
  const two = await signIn(worker, portal, email, { issuer: 'https://other-login.example' });
  assert.notEqual(one.user, two.user);
});

test('after seven days a link is over; sent again it is a new one and the old leads nowhere', async () => {
  const email = newEmail();
  const { body } = await invite(email, undefined, later(0));
  const old = await mailedToken(worker, email);
  const { user } = await signIn(worker, portal, email);
  const late = await accept(user, old, later(7 * DAY));
  assert.deepEqual([late.status, late.body.code], [409, 'conflict']);
  assert.match(late.body.detail, /expired/);
  assert.equal((await look({ token: old }, later(7 * DAY))).body.state, 'expired');
  const resent = await as<Invitation>(admin, 'POST', `/v1/invitations/${body.id}/resend`, {}, later(7 * DAY));
  assert.deepEqual([resent.body.state, resent.body.sent], ['waiting', 2]);
  const fresh = await mailedToken(worker, email);
  assert.notEqual(fresh, old);
  assert.equal((await accept(user, old, later(7 * DAY))).status, 404);
  assert.equal((await accept(user, fresh, later(8 * DAY))).status, 201);
});

test('a withdrawn invitation is over, may be withdrawn twice, and is not sent again; an accepted one is not withdrawn', async () => {
  const email = newEmail();
  const { body } = await invite(email);
  const token = await mailedToken(worker, email);
  const path = `/v1/invitations/${body.id}`;
  for (let i = 0; i < 2; i += 1) assert.equal((await as<Invitation>(admin, 'DELETE', path)).body.state, 'withdrawn');
  const { user } = await signIn(worker, portal, email);
  assert.match((await accept(user, token)).body.detail, /withdrawn/);
  assert.equal((await as(admin, 'POST', `${path}/resend`, {}, later(DAY))).status, 409);
  const taken = newEmail();
  const { body: other } = await invite(taken);
  await accept((await signIn(worker, portal, taken)).user, await mailedToken(worker, taken));
  assert.equal((await as(admin, 'DELETE', `/v1/invitations/${other.id}`)).status, 409);
  assert.equal((await as(admin, 'DELETE', '/v1/invitations/XD-INV-nothing')).status, 404);
});

test('a mailbox is not flooded: one waiting invitation for each role, a minute between mails, ten mails at most', async () => {
  const email = newEmail();
  const { body } = await invite(email, undefined, later(0));
  const twice = await invite(email.toUpperCase(), undefined, later(0));
  assert.deepEqual([twice.status, twice.body.errors?.[0]?.pointer], [409, '/email']);
  assert.equal((await invite(email, { preset: 'finance' }, later(0))).status, 201);
  const path = `/v1/invitations/${body.id}/resend`;
  const soon = await as<Problem>(admin, 'POST', path, {}, later(MINUTE / 2));
  assert.deepEqual([soon.status, soon.headers.get('retry-after')], [429, '30']);
  for (let i = 1; i < 10; i += 1) assert.equal((await as(admin, 'POST', path, {}, later(i * MINUTE))).status, 200);
  assert.equal((await as<Problem>(admin, 'POST', path, {}, later(11 * MINUTE))).status, 409);
});

test('an expired invitation makes room for another', async () => {
  const email = newEmail();
  await invite(email, undefined, later(0));
  assert.equal((await invite(email, undefined, later(7 * DAY + 1))).status, 201);
});

test('inviting and accepting twice with one Idempotency-Key does it once; with another body it is refused', async () => {
  const email = newEmail();
  const key = { 'idempotency-key': 'invite-1' };
  const [first, again] = [await invite(email, undefined, key), await invite(email, undefined, key)];
  assert.deepEqual([again.status, again.body.id], [201, first.body.id]);
  assert.equal((await invite(newEmail(), undefined, key)).body.code, 'idempotency_mismatch');
  assert.equal(await count('SELECT count(*) AS n FROM mail WHERE recipient = ?1', email), 1);
  const { user } = await signIn(worker, portal, email);
  const token = await mailedToken(worker, email);
  const accepting = { 'idempotency-key': 'accept-1' };
  const answers = [await accept(user, token, accepting), await accept(user, token, accepting)];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201],
  );
  assert.equal(answers[0]?.body.id, answers[1]?.body.id);
});

test('of two people pressing at once one is in; of one person pressing five times there is one membership', async () => {
  const email = newEmail();
  await invite(email);
  const token = await mailedToken(worker, email);
  const [one, two] = [
    await signIn(worker, portal, email),
    await signIn(worker, portal, email, { issuer: 'https://other-login.example' }),
  ];
  const answers = await Promise.all([one, two, one, two, one].map(({ user }) => accept(user, token)));
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  assert.ok(answers.every(({ status }) => [200, 201, 409].includes(status)));
  assert.equal(
    await count(
      'SELECT count(*) AS n FROM membership m JOIN person p ON p.key = m.person WHERE p.id IN (?1, ?2)',
      one.user,
      two.user,
    ),
    1,
  );
});

test('wrong links are slowed per portal and person, and a right link of somebody else is not held up', async () => {
  const guesser = await signIn(worker, portal, newEmail());
  for (let i = 0; i < 10; i += 1) assert.equal((await accept(guesser.user, wrong(i), later(0))).status, 404);
  const email = newEmail();
  await invite(email, undefined, later(0));
  const token = await mailedToken(worker, email);
  const held = await accept(guesser.user, token, later(MINUTE));
  assert.deepEqual([held.status, held.headers.get('retry-after')], [429, '540']);
  assert.equal((await look({ token, user: guesser.user }, later(MINUTE))).status, 429);
  assert.equal((await look({ token }, later(MINUTE))).status, 200);
  const { user } = await signIn(worker, portal, email);
  assert.equal((await accept(user, token, later(MINUTE))).status, 201);
  // Another portal, and the time after the window, are counted by themselves.
  const second = await layPortal(worker, operator);
  const other = await worker.call(second.token, 'POST', '/v1/invitations/accept', {
    user: guesser.user,
    token: wrong(99),
  });
  assert.equal(other.status, 404);
  assert.equal((await accept(guesser.user, wrong(98), later(11 * MINUTE))).status, 404);
});

test('nobody invites wider than their own rights, and faults name the field', async () => {
  const people = { operator, portal };
  const narrow = await layHuman(worker, people, venue.id, {
    grid: { sales: ['view'], catalogue: ['view'], people: ['view', 'administer'] },
  });
  const from = (who: Human, body: object) =>
    as<Problem>(who, 'POST', '/v1/invitations', { email: newEmail(), ...body });
  const refused = async (who: Human, body: object, status: number, pointer: string) => {
    const answer = await from(who, body);
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [status, pointer], JSON.stringify(answer.body));
  };
  await refused(narrow, { preset: 'admin' }, 403, '/preset');
  await refused(narrow, { preset: 'box-office' }, 403, '/preset');
  await refused(narrow, { grid: { sales: ['view', 'edit'] } }, 403, '/grid');
  assert.equal((await from(narrow, { preset: 'observer' })).status, 201);
  assert.equal((await from(narrow, { grid: { sales: ['view'] } })).status, 201);
  await refused(admin, { grid: { support: ['view'] } }, 400, '/grid/support');
  await refused(admin, { grid: {} }, 400, '/grid');
  await refused(admin, { preset: 'observer', productions: ['XD-26-999-0000001'] }, 400, '/productions/0');
  await refused(admin, { preset: 'observer', organisation: portal.id }, 400, '/organisation');
  await refused(admin, { preset: 'observer', email: 'nobody' }, 400, '/email');
  await refused(admin, { preset: 'chief' }, 400, '/preset');
  const both = await from(admin, { preset: 'observer', grid: { sales: ['view'] } });
  assert.match(JSON.stringify(both.body.errors), /one of the two/);
  const scopes = ALL_SCOPES.filter((scope) => scope !== 'sales:push');
  const client = await layMember(worker, operator, 'venue', { scopes });
  const byClient = (preset: string) =>
    worker.call<Problem>(client.token, 'POST', '/v1/invitations', { email: newEmail(), preset });
  assert.equal((await byClient('admin')).status, 403);
  assert.equal((await byClient('marketing')).status, 201);
});

test('who was narrowed does not send a wider invitation again', async () => {
  const second = await layHuman(worker, { operator, portal }, venue.id, { preset: 'admin' });
  const { body } = await as<Invitation>(second, 'POST', '/v1/invitations', { email: newEmail(), preset: 'admin' });
  const narrow = await layHuman(worker, { operator, portal }, venue.id, {
    grid: { people: ['view', 'administer'] },
  });
  const again = await as<Problem>(narrow, 'POST', `/v1/invitations/${body.id}/resend`, {}, later(DAY));
  assert.deepEqual([again.status, again.body.errors?.[0]?.pointer], [403, '/preset']);
});

test('without a portal there is nothing to invite to, and that is said', async () => {
  const lonely = await startTestWorker();
  try {
    const token = await lonely.operatorToken();
    const { id } = await layMember(lonely, token, 'venue');
    const body = { email: newEmail(), preset: 'admin', organisation: id };
    const answer = await lonely.call<Problem>(token, 'POST', '/v1/invitations', body);
    assert.equal(answer.status, 409);
    assert.match(answer.body.detail, /registers its origin/);
    const nameless = await lonely.call<Problem>(token, 'POST', '/v1/invitations', { ...body, organisation: undefined });
    assert.equal(nameless.body.errors?.[0]?.pointer, '/organisation');
  } finally {
    await lonely.close();
  }
});
