/** A client's own signed assertion (`private_key_jwt`, RFC 7523 §3): what it must say, and whether its key signed it. */
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify, type JWK } from 'jose';
import type { OAuthFault } from './client-credential.ts';

/** An assertion is made for one request, so it lives no longer. */
export const ASSERTION_TTL_SECONDS = 60;
/** Allowed difference between two clocks, seconds. */
export const ASSERTION_SKEW_SECONDS = 30;
const MAX_JTI = 255;

export interface Assertion {
  readonly kid: string;
  readonly jti: string;
  /** Seconds since 1970. */
  readonly exp: number;
}
export type AssertionReading =
  { readonly ok: true; readonly assertion: Assertion } | { readonly ok: false; readonly fault: OAuthFault };

const refuse = (error_description: string): AssertionReading => ({
  ok: false,
  fault: { error: 'invalid_client', error_description },
});

/**
 * Pure. What can be said of an assertion without knowing any client or key, so that the answer may name the fault: it is
 * the same for every client, one that exists and one that does not.
 */
export function readAssertion(text: string, audiences: readonly string[], now: number): AssertionReading {
  let header, claims;
  try {
    header = decodeProtectedHeader(text);
    claims = decodeJwt(text);
  } catch {
    return refuse('the assertion is no JWT');
  }
  if (header.alg !== 'ES256') return refuse('the assertion must be signed with ES256');
  if (typeof header.kid !== 'string' || !header.kid) return refuse('the assertion needs the kid of a registered key');
  if (!claims.iss || claims.iss !== claims.sub) return refuse('iss and sub must both be the client id');
  const audience = [claims.aud ?? []].flat();
  if (audience.length !== 1 || !audiences.includes(audience[0] ?? ''))
    return refuse(`aud must be ${audiences.join(' or ')}, alone`);
  if (typeof claims.jti !== 'string' || !claims.jti || claims.jti.length > MAX_JTI)
    return refuse(`jti must be 1 to ${MAX_JTI} characters, another each time`);
  const clock = `(it is ${new Date(now).toISOString()} here)`;
  const { exp, iat = now / 1000, nbf = now / 1000 } = claims;
  if (typeof exp !== 'number') return refuse('the assertion needs exp');
  if (exp <= now / 1000 - ASSERTION_SKEW_SECONDS) return refuse(`the assertion has ended; look at your clock ${clock}`);
  if (exp > now / 1000 + ASSERTION_TTL_SECONDS + ASSERTION_SKEW_SECONDS)
    return refuse(`exp must be at most ${ASSERTION_TTL_SECONDS} s ahead; look at your clock ${clock}`);
  if (Math.max(iat, nbf) > now / 1000 + ASSERTION_SKEW_SECONDS)
    return refuse(`the assertion begins in the future; look at your clock ${clock}`);
  return { ok: true, assertion: { kid: header.kid, jti: claims.jti, exp } };
}

/** Whether this registered key signed it. jose with everything explicit; it checks the claims once more. */
export async function isSignedBy(
  text: string,
  publicJwk: string,
  expected: { readonly clientId: string; readonly audiences: readonly string[]; readonly now: number },
): Promise<boolean> {
  try {
    await jwtVerify(text, await importJWK(JSON.parse(publicJwk) as JWK, 'ES256'), {
      algorithms: ['ES256'],
      issuer: expected.clientId,
      subject: expected.clientId,
      audience: [...expected.audiences],
      requiredClaims: ['exp', 'jti'],
      clockTolerance: ASSERTION_SKEW_SECONDS,
      currentDate: new Date(expected.now),
    });
    return true;
  } catch {
    return false;
  }
}
