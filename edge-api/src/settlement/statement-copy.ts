/** What a party gets of a statement in its own shard: the row its list reads, and its feed's new events. */
import type { FeedEvent, Side, StatementSummary } from '#protocol';
import type { AgreementHome } from '../agreements/agreement-home.ts';
import { factOf, recordOf, summaryOf } from './statement-answer.ts';
import { livesAfter } from './statement-life.ts';
import type { StoredStatement } from './statement-store.ts';

export interface StatementCopy {
  readonly id: string;
  readonly agreement: string;
  readonly venue: number;
  readonly revision: number;
  readonly state: string;
  readonly updatedAt: number;
  /** Id of the production by which it is found; its record has the one that was signed. */
  readonly production: string;
  readonly body: StatementSummary;
  readonly feed: readonly Omit<FeedEvent, 'seq'>[];
}

/** `told`: numbers of the events that were announced. */
export function copyOf(
  home: AgreementHome,
  stored: StoredStatement,
  side: Side,
  told: ReadonlySet<number>,
): StatementCopy {
  const { row, events } = stored;
  const record = recordOf(row);
  return {
    id: row.id,
    agreement: row.agreement,
    venue: row.tenant,
    revision: row.revision,
    state: row.state,
    updatedAt: row.updatedAt,
    production: home.productionId,
    body: summaryOf(stored, record, side),
    feed: events.flatMap((event, i) =>
      told.has(event.seq)
        ? [
            {
              id: `${row.id}-${event.seq}`,
              type: `statement.${event.step}` as const,
              at: new Date(event.at).toISOString(),
              agreement: row.agreement,
              statement: row.id,
              state: livesAfter(events.slice(0, i + 1).map((one) => factOf(home, one))).state,
              version: record.agreementVersion,
              side: event.side,
              production: home.productionId,
              reference: record.reference,
            },
          ]
        : [],
    ),
  };
}

/** A slower copy that saw less never overwrites a newer one. */
export const upsertStatementRow = (shard: D1Database, reader: number, copy: StatementCopy): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO statement_row (reader, id, agreement, venue, revision, state, production, updated_at, body)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
       ON CONFLICT DO UPDATE SET revision = excluded.revision, state = excluded.state, updated_at = excluded.updated_at,
         production = excluded.production, body = excluded.body
       WHERE excluded.revision >= statement_row.revision`,
    )
    .bind(
      reader,
      copy.id,
      copy.agreement,
      copy.venue,
      copy.revision,
      copy.state,
      copy.production,
      copy.updatedAt,
      JSON.stringify(copy.body),
    );

export interface StatementFilter {
  readonly state: string | null;
  readonly agreement: string | null;
  readonly production: string | null;
  /** The other organisation. */
  readonly party: string | null;
  /** Productions the caller is limited to. */
  readonly only: readonly string[] | null;
}

/** Newest first. */
export async function listStatementRows(
  shard: D1Database,
  reader: number,
  filter: StatementFilter,
  before: readonly [number, string],
  limit: number,
): Promise<{ readonly updatedAt: number; readonly id: string; readonly body: StatementSummary }[]> {
  const { results } = await shard
    .prepare(
      `SELECT updated_at AS updatedAt, id, body FROM statement_row WHERE reader = ?1 AND (updated_at, id) < (?2, ?3)
       AND (?4 IS NULL OR state = ?4) AND (?5 IS NULL OR agreement = ?5) AND (?6 IS NULL OR production = ?6)
       AND (?7 IS NULL OR ?7 IN (body->>'$.venue.id', body->>'$.provider.id'))
       AND (?8 IS NULL OR production IN (SELECT value FROM json_each(?8)))
       ORDER BY updated_at DESC, id DESC LIMIT ?9`,
    )
    .bind(
      reader,
      before[0],
      before[1],
      filter.state,
      filter.agreement,
      filter.production,
      filter.party,
      filter.only ? JSON.stringify(filter.only) : null,
      limit,
    )
    .all<{ updatedAt: number; id: string; body: string }>();
  return results.map((row) => ({ ...row, body: JSON.parse(row.body) as StatementSummary }));
}
