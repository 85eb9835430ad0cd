/** Only SQL: shards and tenants as the operator sees them. */
import type { Home } from './home-store.ts';

export interface TenantRow extends Home {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

const TENANT = 'key AS tenant, id, name, type, shard, home_epoch AS epoch';

export const readTenant = (db: D1Database, id: string) =>
  db.prepare(`SELECT ${TENANT} FROM organisation WHERE id = ?1`).bind(id).first<TenantRow>();

/** In key order; `shard` null = of all shards. */
export async function listTenants(
  db: D1Database,
  shard: string | null,
  after: number,
  limit: number,
): Promise<TenantRow[]> {
  const { results } = await db
    .prepare(
      `SELECT ${TENANT} FROM organisation WHERE key > ?2 AND (?1 IS NULL OR shard = ?1) AND merged_into IS NULL ORDER BY key LIMIT ?3`,
    )
    .bind(shard, after, limit)
    .all<TenantRow>();
  return results;
}

export async function listShards(
  db: D1Database,
): Promise<{ name: string; tenants: number; restored_at: number | null }[]> {
  const { results } = await db
    .prepare(
      `SELECT coalesce(s.name, o.shard) AS name, count(o.key) AS tenants, s.restored_at FROM shard s
       FULL JOIN organisation o ON o.shard = s.name GROUP BY 1 ORDER BY 1`,
    )
    .all<{ name: string; tenants: number; restored_at: number | null }>();
  return results;
}

export async function readHighestEpoch(db: D1Database): Promise<number> {
  return (await db.prepare('SELECT max(epoch) AS epoch FROM shard').first<{ epoch: number | null }>())?.epoch ?? 1;
}

/** Written first in the directory, which outlives the shard's own memory of it. */
export const noteEpoch = (db: D1Database, name: string, epoch: number, now: number) =>
  db
    .prepare(
      'INSERT INTO shard (name, epoch, restored_at) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET epoch = ?2, restored_at = ?3',
    )
    .bind(name, epoch, now)
    .run();

export const setEpoch = (shard: D1Database, epoch: number) =>
  shard.prepare('UPDATE shard_epoch SET epoch = ?1').bind(epoch).run();

/** Tenants that think, in this shard, that it is their home or a fenced one. */
export async function readResidents(
  shard: D1Database,
  after: number,
  limit: number,
): Promise<{ tenant: number; epoch: number; state: string }[]> {
  const { results } = await shard
    .prepare('SELECT tenant, epoch, state FROM tenant_home WHERE tenant > ?1 ORDER BY tenant LIMIT ?2')
    .bind(after, limit)
    .all<{ tenant: number; epoch: number; state: string }>();
  return results;
}

export async function highestVersion(shard: D1Database): Promise<number> {
  return (
    (await shard.prepare('SELECT max(version) AS version FROM reader_row').first<{ version: number | null }>())
      ?.version ?? 0
  );
}

/** Performances whose facts lie in this shard, or that somebody who lives here reads. In key order. */
export async function touchedBy(
  db: D1Database,
  shard: string,
  after: number,
  limit: number,
): Promise<{ performance: number; venue: number }[]> {
  const { results } = await db
    .prepare(
      `SELECT p.key AS performance, p.venue FROM performance p JOIN organisation v ON v.key = p.venue
       LEFT JOIN performance t ON t.key = p.linked_to LEFT JOIN production r ON r.key = coalesce(p.production, t.production)
       WHERE p.key > ?2 AND (v.shard = ?1 OR EXISTS (SELECT 1 FROM organisation o WHERE o.key IN (r.provider, r.producer, r.agency) AND o.shard = ?1))
       ORDER BY p.key LIMIT ?3`,
    )
    .bind(shard, after, limit)
    .all<{ performance: number; venue: number }>();
  return results;
}

export async function countWaiting(shard: D1Database): Promise<number> {
  return (await shard.prepare('SELECT count(*) AS waiting FROM outbox').first<{ waiting: number }>())?.waiting ?? 0;
}

/** Receipts of pushes from before that time. The newest of each source stays: pushes follow each other by its number. */
export const sweepReceipts = (shard: D1Database, before: number) =>
  shard
    .prepare(
      `DELETE FROM ingest WHERE (tenant, source, seq) IN (SELECT tenant, source, seq FROM ingest i WHERE received_at < ?1
       AND seq < (SELECT max(seq) FROM ingest l WHERE l.tenant = i.tenant AND l.source = i.source) LIMIT 5000)`,
    )
    .bind(before)
    .run();
