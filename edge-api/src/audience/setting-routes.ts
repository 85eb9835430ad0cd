/** What a house decides about its audience data: how long, what is left out, who sees it, the sector. */
import * as v from 'valibot';
import { AudienceSettings, PATHS } from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { readBody } from '../body.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { openHome, writeAtHome } from '../shards/router.ts';
import { deleteFactsAt } from './fact-store.ts';
import { readNamed } from './performance-store.ts';
import { deleteReportsOf } from './report-store.ts';
import { putAudienceSettings, readAudienceSettings } from './setting-store.ts';

function houseKey(c: Ctx): number {
  const { organisation, organisationType } = actorOf(c);
  if (organisationType !== 'venue') throw new ApiError('not_found', 'only a house has audience data');
  return organisation;
}

const show = async (c: Ctx): Promise<Response> =>
  c.json({ ...(await readAudienceSettings(c.env.DIRECTORY, houseKey(c))), livemode: actorOf(c).livemode });

async function put(c: Ctx): Promise<Response> {
  const house = houseKey(c);
  const after = await readBody(c, AudienceSettings);
  const db = c.env.DIRECTORY;
  const before = await readAudienceSettings(db, house);
  await db.batch([
    putAudienceSettings(db, house, after, c.var.now),
    auditStatement(
      c,
      { action: 'audience-setting.set', object: actorOf(c).organisationId, before, after },
      'ifChanged',
    ),
  ]);
  const fresh = after.excluded.filter((name) => !before.excluded.includes(name));
  if (fresh.length) {
    const keys = await readNamed(db, house, fresh);
    await writeAtHome(c.env, await openHome(c.env, house), (shard) => [
      ...deleteFactsAt(shard, house, keys),
      ...deleteReportsOf(shard, house, fresh),
    ]);
  }
  return show(c);
}

export function audienceSettingRoutes(): Routes {
  const answer = v.object({ ...AudienceSettings.entries, livemode: v.boolean() });
  return new Routes()
    .on('get', PATHS.audienceSettings, 'administer_audience', show, {
      summary: 'How long audience facts are kept, what is left out, who sees the tables',
      answer,
    })
    .on('put', PATHS.audienceSettings, 'administer_audience', put, {
      summary: 'Decide about audience data; facts of what is left out are deleted at once',
      body: AudienceSettings,
      answer,
    });
}
