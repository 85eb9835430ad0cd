/**
 * Lines of the audit log as statements, to be put in the same `batch()` as the change they tell of. A change that came to
 * nothing leaves no line: behind a guarded statement a line is written `ifChanged`, that is if the statement before it
 * changed a row.
 */
import type { Env } from '../env.ts';
import type { Ctx } from '../route.ts';

export interface AuditEntry {
  /** Noun and verb: `membership.change`, `grant.end`. */
  readonly action: string;
  /** Outside id of what was changed. */
  readonly object: string;
  /** Key of the organisation whose log it is in, or its id when it is made in this batch; by default the caller's. */
  readonly organisation?: number | string;
  /** Keys of other organisations that must know: the line stands in their logs as well. Null and 0 are nobody. */
  readonly also?: readonly (number | null)[];
  /** Only what changed; no secrets, no personal data beyond the user's id. */
  readonly before?: unknown;
  readonly after?: unknown;
}
/** `always`, or only if the statement before it in the batch changed a row. */
export type AuditWhen = 'always' | 'ifChanged';

/** Characters of one bound value: D1 takes two million bytes. */
const CHUNK_CHARS = 400_000;

/** Who did it, for the first parameters of a statement that writes lines. */
export const actorValues = (c: Ctx): (string | number | null)[] => {
  const { actor, now, requestId } = c.var;
  return [
    now,
    requestId,
    actor?.kind ?? 'nobody',
    actor?.clientId ?? '',
    actor?.user ?? null,
    actor?.membership ?? null,
    actor?.support?.id ?? null,
    actor?.viewer ?? null,
  ];
};

/** Who and when, as columns of `actorValues`. */
export const ACTOR_COLUMNS = 'at, request_id, actor_kind, client, user, membership, support, viewer';

const numbered = (from: string, actor: string): string =>
  `INSERT INTO audit_line (organisation, number, ${ACTOR_COLUMNS}, action, object, before, after, origin)
   SELECT x.organisation, coalesce((SELECT max(a.number) FROM audit_line a WHERE a.organisation = x.organisation), 0)
     + row_number() OVER (PARTITION BY x.organisation ORDER BY x.place), ${actor}, x.action, x.object, x.before, x.after, x.origin
   FROM ${from} ORDER BY x.place`;

/** `from` names `x` with place, organisation, action, object, before, after and origin; ?1 to ?8 are `actorValues`. */
export const insertLines = (from: string): string => numbered(from, '?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8');
/** The same, with who and when in `x` as well. */
export const insertTold = (from: string): string =>
  numbered(from, 'x.at, x.request_id, x.actor_kind, x.client, x.user, x.membership, x.support, x.viewer');

const json = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));

/** One row for each log: organisation, action, object, before, after. */
export function rowsOf(c: Ctx, entries: readonly AuditEntry[]): (string | number | null)[][] {
  const own = c.var.actor?.organisation ?? 0;
  return entries.flatMap(({ organisation = own, also = [], action, object, before, after }) =>
    [...new Set([organisation, ...also.filter((key) => key)])].map((log) => [
      log,
      action,
      object,
      json(before),
      json(after),
    ]),
  );
}

const FROM_JSON = `(SELECT e.key AS place, iif(typeof(e.value->>0) = 'text', (SELECT key FROM organisation WHERE id = e.value->>0), e.value->>0) AS organisation,
    e.value->>1 AS action, e.value->>2 AS object, e.value->>3 AS before, e.value->>4 AS after, NULL AS origin FROM json_each(?9) e) x`;

/** As much of an audit line as needs no request: what the minute job does, nobody asked for at that moment. */
export const asPlatform = (env: Env, now: number): Ctx =>
  ({ env, var: { actor: undefined, now, requestId: crypto.randomUUID() } }) as unknown as Ctx;

/** Any number of lines in few statements. `ifChanged` is about the statement right before the first of them. */
export function auditStatements(
  c: Ctx,
  entries: readonly AuditEntry[],
  when: AuditWhen = 'always',
): D1PreparedStatement[] {
  const chunks: (string | number | null)[][][] = [];
  let chars = CHUNK_CHARS;
  for (const row of rowsOf(c, entries)) {
    const size = JSON.stringify(row).length;
    if (chars + size > CHUNK_CHARS) {
      chunks.push([]);
      chars = 0;
    }
    chars += size;
    chunks.at(-1)?.push(row);
  }
  // A chunk that wrote lines changed rows, so the guard holds from one to the next.
  const from = when === 'ifChanged' ? `${FROM_JSON} WHERE changes() > 0` : FROM_JSON;
  const sql = insertLines(from);
  return chunks.map((rows) => c.env.DIRECTORY.prepare(sql).bind(...actorValues(c), JSON.stringify(rows)));
}

/** One thing changed; in the logs of all it concerns. */
export function auditStatement(c: Ctx, entry: AuditEntry, when: AuditWhen = 'always'): D1PreparedStatement {
  const [statement] = auditStatements(c, [entry], when);
  if (!statement) throw new Error('an audit line is in one log at least');
  return statement;
}
