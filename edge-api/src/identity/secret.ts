/** Client secrets: 256 random bits, kept as SHA-256, compared in constant time, shown once. */
const hex = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');

export async function sha256(text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** An id we give out: prefix and 50 random bits, letters that are not mistaken for each other. */
export function newId(prefix: string): string {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz';
  return `XD-${prefix}-${[...crypto.getRandomValues(new Uint8Array(10))].map((b) => letters[b & 31]).join('')}`;
}

export function sameText(a: string, b: string): boolean {
  let differ = a.length ^ b.length;
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) differ |= (a.charCodeAt(i) || 0) ^ (b.charCodeAt(i) || 0);
  return differ === 0;
}
