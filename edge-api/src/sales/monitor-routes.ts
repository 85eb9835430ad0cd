import { PATHS, reportDay } from '#protocol';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { answersOf, FRESH_MS, send } from './answer-memory.ts';
import { makeAnswer } from './monitor-answer.ts';
import { readerOf } from './reader-view.ts';
import { sightOf } from '../sharing/doubt.ts';
import { readVersion } from './reader-store.ts';
import { seriesAnswer } from './series.ts';
import { PAGED_ROWS, SERIES } from './query-notes.ts';

const HOUR_MS = 3_600_000;

async function monitor(c: Ctx): Promise<Response> {
  const { organisation, shard } = await readerOf(c);
  const { now } = c.var;
  const memory = answersOf(shard);
  const { url } = c.req;
  const query = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const key = `${organisation.key} ${actorOf(c).productions?.join(',') ?? ''} ${query}`;
  const moment = `${reportDay(now, organisation.time_zone)}.${Math.floor(now / HOUR_MS)}`;
  const sight = await sightOf(c.env.DIRECTORY, shard, organisation.key);
  const kept = sight ? undefined : memory.get(key);
  if (kept && kept.moment === moment) {
    if (Math.abs(now - kept.at) < FRESH_MS) return send(c, kept);
    if ((await readVersion(shard, organisation.key, kept.season)) === kept.version) {
      kept.at = now;
      return send(c, kept);
    }
  }
  memory.drop(key);
  const made = await makeAnswer(c, organisation, shard, moment, sight);
  const { answer, bytes } = made;
  const read = { 'x-rows-read': String(made.rowsRead) };
  // Of several seasons, of days gone by and of a reader in doubt no single version speaks: always whole.
  if (!answer) return c.body(bytes, 200, { 'content-type': 'application/json', ...read });
  memory.set(key, answer);
  const response = await send(c, answer, read);
  if (made.keep) c.executionCtx.waitUntil(made.keep());
  return response;
}

export function monitorRoutes(): Routes {
  return new Routes()
    .on('get', PATHS.monitor, 'read_sales', monitor, { summary: 'Totals and rows of performances', query: PAGED_ROWS })
    .on('get', PATHS.series, 'read_sales', seriesAnswer, {
      summary: 'One performance day by day, and where its figures come from',
      query: SERIES,
    });
}
