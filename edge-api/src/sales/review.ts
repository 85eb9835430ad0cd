/** Pure: why figures deserve a person's look. Computed from ordered reports, never from the order of arrival. */
import { PRICE_CLASSES, type ReviewReason } from '#protocol';
import type { Registers } from './registers.ts';

/** A total that falls by more than this share is marked. */
const BIG_FALL = 0.2;
/** Small houses: a fall of a few tickets is no news. */
const BIG_FALL_TICKETS = 5;

export const issuedOf = (registers: Registers): number =>
  PRICE_CLASSES.reduce((sum, name) => sum + (registers[name]?.n ?? 0), 0);

export function reviewReasons(now: Registers, before: Registers | undefined): ReviewReason[] {
  const reasons: ReviewReason[] = [];
  // A partial report leaves the other classes as they were.
  const issued = PRICE_CLASSES.reduce((sum, name) => sum + ((now[name] ?? before?.[name])?.n ?? 0), 0);
  const had = before ? issuedOf(before) : 0;
  if (before && had - issued > had * BIG_FALL && had - issued >= BIG_FALL_TICKETS) reasons.push('big_fall');
  const capacity = (now.capacity ?? before?.capacity)?.n;
  const taken = issued + ((now.reserved ?? before?.reserved)?.n ?? 0) + ((now.blocked ?? before?.blocked)?.n ?? 0);
  if (capacity !== undefined && taken > capacity) reasons.push('over_capacity');
  if ((now.free?.a ?? 0) !== 0) reasons.push('free_with_amount');
  return reasons;
}
