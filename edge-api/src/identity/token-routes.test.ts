import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import type { Problem, TokenAnswer } from '#protocol';
import { startCountingWorker, type CountingWorker } from '../../local/counting-worker.ts';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { untilEnded } from '../../local/until-ended.ts';
import { ASSERTION_TYPE } from './client-credential.ts';

let worker: CountingWorker;
let operator: string;
let venue: Member;
let key: CryptoKey;
let jwk: JWK;
before(async () => {
  worker = await startCountingWorker();
  operator = await worker.operatorToken();
  venue = await layMember(worker, operator, 'venue');
  const pair = await generateKeyPair('ES256', { extractable: true });
  key = pair.privateKey;
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'first', alg: 'ES256', use: 'sig' };
});
after(() => worker.close());

interface Made {
  readonly id: string;
  readonly secret: string;
}
type Answer = Partial<TokenAnswer> & Partial<Problem> & { error?: string; error_description?: string };
const make = async (scopes = ['sales:read']): Promise<Made> =>
  (await worker.call<Made>(venue.token, 'POST', '/v1/clients', { name: 'machine', scopes })).body;
const register = (id: string, body: object) =>
  worker.call<Problem & { kid: string }>(venue.token, 'POST', `/v1/clients/${id}/keys`, body);
const withKey = async (): Promise<Made> => {
  const made = await make();
  assert.equal((await register(made.id, { jwk })).status, 201);
  return made;
};
async function ask(
  form: Record<string, string> | [string, string][],
  more: { headers?: Record<string, string>; query?: string } = {},
): Promise<{ status: number; body: Answer; headers: Headers }> {
  const answer = await worker.fetch(`/oauth/token${more.query ?? ''}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...more.headers },
    body: new URLSearchParams([
      ['grant_type', 'client_credentials'],
      ...(Array.isArray(form) ? form : Object.entries(form)),
    ]).toString(),
  });
  return { status: answer.status, body: (await answer.json()) as Answer, headers: answer.headers };
}
const bySecret = ({ id, secret }: Made, headers: Record<string, string> = {}) =>
  ask({ client_id: id, client_secret: secret }, { headers });
const asserted = (client_assertion: string) => ask({ client_assertion_type: ASSERTION_TYPE, client_assertion });
const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });
const seconds = (ahead: number) => Math.floor(Date.now() / 1000) + ahead;
interface Claims {
  iss?: string;
  sub?: string;
  aud?: string | string[];
  exp?: number | undefined;
  jti?: string;
  iat?: number;
}
const sign = (id: string, claims: Claims = {}, header: object = {}, signer: CryptoKey | Uint8Array = key) => {
  const all = { iss: id, sub: id, aud: 'dip-edge-api', exp: seconds(60), jti: randomUUID(), ...claims };
  return new SignJWT(all as JWTPayload).setProtectedHeader({ alg: 'ES256', kid: 'first', ...header }).sign(signer);
};

test('a client with a registered key proves itself by an assertion, at the address or the issuer as audience', async () => {
  const { id } = await withKey();
  for (const aud of ['dip-edge-api', `${worker.url}/oauth/token`]) {
    const { status, body } = await asserted(await sign(id, { aud }));
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal((await worker.call(body.access_token ?? '', 'GET', '/v1/monitor')).status, 200);
  }
});

test('an assertion opens once: not a second time, not twice at once, and not where another isolate saw it', async () => {
  const { id } = await withKey();
  const one = await sign(id);
  assert.equal((await asserted(one)).status, 200);
  const again = await asserted(one);
  assert.deepEqual([again.status, again.body.error], [401, 'invalid_client']);
  assert.match(again.body.error_description ?? '', /used before/);
  const twin = await sign(id);
  const both = await Promise.all([asserted(twin), asserted(twin), asserted(twin)]);
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 401, 401],
  );
  const jti = randomUUID();
  const db = await worker.database('DIRECTORY');
  await db
    .prepare('INSERT INTO assertion_used (client, jti, ends_at) VALUES (?1, ?2, ?3)')
    .bind(id, jti, Date.now() + 60_000)
    .run();
  assert.equal((await asserted(await sign(id, { jti }))).status, 401);
});

test('what is wrong with an assertion is refused, and said where it tells nothing of any client', async () => {
  const { id } = await withKey();
  const stranger = await generateKeyPair('ES256');
  const said: [string, string, RegExp][] = [
    ['another audience', await sign(id, { aud: 'https://elsewhere.example/oauth/token' }), /aud must be/],
    ['two audiences', await sign(id, { aud: ['dip-edge-api', 'https://elsewhere.example'] }), /aud must be/],
    ['a clock five minutes ahead', await sign(id, { exp: seconds(360) }), /at most 60 s ahead; look at your clock/],
    ['a clock five minutes behind', await sign(id, { exp: seconds(-240) }), /has ended; look at your clock/],
    ['made in the future', await sign(id, { iat: seconds(300) }), /begins in the future/],
    ['no end', await sign(id, { exp: undefined }), /needs exp/],
    ['no jti', await sign(id, { jti: '' }), /jti must be/],
    ['no kid', await sign(id, {}, { kid: undefined }), /needs the kid/],
    ['iss is not sub', await sign(id, { sub: 'XD-CLI-other' }), /iss and sub/],
    [
      'alg none',
      new UnsecuredJWT({ iss: id, sub: id, aud: 'dip-edge-api', jti: 'x' }).setExpirationTime('1m').encode(),
      /ES256/,
    ],
    [
      'HS256 over the public key',
      await sign(id, {}, { alg: 'HS256' }, new TextEncoder().encode(JSON.stringify(jwk))),
      /ES256/,
    ],
    ['no JWT', 'nonsense', /no JWT/],
  ];
  for (const [name, assertion, why] of said) {
    const { status, body } = await asserted(assertion);
    assert.deepEqual([status, body.error], [401, 'invalid_client'], name);
    assert.match(body.error_description ?? '', why, name);
  }
  const silent = [
    ['a forged kid', await sign(id, {}, { kid: 'second' })],
    ['another key under its kid', await sign(id, {}, {}, stranger.privateKey)],
    [
      'a key carried in its own header',
      await sign(id, {}, { jwk: await exportJWK(stranger.publicKey) }, stranger.privateKey),
    ],
    ['a client that is not there', await sign('XD-CLI-0000000000')],
  ] as const;
  const wrong = (await bySecret({ id, secret: 'wrong' })).body;
  for (const [name, assertion] of silent) {
    const { status, body } = await asserted(assertion);
    assert.deepEqual([status, body], [401, wrong], name);
  }
});

test('a removed key ends its tokens within 5 seconds; the secret’s stay, and its kid is not used again', async () => {
  const made = await withKey();
  const token = (await asserted(await sign(made.id))).body.access_token ?? '';
  const other = (await bySecret(made)).body.access_token ?? '';
  const status = async (bearer: string) => (await worker.call(bearer, 'GET', '/v1/monitor')).status;
  assert.deepEqual([await status(token), await status(other)], [200, 200]);
  const path = `/v1/clients/${made.id}/keys/first`;
  assert.equal((await worker.call(venue.token, 'DELETE', path)).status, 200);
  await untilEnded(async () => (await status(token)) === 200);
  assert.deepEqual([await status(token), await status(other)], [401, 200]);
  assert.equal((await asserted(await sign(made.id))).status, 401);
  assert.equal((await register(made.id, { jwk })).status, 409);
  assert.equal((await worker.call(venue.token, 'DELETE', path)).status, 404);
});

test('only the public half of an ES256 key is registered, and no address of keys', async () => {
  const { id } = await make();
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const rsa = await exportJWK((await generateKeyPair('RS256')).publicKey);
  const p384 = await exportJWK((await generateKeyPair('ES384')).publicKey);
  const cases: [object, string, RegExp][] = [
    [{ jwk: await exportJWK(privateKey) }, '/jwk/d', /private part/],
    [{ jwk: rsa }, '/jwk/kty', /ES256/],
    [{ jwk: p384 }, '/jwk/crv', /P-256/],
    [{ jwk: { ...jwk, x: 'A'.repeat(43) } }, '/jwk', /no point/],
    [{ jwk, jwks_uri: 'https://elsewhere.example/keys' }, '/jwks_uri', /never fetched/],
    [{ jwk: { ...jwk, alg: 'none' } }, '/jwk/alg', /ES256/],
  ];
  for (const [body, pointer, why] of cases) {
    const refused = await register(id, body);
    assert.equal(refused.status, 400, pointer);
    const found = refused.body.errors?.find((one) => one.pointer === pointer);
    assert.match(found?.detail ?? JSON.stringify(refused.body), why);
  }
  const { kid: _, ...nameless } = jwk;
  assert.match((await register(id, { jwk: nameless })).body.kid, /^[\w-]{43}$/);
});

test('two ways at once, a secret in the address, a part twice and an unreadable header are refused', async () => {
  const made = await withKey();
  const assertion = { client_assertion_type: ASSERTION_TYPE, client_assertion: await sign(made.id) };
  const secret = { client_id: made.id, client_secret: made.secret };
  const invalid = async (asked: ReturnType<typeof ask>) => {
    const { status, body } = await asked;
    assert.deepEqual([status, body.error], [400, 'invalid_request'], body.error_description);
  };
  await invalid(ask({ ...secret, ...assertion }));
  await invalid(ask(assertion, { headers: basic(made.id, made.secret) }));
  await invalid(ask({ client_secret: made.secret }, { headers: basic(made.id, made.secret) }));
  await invalid(ask({ client_id: 'XD-CLI-other' }, { headers: basic(made.id, made.secret) }));
  await invalid(ask({}, { query: `?client_id=${made.id}&client_secret=${made.secret}` }));
  await invalid(ask([...Object.entries(secret), ['client_secret', 'wrong']]));
  await invalid(ask({ ...assertion, client_assertion_type: 'saml' }));
  for (const authorization of ['Basic %%%', `Basic ${btoa('%E0%A4%A:x')}`, 'Bearer abc'])
    assert.equal((await ask({}, { headers: { authorization } })).status, 401, authorization);
  assert.equal((await ask({}, { headers: basic(made.id, made.secret) })).status, 200);
});

test('scopes may be narrowed in the request; none that is left is said', async () => {
  const made = await make(['sales:read', 'catalogue:read']);
  const { id: client_id, secret: client_secret } = made;
  const narrow = await ask({ client_id, client_secret, scope: 'catalogue:read operator' });
  assert.equal(narrow.body.scope, 'catalogue:read');
  const none = await ask({ client_id, client_secret, scope: 'operator' });
  assert.deepEqual([none.status, none.body.error], [400, 'invalid_scope']);
});

test('a client that is not there and a wrong secret look alike: body, headers, queries, and also when it is enough', async () => {
  const [known, unknown] = [await make(), { id: 'XD-CLI-1111111111', secret: 'x' }];
  // A clock that stands: no copy of rights grows old between two answers, and no wait is over before the next.
  const clock = { 'x-test-clock': String(Date.now()) };
  await worker.fetch('/v1/health', { headers: clock });
  const seen = async (asked: () => ReturnType<typeof ask>) => {
    await worker.spent();
    const { status, body, headers } = await asked();
    const { queries } = await worker.spent();
    return { status, body: { ...body, requestId: '' }, queries, names: [...headers.keys()].toSorted() };
  };
  for (let tries = 0; tries < 7; tries += 1)
    assert.deepEqual(
      await seen(() => bySecret({ id: known.id, secret: 'wrong' }, clock)),
      await seen(() => bySecret(unknown, clock)),
    );
  assert.equal((await bySecret(unknown, clock)).status, 429);
});

test('five wrong secrets in a row slow the sixth, doubling to 15 minutes, from whatever address; one client alone', async () => {
  const [made, other] = [await make(), await make()];
  const fresh = await make();
  const wrong = () => bySecret({ id: made.id, secret: 'wrong' });
  assert.equal((await bySecret(made)).status, 200);
  const db = await worker.database('DIRECTORY');
  const used = async () =>
    (
      await db
        .prepare('SELECT last_used_at AS at FROM client_secret WHERE client = ?1')
        .bind(made.id)
        .all<{ at: number | null }>()
    ).results[0]?.at;
  while ((await used()) === null) await new Promise((resolve) => setTimeout(resolve, 20));
  const failed = (client: string, failures: number, ago: number) =>
    db
      .prepare('INSERT OR REPLACE INTO client_failure (client, failures, failed_at) VALUES (?1, ?2, ?3)')
      .bind(client, failures, Date.now() - ago)
      .run();
  /** The wait after so many, told exactly; it begins a minute later, so that it is not over by itself. */
  const waits = async (failures: number, wait: number): Promise<void> => {
    const from = Date.now();
    await failed(made.id, failures, -60_000);
    const { status, body, headers } = await wrong();
    assert.deepEqual([status, body.code], [429, 'rate_limited']);
    const told = Number(headers.get('retry-after'));
    const least = Math.ceil((from + 60_000 - Date.now()) / 1_000) + wait;
    assert.ok(told >= least && told <= wait + 60, `${told} s after ${failures}`);
  };
  const counted = async () =>
    (
      await db
        .prepare('SELECT failures, failed_at AS at FROM client_failure WHERE client = ?1')
        .bind(made.id)
        .all<{ failures: number; at: number }>()
    ).results;
  const from = Date.now();
  for (let tries = 0; tries < 5; tries += 1) assert.equal((await wrong()).status, 401);
  const [row] = await counted();
  assert.ok(row?.failures === 5 && row.at >= from && row.at <= Date.now(), JSON.stringify(row));
  await waits(5, 1);
  await waits(8, 8);
  await failed(made.id, 8, 8_001);
  assert.equal((await wrong()).status, 401);
  assert.equal((await counted())[0]?.failures, 9);
  await waits(9, 16);
  await waits(60, 900);
  // Nobody locks a client out: what was good before still is, and ends the row of wrong ones.
  assert.equal((await bySecret(other)).status, 200);
  assert.equal((await bySecret(made)).status, 200);
  while ((await counted()).length) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal((await wrong()).status, 401);
  // A secret that never was used waits like a guess, and then opens.
  await failed(fresh.id, 6, -60_000);
  assert.equal((await bySecret(fresh)).status, 429);
  await failed(fresh.id, 6, 2_001);
  assert.equal((await bySecret(fresh)).status, 200);
});

test('assertions that can be good no longer are swept', async () => {
  const db = await worker.database('DIRECTORY');
  const left = async () =>
    (await db.prepare("SELECT jti FROM assertion_used WHERE client = 'XD-CLI-swept'").all<{ jti: string }>()).results;
  for (const [jti, endsAt] of [
    ['over', Date.now() - 1],
    ['alive', Date.now() + 60_000],
  ] as const)
    await db
      .prepare("INSERT INTO assertion_used (client, jti, ends_at) VALUES ('XD-CLI-swept', ?1, ?2)")
      .bind(jti, endsAt)
      .run();
  await worker.runMinuteJob();
  assert.deepEqual(await left(), [{ jti: 'alive' }]);
});
