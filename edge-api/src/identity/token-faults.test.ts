// What is done to tokens, and what comes of it. A key of our own stands in the directory's key set, so that a token can be
// wrong in one thing and right in all others.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import type { EmbedSessionAnswer, Problem } from '#protocol';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { layHuman, layPortal, PORTAL_ORIGIN, type Human } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { untilEnded } from '../../local/until-ended.ts';

const KID = 'a-key-of-the-test';
const FORMS = {
  client: { typ: 'at+jwt', aud: 'dip-api' },
  embed: { typ: 'embed+jwt', aud: 'dip-embed' },
  person: { typ: 'person+jwt', aud: 'dip-person' },
} as const;
type Kind = keyof typeof FORMS;
const KINDS = Object.keys(FORMS) as Kind[];

let worker: TestWorker;
let operator: string;
let [portal, venue] = [] as unknown as [Member, Member];
let her: Human;
let key: CryptoKey;
let publicPem: string;
/** A true token of each kind. */
const given = {} as Record<Kind, string>;

before(async () => {
  worker = await startTestWorker();
  const pair = await generateKeyPair('ES256', { extractable: true });
  key = pair.privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: KID, alg: 'ES256', use: 'sig' };
  publicPem = JSON.stringify(jwk);
  const db = await worker.database('DIRECTORY');
  await db
    .prepare(
      "INSERT INTO signing_key (kid, public_jwk, wrapped_private, published_at, signs_from, signs_until, gone_at) VALUES (?1, ?2, '', 0, 0, 0, ?3)",
    )
    .bind(KID, publicPem, Date.now() + 3_600_000)
    .run();
  operator = await worker.operatorToken();
  portal = await layPortal(worker, operator);
  venue = await layMember(worker, operator, 'venue', { origins: [PORTAL_ORIGIN] });
  her = await layHuman(worker, { operator, portal }, venue.id, { preset: 'marketing' });
  given.client = venue.token;
  given.person = her.token;
  const session = { preset: 'marketing', origins: [PORTAL_ORIGIN] };
  given.embed = (await worker.call<EmbedSessionAnswer>(venue.token, 'POST', '/v1/embed-sessions', session)).body.token;
});
after(() => worker.close());

const ask = (token: string, origin: string | null = PORTAL_ORIGIN) =>
  worker.call<Problem>(token, 'GET', '/v1/monitor', undefined, origin === null ? {} : { origin });
const outcome = async (token: string, origin: string | null = PORTAL_ORIGIN) => {
  const { status, body } = await ask(token, origin);
  return status === 200 ? '200' : `${status} ${body.code}`;
};
const REFUSED = '401 unauthenticated';
const EXPIRED = '401 token_expired';
const part = (token: string, i: number): JWTPayload =>
  JSON.parse(Buffer.from(token.split('.')[i] ?? '', 'base64url').toString()) as JWTPayload;
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);

/** The true token of a kind, signed anew with one thing changed; undefined takes a claim away. */
const forge = (kind: Kind, change: { header?: object; payload?: object; by?: CryptoKey } = {}) =>
  new SignJWT(JSON.parse(JSON.stringify({ ...part(given[kind], 1), ...change.payload })) as JWTPayload)
    .setProtectedHeader({ alg: 'ES256', typ: FORMS[kind].typ, kid: KID, ...change.header })
    .sign(change.by ?? key);

test('a token as it was given works, and so does one signed anew with nothing changed', async () => {
  for (const kind of KINDS) {
    assert.equal(await outcome(given[kind]), '200', kind);
    assert.equal(await outcome(await forge(kind)), '200', kind);
  }
});

test('a wrong token: garbage, cut off, two at once, far too long, another scheme, in the address', async () => {
  const [head, payload, signature] = given.client.split('.');
  for (const token of [
    'garbage',
    'a.b.c',
    '..',
    `${head}.${payload}`,
    `${head}.${payload}.`,
    `${head}.${payload}.${signature}x`,
    `${head}.${payload}.${'A'.repeat(86)}`,
    `${head}.${encoded({ ...part(given.client, 1), sub: 'other' })}.${signature}`,
    `${given.client}.${given.client}`,
    'x'.repeat(12_000),
  ])
    assert.equal(await outcome(token), REFUSED, token.slice(0, 30));
  for (const headers of [
    { authorization: given.client },
    { authorization: `Basic ${given.client}` },
    { authorization: `Bearer ${given.client} ${given.person}` },
    { authorization: `Bearer ${given.client}, Bearer ${given.person}` },
  ])
    assert.equal((await worker.fetch('/v1/monitor', { headers })).status, 401, JSON.stringify(headers).slice(0, 40));
  for (const name of ['access_token', 'token'])
    assert.equal((await worker.fetch(`/v1/monitor?${name}=${given.client}`)).status, 401);
});

