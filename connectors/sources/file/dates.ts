// Pure. Law: the order of day and month is declared, never guessed; a time without offset belongs to the venue's zone.
import type { Cell } from './cell.ts';
import { serialToWall } from './serial-date.ts';
import { wallToInstant, type ClockWarning } from './zone.ts';

export type DateOrder = 'dmy' | 'mdy';
export interface DateOptions {
  readonly zone: string;
  readonly order?: DateOrder;
}
/** `at` null = empty cell. `dateOnly`: no time was given, `at` is the start of that local day. */
export type Moment =
  | { readonly ok: true; readonly at: number | null; readonly dateOnly: boolean; readonly warning?: ClockWarning }
  | { readonly ok: false; readonly reason: 'not_a_date' | 'not_a_time' };

interface Clock {
  readonly ms: number;
}
interface Wall {
  /** Start of the local day as if it were UTC. */
  readonly day: number;
  readonly clock: Clock | null;
  /** Milliseconds ahead of UTC, where the text says so. */
  readonly offset?: number;
}

const MONTHS = ['jan', 'feb', 'mrt mar maa', 'apr', 'mei may', 'jun', 'jul', 'aug', 'sep', 'okt oct', 'nov', 'dec'];
const ISO =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\s*(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const NUMERIC = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ ,T]+(.+))?$/;
const NAMED = /^(\d{1,2})[. -]+([a-z]{3,10})\.?[ -]+(\d{4}|\d{2})(?:[ ,]+(.+))?$/;
const WEEKDAY = /^(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/;
const CLOCK = /^(?:om |at )?(\d{1,2})(?:[:.u](\d{2}))?(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(uur|u|h|am|pm)?$/;

const NO_DATE: Moment = { ok: false, reason: 'not_a_date' };

/** One cell that holds a date, with or without a time. */
export function parseMoment(cell: Cell | undefined, options: DateOptions): Moment {
  if (cell === undefined || (typeof cell === 'string' && cell.trim() === ''))
    return { ok: true, at: null, dateOnly: true };
  const wall = typeof cell === 'string' ? parseWall(cell, options.order ?? 'dmy') : serialWall(cell.number, cell.epoch);
  return wall ? toMoment(wall, options.zone) : NO_DATE;
}

/** A date cell beside a time cell; a time inside the date cell gives way to the time cell. */
export function parseDateAndTime(date: Cell | undefined, time: Cell | undefined, options: DateOptions): Moment {
  if (time === undefined || (typeof time === 'string' && time.trim() === '')) return parseMoment(date, options);
  if (date === undefined || (typeof date === 'string' && date.trim() === '')) return parseMoment(undefined, options);
  const wall = typeof date === 'string' ? parseWall(date, options.order ?? 'dmy') : serialWall(date.number, date.epoch);
  if (!wall) return NO_DATE;
  const clock = typeof time === 'string' ? parseClock(time) : serialClock(time.number);
  return clock ? toMoment({ ...wall, clock }, options.zone) : { ok: false, reason: 'not_a_time' };
}

function toMoment(wall: Wall, zone: string): Moment {
  const reading = wall.day + (wall.clock?.ms ?? 0);
  if (wall.offset !== undefined) return { ok: true, at: reading - wall.offset, dateOnly: false };
  return { ok: true, dateOnly: wall.clock === null, ...wallToInstant(reading, zone) };
}

function parseWall(cell: string, order: DateOrder): Wall | null {
  const text = cell.trim().replace(/[\s\u00a0\u202f]+/g, ' ');
  const iso = ISO.exec(text);
  if (iso) {
    const day = calendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    const clock = iso[4] === undefined ? null : parseClock(iso[4]);
    if (day === null || (iso[4] !== undefined && !clock)) return null;
    return iso[5] === undefined ? { day, clock } : { day, clock, offset: offsetOf(iso[5]) };
  }
  const lower = text.toLowerCase().replace(WEEKDAY, '');
  const numeric = NUMERIC.exec(lower);
  const named = numeric ? null : NAMED.exec(lower);
  const found = numeric ?? named;
  if (!found) return null;
  const [, first = '', second = '', year = '', rest] = found;
  const month = named ? monthOf(second) : Number(order === 'dmy' ? second : first);
  const day = calendarDay(fullYear(year), month, Number(named || order === 'dmy' ? first : second));
  const clock = rest === undefined ? null : parseClock(rest);
  if (day === null || (rest !== undefined && !clock)) return null;
  return { day, clock };
}

function parseClock(text: string): Clock | null {
  const found = CLOCK.exec(text.trim().toLowerCase());
  if (!found) return null;
  const [, hours = '', minutes, seconds = '0', suffix] = found;
  // A bare number is no time: `20` could be anything, `20 uur` is one.
  if (minutes === undefined && suffix === undefined) return null;
  let hour = Number(hours);
  if (suffix === 'am' || suffix === 'pm') {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (suffix === 'pm' ? 12 : 0);
  }
  const minute = Number(minutes ?? 0);
  const second = Number(seconds);
  if (hour > 23 || minute > 59 || second > 59) return null;
  return { ms: ((hour * 60 + minute) * 60 + second) * 1000 };
}

function serialWall(serial: string, epoch: 1900 | 1904): Wall | null {
  const wall = serialToWall(serial, epoch);
  // Below day 1 there is only a time of day.
  if (wall === null || (Number(serial) < 1 && epoch === 1900)) return null;
  const day = Math.floor(wall / 86_400_000) * 86_400_000;
  return { day, clock: Number.isInteger(Number(serial)) ? null : { ms: wall - day } };
}

function serialClock(serial: string): Clock | null {
  const value = Number(serial);
  return value >= 0 && value < 1 ? { ms: Math.min(86_399, Math.round(value * 86_400)) * 1000 } : null;
}

function calendarDay(year: number, month: number, day: number): number | null {
  const at = Date.UTC(year, month - 1, day);
  const made = new Date(at);
  const exists = year >= 1900 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  return exists ? at : null;
}

/** Two digits: 00 to 79 are this century. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year < 80 ? 2000 + year : 1900 + year;
}

function monthOf(name: string): number {
  return MONTHS.findIndex((names) => names.split(' ').includes(name.slice(0, 3))) + 1;
}

function offsetOf(text: string): number {
  if (text.toUpperCase() === 'Z') return 0;
  const digits = text.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}
