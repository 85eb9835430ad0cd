/** Pure: how long wrong secrets of one client are answered without being looked at. */
const FREE_FAILURES = 5;
const FIRST_MS = 1_000;
const LONGEST_MS = 15 * 60_000;

/**
 * Milliseconds still to wait; 0 = go on. After 5 wrong ones in a row 1 s, doubling to 15 minutes. It counts per client
 * and never per address: a theatre's whole office is one address, and an attacker has many.
 */
export function backOffMs(failures: number, failedAt: number, now: number): number {
  if (failures < FREE_FAILURES) return 0;
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - FREE_FAILURES, 20));
  return Math.max(0, failedAt + wait - now);
}
