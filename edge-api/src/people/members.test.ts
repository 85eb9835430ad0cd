import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AuditLine, Member as Person, Me, Problem } from '#protocol';
import { ALL_SCOPES, layMember, type Member } from '../../local/test-catalogue.ts';
import {
  layHuman,
  layPortal,
  newEmail,
  personToken,
  PORTAL_ORIGIN,
  signIn,
  type Human,
} from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { untilEnded } from '../../local/until-ended.ts';

let worker: TestWorker;
let operator: string;
let portal: Member;
let people: { operator: string; portal: Member };
const at = { origin: PORTAL_ORIGIN };
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  portal = await layPortal(worker, operator);
  people = { operator, portal };
});
after(() => worker.close());

const as = <T>(token: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  worker.call<T & Problem>(token, method, path, body, { ...at, ...headers });
const venueWith = async (...presets: string[]): Promise<[Member, ...Human[]]> => {
  const venue = await layMember(worker, operator, 'venue', { scopes: [...ALL_SCOPES, 'audit:read'] });
  const humans: Human[] = [];
  for (const preset of presets) humans.push(await layHuman(worker, people, venue.id, { preset }));
  return [venue, ...humans];
};
/** Real time, bounded: the promise is 5 seconds. */
async function untilRefused(token: string, path = '/v1/monitor'): Promise<number> {
  await untilEnded(async () => (await as(token, 'GET', path)).status === 200);
  return (await as(token, 'GET', path)).status;
}

test('a removed member is refused within 5 seconds; everybody else of the organisation, and her other hat, go on', async () => {
  const [venue, admin, her, colleague] = (await venueWith('admin', 'marketing', 'marketing')) as [
    Member,
    Human,
    Human,
    Human,
  ];
  const [other] = await venueWith();
  const hat = await layHuman(worker, people, other.id, { preset: 'finance' }, { email: her.email });
  assert.equal((await as(her.token, 'GET', '/v1/monitor')).status, 200);
  const ended = await as<Person>(admin.token, 'DELETE', `/v1/members/${her.membership}`);
  assert.equal(ended.status, 200);
  assert.ok(ended.body.endedAt);
  assert.equal(await untilRefused(her.token), 401);
  for (const token of [admin.token, colleague.token, hat.token, venue.token])
    assert.equal((await as(token, 'GET', '/v1/monitor')).status, 200);
  await assert.rejects(personToken(worker, portal, her), /404/);
  const list = async (query = '') =>
    (await as<{ items: Person[] }>(admin.token, 'GET', `/v1/members${query}`)).body.items.map(({ id }) => id);
  assert.deepEqual(await list(), [admin.membership, colleague.membership]);
  assert.deepEqual(await list('?ended=yes'), [her.membership]);
  // Ended twice is ended.
  assert.equal((await as(admin.token, 'DELETE', `/v1/members/${her.membership}`)).status, 200);
  assert.equal((await as(admin.token, 'PATCH', `/v1/members/${her.membership}`, { preset: 'admin' })).status, 404);
});

test('a changed right holds within 5 seconds, and a new token has it at once', async () => {
  const [, admin, her] = (await venueWith('admin', 'marketing')) as [Member, Human, Human];
  const path = `/v1/members/${her.membership}`;
  const changed = await as<Person>(admin.token, 'PATCH', path, { grid: { catalogue: ['view', 'view'] } });
  assert.deepEqual([changed.body.preset, changed.body.grid], [null, { catalogue: ['view'] }]);
  const fresh = await personToken(worker, portal, her);
  assert.equal((await as(fresh, 'GET', '/v1/monitor')).status, 404);
  assert.equal((await as(fresh, 'GET', '/v1/productions')).status, 200);
  assert.equal(await untilRefused(her.token), 401);
  assert.deepEqual((await as<Me>(fresh, 'GET', '/v1/me')).body.grid, { catalogue: ['view'] });
});

test('who signs out everywhere is out everywhere within 5 seconds, and in again after signing in', async () => {
  const [venue, , her, colleague] = (await venueWith('admin', 'marketing', 'finance')) as [Member, Human, Human, Human];
  const hat = await layHuman(worker, people, venue.id, { preset: 'programming' }, { email: her.email });
  const out = await worker.call(portal.token, 'POST', '/v1/sign-outs', { user: her.user });
  assert.equal(out.status, 200);
  assert.equal(await untilRefused(her.token), 401);
  assert.equal(await untilRefused(hat.token), 401);
  assert.equal((await as(colleague.token, 'GET', '/v1/monitor')).status, 200);
  const asked = await worker.call<Problem>(portal.token, 'POST', '/v1/person-tokens', {
    user: her.user,
    membership: her.membership,
    signedInAt: her.signedInAt,
    origins: [PORTAL_ORIGIN],
  });
  assert.deepEqual([asked.status, asked.body.code], [403, 'signed_out']);
  const { signedInAt } = await signIn(worker, portal, her.email);
  const token = await personToken(worker, portal, { ...her, signedInAt });
  assert.equal((await as(token, 'GET', '/v1/monitor')).status, 200);
});

test('the last admin stays: not removed, not narrowed, not limited, by nobody, not even the operator', async () => {
  const [, admin, her] = (await venueWith('admin', 'marketing')) as [Member, Human, Human];
  const path = `/v1/members/${admin.membership}`;
  for (const token of [admin.token, operator]) {
    const removed = await as(token, 'DELETE', path);
    assert.deepEqual([removed.status, removed.body.code], [409, 'conflict']);
    for (const body of [{ preset: 'marketing' }, { grid: { people: ['view', 'administer'] } }]) {
      const narrowed = await as(token, 'PATCH', path, body);
      assert.match(narrowed.body.detail, /last admin/);
    }
  }
  assert.equal((await as(admin.token, 'GET', '/v1/members')).status, 200);
  assert.equal((await as(admin.token, 'PATCH', `/v1/members/${her.membership}`, { preset: 'admin' })).status, 200);
  assert.equal((await as(admin.token, 'DELETE', path)).status, 200);
});

test('of two admins who remove each other at the same moment, one stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [venue, one, two] = (await venueWith('admin', 'admin')) as [Member, Human, Human];
    const answers = await Promise.all([
      as(one.token, 'DELETE', `/v1/members/${two.membership}`),
      as(two.token, 'DELETE', `/v1/members/${one.membership}`),
      as(operator, 'PATCH', `/v1/members/${one.membership}`, { preset: 'observer' }),
    ]);
    assert.ok(answers.every(({ status }) => [200, 401, 404, 409].includes(status)));
    const left = await as<{ items: Person[] }>(operator, 'GET', `/v1/members?organisation=${venue.id}`);
    assert.equal(left.body.items.filter(({ preset }) => preset === 'admin').length, 1);
  }
});

