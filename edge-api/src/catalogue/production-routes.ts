/** Productions: the provider owns them; a house makes its own evenings, which their provider may claim later. */
import * as v from 'valibot';
import { localDay, PATHS, Production, ProductionBody, ProductionChange, seasonOf, type WriteResult } from '#protocol';
import type { Actor } from '../identity/actor.ts';
import { bulkOf, pageSchema, writeResults } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { flagOf, pageAnswer, pageOf } from './catalogue-page.ts';
import { changeMany, changeOne, idOf, showOne, type Noun } from './change-items.ts';
import { createItems, invalid } from './create-items.ts';
import { disable } from './disabling.ts';
import { readOrganisationKeys, reserveNumbers, type Keyed } from './key-store.ts';
import { given } from './patch-store.ts';
import * as store from './production-store.ts';

const PARTIES = ['provider', 'producer', 'agency'] as const;

export const PRODUCTION: Noun<Production, ProductionChange> = {
  table: 'production',
  path: PATHS.productions,
  schema: ProductionChange,
  read: async (c, ids) => {
    const actor = actorOf(c);
    const found = await store.readProductions(c.env.DIRECTORY, actor.organisation, ids);
    return new Map(
      [...found]
        .filter(([id]) => !actor.productions || actor.productions.includes(id))
        .map(([id, { key, own, owns, answer }]) => [id, { key, mine: own, lent: !owns, answer }]),
    );
  },
  resolve: async (c, changes) => {
    const named = changes.flatMap(({ body }) => PARTIES.flatMap((party) => body[party] ?? []));
    const keys = await readOrganisationKeys(c.env.DIRECTORY, actorOf(c).organisation, named);
    return changes.map(({ found, body }) => {
      const set: Record<string, string | number | null> = {};
      for (const party of PARTIES) {
        const id = body[party];
        if (id === undefined) continue;
        const key = id === null ? null : keys.get(id)?.key;
        if (key === undefined) return { pointer: `/${party}`, detail: 'no such organisation' };
        // Who edits it for its owner does not say who else sees it.
        if (found.lent) return { pointer: `/${party}`, detail: 'only the owner of the production names its parties' };
        // An owner hands a production over with the other's consent; a house does not choose its provider.
        if (party === 'provider' && actorOf(c).kind !== 'operator')
          return {
            pointer: '/provider',
            detail: 'offer it to the other in /v1/transfers; a house production is claimed',
          };
        set[party] = key;
      }
      const revival = body.revival === undefined ? undefined : Number(body.revival);
      return { ...set, ...given({ title: body.title, genre: body.genre, revival }) };
    });
  },
};

/** Who may make it, and with which parties. The caller is its provider, or the house it plays in. */
function partiesOf(
  actor: Actor,
  body: ProductionBody,
  keys: ReadonlyMap<string, Keyed>,
): { parties: store.Parties; houseVenue: number | null } | { pointer: string; detail: string } {
  const own = actor.kind === 'operator';
  const makesHouse = body.house === true;
  const provider = body.provider ?? (own || makesHouse ? null : actor.organisationId);
  const named = { provider, producer: body.producer ?? null, agency: body.agency ?? null };
  const unknown = PARTIES.find((party) => named[party] !== null && !keys.has(named[party] ?? ''));
  if (unknown && named[unknown] !== actor.organisationId) return { pointer: unknown, detail: 'no such organisation' };
  if (actor.kind !== 'operator') {
    if (makesHouse && actor.organisationType !== 'venue')
      return { pointer: 'house', detail: 'only a venue makes house productions' };
    if (makesHouse && provider !== null)
      return { pointer: 'provider', detail: 'leave it out: the provider of a house production claims it' };
    if (!makesHouse && (provider !== actor.organisationId || actor.organisationType === 'venue'))
      return {
        pointer: 'provider',
        detail: 'a production is made by its provider; a venue makes house productions (house: true)',
      };
    if (body.id !== undefined) return { pointer: 'id', detail: 'only the operator imports ids' };
  }
  const key = (id: string | null) =>
    id === null ? null : id === actor.organisationId ? actor.organisation : (keys.get(id)?.key ?? null);
  return {
    parties: { provider: key(named.provider), producer: key(named.producer), agency: key(named.agency) },
    houseVenue: makesHouse && actor.kind !== 'operator' ? actor.organisation : null,
  };
}

