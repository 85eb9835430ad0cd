/** Minute job: proposals whose time is over expire; a version in force stays in force. */
import { asPlatform } from '../audit/audit-entry.ts';
import { shardAuditStatements } from '../audit/shard-lines.ts';
import { shardNames, shardOf, type Env } from '../env.ts';
import { checkHomes, isNotHome } from '../shards/home-store.ts';
import { openHomes } from '../shards/router.ts';
import { readAgreementHome } from './agreement-home.ts';
import { readAgreement, readExpired } from './agreement-store.ts';
import { changed } from './changes.ts';
import { take } from './life.ts';
import { lifeOf } from './seen.ts';
import { auditOf, statementsOf } from './steps.ts';

/** Of one shard in one minute. */
const AT_ONCE = 20;
const NOBODY = { organisation: null, client: null, person: null, name: null };

export async function expireAgreements(env: Env, now: number): Promise<void> {
  for (const name of shardNames(env)) {
    const shard = shardOf(env, name);
    for (const { tenant, id } of await readExpired(shard, now, AT_ONCE)) await expire(env, shard, { tenant, id }, now);
  }
}

async function expire(
  env: Env,
  shard: D1Database,
  { tenant, id }: { readonly tenant: number; readonly id: string },
  now: number,
): Promise<void> {
  const [home, stored] = [await readAgreementHome(env.DIRECTORY, id), await readAgreement(shard, tenant, id)];
  const at = (await openHomes(env, [tenant])).get(tenant);
  if (!home || !stored || !at) return;
  const move = { step: 'expire', side: null, now } as const;
  const taken = take(lifeOf(stored), move);
  if (!taken.ok) return;
  const is = changed(stored, { move, life: taken.life, about: stored.row.version, body: {} }, NOBODY);
  const c = asPlatform(env, now);
  try {
    await shard.batch([
      checkHomes(shard, [at]),
      ...statementsOf(shard, stored, is),
      ...auditOf(home, is).flatMap((entry) => shardAuditStatements(c, shard, entry)),
    ]);
  } catch (error) {
    // Somebody took a step at this moment, or the house is moving: the next minute looks again.
    if (!isNotHome(error) && !(error as Error).message.includes('UNIQUE constraint failed')) throw error;
  }
}
