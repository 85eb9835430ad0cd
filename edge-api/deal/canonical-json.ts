/** RFC 8785 (JSON Canonicalization Scheme): one spelling, so that a hash stands for the content. */

/** Fields that are undefined are left out; throws on a number that is not finite and on what JSON does not have. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('a number that JSON does not have');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one ?? null)).join(',')}]`;
  if (typeof value !== 'object') throw new Error(`a ${typeof value} is not JSON`);
  const fields = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    // By UTF-16 code units, as the RFC has it and as `<` compares.
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonicalJson(one)}`).join(',')}}`;
}
