/** What a local installation has published, read from the databases in its state folder: nothing is written, and it may be running. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AudienceReport } from '#protocol';
import { d1Of } from '../local/sqlite-d1.ts';
import { readErasedAt } from '../src/audience/erasure-store.ts';
import { localHour } from '../src/audience/fact-ingest.ts';
import { readHousePerformances } from '../src/audience/performance-store.ts';
import { readSold, readWholeSets, type SoldRow } from '../src/audience/publish-store.ts';
import { eveningsOf, soldOf, toEarlier, type Evening } from '../src/audience/release-input.ts';
import type { EarlierRelease, SalesTotals } from '../src/audience/release/input.ts';
import { listAnswered, listPublished, readReleases } from '../src/audience/report-store.ts';
import { leavesOut, readAudienceSettings } from '../src/audience/setting-store.ts';
import { readOrganisationByKey, type Organisation } from '../src/identity/identity-store.ts';
import type { Env } from '../src/env.ts';
import type { Knowledge, Round } from './knowledge.ts';

type Database = Env['DIRECTORY'];
interface Databases {
  readonly directory: Database;
  readonly erasures: Database;
  readonly shards: readonly Database[];
}

/** A season of a house, and what each who may read of it can know. */
export interface AnsweredSeason {
  readonly house: string;
  readonly season: number;
  readonly readers: readonly { readonly who: string; readonly knowledge: Knowledge }[];
}

export async function* answeredSeasons(stateDir: string, only?: string): AsyncGenerator<AnsweredSeason> {
  const databases = open(stateDir);
  for (const shard of databases.shards) {
    for (const { tenant, season } of await listPublished(shard)) {
      const house = await readOrganisationByKey(databases.directory, tenant);
      if (house && (only === undefined || only === house.id)) yield answered(databases, shard, house, season);
    }
  }
}

/** Which file is which database is told by its tables. */
function open(stateDir: string): Databases {
  const folder = join(stateDir, 'd1/d1/miniflare-D1DatabaseObject');
  if (!existsSync(folder))
    throw new Error(`no installation lies in ${stateDir}: --state names the folder it was started with`);
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => new DatabaseSync(join(folder, name), { readOnly: true }));
  const having = (table: string) =>
    all
      .filter((db) => db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1").get(table))
      .map((db) => d1Of(db) as unknown as Database);
  const [[directory], [erasures]] = [having('organisation'), having('erasure')];
  if (!directory || !erasures)
    throw new Error(`the databases in ${stateDir} are not those of this suite, or older than it`);
  return { directory, erasures, shards: having('audience_release') };
}

async function answered(
  { directory, erasures, shards }: Databases,
  shard: Database,
  house: Organisation,
  season: number,
): Promise<AnsweredSeason> {
  const sets = await readWholeSets(shard, house.key);
  const { excluded } = await readAudienceSettings(directory, house.key);
  const rows = await readHousePerformances(
    directory,
    house.key,
    sets.map(({ performance }) => performance),
  );
  const evenings = eveningsOf(rows, house.time_zone, leavesOut(excluded)).filter(
    (evening) => evening.season === season,
  );
  const sold = await readSold(
    shard,
    house.key,
    evenings.flatMap(({ keys, key }) => [...new Set([...keys, key])]),
  );
  const erased = (await readErasedAt(erasures, house.key)).map((at) => hourOf(at, house));
  const releases = (await readReleases(shard, house.key, season)).map(toEarlier);
  const whole = roundsOf(releases, evenings, sold, erased);
  const readers = new Map<number, Map<string, AudienceReport>>();
  for (const one of shards)
    for (const { reader, level, subject, release, body } of await listAnswered(one, house.key, season)) {
      const its = readers.get(reader) ?? new Map<string, AudienceReport>();
      readers.set(reader, its.set(`${level} ${subject} ${release}`, JSON.parse(body) as AudienceReport));
    }
  return {
    house: house.id,
    season,
    readers: await Promise.all(
      [...readers].map(async ([reader, answers]) => ({
        who: (await readOrganisationByKey(directory, reader))?.id ?? String(reader),
        knowledge: {
          performances: evenings,
          rounds: whole.map((round) => asAnswered(round, answers)),
          without: new Set<never>(),
        },
      })),
    ),
  };
}

const hourOf = (at: number, { time_zone }: Organisation): number =>
  Number(localHour(at, time_zone).replaceAll(/\D/g, ''));

/** Releases of one moment together, with the monitor as it stood that day and how many were erased since the one before. */
function roundsOf(
  releases: readonly EarlierRelease[],
  evenings: readonly Evening[],
  sold: readonly SoldRow[],
  erased: readonly number[],
): Round[] {
  const moments = [...Map.groupBy(releases, ({ at }) => at)].toSorted(([a], [b]) => a - b);
  return moments.map(([at, subjects], i) => {
    const [day, before] = [dayOf(at), moments[i - 1]?.[0] ?? 0];
    const sales = new Map<number, SalesTotals>();
    for (const { key, keys } of evenings) {
      const its = sold.filter((row) => row.day <= day && (row.performance === key || keys.includes(row.performance)));
      if (its.length > 0) sales.set(key, soldOf(its));
    }
    return {
      at,
      subjects: subjects.map((one) => ({ ...one, renewed: true })),
      sales,
      erased: erased.filter((hour) => hour > before && hour <= at).length,
    };
  });
}

const dayOf = (hour: number): string => String(hour).replace(/^(\d{4})(\d\d)(\d\d)\d\d$/, '$1-$2-$3');

/** What this reader was answered: of the latest release the answer itself, word for word; of those before as much of each table as of that. */
function asAnswered(round: Round, answers: ReadonlyMap<string, AudienceReport>): Round {
  const readable = new Map(
    [...answers].map(([key, { tables }]) => [key.slice(0, key.lastIndexOf(' ')), Object.keys(tables)]),
  );
  return {
    ...round,
    subjects: round.subjects.flatMap((subject) => {
      const tables = readable.get(`${subject.level} ${subject.id}`);
      if (!tables) return [];
      const answer = answers.get(`${subject.level} ${subject.id} ${subject.number}`);
      if (answer) {
        const { buyers, coverage, catchment } = answer;
        return [{ ...subject, published: { buyers, coverage, catchment, tables: answer.tables } }];
      }
      const its = Object.entries(subject.published.tables).filter(([name]) => tables.includes(name));
      return [{ ...subject, published: { ...subject.published, tables: Object.fromEntries(its) } }];
    }),
  };
}
