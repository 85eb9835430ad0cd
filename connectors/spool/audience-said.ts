// What was said last of who comes to each performance. Law as of figures: the same is not said again, a correction outranks it, all parts go together.
import { MAX_FACTS, MAX_REVISION, type AudienceCoverage, type AudienceFact, type AudienceSet } from '#protocol';
import type { SourceAudience } from '../sources/source.ts';
import type { SpoolDatabase } from './database.ts';
import { hashOf, type TimedAudience } from './item-key.ts';

/** A performance has one audience, of no day. */
const DAY = '';
const PART_BYTES = 700_000;

interface Known {
  readonly hash: string;
  readonly extra: string;
  readonly revision: number;
  readonly as_of: number;
  readonly file_at: number;
  readonly stale: number;
}
interface Extra {
  /** Hash of each part's facts. */
  readonly parts: readonly string[];
  readonly coverage: AudienceCoverage;
}
export const audienceStream = (stream: string): string => `${stream} (audience)`;

export class AudienceSaid {
  readonly #db: SpoolDatabase;

  constructor(db: SpoolDatabase) {
    this.#db = db;
  }

  /** The parts of the set as they must be sent; none when nothing about it is new. */
  admit(stream: string, keyId: string, told: SourceAudience, fileAt: number): readonly TimedAudience[] {
    const prefix = prefixOf(told.who);
    const known = this.#known(prefix);
    if (told.coverage.tickets === 0 && !known) return [];
    const blocks = told.facts.length === 0 ? [[]] : partsOf(told.facts);
    const hash = hashOf(JSON.stringify([keyId, told.coverage, told.facts])).slice(0, 32);
    const same = known?.hash === hash;
    if (known && fileAt < known.file_at && !(same && known.stale)) return [];
    if (same && known.stale === 0) {
      if (fileAt > known.file_at)
        this.#db.sql('update figure set file_at = ? where prefix = ? and day = ?').run(fileAt, prefix, DAY);
      return [];
    }
    const asOf = Math.max(fileAt, known?.as_of ?? fileAt);
    const raise = same ? 0 : 1;
    const revision = known && asOf === known.as_of ? Math.min(known.revision + raise, MAX_REVISION) : 0;
    const extra: Extra = { parts: blocks.map(factsHash), coverage: told.coverage };
    this.#db
      .sql(
        'insert or replace into figure(prefix, day, stream, hash, extra, revision, as_of, file_at, tickets) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(prefix, DAY, stream, hash, JSON.stringify(extra), revision, asOf, fileAt, told.coverage.tickets);
    return blocks.map((facts, part) => ({
      ...told.who,
      asOf: new Date(asOf).toISOString(),
      revision,
      keyId,
      part,
      parts: blocks.length,
      coverage: told.coverage,
      facts,
    }));
  }

  /** Performances of a stream about which something stands. */
  standing(stream: string): string[] {
    return this.#db
      .sql('select prefix from figure where stream = ? and day = ? order by prefix')
      .all(stream, DAY)
      .map((row) => String(row['prefix']));
  }

  /** As of figures: a part that lost to a report which this spool does not know goes again above it, if it still holds. */
  outrank(
    item: TimedAudience,
    stands: { readonly asOf: string; readonly revision: number },
  ): TimedAudience | undefined {
    const prefix = prefixOf(item);
    const known = this.#known(prefix);
    const asOf = Date.parse(item.asOf);
    const sent = item.revision ?? 0;
    const revision = stands.revision + 1;
    if (known?.as_of !== asOf || (known.revision !== sent && known.revision !== revision)) return undefined;
    const { parts } = JSON.parse(known.extra) as Extra;
    if (parts.length !== item.parts || parts[item.part] !== factsHash(item.facts)) return undefined;
    if (Date.parse(stands.asOf) !== asOf || stands.revision < sent || revision > MAX_REVISION) return undefined;
    this.#db.sql('update figure set revision = ? where prefix = ? and day = ?').run(revision, prefix, DAY);
    return { ...item, revision };
  }

  #known(prefix: string): Known | undefined {
    return this.#db
      .sql('select hash, extra, revision, as_of, file_at, stale from figure where prefix = ? and day = ?')
      .get(prefix, DAY) as unknown as Known | undefined;
  }
}

/** Coverage of all performances of which something stands, by stream. */
export function coverages(db: SpoolDatabase): Map<string, { performances: number; coverage: AudienceCoverage }> {
  const found = new Map<string, { performances: number; coverage: AudienceCoverage }>();
  for (const row of db.sql('select stream, extra from figure where day = ? order by stream, prefix').iterate(DAY)) {
    const { coverage } = JSON.parse(String(row['extra'])) as Extra;
    if (coverage.tickets === 0) continue;
    const stream = String(row['stream']);
    const before = found.get(stream);
    found.set(stream, {
      performances: (before?.performances ?? 0) + 1,
      coverage: before ? addCoverage(before.coverage, coverage) : coverage,
    });
  }
  return found;
}

export function addCoverage(a: AudienceCoverage, b: AudienceCoverage): AudienceCoverage {
  const faults = { ...a.faults };
  for (const [name, n] of Object.entries(b.faults ?? {}))
    faults[name as keyof typeof faults] = (faults[name as keyof typeof faults] ?? 0) + n;
  return {
    tickets: a.tickets + b.tickets,
    withBuyer: a.withBuyer + b.withBuyer,
    withPostcode: a.withPostcode + b.withPostcode,
    withAge: a.withAge + b.withAge,
    ...(Object.keys(faults).length > 0 ? { faults } : {}),
  };
}

/** In order, each as large as a call may carry: the same facts give the same parts. */
function partsOf(facts: readonly AudienceFact[]): AudienceFact[][] {
  const parts: AudienceFact[][] = [];
  let bytes = Infinity;
  for (const fact of facts) {
    const size = JSON.stringify(fact).length + 1;
    const last = parts.at(-1);
    if (!last || last.length >= MAX_FACTS || bytes + size > PART_BYTES) {
      parts.push([fact]);
      bytes = size;
    } else {
      last.push(fact);
      bytes += size;
    }
  }
  return parts;
}

const factsHash = (facts: AudienceSet['facts']) => hashOf(JSON.stringify(facts)).slice(0, 16);
const prefixOf = ({ ref, performance }: Pick<AudienceSet, 'ref' | 'performance'>) =>
  `${ref === undefined ? `dip:${performance}` : `ref:${ref}`}|audience`;
export const nothingOf = (prefix: string): SourceAudience => {
  const who = prefix.slice(4, prefix.lastIndexOf('|'));
  return {
    who: prefix.startsWith('ref:') ? { ref: who } : { performance: who },
    coverage: { tickets: 0, withBuyer: 0, withPostcode: 0, withAge: 0 },
    facts: [],
  };
};
