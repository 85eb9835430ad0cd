// Sales go on: told time begins some hours behind the clock and hurries after it, never past it (a figure of the future is held back).
import type { ApiClient } from './api-client.ts';
import type { Season } from './season/index.ts';
import type { Mapping } from './state.ts';
import { tellChanges } from './tell-sales.ts';
import type { VenueConnector } from './venue-connectors.ts';

const MINUTE = 60_000;
const STEP = 5 * MINUTE;
const TICK_MS = 20_000;
/** How far behind the clock a first start begins. */
export const LEAD = 5 * 60 * MINUTE;

/** Calls `work` again and again, never twice at once; the answer stops it and waits for the last run. */
export function repeat(everyMs: number, name: string, work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = work()
      .catch((error: unknown) => console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => (busy = false));
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

export function letSalesArrive(
  season: Season,
  mapping: Mapping,
  clients: ReadonlyMap<string, ApiClient>,
  connectors: readonly VenueConnector[],
  save: () => Promise<void>,
): () => Promise<void> {
  return repeat(TICK_MS, 'sales', async () => {
    const from = mapping.toldUntil;
    // The day or night since the last start is told at once.
    const until = Math.min(Date.now(), Math.max(from + STEP, Date.now() - LEAD));
    if (until <= from) return;
    for (const [ref, api] of clients) await tellChanges(api, season, mapping, ref, { from, until });
    for (const connector of connectors) await connector.export(season, until);
    mapping.toldUntil = until;
    await save();
  });
}
