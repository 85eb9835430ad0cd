/** Organisations: the operator makes them; each keeps its own aliases and place. */
import * as v from 'valibot';
import {
  Organisation,
  ORGANISATION_TYPES,
  OrganisationBody,
  OrganisationChange,
  PATHS,
  type WriteResult,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { ordinaryShards } from '../env.ts';
import { newId } from '../identity/secret.ts';
import { bulkOf, pageSchema, writeResults } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { flagOf, pageAnswer, pageOf } from './catalogue-page.ts';
import { changeMany, changeOne, idOf, showOne, type Noun } from './change-items.ts';
import { createItems } from './create-items.ts';
import { disable } from './disabling.ts';
import * as store from './organisation-store.ts';
import { given, type Columns } from './patch-store.ts';

/** What an organisation may change about itself; the rest is the operator's. */
const OWN_FIELDS: readonly string[] = ['aliases', 'city', 'postcode', 'province', 'country'];

export const ORGANISATION: Noun<Organisation, OrganisationChange> = {
  table: 'organisation',
  path: PATHS.organisations,
  schema: OrganisationChange,
  read: async (c, ids) => {
    const found = await store.readOrganisations(c.env.DIRECTORY, actorOf(c).organisation, ids);
    return new Map([...found].map(([id, { own, ...rest }]) => [id, { ...rest, mine: own }]));
  },
  resolve: (c, changes) =>
    Promise.resolve(
      changes.map(({ body }) => {
        const foreign = Object.keys(body).find((field) => !OWN_FIELDS.includes(field));
        if (foreign !== undefined && actorOf(c).kind !== 'operator')
          return { pointer: `/${foreign}`, detail: 'only the operator changes this field' };
        return toColumns(body);
      }),
    ),
};

const toColumns = ({ aliases, timeZone, origins, ...plain }: OrganisationChange): Columns =>
  given({
    ...plain,
    aliases: aliases && JSON.stringify(aliases),
    time_zone: timeZone,
    origins: origins && JSON.stringify(origins),
  });

const create = (c: Ctx): Promise<Response> =>
  createItems(c, OrganisationBody, (items) => {
    const shards = ordinaryShards(c.env);
    const rows = items.map(({ body }, i) => ({
      ...body,
      id: newId('ORG'),
      shard: shards[(c.var.now + i) % shards.length] ?? 'SHARD_00',
    }));
    const results = items.map(({ index }, i): WriteResult => ({ index, outcome: 'created', id: rows[i]?.id ?? '' }));
    return Promise.resolve({
      results,
      statements: [store.addOrganisationsStatement(c.env.DIRECTORY, rows, c.var.now)],
      audit: rows.map(({ id, shard: _, ...body }) => ({
        action: 'organisation.create',
        object: id,
        organisation: id,
        after: body,
      })),
    });
  });

async function list(c: Ctx): Promise<Response> {
  const page = pageOf(c);
  const type = c.req.query('type') ?? null;
  if (type !== null && !(ORGANISATION_TYPES as readonly string[]).includes(type))
    throw new ApiError('invalid_request', `type must be one of ${ORGANISATION_TYPES.join(', ')}`, {
      errors: [{ pointer: '/type', detail: `one of ${ORGANISATION_TYPES.join(', ')}` }],
    });
  const platform = flagOf(c, 'platform');
  if (platform && actorOf(c).kind === 'embed')
    throw new ApiError('invalid_request', 'platform is for clients, not for embed sessions', {
      errors: [{ pointer: '/platform', detail: 'leave it out' }],
    });
  const rows = await store.listOrganisations(c.env.DIRECTORY, page, {
    type,
    platform,
    disabled: flagOf(c, 'disabled'),
  });
  return pageAnswer(c, page, rows);
}

const query = { type: v.optional(v.picklist(ORGANISATION_TYPES)), platform: v.optional(v.picklist(['yes', 'no'])) };

export function organisationRoutes(): Routes {
  const one = `${PATHS.organisations}/:id`;
  return new Routes()
    .on('post', PATHS.organisations, 'operate', create, {
      summary: 'Create organisations, one or many',
      body: bulkOf(OrganisationBody),
      answer: writeResults,
    })
    .on('get', PATHS.organisations, 'read_house', list, {
      summary: 'Organisations you work with; platform=yes: the address book of all',
      query: { ...query, ...pageSchema.query },
      answer: pageSchema.of(Organisation),
    })
    .on('patch', PATHS.organisations, 'write_catalogue', (c) => changeMany(c, ORGANISATION), {
      summary: 'Change many organisations',
      body: v.array(v.looseObject({ id: v.string(), ...OrganisationChange.entries })),
      answer: writeResults,
    })
    .on('get', one, 'read_house', (c) => showOne(c, ORGANISATION), {
      summary: 'One organisation',
      answer: Organisation,
    })
    .on('patch', one, 'write_catalogue', (c) => changeOne(c, ORGANISATION), {
      summary: 'Change an organisation; If-Match guards against overwriting',
      body: OrganisationChange,
      answer: Organisation,
    })
    .on('delete', one, 'operate', (c) => disable(c, ORGANISATION, idOf(c), true), {
      summary: 'Disable an organisation: its tokens end, its clients get no new ones',
    })
    .on('post', `${one}/enable`, 'operate', (c) => disable(c, ORGANISATION, idOf(c), false), {
      summary: 'Enable a disabled organisation',
    });
}
