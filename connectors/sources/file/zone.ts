// Pure but for two bounded caches: wall-clock time of an IANA zone to an instant, both clock-change nights included.
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Zones shift on whole quarters of an hour. */
const QUARTER_MS = HOUR_MS / 4;
const MAX_CACHED = 50_000;

const FORMATTERS = new Map<string, Intl.DateTimeFormat>();
const OFFSETS = new Map<string, Map<number, number>>();

export type ClockWarning = 'skipped_hour' | 'repeated_hour';
export interface ZonedInstant {
  readonly at: number;
  /** `skipped_hour`: that time did not exist, moved forward. `repeated_hour`: it came twice, the first was taken. */
  readonly warning?: ClockWarning;
}

/** Milliseconds that the zone's clock is ahead of UTC at an instant. Throws `RangeError` for a zone that is none. */
export function zoneOffset(at: number, zone: string): number {
  let offsets = OFFSETS.get(zone);
  if (!offsets) OFFSETS.set(zone, (offsets = new Map()));
  const quarter = Math.floor(at / QUARTER_MS);
  let offset = offsets.get(quarter);
  if (offset === undefined) {
    offset = readOffset(quarter * QUARTER_MS, zone);
    if (offsets.size > MAX_CACHED) offsets.clear();
    offsets.set(quarter, offset);
  }
  return offset;
}

function readOffset(at: number, zone: string): number {
  let formatter = FORMATTERS.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    FORMATTERS.set(zone, formatter);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(at)) part[type] = Number(value);
  return (
    Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second']) -
    at
  );
}

/** `wall`: the clock's reading written as if it were UTC milliseconds. */
export function wallToInstant(wall: number, zone: string): ZonedInstant {
  const before = zoneOffset(wall - DAY_MS, zone);
  const after = zoneOffset(wall + DAY_MS, zone);
  const early = wall - before;
  if (before === after && zoneOffset(early, zone) === before) return { at: early };
  const late = wall - after;
  const earlyExists = zoneOffset(early, zone) === before;
  const lateExists = zoneOffset(late, zone) === after;
  if (earlyExists && lateExists) return { at: Math.min(early, late), warning: 'repeated_hour' };
  if (earlyExists) return { at: early };
  if (lateExists) return { at: late };
  return { at: early, warning: 'skipped_hour' };
}
