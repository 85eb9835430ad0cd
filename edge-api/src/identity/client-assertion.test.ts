// A client's signed assertion: each thing it must say, wrong by itself; and whose key signed it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignJWT } from 'jose';
import { isSignedBy, readAssertion } from './client-assertion.ts';
import { keyCredential, proofOf } from './client-proof.ts';
import type { Standing } from './client-proof-store.ts';
import { sha256 } from './secret.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const SECONDS = NOW / 1_000;
const AUDIENCES = ['https://api.example/oauth/token', 'dip-edge-api'];
const newPair = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
const publicOf = async ({ publicKey }: CryptoKeyPair) =>
  JSON.stringify(await crypto.subtle.exportKey('jwk', publicKey));
const pair = await newPair();
const PUBLIC = await publicOf(pair);

function assertion(
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  key: Parameters<SignJWT['sign']>[0] = pair.privateKey,
): Promise<string> {
  const payload: Record<string, unknown> = {
    iss: 'XD-CLI-1',
    sub: 'XD-CLI-1',
    aud: AUDIENCES[0],
    jti: 'one',
    iat: SECONDS,
    exp: SECONDS + 60,
    ...claims,
  };
  for (const [name, value] of Object.entries(payload)) if (value === undefined) delete payload[name];
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header }).sign(key);
}
const said = (text: string) => {
  const reading = readAssertion(text, AUDIENCES, NOW);
  return reading.ok ? reading.assertion : reading.fault;
};
const fault = (error_description: string) => ({ error: 'invalid_client', error_description });
const CLOCK = '(it is 2026-11-20T12:00:00.000Z here)';

test('a good assertion names its key, its number and its end; either audience will do, also as a list of one', async () => {
  const good = { kid: 'k1', jti: 'one', exp: SECONDS + 60 };
  assert.deepEqual(said(await assertion()), good);
  for (const aud of [AUDIENCES[1], [AUDIENCES[0]]]) assert.deepEqual(said(await assertion({ aud })), good);
  assert.deepEqual(said(await assertion({ iat: undefined })), good);
});

test('each fault is said in words', async () => {
  const KID = 'the assertion needs the kid of a registered key';
  const SELF = 'iss and sub must both be the client id';
  const AUD = 'aud must be https://api.example/oauth/token or dip-edge-api, alone';
  const JTI = 'jti must be 1 to 255 characters, another each time';
  const hmac = new TextEncoder().encode(PUBLIC);
  const faults: [string, string][] = [
    ['x', 'the assertion is no JWT'],
    ['e30.x.x', 'the assertion is no JWT'],
    [await assertion({}, { alg: 'HS256' }, hmac), 'the assertion must be signed with ES256'],
    [await assertion({}, { kid: undefined }), KID],
    [await assertion({}, { kid: '' }), KID],
    [await assertion({}, { kid: 7 }), KID],
    [await assertion({ iss: undefined }), SELF],
    [await assertion({ iss: '', sub: '' }), SELF],
    [await assertion({ iss: undefined, sub: undefined }), SELF],
    [await assertion({ sub: 'XD-CLI-2' }), SELF],
    [await assertion({ aud: undefined }), AUD],
    [await assertion({ aud: 'https://elsewhere.example' }), AUD],
    [await assertion({ aud: AUDIENCES }), AUD],
    [await assertion({ aud: [] }), AUD],
    [await assertion({ jti: undefined }), JTI],
    [await assertion({ jti: '' }), JTI],
    [await assertion({ jti: 7 }), JTI],
    [await assertion({ jti: 'j'.repeat(256) }), JTI],
    [await assertion({ exp: undefined }), 'the assertion needs exp'],
    [await assertion({ exp: SECONDS - 30 }), `the assertion has ended; look at your clock ${CLOCK}`],
    [await assertion({ exp: SECONDS + 91 }), `exp must be at most 60 s ahead; look at your clock ${CLOCK}`],
    [await assertion({ iat: SECONDS + 31 }), `the assertion begins in the future; look at your clock ${CLOCK}`],
    [await assertion({ nbf: SECONDS + 31 }), `the assertion begins in the future; look at your clock ${CLOCK}`],
  ];
  for (const [text, description] of faults) assert.deepEqual(said(text), fault(description));
});

test('at the edges of what is allowed it is good', async () => {
  for (const edge of [
    { jti: 'j'.repeat(255) },
    { exp: SECONDS - 29 },
    { exp: SECONDS + 90 },
    { iat: SECONDS + 30 },
    { nbf: SECONDS + 30, iat: SECONDS - 300 },
  ])
    assert.ok('kid' in said(await assertion(edge)), JSON.stringify(edge));
});

const EXPECTED = { clientId: 'XD-CLI-1', audiences: AUDIENCES, now: NOW };