const create = (c: Ctx): Promise<Response> =>
  createItems(c, ProductionBody, async (items) => {
    const db = c.env.DIRECTORY;
    const actor = actorOf(c);
    const year = String(seasonOf(localDay(c.var.now, 'Europe/Amsterdam')) % 100).padStart(2, '0');
    const [keys, taken] = await Promise.all([
      readOrganisationKeys(
        db,
        actorOf(c).organisation,
        items.flatMap(({ body }) => PARTIES.flatMap((party) => body[party] ?? [])),
      ),
      store.knownProductionIds(
        db,
        items.flatMap(({ body }) => body.id ?? []),
      ),
    ]);
    let number = await reserveNumbers(db, 'production', items.length);
    const rows: Parameters<typeof store.addProductionsStatement>[1][number][] = [];
    const results = items.map(({ index, body }): WriteResult => {
      const made = partiesOf(actor, body, keys);
      if ('pointer' in made) return invalid(index, made.pointer, made.detail);
      if (body.id !== undefined && taken.has(body.id)) return invalid(index, 'id', 'this id is there already');
      const owner = (made.parties.provider ?? made.parties.producer ?? made.houseVenue ?? 0) % 1000;
      const id = body.id ?? `XD-${year}-${String(owner).padStart(3, '0')}-${String(number).padStart(7, '0')}`;
      number += 1;
      taken.add(id);
      rows.push({ ...body, ...made, id });
      return { index, outcome: 'created', id };
    });
    return {
      results,
      statements: rows.length ? [store.addProductionsStatement(db, rows)] : [],
      audit: rows.map(({ id, parties, houseVenue, ...body }) => ({
        action: 'production.create',
        object: id,
        organisation: parties.provider ?? parties.producer ?? parties.agency ?? houseVenue ?? 0,
        also: [actor.organisation],
        after: body,
      })),
    };
  });

async function list(c: Ctx): Promise<Response> {
  const page = pageOf(c);
  const rows = await store.listProductions(c.env.DIRECTORY, page, {
    provider: c.req.query('provider') ?? null,
    disabled: flagOf(c, 'disabled'),
    only: actorOf(c).productions ?? null,
  });
  return pageAnswer(c, page, rows);
}

export function productionRoutes(): Routes {
  const one = `${PATHS.productions}/:id`;
  return new Routes()
    .on('post', PATHS.productions, 'write_catalogue', create, {
      summary: 'Create productions of yours (or, as a venue, house productions), one or many',
      body: bulkOf(ProductionBody),
      answer: writeResults,
    })
    .on('get', PATHS.productions, 'read_catalogue', list, {
      summary: 'Productions you have a part in or that play in your house',
      query: { provider: v.optional(v.string()), ...pageSchema.query },
      answer: pageSchema.of(Production),
    })
    .on('patch', PATHS.productions, 'write_catalogue', (c) => changeMany(c, PRODUCTION), {
      summary: 'Change many productions',
      body: v.array(v.looseObject({ id: v.string(), ...ProductionChange.entries })),
      answer: writeResults,
    })
    .on('get', one, 'read_catalogue', (c) => showOne(c, PRODUCTION), { summary: 'One production', answer: Production })
    .on('patch', one, 'write_catalogue', (c) => changeOne(c, PRODUCTION), {
      summary: 'Change a production; If-Match guards against overwriting',
      body: ProductionChange,
      answer: Production,
    })
    .on('delete', one, 'write_catalogue', (c) => disable(c, PRODUCTION, idOf(c), true), {
      summary: 'Disable a production; its performances and figures stay',
    })
    .on('post', `${one}/enable`, 'write_catalogue', (c) => disable(c, PRODUCTION, idOf(c), false), {
      summary: 'Enable a disabled production',
    });
}
