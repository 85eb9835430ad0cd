/** Sums for any filter, whole or by level; only of what the caller may see. */
import { LEVELS, LEVEL_SORTS, MAX_PAGE, PATHS, type LevelsAnswer, type TotalsAnswer } from '#protocol';
import { ApiError } from '../api-error.ts';
import { Routes, type Ctx } from '../route.ts';
import { groupFigures } from './group-figures.ts';
import { levelsOf, sortedGroups } from './levels.ts';
import type { Order } from './monitor-order.ts';
import { askedOf, select, shownRows, type Asked } from './monitor-selection.ts';
import { BY_LEVEL, SELECTION } from './query-notes.ts';
import type { ReaderBody } from './reader-body.ts';
import { choice, definitionOf, readerOf } from './reader-view.ts';
import { sumBodies } from './totals.ts';

/** Groups have an order of their own. */
const BY_DATE: Order = { column: 'date', down: false };
const HEADERS = { 'cache-control': 'private, no-cache' };

async function selected(c: Ctx): Promise<{ asked: Asked; bodies: ReaderBody[]; answer: TotalsAnswer }> {
  const { organisation, shard } = await readerOf(c);
  const asked = await askedOf(c, organisation, BY_DATE);
  const { kept } = await select(c, shard, organisation.key, asked);
  const bodies = asked.attention ? shownRows(asked, kept).map(({ body }) => body) : [...kept];
  const answer: TotalsAnswer = {
    organisation: { id: organisation.id, name: organisation.name, type: organisation.type },
    livemode: organisation.livemode === 1,
    seasons: asked.seasons,
    definition: definitionOf(asked.view, sumBodies(bodies, asked.view.today).terms),
    asOf: asked.asOf ?? null,
    axis: asked.asOf === undefined ? null : asked.axis,
    timeZone: organisation.time_zone,
    today: asked.view.today,
    figures: groupFigures(bodies, asked.view),
  };
  return { asked, bodies, answer };
}

async function totals(c: Ctx): Promise<Response> {
  return c.json((await selected(c)).answer, 200, HEADERS);
}

async function levels(c: Ctx): Promise<Response> {
  if (!c.req.query('by'))
    throw new ApiError('invalid_request', `by must be one of ${LEVELS.join(', ')}`, {
      errors: [{ pointer: '/by', detail: `one of ${LEVELS.join(', ')}` }],
    });
  const by = choice(c, 'by', LEVELS, 'venue');
  const timely = by === 'week' || by === 'performance';
  const sort = choice(c, 'sort', LEVEL_SORTS, timely ? 'date' : 'count');
  const start = Number(c.req.query('cursor') ?? 0);
  if (!Number.isSafeInteger(start) || start < 0)
    throw new ApiError('invalid_request', 'cursor is not one of ours; take next from the last answer', {
      errors: [{ pointer: '/cursor', detail: 'next of the last answer' }],
    });
  const limit = Math.min(MAX_PAGE, Math.max(1, Number(c.req.query('limit') ?? MAX_PAGE) || MAX_PAGE));
  const { asked, bodies, answer } = await selected(c);
  const groups = sortedGroups(levelsOf(bodies, by, asked.view), sort);
  const full: LevelsAnswer = {
    ...answer,
    by,
    groups: groups.slice(start, start + limit),
    matching: groups.length,
    next: groups.length > start + limit ? String(start + limit) : null,
  };
  return c.json(full, 200, HEADERS);
}

export function levelsRoutes(): Routes {
  return new Routes()
    .on('get', PATHS.totals, 'read_sales', totals, { summary: 'Sums of what a query selects', query: SELECTION })
    .on('get', PATHS.levels, 'read_sales', levels, {
      summary: 'Sums by nation, region, venue, production, performance, genre or week',
      query: BY_LEVEL,
    });
}
