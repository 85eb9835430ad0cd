/** Signing in by OpenID Connect: authorization code with PKCE (S256), `state`, `nonce`, `iss` and one exact redirect address. */
import * as oauth from 'oauth4webapi';
import type { Env } from './env.ts';
import { IssuerAway, type Issuer } from './issuer.ts';

/** What the browser keeps between leaving for the issuer and coming back. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where to go afterwards: a path of this portal. */
  readonly to: string;
}

export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly sid: string | null;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly name?: string;
  readonly locale?: 'nl' | 'en';
}

/** `cancelled`: the person or the issuer said no. `refused`: what came back does not fit what was sent. */
export class SignInFault extends Error {
  readonly reason: 'cancelled' | 'refused';
  constructor(reason: 'cancelled' | 'refused', cause: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

export const redirectUri = (env: Env): string => `${env.PORTAL_ORIGIN}/callback`;

export async function begin(
  env: Env,
  { server }: Issuer,
  to: string,
  lang: string,
  anew: boolean,
): Promise<{ url: URL; flow: Flow }> {
  if (!server.authorization_endpoint) throw new IssuerAway('no authorization endpoint');
  const flow = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    to,
  };
  const url = new URL(server.authorization_endpoint);
  for (const [name, value] of Object.entries({
    client_id: env.OIDC_CLIENT_ID,
    redirect_uri: redirectUri(env),
    response_type: 'code',
    scope: env.OIDC_SCOPE ?? 'openid profile email',
    code_challenge: await oauth.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: 'S256',
    state: flow.state,
    nonce: flow.nonce,
    ui_locales: lang,
    ...(anew ? { prompt: 'login' } : {}),
  }))
    url.searchParams.set(name, value);
  return { url, flow };
}

/** Who it is, once code, token, its signature and claims have been checked. Throws `SignInFault` or `IssuerAway`. */
export async function finish(env: Env, issuer: Issuer, back: URL, flow: Flow): Promise<Identity> {
  const { server, client, auth, options } = issuer;
  let parameters: URLSearchParams;
  try {
    parameters = oauth.validateAuthResponse(server, client, back, flow.state);
  } catch (error) {
    const said = error instanceof oauth.AuthorizationResponseError;
    throw new SignInFault(said && error.error === 'access_denied' ? 'cancelled' : 'refused', error);
  }
  const answer = await oauth
    .authorizationCodeGrantRequest(server, client, auth, parameters, redirectUri(env), flow.verifier, options)
    .catch((error: unknown) => {
      throw faultOf(error);
    });
  if (answer.status >= 500) throw new IssuerAway(`token endpoint ${answer.status}`);
  try {
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
      expectedNonce: flow.nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, answer, options);
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    if (!claims) throw new Error('no id_token');
    const more =
      claims['email'] === undefined && server.userinfo_endpoint
        ? await oauth.processUserInfoResponse(
            server,
            client,
            claims.sub,
            await oauth.userInfoRequest(server, client, tokens.access_token, options),
          )
        : claims;
    return identityOf(server.issuer, claims, more);
  } catch (error) {
    throw faultOf(error);
  }
}

/** No line to the issuer, or an answer that does not fit. */
const faultOf = (error: unknown): SignInFault | IssuerAway =>
  error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')
    ? new IssuerAway('no answer on the way back', { cause: error })
    : new SignInFault('refused', error);

const text = (value: unknown, max: number): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, max) : undefined;

function identityOf(issuer: string, claims: oauth.IDToken, more: Readonly<Record<string, unknown>>): Identity {
  const [email, name, locale] = [text(more['email'], 254), text(more['name'], 200), text(more['locale'], 35)];
  // What is no address invites nobody and must not keep its owner out.
  const address = email !== undefined && /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/.test(email) ? email : undefined;
  return {
    issuer,
    subject: claims.sub,
    sid: text(claims['sid'], 255) ?? null,
    ...(address === undefined ? {} : { email: address, emailVerified: more['email_verified'] === true }),
    ...(name === undefined ? {} : { name }),
    ...(locale === undefined ? {} : { locale: locale.startsWith('en') ? ('en' as const) : ('nl' as const) }),
  };
}
