/** When a subject is published anew: told by public figures alone, so that the time of it says nothing of anybody. */
import { dayOfHour } from './day.ts';
import type { EarlierRelease, ReleaseInput } from './input.ts';
import type { House } from './subjects.ts';

/** Fewer tickets than this since, and it stays as it was: else a moved cell would be a handful of orders. */
export const TICKETS_TO_RENEW = 30;

export const ticketsOf = (input: Pick<ReleaseInput, 'sales' | 'coverage'>, key: number): number => {
  const sales = input.sales.get(key);
  if (!sales) return input.coverage.get(key)?.tickets ?? 0;
  return Object.values(sales.classes).reduce((sum, tickets) => sum + tickets, 0);
};

export interface Renewal {
  readonly renewed: readonly boolean[];
  readonly tickets: readonly number[];
  /** Latest release of each subject. */
  readonly last: readonly (EarlierRelease | undefined)[];
}

export function renewalOf(input: Omit<ReleaseInput, 'facts'>, house: House, waits = true): Renewal {
  const latest = new Map<string, EarlierRelease>();
  for (const one of input.earlier) {
    const key = `${one.level} ${one.id}`;
    if ((latest.get(key)?.number ?? 0) < one.number) latest.set(key, one);
  }
  const today = dayOfHour(input.at);
  const last = house.subjects.map(({ level, id }) => latest.get(`${level} ${id}`));
  const tickets = house.subjects.map(({ performances }) =>
    performances.reduce((sum, p) => sum + ticketsOf(input, house.performances[p]?.key ?? -1), 0),
  );
  const renewed = house.subjects.map(({ performances }, subject) => {
    const before = last[subject];
    if (!before) return (tickets[subject] ?? 0) > 0;
    const more = (tickets[subject] ?? 0) - before.counts.tickets;
    // Once more when the last of it was played: only then can the lead times be told.
    const ended = Math.max(...performances.map((p) => house.day[p] ?? 0));
    return more >= (waits ? TICKETS_TO_RENEW : 1) || (ended < today && dayOfHour(before.at) <= ended);
  });
  return { renewed, tickets, last };
}
/** True: only tables that were never told are told now, for hardly anything was sold since. */
export const onlyNew = (renewal: Renewal, subject: number): boolean => {
  const before = renewal.last[subject];
  return before !== undefined && (renewal.tickets[subject] ?? 0) - before.counts.tickets < TICKETS_TO_RENEW;
};
