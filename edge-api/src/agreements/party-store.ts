/** Only SQL: what a party that lives here has of its agreements: rows of lists, and the feed of steps. */
import type { AgreementState, FeedEvent } from '#protocol';
import type { AgreementRowBody, PartyCopy, TellEvent } from './party-copy.ts';

/** A slower copy that saw less never overwrites a newer one: neither steps of the deal, nor papers that were signed. */
export const upsertRow = (shard: D1Database, reader: number, copy: PartyCopy): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO agreement_row (reader, id, venue, revision, state, production, first_at, last_at, updated_at, body)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
       ON CONFLICT DO UPDATE SET revision = excluded.revision, state = excluded.state, first_at = excluded.first_at, last_at = excluded.last_at,
         updated_at = excluded.updated_at, body = excluded.body
         WHERE (excluded.revision, coalesce(excluded.body->>'$.signed.papers', 0)) >= (agreement_row.revision, coalesce(agreement_row.body->>'$.signed.papers', 0))`,
    )
    .bind(
      reader,
      copy.id,
      copy.venue,
      copy.revision,
      copy.state,
      copy.production,
      copy.firstAt,
      copy.lastAt,
      copy.updatedAt,
      JSON.stringify(copy.body),
    );

/** Who was merged with a side, and is not any more, has its deal and the papers of it no longer. */
export const dropRows = (shard: D1Database, reader: number, id: string): D1PreparedStatement[] => [
  shard.prepare('DELETE FROM agreement_row WHERE reader = ?1 AND id = ?2').bind(reader, id),
  shard.prepare('DELETE FROM statement_row WHERE reader = ?1 AND agreement = ?2').bind(reader, id),
];

/** The next number of the reader's feed, once for each event. */
export const addFeed = (shard: D1Database, reader: number, event: TellEvent, now: number): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO agreement_feed (reader, seq, id, at, body)
       SELECT ?1, coalesce((SELECT max(seq) FROM agreement_feed WHERE reader = ?1), 0) + 1, ?2, ?3, ?4
       WHERE NOT EXISTS (SELECT 1 FROM agreement_feed WHERE reader = ?1 AND id = ?2)`,
    )
    .bind(reader, event.id, now, JSON.stringify(event));

export interface RowFilter {
  readonly state: AgreementState | null;
  readonly production: string | null;
  /** Id of the other organisation. */
  readonly party: string | null;
  /** Waiting for this organisation. */
  readonly mine: boolean;
  /** Starts of performances, from and to. */
  readonly from: number | null;
  readonly to: number | null;
  readonly q: string | null;
  readonly only: readonly string[] | null;
}

/** In order of their first performance. */
export async function listRows(
  shard: D1Database,
  reader: number,
  filter: RowFilter,
  after: readonly [number, string],
  limit: number,
): Promise<{ readonly firstAt: number; readonly id: string; readonly body: AgreementRowBody }[]> {
  const { results } = await shard
    .prepare(
      `SELECT first_at AS firstAt, id, body FROM agreement_row t WHERE reader = ?1 AND (first_at, id) > (?2, ?3)
       AND (?4 IS NULL OR state = ?4) AND (?5 IS NULL OR body->>'$.production.id' = ?5
         OR EXISTS (SELECT 1 FROM json_each(body, '$.elsewhere') WHERE value = ?5))
       AND (?6 IS NULL OR ?6 IN (body->>'$.venue.id', body->>'$.provider.id')) AND (?7 = 0 OR body->>'$.turn' = body->>'$.side')
       AND (?8 IS NULL OR last_at >= ?8) AND (?9 IS NULL OR first_at < ?9)
       AND (?10 IS NULL OR instr(lower((body->>'$.production.title') || ' ' || (body->>'$.venue.name') || ' ' || (body->>'$.provider.name') || ' '
         || coalesce(body->>'$.reference', '') || ' ' || id), lower(?10)) > 0)
       AND (?11 IS NULL OR body->>'$.production.id' IN (SELECT value FROM json_each(?11)))
       ORDER BY first_at, id LIMIT ?12`,
    )
    .bind(
      reader,
      after[0],
      after[1],
      filter.state,
      filter.production,
      filter.party,
      filter.mine ? 1 : 0,
      filter.from,
      filter.to,
      filter.q,
      filter.only ? JSON.stringify(filter.only) : null,
      limit,
    )
    .all<{ firstAt: number; id: string; body: string }>();
  return results.map((row) => ({ ...row, body: JSON.parse(row.body) as AgreementRowBody }));
}

/** Events of a reader's feed after a number, in order. */
export async function readFeed(shard: D1Database, reader: number, after: number, limit: number): Promise<FeedEvent[]> {
  const { results } = await shard
    .prepare('SELECT seq, body FROM agreement_feed WHERE reader = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3')
    .bind(reader, after, limit)
    .all<{ seq: number; body: string }>();
  return results.map(({ seq, body }) => ({ seq, ...(JSON.parse(body) as TellEvent) }));
}
