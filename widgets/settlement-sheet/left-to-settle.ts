/** Pure: whether a deal has something to settle now, and why not where it has not. The API decides; this saves a click that it would refuse. */
import type { Agreement, StatementSummary } from '#protocol';

export type LeftToSettle =
  | { readonly why: 'some' | 'all_settled' | 'all_listed' | 'not_agreed' | 'all_cancelled' }
  /** Nothing that has been is left; `date` = when the next has been, or the last of a deal for all. */
  | { readonly why: 'not_yet' | 'next' | 'settled_whole'; readonly date: string };

export function leftToSettle(
  { state, approvedVersion, version, terms, performances }: Agreement,
  statements: readonly StatementSummary[],
  now: number,
): LeftToSettle {
  if (state === 'settled') return { why: 'all_settled' };
  if (approvedVersion === null) return { why: 'not_agreed' };
  // A later version is being decided, which may be about others.
  if (approvedVersion !== version) return { why: 'some' };
  const live = statements.filter((one) => one.state !== 'withdrawn');
  const taken = new Set(live.flatMap((one) => one.performances.map(({ id }) => id)));
  const left = performances.filter(({ id }) => !taken.has(id));
  const isOver = ({ startsAt, status }: (typeof left)[number]) => status === 'cancelled' || Date.parse(startsAt) <= now;
  if (left.length === 0) return { why: live.every((one) => one.state === 'final') ? 'all_settled' : 'all_listed' };
  const coming = left.filter((one) => !isOver(one)).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  const [first, last] = [coming[0], coming.at(-1)];
  if (!first || !last) return { why: left.every(({ status }) => status === 'cancelled') ? 'all_cancelled' : 'some' };
  if (terms.basis === 'total') return { why: 'settled_whole', date: last.date };
  if (coming.length < left.length) return { why: 'some' };
  return { why: taken.size > 0 ? 'next' : 'not_yet', date: first.date };
}
