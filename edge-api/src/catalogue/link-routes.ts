/** The linking work list: what is certain is linked and undoable, what is likely is suggested, the rest is a person's. */
import * as v from 'valibot';
import {
  LinkBody,
  parsePerformanceId,
  PATHS,
  type Candidate,
  type LinkedPerformance,
  type LinkItem,
  type LinkList,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { readBody } from '../body.ts';
import type { Env } from '../env.ts';
import { decide } from '../identity/actor.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { countBy } from '../sales/measure.ts';
import type { Stand } from '../sales/reader-body.ts';
import { readStands } from '../sales/reader-store.ts';
import { readerOf } from '../sales/reader-view.ts';
import { announceStatement } from './announcement-store.ts';
import { forwardAnnouncements, tellReaders } from './announcing.ts';
import { scoreLink, suggest, type LocalPerformance } from './link-score.ts';
import { autoLinkAuditStatement } from './catalogue-audit.ts';
import * as store from './link-store.ts';
import { nearestIds } from './nearest-ids.ts';

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

/** What an embed session limited to productions may link to. */
const within = (only: readonly string[] | undefined, { id }: store.PlatformRow): boolean =>
  !only || only.includes(parsePerformanceId(id)?.production ?? '');

/**
 * Links what is certain, of these productions or of any, and returns how many. `told`: a person asked for it, and the
 * audit log says so.
 */
export async function autoLink(
  env: Env,
  venue: number,
  now: number,
  only?: readonly string[],
  told?: (locals: readonly number[]) => D1PreparedStatement,
): Promise<number> {
  const locals = (await store.readOwn(env.DIRECTORY, venue, 'open', 0, MAX_OPEN)).map(store.asLocal);
  const platform = await platformAround(env, venue, locals);
  if (platform.length === 0) return 0;
  const suggested = suggest(locals, platform, await store.readTaken(env.DIRECTORY, venue));
  // Judged beside all others, so that a limit makes nothing look certain that is not.
  const may = new Set(platform.filter((row) => within(only, row)).map(({ key }) => key));
  const auto = suggested.auto.filter(({ candidate }) => may.has(candidate.key));
  if (auto.length === 0) return 0;
  const touched = auto.flatMap(({ local, candidate }) => [local.key, candidate.key]);
  await env.DIRECTORY.batch([
    ...auto.map(({ local, candidate }) =>
      store.linkStatement(env.DIRECTORY, venue, local.key, candidate.key, 'auto', null, now),
    ),
    ...(told ? [told(auto.map(({ local }) => local.key))] : []),
    announceStatement(env.DIRECTORY, 'performance', touched),
  ]);
  await forwardAnnouncements(env, now);
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

const BEFORE_MS = 60 * 86_400_000;
const AFTER_MS = 500 * 86_400_000;

/** Of ids that are not here: the nearest of this venue's own. One query, whatever their number. */
export async function candidatesForIds(
  env: Env,
  venue: number,
  wanted: readonly string[],
  now: number,
): Promise<Candidate[][]> {
  const platform = await store.readPlatform(env.DIRECTORY, venue, now - BEFORE_MS, now + AFTER_MS);
  return wanted.map((id) =>
    nearestIds(id, platform, now).map(({ row, score }) => ({
      performance: row.id,
      title: row.title,
      startsAt: iso(row.startsAt),
      hall: row.halls[0] ?? null,
      score,
    })),
  );
}

/**
 * By key of an open reference, what its house has of it; what nothing was reported of is not there. A session limited to
 * productions sees no figures of what may be another's.
 */
async function waitingBehind(c: Ctx, open: readonly LocalPerformance[]): Promise<Map<number, Stand>> {
  if (open.length === 0 || actorOf(c).productions) return new Map();
  const { organisation, shard } = await readerOf(c);
  return readStands(
    shard,
    organisation.key,
    open.map(({ key }) => key),
  );
}

const linkedTo = (row: store.OwnRow): LinkedPerformance | null =>
  row.linked_starts_at === null
    ? null
    : {
        title: row.linked_title ?? '',
        startsAt: iso(row.linked_starts_at),
        hall: row.linked_hall,
        provider: row.linked_provider,
      };

async function list(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const state = c.req.query('state') ?? 'open';
  const after = Number(c.req.query('cursor') ?? 0);
  if ((state !== 'open' && state !== 'linked' && state !== 'all') || !Number.isSafeInteger(after))
    throw new ApiError('invalid_request', 'state must be open, linked or all, and cursor as it was given');
  const only = actor.productions ?? null;
  // Who is limited to productions sees open references, which may be another's, only to link them.
  const blind = only !== null && !decide(actor, 'link').allow;
  const rows =
    blind && state === 'open'
      ? []
      : await store.readOwn(c.env.DIRECTORY, actor.organisation, blind ? 'linked' : state, after, PAGE, only);
  const open = rows.filter((row) => row.linked_to === null).map(store.asLocal);
  const [around, waiting, counts] = await Promise.all([
    platformAround(c.env, actor.organisation, open),
    waitingBehind(c, open),
    store.countLinks(c.env.DIRECTORY, actor.organisation, only),
  ]);
  const platform = around.filter((row) => within(actor.productions, row));
  const items = rows.map((row): LinkItem => ({
    ref: row.ref,
    source: row.source_name,
    title: row.title ?? '',
    startsAt: iso(row.starts_at),
    hall: row.hall_text,
    linked: row.linked_id,
    linkedTo: linkedTo(row),
    how: row.linked_how,
    linkedAt: row.linked_to === null || row.linked_at === null ? null : iso(row.linked_at),
    count: countBy('issued', waiting.get(row.key) ?? {}),
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
  return c.json({
    items,
    open: blind ? 0 : counts.open,
    linked: counts.seen,
    next: rows.length === PAGE ? String(rows.at(-1)?.key) : null,
    version: `${counts.at}.${counts.linked}`,
    livemode: actor.livemode,
  } satisfies LinkList);
}

const conflict = (detail: string) => new ApiError('conflict', detail);

/** By hand: one reference to one performance, and to no other at the same time, whoever else links at this moment. */
async function link(c: Ctx, own: store.OwnRow, wanted: string): Promise<void> {
  const db = c.env.DIRECTORY;
  const { organisation: venue, clientId, productions } = actorOf(c);
  const id = parsePerformanceId(wanted);
  const target = id && (await store.readTarget(db, venue, id));
  if (!target || (productions && !productions.includes(id.production)))
    throw new ApiError('not_found', 'there is no such performance');
  if (own.linked_to === target.key) return;
  if (own.linked_to !== null) throw conflict(`ref is linked to ${own.linked_id}; undo that link first`);
  const [made] = await db.batch<{ key: number }>([
    store.linkStatement(db, venue, own.key, target.key, 'person', clientId, c.var.now),
    auditStatement(
      c,
      {
        action: 'link.make',
        object: own.ref,
        before: { source: own.source_name, performance: null },
        after: { source: own.source_name, performance: wanted },
      },
      'ifChanged',
    ),
    announceStatement(db, 'performance', [own.key, target.key]),
  ]);
  if (made?.results.length) return;
  const rival = await store.readRival(db, venue, own.key, target.key);
  throw conflict(
    rival
      ? `that performance is ${rival.ref} of the same source already; undo that link first`
      : 'somebody linked this reference a moment ago; look again',
  );
}

async function change(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const { organisation: venue, clientId, productions } = actorOf(c);
  const body = await readBody(c, LinkBody);
  const [own, more] = await store.readOwnByRef(db, venue, body.ref, body.source);
  const hidden = productions && own?.linked_production && !productions.includes(own.linked_production);
  if (!own || hidden) throw new ApiError('not_found', 'there is no such reference');
  if (more)
    throw new ApiError('invalid_request', 'source must say which system the reference is of', {
      errors: [{ pointer: '/source', detail: 'name the system' }],
    });
  if (body.performance) await link(c, own, body.performance);
  else if (own.linked_to !== null)
    await db.batch([
      store.undoStatement(db, venue, own.key, clientId, c.var.now),
      auditStatement(
        c,
        {
          action: 'link.undo',
          object: own.ref,
          before: { source: own.source_name, performance: own.linked_id },
          after: { source: own.source_name, performance: null },
        },
        'ifChanged',
      ),
      announceStatement(db, 'performance', [own.key, own.linked_to]),
    ]);
  await tellReaders(c);
  return c.json({ ref: body.ref, linked: body.performance ?? null });
}

const query = {
  state: v.optional(v.picklist(['open', 'linked', 'all'])),
  cursor: v.optional(v.string()),
};

export const linkRoutes = (): Routes =>
  new Routes()
    .on('get', PATHS.links, 'read_catalogue', list, {
      summary: 'The linking work list of your venue, with scored suggestions',
      query,
    })
    .on('post', PATHS.links, 'link', change, {
      summary: 'Link a reference to a performance, or (without performance) undo its link',
      body: LinkBody,
    })
    .on(
      'post',
      PATHS.linkSuggestions,
      'link',
      async (c) => {
        const { organisation, productions } = actorOf(c);
        const told = (locals: readonly number[]) => autoLinkAuditStatement(c, locals);
        return c.json({ linked: await autoLink(c.env, organisation, c.var.now, productions, told) });
      },
      { summary: 'Link what is certain now, and say how many' },
    );
