/** What an invoice needs of an organisation, and whom it lets make its invoices. */
import * as v from 'valibot';
import { BillingProfile, PATHS, SelfBillingBody, type BillingProfileAnswer } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { writeOnce } from '../identity/once.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { listConsents, putConsent, putProfile, readConsent, readPartner, readProfiles } from './billing-store.ts';

async function show(c: Ctx): Promise<Response> {
  const { organisation, organisationId, livemode } = actorOf(c);
  const profile = (await readProfiles(c.env.DIRECTORY, [organisation])).get(organisation) ?? null;
  const answer: BillingProfileAnswer = { organisation: organisationId, profile, livemode };
  return c.json(answer, 200, { 'cache-control': 'private, no-store' });
}

/** An address of mail may be a person's, and no log holds one. */
const logged = (profile: BillingProfile | null) => profile && { ...profile, email: undefined };

async function set(c: Ctx): Promise<Response> {
  const { organisation, organisationId, livemode } = actorOf(c);
  const text = await readText(c);
  const profile = parseBody(text, BillingProfile);
  return writeOnce(c, text, async () => {
    const before = (await readProfiles(c.env.DIRECTORY, [organisation])).get(organisation) ?? null;
    const answer: BillingProfileAnswer = { organisation: organisationId, profile, livemode };
    return {
      statements: [putProfile(c.env.DIRECTORY, organisation, profile, c.var.now)],
      audit: [
        { action: 'billing_profile.set', object: organisationId, before: logged(before), after: logged(profile) },
      ],
      auditWhen: 'ifChanged',
      status: 200,
      answer,
    };
  });
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
const Answer = v.object({ organisation: Text, profile: v.nullable(BillingProfile), livemode: v.boolean() });

export function billingRoutes(): Routes {
  return new Routes()
    .on('get', PATHS.billingProfile, 'read_agreements', show, {
      summary: "What invoices say of the caller's organisation; null = nothing was said yet",
      answer: Answer,
    })
    .on('put', PATHS.billingProfile, 'administer_agreements', set, {
      summary: "Say what invoices need of the caller's organisation",
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
