/** Pure: cents of any currency in full, as the two languages write them; minus is −. */
import { isDutch } from '../locales/language.ts';

const made = new Map<string, Intl.NumberFormat>();

export function moneyIn(currency: string, locale: string): (cents: number) => string {
  const tag = isDutch(locale) ? 'nl-NL' : 'en-GB';
  const name = `${tag} ${currency}`;
  const format = made.get(name) ?? new Intl.NumberFormat(tag, { style: 'currency', currency });
  made.set(name, format);
  return (cents) => format.format(cents / 100).replace('-', '−');
}
