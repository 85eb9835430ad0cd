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

const where = (filter: AuditFilter): string =>
  `t.organisation = ?1 AND (?2 IS NULL OR t.at >= ?2) AND (?3 IS NULL OR t.at < ?3)
   AND (?4 IS NULL OR t.action = ?4 OR substr(t.action, 1, length(?4) + 1) = ?4 || '.')
   AND (?5 IS NULL OR t.user = ?5) AND ${filter.object === null ? '?6 IS NULL' : 't.object = ?6'}`;
const valuesOf = (organisation: number, { from, to, action, user, object }: AuditFilter) =>
  [organisation, from, to, action, user, object] as const;
const SELECT = `SELECT ${COLUMNS}, s.hash FROM audit_line t LEFT JOIN audit_seal s ON s.key = t.key`;

/** Newest first; below the number `before`. */
export async function readLines(
  db: D1Database,
  organisation: number,
  filter: AuditFilter,
  before: number,
  limit: number,
): Promise<AuditLine[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE ${where(filter)} AND t.number < ?7 ORDER BY t.number DESC LIMIT ?8`)
    .bind(...valuesOf(organisation, filter), before, limit)
    .all<Row>();
  return results.map(toLine);
}

/** How many lines there are, and the newest: what is written later is no part of the file. */
export async function countLines(
  db: D1Database,
  organisation: number,
  filter: AuditFilter,
): Promise<{ lines: number; newest: number }> {
  const row = await db
    .prepare(`SELECT count(*) AS lines, coalesce(max(t.number), 0) AS newest FROM audit_line t WHERE ${where(filter)}`)
    .bind(...valuesOf(organisation, filter))
    .first<{ lines: number; newest: number }>();
  return row ?? { lines: 0, newest: 0 };
}

/** Oldest first, of numbers above `after` up to `newest`; with their seals. */
export async function readLinesUp(
  db: D1Database,
  organisation: number,
  filter: AuditFilter,
  place: { readonly after: number; readonly newest: number },
  limit: number,
): Promise<(AuditLine & { readonly hash: string | null })[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE ${where(filter)} AND t.number > ?7 AND t.number <= ?8 ORDER BY t.number LIMIT ?9`)
    .bind(...valuesOf(organisation, filter), place.after, place.newest, limit)
    .all<Row>();
  return results.map((row) => ({ ...toLine(row), hash: row.hash }));
}

export interface Log {
  /** Key and id of the organisation; 0 = the platform. */
  readonly key: number;
  readonly id: string;
  readonly zone: string;
}

/** An organisation that was disabled, or thrown away with its sandbox, keeps its log. */
export const readLog = (db: D1Database, id: string): Promise<Log | null> =>
  db
    .prepare(
      `SELECT l.key, l.id, coalesce(o.time_zone, 'Europe/Amsterdam') AS zone FROM audit_log l
       LEFT JOIN organisation o ON o.key = l.key WHERE l.id = ?1`,
    )
    .bind(id)
    .first<Log>();
