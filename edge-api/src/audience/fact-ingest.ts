/** A push of audience facts, from checked sets to one transaction. What is repeated or older writes nothing. */
import * as v from 'valibot';
import {
  AudienceSet,
  MAX_AHEAD_MS,
  type AudienceFact,
  type ItemResult,
  type Outcome,
  type PushResult,
} from '#protocol';
import { toFieldErrors } from '../body.ts';
import { readProductionNames } from './performance-store.ts';
import { useSource } from '../catalogue/performance-lookup.ts';
import { shardOf, type Env } from '../env.ts';
import type { Organisation } from '../identity/identity-store.ts';
import { findPerformances, WHY_UNKNOWN, type Found } from '../sales/find-performances.ts';
import { versionOf } from '../sales/registers.ts';
import { checkHomes, isNotHome, readToldEpoch, type Home } from '../shards/home-store.ts';
import { openHome } from '../shards/router.ts';
import { readErased } from './erasure-store.ts';
import { readStanding, setStatements, type SetToWrite, type StandingSet } from './fact-store.ts';
import { leavesOut, readAudienceSettings } from './setting-store.ts';
import { putDue } from './schedule-store.ts';

const HOUR_MS = 3_600_000;
const MAX_TRIES = 5;

interface Meant {
  readonly index: number;
  readonly set: AudienceSet;
  readonly found: Found;
  readonly at: number;
}

/** An order placed after the moment the set speaks of, with an hour for clocks and for the hour that is cut off. */
function ahead(set: AudienceSet, zone: string): number {
  const latest = localHour(Date.parse(set.asOf) + HOUR_MS, zone);
  return set.facts.findIndex(({ booked }) => booked > latest);
}

export function localHour(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}`;
}

function check(items: readonly unknown[]): { sets: { index: number; set: AudienceSet }[]; invalid: ItemResult[] } {
  const sets: { index: number; set: AudienceSet }[] = [];
  const invalid: ItemResult[] = [];
  for (const [index, item] of items.entries()) {
    const parsed = v.safeParse(AudienceSet, item);
    if (parsed.success) sets.push({ index, set: parsed.output });
    else {
      const fault = toFieldErrors(parsed.issues, `/items/${index}`)[0];
      invalid.push({ index, outcome: 'invalid', ...(fault ? { pointer: fault.pointer, detail: fault.detail } : {}) });
    }
  }
  return { sets, invalid };
}

export async function pushFacts(
  env: Env,
  venue: Organisation,
  sourceName: string,
  items: readonly unknown[],
  now: number,
): Promise<PushResult> {
  const { sets, invalid } = check(items);
  const source = await useSource(env.DIRECTORY, venue.key, sourceName, null);
  const { find } = await findPerformances(
    env,
    venue.key,
    source,
    sets.map(({ set }) => set),
  );
  const results: ItemResult[] = [...invalid];
  const meant: Meant[] = [];
  for (const { index, set } of sets) {
    const found = find(set);
    if (typeof found === 'string') {
      results.push({ index, outcome: found, detail: WHY_UNKNOWN[found] ?? '' });
      continue;
    }
    const at = Date.parse(set.asOf);
    const late = ahead(set, venue.time_zone);
    const fault =
      at > now + MAX_AHEAD_MS
        ? { pointer: `/items/${index}/asOf`, detail: 'asOf lies in the future: set the clock of the sending machine' }
        : late >= 0
          ? {
              pointer: `/items/${index}/facts/${late}/booked`,
              detail: 'booked after asOf: count it as clock_skew and leave it out',
            }
          : repeats(set.facts, index);
    if (fault) results.push({ index, outcome: 'invalid', performance: found.name, ...fault });
    else meant.push({ index, set, found, at });
  }
  const settings = await readAudienceSettings(env.DIRECTORY, venue.key);
  const productions = settings.excluded.length
    ? await readProductionNames(
        env.DIRECTORY,
        venue.key,
        meant.map(({ found }) => found.key),
      )
    : new Map<number, string | null>();
  const out = leavesOut(settings.excluded);
  const kept = meant.filter(({ index, found }) => {
    if (!out(found.name, productions.get(found.key) ?? null)) return true;
    results.push({
      index,
      outcome: 'unchanged',
      performance: found.name,
      detail: 'left out by the house: nothing was kept',
    });
    return false;
  });
  const { epoch, outcomes } = await write(env, venue, source.key, kept, now);
  for (const [i, { index, found }] of kept.entries())
    results.push({ index, outcome: outcomes[i] ?? 'older', performance: found.name });
  return {
    epoch,
    receivedAt: new Date(now).toISOString(),
    livemode: venue.livemode === 1,
    results: results.toSorted((a, b) => a.index - b.index),
  };
}

/** One order of a performance is one fact. */
function repeats(facts: readonly AudienceFact[], index: number) {
  const seen = new Set<string>();
  for (const [i, { order }] of facts.entries()) {
    if (seen.has(order))
      return { pointer: `/items/${index}/facts/${i}/order`, detail: 'the same order twice in one set: send it once' };
    seen.add(order);
  }
  return null;
}

async function write(env: Env, venue: Organisation, source: number, meant: readonly Meant[], now: number) {
  const buyers = [
    ...new Set(meant.flatMap(({ set }) => set.facts.flatMap(({ buyer }) => (buyer === null ? [] : [buyer])))),
  ];
  const erased = buyers.length ? await readErased(env.ERASURES, venue.key, buyers) : new Set<string>();
  const toWrite = meant.map(({ set, found, at }): SetToWrite => ({
    performance: found.key,
    source,
    v: versionOf(at, set.revision ?? 0),
    keyId: set.keyId,
    part: set.part,
    parts: set.parts,
    coverage: JSON.stringify(set.coverage),
    facts: erased.size ? set.facts.filter(({ buyer }) => buyer === null || !erased.has(buyer)) : set.facts,
  }));
  let home: Home = { tenant: venue.key, shard: venue.shard, epoch: venue.home_epoch };
  for (let attempt = 1; ; attempt += 1) {
    const shard = shardOf(env, home.shard);
    const [epoch, standing] = await Promise.all([
      readToldEpoch(shard, venue.key),
      readStanding(shard, venue.key, [...new Set(toWrite.map(({ performance }) => performance))]),
    ]);
    const fresh = toWrite.filter((set) => outcomeOf(set, standing.get(set.performance)) === 'applied');
    if (fresh.length === 0)
      return { epoch, outcomes: toWrite.map((set) => outcomeOf(set, standing.get(set.performance))) };
    try {
      const answers = await shard.batch([
        checkHomes(shard, [home]),
        ...fresh.flatMap((set) => setStatements(shard, venue.key, set, now)),
      ]);
      await putDue(env.DIRECTORY, venue.key, now);
      const stands = new Map(fresh.map((set, i) => [set, (answers[1 + i * 3]?.results.length ?? 0) > 0]));
      return {
        epoch,
        outcomes: toWrite.map((set): Outcome => {
          if (stands.has(set)) return stands.get(set) ? 'applied' : 'older';
          return outcomeOf(set, standing.get(set.performance));
        }),
      };
    } catch (error) {
      if (!isNotHome(error) || attempt === MAX_TRIES) throw error;
      home = await openHome(env, home.tenant);
    }
  }
}

function outcomeOf({ v: version, part }: SetToWrite, standing: StandingSet | undefined): Outcome {
  if (!standing || standing.v < version) return 'applied';
  if (standing.v > version) return 'older';
  return (JSON.parse(standing.have) as number[]).includes(part) ? 'unchanged' : 'applied';
}
