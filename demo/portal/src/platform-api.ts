/** The portal as a client of the API: its own access token, kept in memory, and calls with it or with a person's. */
import * as oauth from 'oauth4webapi';
import { PATHS, type ErrorCode, type Problem, type TokenAnswer } from '#protocol';
import { isLocal, type Env } from './env.ts';

/** The API refused; `code` is its own. `away`: it did not answer. */
export class ApiFault extends Error {
  readonly status: number;
  readonly code: ErrorCode | 'away';
  constructor(status: number, code: ErrorCode | 'away') {
    super(`the API answered ${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

const LIMIT_MS = 10_000;
const RENEW_BEFORE_MS = 120_000;
const held = new Map<string, { readonly token: string; readonly until: number }>();

const tokenEndpoint = (env: Env): string => new URL(PATHS.token, env.API_URL).href;

async function clientAuth(env: Env): Promise<oauth.ClientAuth> {
  if (!env.API_CLIENT_JWK) return oauth.ClientSecretBasic(env.API_CLIENT_SECRET ?? '');
  const jwk = JSON.parse(env.API_CLIENT_JWK) as JsonWebKey & { kid?: string };
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  return oauth.PrivateKeyJwt(
    { key, ...(jwk.kid ? { kid: jwk.kid } : {}) },
    {
      [oauth.modifyAssertion]: (_, payload) => {
        payload['aud'] = tokenEndpoint(env);
      },
    },
  );
}

async function ownToken(env: Env, now: number): Promise<string> {
  const kept = held.get(env.API_CLIENT_ID);
  if (kept && kept.until > now) return kept.token;
  const server = { issuer: env.API_URL, token_endpoint: tokenEndpoint(env) };
  const answer = await oauth
    .clientCredentialsGrantRequest(
      server,
      { client_id: env.API_CLIENT_ID },
      await clientAuth(env),
      {},
      {
        ...(isLocal(env.API_URL) ? { [oauth.allowInsecureRequests]: true } : {}),
        signal: () => AbortSignal.timeout(LIMIT_MS),
      },
    )
    .catch(() => {
      throw new ApiFault(0, 'away');
    });
  if (!answer.ok) throw new ApiFault(answer.status, answer.status >= 500 ? 'away' : 'unauthenticated');
  const { access_token, expires_in } = await answer.json<TokenAnswer>();
  held.set(env.API_CLIENT_ID, { token: access_token, until: now + expires_in * 1_000 - RENEW_BEFORE_MS });
  return access_token;
}

async function send<T>(env: Env, token: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(new URL(path, env.API_URL), {
    method,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(LIMIT_MS),
  }).catch(() => {
    throw new ApiFault(0, 'away');
  });
  const text = await answer.text();
  if (answer.ok) return (text ? JSON.parse(text) : null) as T;
  let code: ErrorCode | 'away' = answer.status >= 500 ? 'away' : 'invalid_request';
  try {
    ({ code } = JSON.parse(text) as Problem);
  } catch {
    // Not the API but something before it.
  }
  throw new ApiFault(answer.status, answer.status >= 500 ? 'away' : code);
}

/** As the portal itself. A token that was revoked in between is asked anew, once. */
export async function callApi<T>(env: Env, now: number, method: string, path: string, body?: unknown): Promise<T> {
  try {
    return await send<T>(env, await ownToken(env, now), method, path, body);
  } catch (error) {
    if (!(error instanceof ApiFault) || error.status !== 401 || !held.delete(env.API_CLIENT_ID)) throw error;
    return send<T>(env, await ownToken(env, now), method, path, body);
  }
}

/** As a person, with the token that was asked for them. */
export const callAs = <T>(env: Env, token: string, method: string, path: string, body?: unknown): Promise<T> =>
  send<T>(env, token, method, path, body);
