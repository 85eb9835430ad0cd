/** `Idempotency-Key`: a creating request that is sent again gets the answer of the first, and nothing is made twice. */
import { ApiError } from '../api-error.ts';
import { auditStatements, type AuditEntry, type AuditWhen } from '../audit/audit-entry.ts';
import { actorOf, type Ctx } from '../route.ts';
import { readReceipt, receiptStatements } from './receipt-store.ts';
import { sha256 } from './secret.ts';

/** What is to be written, and what to answer; `kept` replaces the answer in the receipt (a secret is kept nowhere). */
export interface Effect {
  readonly statements: readonly D1PreparedStatement[];
  /** Lines for the audit log, one for each thing changed; `[]` only where nothing is written. */
  readonly audit: readonly AuditEntry[];
  /** `ifChanged`: only if the last of the statements changed a row. */
  readonly auditWhen?: AuditWhen;
  readonly status: 200 | 201 | 202 | 207;
  readonly answer: unknown;
  readonly kept?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const MAX_TRIES = 5;

/**
 * Writes the effect in one transaction with its receipt. `prepare` runs anew when a unique number was taken in the
 * meantime, so it must read before it decides and keep nothing.
 */
export async function writeOnce(c: Ctx, text: string, prepare: () => Promise<Effect>): Promise<Response> {
  const db = c.env.DIRECTORY;
  const { organisation } = actorOf(c);
  const key = c.req.header('idempotency-key');
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new ApiError('invalid_request', 'Idempotency-Key must be 1 to 255 visible characters');
  const request = key === undefined ? '' : await sha256(`${c.req.method} ${new URL(c.req.url).pathname}\n${text}`);
  for (let attempt = 0; ; attempt += 1) {
    const before = key === undefined ? null : await readReceipt(db, organisation, key, c.var.now);
    if (before) {
      if (before.request_sha256 !== request)
        throw new ApiError('idempotency_mismatch', 'this Idempotency-Key was used with another body; make a new key');
      return c.body(before.answer, before.status as 200, { 'content-type': 'application/json' });
    }
    const effect = await prepare();
    const answer = JSON.stringify(effect.answer);
    const kept = effect.kept === undefined ? answer : JSON.stringify(effect.kept);
    const receipt = { status: effect.status, answer: kept, request_sha256: request };
    const statements = [
      ...effect.statements,
      ...auditStatements(c, effect.audit, effect.auditWhen),
      ...(key === undefined ? [] : receiptStatements(db, organisation, key, receipt, c.var.now)),
    ];
    try {
      if (statements.length) await db.batch(statements);
      const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', ...effect.headers };
      return c.body(answer, effect.status, headers);
    } catch (error) {
      if (!/UNIQUE constraint failed/.test((error as Error).message)) throw error;
      if (attempt === MAX_TRIES - 1)
        throw new ApiError('unavailable', 'others write the same at this moment; send again', {
          headers: { 'retry-after': '1' },
        });
    }
  }
}
