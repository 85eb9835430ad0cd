/**
 * Requests of a day, counted in the isolate's memory and added to the directory in steps after an answer has gone out: no
 * request waits for it. An isolate that is thrown away loses at most a step of each client; many isolates let through at
 * most a step each, and what comes in the 5 seconds until all have heard, beyond the quota.
 */
import type { Actor } from './actor.ts';
import { addCountStatements } from './quota-store.ts';

const STEP = 500;
const STEP_MS = 30_000;
const MAX_FLUSHED = 50;

interface Count {
  readonly day: string;
  readonly organisation: number;
  readonly client: string;
  since: number;
  requests: number;
}
const counts = new WeakMap<D1Database, Map<string, Count>>();

export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);
export const secondsToNextDay = (now: number): number => Math.ceil((86_400_000 - (now % 86_400_000)) / 1_000);

async function flush(db: D1Database, counted: readonly Count[], known: Map<string, Count>, now: number): Promise<void> {
  const sent = counted.map((count) => ({ ...count }));
  for (const count of counted) [count.requests, count.since] = [0, now];
  try {
    await db.batch(sent.flatMap((count) => addCountStatements(db, count)));
  } catch (error) {
    // They are told with the next step.
    counted.forEach((count, i) => (count.requests += sent[i]?.requests ?? 0));
    console.error(JSON.stringify({ level: 'error', job: 'count requests', message: (error as Error).message }));
  }
  // A day that is over is not counted on.
  for (const [key, count] of known) if (count.day < dayOf(now) && count.requests === 0) known.delete(key);
}

/** Counts one; now and then there is something to be written, after the answer. */
export function countRequest(
  db: D1Database,
  { organisation, clientId }: Actor,
  now: number,
): Promise<void> | undefined {
  let known = counts.get(db);
  if (!known) counts.set(db, (known = new Map()));
  const day = dayOf(now);
  const key = `${day} ${organisation} ${clientId}`;
  let count = known.get(key);
  if (!count) known.set(key, (count = { day, organisation, client: clientId, since: now, requests: 0 }));
  count.requests += 1;
  if (count.requests < STEP && now - count.since < STEP_MS) return undefined;
  const due = [...known.values()].filter((one) => one !== count && one.requests > 0 && now - one.since >= STEP_MS);
  return flush(db, [count, ...due.slice(0, MAX_FLUSHED - 1)], known, now);
}
