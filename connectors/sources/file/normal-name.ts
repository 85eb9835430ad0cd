/** `Kaartsoort (NL)` and `kaartsoort_nl` are one name: lower case, no accents, the rest `_`. */
export function normalName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}
