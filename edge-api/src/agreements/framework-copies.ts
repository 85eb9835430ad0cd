/** Copies framework agreements to both parties' shards: right after a step, and by the minute job what a killed request left. */
import { shardOf, type Env } from '../env.ts';
import type { Ctx } from '../route.ts';
import { checkHomes, isNotHome } from '../shards/home-store.ts';
import { openHomes } from '../shards/router.ts';
import { frameworkMails } from './framework-mail.ts';
import {
  copiedStatement,
  putRowStatement,
  readWaiting,
  type FrameworkRow,
  type Waiting,
} from './framework-row-store.ts';
import { readFramework, type FoundFramework } from './framework-store.ts';

const AT_ONCE = 50;

function toRow({ tenant, provider }: Waiting, found: FoundFramework): FrameworkRow {
  return {
    id: found.id,
    madeAt: found.events[0]?.at ?? 0,
    venue: tenant,
    provider,
    revision: found.revision,
    body: {
      versions: found.versions.map(({ text: _, ...shown }) => shown),
      events: found.events
        .filter(({ step }) => step === 'sign')
        .map(({ step, version, side, at, name }) => ({ step, version, side, at, name })),
    },
  };
}

/** True once both have it and whom it waits for was mailed; a party between two homes is served the next minute. */
async function copy(env: Env, shard: D1Database, waiting: Waiting): Promise<boolean> {
  const found = await readFramework(shard, waiting.tenant, waiting.framework);
  if (!found) return true;
  const mails = await frameworkMails(env, waiting, found, Date.now());
  if (mails.length) await env.DIRECTORY.batch(mails);
  const row = toRow(waiting, found);
  const readers = [waiting.tenant, waiting.provider];
  const homes = await openHomes(env, readers);
  let copied = 0;
  for (const reader of readers) {
    const home = homes.get(reader);
    if (!home) continue;
    const there = shardOf(env, home.shard);
    try {
      await there.batch([checkHomes(there, [home]), putRowStatement(there, reader, row)]);
      copied += 1;
    } catch (error) {
      if (!isNotHome(error)) throw error;
    }
  }
  return copied === readers.length;
}

export async function copyFrameworks(env: Env, name: string): Promise<void> {
  const shard = shardOf(env, name);
  for (const waiting of await readWaiting(shard, AT_ONCE))
    if (await copy(env, shard, waiting)) await copiedStatement(shard, waiting).run();
}

export function copyFrameworksSoon(c: Ctx, shard: string): void {
  c.executionCtx.waitUntil(
    copyFrameworks(c.env, shard).catch((error: unknown) =>
      console.error(JSON.stringify({ level: 'error', job: 'copy frameworks', name: (error as Error).name })),
    ),
  );
}
