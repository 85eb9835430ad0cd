/** Pure: money, numbers, days and times as text. Nothing here follows the runtime's own tables, which change between versions. */
import { wallClock } from '../sales/export/cells.ts';
import { STATEMENT_WORDS, type Lang } from './statement-words.ts';

const ZONE = 'Europe/Amsterdam';
const SIGNS: Readonly<Record<string, string>> = { EUR: '€', GBP: '£', USD: '$' };

const grouped = (digits: string, separator: string) => digits.replaceAll(/\B(?=(\d{3})+$)/g, separator);

/** 1.234,56 or 1,234.56; below zero with a minus sign of a figure's width. */
export function money(cents: number, lang: Lang): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const [group, point] = lang === 'nl' ? ['.', ','] : [',', '.'];
  return `${cents < 0 ? '−' : ''}${grouped(digits.slice(0, -2), group)}${point}${digits.slice(-2)}`;
}
export const signed = (cents: number, currency: string, lang: Lang): string =>
  `${SIGNS[currency] ?? currency}${lang === 'en' && SIGNS[currency] ? '' : '\u00A0'}${money(cents, lang)}`;

export const count = (value: number, lang: Lang): string =>
  `${value < 0 ? '−' : ''}${grouped(String(Math.abs(value)), lang === 'nl' ? '.' : ',')}`;

export const percent = (rate: number, lang: Lang): string =>
  `${lang === 'nl' ? String(rate).replace('.', ',') : String(rate)}%`;

/** 9 dec 2026, of a day as YYYY-MM-DD. */
export function day(date: string, lang: Lang): string {
  const [year = '', month = '', number = ''] = date.slice(0, 10).split('-');
  return `${Number(number)} ${STATEMENT_WORDS[lang].months[Number(month) - 1] ?? month} ${year}`;
}

/** 9 dec 2026 20:15, of an instant. */
export function moment(instant: string, lang: Lang): string {
  const wall = new Date(wallClock(instant, ZONE)).toISOString();
  return `${day(wall, lang)} ${wall.slice(11, 16)}`;
}
