/** Private signing keys at rest: AES-256-GCM under the Worker's one secret. */
const encode = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const decode = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

async function wrappingKey(secret: string): Promise<CryptoKey> {
  const bytes = decode(secret);
  if (bytes.length !== 32) throw new Error('KEY_WRAPPING_SECRET must be base64 of 32 bytes');
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export async function wrapJwk(jwk: JsonWebKey, secret: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(jwk));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await wrappingKey(secret), text);
  return `${encode(iv)}.${encode(new Uint8Array(sealed))}`;
}

export async function unwrapJwk(wrapped: string, secret: string): Promise<JsonWebKey> {
  const [iv, sealed] = wrapped.split('.');
  const text = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: decode(iv ?? '') },
    await wrappingKey(secret),
    decode(sealed ?? ''),
  );
  return JSON.parse(new TextDecoder().decode(text)) as JsonWebKey;
}
