/** Only SQL: statements in the shard of their venue, with their events and what they hold. */
import type { Side, StatementState, StatementStep } from '#protocol';
import type { AgreedPerformance, Who } from '../agreements/agreement-store.ts';

export interface StatementRow {
  readonly tenant: number;
  readonly id: string;
  readonly agreement: string;
  readonly provider: number;
  readonly production: number;
  readonly state: StatementState;
  readonly revision: number;
  readonly performances: readonly AgreedPerformance[];
  readonly adjusts: string | null;
  /** Canonical JSON, and its hash. */
  readonly record: string;
  readonly sha256: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}
export interface EventBody {
  readonly line?: string;
  readonly note?: string;
  readonly resolved?: boolean;
  readonly sha256?: string;
}
export interface StatementEventRow extends Who {
  readonly seq: number;
  readonly at: number;
  readonly step: StatementStep;
  readonly side: Side;
  readonly body: EventBody;
}
/** One statement whole. */
export interface StoredStatement {
  readonly row: StatementRow;
  readonly events: readonly StatementEventRow[];
}

const ROW = `tenant, id, agreement, provider, production, state, revision, performances, adjusts, record, sha256,
  created_at AS createdAt, updated_at AS updatedAt`;

export async function readStatement(shard: D1Database, tenant: number, id: string): Promise<StoredStatement | null> {
  const [rows, events] = await shard.batch<Record<string, unknown>>([
    shard.prepare(`SELECT ${ROW} FROM statement WHERE tenant = ?1 AND id = ?2`).bind(tenant, id),
    shard
      .prepare(
        `SELECT seq, at, step, side, organisation, client, person, name, body FROM statement_event
         WHERE tenant = ?1 AND statement = ?2 ORDER BY seq`,
      )
      .bind(tenant, id),
  ]);
  const row = rows?.results[0] as (StatementRow & { performances: unknown }) | undefined;
  if (!row) return null;
  return {
    row: { ...row, performances: JSON.parse(row.performances as unknown as string) as AgreedPerformance[] },
    events: (events?.results ?? []).map((raw) => ({
      ...(raw as unknown as StatementEventRow),
      body: JSON.parse(raw['body'] as string) as EventBody,
    })),
  };
}

/** A new one, or how it stands now. */
export const putStatement = (shard: D1Database, row: StatementRow): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO statement (tenant, id, agreement, provider, production, state, revision, performances, adjusts, record, sha256, created_at, updated_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
       ON CONFLICT DO UPDATE SET state = excluded.state, revision = excluded.revision, performances = excluded.performances,
         record = excluded.record, sha256 = excluded.sha256, updated_at = excluded.updated_at`,
    )
    .bind(
      row.tenant,
      row.id,
      row.agreement,
      row.provider,
      row.production,
      row.state,
      row.revision,
      JSON.stringify(row.performances),
      row.adjusts,
      row.record,
      row.sha256,
      row.createdAt,
      row.updatedAt,
    );

/** First of what a step writes: its number is the lock. */
export const addStatementEvent = (
  shard: D1Database,
  { tenant, id }: Pick<StatementRow, 'tenant' | 'id'>,
  event: StatementEventRow,
): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO statement_event (tenant, statement, seq, at, step, side, organisation, client, person, name, body)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)`,
    )
    .bind(
      tenant,
      id,
      event.seq,
      event.at,
      event.step,
      event.side,
      event.organisation,
      event.client,
      event.person,
      event.name,
      JSON.stringify(event.body),
    );

/** Ends the batch, so that it is decided anew, when the deal is no longer at this revision. */
export const checkAgreement = (
  shard: D1Database,
  { tenant, agreement }: Pick<StatementRow, 'tenant' | 'agreement'>,
  revision: number,
): D1PreparedStatement =>
  shard
    .prepare('INSERT INTO agreement_check (tenant, agreement, revision) VALUES (?1, ?2, ?3)')
    .bind(tenant, agreement, revision);

