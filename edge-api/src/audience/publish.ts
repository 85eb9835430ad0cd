/** Publishes a house's tables: facts in, the release rules over them, rows for all who may read out. */
import { AUDIENCE_TABLES, type AudienceReport, type AudienceSubject, type AudienceTableName } from '#protocol';
import { shardOf, type Env } from '../env.ts';
import { readOrganisationByKey, type Organisation } from '../identity/identity-store.ts';
import { inTurns } from '../jobs/in-turns.ts';
import { runJob, type Running } from '../jobs/run-job.ts';
import { openHome, writeAtHome } from '../shards/router.ts';
import { putBenchmarks, sizeOf, type BenchmarkRow } from './benchmark-store.ts';
import { localHour } from './fact-ingest.ts';
import { readHousePerformances, type HousePerformance } from './performance-store.ts';
import { readFacts, readHouseAbout, readSold, readWholeSets, type HouseAbout } from './publish-store.ts';
import { sharesOf } from './reference.ts';
import { Columns, coverageOf, currentKey, eveningsOf, soldOf, toEarlier, type Evening } from './release-input.ts';
import type { EarlierRelease, FactColumns, ReleasedSubject } from './release/input.ts';
import { releaseInSteps, standing } from './release/release.ts';
import { replayErasuresOf } from './replay-erasures.ts';
import { oldestKept } from './retention.ts';
import { putReleases, putReports, readReleases, type ReleaseRow, type ReportRow } from './report-store.ts';
import { listDue, nextMonday, putPublished } from './schedule-store.ts';
import { leavesOut, readAudienceSettings } from './setting-store.ts';
import { readProviders } from './sight-store.ts';

const HOUR_MS = 3_600_000;
/** Rows written in one batch. */
const PAGE_ROWS = 200;

export interface Published {
  readonly season: number;
  readonly subjects: number;
  readonly renewed: number;
  readonly cells: number;
  readonly shown: number;
  /** Hidden figures without another set of facts that fits: their tables are withheld, as far as they were not told before. */
  readonly unproven: number;
}

/** All houses that are due. Each hour another one is first, so that one that fails, or takes all the time there is, keeps no other from its turn. */
export async function publishDue(env: Env, now: number): Promise<void> {
  const due = await listDue(env.DIRECTORY, now);
  const first = due.length ? Math.floor(now / HOUR_MS) % due.length : 0;
  for (const { organisation, due_at } of [...due.slice(first), ...due.slice(0, first)])
    await runJob(env, `publish audience ${organisation}`, { leaseMs: 10 * 60_000, everyMs: 0 }, async (running) => {
      const seasons = await publishHouse(env, organisation, due_at, now, progressOf(running, due_at));
      await putPublished(env.DIRECTORY, organisation, nextMonday(now), now, unprovenOf(seasons));
    });
}

/** Seasons of this turn that are told already: a house that takes more than one run goes on where it was cut off. */
interface Progress {
  readonly done: readonly Published[];
  save(done: readonly Published[]): Promise<void>;
}

function progressOf({ job, save }: Running, cut: number): Progress {
  const state = JSON.parse(job.state ?? 'null') as { cut: number; done: readonly Published[] } | null;
  return { done: state?.cut === cut ? state.done : [], save: (done) => save({ cut, done }) };
}

