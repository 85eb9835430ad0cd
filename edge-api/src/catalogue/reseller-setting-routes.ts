/** The dated setting per venue and reseller. Unset: a reseller's figures are shown apart and not added. */
import * as v from 'valibot';
import { PATHS, ResellerSettingBody } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { readOrganisation } from '../identity/identity-store.ts';
import { writeOnce } from '../identity/once.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { tellReaders } from './announcing.ts';
import * as store from './reseller-setting-store.ts';

async function put(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const text = await readText(c);
  const body = parseBody(text, ResellerSettingBody);
  const may = actor.kind === 'operator' || body.venue === actor.organisationId;
  const venue = may ? await readOrganisation(c.env.DIRECTORY, body.venue) : null;
  if (venue?.type !== 'venue') throw new ApiError('not_found', 'no such venue');
  const reseller = await readOrganisation(c.env.DIRECTORY, body.reseller);
  if (reseller?.type !== 'reseller')
    throw new ApiError('invalid_request', 'no such reseller', {
      errors: [{ pointer: '/reseller', detail: 'the id of an organisation of type reseller' }],
    });
  const answer = await writeOnce(c, text, async () => {
    const db = c.env.DIRECTORY;
    const stands = await store.readResellerSetting(db, venue.key, reseller.key, body.from);
    return {
      statements: store.putResellerSettingStatements(db, body, venue.key, reseller.key),
      audit: [
        {
          action: 'reseller-setting.set',
          object: reseller.id,
          organisation: venue.key,
          also: [reseller.key],
          before: stands && { ...body, ...stands },
          after: body,
        },
      ],
      auditWhen: 'ifChanged',
      status: 201,
      answer: { set: true, ...body },
    };
  });
  await tellReaders(c);
  return answer;
}

export function resellerSettingRoutes(): Routes {
  return new Routes()
    .on(
      'get',
      PATHS.resellerSettings,
      'read_house',
      async (c) =>
        c.json({
          items: await store.listResellerSettings(c.env.DIRECTORY, actorOf(c).organisation),
          next: null,
          livemode: actorOf(c).livemode,
        }),
      {
        summary: 'Dated settings of your venue, or about you as a reseller',
        answer: v.object({ items: v.array(ResellerSettingBody), next: v.null() }),
      },
    )
    .on('post', PATHS.resellerSettings, 'write_catalogue', put, {
      summary: "Say where a reseller's sales already are in your figures, from a day on: sold, blocked or none",
      body: ResellerSettingBody,
      status: 201,
    });
}
