import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AuditLine, Me, PersonTokenAnswer, Problem, RoleSwitch, SupportMember } from '#protocol';
import { ALL_SCOPES, layMember, type Member } from '../../local/test-catalogue.ts';
import { layHuman, layPortal, personToken, PORTAL_ORIGIN, type Human } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { untilEnded } from '../../local/until-ended.ts';
import { routeNotes } from '../app.ts';

let worker: TestWorker;
let operator: string;
let [portal, venue] = [] as unknown as [Member, Member];
let [support, chief, marketer, admin] = [] as unknown as [Human, Human, Human, Human];
const REASON = 'de monitor blijft leeg na het koppelen';
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  portal = await layPortal(worker, operator);
  venue = await layMember(worker, operator, 'venue', {
    name: 'Schouwburg Noord',
    scopes: [...ALL_SCOPES, 'audit:read'],
  });
  const people = { operator, portal };
  chief = await layHuman(worker, people, portal.id, { preset: 'admin' });
  // The platform's admin gives its people the right to look, without the operator.
  support = await layHuman(worker, { ...people, inviter: chief.token }, portal.id, {
    grid: { support: ['view'], people: ['view'] },
  });
  admin = await layHuman(worker, people, venue.id, { preset: 'admin' });
  marketer = await layHuman(worker, people, venue.id, { preset: 'marketing' });
});
after(() => worker.close());

const as = <T>(token: string, method: string, path: string, body?: unknown) =>
  worker.call<T & Problem>(token, method, path, body, { origin: PORTAL_ORIGIN });
const begin = (who: Human, membership: string, more: object = {}) =>
  as<{ id: string; until: string }>(who.token, 'POST', '/v1/role-switches', { membership, reason: REASON, ...more });
const lookAs = async (one: Human, more: object = {}) => {
  const { body } = await begin(support, one.membership, more);
  const token = await personToken(worker, portal, { ...support, membership: one.membership, support: body.id });
  return { ...body, token };
};
const mails = async (email: string) => {
  const db = await worker.database('DIRECTORY');
  return (
    await db
      .prepare("SELECT subject, body FROM mail WHERE recipient = ?1 AND subject LIKE '%looked as you%'")
      .bind(email)
      .all<{ subject: string; body: string }>()
  ).results;
};

test('support finds a member by name, e-mail or organisation, and nobody of the platform itself', async () => {
  const find = (q: string) =>
    as<{ items: SupportMember[] }>(support.token, 'GET', `/v1/support/members?q=${encodeURIComponent(q)}`);
  for (const q of [marketer.email, `naam ${marketer.email.split('@')[0] ?? ''}`, 'schouwburg noord'])
    assert.ok(
      (await find(q)).body.items.some(({ membership }) => membership === marketer.membership),
      q,
    );
  assert.deepEqual((await find(chief.email)).body.items, []);
  assert.deepEqual([(await find('x')).status, (await find('x')).body.errors?.[0]?.pointer], [400, '/q']);
});

test('support sees what the member sees, and /v1/me says who looks, as whom, why and until when', async () => {
  const look = await lookAs(marketer);
  const { body } = await as<Me>(look.token, 'GET', '/v1/me');
  assert.deepEqual(
    [body.user, body.membership, body.preset, body.organisation.id],
    [support.user, marketer.membership, 'marketing', venue.id],
  );
  assert.deepEqual(body.support, {
    id: look.id,
    reason: REASON,
    until: look.until,
    as: {
      membership: marketer.membership,
      preset: 'marketing',
      organisation: { id: venue.id, name: 'Schouwburg Noord', type: 'venue' },
    },
  });
  assert.deepEqual(
    body.memberships.map(({ id }) => id),
    [support.membership],
  );
  assert.equal((await as(look.token, 'GET', '/v1/monitor')).status, 200);
  assert.equal((await as(look.token, 'GET', '/v1/members')).status, 404);
});

/** Asked by POST for the length of the question; nothing is written. */
const LOOKING = ['/v1/agreements/simulate'];

