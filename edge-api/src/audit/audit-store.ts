/** Only SQL: reading the audit log and its chain. */
import type { AuditLine } from '#protocol';

export interface Row {
  readonly number: number;
  readonly at: number;
  readonly request_id: string;
  readonly actor_kind: AuditLine['actor']['kind'];
  readonly client: string;
  readonly user: string | null;
  readonly membership: string | null;
  readonly support: string | null;
  readonly viewer: string | null;
  readonly action: string;
  readonly object: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly hash: string | null;
}

export const COLUMNS =
  't.number, t.at, t.request_id, t.actor_kind, t.client, t.user, t.membership, t.support, t.viewer, t.action, t.object, t.before, t.after';
const parsed = (text: string | null): unknown => (text === null ? null : (JSON.parse(text) as unknown));

export const toLine = (row: Row): AuditLine => ({
  line: row.number,
  at: new Date(row.at).toISOString(),
  actor: {
    kind: row.actor_kind,
    client: row.client,
    user: row.user,
    membership: row.membership,
    support: row.support,
    viewer: row.viewer,
  },
  action: row.action,
  object: row.object,
  before: parsed(row.before),
  after: parsed(row.after),
  requestId: row.request_id,
  sealed: row.hash !== null,
});

export interface AuditFilter {
  /** Instants, ms; `to` is not included. */
  readonly from: number | null;
  readonly to: number | null;
  /** A whole action (`hall.change`) or the noun alone (`hall`). */
  readonly action: string | null;
  readonly user: string | null;
  readonly object: string | null;
}

/** Newest first; below the number `before`. */
export async function readLines(
  db: D1Database,
  organisation: number,
  filter: AuditFilter,
  before: number,
  limit: number,
): Promise<AuditLine[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS}, s.hash FROM audit_line t LEFT JOIN audit_seal s ON s.key = t.key
       WHERE t.organisation = ?1 AND t.number < ?2 AND (?3 IS NULL OR t.at >= ?3) AND (?4 IS NULL OR t.at < ?4)
         AND (?5 IS NULL OR t.action = ?5 OR substr(t.action, 1, length(?5) + 1) = ?5 || '.')
         AND (?6 IS NULL OR t.user = ?6)${filter.object === null ? ' AND ?7 IS NULL' : ' AND t.object = ?7'}
       ORDER BY t.number DESC LIMIT ?8`,
    )
    .bind(organisation, before, filter.from, filter.to, filter.action, filter.user, filter.object, limit)
    .all<Row>();
  return results.map(toLine);
}

export interface Log {
  /** Key and id of the organisation; 0 = the platform. */
  readonly key: number;
  readonly id: string;
  readonly zone: string;
}

/** A disabled organisation keeps its log. */
export const readLog = (db: D1Database, id: string): Promise<Log | null> =>
  db.prepare('SELECT key, id, time_zone AS zone FROM organisation WHERE id = ?1').bind(id).first<Log>();