test('the database itself keeps the last admin, and refuses a late editor', async () => {
  const [, admin] = (await venueWith('admin')) as [Member, Human];
  const db = await worker.database('DIRECTORY');
  const set = (columns: string) =>
    db.prepare(`UPDATE membership SET ${columns} WHERE id = ?1`).bind(admin.membership).run();
  await assert.rejects(set('ended_at = 1, revision = revision + 1'), /last admin/);
  await assert.rejects(set("productions = '[]', revision = revision + 1"), /last admin/);
  await assert.rejects(set('changed_at = 1'), /moved on/);
});

test('of two editors the later one is shown what stands, and overwrites nothing', async () => {
  const [, admin, her] = (await venueWith('admin', 'marketing')) as [Member, Human, Human];
  const path = `/v1/members/${her.membership}`;
  const first = await as(admin.token, 'PATCH', path, { preset: 'finance' }, { 'if-match': '"1"' });
  assert.deepEqual([first.status, first.headers.get('etag')], [200, '"2"']);
  const late = await as(admin.token, 'PATCH', path, { preset: 'direction' }, { 'if-match': '"1"' });
  assert.deepEqual([late.status, late.body.code], [412, 'edit_clash']);
  assert.equal((late.body.current as Person).preset, 'finance');
  assert.equal((await as(admin.token, 'DELETE', path, undefined, { 'if-match': '"1"' })).status, 412);
  assert.equal((await as(admin.token, 'PATCH', path, { preset: 'x' }, { 'if-match': '"2"' })).status, 400);
  const both = await as(admin.token, 'PATCH', path, { preset: 'finance', grid: { sales: ['view'] } });
  assert.match(JSON.stringify(both.body.errors), /not both/);
  const answers = await Promise.all(
    ['direction', 'programming', 'observer', 'marketing'].map((preset) =>
      as<Person>(admin.token, 'PATCH', path, { preset }, { 'if-match': '"2"' }),
    ),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 412, 412, 412],
  );
});

test('a member cannot be given a role that the same person has there already', async () => {
  const email = newEmail();
  const [venue, admin] = (await venueWith('admin')) as [Member, Human];
  await layHuman(worker, people, venue.id, { preset: 'marketing' }, { email });
  const second = await layHuman(worker, people, venue.id, { preset: 'finance' }, { email });
  const twice = await as(admin.token, 'PATCH', `/v1/members/${second.membership}`, { preset: 'marketing' });
  assert.equal(twice.status, 409);
});

test('nobody gives or takes at another organisation, and who administers nobody sees no people', async () => {
  const [, admin] = (await venueWith('admin')) as [Member, Human];
  const [, , her] = (await venueWith('admin', 'direction')) as [Member, Human, Human];
  for (const [method, body] of [
    ['PATCH', { preset: 'observer' }],
    ['DELETE', undefined],
  ] as const) {
    assert.equal((await as(admin.token, method, `/v1/members/${her.membership}`, body)).status, 404);
    assert.equal((await as(her.token, method, `/v1/members/${her.membership}`, body)).status, 404);
  }
  assert.equal((await as(her.token, 'GET', '/v1/members')).status, 404);
  assert.equal((await as(her.token, 'GET', '/v1/invitations')).status, 404);
});