test('it is signed by the key that is registered, for this client, for us, at this time; nothing else is', async () => {
  const signed = async (text: string, jwk = PUBLIC, expected = EXPECTED) => isSignedBy(text, jwk, expected);
  assert.equal(await signed(await assertion()), true);
  assert.equal(await signed(await assertion({ aud: AUDIENCES[1] })), true);
  assert.equal(await signed(await assertion(), await publicOf(await newPair())), false);
  assert.equal(await signed(await assertion(), 'no key'), false);
  assert.equal(await signed(await assertion(), PUBLIC, { ...EXPECTED, clientId: 'XD-CLI-2' }), false);
  assert.equal(await signed(await assertion({ iss: 'XD-CLI-2' })), false);
  assert.equal(await signed(await assertion({ sub: 'XD-CLI-2' })), false);
  assert.equal(await signed(await assertion({ aud: 'https://elsewhere.example' })), false);
  assert.equal(await signed(await assertion({ exp: undefined })), false);
  assert.equal(await signed(await assertion({ jti: undefined })), false);
  const after = (seconds: number) => ({ ...EXPECTED, now: NOW + seconds * 1_000 });
  assert.equal(await signed(await assertion(), PUBLIC, after(89)), true);
  assert.equal(await signed(await assertion(), PUBLIC, after(91)), false);
  const text = await assertion();
  const hmac = new TextEncoder().encode(PUBLIC);
  for (const forged of [`${text.slice(0, -4)}AAAA`, await assertion({}, { alg: 'HS256' }, hmac), 'x'])
    assert.equal(await signed(forged), false);
  // A P-384 key signs well, but not as we ask.
  const wide = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, ['sign', 'verify']);
  assert.equal(await signed(await assertion({}, { alg: 'ES384' }, wide.privateKey), await publicOf(wide)), false);
});

async function standing(more: Partial<NonNullable<Standing['client']>> = {}): Promise<Standing> {
  const secrets = [
    { id: 'XD-SEC-1', sha256: await sha256('eerste'), used: null },
    { id: 'XD-SEC-2', sha256: await sha256('tweede'), used: 5 },
  ];
  const keys = [
    { kid: 'k1', jwk: PUBLIC, used: null },
    { kid: 'k2', jwk: PUBLIC, used: 6 },
  ];
  const client = { secrets, keys, ...more } as unknown as NonNullable<Standing['client']>;
  return { client, counter: 'c', failures: 0, failedAt: 0 };
}
const KNOWN = { audiences: AUDIENCES, now: NOW, operatorSha256: undefined as string | undefined };
const secretProof = (secret: string, at: Standing, known = KNOWN) =>
  proofOf({ kind: 'secret', clientId: 'XD-CLI-1', secret }, undefined, at, known);

test('each living secret proves, and says which it is and when it was used', async () => {
  const at = await standing();
  assert.deepEqual(await secretProof('eerste', at), { credential: 'XD-SEC-1', usedBefore: false, usedAt: null });
  assert.deepEqual(await secretProof('tweede', at), { credential: 'XD-SEC-2', usedBefore: true, usedAt: 5 });
  assert.equal(await secretProof('derde', at), undefined);
  assert.equal(await secretProof('', at), undefined);
  assert.equal(await secretProof('eerste', { ...at, client: null }), undefined);
});

test('the operator’s first secret proves where it is asked for, and nowhere else', async () => {
  const at = { ...(await standing()), client: null };
  const known = { ...KNOWN, operatorSha256: await sha256('baas') };
  assert.deepEqual(await secretProof('baas', at, known), { credential: '', usedBefore: true, usedAt: null });
  assert.equal(await secretProof('knecht', at, known), undefined);
  assert.equal(await secretProof('baas', at), undefined);
  assert.equal(await secretProof('', at, { ...KNOWN, operatorSha256: '' }), undefined);
});

test('a key proves by the assertion that names it, and only by that', async () => {
  const at = await standing();
  const prove = (text: string, kid: string | undefined, with_ = at, clientId = 'XD-CLI-1') =>
    proofOf(
      { kind: 'assertion', clientId, assertion: text },
      kid === undefined ? undefined : { kid, jti: 'one', exp: 0 },
      with_,
      KNOWN,
    );
  const text = await assertion();
  assert.equal(keyCredential('k1'), 'key k1');
  assert.deepEqual(await prove(text, 'k1'), { credential: 'key k1', kid: 'k1', usedBefore: false, usedAt: null });
  assert.deepEqual(await prove(text, 'k2'), { credential: 'key k2', kid: 'k2', usedBefore: true, usedAt: 6 });
  assert.equal(await prove(text, 'k3'), undefined);
  assert.equal(await prove(text, undefined), undefined);
  assert.equal(await prove(text, 'k1', { ...at, client: null }), undefined);
  assert.equal(await prove(text, 'k1', at, 'XD-CLI-2'), undefined);
  const other = [{ kid: 'k1', jwk: await publicOf(await newPair()), used: null }];
  assert.equal(await prove(text, 'k1', await standing({ keys: other })), undefined);
});
