/** Secrets that must be read again (private signing keys, webhook secrets) at rest: AES-256-GCM under the Worker's one secret. */
const encode = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const decode = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

async function wrappingKey(secret: string): Promise<CryptoKey> {
  const bytes = decode(secret);
  if (bytes.length !== 32) throw new Error('KEY_WRAPPING_SECRET must be base64 of 32 bytes');
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export async function wrapText(clear: string, secret: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(clear);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await wrappingKey(secret), text);
  return `${encode(iv)}.${encode(new Uint8Array(sealed))}`;
}

export async function unwrapText(wrapped: string, secret: string): Promise<string> {
  const [iv, sealed] = wrapped.split('.');
  const text = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: decode(iv ?? '') },
    await wrappingKey(secret),
    decode(sealed ?? ''),
  );
  return new TextDecoder().decode(text);
}

export const wrapJwk = (jwk: JsonWebKey, secret: string): Promise<string> => wrapText(JSON.stringify(jwk), secret);

export const unwrapJwk = async (wrapped: string, secret: string): Promise<JsonWebKey> =>
  JSON.parse(await unwrapText(wrapped, secret)) as JsonWebKey;
