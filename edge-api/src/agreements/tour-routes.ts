/** A tour: a draft for every house of a production where it has performances without a deal. Done again it makes what is missing. */
import * as v from 'valibot';
import { PATHS, TourBody, type Terms, type TourAnswer } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { shardOf } from '../env.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { openHome } from '../shards/router.ts';
import { readAgreed, vatOf } from './agreed-performances.ts';
import { tellPartiesSoon } from './agreement-drain.ts';
import { writeDraft } from './agreement-routes.ts';
import { shardOfTenant } from './home-shard.ts';
import { fault } from './steps.ts';
import { readTemplates } from './template-store.ts';
import { readInDeals, readTour, type TourStop } from './tour-store.ts';

/** Houses of one call: each asks about fifteen queries of the thousand that a request may. */
const MAX_HOUSES = 30;
const MAX_PERFORMANCES = 100;

type Result = TourAnswer['results'][number];

async function draftAt(c: Ctx, text: string, stop: TourStop, terms: Terms | null): Promise<Result> {
  const { organisation } = actorOf(c);
  const venue = stop.venueId;
  const home = await openHome(c.env, stop.venue);
  const keys = stop.performances.map(([key]) => key);
  const at = { venue: stop.venue, provider: organisation, production: stop.production };
  const dealt = await readInDeals(shardOf(c.env, home.shard), at, keys);
  const open = stop.performances.filter(([key]) => !dealt.some(({ performance }) => performance === key));
  if (!open.length) return { venue, outcome: 'exists', agreement: dealt[0]?.agreement ?? null, performances: 0 };
  if (!terms) return { venue, outcome: 'no_terms', agreement: null, performances: open.length };
  const taken = open.slice(0, MAX_PERFORMANCES);
  const agreed = await readAgreed(
    c.env.DIRECTORY,
    taken.map(([key]) => [key, null, 0]),
  );
  const found = {
    performances: agreed.map((one) => [one.key, vatOf(one), one.listed.listing.startsAt] as const),
    ids: taken.map(([, id]) => id),
    production: stop.production,
    venue: stop.venue,
  };
  const made = await writeDraft(c, text, { found, side: 'provider', provider: organisation, body: { terms } }, 'brief');
  const { id } = (await made.json()) as { id: string };
  return { venue, outcome: 'created', agreement: id, performances: taken.length };
}

/** Of each house: the pair's own template, the newest of them; else the terms that were sent, else the template that was named. */
async function tourTerms(c: Ctx, { terms, template }: TourBody): Promise<(venue: number) => Terms | null> {
  const { organisation } = actorOf(c);
  const templates = await readTemplates(await shardOfTenant(c.env, organisation), organisation);
  const named = templates.find(({ id }) => id === template);
  if (template && !named) throw fault('/template', 'no such template');
  const newest = templates.toSorted((a, b) => b.at - a.at);
  return (venue) => newest.find(({ other }) => other === venue)?.terms ?? terms ?? named?.terms ?? null;
}

async function tour(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const body = parseBody(text, TourBody);
  const { productions, organisation, livemode } = actorOf(c);
  const seen = !productions || productions.includes(body.production);
  const stops = seen ? await readTour(c.env.DIRECTORY, organisation, body.production) : [];
  if (!stops.length)
    throw new ApiError(
      'not_found',
      'no such production of yours, or it plays nowhere; drafts are made by its provider',
    );
  for (const [i, id] of (body.venues ?? []).entries())
    if (!stops.some(({ venueId }) => venueId === id)) throw fault(`/venues/${i}`, 'it does not play there');
  const termsFor = await tourTerms(c, body);
  const wanted = stops.filter(({ venueId }) => !body.venues || body.venues.includes(venueId));
  const results: Result[] = [];
  let made = 0;
  for (const stop of wanted) {
    if (made === MAX_HOUSES) break;
    const result = await draftAt(c, text, stop, termsFor(stop.venue)).catch((error: unknown): Result => {
      if (!(error instanceof ApiError)) throw error;
      return { venue: stop.venueId, outcome: 'failed', agreement: null, performances: 0, detail: error.message };
    });
    results.push(result);
    if (result.outcome === 'created') made += 1;
  }
  await tellPartiesSoon(c, ...wanted.slice(0, results.length).map(({ venue }) => venue));
  const answer: TourAnswer = { results, left: wanted.length - results.length, livemode };
  return c.json(answer, 207);
}

export function tourRoutes(): Routes {
  return new Routes().on('post', PATHS.agreementTour, 'write_agreements', tour, {
    summary: 'Draft a deal for every house of a production that has none yet',
    body: TourBody,
    status: 207,
    answer: v.object({
      results: v.array(
        v.looseObject({
          venue: v.string(),
          outcome: v.picklist(['created', 'exists', 'no_terms', 'failed']),
          agreement: v.nullable(v.string()),
          performances: v.number(),
        }),
      ),
      left: v.number(),
      livemode: v.boolean(),
    }),
  });
}
