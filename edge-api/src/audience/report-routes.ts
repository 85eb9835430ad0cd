/** What is published about who comes: one point read per report. The right is checked again on reading. */
import * as v from 'valibot';
import {
  AUDIENCE_K,
  AUDIENCE_LEVELS,
  PATHS,
  seasonOf,
  localDay,
  type AudienceAnswer,
  type AudienceLevel,
  type AudienceReference,
  type AudienceReport,
  type AudienceSubject,
  type AudienceSubjects,
  type Tens,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { shardOf } from '../env.ts';
import { organisationOf } from '../identity/organisation-copy.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { choice } from '../sales/reader-view.ts';
import { readGiven } from './benchmark-store.ts';
import { sectorOf, sharesOf } from './reference.ts';
import { listReports, readReport } from './report-store.ts';
import { readOwned, readSeenHouses, type SeenHouse } from './sight-store.ts';

type Asked = { readonly level: AudienceLevel; readonly id: string; readonly season: number };

/** The caller's shard, and the houses whose reports it may read: its own, or those its productions play in. */
async function readerOf(c: Ctx) {
  const { organisation } = actorOf(c);
  const own = await organisationOf(c.env.DIRECTORY, organisation, c.var.now);
  if (!own) throw new ApiError('not_found', 'there is nothing here');
  return { reader: organisation, shard: shardOf(c.env, own.shard), own };
}

/** A report that the caller may see, or why there is none. */
async function find(
  c: Ctx,
  shard: D1Database,
  reader: number,
  house: SeenHouse,
  { level, id, season }: Asked,
): Promise<AudienceReport | Exclude<AudienceAnswer['why'], undefined>> {
  const { productions } = actorOf(c);
  const row = await readReport(shard, reader, house.key, season, level, id);
  const report = row && (JSON.parse(row.body) as AudienceReport & { production?: string | null });
  const production = level === 'production' ? id : (report?.production ?? null);
  const limited = productions && (production === null || !productions.includes(production));
  if (limited) return 'no_facts';
  if (house.key !== reader) {
    const owned = production !== null && (await readOwned(c.env.DIRECTORY, reader, [production])).has(production);
    if (!owned) return 'no_facts';
    if (house.notShared.includes(production)) return 'not_shared';
  }
  if (house.excluded.includes(id) || (production !== null && house.excluded.includes(production))) return 'excluded';
  if (!report) return 'no_facts';
  const { production: _production, ...shown } = report;
  return shown;
}

async function referenceOf(
  c: Ctx,
  shard: D1Database,
  reader: number,
  house: SeenHouse,
  asked: Asked,
  report: AudienceReport,
  wanted: string,
): Promise<Pick<AudienceAnswer, 'reference' | 'whyReference'>> {
  const [kind = '', name = ''] = wanted.split(/:(.*)/s);
  if (kind === 'sector') {
    const genre = asked.level === 'season' ? '' : (report.subject.genre ?? '');
    const like = name === 'size' || name === 'region' ? name : 'all';
    const { gives, others } = await readGiven(c.env.DIRECTORY, house.key, asked.season, genre, like);
    if (!gives) return { reference: null, whyReference: 'not_given' };
    const sector = sectorOf(others);
    if (typeof sector === 'string') return { reference: null, whyReference: sector };
    return { reference: { kind: 'sector', title: genre, venues: sector.venues, shares: sector.shares } };
  }
  const other: Asked | null =
    kind === 'production'
      ? { level: 'production', id: name, season: asked.season }
      : kind === 'genre' && report.subject.genre !== null
        ? { level: 'genre', id: report.subject.genre, season: asked.season }
        : kind === 'season'
          ? { level: 'season', id: name || String(asked.season), season: Number(name || asked.season) }
          : null;
  if (!other) return { reference: null, whyReference: 'none' };
  const found = await find(c, shard, reader, house, other);
  if (typeof found === 'string' || found.buyers === null) return { reference: null, whyReference: 'none' };
  const reference: AudienceReference = {
    kind: other.level as AudienceReference['kind'],
    title: found.subject.title,
    shares: sharesOf(found),
  };
  return { reference };
}

const WITH = /^(genre|season|season:\d{4}|sector|sector:(size|region)|production:.{1,60})$/;

async function report(c: Ctx): Promise<Response> {
  const { reader, shard, own } = await readerOf(c);
  const level = choice<AudienceLevel>(c, 'level', AUDIENCE_LEVELS, 'season');
  const season = seasonAsked(c, own.time_zone);
  const id = c.req.query('id') || (level === 'season' ? String(season) : '');
  if (!id) throw invalid('id', `which ${level}: its id`);
  const wanted = c.req.query('with');
  if (wanted && !WITH.test(wanted))
    throw invalid('with', 'one of genre, season, season:2025, production:ID, sector, sector:size, sector:region');
  const houses = await readSeenHouses(c.env.DIRECTORY, reader);
  const named = c.req.query('venue');
  const house = named
    ? houses.find((one) => one.id === named)
    : (houses.find(({ key }) => key === reader) ?? (houses.length === 1 ? houses[0] : undefined));
  const livemode = actorOf(c).livemode;
  const none = { livemode, k: AUDIENCE_K, reference: null, home: null };
  if (!house) return c.json({ ...none, report: null, why: 'no_facts' } satisfies AudienceAnswer);
  const asked = { level, id, season };
  const found = await find(c, shard, reader, house, asked);
  if (typeof found === 'string') return c.json({ ...none, report: null, why: found } satisfies AudienceAnswer);
  const beside = wanted
    ? await referenceOf(c, shard, reader, house, asked, found, wanted)
    : ({ reference: null } as const);
  return c.json(
    { livemode, k: AUDIENCE_K, report: found, ...beside, home: house.postcode } satisfies AudienceAnswer,
    200,
    {
      'cache-control': 'private, no-cache',
    },
  );
}

async function subjects(c: Ctx): Promise<Response> {
  const { reader, shard } = await readerOf(c);
  const { productions, livemode } = actorOf(c);
  const houses = new Map((await readSeenHouses(c.env.DIRECTORY, reader)).map((one) => [one.key, one]));
  const listed = (await listReports(shard, reader)).map((row) => ({
    ...row,
    subject: JSON.parse(row.head) as AudienceSubject & { readonly buyers: Tens; readonly production?: string | null },
  }));
  const named = new Set(
    listed.flatMap(({ subject }) =>
      subject.level === 'production' ? [subject.id] : subject.production ? [subject.production] : [],
    ),
  );
  const elsewhere = listed.some(({ venue }) => venue !== reader);
  const owned = elsewhere ? await readOwned(c.env.DIRECTORY, reader, [...named]) : named;
  const rows = listed.flatMap(({ subject: head, ...row }) => {
    const house = houses.get(row.venue);
    const production = head.level === 'production' ? head.id : (head.production ?? null);
    if (!house || (productions && (production === null || !productions.includes(production)))) return [];
    if (row.venue !== reader && (production === null || !owned.has(production) || house.notShared.includes(production)))
      return [];
    if (house.excluded.includes(head.id) || (production !== null && house.excluded.includes(production))) return [];
    const { production: _production, ...shown } = head;
    return [shown];
  });
  const wanted = Number(c.req.query('season') ?? 0);
  const venue = c.req.query('venue');
  const seen = new Map(rows.map((row) => [row.venue, { id: row.venue, name: row.venueName }]));
  const answer: AudienceSubjects = {
    livemode,
    seasons: [...new Set(rows.map(({ season }) => season))].toSorted((a, b) => b - a),
    venues: [...seen.values()],
    subjects: rows.filter((row) => (!wanted || row.season === wanted) && (!venue || row.venue === venue)),
  };
  return c.json(answer, 200, { 'cache-control': 'private, no-cache' });
}

function seasonAsked(c: Ctx, zone: string): number {
  const text = c.req.query('season');
  if (text === undefined || text === '') return seasonOf(localDay(c.var.now, zone));
  if (!/^\d{4}$/.test(text)) throw invalid('season', 'the year a season begins in, such as 2026');
  return Number(text);
}

const invalid = (name: string, detail: string) =>
  new ApiError('invalid_request', `${name}: ${detail}`, { errors: [{ pointer: `/${name}`, detail }] });

export function reportRoutes(): Routes {
  const text = v.optional(v.string());
  return new Routes()
    .on('get', PATHS.audience, 'read_audience', report, {
      summary: 'Who came: the published tables of an evening, a production, a genre or a season of a house',
      query: { level: text, id: text, season: text, venue: text, with: text },
    })
    .on('get', PATHS.audienceSubjects, 'read_audience', subjects, {
      summary: 'What there is to look at: evenings, productions, genres and seasons with published tables',
      query: { season: text, venue: text },
    });
}