test('an expired token says so; within half a minute of its end two clocks may differ', async () => {
  for (const kind of KINDS) {
    const ended = (ago: number) => forge(kind, { payload: { iat: now() - 600 - ago, exp: now() - ago } });
    assert.equal(await outcome(await ended(20)), '200', kind);
    assert.equal(await outcome(await ended(40)), EXPIRED, kind);
  }
});

test('a token already seen here ends all the same', async () => {
  // Five seconds of the thirty that a clock may be off are left.
  const token = await forge('client', { payload: { iat: now() - 600, exp: now() - 25 } });
  assert.equal(await outcome(token), '200');
  await untilEnded(async () => (await outcome(token)) === '200', 9_000);
  assert.equal(await outcome(token), EXPIRED);
});

test('a clock off by five minutes: a token from the future is refused, one from the past has expired', async () => {
  for (const kind of KINDS) {
    assert.equal(await outcome(await forge(kind, { payload: { iat: now() + 300, exp: now() + 900 } })), REFUSED);
    assert.equal(await outcome(await forge(kind, { payload: { iat: now() - 900, exp: now() - 300 } })), EXPIRED);
  }
});

test('a token that lives longer than any of ours is refused', async () => {
  assert.equal(await outcome(await forge('client', { payload: { iat: now(), exp: now() + 86_400 } })), REFUSED);
});

test('a forged kid: unknown, none, a path, another key’s', async () => {
  const other = await generateKeyPair('ES256');
  for (const kid of ['nobody', '', '../../keys', "' OR 1=1 --", undefined])
    assert.equal(await outcome(await forge('client', { header: { kid } })), REFUSED, String(kid));
  assert.equal(await outcome(await forge('client', { by: other.privateKey })), REFUSED);
  const real = (part(given.client, 0) as { kid?: string }).kid;
  assert.equal(await outcome(await forge('client', { header: { kid: real } })), REFUSED);
});

test('a key that travels in the token is not looked at', async () => {
  const thief = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(thief.publicKey);
  for (const header of [{ jwk }, { jku: 'https://thief.example/keys' }, { x5u: 'https://thief.example/cert' }])
    assert.equal(await outcome(await forge('client', { header, by: thief.privateKey })), REFUSED);
});

test('alg none, in any spelling, with and without a signature', async () => {
  const [, payload, signature] = given.client.split('.');
  for (const alg of ['none', 'None', 'NONE', 'nOnE', ''])
    for (const end of ['', signature])
      assert.equal(await outcome(`${encoded({ alg, typ: 'at+jwt', kid: KID })}.${payload}.${end}`), REFUSED, alg);
});

test('a mixed-up key type: our public key as a secret, RSA, Ed25519, another curve, another algorithm’s name', async () => {
  const payload = encoded(part(given.client, 1));
  const head = encoded({ alg: 'HS256', typ: 'at+jwt', kid: KID });
  for (const secret of [publicPem, KID, '']) {
    const mac = createHmac('sha256', secret).update(`${head}.${payload}`).digest('base64url');
    assert.equal(await outcome(`${head}.${payload}.${mac}`), REFUSED);
  }
  for (const alg of ['RS256', 'PS256', 'ES384', 'EdDSA'] as const) {
    const pair = await generateKeyPair(alg);
    assert.equal(await outcome(await forge('client', { header: { alg }, by: pair.privateKey })), REFUSED, alg);
  }
  const [, , signature] = (await forge('client')).split('.');
  for (const alg of ['ES384', 'ES256K', 'ES512', 'HS256'])
    assert.equal(await outcome(`${encoded({ alg, typ: 'at+jwt', kid: KID })}.${payload}.${signature}`), REFUSED, alg);
});

