/** Pure: rows of the monitor → typed cells, the same for every format. Unknown is an empty cell, never 0. */
import type { MonitorColumn, MonitorRow, Names } from '#protocol';
import type { Words } from './words.ts';

export type Cell =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'count'; readonly value: number }
  /** A share: 0.5 is 50%. */
  | { readonly kind: 'share'; readonly value: number }
  | { readonly kind: 'cents'; readonly value: number }
  /** The wall clock of the venue, as if it were UTC (ms). */
  | { readonly kind: 'time'; readonly value: number }
  | null;

const CLOCKS = new Map<string, Intl.DateTimeFormat>();
/** What a zone's clock is ahead of UTC, by quarter of an hour: reading a clock costs more than a whole row of cells. */
const AHEAD = new Map<string, number>();
const QUARTER_MS = 900_000;
const MINUTE_MS = 60_000;
const MAX_KEPT = 20_000;

/** The venue's wall clock at an instant, to the minute, as if it were UTC (ms). */
export function wallClock(instant: string, zone: string): number {
  const at = Math.floor(Date.parse(instant) / MINUTE_MS) * MINUTE_MS;
  const key = `${zone}${Math.floor(at / QUARTER_MS)}`;
  let ahead = AHEAD.get(key);
  if (ahead === undefined) {
    ahead = readClock(at, zone) - at;
    if (AHEAD.size >= MAX_KEPT) AHEAD.clear();
    AHEAD.set(key, ahead);
  }
  return at + ahead;
}

function readClock(at: number, zone: string): number {
  let clock = CLOCKS.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    CLOCKS.set(zone, clock);
  }
  const parts = Object.fromEntries(clock.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** `2026-12-01 20:15`: sorts as text, and every spreadsheet takes it for a time. */
export const timeText = (wall: number): string => new Date(wall).toISOString().slice(0, 16).replace('T', ' ');

const text = (value: string | null | undefined): Cell => (value ? { kind: 'text', value } : null);
const count = (value: number | null | undefined): Cell => (typeof value === 'number' ? { kind: 'count', value } : null);
const share = (value: number | null): Cell => (value === null ? null : { kind: 'share', value });
const time = (instant: string | null, zone: string): Cell =>
  instant === null ? null : { kind: 'time', value: wallClock(instant, zone) };

export function toCell(column: MonitorColumn, row: MonitorRow, names: Names, words: Words): Cell {
  const zone = names.venues[row.venue]?.timeZone ?? 'UTC';
  switch (column) {
    case 'date':
      return time(row.startsAt, zone);
    case 'title':
      return text(row.title);
    case 'production':
      return text(row.production);
    case 'venue':
      return text(names.venues[row.venue]?.name);
    case 'hall':
      return row.hall === null ? null : text(names.halls[row.hall]?.name);
    case 'provider':
      return row.provider === null ? null : text(names.providers[row.provider]?.name);
    case 'genre':
      return text(row.genre);
    case 'occupancy':
      return share(row.occupancy);
    case 'count':
      return count(row.count);
    case 'capacity':
      return count(row.figures.capacity);
    case 'change1':
      return count(row.change.count[0]);
    case 'change7':
      return count(row.change.count[1]);
    case 'change28':
      return count(row.change.count[2]);
    case 'amount':
      return row.amount === null ? null : { kind: 'cents', value: row.amount };
    case 'reserved':
      return count(row.figures.reserved?.count);
    case 'blocked':
      return count(row.figures.blocked?.count);
    case 'available':
      return count(row.available);
    case 'benchmark':
      return share('median' in row.benchmark ? row.benchmark.median : null);
    case 'attention':
      return text(
        row.attention.map((item) => words.reason(item, (instant) => timeText(wallClock(instant, zone)))).join('; '),
      );
    case 'status':
      return text(words.status[row.status]);
    case 'asOf':
      return time(row.asOf, zone);
  }
}
