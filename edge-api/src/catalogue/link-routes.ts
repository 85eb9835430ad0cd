/** The linking work list: what is certain is linked and undoable, what is likely is suggested, the rest is a person's. */
import { LinkBody, type Candidate, type LinkItem, type LinkList } from '#protocol';
import { ApiError } from '../api-error.ts';
import { readBody } from '../body.ts';
import type { Env } from '../env.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { announce } from '../sales/outbox.ts';
import { scoreLink, suggest, type LocalPerformance } from './link-score.ts';
import * as store from './link-store.ts';

const WINDOW_MS = 36 * 3_600_000;
const PAGE = 100;
const MAX_OPEN = 2_000;
const iso = (at: number) => new Date(at).toISOString();

async function platformAround(
  env: Env,
  venue: number,
  locals: readonly LocalPerformance[],
): Promise<store.PlatformRow[]> {
  if (locals.length === 0) return [];
  const times = locals.map((local) => local.startsAt);
  return store.readPlatform(env.DIRECTORY, venue, Math.min(...times) - WINDOW_MS, Math.max(...times) + WINDOW_MS);
}

const nearest = (local: LocalPerformance, platform: readonly store.PlatformRow[]) =>
  platform
    .filter(({ key, startsAt }) => !local.refused.includes(key) && Math.abs(startsAt - local.startsAt) <= WINDOW_MS)
    .map((row) => ({ row, ...scoreLink(local, row) }))
    .sort((a, b) => b.score - a.score || a.row.key - b.row.key)
    .slice(0, 3);

/** Links what is certain and returns how many. */
export async function autoLink(env: Env, venue: number, now: number): Promise<number> {
  const locals = (await store.readOwn(env.DIRECTORY, venue, 'open', 0, MAX_OPEN)).map(store.asLocal);
  const platform = await platformAround(env, venue, locals);
  if (platform.length === 0) return 0;
  const { auto } = suggest(locals, platform, await store.readTaken(env.DIRECTORY, venue));
  if (auto.length === 0) return 0;
  await env.DIRECTORY.batch(
    auto.map(({ local, candidate }) =>
      store.linkStatement(env.DIRECTORY, venue, local.key, candidate.key, 'auto', null, now),
    ),
  );
  const touched = auto.flatMap(({ local, candidate }) => [local.key, candidate.key]);
  await announce(
    env,
    touched.map((performance) => ({ performance, venue })),
    now,
  );
  return auto.length;
}

/** The three likeliest performances of this venue only, so that an answer tells nothing about others. */
export async function candidatesFor(env: Env, venue: number, local: LocalPerformance): Promise<Candidate[]> {
  return nearest(local, await platformAround(env, venue, [local])).map(({ row, score }) => ({
    performance: row.id,
    title: row.title,
    startsAt: iso(row.startsAt),
    hall: row.halls[0] ?? null,
    score,
  }));
}

async function list(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const state = c.req.query('state') ?? 'open';
  const after = Number(c.req.query('cursor') ?? 0);
  if ((state !== 'open' && state !== 'linked' && state !== 'all') || !Number.isSafeInteger(after))
    throw new ApiError('invalid_request', 'state must be open, linked or all, and cursor as it was given');
  const rows = await store.readOwn(c.env.DIRECTORY, actor.organisation, state, after, PAGE);
  const open = rows.filter((row) => row.linked_to === null).map(store.asLocal);
  const platform = await platformAround(c.env, actor.organisation, open);
  const items = rows.map((row): LinkItem => ({
    ref: row.ref,
    source: row.source_name,
    title: row.title ?? '',
    startsAt: iso(row.starts_at),
    hall: row.hall_text,
    linked: row.linked_id,
    how: row.linked_how,
    linkedAt: row.linked_to === null || row.linked_at === null ? null : iso(row.linked_at),
    count: null,
    suggestions: (row.linked_to === null ? nearest(store.asLocal(row), platform) : []).map((one) => ({
      performance: one.row.id,
      title: one.row.title,
      startsAt: iso(one.row.startsAt),
      hall: one.row.halls[0] ?? null,
      provider: one.row.providers[0] ?? null,
      score: one.score,
      parts: one.parts,
    })),
  }));
  const counts = await store.countLinks(c.env.DIRECTORY, actor.organisation);
  return c.json({
    items,
    open: counts.open,
    linked: counts.linked,
    next: rows.length === PAGE ? String(rows.at(-1)?.key) : null,
    version: `${counts.at}.${counts.linked}`,
    livemode: actor.livemode,
  } satisfies LinkList);
}

async function change(c: Ctx): Promise<Response> {
  const { organisation: venue, clientId } = actorOf(c);
  const body = await readBody(c, LinkBody);
  const [own, more] = await store.readOwnByRef(c.env.DIRECTORY, venue, body.ref, body.source);
  if (!own) throw new ApiError('not_found', 'there is no such reference');
  if (more) throw new ApiError('invalid_request', 'source must say which system the reference is of');
  let other = own.linked_to;
  if (body.performance) {
    const platform = await store.readPlatform(c.env.DIRECTORY, venue, 0, Number.MAX_SAFE_INTEGER);
    const wanted = platform.find((row) => row.id === body.performance);
    if (!wanted) throw new ApiError('not_found', 'there is no such performance');
    if (other !== null && other !== wanted.key)
      throw new ApiError('invalid_request', 'ref is linked to another performance; undo that link first');
    other = wanted.key;
    await store.linkStatement(c.env.DIRECTORY, venue, own.key, wanted.key, 'person', clientId, c.var.now).run();
  } else await store.undoStatement(c.env.DIRECTORY, venue, own.key, clientId, c.var.now).run();
  const touched = other === null ? [own.key] : [own.key, other];
  await announce(
    c.env,
    touched.map((performance) => ({ performance, venue })),
    c.var.now,
  );
  return c.json({ ref: body.ref, linked: body.performance ?? null });
}

export const linkRoutes = (): Routes =>
  new Routes()
    .on('get', '/v1/links', 'read_catalogue', list)
    .on('post', '/v1/links', 'link', change)
    .on('post', '/v1/links/suggest', 'link', async (c) =>
      c.json({ linked: await autoLink(c.env, actorOf(c).organisation, c.var.now) }),
    );
