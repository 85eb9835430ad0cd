/** One line of the audit log as a statement, to be put in the same `batch()` as the change it tells of. */
import type { Ctx } from '../route.ts';

export interface AuditEntry {
  /** Noun and verb: `membership.change`, `grant.end`. */
  readonly action: string;
  /** Outside id of what was changed. */
  readonly object: string;
  /** Key of the organisation whose log it is in; by default the caller's. */
  readonly organisation?: number;
  /** Only what changed; no secrets, no personal data beyond the user's id. */
  readonly before?: unknown;
  readonly after?: unknown;
}

export function auditStatement(c: Ctx, entry: AuditEntry): D1PreparedStatement {
  const { actor } = c.var;
  return c.env.DIRECTORY.prepare(
    `INSERT INTO audit_line (organisation, at, request_id, actor_kind, client, user, membership, support, viewer, action, object, before, after)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)`,
  ).bind(
    entry.organisation ?? actor?.organisation ?? 0,
    c.var.now,
    c.var.requestId,
    actor?.kind ?? 'nobody',
    actor?.clientId ?? '',
    actor?.user ?? null,
    actor?.membership ?? null,
    actor?.support?.id ?? null,
    actor?.viewer ?? null,
    entry.action,
    entry.object,
    entry.before === undefined ? null : JSON.stringify(entry.before),
    entry.after === undefined ? null : JSON.stringify(entry.after),
  );
}
