// Tokens out and in, each claim wrong by itself; the keys lie in the directory's own schema, in SQLite in memory.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { memoryDirectory } from '../../local/memory-directory.ts';
import type { ApiError } from '../api-error.ts';
import type { Env } from '../env.ts';
import type { Actor } from './actor.ts';
import { signToken, verifyToken } from './tokens.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const SECOND = 1_000;
const CLIENT: Actor = {
  kind: 'client',
  clientId: 'XD-CLI-1',
  organisation: 7,
  organisationId: 'XD-ORG-7',
  organisationType: 'venue',
  scopes: ['sales:read'],
  livemode: false,
  epoch: 3,
};
const KINDS = [
  ['client', 'at+jwt', 'dip-api'],
  ['operator', 'at+jwt', 'dip-api'],
  ['embed', 'embed+jwt', 'dip-embed'],
  ['person', 'person+jwt', 'dip-person'],
] as const;

/** An installation of its own: no key and no verified token of another test. */
function installation() {
  const { d1, sqlite, asked } = memoryDirectory();
  const env = { DIRECTORY: d1, KEY_WRAPPING_SECRET: randomBytes(32).toString('base64') } as unknown as Env;
  return { env, sqlite, asked };
}
/** With a key of the test's own that the API knows, so that every claim can be made wrong. */
async function forging() {
  const made = installation();
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  made.sqlite
    .prepare("INSERT INTO signing_key VALUES ('ours', ?, '', 0, 0, 1, ?)")
    .run(JSON.stringify({ ...jwk, alg: 'ES256' }), NOW * 2);
  const forge = (
    claims: Record<string, unknown> = {},
    header: Record<string, unknown> = {},
    key: Parameters<SignJWT['sign']>[0] = pair.privateKey,
  ) => {
    const seconds = NOW / SECOND;
    const payload: Record<string, unknown> = {
      iss: 'dip-edge-api',
      aud: 'dip-api',
      sub: 'XD-CLI-1',
      jti: crypto.randomUUID(),
      iat: seconds,
      exp: seconds + 600,
      act: CLIENT,
      ...claims,
    };
    for (const [name, value] of Object.entries(payload)) if (value === undefined) delete payload[name];
    return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'ours', ...header }).sign(key);
  };
  return { ...made, forge, pair };
}
const outcome = (env: Env, token: string, now = NOW) =>
  verifyToken(env, token, now).then(
    () => 'accepted',
    (error: ApiError) => error.code,
  );

test('each kind of caller gets a token of its own type and audience, and comes back out as it went in', async () => {
  const { env } = installation();
  for (const [kind, typ, audience] of KINDS) {
    const token = await signToken(env, { ...CLIENT, kind }, NOW);
    const { kid, ...header } = decodeProtectedHeader(token);
    assert.deepEqual(header, { alg: 'ES256', typ });
    assert.match(kid ?? '', /^[\w-]{36}$/);
    const { jti, ...claims } = decodeJwt(token);
    assert.match(jti ?? '', /^[\w-]{36}$/);
    const seconds = NOW / SECOND;
    const act = { ...CLIENT, kind, at: NOW };
    assert.deepEqual(claims, {
      act,
      iss: 'dip-edge-api',
      aud: audience,
      sub: 'XD-CLI-1',
      iat: seconds,
      exp: seconds + 600,
    });
    assert.deepEqual(await verifyToken(env, token, NOW), act);
  }
});

test('a token may be given for less than ten minutes', async () => {
  const { env } = installation();
  const token = await signToken(env, CLIENT, NOW + 999, 20);
  assert.equal((decodeJwt(token).exp ?? 0) - NOW / SECOND, 20);
  assert.equal(decodeJwt(token).iat, NOW / SECOND);
});

test('a token ends after its time and half a minute, whether it was seen before or not', async () => {
  const { env } = installation();
  const [seen, fresh] = [await signToken(env, CLIENT, NOW), await signToken(env, CLIENT, NOW)];
  assert.equal(await outcome(env, seen), 'accepted');
  const end = NOW + 630 * SECOND;
  assert.equal(await outcome(env, seen, end - 1), 'accepted');
  assert.equal(await outcome(env, seen, end), 'token_expired');
  assert.equal(await outcome(env, seen, end), 'token_expired', 'forgotten, and still ended');
  assert.equal(await outcome(env, fresh, end), 'token_expired');
  assert.equal(await outcome(env, await signToken(env, CLIENT, NOW), end - SECOND), 'accepted');
});

test('a token that was verified is not verified again until it ends; one that ended is forgotten', async () => {
  const { env, asked } = installation();
  const token = await signToken(env, CLIENT, NOW);
  const first = await verifyToken(env, token, NOW);
  const once = asked();
  assert.equal(await verifyToken(env, token, NOW + 120 * SECOND), first);
  assert.equal(asked(), once, 'the keys are older than a minute, and are not asked for');
  assert.equal(await outcome(env, token, NOW + 700 * SECOND), 'token_expired');
  // Looked at anew: with the clock back it is good, and another object.
  const again = await verifyToken(env, token, NOW);
  assert.notEqual(again, first);
  assert.deepEqual(again, first);
});

