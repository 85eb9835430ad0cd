// Pure: the venue's own table of postcodes and segments. Law: a code is a group of people, never a postcode in another dress.
const CODE = /^[A-Za-z0-9._-]{1,20}$/;
const POSTCODE = /^[1-9]\d{3}[A-Z]{0,2}$/;
/** More codes than this would be places, not segments. */
const MOST_CODES = 200;

export type SegmentTable =
  | { readonly ok: true; readonly segmentOf: (postcode: string) => string | undefined }
  | { readonly ok: false; readonly line: number; readonly reason: string };

export function segmentTable(text: string): SegmentTable {
  const codes = new Map<string, string>();
  const kinds = new Set<string>();
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (raw.trim() === '') continue;
    const refused = (reason: string): SegmentTable => ({ ok: false, line: index + 1, reason });
    const cells = raw.split(/[;,\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const postcode = (cells[0] ?? '').toUpperCase().replace(/\s/g, '');
    const code = cells[1] ?? '';
    if (!POSTCODE.test(postcode)) {
      if (codes.size === 0 && index === 0) continue;
      return refused('does not begin with a postcode');
    }
    if (cells.length !== 2 || !CODE.test(code))
      return refused('is not postcode;code with 1 to 20 letters, digits, . _ -');
    if (/[1-9]\d{3}/.test(code)) return refused('has a code with four digits in it, which could be a postcode');
    kinds.add(code);
    if (kinds.size > MOST_CODES) return refused(`is of the ${MOST_CODES + 1}st code: those are places, not segments`);
    codes.set(postcode, code);
  }
  return {
    ok: true,
    segmentOf: (postcode) => codes.get(postcode) ?? codes.get(postcode.slice(0, 5)) ?? codes.get(postcode.slice(0, 4)),
  };
}
