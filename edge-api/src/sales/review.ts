/** Pure: why figures deserve a person's look. Computed from ordered reports, never from the order of arrival. */
import { addDays, PRICE_CLASSES, type ReviewReason } from '#protocol';
import type { DayRow, Registers } from './registers.ts';

/** A total that falls by more than this share is marked. */
const BIG_FALL = 0.2;
/** Small houses: a fall of a few tickets is no news. */
const BIG_FALL_TICKETS = 5;

export const issuedOf = (registers: Registers): number =>
  PRICE_CLASSES.reduce((sum, name) => sum + (registers[name]?.n ?? 0), 0);

const isBigFall = (had: number, issued: number): boolean =>
  had - issued > had * BIG_FALL && had - issued >= BIG_FALL_TICKETS;

/** A fall stays marked while the total lies that far under the highest of these days, so that no nightly repeat wipes it. */
export const FALL_DAYS = 7;

/** The marks of one source's day rows, oldest first: they depend on the rows alone, so not on how these arrived. */
export function marksOf(rows: readonly DayRow[]): ReviewReason[] {
  const last = rows.at(-1);
  if (!last) return [];
  const since = addDays(last.day, -FALL_DAYS);
  let stand: Registers = {};
  let highest = 0;
  for (const row of rows) {
    // What stood when the window opened counts as well.
    if (row.day > since) highest = Math.max(highest, issuedOf(stand));
    stand = { ...stand, ...row.registers };
  }
  const issued = issuedOf(stand);
  return [...(isBigFall(highest, issued) ? (['big_fall'] as const) : []), ...reviewReasons(stand, undefined)];
}

/** Last day on which the total of one source rose; null when it never did. */
export function lastRiseOf(rows: readonly DayRow[]): string | null {
  let stand: Registers = {};
  let day: string | null = null;
  for (const row of rows) {
    const had = issuedOf(stand);
    stand = { ...stand, ...row.registers };
    if (issuedOf(stand) > had) day = row.day;
  }
  return day;
}

/** The marks of a report beside what stood before it, as far as a push knows. */
export function reviewReasons(now: Registers, before: Registers | undefined): ReviewReason[] {
  const reasons: ReviewReason[] = [];
  // A partial report leaves the other classes as they were.
  const issued = PRICE_CLASSES.reduce((sum, name) => sum + ((now[name] ?? before?.[name])?.n ?? 0), 0);
  const had = before ? issuedOf(before) : 0;
  if (before && isBigFall(had, issued)) reasons.push('big_fall');
  const capacity = (now.capacity ?? before?.capacity)?.n;
  const taken = issued + ((now.reserved ?? before?.reserved)?.n ?? 0) + ((now.blocked ?? before?.blocked)?.n ?? 0);
  if (capacity !== undefined && taken > capacity) reasons.push('over_capacity');
  if ((now.free?.a ?? 0) !== 0) reasons.push('free_with_amount');
  return reasons;
}