/** Under every key that leads to a performance; one that stands in another live statement ends the batch. */
export const takePerformances = (
  shard: D1Database,
  { tenant, id }: Pick<StatementRow, 'tenant' | 'id'>,
  keys: readonly number[],
): D1PreparedStatement[] => [
  letGo(shard, { tenant, id }),
  shard
    .prepare(
      'INSERT INTO statement_performance (tenant, performance, statement) SELECT ?1, value, ?2 FROM json_each(?3)',
    )
    .bind(tenant, id, JSON.stringify(keys)),
];
export const letGo = (shard: D1Database, { tenant, id }: Pick<StatementRow, 'tenant' | 'id'>): D1PreparedStatement =>
  shard.prepare('DELETE FROM statement_performance WHERE tenant = ?1 AND statement = ?2').bind(tenant, id);

/** In which live statements these performances stand. */
export async function readTaken(
  shard: D1Database,
  tenant: number,
  keys: readonly number[],
): Promise<Map<number, { readonly statement: string; readonly agreement: string; readonly state: StatementState }>> {
  const { results } = await shard
    .prepare(
      `SELECT p.performance, p.statement, s.agreement, s.state FROM json_each(?2) k
       CROSS JOIN statement_performance p ON p.tenant = ?1 AND p.performance = k.value
       JOIN statement s ON s.tenant = p.tenant AND s.id = p.statement`,
    )
    .bind(tenant, JSON.stringify(keys))
    .all<{ performance: number; statement: string; agreement: string; state: StatementState }>();
  return new Map(results.map((row) => [row.performance, row]));
}

export interface AdjustmentRow {
  readonly number: number;
  readonly statement: string;
  readonly line: string;
  readonly amount: number;
  /** Percent. */
  readonly vatRate: number;
}

/** Lines of live statements that make good corrections of this one. */
export async function readAdjustments(shard: D1Database, tenant: number, adjusts: string): Promise<AdjustmentRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT number, statement, line, amount, vat_rate / 100.0 AS vatRate FROM statement_adjustment
       WHERE tenant = ?1 AND adjusts = ?2 ORDER BY number`,
    )
    .bind(tenant, adjusts)
    .all<AdjustmentRow>();
  return results;
}

/** Two at once want the same number, and the later one is decided anew. */
export const addAdjustment = (
  shard: D1Database,
  tenant: number,
  adjusts: string,
  row: AdjustmentRow,
): D1PreparedStatement =>
  shard
    .prepare(
      'INSERT INTO statement_adjustment (tenant, adjusts, number, statement, line, amount, vat_rate) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)',
    )
    .bind(tenant, adjusts, row.number, row.statement, row.line, row.amount, Math.round(row.vatRate * 100));

/** `line` null = all of the statement's. */
export const dropAdjustments = (
  shard: D1Database,
  { tenant, id }: Pick<StatementRow, 'tenant' | 'id'>,
  line: string | null = null,
): D1PreparedStatement =>
  shard
    .prepare('DELETE FROM statement_adjustment WHERE tenant = ?1 AND statement = ?2 AND (?3 IS NULL OR line = ?3)')
    .bind(tenant, id, line);

/** How many statements of a kind were made of one: withdrawn ones are made anew under their own id. */
export async function countFinalAdjusting(shard: D1Database, tenant: number, adjusts: string): Promise<number> {
  const row = await shard
    .prepare(`SELECT count(*) AS n FROM statement WHERE tenant = ?1 AND adjusts = ?2 AND state = 'final'`)
    .bind(tenant, adjusts)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

export const readParties = async (
  directory: D1Database,
  keys: readonly number[],
): Promise<Map<number, { readonly id: string; readonly name: string; readonly city: string | null }>> => {
  const { results } = await directory
    .prepare('SELECT o.key, o.id, o.name, o.city FROM json_each(?1) k CROSS JOIN organisation o ON o.key = k.value')
    .bind(JSON.stringify(keys))
    .all<{ key: number; id: string; name: string; city: string | null }>();
  return new Map(results.map(({ key, ...party }) => [key, party]));
};
