/** All that somebody can know who reads every answer ever published about a house's season, and its sales monitor. */
import { AUDIENCE_TABLES, type AudienceTableName } from '#protocol';
import type { ReleasedSubject, ReleasePerformance, SalesTotals } from '../src/audience/release/input.ts';

/** One weekly release: what stood in it anew. */
export interface Round {
  /** YYYYMMDDHH. */
  readonly at: number;
  readonly subjects: readonly ReleasedSubject[];
  readonly sales: ReadonlyMap<number, SalesTotals>;
  /** Buyers erased since the release before: whoever asked for it knows. */
  readonly erased: number;
}

export interface Knowledge {
  readonly performances: readonly ReleasePerformance[];
  readonly rounds: readonly Round[];
  /** Rules that were left out in what is published: the attack has to find that. */
  readonly without: ReadonlySet<'tens' | 'hiding' | 'coverage'>;
}

export const HOUSE_ONLY = (Object.keys(AUDIENCE_TABLES) as AudienceTableName[]).filter(
  (table) => 'houseOnly' in AUDIENCE_TABLES[table],
);

/** What a provider is answered: its own productions, no four digits and no segments of the house. */
export function asProvider(knowledge: Knowledge, productions: ReadonlySet<string>): Knowledge {
  const own = new Set(
    knowledge.performances.filter(({ production }) => productions.has(production)).map(({ id }) => id),
  );
  const rounds = knowledge.rounds.map((round) => ({
    ...round,
    subjects: round.subjects
      .filter(
        ({ level, id }) => (level === 'performance' && own.has(id)) || (level === 'production' && productions.has(id)),
      )
      .map((subject) => {
        const tables = { ...subject.published.tables };
        for (const table of HOUSE_ONLY) delete tables[table];
        return { ...subject, published: { ...subject.published, tables } };
      }),
  }));
  return { ...knowledge, rounds };
}
