/** A health light per venue and system: is it heard, and what waits there for a person. */
import {
  FRESH_HOURS,
  PATHS,
  type FreshnessAnswer,
  type FreshnessState,
  type SourceFreshness,
  type VenueFreshness,
} from '#protocol';
import { shardOf } from '../env.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { venueOf } from './acting-venue.ts';
import { countUnlinked, listReadVenues, listSources, readHeard, type SourceRow } from './freshness-store.ts';
import { countQuarantine } from './quarantine-store.ts';
import { KEPT } from './query-notes.ts';
import { readerOf } from './reader-view.ts';

const HOUR_MS = 3_600_000;
const WORST: readonly FreshnessState[] = ['never', 'late', 'fresh'];
const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());

function stateOf(hours: number | null): FreshnessState {
  return hours === null ? 'never' : hours > FRESH_HOURS ? 'late' : 'fresh';
}

async function freshness(c: Ctx): Promise<Response> {
  const named = c.req.query('organisation');
  const organisation = named ? (await venueOf(c, named, 'sales:read')).venue : (await readerOf(c)).organisation;
  const { DIRECTORY } = c.env;
  const { now } = c.var;
  // Who is limited to productions learns of the figures' age in their rows.
  const venues = actorOf(c).productions ? [] : await listReadVenues(DIRECTORY, organisation.key);
  const sources = await listSources(
    DIRECTORY,
    venues.map((venue) => venue.key),
  );
  const heard = new Map<number, { readonly as_of: number; readonly received_at: number }>();
  for (const [shard, own] of Map.groupBy(venues, (venue) => venue.shard))
    for (const [source, row] of await readHeard(
      shardOf(c.env, shard),
      own.map((venue) => venue.key),
    ))
      heard.set(source, row);
  const mine = venues.find((venue) => venue.key === organisation.key);
  const [unlinked, quarantined] = mine
    ? await Promise.all([
        countUnlinked(DIRECTORY, mine.key, now),
        countQuarantine(shardOf(c.env, mine.shard), mine.key),
      ])
    : [null, null];
  const toSource = (row: SourceRow): SourceFreshness => {
    const last = heard.get(row.key);
    // Counted from the report and not from its receipt: a source that repeats an old stand is not fresh.
    const hours = last === undefined ? null : Math.max(0, Math.floor((now - last.as_of) / HOUR_MS));
    const own = row.venue === mine?.key;
    return {
      source: row.name,
      kind: row.kind,
      state: stateOf(last === undefined ? null : (now - last.as_of) / HOUR_MS),
      asOf: iso(last?.as_of),
      receivedAt: iso(last?.received_at),
      hours,
      unlinked: own ? (unlinked?.get(row.key) ?? 0) : null,
      quarantined: own ? (quarantined?.get(row.key) ?? 0) : null,
    };
  };
  const answer: FreshnessAnswer = {
    livemode: organisation.livemode === 1,
    at: new Date(now).toISOString(),
    freshHours: FRESH_HOURS,
    venues: venues.map((venue): VenueFreshness => {
      // Through whom a house sells is its own affair.
      const own = sources
        .filter((row) => row.venue === venue.key && (venue === mine || row.kind === 'house'))
        .map(toSource);
      const house = own.filter(({ kind }) => kind === 'house');
      return {
        venue: venue.id,
        name: venue.name,
        state: WORST.find((state) => house.some((source) => source.state === state)) ?? 'never',
        sources: own,
      };
    }),
  };
  return c.json(answer, 200, { 'cache-control': 'private, no-cache' });
}

export function freshnessRoutes(): Routes {
  return new Routes().on('get', PATHS.freshness, 'read_sales', freshness, {
    summary: 'When each venue system was last heard, and what waits there for a person',
    query: { organisation: KEPT.organisation },
  });
}
