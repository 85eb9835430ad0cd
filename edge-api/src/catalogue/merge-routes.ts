/** One thing entered twice: the second leads to the first, its figures with it; taken apart again they return. */
import { MergeBody } from '#protocol';
import { tellPartiesSoon } from '../agreements/agreement-drain.ts';
import { ApiError } from '../api-error.ts';
import { readBody } from '../body.ts';
import type { Action } from '../identity/actor.ts';
import { Routes, type Ctx } from '../route.ts';
import { deedAuditStatement } from './catalogue-audit.ts';
import { tellReaders } from './announcing.ts';
import { idOf, type Noun } from './change-items.ts';
import { HALL } from './hall-routes.ts';
import * as store from './merge-store.ts';
import { ORGANISATION } from './organisation-routes.ts';
import type { Table } from './patch-store.ts';
import { PERFORMANCE } from './performance-noun.ts';
import { PRODUCTION } from './production-routes.ts';

const ALIKE: Record<Table, string> = {
  performance: 'another performance at the same venue',
  hall: 'another hall of the same venue',
  production: 'another production of yours',
  organisation: 'another organisation of the same type',
};

async function ends<A, B>(c: Ctx, noun: Noun<A, B>, into: string | null) {
  const id = idOf(c);
  const found = await noun.read(c, into === null ? [id] : [id, into]);
  const from = found.get(id);
  // Each end is the caller's own: merging shows the figures of the one under the other.
  if (!from?.mine || from.lent) throw new ApiError('not_found', `no such ${noun.table}`);
  return { from, to: into === null ? undefined : found.get(into) };
}

/** Readers of figures, and who has a deal about them. */
const tellAll = async (c: Ctx): Promise<void> => tellPartiesSoon(c, ...(await tellReaders(c)));

const merge =
  <A, B>(noun: Noun<A, B>) =>
  async (c: Ctx): Promise<Response> => {
    const db = c.env.DIRECTORY;
    const { into } = await readBody(c, MergeBody);
    const { from, to } = await ends(c, noun, into);
    const unlike = () =>
      new ApiError('invalid_request', `into must be ${ALIKE[noun.table]}`, {
        errors: [{ pointer: '/into', detail: ALIKE[noun.table] }],
      });
    // A provider may lead its performance to one of another party (the agency's) in the same house, not the reverse.
    const reaches = to && ((to.mine && !to.lent) || noun.table === 'performance');
    if (!reaches || to.key === from.key) throw unlike();
    const [one, other] = await Promise.all([
      store.readKind(db, noun.table, from.key),
      store.readKind(db, noun.table, to.key),
    ]);
    if (one !== other && noun.table !== 'production') throw unlike();
    const [made] = await db.batch<{ key: number }>([
      store.mergeStatement(db, noun.table, from.key, to.key),
      deedAuditStatement(c, noun.table, from.key, {
        verb: 'merge',
        before: { mergedInto: null },
        after: { mergedInto: to.answer.id },
        other: to.key,
      }),
      store.announceMergeStatement(db, noun.table, from.key, to.key),
    ]);
    if (!made?.results.length)
      throw new ApiError(
        'conflict',
        'one of the two is part of another merge; undo that one, or merge into the one it leads to',
      );
    await tellAll(c);
    return c.json({ id: from.answer.id, mergedInto: to.answer.id, merged: true });
  };

const unmerge =
  <A, B>(noun: Noun<A, B>) =>
  async (c: Ctx): Promise<Response> => {
    const db = c.env.DIRECTORY;
    const { from } = await ends(c, noun, null);
    const into = (await store.readMergedInto(db, noun.table, from.key))?.merged_into ?? null;
    if (into !== null) {
      await db.batch([
        ...(noun.table === 'organisation' ? [store.rememberMergedStatement(db, from.key, into)] : []),
        store.unmergeStatement(db, noun.table, from.key),
        deedAuditStatement(c, noun.table, from.key, {
          verb: 'unmerge',
          before: { mergedInto: from.answer.mergedInto },
          after: { mergedInto: null },
          other: into,
        }),
        store.announceMergeStatement(db, noun.table, from.key, into),
      ]);
      await tellAll(c);
    }
    return c.json({ id: from.answer.id, merged: false });
  };

export function mergeRoutes(): Routes {
  const routes = new Routes();
  const add = <A, B>(noun: Noun<A, B>, action: Action) => {
    const path = `${noun.path}/:id/merge`;
    routes
      .on('post', path, action, merge(noun), { summary: `Merge a ${noun.table} entered twice`, body: MergeBody })
      .on('delete', path, action, unmerge(noun), { summary: `Take a merged ${noun.table} apart again` });
  };
  add(ORGANISATION, 'operate');
  add(HALL, 'write_catalogue');
  add(PRODUCTION, 'write_catalogue');
  add(PERFORMANCE, 'write_catalogue');
  return routes;
}
