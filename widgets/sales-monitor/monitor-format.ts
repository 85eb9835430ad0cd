/** Numbers, money and moments in one language. Formatters are kept: making one costs more than using it a thousand times. */

import { isDutch } from '../locales/language.ts';

export interface Format {
  readonly tag: string;
  readonly dutch: boolean;
  readonly count: (value: number) => string;
  /** Signed, `+1.712`; from 10,000 shortened to thousands. */
  readonly change: (value: number | null) => string;
  /** Cents, in whole euros. */
  readonly money: (cents: number | null) => string;
  /** Cents, to the cent. */
  readonly exact: (cents: number | null) => string;
  /** Cents for a tile: figure, unit beside it, and the full amount where the figure is rounded. */
  readonly tile: (cents: number | null) => { readonly text: string; readonly unit: string; readonly full: string };
  readonly share: (value: number | null) => string;
  /** Percentage with one decimal, without its sign. */
  readonly percent: (value: number) => string;
  readonly decimal: (value: number) => string;
  readonly day: (iso: string, zone: string) => string;
  readonly time: (iso: string, zone: string) => string;
  /** `vandaag 09:04`, `gisteren 23:10`, `za 21 nov 02:10`. `now` in ms. */
  readonly stamp: (iso: string, zone: string, now: number) => string;
  /** `vandaag`, `morgen`, `vr 4 dec`. */
  readonly near: (iso: string, zone: string, now: number) => string;
  readonly weekday: (day: string) => string;
}

const made = new Map<string, Format>();
const DAY_MS = 86_400_000;

export function formatOf(locale: string): Format {
  const known = made.get(locale);
  if (known) return known;
  const dutch = isDutch(locale);
  const tag = dutch ? 'nl-NL' : 'en-GB';
  const minus = (text: string): string => text.replace('-', '−');
  const numbers = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(tag, options);
    return (value: number): string => minus(format.format(value));
  };
  const euros = (digits: number) =>
    numbers({ style: 'currency', currency: 'EUR', minimumFractionDigits: digits, maximumFractionDigits: digits });
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const zones = new Map<string, Intl.DateTimeFormat>();
    return (at: string | number, zone: string): string => {
      let format = zones.get(zone);
      if (!format) zones.set(zone, (format = new Intl.DateTimeFormat(tag, { ...options, timeZone: zone })));
      return format.format(typeof at === 'number' ? at : Date.parse(at)).replace(',', '');
    };
  };
  const [count, decimal, percent] = [
    numbers({}),
    numbers({ maximumFractionDigits: 2, minimumFractionDigits: 2 }),
    numbers({ maximumFractionDigits: 1, minimumFractionDigits: 1 }),
  ];
  const signed = numbers({ signDisplay: 'exceptZero', maximumFractionDigits: 1 });
  const [whole, cents, million] = [euros(0), euros(2), euros(2)];
  const [day, time, key] = [
    dates({ weekday: 'short', day: 'numeric', month: 'short' }),
    dates({ hour: '2-digit', minute: '2-digit' }),
    dates({ year: 'numeric', month: '2-digit', day: '2-digit' }),
  ];
  const weekdays = dates({ weekday: 'long' });
  const names = dutch ? ['gisteren', 'vandaag', 'morgen'] : ['yesterday', 'today', 'tomorrow'];
  const near = (iso: string, zone: string, now: number): string => {
    const of = key(iso, zone);
    return names.find((_, i) => key(now + (i - 1) * DAY_MS, zone) === of) ?? day(iso, zone);
  };
  const format: Format = {
    tag,
    dutch,
    count,
    percent,
    decimal,
    change: (value) => {
      if (value === null) return '–';
      const size = Math.abs(value);
      if (size < 10_000) return signed(value);
      return size < 1_000_000 ? `${signed(value / 1000)}k` : `${signed(value / 1_000_000)}${dutch ? ' mln' : 'm'}`;
    },
    money: (value) => (value === null ? '–' : whole(value / 100)),
    exact: (value) => (value === null ? '–' : cents(value / 100)),
    tile: (value) => {
      if (value === null) return { text: '–', unit: '', full: '' };
      if (Math.abs(value) < 100_000_000) return { text: whole(value / 100), unit: '', full: cents(value / 100) };
      return { text: million(value / 100_000_000), unit: dutch ? 'mln' : 'm', full: cents(value / 100) };
    },
    share: (value) => (value === null ? '–' : `${Math.round(value * 100)}%`),
    day,
    time,
    near,
    stamp: (iso, zone, now) => `${near(iso, zone, now)} ${time(iso, zone)}`,
    weekday: (text) => weekdays(`${text}T12:00:00Z`, 'UTC'),
  };
  made.set(locale, format);
  return format;
}
