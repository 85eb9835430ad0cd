// Pure: wall-clock time in Europe/Amsterdam by the European rule (last Sundays of March and October, 01:00 UTC), without Intl for speed.

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Whole calendar days since 1 January 1970, without a zone. */
export type CalendarDay = number;

const summers = new Map<number, readonly [from: number, to: number]>();

function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month + 1, 0, 1);
  return last - new Date(last).getUTCDay() * DAY;
}

function offset(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  let summer = summers.get(year);
  if (!summer) summers.set(year, (summer = [lastSunday(year, 2), lastSunday(year, 9)]));
  return instant >= summer[0] && instant < summer[1] ? 2 * HOUR : HOUR;
}

/** `minutes` after midnight on the wall clock → UTC ms. Of an hour that comes twice, the first. */
export function instantOf(day: CalendarDay, minutes: number): number {
  const wall = day * DAY + minutes * MINUTE;
  return offset(wall - 2 * HOUR) === 2 * HOUR ? wall - 2 * HOUR : wall - HOUR;
}

export function dayOf(instant: number): CalendarDay {
  return Math.floor((instant + offset(instant)) / DAY);
}

export function minutesOf(instant: number): number {
  return Math.floor(((instant + offset(instant)) % DAY) / MINUTE);
}

export function calendarDay(year: number, month: number, day: number): CalendarDay {
  return Date.UTC(year, month - 1, day) / DAY;
}

/** 0 = Sunday. */
export function weekdayOf(day: CalendarDay): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function partsOf(day: CalendarDay): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `yyyy-mm-dd` */
export function isoDate(instant: number): string {
  const { year, month, day } = partsOf(dayOf(instant));
  return `${year}-${two(month)}-${two(day)}`;
}

/** `dd-mm-yyyy` */
export function dutchDate(instant: number): string {
  const { year, month, day } = partsOf(dayOf(instant));
  return `${two(day)}-${two(month)}-${year}`;
}

/** `HH:MM` */
export function clockTime(instant: number): string {
  const minutes = minutesOf(instant);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
