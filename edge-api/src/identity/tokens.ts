/** Tokens out and in. jose with explicit algorithm, issuer, audience, type and claims; its defaults accept far too much. */
import { jwtVerify, SignJWT, decodeProtectedHeader } from 'jose';
import { ACCESS_TOKEN, EMBED_TOKEN, PERSON_TOKEN, TOKEN_TTL_SECONDS } from '#protocol';
import { ApiError } from '../api-error.ts';
import type { Env } from '../env.ts';
import type { Actor } from './actor.ts';
import { readKeys } from './signing-keys.ts';

export const ISSUER = 'dip-edge-api';
/** Allowed difference between two clocks, seconds. */
const SKEW_SECONDS = 30;
const MAX_VERIFIED = 2_000;

/** Verified tokens of this isolate, until their own end; bounded so that a flood of tokens cannot fill memory. */
const verified = new Map<string, { readonly actor: Actor; readonly exp: number }>();

const FORMS = [ACCESS_TOKEN, EMBED_TOKEN, PERSON_TOKEN];
/** A kind of actor has its own type and audience. */
const FORM_OF: Readonly<Record<Actor['kind'], (typeof FORMS)[number]>> = {
  client: ACCESS_TOKEN,
  operator: ACCESS_TOKEN,
  embed: EMBED_TOKEN,
  person: PERSON_TOKEN,
};

/** `now` is from before what the token says was read; `seconds` is shorter where a role switch ends sooner. */
export async function signToken(
  env: Env,
  actor: Actor,
  now: number,
  seconds: number = TOKEN_TTL_SECONDS,
): Promise<string> {
  const { sign } = await readKeys(env, now);
  if (!sign) throw new Error('no signing key');
  const form = FORM_OF[actor.kind];
  return new SignJWT({ act: { ...actor, at: now } })
    .setProtectedHeader({ alg: 'ES256', typ: form.typ, kid: sign.kid })
    .setIssuer(ISSUER)
    .setAudience(form.audience)
    .setSubject(actor.clientId)
    .setJti(crypto.randomUUID())
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(now / 1000) + seconds)
    .sign(sign.key);
}

const refuse = () =>
  new ApiError('unauthenticated', 'the token is not valid here; ask for a new one', {
    headers: { 'www-authenticate': 'Bearer' },
  });
const expired = () =>
  new ApiError('token_expired', 'the token has ended; ask for a new one', {
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  });

export async function verifyToken(env: Env, token: string, now: number): Promise<Actor> {
  const known = verified.get(token);
  if (known) {
    if (known.exp * 1000 > now - SKEW_SECONDS * 1000) return known.actor;
    verified.delete(token);
    throw expired();
  }
  let header;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    throw refuse();
  }
  const form = FORMS.find(({ typ }) => typ === header.typ) ?? ACCESS_TOKEN;
  const kid = header.kid ?? '';
  const key = (await readKeys(env, now, kid)).verify.get(kid);
  if (!key) throw refuse();
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['ES256'],
      issuer: ISSUER,
      audience: form.audience,
      typ: form.typ,
      requiredClaims: ['exp', 'iat', 'sub', 'jti', 'act'],
      clockTolerance: SKEW_SECONDS,
      currentDate: new Date(now),
    });
    const actor = payload['act'] as Actor;
    if (FORM_OF[actor.kind] !== form || !Number.isSafeInteger(actor.organisation)) throw refuse();
    // No token of ours begins later or lives longer, whatever clock wrote it.
    const [iat, exp] = [payload.iat ?? 0, payload.exp ?? 0];
    if (iat > now / 1000 + SKEW_SECONDS || exp - iat > TOKEN_TTL_SECONDS) throw refuse();
    if (verified.size >= MAX_VERIFIED) verified.delete(verified.keys().next().value ?? '');
    verified.set(token, { actor, exp });
    return actor;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_JWT_EXPIRED') throw expired();
    throw refuse();
  }
}
