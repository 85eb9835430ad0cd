/** Pure: a pasted JWK, looked at before it leaves the page; above all a private key never does. */
import type { ClientsWords } from './clients-words.ts';

export type Pasted =
  { readonly ok: true; readonly jwk: object } | { readonly ok: false; readonly why: keyof ClientsWords['faults'] };

const COORDINATE = /^[\w-]{43}$/;

export function pastedKey(text: string): Pasted {
  const refuse = (why: keyof ClientsWords['faults']): Pasted => ({ ok: false, why });
  if (text.trim() === '') return refuse('jwkEmpty');
  let jwk: unknown;
  try {
    jwk = JSON.parse(text);
  } catch {
    return refuse(/PRIVATE KEY/.test(text) ? 'jwkPrivate' : 'jwkText');
  }
  if (jwk === null || typeof jwk !== 'object') return refuse('jwkText');
  if (/"d"\s*:/.test(text)) return refuse('jwkPrivate');
  if ('keys' in jwk || Array.isArray(jwk)) return refuse('jwkSet');
  const { kty, crv, x, y } = jwk as Readonly<Record<string, unknown>>;
  if (kty !== 'EC' || crv !== 'P-256') return refuse('jwkKind');
  if (typeof x !== 'string' || typeof y !== 'string' || !COORDINATE.test(x) || !COORDINATE.test(y))
    return refuse('jwkPoint');
  return { ok: true, jwk };
}
