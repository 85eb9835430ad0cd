/** Pure: days and moments of a deal. A performance's day is the venue's own; it has no zone any more. */
import type { AgreementSummary } from '#protocol';
import { isDutch } from '../locales/language.ts';

const made = new Map<string, Intl.DateTimeFormat>();
function formatOf(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${isDutch(locale)} ${zone} ${JSON.stringify(options)}`;
  const known = made.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(isDutch(locale) ? 'nl-NL' : 'en-GB', { ...options, timeZone: zone });
  made.set(key, format);
  return format;
}
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** `wo 9 dec 2026` for a day as `2026-12-09`. */
export const dayText = (day: string, locale: string): string =>
  formatOf(locale, 'UTC', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(noon(day));
const shortDay = (day: string, locale: string): string =>
  formatOf(locale, 'UTC', { day: 'numeric', month: 'short', year: 'numeric' }).format(noon(day));

export const momentText = (at: string, zone: string, locale: string): string =>
  formatOf(locale, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));

/** One day, or how many from the first to the last. */
export function datesText(
  performances: AgreementSummary['performances'],
  locale: string,
  many: (count: number) => string,
): string {
  const days = performances.map(({ date }) => date).toSorted();
  const [first = '', last = first] = [days[0], days.at(-1)];
  if (days.length === 0) return '';
  if (days.length === 1) return dayText(first, locale);
  const span = first === last ? shortDay(first, locale) : `${shortDay(first, locale)} – ${shortDay(last, locale)}`;
  return `${many(days.length)}, ${span}`;
}