test('a token of one kind never passes for another: type, audience and content must be of one kind', async () => {
  for (const kind of KINDS)
    for (const typ of KINDS)
      for (const aud of KINDS) {
        const token = await forge(kind, { header: { typ: FORMS[typ].typ }, payload: { aud: FORMS[aud].aud } });
        const right = kind === typ && kind === aud;
        assert.equal(await outcome(token), right ? '200' : REFUSED, `${kind} as ${typ} for ${aud}`);
      }
  for (const typ of ['JWT', 'jwt', '', undefined])
    assert.equal(await outcome(await forge('client', { header: { typ } })), REFUSED, String(typ));
});

test('another issuer, and every claim that is missing', async () => {
  for (const kind of KINDS) {
    assert.equal(await outcome(await forge(kind, { payload: { iss: 'https://dip-edge-api' } })), REFUSED);
    for (const claim of ['iss', 'aud', 'exp', 'iat', 'sub', 'jti', 'act'])
      assert.equal(await outcome(await forge(kind, { payload: { [claim]: undefined } })), REFUSED, claim);
    for (const act of [null, 'operator', 7, {}, { kind: 'god' }])
      assert.equal(await outcome(await forge(kind, { payload: { act } })), REFUSED, JSON.stringify(act));
  }
});

test('a header that demands what we do not know is refused', async () => {
  const [, payload] = given.client.split('.');
  const head = encoded({ alg: 'ES256', typ: 'at+jwt', kid: KID, crit: ['exp'], exp: 1 });
  assert.equal(await outcome(`${head}.${payload}.${given.client.split('.')[2]}`), REFUSED);
});

test('a session’s or a person’s token stolen by a page of another origin is refused there, and no answer may be read', async () => {
  for (const kind of ['embed', 'person'] as const)
    for (const origin of ['https://thief.example', 'null', `${PORTAL_ORIGIN}:8443`, 'http://portal.example']) {
      const { status, headers } = await ask(given[kind], origin);
      assert.deepEqual([status, headers.get('access-control-allow-origin')], [401, null], `${kind} at ${origin}`);
    }
});

test('an embed session of a page keeps to its own page, also where another page of the same organisation is registered', async () => {
  const two = [PORTAL_ORIGIN, 'https://second.example'];
  const house = await layMember(worker, operator, 'venue', { origins: two });
  const session = { preset: 'marketing', origins: [two[1]] };
  const { body } = await worker.call<EmbedSessionAnswer>(house.token, 'POST', '/v1/embed-sessions', session);
  assert.equal(await outcome(body.token, 'https://second.example'), '200');
  assert.equal(await outcome(body.token, PORTAL_ORIGIN), REFUSED);
});

test('a disabled portal ends the tokens it asked for people, within 5 seconds, and no others', async () => {
  const second = await layPortal(worker, operator);
  const his = await layHuman(worker, { operator, portal: second }, venue.id, { preset: 'finance' });
  assert.equal(await outcome(his.token), '200');
  assert.equal((await worker.call(operator, 'DELETE', `/v1/clients/${second.clientId}`)).status, 200);
  await untilEnded(async () => (await outcome(his.token)) === '200');
  assert.equal(await outcome(his.token), REFUSED);
  assert.equal(await outcome(her.token), '200');
});

test('too many tokens: far more than an isolate remembers are all answered rightly, good and bad', async () => {
  const counts = { good: 0, bad: 0 };
  for (let i = 0; i < 50; i += 1)
    await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const bad = n % 10 === 0;
        const jti = `${i}-${n}`;
        const token = await forge('client', { payload: { jti, ...(bad ? { iss: 'x' } : {}) } });
        const answer = await worker.fetch('/v1/health', { headers: { authorization: `Bearer ${token}` } });
        assert.equal(answer.status, bad ? 401 : 200);
        counts[bad ? 'bad' : 'good'] += 1;
      }),
    );
  assert.deepEqual(counts, { good: 2_250, bad: 250 });
  for (const kind of KINDS) assert.equal(await outcome(given[kind]), '200', kind);
});

test('no refusal of a token says why, or repeats any of it', async () => {
  const token = await forge('person', { payload: { iss: 'x' } });
  const { body } = await ask(token);
  assert.equal(body.detail, 'the token is not valid here; ask for a new one');
  assert.doesNotMatch(JSON.stringify(body), new RegExp(`${KID}|${her.user}|${token.slice(0, 12)}`));
});
