/** Dates that only stand where there is room. `tag` is BCP 47. */
const DAY_MS = 86_400_000;

/** `woensdag 9 december 2026`. */
export const longDay = (tag: string, iso: string, zone: string): string =>
  new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: zone })
    .format(Date.parse(iso))
    .replace(',', '');

/** Monday to Sunday, `30 nov – 6 dec`. */
export function weekDays(tag: string, monday: string): string {
  const format = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return `${format.format(Date.parse(monday))} – ${format.format(Date.parse(monday) + 6 * DAY_MS)}`;
}
