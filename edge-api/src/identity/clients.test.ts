import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Client, EmbedSessionAnswer, Problem } from '#protocol';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { untilEnded } from '../../local/until-ended.ts';

let worker: TestWorker;
let operator: string;
let venue: Member;
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  venue = await layMember(worker, operator, 'venue', { origins: [ORIGIN] });
});
after(() => worker.close());

const ORIGIN = 'https://huis.example';
interface Made {
  readonly id: string;
  readonly secret: string;
}
const call = <T = Problem>(token: string, method: string, path: string, body?: unknown, headers = {}) =>
  worker.call<T>(token, method, path, body, headers);
const make = async (scopes: string[], token = venue.token): Promise<Made> => {
  const made = await call<Made>(token, 'POST', '/v1/clients', { name: 'kassa', scopes });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
};
const shown = async (id: string): Promise<Client> => {
  const { body } = await call<{ items: Client[] }>(venue.token, 'GET', '/v1/clients');
  const found = body.items.find((one) => one.id === id);
  assert.ok(found);
  return found;
};
const rotate = (id: string, body: object) => call<Made>(venue.token, 'POST', `/v1/clients/${id}/secrets`, body);
const status = async (token: string, headers = {}) =>
  (await call(token, 'GET', '/v1/monitor', undefined, headers)).status;
/** Ends within 5 seconds, by the real clock. */
async function ends(token: string, headers = {}): Promise<void> {
  await untilEnded(async () => (await status(token, headers)) === 200);
  assert.equal(await status(token, headers), 401);
}

test('an organisation makes, names and lists its own clients, and no other organisation sees them', async () => {
  const made = await make(['sales:read', 'sales:push']);
  const other = await layMember(worker, operator, 'venue');
  const list = await call<{ items: Client[] }>(other.token, 'GET', '/v1/clients');
  assert.deepEqual(
    list.body.items.map(({ id }) => id),
    [other.clientId],
  );
  const asked = await call<{ items: Client[] }>(other.token, 'GET', `/v1/clients?organisation=${venue.id}`);
  assert.deepEqual(asked.body.items, []);
  const foreign = { organisation: venue.id, name: 'x', scopes: ['sales:read'] };
  const refused = await call(other.token, 'POST', '/v1/clients', foreign);
  assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, '/organisation']);
  const named = await call<Client>(venue.token, 'PATCH', `/v1/clients/${made.id}`, { name: 'kassa aan de gracht' });
  assert.equal(named.body.name, 'kassa aan de gracht');
  const one = await shown(made.id);
  assert.deepEqual([one.name, one.secrets.length, one.keys, one.lastUsedAt], [named.body.name, 1, [], null]);
});

test('a client makes only what it may itself, and hands out no secret of a wider one', async () => {
  const small = await make(['clients:write', 'sales:read']);
  const token = await worker.clientToken(small.id, small.secret);
  const wider = await call(token, 'POST', '/v1/clients', { name: 'x', scopes: ['sales:read', 'sales:push'] });
  assert.deepEqual([wider.status, wider.body.errors?.[0]?.pointer], [400, '/scopes/1']);
  assert.equal((await call(token, 'POST', '/v1/clients', { name: 'x', scopes: ['sales:read'] })).status, 201);
  const wide = await make(['sales:push']);
  assert.equal((await call(token, 'POST', `/v1/clients/${wide.id}/secrets`, {})).status, 403);
  const key = { jwk: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } };
  assert.equal((await call(token, 'POST', `/v1/clients/${wide.id}/keys`, key)).status, 403);
  assert.equal((await call(token, 'PATCH', `/v1/clients/${small.id}`, { scopes: ['sales:push'] })).status, 400);
});

test('nobody but the platform’s own gets to say who signed in, and operator is never given', async () => {
  for (const maker of [venue.token, operator]) {
    const body = { organisation: venue.id, name: 'x', scopes: ['people:sign-in'] };
    const refused = await call(maker, 'POST', '/v1/clients', body);
    assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, '/scopes/0']);
    assert.equal((await call(maker, 'POST', '/v1/clients', { ...body, scopes: ['operator'] })).status, 400);
  }
});

test('a session as admin makes clients no wider than the vendor’s own client, nor than the venue’s grant', async () => {
  const vendor = await layMember(worker, operator, 'vendor');
  const needs = ['catalogue:write', 'sales:push', 'links:write', 'people:write', 'clients:write', 'audit:read'];
  const deals = ['agreements:write', 'agreements:approve', 'agreements:settle'];
  const granted = [...needs, ...deals, 'embed:create'];
  await call(venue.token, 'POST', '/v1/grants', { venue: venue.id, organisation: vendor.id, scopes: granted });
  const session = await call<EmbedSessionAnswer>(vendor.token, 'POST', '/v1/embed-sessions', {
    organisation: venue.id,
    preset: 'admin',
    origins: [ORIGIN],
    viewer: 'balie-1',
  });
  assert.equal(session.status, 201, JSON.stringify(session.body));
  const create = (scopes: string[]) =>
    call(session.body.token, 'POST', '/v1/clients', { name: 'x', scopes }, { origin: ORIGIN });
  assert.equal((await create(['sales:push'])).status, 201);
  assert.equal((await create(['sales:read'])).body.errors?.[0]?.pointer, '/scopes/0');
});