/** `cut`: orders up to then are in it. Made again, it is the same, so that one that was cut off is simply made again. */
export async function publishHouse(
  env: Env,
  house: number,
  cut: number,
  now: number,
  progress?: Progress,
): Promise<readonly Published[]> {
  const venue = await readOrganisationByKey(env.DIRECTORY, house);
  if (!venue) return [];
  const home = await openHome(env, house);
  const shard = shardOf(env, home.shard);
  const settings = await readAudienceSettings(env.DIRECTORY, house);
  await replayErasuresOf(env.ERASURES, shard, house);
  const sets = await readWholeSets(shard, house);
  const rows = await readHousePerformances(
    env.DIRECTORY,
    house,
    sets.map(({ performance }) => performance),
  );
  const evenings = eveningsOf(rows, venue.time_zone, leavesOut(settings.excluded));
  const byKey = new Map(evenings.flatMap((evening, index) => evening.keys.map((key) => [key, index] as const)));
  // A season whose earlier releases are forgotten is never told anew: it could not be held against what was said.
  const oldest = oldestKept(now, settings.keepSeasons);
  const seasons = [...new Set(evenings.map(({ season }) => season))]
    .filter((s) => s >= oldest)
    .toSorted((a, b) => a - b);
  const keyOfSeason = new Map(
    seasons.map((season) => [
      season,
      currentKey(sets.filter(({ performance }) => evenings[byKey.get(performance) ?? -1]?.season === season)),
    ]),
  );
  const counted = sets.filter(
    ({ performance, key_id }) => keyOfSeason.get(evenings[byKey.get(performance) ?? -1]?.season ?? 0) === key_id,
  );
  const setsOf = Map.groupBy(sets, ({ performance }) => performance);
  const whole = new Set(counted.map(({ performance }) => performance));
  const hour = Number(localHour(cut, venue.time_zone).replace(/\D/g, ''));
  /** Facts are many, and read when a season is told anew: its own, and of the others how often each buyer came before. */
  const factsOf = async (season: number): Promise<FactColumns> => {
    const own = counted.filter(({ performance }) => evenings[byKey.get(performance) ?? -1]?.season === season);
    const columns = new Columns(
      evenings,
      season,
      hour,
      own.reduce((sum, { facts }) => sum + facts, 0),
    );
    for await (const page of readFacts(shard, house))
      columns.add(page, (key) => (whole.has(key) ? byKey.get(key) : undefined));
    return columns.done();
  };
  const about = await readHouseAbout(env.DIRECTORY, house);
  const told: Published[] = [...(progress?.done ?? [])];
  for (const season of seasons) {
    if (told.some((one) => one.season === season)) continue;
    const own = evenings.filter((evening) => evening.season === season);
    const sold = new Map<number, ReturnType<typeof soldOf>>();
    for (const page of pagesOf(own, () => 1, 100)) {
      const days = await readSold(
        shard,
        house,
        page.flatMap(({ keys, key }) => [...new Set([...keys, key])]),
      );
      for (const evening of page) {
        const its = days.filter(({ performance }) => performance === evening.key || evening.keys.includes(performance));
        if (its.length) sold.set(evening.key, soldOf(its));
      }
    }
    const { earlier, atOf } = await readEarlier(shard, house, season);
    const known = {
      season,
      at: hour,
      performances: own,
      coverage: new Map(
        own.map((evening) => [
          evening.key,
          coverageOf(
            evening.keys.flatMap((key) => setsOf.get(key) ?? []),
            keyOfSeason.get(season),
          ),
        ]),
      ),
      earlier,
      house: { pc4: about?.postcode?.slice(0, 4) ?? null },
      sales: sold,
    };
    const made = standing(known) ?? (await inTurns(releaseInSteps({ ...known, facts: await factsOf(season) })));
    const at = new Date(cut).toISOString();
    const fresh = made.subjects
      .filter(({ renewed }) => renewed)
      .map((subject): ReleaseRow => ({
        season,
        number: subject.number,
        subject: `${subject.level} ${subject.id}`,
        at: hour,
        counts: JSON.stringify(subject.counts),
        published: JSON.stringify({ at, parts: subject.published }),
      }));
    for (const page of pagesOf(fresh, () => 1, PAGE_ROWS))
      await writeAtHome(env, home, (to) => putReleases(to, house, page));
    const reports = made.subjects.map((subject) =>
      reportOf(subject, own, venue, season, atOf.get(`${subject.level} ${subject.id} ${subject.number}`) ?? at),
    );
    await tellReaders(env, venue, season, own, reports, cut);
    await giveToSector(env, venue, season, about, settings.benchmark, reports, now);
    const { cells, shown, undenied } = made.told;
    if (made.told.standing > 0) tellUnproven(house, season);
    told.push({ season, subjects: reports.length, renewed: fresh.length, cells, shown, unproven: undenied });
    await progress?.save(told);
  }
  return told;
}

/** What was published of a season, and when. */
async function readEarlier(shard: D1Database, house: number, season: number) {
  const earlier: EarlierRelease[] = [];
  const atOf = new Map<string, string>();
  for (const row of await readReleases(shard, house, season)) {
    earlier.push(toEarlier(row));
    atOf.set(`${row.subject} ${row.number}`, (JSON.parse(row.published) as { at: string }).at);
  }
  return { earlier, atOf };
}

export const unprovenOf = (seasons: readonly Published[]): number =>
  seasons.reduce((sum, { unproven }) => sum + unproven, 0);

/** Nothing was given away that is known of; whoever runs this should look, and try the attack. No figure stands in the log. */
function tellUnproven(house: number, season: number): void {
  const message = 'for a hidden figure no other set of facts was found, and what was published before stays';
  console.warn(JSON.stringify({ level: 'warn', job: `publish audience ${house}`, name: 'Unproven', season, message }));
}

