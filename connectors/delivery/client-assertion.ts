// What the connector signs to prove itself (private_key_jwt, RFC 7523): nothing secret leaves the machine.
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import type { Secret } from '../secret.ts';

const LIVES_SECONDS = 60;
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A P-256 private key as PEM; throws for anything else. */
export function checkKey(pem: string): void {
  const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
  if (asymmetricKeyType !== 'ec' || asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('not P-256');
}

/** For one request; `now` in ms by the API's clock. */
export function clientAssertion(
  client: { readonly clientId: string; readonly kid: string; readonly key: Secret },
  audience: string,
  now: number,
): string {
  const seconds = Math.floor(now / 1_000);
  const claims = {
    iss: client.clientId,
    sub: client.clientId,
    aud: audience,
    iat: seconds,
    exp: seconds + LIVES_SECONDS,
    jti: randomUUID(),
  };
  const text = `${encode({ alg: 'ES256', typ: 'JWT', kid: client.kid })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(text), { key: client.key.reveal(), dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}
