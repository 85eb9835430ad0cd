/** How an organisation approves: by two people from an amount on, and whether contacts may through a link. */
import * as v from 'valibot';
import { AgreementSettings, PATHS } from '#protocol';
import { auditStatement } from '../audit/audit-entry.ts';
import { readBody } from '../body.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { putAgreementSettings, readAgreementSettings } from './settings-store.ts';

const show = async (c: Ctx): Promise<Response> =>
  c.json({
    ...(await readAgreementSettings(c.env.DIRECTORY, actorOf(c).organisation)),
    livemode: actorOf(c).livemode,
  });

async function put(c: Ctx): Promise<Response> {
  const { organisation, organisationId } = actorOf(c);
  const body = await readBody(c, AgreementSettings);
  const db = c.env.DIRECTORY;
  const before = await readAgreementSettings(db, organisation);
  const { twoPeopleFrom, contactLinks = before.contactLinks } = body;
  const after = { twoPeopleFrom, contactLinks };
  await db.batch([
    putAgreementSettings(db, organisation, after),
    auditStatement(c, { action: 'agreement-setting.set', object: organisationId, before, after }, 'ifChanged'),
  ]);
  return show(c);
}

export function agreementSettingRoutes(): Routes {
  const answer = v.object({
    ...AgreementSettings.entries,
    contactLinks: v.nullable(v.boolean()),
    livemode: v.boolean(),
  });
  return new Routes()
    .on('get', PATHS.agreementSettings, 'read_agreements', show, {
      summary: 'From which amount on two people of your organisation approve, and whether contacts may through a link',
      answer,
    })
    .on('put', PATHS.agreementSettings, 'administer_agreements', put, {
      summary: 'Set how your organisation approves deals',
      body: AgreementSettings,
      answer,
    });
}
