/** `Idempotency-Key` for what is written in a tenant's shard: receipt, effect and audit lines in one batch, at the tenant's home. */
import { ApiError } from '../api-error.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import { shardAuditStatements } from '../audit/shard-lines.ts';
import { shardOf } from '../env.ts';
import { sha256 } from '../identity/secret.ts';
import { actorOf, type Ctx } from '../route.ts';
import { checkHomes, isNotHome, type Home } from './home-store.ts';
import { openHome } from './router.ts';

/** What is to be written, and what to answer. */
export interface HomeEffect {
  /** The last of them changes a row, so that the audit lines behind it are written. */
  readonly statements: readonly D1PreparedStatement[];
  readonly audit: readonly AuditEntry[];
  readonly status: 200 | 201 | 202 | 207;
  readonly answer: unknown;
  /** Replaces the answer in the receipt: a secret is kept nowhere. */
  readonly kept?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const KEPT_MS = 48 * 3_600_000;
const MAX_TRIES = 5;

interface Receipt {
  readonly status: number;
  readonly answer: string;
  readonly request_sha256: string;
}

/**
 * Writes the effect in one transaction with its receipt. `prepare` runs anew when somebody was faster (a unique number was
 * taken) or the tenant moved, so it reads before it decides, from the shard it is given, and keeps nothing. A caller without a
 * token, such as a contact with a link, is kept apart by `as`.
 */
export async function writeOnceAtHome(
  c: Ctx,
  tenant: number,
  text: string,
  prepare: (shard: D1Database, home: Home) => Promise<HomeEffect>,
  as = c.var.actor ? actorOf(c).organisation : 0,
): Promise<Response> {
  const key = c.req.header('idempotency-key');
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new ApiError('invalid_request', 'Idempotency-Key must be 1 to 255 visible characters');
  const request = key === undefined ? '' : await sha256(`${c.req.method} ${new URL(c.req.url).pathname}\n${text}`);
  for (let attempt = 1; ; attempt += 1) {
    const home = await openHome(c.env, tenant);
    const shard = shardOf(c.env, home.shard);
    const before = key === undefined ? null : await readHomeReceipt(shard, tenant, as, key, c.var.now);
    if (before) {
      if (before.request_sha256 !== request)
        throw new ApiError('idempotency_mismatch', 'this Idempotency-Key was used with another body; make a new key');
      return c.body(before.answer, before.status as 200, { 'content-type': 'application/json' });
    }
    const effect = await prepare(shard, home);
    const answer = JSON.stringify(effect.answer);
    const kept = effect.kept === undefined ? answer : JSON.stringify(effect.kept);
    const receipt = { status: effect.status, answer: kept, request_sha256: request };
    try {
      if (effect.statements.length)
        await shard.batch([
          checkHomes(shard, [home]),
          ...effect.statements,
          ...effect.audit.flatMap((entry) => shardAuditStatements(c, shard, entry)),
          ...(key === undefined ? [] : homeReceiptStatements(shard, tenant, as, key, receipt, c.var.now)),
        ]);
      const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', ...effect.headers };
      return c.body(answer, effect.status, headers);
    } catch (error) {
      const again = isNotHome(error) || /UNIQUE constraint failed/.test((error as Error).message);
      if (!again) throw error;
      if (attempt === MAX_TRIES)
        throw new ApiError('unavailable', 'others write the same at this moment; send again', {
          headers: { 'retry-after': '1' },
        });
    }
  }
}

const readHomeReceipt = (db: D1Database, tenant: number, organisation: number, key: string, now: number) =>
  db
    .prepare(
      'SELECT status, answer, request_sha256 FROM home_receipt WHERE tenant = ?1 AND organisation = ?2 AND key = ?3 AND created_at > ?4',
    )
    .bind(tenant, organisation, key, now - KEPT_MS)
    .first<Receipt>();

const homeReceiptStatements = (
  db: D1Database,
  tenant: number,
  organisation: number,
  key: string,
  receipt: Receipt,
  now: number,
): D1PreparedStatement[] => [
  db
    .prepare('DELETE FROM home_receipt WHERE tenant = ?1 AND organisation = ?2 AND key = ?3 AND created_at <= ?4')
    .bind(tenant, organisation, key, now - KEPT_MS),
  db
    .prepare(
      'INSERT INTO home_receipt (tenant, organisation, key, request_sha256, status, answer, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)',
    )
    .bind(tenant, organisation, key, receipt.request_sha256, receipt.status, receipt.answer, now),
];

export const sweepHomeReceipts = (db: D1Database, now: number) =>
  db
    .prepare('DELETE FROM home_receipt WHERE created_at <= ?1')
    .bind(now - KEPT_MS)
    .run();
