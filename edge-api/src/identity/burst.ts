/**
 * Bursts: how many requests one caller may make in ten seconds. Counted by Cloudflare's rate-limiting binding for a whole
 * location, asked in steps so that a quiet caller costs no call; without a binding each isolate counts for itself.
 */
import type { Burst } from '#protocol';
import type { Actor } from './actor.ts';

/** A refused caller is asked about again after this; until then it costs nothing. */
const REFUSED_MS = 1_000;
const MAX_KEYS = 5_000;

interface Window {
  readonly from: number;
  count: number;
  untold: number;
  /** The binding refused the last time it was asked. */
  refused: boolean;
  refusedUntil: number;
}
const windows = new Map<string, Window>();

/** Its pages take nothing from the client itself, nor one named viewer from another. */
export const burstKey = ({ kind, clientId, organisation, user, viewer }: Actor): string =>
  `${kind} ${organisation} ${clientId} ${user ?? viewer ?? ''}`;

function windowOf(key: string, { periodSeconds }: Burst, now: number): Window {
  const known = windows.get(key);
  if (known && now >= known.from && now < known.from + periodSeconds * 1_000) return known;
  // Bounded: a flood of keys forgets counts, it does not fill memory.
  if (windows.size >= MAX_KEYS) windows.clear();
  const window = { from: now, count: 0, untold: 0, refused: false, refusedUntil: 0 };
  windows.set(key, window);
  return window;
}

/** False: too many at this moment. */
export async function withinBurst(
  limiter: RateLimit | undefined,
  burst: Burst,
  key: string,
  now: number,
): Promise<boolean> {
  const window = windowOf(key, burst, now);
  if (now < window.refusedUntil) return false;
  window.count += 1;
  window.untold += 1;
  if (!limiter) return window.count <= burst.limit;
  // A tenth of what this isolate counted in the window, at least a step: the busier, the fewer questions.
  if (!window.refused && window.untold < Math.max(burst.step, window.count / 10)) return true;
  const delta = window.untold;
  window.untold = 0;
  const { success } = await limiter.limit({ key, delta });
  window.refused = !success;
  if (!success) window.refusedUntil = now + REFUSED_MS;
  return success;
}
