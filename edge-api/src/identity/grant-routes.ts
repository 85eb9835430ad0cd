/** Grants: a venue lets a vendor or reseller act for it, and takes that back. */
import * as v from 'valibot';
import { Grant, GrantBody, PATHS } from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { parseBody, readText } from '../body.ts';
import { readOrganisationKeys } from '../catalogue/key-store.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { givable } from './client-owner.ts';
import * as store from './grant-store.ts';
import { readOrganisation, type Organisation } from './identity-store.ts';
import { writeOnce } from './once.ts';

const iso = (at: number) => new Date(at).toISOString();
const fault = (pointer: string, detail: string) =>
  new ApiError('invalid_request', detail, { errors: [{ pointer, detail }] });

/** The venue whose grants the caller keeps: its own; the operator names any. */
async function venueOf(c: Ctx, id: string | undefined): Promise<Organisation> {
  const actor = actorOf(c);
  const named = id ?? actor.organisationId;
  const may = actor.kind === 'operator' || named === actor.organisationId;
  const venue = may ? await readOrganisation(c.env.DIRECTORY, named) : null;
  if (venue?.type !== 'venue') throw new ApiError('not_found', 'no such venue');
  return venue;
}

async function put(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const body = parseBody(text, GrantBody);
  const venue = await venueOf(c, body.venue);
  const found = await readOrganisationKeys(c.env.DIRECTORY, venue.key, [body.organisation]);
  const organisation = found.get(body.organisation);
  if (!organisation) throw fault('/organisation', 'no such organisation');
  if (organisation.type !== 'vendor' && organisation.type !== 'reseller')
    throw fault('/organisation', 'a grant is for a vendor or a reseller');
  const from = body.from ? Date.parse(body.from) : c.var.now;
  const to = body.to ? Date.parse(body.to) : null;
  if (to !== null && to <= from) throw fault('/to', 'later than from');
  const may = await givable(c, organisation.type);
  const errors = body.scopes.flatMap((scope, i) =>
    may.includes(scope) ? [] : [{ pointer: `/scopes/${i}`, detail: `${scope} is not yours to give; leave it out` }],
  );
  if (errors.length) throw new ApiError('forbidden', 'nobody lets another do what they may not do', { errors });
  const grant = { venue: venue.key, organisation: organisation.key, scopes: body.scopes, from, to };
  return writeOnce(c, text, async () => {
    const given = await store.readGiven(c.env.DIRECTORY, venue.key, organisation.id);
    const stands = given && { venue: given.venue, scopes: given.scopes, from: given.from, to: given.to };
    return {
      statements: [store.putGrantStatement(c.env.DIRECTORY, grant)],
      audit: [
        {
          action: stands ? 'grant.change' : 'grant.give',
          object: organisation.id,
          organisation: venue.key,
          also: [organisation.key],
          before: stands,
          after: { venue: venue.id, scopes: body.scopes, from: iso(from), to: to === null ? null : iso(to) },
        },
      ],
      auditWhen: 'ifChanged',
      status: 201,
      answer: { granted: true, venue: venue.id, organisation: organisation.id, scopes: body.scopes },
    };
  });
}

async function end(c: Ctx): Promise<Response> {
  const venue = await venueOf(c, c.req.query('venue'));
  const db = c.env.DIRECTORY;
  const id = c.req.param('organisation') ?? '';
  const stands = await store.readGiven(db, venue.key, id);
  if (!stands) throw new ApiError('not_found', 'no such grant');
  await db.batch([
    store.endGrantStatement(db, venue.key, stands.key, c.var.now),
    auditStatement(
      c,
      {
        action: 'grant.end',
        object: id,
        organisation: venue.key,
        also: [stands.key],
        before: { venue: venue.id, to: stands.to },
        after: { venue: venue.id, to: iso(c.var.now) },
      },
      'ifChanged',
    ),
  ]);
  return c.json({ venue: venue.id, organisation: id, granted: false });
}

export function grantRoutes(): Routes {
  return new Routes()
    .on(
      'get',
      PATHS.grants,
      'read_house',
      async (c) =>
        c.json({
          items: await store.listGrants(c.env.DIRECTORY, actorOf(c).organisation),
          next: null,
          livemode: actorOf(c).livemode,
        }),
      { summary: 'Grants you gave or were given', answer: v.object({ items: v.array(Grant), next: v.null() }) },
    )
    .on('post', PATHS.grants, 'share', put, {
      summary: 'Let a vendor or reseller act for your venue; again = the new terms',
      body: GrantBody,
      status: 201,
    })
    .on('delete', `${PATHS.grants}/:organisation`, 'share', end, {
      summary: 'End a grant now; sessions made under it end within 5 seconds',
      query: { venue: v.optional(v.string()) },
    });
}
