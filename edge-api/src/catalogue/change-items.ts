/** Editing, for every noun: `PATCH` of one (If-Match) or of many (`revision` in each item). A clash answers what stands. */
import * as v from 'valibot';
import { MAX_BULK, type WriteResult } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseJson, readBody, readText, toFieldErrors } from '../body.ts';
import type { Ctx } from '../route.ts';
import { announceStatement } from './announcement-store.ts';
import { tellReaders } from './announcing.ts';
import { patchAuditStatement } from './catalogue-audit.ts';
import { patchStatement, type Columns, type Table } from './patch-store.ts';

/** A thing the caller may see; `mine` says that it may also write it, `lent` that it does so for its owner: never merging or disabling it. */
export interface Found<A> {
  readonly key: number;
  readonly mine: boolean;
  readonly lent?: boolean;
  readonly answer: A & { readonly id: string; readonly revision: number; readonly mergedInto: string | null };
}
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}
export interface Change<A, B> {
  readonly found: Found<A>;
  readonly body: B;
}
export interface Noun<A, B> {
  readonly table: Table;
  readonly path: string;
  readonly schema: v.GenericSchema<unknown, B>;
  /** Those of these ids that the caller may see. */
  read(c: Ctx, ids: readonly string[]): Promise<Map<string, Found<A>>>;
  /** What each change means in columns, or why not. */
  resolve(c: Ctx, changes: readonly Change<A, B>[]): Promise<readonly (Columns | Fault)[]>;
  /** A word of warning about a change that was made. */
  warn?(c: Ctx, changes: readonly Change<A, B>[]): Promise<readonly Partial<WriteResult>[]>;
}

export const isFault = (outcome: Columns | Fault): outcome is Fault => 'pointer' in outcome && 'detail' in outcome;
const nothing = (table: string) => new ApiError('not_found', `no such ${table}`);
export const etagOf = (revision: number) => `"${revision}"`;
export const idOf = (c: Ctx): string => decodeURIComponent(c.req.param('id') ?? '');

/** `If-Match: "7"`; absent or `*` = whatever stands. */
export function revisionIn(c: Ctx): number | null {
  const header = c.req.header('if-match');
  if (header === undefined || header === '*') return null;
  const revision = /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1];
  if (revision === undefined)
    throw new ApiError(
      'invalid_request',
      'If-Match must be an ETag of ours, such as "7"; take it from the last answer',
    );
  return Number(revision);
}

export async function showOne<A, B>(c: Ctx, noun: Noun<A, B>): Promise<Response> {
  const found = (await noun.read(c, [idOf(c)])).get(idOf(c));
  if (!found) throw nothing(noun.table);
  const { mergedInto, revision } = found.answer;
  if (mergedInto !== null && c.req.query('redirect') !== 'no')
    return c.json(found.answer, 308, { location: `${noun.path}/${encodeURIComponent(mergedInto)}` });
  const headers = { etag: etagOf(revision), 'cache-control': 'private, no-cache' };
  if (c.req.header('if-none-match') === etagOf(revision)) return c.body(null, 304, headers);
  return c.json(found.answer, 200, headers);
}

interface Wanted<B> {
  readonly index: number;
  readonly id: string;
  readonly revision: number | null;
  readonly body: B;
}

