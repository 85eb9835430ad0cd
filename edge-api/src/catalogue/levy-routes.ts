/** Venue levies of a hall, by day. A venue keeps its own; so does the operator. */
import { LevyPeriod, PATHS, type LevyPeriods } from '#protocol';
import { ApiError } from '../api-error.ts';
import { readBody } from '../body.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { announceStatement } from './announcement-store.ts';
import { tellReaders } from './announcing.ts';
import { readLevyPeriods, setLevyPeriodStatement } from './levy-store.ts';

async function ownHall(c: Ctx) {
  const hall = c.req.param('id') ?? '';
  const found = await readLevyPeriods(c.env.DIRECTORY, actorOf(c).organisation, hall);
  if (!found) throw new ApiError('not_found', 'no such hall');
  return { hall, ...found };
}

async function show(c: Ctx): Promise<Response> {
  const { hall, periods } = await ownHall(c);
  const answer: LevyPeriods = { hall, periods };
  return c.json(answer);
}

/** The period of that day is replaced, so that sending it again changes nothing; amounts of its evenings are made anew. */
async function set(c: Ctx): Promise<Response> {
  const period = await readBody(c, LevyPeriod);
  const { key, hall, venue, periods } = await ownHall(c);
  const stands = periods.find(({ from }) => from === period.from);
  await c.env.DIRECTORY.batch([
    setLevyPeriodStatement(c.env.DIRECTORY, key, period.from, period.levies),
    auditStatement(
      c,
      { action: 'levy.set', object: hall, organisation: venue, before: stands, after: period },
      'ifChanged',
    ),
    announceStatement(c.env.DIRECTORY, 'hall', [key]),
  ]);
  await tellReaders(c);
  return show(c);
}

export function levyRoutes(): Routes {
  return new Routes()
    .on('get', PATHS.hallLevies, 'read_house', show, {
      summary: 'Levies of a hall by day; the venue and the operator read them',
    })
    .on('put', PATHS.hallLevies, 'write_catalogue', set, {
      summary: 'Set the levies inside ticket prices of a hall from a day on',
      body: LevyPeriod,
    });
}
