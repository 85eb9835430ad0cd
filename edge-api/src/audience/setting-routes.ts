/** What a house decides about its audience data: how long, what is left out, who sees it, the sector. */
import * as v from 'valibot';
import { AudienceSettings, PATHS } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { putSetting, showSetting, type Setting } from '../settings/setting.ts';
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

const DECIDED: Setting<AudienceSettings> = {
  name: 'audience-setting',
  read: readAudienceSettings,
  put: putAudienceSettings,
  show: (_, settings) => settings,
  logged: (settings) => settings,
};
const sorted = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

async function show(c: Ctx): Promise<Response> {
  houseKey(c);
  return showSetting(c, DECIDED);
}

async function put(c: Ctx): Promise<Response> {
  const house = houseKey(c);
  const text = await readText(c);
  const { keepSeasons, benchmark, notShared, excluded } = parseBody(text, AudienceSettings);
  const next = { keepSeasons, benchmark, notShared: sorted(notShared), excluded: sorted(excluded) };
  const answer = await putSetting(c, text, DECIDED, () => next);
  // All of them each time: cut off before this, the same body sent again deletes them.
  if (excluded.length) {
    const keys = await readNamed(c.env.DIRECTORY, house, excluded);
    await writeAtHome(c.env, await openHome(c.env, house), (shard) => [
      ...deleteFactsAt(shard, house, keys),
      ...deleteReportsOf(shard, house, excluded),
    ]);
  }
  return answer;
}

export function audienceSettingRoutes(): Routes {
  const answer = v.object({ ...AudienceSettings.entries, revision: v.number(), livemode: v.boolean() });
  return new Routes()
    .on('get', PATHS.audienceSettings, 'administer_audience', show, {
      summary: 'How long audience facts are kept, what is left out, who sees the tables',
      answer,
    })
    .on('put', PATHS.audienceSettings, 'administer_audience', put, {
      summary:
        'Decide about audience data; facts of what is left out are deleted at once; If-Match says which revision you saw',
      body: AudienceSettings,
      answer,
    });
}
