import * as v from 'valibot';

/** An instant with offset, e.g. `2026-03-01T02:00:00Z`. Naive times are refused: only the source knows its zone. */
export const Instant = v.pipe(
  v.string(),
  v.regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/,
    'an instant with offset, such as 2026-03-01T02:00:00Z',
  ),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'an instant that exists'),
);
/** A calendar day of the venue, `YYYY-MM-DD`. */
export const Day = v.pipe(v.string(), v.isoDate('a day as YYYY-MM-DD'));

/**
 * A report belongs to the day on which its evening began: the venue's wall clock at `asOf`, this many hours back. So a
 * push at 05:59 belongs to the evening before, also in the two nights in which the clock changes.
 */
export const DAY_OFFSET_HOURS = 6;
/** A report this far ahead of our clock is quarantined, never applied. */
export const MAX_AHEAD_MS = 5 * 60_000;

/** Formatters are cached per zone because making one costs more than using it a thousand times. */
const FORMATTERS = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let made = FORMATTERS.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    });
    FORMATTERS.set(zone, made);
  }
  return made;
}

const HOUR_MS = 3_600_000;
/** Days cached by quarter of an hour: zones shift on whole quarters, and a batch carries few distinct ones. */
const DAYS_BY_QUARTER = new Map<string, string>();
const MAX_CACHED_QUARTERS = 20_000;

/** The date of the wall clock in a zone at an instant (UTC ms), this many hours back on that clock; `YYYY-MM-DD`. */
export function reportDay(asOf: number, zone: string, offsetHours = DAY_OFFSET_HOURS): string {
  const key = `${zone}${Math.floor(asOf / (HOUR_MS / 4))}.${offsetHours}`;
  let day = DAYS_BY_QUARTER.get(key);
  if (day === undefined) {
    const parts = Object.fromEntries(
      formatter(zone)
        .formatToParts(asOf)
        .map((part) => [part.type, part.value]),
    );
    const wall = Date.UTC(
      Number(parts['year']),
      Number(parts['month']) - 1,
      Number(parts['day']),
      Number(parts['hour']),
    );
    day = new Date(wall - offsetHours * HOUR_MS).toISOString().slice(0, 10);
    if (DAYS_BY_QUARTER.size > MAX_CACHED_QUARTERS) DAYS_BY_QUARTER.clear();
    DAYS_BY_QUARTER.set(key, day);
  }
  return day;
}

/** The local date at an instant (UTC ms) in a zone, `YYYY-MM-DD`. */
export function localDay(instant: number, zone: string): string {
  return reportDay(instant, zone, 0);
}

/** Whole days from one `YYYY-MM-DD` to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** First day of the season that begins in a year. */
export const seasonStart = (year: number): string => `${year}-08-01`;

/** Seasons run from 1 August to 31 July and are named by the year they start in. */
export function seasonOf(day: string): number {
  const year = Number(day.slice(0, 4));
  return Number(day.slice(5, 7)) >= 8 ? year : year - 1;
}
