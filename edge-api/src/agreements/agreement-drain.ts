/**
 * Tells both parties: empties the outbox of a shard into the rows and feeds of the parties, each in its own shard, and into
 * mails. Cut off at any moment it is done again: rows are versioned, an event stands in a feed once and is mailed once.
 */
import type { Side } from '#protocol';
import { shardNames, shardOf, type Env } from '../env.ts';
import type { Ctx } from '../route.ts';
import { checkHomes, isNotHome, readHomes, type Home } from '../shards/home-store.ts';
import { openHomes } from '../shards/router.ts';
import { readAgreementHome, readBystanders, type AgreementHome } from './agreement-home.ts';
import { readerOf } from './agreement-answer.ts';
import { dropOutbox, readAgreement, readOutbox, type OutboxRow } from './agreement-store.ts';
import { namedNow, readAgreed } from './agreed-performances.ts';
import { mailsOf } from './agreement-mail.ts';
import { copyFor, type PartyCopy } from './party-copy.ts';
import { addFeed, dropRows, upsertRow } from './party-store.ts';
import { copyOf, upsertStatementRow, type StatementCopy } from '../settlement/statement-copy.ts';
import { readStatement } from '../settlement/statement-store.ts';
import { signedOf } from '../settlement/signed.ts';
import { readFinals } from '../settlement/signed-store.ts';
import { deliverWebhooks } from '../webhooks/deliver.ts';

/** Outbox rows of one round. */
const ROUND = 100;
/** Agreements told by one invocation: each asks about ten queries of the thousand that it may. What is left waits for the next minute. */
const AT_ONCE = 30;
const A_MINUTE = 50;
const NONE = { finals: [], lines: [] };

/** What one invocation may still tell, and the homes it knows: each write checks them. */
interface Run {
  left: number;
  readonly homes: Map<number, Home>;
}

/** At once, behind the answer, and the webhooks after it; what is cut off stands in the outbox for the minute job. */
export async function tellPartiesSoon(c: Ctx, ...venues: readonly number[]): Promise<void> {
  const homes = await readHomes(c.env.DIRECTORY, venues);
  const run = { left: AT_ONCE, homes };
  const shards = new Set([...homes.values()].map(({ shard }) => shard));
  c.executionCtx.waitUntil(
    (async () => {
      for (const name of shards) await drainAgreements(c.env, name, c.var.now, run);
      for (const name of new Set([...homes.values()].map(({ shard }) => shard)))
        await deliverWebhooks(c.env, name, c.var.now);
    })().catch((error: unknown) =>
      console.error(JSON.stringify({ level: 'error', job: 'tell parties', name: (error as Error).name })),
    ),
  );
}

/** Minute job. Each minute another shard is first. */
export async function drainAllAgreements(env: Env, now: number): Promise<void> {
  const names = shardNames(env);
  const first = Math.floor(now / 60_000) % names.length;
  const run = { left: A_MINUTE, homes: new Map<number, Home>() };
  for (const name of [...names.slice(first), ...names.slice(0, first)]) await drainAgreements(env, name, now, run);
}

async function drainAgreements(env: Env, name: string, now: number, run: Run): Promise<void> {
  const shard = shardOf(env, name);
  const waiting = new Set<string>();
  while (run.left > 0) {
    const found = (await readOutbox(shard, ROUND + waiting.size)).filter(({ agreement }) => !waiting.has(agreement));
    if (!found.length) return;
    for (const [agreement, rows] of Map.groupBy(found, (row) => row.agreement)) {
      if (run.left <= 0) return;
      run.left -= 1;
      // One that cannot be told keeps no other waiting.
      const told = await tell(env, shard, agreement, rows, now, run).catch((error: unknown) => {
        console.error(JSON.stringify({ level: 'error', job: 'tell parties', agreement, name: (error as Error).name }));
        return false;
      });
      if (!told) waiting.add(agreement);
    }
  }
}

