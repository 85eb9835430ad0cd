import { isDutch } from './language.ts';

/** Figures as the two languages write them. Minus is −; an unknown figure has no text here, for its reason is the element's to say. */
export interface Rounded {
  readonly figure: string;
  /** Small beside the figure: `mln`, `%`; '' without. */
  readonly unit: string;
}

export interface FigureFormat {
  readonly count: (value: number) => string;
  /** Cents, in full. */
  readonly money: (cents: number) => string;
  /** Cents, as short as a tile wants it: whole units, from a million up in millions. */
  readonly moneyRounded: (cents: number) => Rounded;
  /** Share of 1 in whole percents. */
  readonly share: (share: number) => string;
  readonly shareRounded: (share: number) => Rounded;
  /** With its sign. */
  readonly change: (value: number) => string;
  /** Cents, in whole units with its sign; from a thousand up shortened. */
  readonly moneyChange: (cents: number) => string;
  readonly day: (iso: string, zone: string) => string;
  readonly stamp: (iso: string, zone: string) => string;
  /** With its year, for a time that may be far away. */
  readonly fullStamp: (iso: string, zone: string) => string;
  readonly fullDay: (iso: string, zone: string) => string;
}

const made = new Map<string, FigureFormat>();

/** For a BCP 47 tag; anything but English is written in Dutch. */
export function figureFormat(locale: string): FigureFormat {
  const tag = isDutch(locale) ? 'nl-NL' : 'en-GB';
  const known = made.get(tag);
  if (known) return known;
  const minus = (text: string): string => text.replace('-', '−');
  const number = (options: Intl.NumberFormatOptions = {}) => {
    const format = new Intl.NumberFormat(tag, options);
    return (value: number): string => minus(format.format(value));
  };
  const euro = { style: 'currency', currency: 'EUR' } as const;
  const short = new Intl.NumberFormat(tag, { ...euro, notation: 'compact', maximumFractionDigits: 2 });
  const small = new Intl.NumberFormat(tag, { ...euro, maximumFractionDigits: 0 });
  const percent = number({ maximumFractionDigits: 1 });
  const date = (options: Intl.DateTimeFormatOptions) => (iso: string, zone: string) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone: zone }).format(new Date(iso));
  const money = number(euro);
  const shortChange = number({ signDisplay: 'exceptZero', notation: 'compact', maximumFractionDigits: 1 });
  const share = number({ style: 'percent' });
  const format: FigureFormat = {
    count: number(),
    money: (cents) => money(cents / 100),
    moneyRounded: (cents) => {
      if (Math.abs(cents) < 100_000_000) return { figure: minus(small.format(cents / 100)), unit: '' };
      const parts = short.formatToParts(cents / 100);
      const text = (unit: boolean): string =>
        minus(
          parts
            .filter(({ type }) => (type === 'compact') === unit)
            .map(({ value }) => value)
            .join('')
            .trim(),
        );
      return { figure: text(false), unit: text(true).replace('.', '') };
    },
    share: (value) => share(value),
    shareRounded: (value) => ({ figure: percent(value * 100), unit: '%' }),
    change: number({ signDisplay: 'exceptZero', maximumFractionDigits: 2 }),
    moneyChange: (cents) => shortChange(cents / 100).replace('K', 'k'),
    day: date({ weekday: 'short', day: 'numeric', month: 'short' }),
    stamp: date({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    fullStamp: date({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    fullDay: date({ day: 'numeric', month: 'short', year: 'numeric' }),
  };
  made.set(tag, format);
  return format;
}