test('every change of people stands in the organisation’s own audit log: who, what, before and after, no address', async () => {
  const [venue, admin, her] = (await venueWith('admin', 'marketing')) as [Member, Human, Human];
  await as(admin.token, 'PATCH', `/v1/members/${her.membership}`, { preset: 'finance' });
  await as(admin.token, 'DELETE', `/v1/members/${her.membership}`);
  const { body } = await as<{ items: AuditLine[] }>(venue.token, 'GET', '/v1/audit');
  const lines = body.items.filter(({ actor }) => actor.user === admin.user);
  assert.deepEqual(lines.map(({ action, object, before, after: now }) => [action, object, before, now]).toReversed(), [
    ['membership.change', her.membership, { user: her.user, preset: 'marketing' }, { preset: 'finance' }],
    ['membership.end', her.membership, { user: her.user, preset: 'finance' }, null],
  ]);
  assert.ok(lines.every(({ actor }) => actor.membership === admin.membership && actor.kind === 'person'));
  assert.deepEqual(
    body.items.map(({ action }) => action).filter((action) => /invitation|start/.test(action)).length,
    4,
  );
  assert.doesNotMatch(JSON.stringify(body), /@theater\.example/);
});

test('a portal asks tokens only for its own pages, of people as they signed in, in roles they have', async () => {
  const [, , her] = (await venueWith('admin', 'marketing')) as [Member, Human, Human];
  const [, stranger] = (await venueWith('admin')) as [Member, Human];
  const ask = (more: object) =>
    worker.call<Problem>(portal.token, 'POST', '/v1/person-tokens', {
      user: her.user,
      membership: her.membership,
      signedInAt: her.signedInAt,
      origins: [PORTAL_ORIGIN],
      ...more,
    });
  const thief = await ask({ origins: [PORTAL_ORIGIN, 'https://thief.example'] });
  assert.deepEqual([thief.status, thief.body.errors?.[0]?.pointer], [400, '/origins/1']);
  const ahead = await ask({ signedInAt: new Date(Date.now() + 300_000).toISOString() });
  assert.deepEqual([ahead.status, ahead.body.errors?.[0]?.pointer], [400, '/signedInAt']);
  for (const more of [
    { membership: stranger.membership },
    { user: stranger.user },
    { user: 'XD-USR-nobody' },
    { membership: 'XD-MEM-nothing' },
    { support: 'XD-SUP-nothing' },
  ])
    assert.deepEqual([(await ask(more)).status, (await ask(more)).body.code], [404, 'not_found'], JSON.stringify(more));
});

test('only a portal speaks for people: no other client, no person, no session, not the operator', async () => {
  const [venue, admin] = (await venueWith('admin')) as [Member, Human];
  const refused = await worker.call<Problem>(operator, 'POST', '/v1/clients', {
    organisation: venue.id,
    name: 'kassa',
    scopes: ['people:sign-in'],
  });
  assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, '/scopes/0']);
  const body = { issuer: 'https://login.example', subject: 'x' };
  for (const token of [venue.token, admin.token, operator])
    assert.equal((await as(token, 'POST', '/v1/sign-ins', body)).status, 404);
});

test('who administers people but sees no figures opens no door to them: no client, no grant, no observer', async () => {
  const [venue] = await venueWith('admin');
  const vendor = await layMember(worker, operator, 'vendor');
  const keeper = await layHuman(worker, people, venue.id, { grid: { people: ['view', 'administer'] } });
  const client = (scopes: string[]) => as(keeper.token, 'POST', '/v1/clients', { name: 'achterdeur', scopes });
  for (const scope of ['sales:read', 'sales:push', 'embed:create', 'catalogue:read', 'links:write']) {
    const refused = await client([scope]);
    assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, '/scopes/0'], scope);
  }
  assert.equal((await client(['people:read', 'audit:read'])).status, 201);
  const give = (token: string, scopes: string[]) =>
    as(token, 'POST', '/v1/grants', { venue: venue.id, organisation: vendor.id, scopes });
  assert.equal((await give(keeper.token, ['sales:push'])).status, 404);
  const observer = { observer: vendor.id, productions: ['XD-26-999-0000001'] };
  assert.equal((await as(keeper.token, 'POST', '/v1/observers', observer)).body.detail, 'there is nothing here');
  const viewer = await layHuman(worker, people, venue.id, {
    grid: { people: ['view', 'administer'], sales: ['view'], catalogue: ['view'] },
  });
  const wide = await give(viewer.token, ['catalogue:read', 'sales:push']);
  assert.deepEqual([wide.status, wide.body.errors?.[0]?.pointer], [403, '/scopes/1']);
  assert.equal((await give(viewer.token, ['catalogue:read', 'sales:read'])).status, 201);
});
