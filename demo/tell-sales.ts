// A venue tells its figures over `PUT /v1/snapshots`, with moments of the past first so that there is a curve to see.
import { PATHS, type PushResult, type Snapshot } from '#protocol';
import type { ApiClient } from './api-client.ts';
import { changedBetween, standAt, type Performance, type Season, type Stand } from './season/index.ts';
import type { Mapping } from './state.ts';

const DAY = 86_400_000;
const BATCH = 1_000;
/** Nights of which a venue still has figures: each of the last four weeks and, before that, one a week. */
export const NIGHTS_BACK: readonly number[] = [
  ...Array.from({ length: 23 }, (_, week) => 28 + 7 * (23 - week)),
  ...Array.from({ length: 29 }, (_, day) => 28 - day),
];

/** Price lines are told with the latest figures only; a curve needs none. */
function snapshot(id: string, stand: Stand, at: number, latest = true): Snapshot {
  const { normal, discount, free, other, reserved, blocked, capacity, lines } = stand;
  return {
    performance: id,
    asOf: new Date(at).toISOString(),
    normal,
    discount,
    free: { count: free.count, amount: 0 },
    other,
    reserved,
    blocked,
    capacity,
    ...(latest && {
      lines: lines.map(({ name, class: of, band, price, count, amount }) => {
        return { name, class: of, price, count, amount, ...(band ? { band } : {}) };
      }),
    }),
  };
}

async function push(api: ApiClient, items: readonly Snapshot[]): Promise<void> {
  for (let from = 0; from < items.length; from += BATCH) {
    const { results } = await api.call<PushResult>('PUT', PATHS.snapshots, { items: items.slice(from, from + BATCH) });
    const refused = (results ?? []).find(({ outcome }) => outcome === 'invalid' || outcome === 'unknown_performance');
    if (refused) throw new Error(`a snapshot was refused: ${refused.outcome} ${refused.detail ?? ''}`);
  }
}

const playedAt = (season: Season, mapping: Mapping, venueRef: string): Performance[] =>
  season.performances.filter((one) => one.venueRef === venueRef && mapping.ids[one.ref] !== undefined);

/** Everything up to `at`, night by night, so that there is a curve to see and one to compare with. */
export async function tellHistory(api: ApiClient, season: Season, mapping: Mapping, venueRef: string, at: number) {
  const items = playedAt(season, mapping, venueRef).flatMap((one) => {
    const last = Math.min(at, one.startsAt + DAY);
    return NIGHTS_BACK.map((back) => ({ back, moment: last - back * DAY }))
      .filter(({ moment }) => moment >= one.onSaleAt)
      .map(({ back, moment }) => snapshot(mapping.ids[one.ref] ?? '', standAt(one, moment), moment, back === 0));
  });
  await push(api, items);
}

/** What changed since; how many performances did. */
export async function tellChanges(
  api: ApiClient,
  season: Season,
  mapping: Mapping,
  venueRef: string,
  span: { readonly from: number; readonly until: number },
): Promise<number> {
  const items = playedAt(season, mapping, venueRef)
    .filter((one) => one.onSaleAt <= span.until && changedBetween(one, span.from, span.until))
    .map((one) => snapshot(mapping.ids[one.ref] ?? '', standAt(one, span.until), span.until));
  await push(api, items);
  return items.length;
}
