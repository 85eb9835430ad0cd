// A locale belongs to one view: Vega's own setters change every chart on the page.

/** d3's number and time locale, as Vega takes it under `config.locale`. */
export interface VegaLocale {
  readonly number: {
    readonly decimal: string;
    readonly thousands: string;
    readonly grouping: readonly number[];
    readonly currency: readonly [string, string];
  };
  readonly time: {
    readonly dateTime: string;
    readonly date: string;
    readonly time: string;
    readonly periods: readonly [string, string];
    readonly months: readonly string[];
    readonly shortMonths: readonly string[];
    readonly days: readonly string[];
    readonly shortDays: readonly string[];
  };
}

type Width = 'long' | 'short';

function months(tag: string, month: Width): string[] {
  const names = new Intl.DateTimeFormat(tag, { month, timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, i) => names.format(Date.UTC(2026, i, 1)));
}

function weekdays(tag: string, weekday: Width): string[] {
  const names = new Intl.DateTimeFormat(tag, { weekday, timeZone: 'UTC' });
  // 1 February 2026 is a Sunday, where d3's week begins.
  return Array.from({ length: 7 }, (_, i) => names.format(Date.UTC(2026, 1, 1 + i)));
}

/** `tag` is a BCP 47 tag, `currency` an ISO 4217 code. */
export function vegaLocale(tag: string, currency = 'EUR'): VegaLocale {
  const parts = new Intl.NumberFormat(tag, { style: 'currency', currency }).formatToParts(1_234_567.5);
  const text = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const place = (type: string): number => parts.findIndex((part) => part.type === type);
  const symbol = text('currency');
  const literal = parts.find((part) => part.type === 'literal')?.value ?? '';
  return {
    number: {
      decimal: text('decimal'),
      thousands: text('group'),
      grouping: [3],
      currency: place('currency') < place('integer') ? [symbol + literal, ''] : ['', literal + symbol],
    },
    time: {
      dateTime: '%a %e %B %Y %H:%M',
      date: '%d-%m-%Y',
      time: '%H:%M',
      periods: ['', ''],
      months: months(tag, 'long'),
      shortMonths: months(tag, 'short'),
      days: weekdays(tag, 'long'),
      shortDays: weekdays(tag, 'short'),
    },
  };
}
