/** The issuer's own description (OpenID Connect Discovery), kept for an hour and, where it cannot be reached, for a day. */
import * as oauth from 'oauth4webapi';
import { isLocal, type Env } from './env.ts';

/** The issuer does not answer, or not as an issuer does; nobody can sign in for the moment. */
export class IssuerAway extends Error {}

export interface Issuer {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly auth: oauth.ClientAuth;
  readonly options: { [oauth.allowInsecureRequests]?: true; signal: () => AbortSignal };
}

const FRESH_MS = 60 * 60_000;
const STALE_MS = 24 * FRESH_MS;
const LIMIT_MS = 8_000;
const known = new Map<string, { readonly server: oauth.AuthorizationServer; readonly at: number }>();

function authOf(server: oauth.AuthorizationServer, secret: string | undefined): oauth.ClientAuth {
  if (!secret) return oauth.None();
  const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return ways.includes('client_secret_basic') ? oauth.ClientSecretBasic(secret) : oauth.ClientSecretPost(secret);
}

/** Throws `IssuerAway`. */
export async function readIssuer(env: Env, now: number): Promise<Issuer> {
  const options = {
    ...(isLocal(env.OIDC_ISSUER) ? { [oauth.allowInsecureRequests]: true as const } : {}),
    signal: () => AbortSignal.timeout(LIMIT_MS),
  };
  const kept = known.get(env.OIDC_ISSUER);
  let server = kept && now - kept.at < FRESH_MS ? kept.server : null;
  if (!server) {
    try {
      const url = new URL(env.OIDC_ISSUER);
      server = await oauth.processDiscoveryResponse(
        url,
        await oauth.discoveryRequest(url, { algorithm: 'oidc', ...options }),
      );
      known.set(env.OIDC_ISSUER, { server, at: now });
    } catch (error) {
      if (!kept || now - kept.at > STALE_MS) throw new IssuerAway('no discovery', { cause: error });
      ({ server } = kept);
    }
  }
  return { server, client: { client_id: env.OIDC_CLIENT_ID }, auth: authOf(server, env.OIDC_CLIENT_SECRET), options };
}