/** One transaction over all items; what is refused says why, and the rest is done. */
async function apply<A, B>(c: Ctx, noun: Noun<A, B>, wanted: readonly Wanted<B>[]): Promise<WriteResult[]> {
  const db = c.env.DIRECTORY;
  const ids = wanted.map(({ id }) => id);
  const before = await noun.read(c, ids);
  const results: WriteResult[] = [];
  const open: { want: Wanted<B>; change: Change<A, B> }[] = [];
  for (const want of wanted) {
    const found = before.get(want.id);
    if (!found?.mine) results.push({ index: want.index, outcome: 'not_found', detail: `no such ${noun.table}` });
    else open.push({ want, change: { found, body: want.body } });
  }
  const resolved = await noun.resolve(
    c,
    open.map(({ change }) => change),
  );
  const made: { want: Wanted<B>; change: Change<A, B>; set: Columns }[] = [];
  for (const [i, { want, change }] of open.entries()) {
    const set = resolved[i] ?? {};
    if (isFault(set)) results.push({ index: want.index, outcome: 'invalid', pointer: set.pointer, detail: set.detail });
    else made.push({ want, change, set });
  }
  const patches = made.map(({ want, change, set }) => ({ key: change.found.key, revision: want.revision, set }));
  const moving = patches.filter(({ set }) => Object.keys(set).length);
  const written = new Map<number, number>();
  if (moving.length) {
    const keys = moving.map(({ key }) => key);
    const [, patched] = await db.batch<{ key: number; revision: number }>([
      patchAuditStatement(c, noun.table, moving),
      patchStatement(db, noun.table, moving),
      announceStatement(
        db,
        noun.table,
        keys,
        moving.some(({ set }) => 'starts_at' in set),
      ),
    ]);
    for (const { key, revision } of patched?.results ?? []) written.set(key, revision);
    await tellReaders(c);
  }
  const after = await noun.read(c, ids);
  const warnings = noun.warn
    ? await noun.warn(
        c,
        made.map(({ change }) => change),
      )
    : [];
  for (const [i, { want, change }] of made.entries()) {
    const stands = after.get(want.id)?.answer;
    const id = want.id;
    const revision = written.get(change.found.key);
    if (revision !== undefined) results.push({ index: want.index, outcome: 'changed', id, revision, ...warnings[i] });
    else if (want.revision !== null && stands?.revision !== want.revision)
      results.push({ index: want.index, outcome: 'clash', id, current: stands, detail: CLASH });
    else
      results.push({ index: want.index, outcome: 'unchanged', id, ...(stands ? { revision: stands.revision } : {}) });
  }
  return results.toSorted((a, b) => a.index - b.index);
}
const CLASH = 'somebody changed it in the meantime; look at current and send again with its revision';

export async function changeOne<A, B>(c: Ctx, noun: Noun<A, B>): Promise<Response> {
  const id = idOf(c);
  const revision = revisionIn(c);
  const body = await readBody(c, noun.schema);
  const [result] = await apply(c, noun, [{ index: 0, id, revision, body }]);
  if (!result || result.outcome === 'not_found') throw nothing(noun.table);
  if (result.outcome === 'invalid')
    throw new ApiError('invalid_request', result.detail ?? 'the body does not fit', {
      errors: [{ pointer: result.pointer ?? '', detail: result.detail ?? '' }],
    });
  if (result.outcome === 'clash') throw new ApiError('edit_clash', CLASH, { current: result.current });
  const answer = (await noun.read(c, [id])).get(id)?.answer;
  const { warning, duplicates } = result;
  return c.json({ ...answer, ...(warning ? { warning, duplicates } : {}) }, 200, {
    etag: etagOf(answer?.revision ?? 0),
  });
}

const Addressed = v.looseObject({ id: v.string(), revision: v.optional(v.pipe(v.number(), v.integer())) });

export async function changeMany<A, B>(c: Ctx, noun: Noun<A, B>): Promise<Response> {
  const list = parseJson(await readText(c));
  if (!Array.isArray(list) || !list.length || list.length > MAX_BULK)
    throw new ApiError('invalid_request', `send an array of 1 to ${MAX_BULK} changes, each with its id`);
  const results: WriteResult[] = [];
  const wanted: Wanted<B>[] = [];
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    const addressed = v.safeParse(Addressed, item);
    const { id = '', revision, ...rest } = addressed.success ? addressed.output : {};
    const parsed = addressed.success ? v.safeParse(noun.schema, rest) : addressed;
    if (!parsed.success || !addressed.success)
      results.push({ index, outcome: 'invalid', ...toFieldErrors(parsed.issues ?? [], `/${index}`)[0] });
    else if (seen.has(id))
      results.push({ index, outcome: 'invalid', pointer: `/${index}/id`, detail: 'each id once in one call' });
    else {
      seen.add(id);
      wanted.push({ index, id, revision: revision ?? null, body: parsed.output as B });
    }
  }
  if (wanted.length)
    for (const result of await apply(c, noun, wanted))
      results.push(result.pointer ? { ...result, pointer: `/${result.index}${result.pointer}` } : result);
  return c.json({ results: results.toSorted((a, b) => a.index - b.index) }, 207);
}
