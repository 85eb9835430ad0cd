/** The operator publishes a house out of turn: after an import of its history, or for a demonstration. The rules are the same. */
import * as v from 'valibot';
import { PATHS } from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { readBody } from '../body.ts';
import { runJob } from '../jobs/run-job.ts';
import { Routes, type Ctx } from '../route.ts';
import { readHouseKey } from './performance-store.ts';
import { publishHouse, unprovenOf } from './publish.ts';
import { listSchedule, nextMonday, putPublished } from './schedule-store.ts';

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
  await putPublished(c.env.DIRECTORY, house, nextMonday(now), now, unprovenOf(seasons));
  await auditStatement(c, {
    action: 'audience.publish',
    object: organisation,
    organisation: house,
    after: { seasons },
  }).run();
  return c.json({ seasons });
}

const momentOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

async function houses(c: Ctx): Promise<Response> {
  const rows = await listSchedule(c.env.DIRECTORY);
  return c.json({
    houses: rows.map(({ organisation, dueAt, publishedAt, unproven }) => ({
      organisation,
      due: momentOf(dueAt),
      published: momentOf(publishedAt),
      unproven,
    })),
  });
}

export function releaseRoutes(): Routes {
  const n = v.number();
  const text = v.nullable(v.string());
  return new Routes()
    .on('get', PATHS.audienceReleases, 'operate', houses, {
      summary: 'When each house is published, and whether anything was withheld for want of a proof',
      answer: v.object({
        houses: v.array(v.object({ organisation: v.string(), due: text, published: text, unproven: n })),
      }),
    })
    .on('post', PATHS.audienceReleases, 'operate', publish, {
      summary: 'Publish the audience tables of a house now, under the same rules as every week',
      body: ReleaseBody,
      status: 200,
      answer: v.object({
        seasons: v.array(v.object({ season: n, subjects: n, renewed: n, cells: n, shown: n, unproven: n })),
      }),
    });
}
