// A person who asks to be forgotten: what says who it was is gone from the directory, and what was done stays in the log under an id.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AuditLine, Invitation, Member as Listed, Problem } from '#protocol';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { layHuman, layPortal, personToken, PORTAL_ORIGIN, signIn } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { untilEnded } from '../../local/until-ended.ts';

let worker: TestWorker;
let operator: string;
let [portal, venue] = [] as unknown as [Member, Member];
const EMAIL = 'Fenna.Zwaluw@theater.example';

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  portal = await layPortal(worker, operator);
  venue = await layMember(worker, operator, 'venue');
});
after(() => worker.close());

const erase = (token: string, user: string) =>
  worker.call<Problem & { user: string; erasedAt: string }>(token, 'DELETE', `/v1/people/${user}`);
const invite = async (email: string, organisation: string, preset = 'finance') =>
  worker.call<Invitation>(operator, 'POST', '/v1/invitations', { email, preset, organisation });
/** Every table of the directory, but the log, that holds this text in any letters. */
async function tablesWith(text: string): Promise<string[]> {
  const db = await worker.database('DIRECTORY');
  const { results } = await db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\'",
    )
    .all<{ name: string }>();
  const found: string[] = [];
  for (const { name } of results) {
    const rows = await db.prepare(`SELECT * FROM ${name}`).all();
    if (JSON.stringify(rows.results).toLowerCase().includes(text.toLowerCase())) found.push(name);
  }
  return found;
}

test('who is forgotten is a member nowhere, and neither name nor address is left in any table, the log included', async () => {
  const people = { operator, portal };
  const other = await layMember(worker, operator, 'producer');
  await layHuman(worker, people, venue.id, { preset: 'admin' });
  const fenna = await layHuman(worker, people, venue.id, { preset: 'marketing' }, { email: EMAIL });
  // An invitation that still waits, in other letters, with its mail.
  assert.equal((await invite(EMAIL.toUpperCase(), other.id)).status, 201);
  const at = { origin: PORTAL_ORIGIN };
  assert.equal((await worker.call(fenna.token, 'GET', '/v1/me', undefined, at)).status, 200);
  for (const table of ['person', 'mail', 'invitation'])
    assert.ok((await tablesWith('fenna.zwaluw')).includes(table), table);

  const { status, body } = await erase(operator, fenna.user);
  assert.deepEqual([status, body.user], [200, fenna.user]);
  assert.deepEqual([await tablesWith('fenna'), await tablesWith('zwaluw')], [[], []]);
  await untilEnded(async () => (await worker.call(fenna.token, 'GET', '/v1/me', undefined, at)).status === 200);
  await assert.rejects(personToken(worker, portal, fenna), /404/);

  const list = async (query: string) =>
    (await worker.call<{ items: Listed[] }>(venue.token, 'GET', `/v1/members?${query}`)).body.items;
  assert.ok((await list('')).every(({ user }) => user !== fenna.user));
  const had = (await list('ended=yes')).find(({ user }) => user === fenna.user);
  assert.deepEqual([had?.name, had?.email], [null, null]);
  const { items } = (await worker.call<{ items: AuditLine[] }>(venue.token, 'GET', '/v1/audit')).body;
  const line = items.find(({ action, object }) => action === 'membership.end' && object === fenna.membership);
  assert.equal((line?.before as { user?: string } | null)?.user, fenna.user);
  const waiting = await worker.call<{ items: (Invitation & { state: string })[] }>(
    operator,
    'GET',
    `/v1/invitations?organisation=${other.id}`,
  );
  assert.deepEqual(
    waiting.body.items.map(({ email, state }) => [email, state]),
    [['', 'withdrawn']],
  );

  // Once more changes nothing; the same account is somebody new.
  assert.deepEqual((await erase(operator, fenna.user)).body, body);
  const anew = await signIn(worker, portal, EMAIL);
  assert.notEqual(anew.user, fenna.user);
  assert.deepEqual(anew.memberships, []);
});

test('the last admin of an organisation is not forgotten before there is another', async () => {
  const alone = await layMember(worker, operator, 'venue');
  const people = { operator, portal };
  const admin = await layHuman(worker, people, alone.id, { preset: 'admin' });
  const refused = await erase(operator, admin.user);
  assert.deepEqual([refused.status, refused.body.code], [409, 'conflict']);
  assert.equal((await tablesWith(admin.email)).includes('person'), true);
  await layHuman(worker, people, alone.id, { preset: 'admin' });
  assert.equal((await erase(operator, admin.user)).status, 200);
});

test('only the operator forgets somebody, and nobody who is not there', async () => {
  const admin = await layHuman(worker, { operator, portal }, venue.id, { preset: 'admin' });
  for (const token of [venue.token, portal.token, admin.token])
    assert.equal(
      (await worker.call(token, 'DELETE', `/v1/people/${admin.user}`, undefined, { origin: PORTAL_ORIGIN })).status,
      404,
    );
  assert.equal((await erase(operator, 'XD-USR-0000000000')).status, 404);
});
