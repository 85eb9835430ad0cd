/** Framework agreements: general terms of a provider and a venue, in versions that both sign. In the shard of the venue. */
import * as v from 'valibot';
import { checkPartTerms } from '#deal';
import {
  Framework,
  FrameworkBody,
  FrameworkSignBody,
  FrameworkSummary,
  MAX_PAGE,
  PATHS,
  type Side,
  type Terms,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { flagOf } from '../catalogue/catalogue-page.ts';
import { etagOf, idOf } from '../catalogue/change-items.ts';
import { readOrganisationKeys, type Keyed } from '../catalogue/key-store.ts';
import { newId } from '../identity/secret.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { pageSchema } from '../route-note.ts';
import { writeOnceAtHome } from '../shards/once-at-home.ts';
import { toSummary } from './framework-answer.ts';
import { copyFrameworksSoon } from './framework-copies.ts';
import { addFrameworkHome, frameworkHomeFor, type FrameworkHome } from './framework-home.ts';
import { listRows } from './framework-row-store.ts';
import { mustBeSeen, propose, shown, sign, withdraw, type At, type Step } from './framework-step.ts';
import { readFramework, type FoundFramework } from './framework-store.ts';
import { shardOfTenant } from './home-shard.ts';
import { readOrganisationNames } from './organisation-names.ts';

const none = () => new ApiError('not_found', 'no such framework agreement');
const fault = (pointer: string, detail: string) =>
  new ApiError('invalid_request', 'the body does not fit; see errors', { errors: [{ pointer, detail }] });

/** Reads what stands, decides, writes and tells both; a step that changes nothing answers what stands. */
async function writeStep(
  c: Ctx,
  at: At,
  text: string,
  step: (shard: D1Database, found: FoundFramework | null) => Promise<Step | null>,
  status: 200 | 201 = 200,
): Promise<Response> {
  const { home } = at;
  let lies = '';
  const answer = await writeOnceAtHome(c, home.venue, text, async (shard, { shard: name }) => {
    lies = name;
    const found = await readFramework(shard, home.venue, home.id);
    if (found) mustBeSeen(c, at, found);
    const made = await step(shard, found);
    const stands = made?.after ?? found;
    if (!stands) throw none();
    return {
      statements: made?.statements ?? [],
      audit: made ? [{ ...made.audit, object: home.id, organisation: home.venue, also: [home.provider] }] : [],
      status: made ? status : 200,
      answer: shown(c, at, stands),
      headers: { etag: etagOf(stands.revision) },
    };
  });
  if (lies) copyFrameworksSoon(c, lies);
  return answer;
}

/** Who is on which side: the venue is the one that is a venue; where both are, the caller says which it is. */
function sideOf(c: Ctx, other: Keyed, as: Side | undefined): Side {
  const [mine, theirs] = [actorOf(c).organisationType === 'venue', other.type === 'venue'];
  if (mine && theirs) {
    if (as) return as;
    throw fault('/as', 'both are venues: say whether you are the provider or the venue here');
  }
  if (!mine && !theirs) throw fault('/with', 'one of the two must be a venue');
  const side = mine ? 'venue' : 'provider';
  if (as && as !== side) throw fault('/as', `you are the ${side} here`);
  return side;
}

/** A new one, with its home written first; or the next version of one that the caller is a party of. */
async function placeOf(c: Ctx, body: Pick<FrameworkBody, 'with' | 'framework' | 'as'>): Promise<At> {
  const { organisation, organisationId } = actorOf(c);
  const db = c.env.DIRECTORY;
  if (body.with === organisationId) throw fault('/with', 'the other organisation, not your own');
  if (body.framework) {
    const at = await frameworkHomeFor(c, body.framework).catch((error: unknown) => {
      throw error instanceof ApiError ? fault('/framework', 'no such framework agreement') : error;
    });
    const { home, side } = at;
    if (body.with !== (side === 'venue' ? home.providerId : home.venueId))
      throw fault('/with', 'this framework agreement is with another organisation');
    if (body.as && body.as !== side) throw fault('/as', `you are the ${side} here`);
    return at;
  }
  const other = (await readOrganisationKeys(db, organisation, [body.with])).get(body.with);
  if (!other) throw fault('/with', 'no such organisation');
  const side = sideOf(c, other, body.as);
  const names = await readOrganisationNames(db, [organisation, other.key]);
  const [me, them] = [names.get(organisation), names.get(other.key)];
  if (!me || !them) throw none();
  const [venue, provider] = side === 'venue' ? [me, them] : [them, me];
  const home: FrameworkHome = {
    id: newId('FRA'),
    venue: venue.key,
    venueId: venue.id,
    venueName: venue.name,
    provider: provider.key,
    providerId: provider.id,
    providerName: provider.name,
  };
  return { home, side };
}

async function create(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const parsed = parseBody(text, FrameworkBody);
  // Terms that are named, and no others.
  const terms = JSON.parse(JSON.stringify(parsed.terms)) as Partial<Terms>;
  const body = { ...parsed, terms };
  if (body.validTo && body.validTo < body.validFrom) throw fault('/validTo', 'not before validFrom');
  if (!Object.keys(body.terms).length && !body.text) throw fault('/terms', 'name a term, or write a text');
  const errors = checkPartTerms(body.terms);
  if (errors.length)
    throw new ApiError('invalid_request', 'these terms contradict each other; see errors', {
      errors: errors.map(({ pointer, detail }) => ({ pointer: `/terms${pointer}`, detail })),
    });
  const at = await placeOf(c, body);
  return writeStep(
    c,
    at,
    text,
    async (shard, found) => {
      if (!found) await addFrameworkHome(c.env.DIRECTORY, at.home, c.var.now).run();
      return propose(c, shard, at, found, body);
    },
    201,
  );
}

async function step(
  c: Ctx,
  take: (shard: D1Database, at: At, found: FoundFramework, text: string) => Promise<Step | null>,
): Promise<Response> {
  const text = await readText(c);
  const at = await frameworkHomeFor(c, idOf(c));
  return writeStep(c, at, text, async (shard, found) => {
    if (!found) throw none();
    return take(shard, at, found, text);
  });
}
const signOne = (c: Ctx) =>
  step(c, (shard, at, found, text) => sign(c, shard, at, found, parseBody(text, FrameworkSignBody).sha256));
const withdrawOne = (c: Ctx) => step(c, (shard, at, found) => withdraw(c, shard, at, found));

async function show(c: Ctx): Promise<Response> {
  const at = await frameworkHomeFor(c, idOf(c));
  const asked = c.req.query('version');
  if (asked !== undefined && !/^\d{1,6}$/.test(asked)) throw fault('/version', 'a number');
  const found = await readFramework(await shardOfTenant(c.env, at.home.venue), at.home.venue, at.home.id);
  const answer = found && shown(c, at, found, asked === undefined ? null : Number(asked));
  if (!found || !answer) throw none();
  return c.json(answer, 200, { etag: etagOf(found.revision), 'cache-control': 'private, no-cache' });
}

const LATEST = { madeAt: Number.MAX_SAFE_INTEGER, id: '' };
function cursorOf(c: Ctx): { madeAt: number; id: string } {
  const text = c.req.query('cursor');
  if (text === undefined || text === '') return LATEST;
  const [, madeAt = '', id = ''] = /^(\d{1,15})\.(.{1,40})$/.exec(text) ?? [];
  if (!id) throw fault('/cursor', 'next of the last answer');
  return { madeAt: Number(madeAt), id };
}

async function list(c: Ctx): Promise<Response> {
  const { organisation, livemode, productions } = actorOf(c);
  const db = c.env.DIRECTORY;
  const before = cursorOf(c);
  const all = flagOf(c, 'all');
  const asked = c.req.query('with');
  const other = asked ? ((await readOrganisationKeys(db, organisation, [asked])).get(asked)?.key ?? 0) : null;
  // They are the whole house's: who sees some productions of it gets none.
  const rows = productions
    ? []
    : await listRows(await shardOfTenant(c.env, organisation), organisation, other, before, MAX_PAGE);
  const names = await readOrganisationNames(
    db,
    rows.flatMap(({ venue, provider }) => [venue, provider]),
  );
  const unknown = { id: '', name: '' };
  const items = rows.flatMap(({ id, venue, provider, body }) => {
    const parties = { venue: names.get(venue) ?? unknown, provider: names.get(provider) ?? unknown };
    return body.versions
      .filter(({ state }) => all || state === 'proposed' || state === 'signed')
      .toReversed()
      .map((made) => toSummary(id, parties, venue === organisation ? 'venue' : 'provider', made, body.events));
  });
  const last = rows.at(-1);
  const next = rows.length === MAX_PAGE && last ? `${last.madeAt}.${last.id}` : null;
  return c.json({ items, next, livemode });
}

export function frameworkRoutes(): Routes {
  const one = `${PATHS.frameworks}/:id`;
  return new Routes()
    .on('get', PATHS.frameworks, 'read_agreements', list, {
      summary:
        'Framework agreements of your organisation: of each the version in force and the one that waits for signatures; all=yes adds older ones',
      query: {
        with: v.optional(v.string()),
        all: v.optional(v.picklist(['yes', 'no'])),
        cursor: v.optional(v.string()),
      },
      answer: pageSchema.of(FrameworkSummary),
    })
    .on('post', PATHS.frameworks, 'administer_agreements', create, {
      summary: 'Propose a framework agreement to a provider or venue, or the next version of one',
      body: FrameworkBody,
      answer: Framework,
      status: 201,
    })
    .on('get', one, 'read_agreements', show, {
      summary: 'A framework agreement: its newest version or the one asked for, who signed, and every step',
      query: { version: v.optional(v.string()) },
      answer: Framework,
    })
    .on('post', `${one}/sign`, 'administer_agreements', signOne, {
      summary:
        'Sign the version you read, by its hash; signed by both it is in force and takes the place of the one before',
      body: FrameworkSignBody,
      answer: Framework,
    })
    .on('post', `${one}/withdraw`, 'administer_agreements', withdrawOne, {
      summary: 'Withdraw or decline the version that waits for signatures',
      answer: Framework,
    });
}
