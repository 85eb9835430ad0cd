import * as v from 'valibot';
import {
  ClientBody,
  GrantBody,
  HallBody,
  OrganisationBody,
  parsePerformanceId,
  PATHS,
  PerformanceBody,
  ProductionBody,
  ResellerSettingBody,
  seasonOf,
  localDay,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseJson, readBody, readText, toFieldErrors } from '../body.ts';
import { shardNames } from '../env.ts';
import { newId, newSecret, sha256 } from '../identity/secret.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { announce } from '../sales/outbox.ts';
import * as store from './catalogue-store.ts';

interface Result {
  readonly index: number;
  readonly outcome: 'created' | 'invalid';
  readonly id?: string;
  readonly warning?: string;
  readonly pointer?: string;
  readonly detail?: string;
}
const MAX_BULK = 2_000;
const missing = (what: string) => new ApiError('not_found', `no such ${what}`);

/** One object or an array; each item is checked on its own and the answer has one result per item. */
async function create<S extends v.GenericSchema>(
  c: Ctx,
  schema: S,
  add: (items: readonly { index: number; body: v.InferOutput<S> }[]) => Promise<Result[]>,
): Promise<Response> {
  const given = parseJson(await readText(c));
  const many = Array.isArray(given);
  const list = many ? (given as unknown[]) : [given];
  if (!list.length || list.length > MAX_BULK) throw new ApiError('invalid_request', `send 1 to ${MAX_BULK} items`);
  const results: Result[] = [];
  const good: { index: number; body: v.InferOutput<S> }[] = [];
  for (const [index, item] of list.entries()) {
    const parsed = v.safeParse(schema, item);
    if (parsed.success) good.push({ index, body: parsed.output });
    else {
      if (!many)
        throw new ApiError('invalid_request', 'the body does not fit; see errors', {
          errors: toFieldErrors(parsed.issues),
        });
      const fault = toFieldErrors(parsed.issues, `/${index}`)[0];
      results.push({ index, outcome: 'invalid', ...fault });
    }
  }
  if (good.length) results.push(...(await add(good)));
  results.sort((a, b) => a.index - b.index);
  const only = results[0];
  if (!many && only?.outcome === 'invalid')
    throw new ApiError('invalid_request', only.detail ?? 'the body does not fit', {
      errors: [{ pointer: only.pointer ?? '', detail: only.detail ?? '' }],
    });
  return many
    ? c.json({ results }, 207)
    : c.json({ id: only?.id, ...(only?.warning ? { warning: only.warning } : {}) }, 201);
}

async function organisations(c: Ctx): Promise<Response> {
  return create(c, OrganisationBody, async (items) => {
    const shards = shardNames(c.env);
    const rows = items.map(({ body }, i) => ({
      ...body,
      id: newId('ORG'),
      shard: shards[(c.var.now + i) % shards.length] ?? 'SHARD_00',
    }));
    await store.addOrganisations(c.env.DIRECTORY, rows, c.var.now);
    return items.map(({ index }, i) => ({ index, outcome: 'created' as const, id: rows[i]?.id ?? '' }));
  });
}

async function halls(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  return create(c, HallBody, async (items) => {
    const venues = await store.keysOf(
      c.env.DIRECTORY,
      'organisation',
      items.map(({ body }) => body.venue),
    );
    const mine = (id: string) => actor.kind === 'operator' || id === actor.organisationId;
    const made: Result[] = [];
    const rows = items.flatMap(({ index, body }) => {
      const venueKey = mine(body.venue) ? venues.get(body.venue) : undefined;
      const id = newId('HAL');
      made.push(
        venueKey === undefined
          ? { index, outcome: 'invalid', pointer: '/venue', detail: 'no such venue' }
          : { index, outcome: 'created', id },
      );
      return venueKey === undefined ? [] : [{ ...body, id, venueKey }];
    });
    if (rows.length) await store.addHalls(c.env.DIRECTORY, rows);
    return made;
  });
}

async function productions(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const year = String(seasonOf(localDay(c.var.now, 'Europe/Amsterdam')) % 100).padStart(2, '0');
  return create(c, ProductionBody, async (items) => {
    const named = items.flatMap(({ body }) =>
      [body.provider, body.producer, body.agency].filter((id) => id !== undefined && id !== null),
    );
    const keys = await store.keysOf(c.env.DIRECTORY, 'organisation', named);
    const made: Result[] = [];
    for (const { index, body } of items) {
      const parties = { provider: body.provider ?? null, producer: body.producer ?? null, agency: body.agency ?? null };
      const unknown = Object.entries(parties).find(([, id]) => id !== null && !keys.has(id));
      const own =
        actor.kind === 'operator' ||
        Object.values(parties).includes(actor.organisationId) ||
        (actor.organisationType === 'venue' && body.house === true);
      if (unknown) made.push({ index, outcome: 'invalid', pointer: `/${unknown[0]}`, detail: 'no such organisation' });
      else if (!own)
        made.push({
          index,
          outcome: 'invalid',
          pointer: '/provider',
          detail: 'a production is made by its provider; a venue makes house productions (house: true)',
        });
      else if (body.id && actor.kind !== 'operator')
        made.push({ index, outcome: 'invalid', pointer: '/id', detail: 'only the operator imports ids' });
      else {
        const key = (id: string | null) => (id === null ? null : (keys.get(id) ?? null));
        const id = await store.addProduction(
          c.env.DIRECTORY,
          body,
          { provider: key(parties.provider), producer: key(parties.producer), agency: key(parties.agency) },
          year,
        );
        made.push({ index, outcome: 'created', id });
      }
    }
    return made;
  });
}

