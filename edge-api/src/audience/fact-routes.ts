/** What a house's connector sends about who comes, and who of them is to be forgotten. Nothing of it is ever answered. */
import * as v from 'valibot';
import { AudienceBatch, ErasureBody, PATHS, PushResult, SINGLE_STATUS, type ErasureAnswer } from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { readBody } from '../body.ts';
import { shardNames, shardOf } from '../env.ts';
import { Routes, type Ctx } from '../route.ts';
import { venueOf } from '../sales/acting-venue.ts';
import { openHome, writeAtHome } from '../shards/router.ts';
import { putErasures } from './erasure-store.ts';
import { pushFacts } from './fact-ingest.ts';
import { countFactsOf, deleteFactsOf } from './fact-store.ts';
import { nextMonday, putDue } from './schedule-store.ts';

/** A reseller knows its own buyers alone, and they are not the house's to count. */
async function houseOf(c: Ctx, named: string | undefined) {
  const { venue, reseller } = await venueOf(c, named, 'audience:push');
  if (reseller !== null) throw new ApiError('not_found', 'no such venue; audience facts come from the house itself');
  return venue;
}

async function push(c: Ctx): Promise<Response> {
  const batch = await readBody(c, AudienceBatch);
  const venue = await houseOf(c, batch.organisation);
  const result = await pushFacts(c.env, venue, batch.source ?? 'kassa', batch.items, c.var.now);
  const only = result.results.length === 1 ? result.results[0] : undefined;
  return c.json(result, only ? SINGLE_STATUS[only.outcome] : 207);
}

/** First the log, then the facts: what is cut off in between is forgotten by the next push and by every restore, never remembered. */
async function erase(c: Ctx): Promise<Response> {
  const body = await readBody(c, ErasureBody);
  const venue = await houseOf(c, body.organisation);
  const { now } = c.var;
  const buyers = [...new Set(body.buyers)];
  await putErasures(c.env.ERASURES, venue.key, body.keyId, buyers, now);
  const home = await openHome(c.env, venue.key);
  const gone = await countFactsOf(shardOf(c.env, home.shard), venue.key, buyers);
  await writeAtHome(c.env, home, (shard) => [deleteFactsOf(shard, venue.key, buyers)]);
  // A copy that a move left behind is deleted a week later; whoever is erased is gone from it now.
  for (const name of shardNames(c.env)) await deleteFactsOf(shardOf(c.env, name), venue.key, buyers).run();
  await putDue(c.env.DIRECTORY, venue.key, now);
  await auditStatement(c, {
    action: 'audience.erase',
    object: venue.id,
    after: { buyers: buyers.length, facts: gone.facts },
  }).run();
  const answer: ErasureAnswer = {
    ...gone,
    publishedAt: new Date(nextMonday(now)).toISOString(),
    livemode: venue.livemode === 1,
  };
  return c.json(answer);
}

export function factRoutes(): Routes {
  return new Routes()
    .on('put', PATHS.audienceFacts, 'push_audience', push, {
      summary: 'Bring facts of orders, without a person in them: one whole set per performance',
      body: AudienceBatch,
      answer: PushResult,
      status: 207,
      also: [200],
    })
    .on('post', PATHS.audienceErasures, 'push_audience', erase, {
      summary: 'Forget buyers: their facts at once, and in the tables at the next release',
      body: ErasureBody,
      status: 200,
      answer: v.object({
        facts: v.number(),
        performances: v.number(),
        publishedAt: v.string(),
        livemode: v.boolean(),
      }),
    });
}