test('a secret follows another with overlap: both open, and at its end the old one and its tokens do not', async () => {
  const made = await make(['sales:read']);
  const next = await rotate(made.id, { overlapHours: 1 });
  const both = await Promise.all([made.secret, next.body.secret].map((one) => worker.clientToken(made.id, one)));
  assert.deepEqual(await Promise.all(both.map((token) => status(token))), [200, 200]);
  const [old] = (await shown(made.id)).secrets;
  assert.ok(old?.endsAt && Math.abs(Date.parse(old.endsAt) - Date.now() - 3_600_000) < 60_000);
  // The hour is over.
  const db = await worker.database('DIRECTORY');
  await db.prepare('UPDATE client_secret SET ends_at = ?2 WHERE id = ?1').bind(old.id, Date.now()).run();
  await ends(both[0] ?? '');
  assert.equal(await status(both[1] ?? ''), 200);
  await assert.rejects(worker.clientToken(made.id, made.secret), /401/);
  assert.ok(await worker.clientToken(made.id, next.body.secret));
});

test('one secret removed ends its tokens and its sessions within 5 seconds, and no others of the client', async () => {
  const made = await make(['sales:read', 'embed:create']);
  const second = (await rotate(made.id, {})).body;
  const [leaked, good] = [
    await worker.clientToken(made.id, made.secret),
    await worker.clientToken(made.id, second.secret),
  ];
  const embed = async (token: string) =>
    (await call<EmbedSessionAnswer>(token, 'POST', '/v1/embed-sessions', { preset: 'marketing', origins: [ORIGIN] }))
      .body.token;
  const [stolen, own] = [await embed(leaked), await embed(good)];
  const first = (await shown(made.id)).secrets.find(({ id }) => id !== second.id);
  assert.equal((await call(venue.token, 'DELETE', `/v1/clients/${made.id}/secrets/${first?.id}`)).status, 200);
  const origin = { origin: ORIGIN };
  await Promise.all([ends(leaked), ends(stolen, origin)]);
  assert.deepEqual([await status(good), await status(own, origin)], [200, 200]);
  assert.equal((await call(venue.token, 'DELETE', `/v1/clients/${made.id}/secrets/${first?.id}`)).status, 404);
});

test('a client has at most ten living secrets; one that ends makes room', async () => {
  const made = await make(['sales:read']);
  for (let n = 1; n < 10; n += 1) assert.equal((await rotate(made.id, {})).status, 201);
  assert.equal((await rotate(made.id, {})).status, 409);
  const [first] = (await shown(made.id)).secrets;
  assert.equal((await call(venue.token, 'DELETE', `/v1/clients/${made.id}/secrets/${first?.id}`)).status, 200);
  assert.equal((await rotate(made.id, {})).status, 201);
  assert.equal((await rotate(made.id, { overlapHours: 0 })).status, 201);
  assert.equal((await shown(made.id)).secrets.length, 1);
});

test('other scopes end the tokens with the old ones within 5 seconds; a new token has the new ones', async () => {
  const made = await make(['sales:read', 'sales:push']);
  const token = await worker.clientToken(made.id, made.secret);
  assert.equal((await call(venue.token, 'PATCH', `/v1/clients/${made.id}`, { scopes: ['sales:push'] })).status, 200);
  await ends(token);
  const narrow = await worker.clientToken(made.id, made.secret);
  assert.equal(await status(narrow), 404);
  assert.equal((await call(narrow, 'PUT', '/v1/snapshots', { items: [{}] })).status, 422);
});

test('what was done to clients is in the audit log, without any secret', async () => {
  const made = await make(['sales:read']);
  const next = await rotate(made.id, { overlapHours: 0 });
  await call(venue.token, 'DELETE', `/v1/clients/${made.id}`);
  const db = await worker.database('DIRECTORY');
  const { results } = await db
    .prepare('SELECT action, after FROM audit_line WHERE object = ?1 ORDER BY key')
    .bind(made.id)
    .all<{ action: string; after: string | null }>();
  assert.deepEqual(
    results.map(({ action }) => action),
    ['client.create', 'client.secret.add', 'client.disable'],
  );
  const text = JSON.stringify(results);
  assert.ok(!text.includes(made.secret) && !text.includes(next.body.secret));
});

test('the bundle before this schema makes clients that work here, and knows the newest secret of those made here', async () => {
  const db = await worker.database('DIRECTORY');
  const { createHash } = await import('node:crypto');
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  await db
    .prepare(
      `INSERT INTO client (id, organisation, name, secret_sha256, scopes, created_at)
       SELECT 'XD-CLI-before', key, 'oud', ?2, '["sales:read"]', 0 FROM organisation WHERE id = ?1`,
    )
    .bind(venue.id, hash('old secret'))
    .run();
  assert.equal(await status(await worker.clientToken('XD-CLI-before', 'old secret')), 200);
  const next = await rotate('XD-CLI-before', { overlapHours: 2 });
  const column = async () =>
    (await db.prepare("SELECT secret_sha256 AS hash FROM client WHERE id = 'XD-CLI-before'").all<{ hash: string }>())
      .results[0]?.hash;
  assert.equal(await column(), hash(next.body.secret));
  await call(venue.token, 'DELETE', `/v1/clients/XD-CLI-before/secrets/${next.body.id}`);
  assert.equal(await column(), hash('old secret'));
});
