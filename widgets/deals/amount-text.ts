/** Pure: amounts and percentages as people read and type them. Cents stay integers; no amount is ever a fraction of a number. */
import { moneyWords } from '#deal';
import { isDutch } from '../locales/language.ts';

const MAX_DIGITS = 13;
const made = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string, digits: number): Intl.NumberFormat {
  const tag = isDutch(locale) ? 'nl-NL' : 'en-GB';
  const key = `${tag} ${currency} ${digits}`;
  const known = made.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  made.set(key, format);
  return format;
}

/** `€ 4.000,00`; below zero the minus stands in front of all of it. */
export const amountText = (cents: number, currency: string, locale: string): string =>
  moneyWords(cents, currency, isDutch(locale) ? 'nl' : 'en');

/** Whole units, for what stands beside a drawing. */
export const roundAmountText = (cents: number, currency: string, locale: string): string =>
  `${cents <= -50 ? '−' : ''}${formatOf(locale, currency, 0).format(Math.round(Math.abs(cents) / 100))}`;

export function percentText(percent: number, locale: string): string {
  const text = String(percent);
  return `${isDutch(locale) ? text.replace('.', ',') : text}%`;
}

export const countText = (count: number, locale: string): string => {
  const grouped = String(Math.abs(count)).replaceAll(/\B(?=(\d{3})+$)/g, isDutch(locale) ? '.' : ',');
  return `${count < 0 ? '−' : ''}${grouped}`;
};

/** Cents as they stand in a field: `4.000,00`, without the currency. */
export function typedAmount(cents: number, locale: string): string {
  const text = String(cents).padStart(3, '0');
  const [mark, group] = isDutch(locale) ? [',', '.'] : ['.', ','];
  return `${text.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, group)}${mark}${text.slice(-2)}`;
}

export const typedNumber = (value: number, locale: string): string =>
  isDutch(locale) ? String(value).replace('.', ',') : String(value);

/**
 * What was typed, with `places` decimals, as an integer of its smallest unit: `4.000,50`, `4000.5` and `€ 4 000,50` are 400050.
 * Null: not a number, below zero, or with more decimals. One mark alone with three digits behind it parts thousands.
 */
export function typedInteger(typed: string, places: number): number | null {
  const text = typed.replaceAll(/[\s€%  ]/g, '').replace(/^EUR/i, '');
  if (!/^\d[\d.,]*$/.test(text)) return null;
  const last = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  const behind = last < 0 ? 0 : text.length - last - 1;
  const mark = text.charAt(last);
  const parts = last < 0 ? [text] : text.split(mark);
  const thousands = last >= 0 && behind === 3 && (parts.length > 2 || places < 3) && /^\d{1,3}$/.test(parts[0] ?? '');
  const [whole, rest] = last < 0 || thousands ? [text, ''] : [text.slice(0, last), text.slice(last + 1)];
  if (rest.length > places) return null;
  const grouped = /^\d{1,3}([.,]\d{3})+$/.test(whole);
  if (!grouped && !/^\d+$/.test(whole)) return null;
  // A mark that parts thousands does not begin the decimals as well.
  if (rest !== '' && whole.includes(mark)) return null;
  const digits = whole.replaceAll(/[.,]/g, '') + rest.padEnd(places, '0');
  return digits.length > MAX_DIGITS ? null : Number(digits);
}

export const typedCents = (typed: string): number | null => typedInteger(typed, 2);

/** Percent with at most two decimals, from 0 to 100. */
export function typedPercent(typed: string): number | null {
  const points = typedInteger(typed, 2);
  return points === null || points > 10_000 ? null : points / 100;
}