test('support changes nothing, whatever the member may do: every writing route is closed', async () => {
  const look = await lookAs(admin);
  assert.equal((await as(look.token, 'GET', '/v1/members')).status, 200);
  for (const { method, path, action } of routeNotes()) {
    if (method === 'get' || action === 'public' || path.startsWith('/v1/role-switches') || LOOKING.includes(path))
      continue;
    const answer = await worker.fetch(path.replaceAll(/:\w+/g, marketer.membership), {
      method: method.toUpperCase(),
      headers: { authorization: `Bearer ${look.token}`, origin: PORTAL_ORIGIN, 'content-type': 'application/json' },
      body: '{}',
    });
    assert.equal(answer.status, 404, `${method} ${path}`);
    await answer.arrayBuffer();
  }
});

test('each call of support is a line in the log of those looked at, also one refused: the route, no query, no id', async () => {
  const look = await lookAs(marketer);
  await as(look.token, 'GET', '/v1/monitor?q=geheim-woord');
  await as(look.token, 'GET', '/v1/performances/XD-26-001-0000001%7C00001/series?q=geheim-woord');
  await as(look.token, 'POST', '/v1/links', { ref: 'geheim-woord' });
  const { body } = await as<{ items: AuditLine[] }>(venue.token, 'GET', '/v1/audit');
  const lines = body.items.filter(({ actor }) => actor.support === look.id);
  assert.deepEqual(lines.map(({ action, object, after: now }) => [action, object, now]).toReversed(), [
    ['support.call', 'GET /v1/monitor', { allowed: true }],
    ['support.call', 'GET /v1/performances/:performance/series', { allowed: true }],
    ['support.call', 'POST /v1/links', { allowed: false }],
  ]);
  assert.ok(lines.every(({ actor }) => actor.user === support.user && actor.membership === marketer.membership));
  const start = body.items.find(({ action, object }) => action === 'support.start' && object === look.id);
  assert.deepEqual(start?.after, {
    membership: marketer.membership,
    user: marketer.user,
    reason: REASON,
    until: look.until,
  });
  assert.doesNotMatch(JSON.stringify(body), /geheim-woord/);
});

test('ended by hand: the tokens end within 5 seconds, the member is mailed the reason once, and both logs have it', async () => {
  const look = await lookAs(marketer);
  const before = (await mails(marketer.email)).length;
  const ended = await as<RoleSwitch>(support.token, 'DELETE', `/v1/role-switches/${look.id}`);
  assert.ok(ended.body.endedAt);
  await untilEnded(async () => (await as(look.token, 'GET', '/v1/monitor')).status === 200);
  assert.equal((await as(support.token, 'GET', '/v1/role-switches')).status, 200);
  assert.equal((await as(support.token, 'DELETE', `/v1/role-switches/${look.id}`)).status, 200);
  await worker.runMinuteJob();
  const told = await mails(marketer.email);
  assert.equal(told.length, before + 1);
  assert.ok(told.at(-1)?.body.includes(REASON));
  assert.match(told.at(-1)?.subject ?? '', /^Support keek mee als jij bij Schouwburg Noord/);
  const db = await worker.database('DIRECTORY');
  const { results } = await db
    .prepare("SELECT organisation FROM audit_line WHERE action = 'support.end' AND object = ?1")
    .bind(look.id)
    .all<{ organisation: number }>();
  assert.equal(new Set(results.map((row) => row.organisation)).size, 2);
  await assert.rejects(
    personToken(worker, portal, { ...support, membership: marketer.membership, support: look.id }),
    /404/,
  );
});

test('who looks may end it with the very token of the look', async () => {
  const look = await lookAs(marketer);
  assert.equal((await as(look.token, 'DELETE', `/v1/role-switches/${look.id}`)).status, 200);
});

