/**
 * Pure: cells → CSV (RFC 4180) that a spreadsheet opens as it stands: UTF-8 with BOM, CRLF; Dutch with `;` between cells
 * and a comma in numbers, English with `,` and a point. Shares are percentages, money is whole currency units.
 */
import { timeText, type Cell } from './cells.ts';
import type { Locale } from './words.ts';

const BOM = '\uFEFF';
/** A text that begins like a formula would be run when the file is opened (OWASP: CSV injection). */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

export const SEPARATORS: Readonly<Record<Locale, string>> = { nl: ';', en: ',' };

function number(value: string, locale: Locale): string {
  return locale === 'nl' ? value.replace('.', ',') : value;
}

function cellText(cell: Cell, locale: Locale): string {
  if (cell === null) return '';
  switch (cell.kind) {
    case 'text':
      return FORMULA.test(cell.value) ? `'${cell.value}` : cell.value;
    case 'count':
      return String(cell.value);
    case 'share':
      return number(String(Math.round(cell.value * 10_000) / 100), locale);
    case 'cents':
      return number((cell.value / 100).toFixed(2), locale);
    case 'time':
      return timeText(cell.value);
  }
}

function quoted(text: string, separator: string): string {
  return /["\r\n\t]|^\s|\s$/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function toCsv(rows: readonly (readonly Cell[])[], locale: Locale): string {
  const separator = SEPARATORS[locale];
  const lines = rows.map((row) => row.map((cell) => quoted(cellText(cell, locale), separator)).join(separator));
  return `${BOM}${lines.map((line) => `${line}\r\n`).join('')}`;
}