interface Reported {
  readonly report: AudienceReport;
  readonly production: string | null;
}

function reportOf(
  { level, id, number, published }: ReleasedSubject,
  evenings: readonly Evening[],
  venue: Organisation,
  season: number,
  at: string,
): Reported {
  const its = evenings.filter(
    (evening) =>
      !evening.excluded &&
      (level === 'season' ||
        (level === 'genre'
          ? evening.genre === id
          : level === 'production'
            ? evening.production === id
            : evening.id === id)),
  );
  const dates = its.map(({ date }) => date).toSorted();
  const one = its[0]?.about as HousePerformance | undefined;
  const subject: AudienceSubject = {
    level,
    id,
    title: level === 'season' ? String(season) : level === 'genre' ? id : (one?.productionTitle ?? one?.title ?? ''),
    venue: venue.id,
    venueName: venue.name,
    season,
    performances: its.length,
    from: dates[0] ?? '',
    until: dates.at(-1) ?? '',
    genre: level === 'season' ? null : (one?.genre ?? null),
    capacity: level === 'performance' ? (one?.capacity ?? null) : null,
  };
  return {
    report: { subject, release: { number, at }, ...published },
    production: level === 'performance' || level === 'production' ? (one?.production ?? null) : null,
  };
}

/** The house reads all of it; who provides a production, that production and its evenings, without what is for the house alone. */
async function tellReaders(
  env: Env,
  venue: Organisation,
  season: number,
  evenings: readonly Evening[],
  reports: readonly Reported[],
  cut: number,
): Promise<void> {
  const productions = [...new Set(evenings.flatMap(({ about }) => about.productionKey ?? []))];
  const providers = await readProviders(env.DIRECTORY, productions);
  const readers = new Map<number, Set<string>>();
  for (const { reader, production } of providers)
    if (reader !== venue.key) readers.set(reader, (readers.get(reader) ?? new Set()).add(production));
  const rowsFor = (shown: readonly Reported[], whole: boolean) =>
    shown.map(({ report, production }): ReportRow => {
      const { subject, release: its, buyers } = report;
      const body = whole ? report : { ...report, tables: forOthers(report.tables) };
      return {
        venue: venue.key,
        season,
        level: subject.level,
        subject: subject.id,
        release: its.number,
        at: cut,
        production: null,
        starts: subject.from,
        head: JSON.stringify({ ...subject, buyers, production }),
        body: JSON.stringify({ ...body, production }),
      };
    });
  const write = async (reader: number, rows: readonly ReportRow[]) => {
    await writeAtHome(env, await openHome(env, reader), (shard) => putReports(shard, reader, venue.key, season, rows));
  };
  await write(venue.key, rowsFor(reports, true));
  for (const [reader, own] of readers)
    await write(
      reader,
      rowsFor(
        reports.filter(({ production }) => production !== null && own.has(production)),
        false,
      ),
    );
}

const forOthers = (tables: AudienceReport['tables']): AudienceReport['tables'] =>
  Object.fromEntries(
    Object.entries(tables).filter(([name]) => !('houseOnly' in AUDIENCE_TABLES[name as AudienceTableName])),
  );

async function giveToSector(
  env: Env,
  venue: Organisation,
  season: number,
  about: HouseAbout | null,
  gives: boolean,
  reports: readonly Reported[],
  now: number,
): Promise<void> {
  const rows = gives
    ? reports.flatMap(({ report }): BenchmarkRow[] => {
        const { level, id } = report.subject;
        if ((level !== 'season' && level !== 'genre') || report.buyers === null) return [];
        return [
          {
            venue: venue.key,
            season,
            genre: level === 'season' ? '' : id,
            size: sizeOf(about?.seats ?? null),
            region: about?.province ?? '',
            livemode: venue.livemode,
            buyers: report.buyers,
            shares: JSON.stringify(sharesOf(report)),
          },
        ];
      })
    : [];
  await env.DIRECTORY.batch(putBenchmarks(env.DIRECTORY, venue.key, season, rows, now));
}

function* pagesOf<T>(list: readonly T[], weight: (one: T) => number, most: number): Generator<readonly T[]> {
  let page: T[] = [];
  let sum = 0;
  for (const one of list) {
    if (page.length && sum + weight(one) > most) {
      yield page;
      page = [];
      sum = 0;
    }
    page.push(one);
    sum += weight(one);
  }
  if (page.length) yield page;
}
