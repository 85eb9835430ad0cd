/** Only SQL: when each venue system was last heard, and what waits there for a person. */
import { ME, STANDS } from '../catalogue/visibility.ts';

export interface SourceRow {
  readonly key: number;
  readonly name: string;
  readonly kind: 'house' | 'reseller';
  readonly venue: number;
}

export interface VenueRow {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly shard: string;
}

/** Venues where this organisation may read at least one performance; a venue reads itself. */
export async function listReadVenues(directory: D1Database, reader: number): Promise<VenueRow[]> {
  const { results } = await directory
    .prepare(
      `WITH ${ME} SELECT v.key, v.id, v.name, v.shard FROM organisation v WHERE v.type = 'venue' AND v.disabled_at IS NULL AND (v.key = ?1 OR v.key IN (
       SELECT p.venue FROM party y JOIN performance p ON p.production = y.production WHERE y.organisation IN (SELECT key FROM me) AND ${STANDS('y')})) ORDER BY v.name`,
    )
    .bind(reader)
    .all<VenueRow>();
  return results;
}

export async function listSources(directory: D1Database, venues: readonly number[]): Promise<SourceRow[]> {
  const { results } = await directory
    .prepare(
      'SELECT s.key, s.name, s.kind, s.venue FROM json_each(?1) k CROSS JOIN source s ON s.venue = k.value ORDER BY s.key',
    )
    .bind(JSON.stringify(venues))
    .all<SourceRow>();
  return results;
}

/** Upcoming performances that a venue's systems know and that are linked to none of the platform, by source. */
export async function countUnlinked(directory: D1Database, venue: number, now: number): Promise<Map<number, number>> {
  const { results } = await directory
    .prepare(
      `SELECT source, count(*) AS n FROM performance WHERE venue = ?1 AND starts_at >= ?2 AND ref IS NOT NULL AND production IS NULL
       AND linked_to IS NULL AND merged_into IS NULL GROUP BY source`,
    )
    .bind(venue, now)
    .all<{ source: number; n: number }>();
  return new Map(results.map((row) => [row.source, row.n]));
}

/** Last reports by source, of these venues in one shard. */
export async function readHeard(
  shard: D1Database,
  venues: readonly number[],
): Promise<Map<number, { readonly as_of: number; readonly received_at: number }>> {
  const { results } = await shard
    .prepare(
      'SELECT s.source, s.as_of, s.received_at FROM json_each(?1) k CROSS JOIN source_state s ON s.tenant = k.value',
    )
    .bind(JSON.stringify(venues))
    .all<{ source: number; as_of: number; received_at: number }>();
  return new Map(results.map((row) => [row.source, row]));
}
