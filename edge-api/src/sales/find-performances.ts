/** Which performances a push names: from the isolate's copy of this version of the venue's performances, else the directory. */
import { parsePerformanceId, type AboutPerformance, type Outcome, type PerformanceId } from '#protocol';
import { knownPerformances } from '../catalogue/performance-cache.ts';
import { findByIds, useReferences, type OwnReference, type Source } from '../catalogue/performance-lookup.ts';
import type { Env } from '../env.ts';

export interface Found {
  readonly key: number;
  readonly name: string;
}

/** A DIP id, or the venue's own reference with what is known of it. */
export interface Naming {
  readonly performance?: string | undefined;
  readonly ref?: string | undefined;
  readonly about?: AboutPerformance | undefined;
}

export const WHY_UNKNOWN: Partial<Record<Outcome, string>> = {
  not_linked: 'unknown reference: send about (title, startsAt) once, or link it',
  unknown_performance: 'no such performance at this venue',
};

/** Keys from the isolate's copy of this version of the venue's performances; the directory is asked for the others. */
export async function findPerformances(env: Env, venue: number, source: Source, named: readonly Naming[]) {
  const known = knownPerformances(env.DIRECTORY, venue, source.version, Date.now());
  const ids = new Map<string, PerformanceId>();
  const own: OwnReference[] = [];
  for (const { performance, ref, about } of named) {
    if (performance !== undefined) {
      if (known.ids.has(performance) || ids.has(performance)) continue;
      const id = parsePerformanceId(performance);
      if (id) ids.set(performance, id);
    } else if (ref !== undefined && !known.refs.has(`${source.key} ${ref}`)) {
      own.push({ ref, ...(about && toOwn(about)) });
    }
  }
  if (ids.size) {
    const found = await findByIds(env.DIRECTORY, venue, [...ids.values()]);
    for (const [text, id] of ids) {
      const hit = found.get(`${id.production}|${id.number}`);
      if (hit) known.ids.set(text, { key: hit.key, name: `${id.production}|${hit.numberText}` });
    }
  }
  const { keys, made } = own.length
    ? await useReferences(env.DIRECTORY, venue, source.key, own)
    : { keys: new Map<string, number>(), made: false };
  for (const [ref, key] of keys) known.refs.set(`${source.key} ${ref}`, key);
  const find = ({ performance, ref }: Naming): Found | Outcome => {
    if (ref === undefined) return known.ids.get(performance ?? '') ?? 'unknown_performance';
    const key = known.refs.get(`${source.key} ${ref}`);
    return key === undefined ? 'not_linked' : { key, name: `ref:${ref}` };
  };
  return { find, made };
}

const toOwn = ({ title, startsAt, hall, provider }: AboutPerformance) => ({
  title,
  startsAt: Date.parse(startsAt),
  ...(hall ? { hall } : {}),
  ...(provider ? { provider } : {}),
});
