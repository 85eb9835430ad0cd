/** The operator publishes a house out of turn: after an import of its history, or for a demonstration. The rules are the same. */
import * as v from 'valibot';
import { PATHS } from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { readBody } from '../body.ts';
import { runJob } from '../jobs/run-job.ts';
import { Routes, type Ctx } from '../route.ts';
import { readHouseKey } from './performance-store.ts';
import { publishHouse } from './publish.ts';
import { nextMonday, putPublished } from './schedule-store.ts';

const ReleaseBody = v.strictObject({ organisation: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)) });

async function publish(c: Ctx): Promise<Response> {
  const { organisation } = await readBody(c, ReleaseBody);
  const { now } = c.var;
  const house = await readHouseKey(c.env.DIRECTORY, organisation);
  if (house === null) throw new ApiError('not_found', 'no such house');
  const seasons = await runJob(
    c.env,
    `publish audience ${house}`,
    { leaseMs: 10 * 60_000, everyMs: 0, early: true },
    () => publishHouse(c.env, house, now, now),
  );
  if (seasons === null)
    throw new ApiError('unavailable', 'this house is being published at this moment, or it failed: ask again', {
      headers: { 'retry-after': '5' },
    });
  await putPublished(c.env.DIRECTORY, house, nextMonday(now), now);
  await auditStatement(c, {
    action: 'audience.publish',
    object: organisation,
    organisation: house,
    after: { seasons },
  }).run();
  return c.json({ seasons });
}

export function releaseRoutes(): Routes {
  const n = v.number();
  return new Routes().on('post', PATHS.audienceReleases, 'operate', publish, {
    summary: 'Publish the audience tables of a house now, under the same rules as every week',
    body: ReleaseBody,
    status: 200,
    answer: v.object({
      seasons: v.array(v.object({ season: n, subjects: n, renewed: n, cells: n, shown: n })),
    }),
  });
}
