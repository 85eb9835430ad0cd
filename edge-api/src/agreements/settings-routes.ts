/** How an organisation approves: by two people from an amount on, and whether contacts may through a link. */
import * as v from 'valibot';
import { AgreementSettings, PATHS } from '#protocol';
import { parseBody, readText } from '../body.ts';
import { Routes, type Ctx } from '../route.ts';
import { putSetting, showSetting, type Setting } from '../settings/setting.ts';
import { putAgreementSettings, readAgreementSettings, type StandingSettings } from './settings-store.ts';

const APPROVING: Setting<StandingSettings> = {
  name: 'agreement-setting',
  read: readAgreementSettings,
  put: putAgreementSettings,
  show: (_, settings) => settings,
  logged: (settings) => settings,
};

async function put(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { twoPeopleFrom, contactLinks } = parseBody(text, AgreementSettings);
  return putSetting(c, text, APPROVING, (before) => ({
    twoPeopleFrom,
    contactLinks: contactLinks === undefined ? before.contactLinks : contactLinks,
  }));
}

export function agreementSettingRoutes(): Routes {
  const answer = v.object({
    ...AgreementSettings.entries,
    contactLinks: v.nullable(v.boolean()),
    revision: v.number(),
    livemode: v.boolean(),
  });
  return new Routes()
    .on('get', PATHS.agreementSettings, 'read_agreements', (c) => showSetting(c, APPROVING), {
      summary: 'From which amount on two people of your organisation approve, and whether contacts may through a link',
      answer,
    })
    .on('put', PATHS.agreementSettings, 'administer_agreements', put, {
      summary: 'Set how your organisation approves deals; If-Match says which revision you saw',
      body: AgreementSettings,
      answer,
    });
}
