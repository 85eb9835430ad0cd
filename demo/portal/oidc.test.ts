// What an issuer, or somebody who plays one, may not get past the portal. A real HTTP server that answers whatever a test wants.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { Env } from './src/env.ts';
import { IssuerAway, readIssuer } from './src/issuer.ts';
import { begin, finish, SignInFault, type Flow } from './src/oidc.ts';

const NOW = Date.now();
const seconds = (ms: number): number => Math.floor(ms / 1_000);
const { publicKey, privateKey } = await generateKeyPair('ES256');
const stranger = await generateKeyPair('ES256');
const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };

let server: Server;
let issuer = '';
/** What the token endpoint answers next; asked with the body it got. */
let answerToken: (body: URLSearchParams) => Promise<{ status?: number; json: unknown }>;
let discovery: Record<string, unknown> = {};

before(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      const send = (json: unknown, status = 200): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
      };
      if (request.url === '/.well-known/openid-configuration') send(discovery);
      else if (request.url === '/jwks') send({ keys: [jwk] });
      else if (request.url === '/token')
        void answerToken(new URLSearchParams(text)).then(({ json, status }) => send(json, status));
      else send({}, 404);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  discovery = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    id_token_signing_alg_values_supported: ['ES256'],
    authorization_response_iss_parameter_supported: true,
  };
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const envOf = (more: Partial<Env> = {}): Env =>
  ({ PORTAL_ORIGIN: 'https://portal.example', OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'dip-portal', ...more }) as Env;

const claims = (flow: Flow): JWTPayload => ({
  iss: issuer,
  sub: 'anna',
  aud: 'dip-portal',
  nonce: flow.nonce,
  iat: seconds(NOW),
  exp: seconds(NOW) + 600,
  email: 'anna@theater.example',
  email_verified: true,
});
const sign = (payload: JWTPayload, key = privateKey, kid = 'one'): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid }).sign(key);

/** A whole sign-in with this id_token; `back` changes the address the browser comes back with. */
async function signInWith(
  idToken: (flow: Flow) => Promise<string> | string,
  back: (url: URL, flow: Flow) => void = () => undefined,
): Promise<Awaited<ReturnType<typeof finish>>> {
  const env = envOf();
  const found = await readIssuer(env, NOW);
  const { flow } = await begin(env, found, '/', 'nl', false);
  const made = await idToken(flow);
  answerToken = (body) => {
    assert.equal(body.get('code_verifier'), flow.verifier);
    assert.equal(body.get('redirect_uri'), 'https://portal.example/callback');
    return Promise.resolve({ json: { access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: made } });
  };
  const url = new URL(`https://portal.example/callback?code=abc&state=${flow.state}&iss=${encodeURIComponent(issuer)}`);
  back(url, flow);
  return finish(env, found, url, flow);
}
const refused = (reason: string) => (error: unknown) => error instanceof SignInFault && error.reason === reason;

test('an honest issuer is believed', async () => {
  const who = await signInWith((flow) => sign(claims(flow)));
  assert.deepEqual(who, {
    issuer,
    subject: 'anna',
    sid: null,
    email: 'anna@theater.example',
    emailVerified: true,
  });
});

test('an e-mail counts as verified only where the issuer says true', async () => {
  for (const said of ['true', 1, undefined])
    assert.equal((await signInWith((flow) => sign({ ...claims(flow), email_verified: said }))).emailVerified, false);
});

test('what is no e-mail address is left out, and signs in all the same', async () => {
  const who = await signInWith((flow) => sign({ ...claims(flow), email: 'Anna <anna@theater.example>' }));
  assert.deepEqual([who.subject, who.email, who.emailVerified], ['anna', undefined, undefined]);
});

const FORGED: Readonly<Record<string, (flow: Flow) => Promise<string> | string>> = {
  'another nonce': (flow) => sign({ ...claims(flow), nonce: 'other' }),
  'no nonce': (flow) => sign({ ...claims(flow), nonce: undefined }),
  'another audience': (flow) => sign({ ...claims(flow), aud: 'somebody-else' }),
  'several audiences without azp': (flow) => sign({ ...claims(flow), aud: ['dip-portal', 'somebody-else'] }),
  'another issuer': (flow) => sign({ ...claims(flow), iss: 'https://other.example' }),
  'an end five minutes ago': (flow) => sign({ ...claims(flow), exp: seconds(NOW) - 300 }),
  'no subject': (flow) => {
    const { sub: _, ...rest } = claims(flow);
    return sign(rest);
  },
  'a stranger’s key under a known kid': (flow) => sign(claims(flow), stranger.privateKey),
  'an unknown kid': (flow) => sign(claims(flow), stranger.privateKey, 'two'),
  'alg none': (flow) => new UnsecuredJWT(claims(flow)).encode(),
  'alg HS256 with the public key as secret': (flow) =>
    new SignJWT(claims(flow))
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .sign(new TextEncoder().encode(JSON.stringify(jwk))),
  'no JWT at all': () => 'nonsense',
};
for (const [name, idToken] of Object.entries(FORGED))
  test(`an id_token with ${name} signs nobody in`, () => assert.rejects(signInWith(idToken), refused('refused')));

test('an answer with another state, another iss or none, or a second code is refused', async () => {
  const good = (flow: Flow) => sign(claims(flow));
  for (const change of [
    (url: URL) => url.searchParams.set('state', 'other'),
    (url: URL) => url.searchParams.delete('state'),
    (url: URL) => url.searchParams.set('iss', 'https://other.example'),
    (url: URL) => url.searchParams.delete('iss'),
    (url: URL) => url.searchParams.append('code', 'second'),
  ])
    await assert.rejects(signInWith(good, change), refused('refused'));
  await assert.rejects(
    signInWith(good, (url) => {
      url.searchParams.delete('code');
      url.searchParams.set('error', 'access_denied');
    }),
    refused('cancelled'),
  );
});

test('a token endpoint that refuses the code, or falls over, is told apart', async () => {
  const env = envOf();
  const found = await readIssuer(env, NOW);
  const { flow } = await begin(env, found, '/', 'nl', false);
  const url = new URL(`https://portal.example/callback?code=abc&state=${flow.state}&iss=${encodeURIComponent(issuer)}`);
  answerToken = () => Promise.resolve({ status: 400, json: { error: 'invalid_grant' } });
  await assert.rejects(finish(env, found, url, flow), refused('refused'));
  answerToken = () => Promise.resolve({ status: 502, json: {} });
  await assert.rejects(finish(env, found, url, flow), IssuerAway);
});

test('a description is kept for an hour, used for a day while the issuer is away, and must be the issuer’s own', async () => {
  const HOUR = 3_600_000;
  await assert.rejects(readIssuer(envOf({ OIDC_ISSUER: issuer.replace('127.0.0.1', 'localhost') }), NOW), IssuerAway);
  const mine = envOf();
  await readIssuer(mine, NOW);
  const good = discovery;
  discovery = { ...good, issuer: 'https://other.example' };
  await readIssuer(mine, NOW + HOUR / 2);
  await readIssuer(mine, NOW + 23 * HOUR);
  await assert.rejects(readIssuer(mine, NOW + 25 * HOUR), IssuerAway);
  discovery = good;
});
