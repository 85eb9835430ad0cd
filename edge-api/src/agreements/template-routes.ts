/** Templates: terms to begin a deal with, of one organisation, for one other or for all. Nobody else ever sees them. */
import * as v from 'valibot';
import { checkTerms } from '#deal';
import { PATHS, Template, TemplateBody } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { etagOf, idOf, revisionIn } from '../catalogue/change-items.ts';
import { readOrganisationKeys } from '../catalogue/key-store.ts';
import { newId } from '../identity/secret.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { writeOnceAtHome } from '../shards/once-at-home.ts';
import { shardOfTenant } from './home-shard.ts';
import { readOrganisationNames } from './organisation-names.ts';
import * as store from './template-store.ts';

const MOST = 500;
const none = () => new ApiError('not_found', 'no such template');
const fault = (pointer: string, detail: string) =>
  new ApiError('invalid_request', 'the body does not fit; see errors', { errors: [{ pointer, detail }] });

/** The organisation it is for; key 0 = for all. */
interface For {
  readonly key: number;
  readonly id: string | null;
  readonly name: string | null;
}
const FOR_ALL: For = { key: 0, id: null, name: null };

/** Throws on one that is not there, or oneself. */
async function otherOf(c: Ctx, body: TemplateBody): Promise<For> {
  const { organisation, organisationId } = actorOf(c);
  if (body.with === null) return FOR_ALL;
  if (body.with === organisationId) throw fault('/with', 'the other organisation, not your own');
  const other = (await readOrganisationKeys(c.env.DIRECTORY, organisation, [body.with])).get(body.with);
  if (!other) throw fault('/with', 'no such organisation');
  return (await readFor(c, [other.key])).get(other.key) ?? FOR_ALL;
}

/** With their outside ids and names. */
const readFor = (c: Ctx, keys: readonly number[]): Promise<Map<number, For>> =>
  readOrganisationNames(c.env.DIRECTORY, keys);

async function bodyOf(c: Ctx): Promise<{ text: string; body: TemplateBody; other: For }> {
  const text = await readText(c);
  const body = parseBody(text, TemplateBody);
  const errors = checkTerms(body.terms, { performances: 1 });
  if (errors.length)
    throw new ApiError('invalid_request', 'these terms contradict each other; see errors', {
      errors: errors.map(({ pointer, detail }) => ({ pointer: `/terms${pointer}`, detail })),
    });
  return { text, body, other: await otherOf(c, body) };
}

const toAnswer = (row: store.TemplateRow, { id: other, name }: For): Template => ({
  id: row.id,
  name: row.name,
  with: other,
  withName: name,
  terms: row.terms,
  revision: row.revision,
  updatedAt: new Date(row.at).toISOString(),
});

/** With the outside id of whom it is for. */
async function shown(c: Ctx, row: store.TemplateRow): Promise<Template> {
  const names = await readFor(c, row.other ? [row.other] : []);
  return toAnswer(row, names.get(row.other) ?? FOR_ALL);
}

async function list(c: Ctx): Promise<Response> {
  const { organisation, livemode, productions } = actorOf(c);
  const all = await store.readTemplates(await shardOfTenant(c.env, organisation), organisation);
  // Who is limited to some productions does not see what is agreed with whom elsewhere.
  const rows = productions ? all.filter(({ other }) => other === 0) : all;
  const names = await readFor(
    c,
    rows.flatMap(({ other }) => (other ? [other] : [])),
  );
  return c.json({ items: rows.map((row) => toAnswer(row, names.get(row.other) ?? FOR_ALL)), next: null, livemode });
}

async function add(c: Ctx): Promise<Response> {
  const { organisation } = actorOf(c);
  const { text, body, other } = await bodyOf(c);
  const id = newId('TPL');
  return writeOnceAtHome(c, organisation, text, async (shard) => {
    if ((await store.readTemplates(shard, organisation)).length >= MOST)
      throw new ApiError('conflict', `an organisation keeps at most ${MOST} templates; remove one first`);
    const row = { id, revision: 1, other: other.key, name: body.name, terms: body.terms, at: c.var.now };
    return {
      statements: [store.addTemplateStatement(shard, organisation, row)],
      audit: [{ action: 'template.create', object: id, after: { name: body.name, with: body.with } }],
      status: 201,
      answer: toAnswer(row, other),
      headers: { etag: etagOf(1) },
    };
  });
}

/** What stands, or a clash with it when the caller saw another. */
async function standing(c: Ctx, shard: D1Database): Promise<store.TemplateRow> {
  const row = await store.readTemplate(shard, actorOf(c).organisation, idOf(c));
  if (!row) throw none();
  const seen = revisionIn(c);
  if (seen !== null && seen !== row.revision)
    throw new ApiError('edit_clash', 'somebody changed it in the meantime; look at current and send again', {
      current: await shown(c, row),
    });
  return row;
}

async function change(c: Ctx): Promise<Response> {
  const { organisation } = actorOf(c);
  const { text, body, other } = await bodyOf(c);
  return writeOnceAtHome(c, organisation, text, async (shard) => {
    const row = await standing(c, shard);
    const next = {
      ...row,
      revision: row.revision + 1,
      other: other.key,
      name: body.name,
      terms: body.terms,
      at: c.var.now,
    };
    const same =
      JSON.stringify([row.other, row.name, row.terms]) === JSON.stringify([other.key, body.name, body.terms]);
    const stands = same ? row : next;
    return {
      statements: same ? [] : [store.addTemplateStatement(shard, organisation, next)],
      audit: [{ action: 'template.change', object: row.id, before: { name: row.name }, after: { name: body.name } }],
      status: 200,
      answer: toAnswer(stands, other),
      headers: { etag: etagOf(stands.revision) },
    };
  });
}

async function remove(c: Ctx): Promise<Response> {
  const { organisation } = actorOf(c);
  return writeOnceAtHome(c, organisation, '', async (shard) => {
    const row = await standing(c, shard);
    const gone = { ...row, revision: row.revision + 1, terms: null, at: c.var.now };
    return {
      statements: [store.addTemplateStatement(shard, organisation, gone)],
      audit: [{ action: 'template.remove', object: row.id, before: { name: row.name } }],
      status: 200,
      answer: { id: row.id, removed: true },
    };
  });
}

export function templateRoutes(): Routes {
  const one = `${PATHS.agreementTemplates}/:id`;
  return new Routes()
    .on('get', PATHS.agreementTemplates, 'read_agreements', list, {
      summary: 'Templates of your organisation; who is limited to some productions gets those that are for all',
      answer: v.object({ items: v.array(Template), next: v.null(), livemode: v.boolean() }),
    })
    .on('post', PATHS.agreementTemplates, 'administer_agreements', add, {
      summary: 'Keep terms as a template, for one other organisation or for all',
      body: TemplateBody,
      answer: Template,
      status: 201,
    })
    .on('put', one, 'administer_agreements', change, {
      summary: 'Change a template; If-Match says which revision you saw',
      body: TemplateBody,
      answer: Template,
    })
    .on('delete', one, 'administer_agreements', remove, {
      summary: 'Remove a template; deals made from it stay as they are',
      answer: v.object({ id: v.string(), removed: v.boolean() }),
    });
}
