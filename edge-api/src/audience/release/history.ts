/** Who was here before, and how often: one value for a buyer in a season, so that levels add up. */
import { SEGMENTS } from '#protocol';
import type { FactColumns } from './input.ts';
import type { House } from './subjects.ts';

const DAYS_18_MONTHS = 548;
const DAYS_3_YEARS = 1_096;

/** 0 new, 1 once, 2 convertee, 3 active, 4 super: by performances visited. */
export const byVisits = (performances: number): number =>
  performances <= 3 ? Math.max(0, performances - 1) : performances <= 10 ? 3 : 4;

/**
 * `new`: the first order at this house falls in this season, by the venue's system where it says so, else by the facts. The segment
 * counts performances ever, unless the last one before this season's first was 18 months (stale) or 3 years (lapsed) earlier.
 */
export function historyOf(
  indices: Int32Array,
  { facts, buyer }: { readonly facts: FactColumns; readonly buyer: number },
  house: House,
  performanceOf: (i: number) => number,
): number {
  let [firstHour, told, here, firstDay, last] = [Infinity, 0, 0, Infinity, -1];
  for (const i of indices) {
    const p = performanceOf(i);
    const hour = facts.hour[i] ?? 0;
    if (hour <= firstHour) {
      told = Math.max(hour === firstHour ? told : 0, facts.first[i] ?? 0);
      firstHour = hour;
    }
    firstDay = Math.min(firstDay, house.day[p] ?? 0);
    if (p !== last) here += 1;
    last = p;
  }
  const before = facts.others?.visits[buyer] ?? 0;
  const lastBefore = before > 0 ? (facts.others?.lastDay[buyer] ?? firstDay) : firstDay;
  const returning = told === 2 || (told === 0 && before > 0);
  const visits = here + (returning ? Math.max(1, before) : 0);
  const gap = returning ? firstDay - lastBefore : 0;
  const segment =
    gap > DAYS_3_YEARS
      ? SEGMENTS.indexOf('lapsed')
      : gap > DAYS_18_MONTHS
        ? SEGMENTS.indexOf('stale')
        : byVisits(visits);
  return (returning ? 8 : 0) + segment;
}

/** Other histories of someone with so many visits in this season that could be true as well. */
export function otherHistories(visits: number, now: number): number[] {
  const possible = [byVisits(visits), 8 + SEGMENTS.indexOf('stale'), 8 + SEGMENTS.indexOf('lapsed')];
  for (let segment = byVisits(visits + 1); segment <= 4; segment += 1) possible.push(8 + segment);
  return possible.filter((value) => value !== now);
}