async function performances(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  return create(c, PerformanceBody, async (items) => {
    const [owners, venues, hallKeys] = await Promise.all([
      store.keysOf(
        db,
        'production',
        items.map(({ body }) => body.production),
      ),
      store.keysOf(
        db,
        'organisation',
        items.map(({ body }) => body.venue),
      ),
      store.keysOf(
        db,
        'hall',
        items.flatMap(({ body }) => (body.hall ? [body.hall] : [])),
      ),
    ]);
    const allowed = await store.ownedProductions(db, [...owners.values()], actorOf(c).organisation);
    const last = await store.lastNumbers(db, [...owners.values()]);
    const made: Result[] = [];
    const rows: Parameters<typeof store.addPerformances>[1][number][] = [];
    for (const { index, body } of items) {
      const productionKey = owners.get(body.production);
      const venueKey = venues.get(body.venue);
      const hallKey = body.hall ? hallKeys.get(body.hall) : null;
      const fault =
        productionKey === undefined || !allowed.has(productionKey)
          ? 'production'
          : venueKey === undefined
            ? 'venue'
            : hallKey === undefined
              ? 'hall'
              : undefined;
      if (fault) {
        made.push({ index, outcome: 'invalid', pointer: `/${fault}`, detail: `no such ${fault}` });
        continue;
      }
      const next = (last.get(productionKey as number) ?? 0) + 1;
      const numberValue = body.number === undefined ? next : Number(body.number);
      last.set(productionKey as number, Math.max(numberValue, next - 1));
      const numberText = body.number ?? String(numberValue).padStart(5, '0');
      rows.push({
        ...body,
        productionKey: productionKey as number,
        venueKey: venueKey as number,
        hallKey: hallKey ?? null,
        numberValue,
        numberText,
      });
      made.push({ index, outcome: 'created', id: `${body.production}|${numberText}` });
    }
    if (!rows.length) return made;
    const twice = await store.findDuplicates(
      db,
      rows.map((r) => ({ ...r, startsAt: Date.parse(r.startsAt) })),
    );
    const keys = await store.addPerformances(db, rows);
    await announce(
      c.env,
      keys.map((performance, i) => ({ performance, venue: rows[i]?.venueKey ?? 0 })),
      c.var.now,
    );
    let at = -1;
    return made.map((result) => {
      if (result.outcome === 'created') at += 1;
      return result.outcome === 'created' && twice.has(at)
        ? {
            ...result,
            warning: 'a performance with this title, date and hall is there already; merge them if they are the same',
          }
        : result;
    });
  });
}

async function owned(c: Ctx) {
  const actor = actorOf(c);
  const id = parsePerformanceId(decodeURIComponent(c.req.param('id') ?? ''));
  const found = id && (await store.ownersOf(c.env.DIRECTORY, id));
  if (!found) throw missing('performance');
  const mine = [found.provider, found.producer, found.agency, ...(found.house ? [found.venue] : [])].includes(
    actor.organisation,
  );
  if (actor.kind !== 'operator' && !mine) throw missing('performance');
  return found;
}

async function changePerformance(c: Ctx): Promise<Response> {
  const found = await owned(c);
  const body = await readBody(c, v.partial(v.omit(PerformanceBody, ['production', 'number', 'venue'])));
  let hall: number | null | undefined;
  if (body.hall === null) hall = null;
  else if (body.hall !== undefined) {
    hall = (await store.keysOf(c.env.DIRECTORY, 'hall', [body.hall])).get(body.hall);
    if (hall === undefined)
      throw new ApiError('invalid_request', 'no such hall', { errors: [{ pointer: '/hall', detail: 'no such hall' }] });
  }
  await store.changePerformance(c.env.DIRECTORY, found.key, body as Partial<PerformanceBody>, hall);
  await announce(c.env, [{ performance: found.key, venue: found.venue }], c.var.now);
  return c.json({ id: decodeURIComponent(c.req.param('id') ?? '') });
}

