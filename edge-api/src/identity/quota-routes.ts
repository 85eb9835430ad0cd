/** How many requests a tenant may make on a day, and how many it made. */
import { PATHS, Quota, QuotaBody } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { readOrganisation, type Organisation } from './identity-store.ts';
import { writeOnce } from './once.ts';
import * as store from './quota-store.ts';
import { dayOf } from './request-count.ts';

async function organisationOf(c: Ctx): Promise<Organisation> {
  const actor = actorOf(c);
  const found = await readOrganisation(c.env.DIRECTORY, c.req.param('organisation') ?? '');
  if (!found || (actor.kind !== 'operator' && found.key !== actor.organisation))
    throw new ApiError('not_found', 'no such organisation');
  return found;
}

async function put(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { requests } = parseBody(text, QuotaBody);
  const organisation = await organisationOf(c);
  const day = dayOf(Date.now());
  return writeOnce(c, text, async () => {
    const before = await store.readQuota(c.env.DIRECTORY, organisation.key, day);
    return {
      statements: store.setQuotaStatements(c.env.DIRECTORY, organisation.key, requests, day),
      audit: [
        {
          action: 'quota.change',
          object: organisation.id,
          organisation: organisation.key,
          before: { requests: before.ordinary ? null : before.requests },
          after: { requests },
        },
      ],
      auditWhen: 'ifChanged',
      status: 200,
      answer: { ...before, requests: requests ?? store.ORDINARY_QUOTA, ordinary: requests === null },
    };
  });
}

export function quotaRoutes(): Routes {
  const one = `${PATHS.quotas}/:organisation`;
  return new Routes()
    .on(
      'get',
      one,
      'clients',
      async (c) =>
        c.json({
          ...(await store.readQuota(c.env.DIRECTORY, (await organisationOf(c)).key, dayOf(Date.now()))),
          livemode: actorOf(c).livemode,
        }),
      { summary: 'Requests your organisation may make on a day, and made today, told by client', answer: Quota },
    )
    .on('put', one, 'operate', put, {
      summary: 'Set how many requests an organisation may make on a day; null = the ordinary number',
      body: QuotaBody,
      answer: Quota,
    });
}
