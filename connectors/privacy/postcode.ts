// Pure: what is kept of a postcode. `full` serves the lookup of a segment and goes no further.
import { normalName } from '../sources/file/normal-name.ts';

export type Place =
  { readonly kind: 'none' | 'bad' | 'abroad' } | { readonly kind: 'here'; readonly pc4: string; readonly full: string };

const HERE = new Set([
  '',
  'nl',
  'nld',
  'nederland',
  'netherlands',
  'the_netherlands',
  'holland',
  'niederlande',
  'pays_bas',
  '31',
  '0031',
]);
const NONE = new Set(['', '-', '--', '.', '?', '0', 'ONBEKEND', 'UNKNOWN', 'NVT', 'N/A', 'GEEN']);
const DUTCH = /^(?:NL-?)?([1-9]\d{3})-?([A-Z]{0,2})$/;
/** Never given out. */
const NO_LETTERS = new Set(['SA', 'SD', 'SS']);
const COUNTRY_PREFIX =
  /^(?:A|AT|B|BE|CH|CZ|D|DE|DK|E|ES|F|FI|FR|FIN|GB|UK|I|IE|IT|L|LU|N|NO|P|PL|PT|S|SE|SW|US|USA|CAN|CA)-?\d{3,}/;
const ABROAD = [
  /^\d{5}(-?\d{4})?$/,
  /^\d{2}-\d{3}$/,
  /^\d{4}-\d{3}$/,
  /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/,
  /^[A-Z]\d[A-Z]\d[A-Z]\d$/,
];

/** Four digits alone are Dutch unless a country says otherwise. */
export function placeOf(postcode: string, country = ''): Place {
  const text = postcode.normalize('NFKC').toUpperCase().replace(/\s/g, '');
  const here = HERE.has(normalName(country));
  if (NONE.has(text)) return { kind: here ? 'none' : 'abroad' };
  if (!here) return { kind: 'abroad' };
  const [, pc4, letters = ''] = DUTCH.exec(text) ?? [];
  if (pc4 !== undefined) return NO_LETTERS.has(letters) ? { kind: 'bad' } : { kind: 'here', pc4, full: pc4 + letters };
  return { kind: COUNTRY_PREFIX.test(text) || ABROAD.some((one) => one.test(text)) ? 'abroad' : 'bad' };
}