async function merge(c: Ctx): Promise<Response> {
  const found = await owned(c);
  const undo = c.req.method === 'DELETE';
  let into: number | null = null;
  if (!undo) {
    const body = await readBody(c, v.strictObject({ into: v.string() }));
    const id = parsePerformanceId(body.into);
    const target = id && (await store.ownersOf(c.env.DIRECTORY, id));
    if (!target || target.venue !== found.venue || target.key === found.key)
      throw new ApiError('invalid_request', 'into must be another performance at the same venue', {
        errors: [{ pointer: '/into', detail: 'another performance at the same venue' }],
      });
    if (target.merged_into !== null)
      throw new ApiError('conflict', 'that performance was merged itself; merge into the one it leads to');
    into = target.key;
  }
  await store.mergePerformance(c.env.DIRECTORY, found.key, into);
  await announce(
    c.env,
    [found.key, ...((into ?? found.merged_into) === null ? [] : [into ?? found.merged_into ?? 0])].map(
      (performance) => ({ performance, venue: found.venue }),
    ),
    c.var.now,
  );
  return c.json({ merged: !undo });
}

async function clients(c: Ctx): Promise<Response> {
  const body = await readBody(c, ClientBody);
  const key = (await store.keysOf(c.env.DIRECTORY, 'organisation', [body.organisation])).get(body.organisation);
  if (key === undefined)
    throw new ApiError('invalid_request', 'no such organisation', {
      errors: [{ pointer: '/organisation', detail: 'no such organisation' }],
    });
  if (body.scopes.includes('operator'))
    throw new ApiError('invalid_request', 'operator is no scope for a client', {
      errors: [{ pointer: '/scopes', detail: 'leave out operator' }],
    });
  const [id, secret] = [newId('CLI'), newSecret()];
  await store.addClient(
    c.env.DIRECTORY,
    { ...body, id, organisationKey: key, secretSha256: await sha256(secret) },
    c.var.now,
  );
  return c.json({ id, secret, note: 'the secret is shown this once' }, 201, { 'cache-control': 'no-store' });
}

async function grants(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const body = await readBody(c, GrantBody);
  if (actor.kind !== 'operator' && actor.organisationId !== body.venue) throw missing('venue');
  const keys = await store.keysOf(c.env.DIRECTORY, 'organisation', [body.venue, body.organisation]);
  const [venue, organisation] = [keys.get(body.venue), keys.get(body.organisation)];
  if (venue === undefined || organisation === undefined) throw missing('organisation');
  await store.putGrant(c.env.DIRECTORY, body, venue, organisation, c.var.now);
  return c.json({ granted: true }, 201);
}

async function resellerSettings(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const body = await readBody(c, ResellerSettingBody);
  if (actor.kind !== 'operator' && actor.organisationId !== body.venue) throw missing('venue');
  const keys = await store.keysOf(c.env.DIRECTORY, 'organisation', [body.venue, body.reseller]);
  const [venue, reseller] = [keys.get(body.venue), keys.get(body.reseller)];
  if (venue === undefined || reseller === undefined) throw missing('organisation');
  await store.putResellerSetting(c.env.DIRECTORY, body, venue, reseller);
  return c.json({ set: true }, 201);
}

const list =
  (name: store.List) =>
  async (c: Ctx): Promise<Response> => {
    const limit = Math.min(200, Math.max(1, Number(c.req.query('limit') ?? 100) || 100));
    const rows = await store.listOf(
      c.env.DIRECTORY,
      name,
      actorOf(c).organisation,
      c.req.query('q') ?? null,
      Number(c.req.query('cursor') ?? 0) || 0,
      limit,
    );
    const items = rows.map(({ key: _, ...row }) =>
      typeof row['startsAt'] === 'number' ? { ...row, startsAt: new Date(row['startsAt']).toISOString() } : row,
    );
    return c.json({ items, next: rows.length === limit ? String(rows.at(-1)?.['key']) : null });
  };

export function catalogueRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.organisations, 'operate', organisations)
    .on('get', PATHS.organisations, 'read_catalogue', list('organisations'))
    .on('delete', `${PATHS.organisations}/:id`, 'operate', async (c) => {
      if (!(await store.disableOrganisation(c.env.DIRECTORY, c.req.param('id') ?? '', c.var.now)))
        throw missing('organisation');
      return c.json({ disabled: true });
    })
    .on('post', PATHS.halls, 'write_catalogue', halls)
    .on('get', PATHS.halls, 'read_catalogue', list('halls'))
    .on('post', PATHS.productions, 'write_catalogue', productions)
    .on('get', PATHS.productions, 'read_catalogue', list('productions'))
    .on('post', PATHS.performances, 'write_catalogue', performances)
    .on('get', PATHS.performances, 'read_catalogue', list('performances'))
    .on('patch', `${PATHS.performances}/:id`, 'write_catalogue', changePerformance)
    .on('post', `${PATHS.performances}/:id/merge`, 'write_catalogue', merge)
    .on('delete', `${PATHS.performances}/:id/merge`, 'write_catalogue', merge)
    .on('post', PATHS.clients, 'operate', clients)
    .on('delete', `${PATHS.clients}/:id`, 'operate', async (c) => {
      await store.disableClient(c.env.DIRECTORY, c.req.param('id') ?? '', c.var.now);
      return c.json({ disabled: true });
    })
    .on('post', PATHS.grants, 'write_catalogue', grants)
    .on('post', PATHS.resellerSettings, 'write_catalogue', resellerSettings);
}
