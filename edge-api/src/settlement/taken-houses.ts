/** Today's figures of agreed performances, from the venue's own facts. */
import type { FrozenHouse } from '#protocol';
import type { Agreed } from '../agreements/agreed-performances.ts';
import { readSources } from '../catalogue/listing-store.ts';
import { readHistory } from '../sales/sales-store.ts';
import { frozenHouse } from './freeze.ts';

/** In the order of `agreed`. */
export async function takeHouses(
  directory: D1Database,
  shard: D1Database,
  venue: number,
  agreed: readonly Agreed[],
  now: number,
): Promise<readonly FrozenHouse[]> {
  if (!agreed.length) return [];
  const today = new Date(now).toISOString().slice(0, 10);
  const [sources, rows] = await Promise.all([
    readSources(directory, venue, today),
    readHistory(
      shard,
      venue,
      agreed.flatMap(({ listed }) => listed.members),
    ),
  ]);
  const byPerformance = Map.groupBy(rows, (row) => row.performance);
  return agreed.map(({ listed, vatRate }) =>
    frozenHouse(
      listed.listing,
      listed.members.flatMap((member) => byPerformance.get(member) ?? []),
      sources,
      vatRate,
    ),
  );
}
