/** Local days and hours as numbers; no zone is needed, for the house's own clock wrote them. */
const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of `2026-11-03`. */
export const dayNumber = (date: string): number => Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS);

const memory = new Map<number, number>();
/** Days since 1970-01-01 of an hour written as YYYYMMDDHH. */
export function dayOfHour(hour: number): number {
  const day = Math.trunc(hour / 100);
  const known = memory.get(day);
  if (known !== undefined) return known;
  const number = Date.UTC(Math.trunc(day / 10_000), (Math.trunc(day / 100) % 100) - 1, day % 100) / DAY_MS;
  if (memory.size > 20_000) memory.clear();
  memory.set(day, number);
  return number;
}

/** The same hour of another day. */
export function hourOnDay(day: number, hourOfDay: number): number {
  const date = new Date(day * DAY_MS);
  return ((date.getUTCFullYear() * 100 + date.getUTCMonth() + 1) * 100 + date.getUTCDate()) * 100 + hourOfDay;
}

/** 1 Monday to 7 Sunday. */
export const isoWeekday = (day: number): number => ((day + 3) % 7) + 1;

const LEAD_STARTS = [0, 1, 4, 8, 15, 29, 57, 91, 181];
/** Index into `LEAD_BANDS`; an order after the day itself counts as of the day. */
export function leadBand(days: number): number {
  let band = 0;
  while (band < 8 && days >= (LEAD_STARTS[band + 1] ?? 0)) band += 1;
  return band;
}
/** Fewest and most days of a band. */
export const leadDays = (band: number): readonly [number, number] => [
  LEAD_STARTS[band] ?? 0,
  (LEAD_STARTS[band + 1] ?? 100_000) - 1,
];
