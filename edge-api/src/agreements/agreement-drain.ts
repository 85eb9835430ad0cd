/**
 * Tells both parties: empties the outbox of a shard into the rows and feeds of the parties, each in its own shard. Cut off
 * at any moment it is done again: rows are versioned, an event stands in a feed once.
 */
import { shardNames, shardOf, type Env } from '../env.ts';
import type { Ctx } from '../route.ts';
import { checkHomes, isNotHome, readHomes, type Home } from '../shards/home-store.ts';
import { openHomes } from '../shards/router.ts';
import { readAgreementHome } from './agreement-home.ts';
import { dropOutbox, readAgreement, readOutbox, type OutboxRow } from './agreement-store.ts';
import { copyFor } from './party-copy.ts';
import { addFeed, upsertRow } from './party-store.ts';

/** Outbox rows of one round, and rounds of one run: what is left waits for the next minute. */
const ROUND = 100;
const MAX_ROUNDS = 10;

/** At once, behind the answer; what is cut off stands in the outbox for the minute job. */
export async function tellPartiesSoon(c: Ctx, venue: number): Promise<void> {
  const home = (await readHomes(c.env.DIRECTORY, [venue])).get(venue);
  if (!home) return;
  c.executionCtx.waitUntil(
    drainAgreements(c.env, home.shard, c.var.now).catch((error: unknown) =>
      console.error(JSON.stringify({ level: 'error', job: 'tell parties', name: (error as Error).name })),
    ),
  );
}

export async function drainAllAgreements(env: Env, now: number): Promise<void> {
  for (const name of shardNames(env)) await drainAgreements(env, name, now);
}

export async function drainAgreements(env: Env, name: string, now: number): Promise<void> {
  const shard = shardOf(env, name);
  const waiting = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const found = (await readOutbox(shard, ROUND + waiting.size)).filter(({ agreement }) => !waiting.has(agreement));
    if (!found.length) return;
    for (const [agreement, rows] of Map.groupBy(found, (row) => row.agreement)) {
      const told = await tell(env, shard, agreement, rows, now).catch((error: unknown) => {
        if (!isNotHome(error)) throw error;
        return false;
      });
      if (!told) waiting.add(agreement);
    }
  }
}

/** False: a party is between two homes, so it waits. */
async function tell(
  env: Env,
  shard: D1Database,
  id: string,
  rows: readonly OutboxRow[],
  now: number,
): Promise<boolean> {
  const tenant = rows[0]?.tenant ?? 0;
  const home = await readAgreementHome(env.DIRECTORY, id);
  const stored = home && (await readAgreement(shard, tenant, id));
  if (home && stored) {
    const readers = await openHomes(env, [home.venue, home.provider]);
    for (const side of ['venue', 'provider'] as const) {
      const reader = readers.get(side === 'venue' ? home.venue : home.provider);
      if (!reader) return false;
      await write(env, reader, await copyFor(env, home, stored, side, rows), now);
    }
  }
  const [tenantHome] = (await openHomes(env, [tenant])).values();
  if (!tenantHome) return false;
  await shard.batch([checkHomes(shard, [tenantHome]), dropOutbox(shard, rows)]);
  return true;
}

async function write(env: Env, reader: Home, copy: Awaited<ReturnType<typeof copyFor>>, now: number): Promise<void> {
  if (!copy) return;
  const shard = shardOf(env, reader.shard);
  await shard.batch([
    checkHomes(shard, [reader]),
    upsertRow(shard, reader.tenant, copy),
    ...copy.feed.map((event) => addFeed(shard, reader.tenant, event, now)),
  ]);
}