test('it ends by itself: the token lives no longer than the look, and the minute job tells the member', async () => {
  const { body } = await begin(support, marketer.membership, { minutes: 1 });
  const answer = await worker.call<PersonTokenAnswer>(portal.token, 'POST', '/v1/person-tokens', {
    user: support.user,
    membership: marketer.membership,
    signedInAt: support.signedInAt,
    origins: [PORTAL_ORIGIN],
    support: body.id,
  });
  assert.ok(answer.body.expires_in <= 60 && answer.body.expires_in > 50, String(answer.body.expires_in));
  const before = (await mails(marketer.email)).length;
  await worker.runMinuteJob();
  assert.equal((await mails(marketer.email)).length, before);
  // As a minute later.
  const db = await worker.database('DIRECTORY');
  const endsAt = Date.now() - 1;
  const ended = JSON.stringify({ until: new Date(endsAt).toISOString() });
  await db
    .prepare('UPDATE role_switch SET ends_at = ?2, revision = revision + 1 WHERE id = ?1')
    .bind(body.id, endsAt)
    .run();
  await assert.rejects(
    personToken(worker, portal, { ...support, membership: marketer.membership, support: body.id }),
    /404/,
  );
  for (let i = 0; i < 2; i += 1) await worker.runMinuteJob();
  assert.equal((await mails(marketer.email)).length, before + 1);
  const { results } = await db
    .prepare("SELECT organisation, after FROM audit_line WHERE action = 'support.end' AND object = ?1")
    .bind(body.id)
    .all<{ organisation: number; after: string }>();
  assert.equal(new Set(results.map((row) => row.organisation)).size, 2);
  assert.deepEqual(
    results.map((row) => row.after),
    [ended, ended],
  );
});

test('a reason of 10 to 500 characters and at most an hour, of a member who is there and not of the platform', async () => {
  const refused = async (body: object, pointer: string) => {
    const answer = await as(support.token, 'POST', '/v1/role-switches', { membership: marketer.membership, ...body });
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [400, pointer], JSON.stringify(answer.body));
  };
  await refused({}, '/reason');
  await refused({ reason: 'te kort   ' }, '/reason');
  await refused({ reason: 'x'.repeat(501) }, '/reason');
  await refused({ reason: REASON, minutes: 61 }, '/minutes');
  await refused({ reason: REASON, minutes: 0 }, '/minutes');
  for (const membership of ['XD-MEM-nothing', chief.membership]) {
    const answer = await begin(support, membership);
    assert.deepEqual([answer.status, answer.body.detail], [404, 'no such membership']);
  }
});

test('nobody else looks: no member, no admin, no client, no operator, no supporter of yesterday', async () => {
  for (const token of [marketer.token, admin.token, venue.token, operator])
    assert.equal(
      (await as(token, 'POST', '/v1/role-switches', { membership: marketer.membership, reason: REASON })).status,
      404,
    );
  const look = await lookAs(marketer);
  assert.equal((await as(marketer.token, 'DELETE', `/v1/role-switches/${look.id}`)).status, 404);
  assert.equal(
    (await as(look.token, 'POST', '/v1/role-switches', { membership: admin.membership, reason: REASON })).status,
    404,
  );
  await assert.rejects(
    personToken(worker, portal, { ...support, membership: admin.membership, support: look.id }),
    /404/,
  );
  await assert.rejects(
    personToken(worker, portal, { ...marketer, membership: marketer.membership, support: look.id }),
    /404/,
  );
});

test('a supporter who is removed looks no more: within 5 seconds the look ends, and the member is told', async () => {
  const people = { operator, portal };
  const leaving = await layHuman(worker, people, portal.id, { grid: { support: ['view'], people: ['view'] } });
  const { body } = await begin(leaving, marketer.membership);
  const token = await personToken(worker, portal, { ...leaving, membership: marketer.membership, support: body.id });
  assert.equal((await as(token, 'GET', '/v1/monitor')).status, 200);
  const before = (await mails(marketer.email)).length;
  assert.equal((await as(chief.token, 'DELETE', `/v1/members/${leaving.membership}`)).status, 200);
  await untilEnded(async () => (await as(token, 'GET', '/v1/monitor')).status === 200);
  await worker.runMinuteJob();
  assert.equal((await mails(marketer.email)).length, before + 1);
});

test('an admin sees when support looked as the organisation’s people; support sees its own looks', async () => {
  const { id } = await lookAs(marketer);
  const list = async (token: string) =>
    (await as<{ items: RoleSwitch[] }>(token, 'GET', '/v1/role-switches')).body.items.map((one) => one.id);
  assert.ok((await list(admin.token)).includes(id));
  assert.ok((await list(support.token)).includes(id));
  assert.ok((await list(chief.token)).includes(id));
  const other = await layHuman(worker, { operator, portal }, (await layMember(worker, operator, 'venue')).id, {
    preset: 'admin',
  });
  assert.deepEqual(await list(other.token), []);
  assert.equal((await as(marketer.token, 'GET', '/v1/role-switches')).status, 404);
});