/** False: somebody is between two homes, so it waits. */
async function tell(
  env: Env,
  shard: D1Database,
  id: string,
  rows: readonly OutboxRow[],
  now: number,
  { homes }: Run,
): Promise<boolean> {
  const tenant = rows[0]?.tenant ?? 0;
  const home = await readAgreementHome(env.DIRECTORY, id);
  const stored = home && (await readAgreement(shard, tenant, id));
  if (home && stored) {
    const performances = stored.versions.flatMap((version) => version.performances);
    const agreed = await readAgreed(env.DIRECTORY, performances);
    // Read after the agreement: so of one revision the copy with more papers is the later one.
    const { approvedVersion } = stored.row;
    const { finals, lines } = approvedVersion === null ? NONE : await readFinals(shard, tenant, id);
    const signed = signedOf(finals, lines, approvedVersion, agreed.map(namedNow));
    for (const side of ['venue', 'provider'] as const) {
      const copy = copyFor(home, stored, side, rows, agreed, signed);
      if (copy && !(await atHome(env, readerOf(home, side), homes, (at) => write(env, at, copy, now)))) return false;
      const papers = await statementsFor(shard, home, side, rows);
      if (papers.length && !(await atHome(env, readerOf(home, side), homes, (at) => writePapers(env, at, papers, now))))
        return false;
    }
    if (rows.some(({ event }) => event < 0) && !(await clear(env, home, homes))) return false;
    const mails = await mailsOf(env, home, stored, rows, now);
    if (mails.length) await env.DIRECTORY.batch(mails);
  }
  return atHome(env, tenant, homes, async (at) => {
    if (shardOf(env, at.shard) === shard) await shard.batch([checkHomes(shard, [at]), dropOutbox(shard, rows)]);
  });
}

/** Of organisations that came apart the one that is no side keeps nothing of it. */
async function clear(env: Env, home: AgreementHome, homes: Map<number, Home>): Promise<boolean> {
  const others = await readHomes(env.DIRECTORY, await readBystanders(env.DIRECTORY, home));
  for (const tenant of others.keys()) {
    const cleared = await atHome(env, tenant, homes, async (at) => {
      const shard = shardOf(env, at.shard);
      await shard.batch([checkHomes(shard, [at]), ...dropRows(shard, tenant, home.id)]);
    });
    if (!cleared) return false;
  }
  return true;
}

/** Written where it lives by what this run knows, else by the map of this moment; false while it is between two homes. */
async function atHome(
  env: Env,
  tenant: number,
  homes: Map<number, Home>,
  write: (home: Home) => Promise<void>,
): Promise<boolean> {
  for (let tries = 0; tries < 2; tries += 1) {
    const home = homes.get(tenant) ?? (await openHomes(env, [tenant])).get(tenant);
    if (!home) return false;
    homes.set(tenant, home);
    try {
      await write(home);
      return true;
    } catch (error) {
      if (!isNotHome(error)) throw error;
      homes.delete(tenant);
    }
  }
  return false;
}

async function write(env: Env, reader: Home, copy: PartyCopy, now: number): Promise<void> {
  const shard = shardOf(env, reader.shard);
  await shard.batch([
    checkHomes(shard, [reader]),
    upsertRow(shard, reader.tenant, copy),
    ...copy.feed.map((event) => addFeed(shard, reader.tenant, event, now)),
  ]);
}

/** Those of its statements that a step was taken on. */
async function statementsFor(
  shard: D1Database,
  home: AgreementHome,
  side: Side,
  rows: readonly OutboxRow[],
): Promise<readonly StatementCopy[]> {
  const copies: StatementCopy[] = [];
  for (const [id, told] of Map.groupBy(rows, ({ statement }) => statement)) {
    const stored = id === '' ? null : await readStatement(shard, home.venue, id);
    if (stored) copies.push(copyOf(home, stored, side, new Set(told.map(({ event }) => event))));
  }
  return copies;
}

async function writePapers(env: Env, reader: Home, copies: readonly StatementCopy[], now: number): Promise<void> {
  const shard = shardOf(env, reader.shard);
  await shard.batch([
    checkHomes(shard, [reader]),
    ...copies.flatMap((copy) => [
      upsertStatementRow(shard, reader.tenant, copy),
      ...copy.feed.map((event) => addFeed(shard, reader.tenant, event, now)),
    ]),
  ]);
}
