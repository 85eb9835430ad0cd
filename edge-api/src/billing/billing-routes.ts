/** What an invoice needs of an organisation, and whom it lets make its invoices. */
import * as v from 'valibot';
import { BillingProfile, PATHS, SelfBillingBody } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { writeOnce } from '../identity/once.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { putSetting, showSetting, type Setting } from '../settings/setting.ts';
import { listConsents, putConsent, putProfile, readConsent, readPartner, readProfiles } from './billing-store.ts';

/** Null = nothing was said yet. */
const INVOICING: Setting<BillingProfile | null> = {
  name: 'billing_profile',
  read: async (db, organisation) => (await readProfiles(db, [organisation])).get(organisation) ?? null,
  put: putProfile,
  show: (c, profile) => ({ organisation: actorOf(c).organisationId, profile }),
  // An address of mail may be a person's, and no log holds one.
  logged: (profile) => profile && { ...profile, email: undefined },
};

async function set(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const profile = parseBody(text, BillingProfile);
  return putSetting(c, text, INVOICING, () => profile);
}

async function list(c: Ctx): Promise<Response> {
  const { organisation, livemode } = actorOf(c);
  return c.json({ items: await listConsents(c.env.DIRECTORY, organisation), next: null, livemode });
}

async function consent(c: Ctx): Promise<Response> {
  const { organisation, organisationId, livemode } = actorOf(c);
  const text = await readText(c);
  const body = parseBody(text, SelfBillingBody);
  if (body.to && body.to < body.from)
    throw new ApiError('invalid_request', 'it ends before it begins', {
      errors: [{ pointer: '/to', detail: 'from or later' }],
    });
  return writeOnce(c, text, async () => {
    const buyer = await readPartner(c.env.DIRECTORY, organisation, body.with);
    if (!buyer)
      throw new ApiError('invalid_request', 'you have no agreement with such an organisation', {
        errors: [{ pointer: '/with', detail: 'id of the other party of an agreement' }],
      });
    const before = await readConsent(c.env.DIRECTORY, organisation, buyer.key);
    const { from, to = null, numberPrefix } = body;
    return {
      statements: [putConsent(c.env.DIRECTORY, organisation, buyer.key, body, c.var.now)],
      audit: [
        {
          action: 'self_billing.set',
          object: `${organisationId} ${body.with}`,
          also: [buyer.key],
          before,
          after: { since: from, until: to, numberPrefix },
        },
      ],
      auditWhen: 'ifChanged',
      status: 200,
      answer: { seller: organisationId, buyer: body.with, from, to, numberPrefix, livemode },
    };
  });
}

const Text = v.string();
const Answer = v.object({
  organisation: Text,
  profile: v.nullable(BillingProfile),
  revision: v.number(),
  livemode: v.boolean(),
});

export function billingRoutes(): Routes {
  return new Routes()
    .on('get', PATHS.billingProfile, 'read_agreements', (c) => showSetting(c, INVOICING), {
      summary: "What invoices say of the caller's organisation; null = nothing was said yet",
      answer: Answer,
    })
    .on('put', PATHS.billingProfile, 'administer_agreements', set, {
      summary: "Say what invoices need of the caller's organisation; If-Match says which revision you saw",
      body: BillingProfile,
      answer: Answer,
    })
    .on('get', PATHS.selfBilling, 'read_agreements', list, {
      summary: 'Consents to make invoices in a seller’s name: given by the caller, and given to it',
    })
    .on('put', PATHS.selfBilling, 'administer_agreements', consent, {
      summary:
        'Let the other party of an agreement make the invoices of the caller, from a day on; again with `to` to end it',
      body: SelfBillingBody,
    });
}
