/** My share of a season or a production: realised, provisional and guaranteed, from what the caller's own shard has. */
import * as v from 'valibot';
import { isProductionId, localDay, PATHS, seasonOf, seasonStart, type ShareAnswer } from '#protocol';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { readerOf } from '../sales/reader-view.ts';
import { houseOf } from './houses.ts';
import { signedTogether, type ShareDeal, type SharePlayed } from './share-rows.ts';
import { shareOf } from './share-sums.ts';
import { readDeals, readPlayed, readProduction, readSeason, type DealRow, type PlayedRow } from './share-store.ts';
import { fault } from './steps.ts';

const HEADERS = { 'cache-control': 'private, no-cache' };

interface Asked {
  readonly production: string | null;
  readonly season: number;
}

function askedOf(c: Ctx, today: string): Asked {
  const production = c.req.query('production') || null;
  if (production !== null && !isProductionId(production)) throw fault('/production', 'the id of a production');
  const season = c.req.query('season') || null;
  if (season !== null && !/^\d{4}$/.test(season)) throw fault('/season', 'the year it begins in, such as 2026');
  if (season !== null && production !== null) throw fault('/season', 'a season or a production, not both');
  return { production, season: season === null ? seasonOf(today) : Number(season) };
}

async function readAll(shard: D1Database, reader: number, { production, season }: Asked) {
  if (production !== null)
    return Promise.all([readDeals(shard, reader, { production }), readProduction(shard, reader, production)]);
  const [from, to] = [seasonStart(season), seasonStart(season + 1)].map((day) => Date.parse(day));
  return Promise.all([
    // A season begins at the venue's midnight, a day at most away from ours.
    readDeals(shard, reader, { from: (from ?? 0) - 86_400_000, to: (to ?? 0) + 86_400_000 }),
    readSeason(shard, reader, season),
  ]);
}

function dealOf(
  { id, state, side, terms, keys, inForce, signed }: DealRow,
  keyOf: ReadonlyMap<string, number>,
): ShareDeal {
  const deal = { id, state, side, terms: inForce?.terms ?? terms };
  return {
    ...deal,
    inForce: inForce !== null,
    signed: signed && signedTogether(deal, signed, keyOf),
    performances: inForce?.performances.map(({ key }) => key) ?? keys,
  };
}

function playedOf({ key, body }: PlayedRow, agreedVat: number | null, today: string, asked: boolean): SharePlayed {
  return {
    key,
    production: body.production ?? '',
    title: body.title,
    venue: body.venue,
    venueName: body.venueName,
    house: houseOf(body, body, agreedVat),
    past: body.date < today,
    asked,
  };
}

async function myShare(c: Ctx): Promise<Response> {
  const { organisation, shard } = await readerOf(c);
  const only = actorOf(c).productions;
  const today = localDay(c.var.now, organisation.time_zone);
  const asked = askedOf(c, today);
  const may = (production: string | null) => !only || (production !== null && only.includes(production));
  const [deals, rows] = await readAll(shard, organisation.key, asked);
  const known = new Set(rows.map(({ key }) => key));
  const missing = deals
    .flatMap(({ inForce }) => inForce?.performances.map(({ key }) => key) ?? [])
    .filter((key) => !known.has(key));
  const others = missing.length ? await readPlayed(shard, organisation.key, missing) : [];
  const agreed = new Map(
    deals.flatMap(({ inForce }) => inForce?.performances.map(({ key, agreedVatRate }) => [key, agreedVatRate]) ?? []),
  );
  const played = [...rows, ...others]
    .filter(({ body }) => may(body.production))
    .map((row) => playedOf(row, agreed.get(row.key) ?? null, today, known.has(row.key)));
  const seen = new Set(played.map(({ key }) => key));
  const keyOf = new Map(played.map(({ key, house }) => [house.performance ?? '', key]));
  const answer: ShareAnswer = {
    ...shareOf(
      deals.map((deal) => dealOf(deal, keyOf)).filter(({ performances }) => performances.some((key) => seen.has(key))),
      played,
    ),
    asOf: new Date(c.var.now).toISOString(),
    livemode: organisation.livemode === 1,
  };
  return c.json(answer, 200, HEADERS);
}

export function myShareRoutes(): Routes {
  return new Routes().on('get', PATHS.myShare, 'read_agreements', myShare, {
    summary:
      'My share of a season or a production: realised, provisional, guaranteed; which performances count and why',
    query: { season: v.optional(v.string()), production: v.optional(v.string()) },
  });
}
