/** Figures as they were on a past day: `true` = what was the case, `reported` = what was known when that day ended. */
import { addDays, COMPONENTS, reportDay } from '#protocol';
import { readListings, readSources, type Listed } from '../catalogue/listing-store.ts';
import { shardOf, type Env } from '../env.ts';
import { readOrganisationByKey } from '../identity/identity-store.ts';
import type { ReaderBody } from './reader-body.ts';
import { bodyOf, kindOf } from './reader-bodies.ts';
import type { DayRow } from './registers.ts';
import { readHistory, readLate, type CorrectionRow, type Late } from './sales-store.ts';

export type Axis = 'true' | 'reported';
type Row = DayRow & { readonly source: number };
const QUARTER_MS = 900_000;

/** The instant at which a business day ends: 06:00 on the venue's clock, the next day. */
export function endOf(day: string, zone: string): number {
  const guess = Date.parse(`${addDays(day, 1)}T06:00:00Z`);
  for (let quarter = -56; quarter <= 56; quarter += 1) {
    const at = guess + quarter * QUARTER_MS;
    if (reportDay(at, zone) > day && reportDay(at - 1, zone) === day) return at;
  }
  return guess;
}

/** Rows as they were known at an instant: days first heard of later are left out, corrections received later undone, newest first. */
export function asReportedThen(rows: readonly Row[], { corrections, firsts }: Late, instant: number): Row[] {
  const unheard = new Set(
    firsts.flatMap((f) => (f.received_at < instant ? [] : f.days.map((day) => dayKey({ ...f, day })))),
  );
  const undone = new Map(
    rows
      .map((row): [string, Row] => [dayKey(row), { ...row, registers: { ...row.registers } }])
      .filter(([key]) => !unheard.has(key)),
  );
  for (const c of corrections) {
    if (c.received_at < instant) continue;
    const row = undone.get(dayKey(c));
    if (!row) continue;
    const had = row.registers[c.component];
    if (c.old_n === null) delete row.registers[c.component];
    else row.registers[c.component] = { v: c.old_v ?? had?.v ?? 0, n: c.old_n, a: c.old_a };
  }
  // A day of which nothing was known yet was no day with a report.
  return [...undone.values()].filter((row) => COMPONENTS.some((name) => row.registers[name]));
}

const dayKey = (of: { readonly performance: number; readonly source: number; readonly day: string }): string =>
  `${of.performance} ${of.source} ${of.day}`;

/**
 * Those that changed what a day said: another number, or a component it had nothing of. That a day was first reported late
 * corrects nothing; in rows of before there was `sales_first` it shows by everything the day has being new at once.
 */
export function changesOf(corrections: readonly CorrectionRow[], rows: readonly Row[]): CorrectionRow[] {
  const byDay = Map.groupBy(corrections, dayKey);
  const begunBy = new Map<string, number>();
  for (const row of rows) {
    const own = byDay.get(dayKey(row)) ?? [];
    const added = own.filter((c) => c.old_n === null);
    if (COMPONENTS.every((name) => !row.registers[name] || added.some((c) => c.component === name)))
      begunBy.set(dayKey(row), Math.min(...own.map((c) => c.received_at)));
  }
  return corrections.filter((c) => c.old_n !== null || begunBy.get(dayKey(c)) !== c.received_at);
}

/** Bodies of these performances as of a day, in date order; only what `reader` may read by the catalogue of today. */
export async function bodiesAsOf(
  env: Env,
  reader: number,
  performances: readonly number[],
  day: string,
  axis: Axis,
): Promise<ReaderBody[]> {
  const { listed } = await readListings(env.DIRECTORY, performances);
  // Of a performance it has no part in, a reader that holds a row is its reseller: what it reported itself stays its own.
  const byVenue = Map.groupBy(listed, (l) => l.venue);
  const made = await Promise.all([...byVenue].map(([venue, own]) => ofVenue(env, venue, own, { reader, day, axis })));
  return made
    .flat()
    .toSorted((a, b) => a.body.startsAt - b.body.startsAt || a.root - b.root)
    .map(({ body }) => body);
}

async function ofVenue(
  env: Env,
  key: number,
  own: readonly Listed[],
  { reader, day, axis }: { readonly reader: number; readonly day: string; readonly axis: Axis },
) {
  const venue = await readOrganisationByKey(env.DIRECTORY, key);
  if (!venue) return [];
  const shard = shardOf(env, venue.shard);
  const members = own.flatMap((l) => l.members);
  const end = endOf(day, venue.time_zone);
  const [sources, rows, late] = await Promise.all([
    readSources(env.DIRECTORY, key, day),
    readHistory(shard, key, members, day),
    axis === 'reported' ? readLate(shard, key, members, end - 1) : null,
  ]);
  const known = late ? asReportedThen(rows, late, end) : rows;
  const byPerformance = Map.groupBy(known, (row) => row.performance);
  return own.flatMap((l) => {
    const reported = l.members.flatMap((member) => byPerformance.get(member) ?? []);
    const body = bodyOf(l.listing, reported, sources, { key: reader, kind: kindOf(l, reader) });
    return body ? [{ root: l.root, body }] : [];
  });
}