test('well made with a known key it is accepted; each wrong thing by itself refuses it', async () => {
  const { env, forge, pair } = await forging();
  assert.equal(await outcome(env, await forge()), 'accepted');
  const stranger = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const open = new TextEncoder().encode(JSON.stringify(await crypto.subtle.exportKey('jwk', pair.publicKey)));
  const good = await forge();
  const [head = '', payload = '', signature = ''] = good.split('.');
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt', kid: 'ours' })).toString('base64url');
  const wrong: Record<string, string> = {
    'no token': 'x',
    'three parts of nothing': 'a.b.c',
    'alg none': `${none}.${payload}.`,
    'alg none with a signature': `${none}.${payload}.${signature}`,
    'no signature': `${head}.${payload}.`,
    'HS256 with the public key': await forge({}, { alg: 'HS256' }, open),
    'another key': await forge({}, {}, stranger.privateKey),
    'a kid that is nowhere': await forge({}, { kid: 'theirs' }),
    'no kid': await forge({}, { kid: undefined }),
    'no typ': await forge({}, { typ: undefined }),
    'typ JWT': await forge({}, { typ: 'JWT' }),
    'no issuer': await forge({ iss: undefined }),
    'another issuer': await forge({ iss: 'dip' }),
    'no audience': await forge({ aud: undefined }),
    'the audience of a page': await forge({ aud: 'dip-embed' }),
    'no end': await forge({ exp: undefined }),
    'no beginning': await forge({ iat: undefined }),
    'no subject': await forge({ sub: undefined }),
    'no number': await forge({ jti: undefined }),
    'no caller': await forge({ act: undefined }),
    'not yet': await forge({ nbf: NOW / SECOND + 31 }),
  };
  for (const [name, token] of Object.entries(wrong)) assert.equal(await outcome(env, token), 'unauthenticated', name);
  assert.equal(
    await outcome(env, await forge({ nbf: NOW / SECOND + 30 })),
    'accepted',
    'within what clocks may differ',
  );
});

test('no token of ours begins later than now or lives longer than ten minutes, whatever its key', async () => {
  const { env, forge } = await forging();
  const from = (seconds: number, life = 600) =>
    forge({ iat: NOW / SECOND + seconds, exp: NOW / SECOND + seconds + life });
  assert.equal(await outcome(env, await from(30)), 'accepted');
  assert.equal(await outcome(env, await from(31)), 'unauthenticated');
  assert.equal(await outcome(env, await from(0, 601)), 'unauthenticated');
  assert.equal(await outcome(env, await from(-1_000, 1_600)), 'unauthenticated');
  assert.equal(await outcome(env, await from(-629)), 'accepted');
});

test('two thousand tokens are remembered; one more takes the place of the oldest alone', async () => {
  const { env, forge } = await forging();
  const [first, second] = [await forge(), await forge()];
  const [one, two] = [await verifyToken(env, first, NOW), await verifyToken(env, second, NOW)];
  assert.equal(await verifyToken(env, first, NOW), one);
  for (let n = 2; n < 2_000; n += 1) await verifyToken(env, await forge(), NOW);
  assert.equal(await verifyToken(env, first, NOW), one);
  await verifyToken(env, await forge(), NOW);
  assert.equal(await verifyToken(env, second, NOW), two);
  assert.notEqual(await verifyToken(env, first, NOW), one);
});

test('a kind never passes for another: type, audience and caller must be of one kind', async () => {
  const { env, forge } = await forging();
  for (const [kind] of KINDS)
    for (const [, typ, aud] of KINDS) {
      const own = KINDS.some((row) => row[0] === kind && row[1] === typ);
      const token = await forge({ aud, act: { ...CLIENT, kind } }, { typ });
      assert.equal(await outcome(env, token), own ? 'accepted' : 'unauthenticated', `${kind} as ${typ}`);
    }
});

test('refusals tell the sender how to go on, and nothing about why', async () => {
  const { env, forge } = await forging();
  const refused = async (token: string, now = NOW) => verifyToken(env, token, now).catch((error: ApiError) => error);
  const bad = (await refused('x')) as ApiError;
  assert.deepEqual(
    [bad.message, bad.headers],
    ['the token is not valid here; ask for a new one', { 'www-authenticate': 'Bearer' }],
  );
  const late = (await refused(await forge(), NOW + 700 * SECOND)) as ApiError;
  assert.deepEqual(
    [late.message, late.headers],
    ['the token has ended; ask for a new one', { 'www-authenticate': 'Bearer error="invalid_token"' }],
  );
  const forgedKey = (await refused(await forge({}, { kid: 'theirs' }))) as ApiError;
  assert.deepEqual([forgedKey.message, forgedKey.headers], [bad.message, bad.headers]);
});
