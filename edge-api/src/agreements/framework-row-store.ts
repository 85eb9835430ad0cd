/** Only SQL: copies of framework agreements for their parties' lists, and what has still to be copied. */
import type { FrameworkEvent, FrameworkVersion } from './framework-store.ts';

/** What a row holds: versions without their text, and who signed them. */
export interface FrameworkBody {
  readonly versions: readonly Omit<FrameworkVersion, 'text'>[];
  readonly events: readonly Pick<FrameworkEvent, 'step' | 'version' | 'side' | 'at' | 'name'>[];
}
export interface FrameworkRow {
  readonly id: string;
  readonly madeAt: number;
  readonly venue: number;
  readonly provider: number;
  readonly revision: number;
  readonly body: FrameworkBody;
}

export interface Waiting {
  readonly tenant: number;
  readonly framework: string;
  readonly provider: number;
  /** The oldest and the newest of what waits. */
  readonly first: number;
  readonly event: number;
}

export async function readWaiting(shard: D1Database, limit: number): Promise<Waiting[]> {
  const { results } = await shard
    .prepare(
      `SELECT o.tenant, o.framework, v.provider, min(o.event) AS first, max(o.event) AS event FROM framework_outbox o
       JOIN framework_version v ON v.tenant = o.tenant AND v.framework = o.framework AND v.version = 1
       GROUP BY o.tenant, o.framework ORDER BY min(o.at) LIMIT ?1`,
    )
    .bind(limit)
    .all<Waiting>();
  return results;
}

export const copiedStatement = (shard: D1Database, { tenant, framework, event }: Waiting): D1PreparedStatement =>
  shard
    .prepare('DELETE FROM framework_outbox WHERE tenant = ?1 AND framework = ?2 AND event <= ?3')
    .bind(tenant, framework, event);

/** Never over a newer one. */
export const putRowStatement = (shard: D1Database, reader: number, row: FrameworkRow): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO framework_row (reader, id, made_at, venue, provider, revision, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
       ON CONFLICT DO UPDATE SET revision = excluded.revision, body = excluded.body WHERE excluded.revision > revision`,
    )
    .bind(reader, row.id, row.madeAt, row.venue, row.provider, row.revision, JSON.stringify(row.body));

/** Newest first, of one other party or of all. */
export async function listRows(
  shard: D1Database,
  reader: number,
  other: number | null,
  before: { readonly madeAt: number; readonly id: string },
  limit: number,
): Promise<FrameworkRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT id, made_at AS madeAt, venue, provider, revision, body FROM framework_row
       WHERE reader = ?1 AND (made_at, id) < (?2, ?3) AND (?4 IS NULL OR ?4 IN (venue, provider))
       ORDER BY made_at DESC, id DESC LIMIT ?5`,
    )
    .bind(reader, before.madeAt, before.id, other, limit)
    .all<Omit<FrameworkRow, 'body'> & { body: string }>();
  return results.map((row) => ({ ...row, body: JSON.parse(row.body) as FrameworkBody }));
}
