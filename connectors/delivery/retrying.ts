// Pure: how long to wait after a failed attempt.
const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

/** Full jitter: anything up to twice the last bound. `random` in [0, 1). */
export function backoffMs(attempts: number, random: number, afterMs?: number): number {
  const bound = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 20));
  return Math.max(Math.floor(random * bound), afterMs ?? 0);
}

/** `Retry-After` as seconds or as a date, at most an hour; undefined when absent or unreadable. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), 3_600_000);
}
