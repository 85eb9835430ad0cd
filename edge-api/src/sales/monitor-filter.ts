/** Pure: the filters of a query → which bodies it keeps. One file for the monitor, totals, levels and the export. */
import { GENRES, PERFORMANCE_STATUSES, PERFORMANCE_TYPES, seasonOf } from '#protocol';
import { ApiError } from '../api-error.ts';
import type { ReaderBody } from './reader-body.ts';

export type Query = (name: string) => string | undefined;

export interface Filter {
  readonly active: boolean;
  readonly keep: (body: ReaderBody, today: string) => boolean;
  /** What was asked, for a sheet or a page that states it: name and values, in the order of the list below. */
  readonly said: readonly (readonly [name: string, values: readonly string[]])[];
}

const PERIODS = ['all', 'upcoming', 'past'] as const;
/** Query name → field of a body. Each takes one value or several, parted by commas. */
const FIELDS = {
  production: 'production',
  genre: 'genre',
  region: 'province',
  venue: 'venue',
  hall: 'hall',
  provider: 'provider',
  type: 'type',
  status: 'status',
} as const;
const KNOWN: Partial<Record<keyof typeof FIELDS, readonly string[]>> = {
  genre: GENRES,
  type: PERFORMANCE_TYPES,
  status: PERFORMANCE_STATUSES,
};
const SEARCHED = ['title', 'hallName', 'providerName', 'venueName'] as const;
const MAX_VALUES = 100;
const MAX_SEASONS = 5;

const fault = (name: string, detail: string) =>
  new ApiError('invalid_request', `${name} must be ${detail}`, { errors: [{ pointer: `/${name}`, detail }] });

function listOf(query: Query, name: string): string[] {
  const values = (query(name) ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  if (values.length > MAX_VALUES) throw fault(name, `at most ${MAX_VALUES} values parted by commas`);
  return values;
}

/** A day of the query, `YYYY-MM-DD`, that exists. */
export function dayOf(query: Query, name: string): string | undefined {
  const value = query(name);
  if (!value) return undefined;
  const at = Date.parse(`${value}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== value)
    throw fault(name, 'a day as YYYY-MM-DD');
  return value;
}

/** Seasons asked for, oldest first; without any, the one of `today`. */
export function seasonsOf(query: Query, today: string): [number, ...number[]] {
  const [first, ...rest] = [...new Set(listOf(query, 'season'))].map((value) => {
    if (!/^\d{4}$/.test(value)) throw fault('season', 'the year the season starts in, such as 2026');
    return Number(value);
  });
  if (first === undefined) return [seasonOf(today)];
  if (rest.length >= MAX_SEASONS) throw fault('season', `at most ${MAX_SEASONS} seasons at once`);
  return [first, ...rest].toSorted((a, b) => a - b) as [number, ...number[]];
}

export function filterOf(query: Query): Filter {
  const tests: ((body: ReaderBody, today: string) => boolean)[] = [];
  const said: (readonly [string, readonly string[]])[] = [];
  for (const [name, field] of Object.entries(FIELDS) as [keyof typeof FIELDS, keyof ReaderBody][]) {
    const values = listOf(query, name);
    if (!values.length) continue;
    const strange = values.find((value) => KNOWN[name] && !KNOWN[name].includes(value));
    if (strange !== undefined) throw fault(name, `one or more of ${KNOWN[name]?.join(', ')}`);
    const wanted = new Set<unknown>(values);
    tests.push((body) => wanted.has(body[field]));
    said.push([name, values]);
  }
  const period = query('period') || 'all';
  if (!(PERIODS as readonly string[]).includes(period)) throw fault('period', `one of ${PERIODS.join(', ')}`);
  if (period !== 'all') {
    tests.push((body, today) => (period === 'upcoming' ? body.date >= today : body.date < today));
    said.push(['period', [period]]);
  }
  const [from, to] = [dayOf(query, 'from'), dayOf(query, 'to')];
  if (from) {
    tests.push((body) => body.date >= from);
    said.push(['from', [from]]);
  }
  if (to) {
    tests.push((body) => body.date <= to);
    said.push(['to', [to]]);
  }
  const q = query('q')?.trim().toLocaleLowerCase('nl');
  if (q) {
    tests.push((body) => SEARCHED.some((field) => body[field]?.toLocaleLowerCase('nl').includes(q)));
    said.push(['q', [q]]);
  }
  return { active: tests.length > 0, said, keep: (body, today) => tests.every((test) => test(body, today)) };
}
