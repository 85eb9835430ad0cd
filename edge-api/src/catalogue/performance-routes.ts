/** Performances: made and changed by the owner of the production; a venue proposes. */
import * as v from 'valibot';
import {
  parsePerformanceId,
  PATHS,
  Performance,
  PERFORMANCE_STATUSES,
  PerformanceBody,
  PerformanceChange,
  type WriteResult,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { bulkOf, pageSchema, writeResults } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { pageOf } from './catalogue-page.ts';
import { changeMany, changeOne, showOne } from './change-items.ts';
import { createItems, invalid } from './create-items.ts';
import { readHallKeys, readOrganisationKeys } from './key-store.ts';
import { PERFORMANCE, TWICE } from './performance-noun.ts';
import * as store from './performance-store.ts';
import { readProductions } from './production-store.ts';

const create = (c: Ctx): Promise<Response> =>
  createItems(c, PerformanceBody, async (items) => {
    const db = c.env.DIRECTORY;
    const { organisation } = actorOf(c);
    const [productions, venues, halls] = await Promise.all([
      readProductions(
        db,
        organisation,
        items.map(({ body }) => body.production),
      ),
      readOrganisationKeys(
        db,
        actorOf(c).organisation,
        items.map(({ body }) => body.venue),
      ),
      readHallKeys(
        db,
        items.flatMap(({ body }) => body.hall ?? []),
      ),
    ]);
    const counts = new Map<number, number>();
    for (const { body } of items) {
      const production = productions.get(body.production);
      if (production?.own) counts.set(production.key, (counts.get(production.key) ?? 0) + 1);
    }
    const free = counts.size ? await store.reservePerformanceNumbers(db, [...counts]) : new Map<number, number>();
    const taken = await store.takenNumbers(
      db,
      items.flatMap(({ body }) => {
        const production = productions.get(body.production);
        return production && body.number !== undefined ? [[production.key, Number(body.number)] as const] : [];
      }),
    );
    const rows: store.NewPerformance[] = [];
    const results = items.map(({ index, body }): WriteResult => {
      const production = productions.get(body.production);
      const venue = venues.get(body.venue);
      const hall = body.hall ? halls.get(body.hall) : null;
      if (!production?.own || production.answer.disabled || production.answer.mergedInto !== null)
        return invalid(index, 'production', 'no such production of yours');
      if (venue?.type !== 'venue') return invalid(index, 'venue', 'no such venue');
      if (production.houseVenue !== null && production.houseVenue !== venue.key)
        return invalid(index, 'venue', 'a house production plays in its own house');
      if (hall === undefined || (hall && hall.venue !== venue.key))
        return invalid(index, 'hall', 'no such hall at this venue');
      if (body.movedTo && !parsePerformanceId(body.movedTo))
        return invalid(index, 'movedTo', 'the id of another performance');
      let next = free.get(production.key) ?? 1;
      while (body.number === undefined && taken.has(`${production.key} ${next}`)) next += 1;
      const numberValue = body.number === undefined ? next : Number(body.number);
      if (numberValue > 999_999) return invalid(index, 'number', 'a production has at most 999999 performances');
      if (taken.has(`${production.key} ${numberValue}`))
        return invalid(index, 'number', 'this number is there already');
      taken.add(`${production.key} ${numberValue}`);
      free.set(production.key, next + (body.number === undefined ? 1 : 0));
      const numberText = body.number ?? String(numberValue).padStart(5, '0');
      const hallKey = hall?.key ?? null;
      rows.push({ ...body, productionKey: production.key, venueKey: venue.key, hallKey, numberValue, numberText });
      return { index, outcome: 'created', id: `${body.production}|${numberText}` };
    });
    const twins = await store.findDuplicates(
      db,
      organisation,
      rows.map((row) => ({ ...row, key: null, startsAt: Date.parse(row.startsAt) })),
    );
    const within = new Map<string, string>();
    let at = -1;
    const warned = results.map((result): WriteResult => {
      if (result.outcome !== 'created') return result;
      at += 1;
      const row = rows[at];
      const place = `${row?.productionKey} ${row?.venueKey} ${row?.hallKey} ${Date.parse(row?.startsAt ?? '')}`;
      const earlier = within.get(place);
      within.set(place, result.id ?? '');
      const duplicates = [...(twins.get(at) ?? []), ...(earlier === undefined ? [] : [earlier])];
      return twins.has(at) || earlier !== undefined ? { ...result, warning: TWICE, duplicates } : result;
    });
    const owners = new Map([...productions.values()].map(({ key, owner }) => [key, owner]));
    return {
      results: warned,
      statements: rows.length ? store.addPerformancesStatements(db, rows) : [],
      audit: rows.map(({ productionKey, venueKey, hallKey: _, numberValue: __, numberText, ...body }) => ({
        action: 'performance.create',
        object: `${body.production}|${numberText}`,
        organisation: owners.get(productionKey) ?? venueKey,
        also: [organisation],
        after: body,
      })),
    };
  });

/** A day of the venue; anything else is named. */
function dayOf(c: Ctx, name: string): string | null {
  const day = c.req.query(name);
  if (!day) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))) return day;
  throw new ApiError('invalid_request', `${name} must be a day as YYYY-MM-DD`, {
    errors: [{ pointer: `/${name}`, detail: 'a day as YYYY-MM-DD' }],
  });
}

async function list(c: Ctx): Promise<Response> {
  const page = pageOf(c, 2);
  const named = (name: string) => c.req.query(name) || null;
  const { rows, next } = await store.listPerformances(c.env.DIRECTORY, page, {
    venue: named('venue'),
    hall: named('hall'),
    production: named('production'),
    provider: named('provider'),
    status: named('status'),
    from: dayOf(c, 'from'),
    to: dayOf(c, 'to'),
    only: actorOf(c).productions ?? null,
  });
  return c.json({ items: rows.map(({ answer }) => answer), next, livemode: actorOf(c).livemode });
}

const text = v.optional(v.string());
const query = {
  from: text,
  to: text,
  venue: text,
  hall: text,
  production: text,
  provider: text,
  status: v.optional(v.picklist(PERFORMANCE_STATUSES)),
};

export function performanceRoutes(): Routes {
  const one = `${PATHS.performances}/:id`;
  return new Routes()
    .on('post', PATHS.performances, 'write_catalogue', create, {
      summary: 'Create performances of productions of yours, one or many; twins by title, date and hall are warned of',
      body: bulkOf(PerformanceBody),
      answer: writeResults,
    })
    .on('get', PATHS.performances, 'read_catalogue', list, {
      summary: 'Performances of your productions and in your house, by date; search by title, hall or number',
      query: { ...query, ...pageSchema.query },
      answer: pageSchema.of(Performance),
    })
    .on('patch', PATHS.performances, 'write_catalogue', (c) => changeMany(c, PERFORMANCE), {
      summary: 'Change many performances',
      body: v.array(v.looseObject({ id: v.string(), ...PerformanceChange.entries })),
      answer: writeResults,
    })
    .on('get', one, 'read_catalogue', (c) => showOne(c, PERFORMANCE), {
      summary: 'One performance',
      answer: Performance,
    })
    .on('patch', one, 'write_catalogue', (c) => changeOne(c, PERFORMANCE), {
      summary: 'Change a performance; If-Match guards against overwriting. Cancelled or moved, it keeps its history',
      body: PerformanceChange,
      answer: Performance,
    });
}
