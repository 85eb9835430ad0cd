/** Signatures by the Standard Webhooks rule: HMAC-SHA256 over `id.timestamp.body`, one for each secret that still holds. */

const PREFIX = 'whsec_';
const encode = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** 256 random bits. */
export const newWebhookSecret = (): string => PREFIX + encode(crypto.getRandomValues(new Uint8Array(32)));

export async function signature(secret: string, id: string, seconds: number, body: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.slice(PREFIX.length)), (c) => c.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const text = new TextEncoder().encode(`${id}.${seconds}.${body}`);
  return `v1,${encode(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)))}`;
}
