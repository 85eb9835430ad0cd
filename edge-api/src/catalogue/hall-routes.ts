/** Halls: a venue keeps its own; so does the operator. */
import * as v from 'valibot';
import { Hall, HallBody, HallChange, PATHS, type WriteResult } from '#protocol';
import { newId } from '../identity/secret.ts';
import { bulkOf, pageSchema, writeResults } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { flagOf, pageAnswer, pageOf } from './catalogue-page.ts';
import { changeMany, changeOne, idOf, showOne, type Noun } from './change-items.ts';
import { createItems, invalid } from './create-items.ts';
import { disable } from './disabling.ts';
import * as store from './hall-store.ts';
import { readOrganisationKeys } from './key-store.ts';
import { given } from './patch-store.ts';

export const HALL: Noun<Hall, HallChange> = {
  table: 'hall',
  path: PATHS.halls,
  schema: HallChange,
  read: async (c, ids) => {
    const found = await store.readHalls(c.env.DIRECTORY, actorOf(c).organisation, ids);
    return new Map([...found].map(([id, { own, ...rest }]) => [id, { ...rest, mine: own }]));
  },
  resolve: (_, changes) =>
    Promise.resolve(
      changes.map(({ body: { aliases, defaultCapacity, ...plain } }) =>
        given({ ...plain, aliases: aliases && JSON.stringify(aliases), default_capacity: defaultCapacity }),
      ),
    ),
};

const create = (c: Ctx): Promise<Response> =>
  createItems(c, HallBody, async (items) => {
    const actor = actorOf(c);
    const may = ({ venue }: HallBody) => actor.kind === 'operator' || venue === actor.organisationId;
    const venues = await readOrganisationKeys(
      c.env.DIRECTORY,
      actorOf(c).organisation,
      items.flatMap(({ body }) => (may(body) ? body.venue : [])),
    );
    const rows: Parameters<typeof store.addHallsStatement>[1][number][] = [];
    const results = items.map(({ index, body }): WriteResult => {
      const venue = venues.get(body.venue);
      if (venue?.type !== 'venue') return invalid(index, 'venue', 'no such venue');
      const id = newId('HAL');
      rows.push({ ...body, id, venueKey: venue.key });
      return { index, outcome: 'created', id };
    });
    return {
      results,
      statements: rows.length ? [store.addHallsStatement(c.env.DIRECTORY, rows)] : [],
      audit: rows.map(({ id, venueKey, ...body }) => ({
        action: 'hall.create',
        object: id,
        organisation: venueKey,
        after: body,
      })),
    };
  });

async function list(c: Ctx): Promise<Response> {
  const page = pageOf(c);
  const rows = await store.listHalls(c.env.DIRECTORY, page, {
    venue: c.req.query('venue') ?? null,
    anyVenue: actorOf(c).kind !== 'embed',
    disabled: flagOf(c, 'disabled'),
  });
  return pageAnswer(c, page, rows);
}

export function hallRoutes(): Routes {
  const one = `${PATHS.halls}/:id`;
  return new Routes()
    .on('post', PATHS.halls, 'write_catalogue', create, {
      summary: 'Create halls of your venue, one or many',
      body: bulkOf(HallBody),
      answer: writeResults,
    })
    .on('get', PATHS.halls, 'read_house', list, {
      summary: 'Halls of your house and of venues you work with; venue=… those of any venue',
      query: { venue: v.optional(v.string()), ...pageSchema.query },
      answer: pageSchema.of(Hall),
    })
    .on('patch', PATHS.halls, 'write_catalogue', (c) => changeMany(c, HALL), {
      summary: 'Change many halls',
      body: v.array(v.looseObject({ id: v.string(), ...HallChange.entries })),
      answer: writeResults,
    })
    .on('get', one, 'read_house', (c) => showOne(c, HALL), { summary: 'One hall', answer: Hall })
    .on('patch', one, 'write_catalogue', (c) => changeOne(c, HALL), {
      summary: 'Change a hall; If-Match guards against overwriting',
      body: HallChange,
      answer: Hall,
    })
    .on('delete', one, 'write_catalogue', (c) => disable(c, HALL, idOf(c), true), { summary: 'Disable a hall' })
    .on('post', `${one}/enable`, 'write_catalogue', (c) => disable(c, HALL, idOf(c), false), {
      summary: 'Enable a disabled hall',
    });
}
