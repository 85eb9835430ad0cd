/** Amounts, percentages, days and lists as they are written in Dutch and English. */

export type Locale = 'nl' | 'en';

const MINUS = '−';
const NO_BREAK = '\u00a0';
const SYMBOLS: Readonly<Record<string, string>> = { EUR: '€', GBP: '£', USD: '$' };
const MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  nl: ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

const grouped = (digits: string, by: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, by);

/** `€ 4.000,00` and `€4,000.00`; below zero with a minus before it, never a hyphen. */
export function moneyWords(cents: number, currency: string, locale: Locale): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const [whole, part] = [digits.slice(0, -2), digits.slice(-2)];
  const sign = cents < 0 ? MINUS : '';
  const unit = SYMBOLS[currency] ?? currency;
  if (locale === 'nl') return `${sign}${unit}${NO_BREAK}${grouped(whole, '.')},${part}`;
  return `${sign}${unit}${unit === currency ? NO_BREAK : ''}${grouped(whole, ',')}.${part}`;
}

export const percentWords = (percent: number, locale: Locale): string => {
  // Percentages have at most two decimals; 12.5 is written as it is, without zeros.
  const text = String(Math.round(percent * 100) / 100);
  return `${locale === 'nl' ? text.replace('.', ',') : text}%`;
};

export const countWords = (count: number, locale: Locale): string =>
  `${count < 0 ? MINUS : ''}${grouped(String(Math.abs(count)), locale === 'nl' ? '.' : ',')}`;

/** `9 dec 2026`. */
export function dayWords(day: string, locale: Locale): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[locale][Number(month) - 1] ?? month} ${year}`;
}

/** `9 dec 2026 09:04` on the clock of a zone. */
export function momentWords(instant: string, zone: string, locale: Locale): string {
  const at = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(Date.parse(instant))
      .map(({ type, value }) => [type, value]),
  );
  return `${dayWords(`${at['year']}-${at['month']}-${at['day']}`, locale)} ${at['hour']}:${at['minute']}`;
}

/** Figures of one deal in one language. */
export class Writer {
  readonly currency: string;
  readonly locale: Locale;
  constructor(currency: string, locale: Locale) {
    this.currency = currency;
    this.locale = locale;
  }
  money = (cents: number): string => moneyWords(cents, this.currency, this.locale);
  percent = (rate: number): string => percentWords(rate, this.locale);
  count = (count: number): string => countWords(count, this.locale);
}
