import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { EmbedSessionAnswer } from '#protocol';
import { layHouse } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { untilEnded } from '../../local/until-ended.ts';
import { decide, type Action, type Actor } from './actor.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const ORIGIN = 'http://host.test';
const session = (token: string, body: object) =>
  worker.call<EmbedSessionAnswer>(token, 'POST', '/v1/embed-sessions', body);

test('an embed session reads the monitor from its origin only, and pushes nothing', async () => {
  const house = await layHouse(worker, 1);
  const made = await session(house.token, { preset: 'marketing', origins: [ORIGIN] });
  assert.equal(made.status, 201);
  const { token, expires_in } = made.body;
  assert.equal(expires_in, 600);
  const read = (origin?: string) => worker.call(token, 'GET', '/v1/monitor', undefined, origin ? { origin } : {});
  const seen = await read(ORIGIN);
  assert.equal(seen.status, 200);
  assert.equal(seen.headers.get('access-control-allow-origin'), ORIGIN);
  assert.equal((await read('http://elsewhere.test')).status, 401);
  assert.equal((await worker.call(token, 'PUT', '/v1/snapshots', { items: [{}] })).status, 404);
  assert.equal((await worker.call(token, 'POST', '/v1/links', { ref: 'x' })).status, 404);
});

test('an origin that the organisation did not register is refused by name of the field', async () => {
  const house = await layHouse(worker, 1);
  const refused = await session(house.token, { preset: 'marketing', origins: ['https://thief.example'] });
  assert.equal(refused.status, 400);
  assert.match(JSON.stringify(refused.body), /"pointer":"\/origins\/0"/);
});

test('a session for another house is refused as if the house did not exist', async () => {
  const [one, two] = [await layHouse(worker, 1), await layHouse(worker, 1)];
  assert.equal(
    (await session(one.token, { organisation: two.id, preset: 'marketing', origins: [ORIGIN] })).status,
    404,
  );
  assert.equal(
    (await session(one.token, { organisation: 'XD-ORG-nobody', preset: 'marketing', origins: [ORIGIN] })).status,
    404,
  );
});

test('wrong secrets, foreign tokens, unsigned tokens and mixed-up kinds are all 401', async () => {
  const house = await layHouse(worker, 1);
  await assert.rejects(worker.clientToken(house.clientId, 'wrong'), /401/);
  const [head, payload] = house.token.split('.');
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
  for (const token of [`${none}.${payload}.`, `${head}.${payload}.AAAA`, 'abc', `${house.token}x`]) {
    assert.equal((await worker.call(token, 'GET', '/v1/monitor')).status, 401, token.slice(0, 20));
  }
});

test('raising the epoch of an organisation ends its tokens', async () => {
  const house = await layHouse(worker, 1);
  assert.equal((await worker.call(house.token, 'GET', '/v1/monitor')).status, 200);
  const db = await worker.database('DIRECTORY');
  await db.prepare('UPDATE organisation SET auth_epoch = auth_epoch + 1 WHERE key = ?1').bind(house.key).run();
  const status = async () => (await worker.call(house.token, 'GET', '/v1/monitor')).status;
  await untilEnded(async () => (await status()) === 200);
  assert.equal(await status(), 401);
});

test('the key set holds public parts only', async () => {
  const keys = (await (await worker.fetch('/.well-known/jwks.json')).json()) as { keys: Record<string, string>[] };
  assert.ok(keys.keys.length >= 1);
  assert.ok(keys.keys.every((key) => key['alg'] === 'ES256' && key['d'] === undefined));
});

test('deny is the default: without a token, scope or preset nothing but public is allowed', () => {
  const client: Actor = {
    kind: 'client',
    clientId: 'c',
    organisation: 1,
    organisationId: 'o',
    organisationType: 'venue',
    scopes: [],
    livemode: true,
    epoch: 1,
  };
  const actions: Action[] = [
    'read_sales',
    'push_sales',
    'read_catalogue',
    'write_catalogue',
    'link',
    'create_embed',
    'operate',
  ];
  for (const action of actions) {
    assert.equal(decide(undefined, action).allow, false);
    assert.equal(decide(client, action).allow, false);
    assert.equal(decide({ ...client, kind: 'embed' }, action).allow, false);
  }
});
