/** Only SQL: reports from the future, and what a person decided about each. Decided once: the table refuses a second time. */
export interface QuarantineRow {
  readonly id: number;
  readonly source: number;
  readonly performance: number;
  readonly as_of: number;
  readonly item: string;
  readonly received_at: number;
  readonly decided_at: number | null;
  readonly decision: 'retime' | 'drop' | null;
  readonly decided_by: string | null;
  readonly retimed_as_of: number | null;
}

export type QuarantineState = 'open' | 'decided' | 'all';
const COLUMNS = 'id, source, performance, as_of, item, received_at, decided_at, decision, decided_by, retimed_as_of';

/** Oldest first; only of these sources when they are named. */
export async function listQuarantine(
  shard: D1Database,
  tenant: number,
  ask: {
    readonly state: QuarantineState;
    readonly after: number;
    readonly limit: number;
    readonly sources: readonly number[] | null;
  },
): Promise<QuarantineRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT ${COLUMNS} FROM quarantine WHERE tenant = ?1 AND id > ?2 AND (?3 = 'all' OR (decided_at IS NULL) = (?3 = 'open'))
       AND (?4 IS NULL OR source IN (SELECT value FROM json_each(?4))) ORDER BY id LIMIT ?5`,
    )
    .bind(tenant, ask.after, ask.state, ask.sources && JSON.stringify(ask.sources), ask.limit)
    .all<QuarantineRow>();
  return results;
}

export async function readQuarantine(shard: D1Database, tenant: number, id: number): Promise<QuarantineRow | null> {
  return shard
    .prepare(`SELECT ${COLUMNS} FROM quarantine WHERE tenant = ?1 AND id = ?2`)
    .bind(tenant, id)
    .first<QuarantineRow>();
}

export const decideStatement = (
  shard: D1Database,
  tenant: number,
  id: number,
  decided: {
    readonly decision: 'retime' | 'drop';
    readonly asOf: number | null;
    readonly at: number;
    readonly by: string;
  },
): D1PreparedStatement =>
  shard
    .prepare(
      'UPDATE quarantine SET decision = ?3, retimed_as_of = ?4, decided_at = ?5, decided_by = ?6 WHERE tenant = ?1 AND id = ?2',
    )
    .bind(tenant, id, decided.decision, decided.asOf, decided.at, decided.by);

/** True when a batch was refused because the report had been decided before. */
export const wasDecided = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('quarantine_already_decided');

/** Reports nobody decided about yet, by source. */
export async function countQuarantine(shard: D1Database, tenant: number): Promise<Map<number, number>> {
  const { results } = await shard
    .prepare('SELECT source, count(*) AS n FROM quarantine WHERE tenant = ?1 AND decided_at IS NULL GROUP BY source')
    .bind(tenant)
    .all<{ source: number; n: number }>();
  return new Map(results.map((row) => [row.source, row.n]));
}
