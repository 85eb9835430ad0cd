/** Agreements: drafted by either side, read by both, listed from each side's own shard. */
import * as v from 'valibot';
import { AgreementBody, AGREEMENT_STATES, Contacts, PATHS, TERM_NAMES, type Side } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { etagOf, idOf } from '../catalogue/change-items.ts';
import { findPerformances } from '../catalogue/performance-noun.ts';
import { newId } from '../identity/secret.ts';
import { pageSchema } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { readerOf } from '../sales/reader-view.ts';
import { openHome } from '../shards/router.ts';
import { writeOnceAtHome } from '../shards/once-at-home.ts';
import { shardOf } from '../env.ts';
import { answerOf } from './agreement-answer.ts';
import { tellPartiesSoon } from './agreement-drain.ts';
import { addAgreementHome, homeFor, readAgreementHome, readContracting, type AgreementHome } from './agreement-home.ts';
import * as store from './agreement-store.ts';
import { listAgreements } from './agreement-list.ts';
import { readAgreed, vatOf } from './agreed-performances.ts';
import { changed, differences } from './changes.ts';
import { mustHoldFor } from './framework-of-deal.ts';
import { begins } from './life.ts';
import { seenBy } from './seen.ts';
import { auditOf, fault, hashOf, noSuch, statementsOf, takeStep, whoOf } from './steps.ts';

export interface Found {
  readonly performances: readonly store.AgreedPerformance[];
  readonly ids: readonly string[];
  readonly production: number;
  readonly venue: number;
}

/** Performances that one deal can be about: known to the caller, of one production in one house, to be played. */
export async function performancesOf(c: Ctx, ids: readonly string[], pointer = '/performances'): Promise<Found> {
  const found = await findPerformances(c, ids);
  const each = ids.map((id, i) => {
    const one = found.get(id);
    if (!one) throw fault(`${pointer}/${i}`, 'no such performance');
    return one;
  });
  const [first] = each;
  if (!first) throw fault(pointer, 'at least one performance');
  for (const [i, one] of each.entries()) {
    const at = `${pointer}/${i}`;
    if (one.answer.mergedInto !== null) throw fault(at, `merged into ${one.answer.mergedInto}; name that one`);
    if (one.answer.status === 'cancelled') throw fault(at, 'this performance is cancelled');
    if (one.productionKey !== first.productionKey) throw fault(at, 'a deal is about one production');
    if (one.venueKey !== first.venueKey) throw fault(at, 'a deal is about one venue');
    if (each.findIndex(({ key }) => key === one.key) !== i) throw fault(at, 'each performance once');
  }
  const keys = each.map(({ key, startsAt }): store.AgreedPerformance => [key, null, startsAt]);
  // The VAT of each date, as the register has it now: it is agreed with the deal.
  const agreed = await readAgreed(c.env.DIRECTORY, keys);
  return {
    performances: agreed.map((one) => [one.key, vatOf(one), one.listed.listing.startsAt]),
    ids: each.map(({ answer }) => answer.id),
    production: first.productionKey,
    venue: first.venueKey,
  };
}

/** On which side the caller makes a deal about a production in a house, and with whom. */
async function sidesOf(c: Ctx, { production, venue }: Found): Promise<{ side: Side; provider: number }> {
  const { organisation } = actorOf(c);
  const { provider, level } = await readContracting(c.env.DIRECTORY, organisation, production);
  if (organisation === venue) {
    if (provider === null)
      throw new ApiError('conflict', 'nobody provides this production; a deal needs another organisation');
    if (provider === venue) throw new ApiError('conflict', 'it is your own production in your own house');
    return { side: 'venue', provider };
  }
  if (level < 2) throw new ApiError('not_found', 'no such performance to make a deal about');
  return { side: 'provider', provider: organisation };
}

export interface Drafted {
  readonly found: Found;
  readonly side: Side;
  readonly provider: number;
  readonly body: Omit<AgreementBody, 'performances'>;
}

/** A draft in the shard of its venue. Its home is written before it, so that it is never without. */
export async function writeDraft(
  c: Ctx,
  text: string,
  { found, side, provider, body }: Drafted,
  /** `brief`: its id alone. */
  answered: 'whole' | 'brief' = 'whole',
): Promise<Response> {
  const { now } = c.var;
  const who = await whoOf(c);
  const sha256 = await hashOf(body.terms, found.ids);
  const response = await writeOnceAtHome(c, found.venue, text, async (shard, { shard: name }) => {
    const id = newId('AGR');
    const { production, venue } = found;
    if (body.framework) await mustHoldFor(shard, { id: body.framework, venue, provider }, found.performances, now);
    await addAgreementHome(c.env.DIRECTORY, { id, venue, provider, production }, now).run();
    const home = (await readAgreementHome(c.env.DIRECTORY, id)) ?? orphan(id);
    const life = begins(side);
    const row: store.AgreementRow = {
      tenant: venue,
      id,
      provider,
      production,
      reference: body.reference ?? null,
      state: life.state,
      version: 1,
      approvedVersion: null,
      revision: 0,
      author: side,
      contacts: body.contacts ?? {},
      framework: body.framework ?? null,
      expiresAt: body.expiresAt ? Date.parse(body.expiresAt) : null,
      createdAt: now,
      updatedAt: now,
    };
    const version: store.VersionRow = {
      version: 1,
      terms: body.terms,
      performances: found.performances,
      sha256,
      author: side,
      proposed: false,
      madeAt: now,
    };
    const move = { step: 'draft', side, now } as const;
    const change = { move, life: { ...life, expiresAt: row.expiresAt }, version, about: 1, body: {} };
    const is = changed({ row, versions: [], events: [] }, change, who);
    const answer = answered === 'brief' ? { id } : await answerOf(c, is, { home, side, shard: name });
    const [event, ...rest] = statementsOf(shard, { row, versions: [], events: [] }, is);
    return {
      statements: event ? [event, store.addAgreement(shard, is.row), ...rest] : [],
      audit: auditOf(home, is),
      status: 201,
      answer,
      headers: { etag: etagOf(is.row.revision) },
    };
  });
  if (answered === 'whole') await tellPartiesSoon(c, found.venue);
  return response;
}
const orphan = (id: string): AgreementHome => {
  throw new Error(`${id} has no home`);
};

async function draft(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { performances, ...body } = parseBody(text, AgreementBody);
  const found = await performancesOf(c, performances);
  return writeDraft(c, text, { found, ...(await sidesOf(c, found)), body });
}

async function edit(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const body = parseBody(text, AgreementBody);
  const found = await performancesOf(c, body.performances);
  const sha256 = await hashOf(body.terms, found.ids);
  return takeStep(c, idOf(c), text, { step: 'edit' }, async ({ home, seen, stored, shard }) => {
    if (found.production !== home.production || found.venue !== home.venue)
      throw fault('/performances', 'a deal stays about its production and its venue; make another for these');
    const fields = {
      reference: body.reference ?? null,
      contacts: body.contacts ?? {},
      framework: body.framework ?? null,
      expiresAt: body.expiresAt ? Date.parse(body.expiresAt) : null,
    };
    const was = { ...stored.row };
    if (body.framework && body.framework !== was.framework) {
      const about = { id: body.framework, venue: was.tenant, provider: was.provider };
      await mustHoldFor(shard, about, found.performances, c.var.now);
    }
    const same =
      sha256 === seen.version.sha256 &&
      JSON.stringify(fields) ===
        JSON.stringify({
          reference: was.reference,
          contacts: was.contacts,
          framework: was.framework,
          expiresAt: was.expiresAt,
        });
    if (same) return null;
    return {
      version: { ...seen.version, terms: body.terms, performances: found.performances, sha256 },
      about: seen.version.version,
      body: {
        changes: differences(
          { terms: seen.version.terms, ids: await idsOf(c, seen.version) },
          { terms: body.terms, ids: found.ids },
        ),
      },
      fields,
    };
  });
}

export const idsOf = async (c: Ctx, version: store.VersionRow): Promise<string[]> =>
  (await readAgreed(c.env.DIRECTORY, version.performances)).map(({ answer }) => answer.id);

async function show(c: Ctx): Promise<Response> {
  const { home, side } = await homeFor(c, idOf(c));
  const { shard } = await openHome(c.env, home.venue);
  const stored = await store.readAgreement(shardOf(c.env, shard), home.venue, home.id);
  const seen = stored && seenBy(stored, side);
  if (!stored || !seen) throw noSuch();
  const answer = await answerOf(c, stored, { home, side, shard });
  return c.json(answer, 200, { etag: etagOf(seen.revision), 'cache-control': 'private, no-cache' });
}

async function list(c: Ctx): Promise<Response> {
  const { shard } = await readerOf(c);
  return c.json(await listAgreements(c, shard));
}

const Party = v.looseObject({ id: v.string(), name: v.string() });
export const Summary = v.looseObject({
  id: v.string(),
  reference: v.nullable(v.string()),
  provider: Party,
  venue: Party,
  production: v.looseObject({ id: v.string(), title: v.string() }),
  performances: v.array(v.looseObject({ id: v.string(), startsAt: v.string(), date: v.string(), status: v.string() })),
  form: v.string(),
  state: v.picklist(AGREEMENT_STATES),
  version: v.number(),
  approvedVersion: v.nullable(v.number()),
  turn: v.nullable(v.picklist(['provider', 'venue'])),
  side: v.picklist(['provider', 'venue']),
  updatedAt: v.string(),
  livemode: v.boolean(),
  figures: v.optional(v.looseObject({ currency: v.string(), floor: v.nullable(v.number()), holds: v.boolean() })),
});
export const Whole = v.looseObject({
  ...Summary.entries,
  revision: v.number(),
  terms: v.looseObject({}),
  sha256: v.string(),
  sentence: v.object({ nl: v.string(), en: v.string() }),
  termStates: v.array(
    v.looseObject({ term: v.picklist(TERM_NAMES), state: v.picklist(['open', 'agreed', 'rejected']) }),
  ),
  contacts: Contacts,
  waterfall: v.nullable(v.looseObject({ provider: v.number(), venue: v.number(), net: v.number() })),
  share: v.nullable(v.object({ realised: v.number(), provisional: v.number(), guaranteed: v.number() })),
  history: v.array(v.looseObject({ seq: v.number(), at: v.string(), step: v.string() })),
  may: v.array(v.string()),
});

export function agreementRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.agreements, 'write_agreements', draft, {
      summary:
        'Draft an agreement about performances of one production in one house; the other side sees it when it is proposed',
      body: AgreementBody,
      answer: Whole,
      status: 201,
    })
    .on('get', PATHS.agreements, 'read_agreements', list, {
      summary: 'Your agreements, by their first performance',
      query: {
        state: v.optional(v.picklist(AGREEMENT_STATES)),
        production: v.optional(v.string()),
        with: v.optional(v.string()),
        turn: v.optional(v.picklist(['mine'])),
        season: v.optional(v.string()),
        ...pageSchema.query,
      },
      answer: pageSchema.of(Summary),
    })
    .on('get', PATHS.agreement, 'read_agreements', show, {
      summary: 'An agreement whole: terms and how each stands, history, and what it pays on what is sold now',
      answer: Whole,
    })
    .on('put', PATHS.agreement, 'write_agreements', edit, {
      summary: 'Change a draft of yours',
      body: AgreementBody,
      answer: Whole,
    });
}
