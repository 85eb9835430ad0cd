/** Only SQL: sandboxes, the organisations made with them, and their end. */
import type { PlannedOrganisation } from './sandbox-plan.ts';

export interface SandboxRow {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly shard: string;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly ended_at: number | null;
  readonly removed_at: number | null;
}
const COLUMNS = 's.key, s.id, s.name, s.shard, s.created_at, s.expires_at, s.ended_at, s.removed_at';

export interface NewSandbox {
  readonly id: string;
  readonly name: string;
  readonly shard: string;
  readonly expiresAt: number | null;
}
export interface NewMember {
  readonly id: string;
  readonly planned: PlannedOrganisation;
  readonly client: { readonly id: string; readonly secretSha256: string; readonly scopes: readonly string[] };
}

export const addSandboxStatements = (
  db: D1Database,
  sandbox: NewSandbox,
  members: readonly NewMember[],
  now: number,
): D1PreparedStatement[] => [
  db
    .prepare('INSERT INTO sandbox (id, name, shard, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)')
    .bind(sandbox.id, sandbox.name, sandbox.shard, now, sandbox.expiresAt),
  db
    .prepare(
      `INSERT INTO organisation (id, type, name, city, postcode, province, shard, livemode, sandbox, created_at)
       SELECT value->>'id', value->>'$.planned.type', value->>'$.planned.name', value->>'$.planned.city', value->>'$.planned.postcode',
         value->>'$.planned.province', ?3, 0, (SELECT key FROM sandbox WHERE id = ?2), ?4 FROM json_each(?1)`,
    )
    .bind(JSON.stringify(members), sandbox.id, sandbox.shard, now),
  db
    .prepare(
      `INSERT INTO client (id, organisation, name, secret_sha256, scopes, created_at)
       SELECT value->>'$.client.id', (SELECT key FROM organisation WHERE id = value->>'id'), 'sandbox', value->>'$.client.secretSha256',
         value->'$.client.scopes', ?2 FROM json_each(?1)`,
    )
    .bind(JSON.stringify(members), now),
];

/** The shard of these with the fewest organisations. */
export async function emptiestShard(db: D1Database, shards: readonly string[]): Promise<string | undefined> {
  const row = await db
    .prepare(
      `SELECT value AS shard FROM json_each(?1) ORDER BY (SELECT count(*) FROM organisation WHERE shard = value), value LIMIT 1`,
    )
    .bind(JSON.stringify(shards))
    .first<{ shard: string }>();
  return row?.shard;
}

export const readSandbox = (db: D1Database, id: string) =>
  db.prepare(`SELECT ${COLUMNS} FROM sandbox s WHERE s.id = ?1`).bind(id).first<SandboxRow>();

/** Those that are there, in the order they were made. */
export async function listSandboxes(
  db: D1Database,
  after: number,
  limit: number,
): Promise<(SandboxRow & { organisations: number })[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS}, (SELECT count(*) FROM organisation o WHERE o.sandbox = s.key) AS organisations
       FROM sandbox s WHERE s.key > ?1 AND s.removed_at IS NULL ORDER BY s.key LIMIT ?2`,
    )
    .bind(after, limit)
    .all<SandboxRow & { organisations: number }>();
  return results;
}

export async function expiredSandboxes(db: D1Database, now: number): Promise<SandboxRow[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM sandbox s WHERE s.expires_at <= ?1 AND s.ended_at IS NULL ORDER BY s.key LIMIT 20`)
    .bind(now)
    .all<SandboxRow>();
  return results;
}

export async function readMembers(db: D1Database, sandbox: number): Promise<{ key: number; id: string }[]> {
  const { results } = await db
    .prepare('SELECT key, id FROM organisation WHERE sandbox = ?1 ORDER BY key')
    .bind(sandbox)
    .all<{ key: number; id: string }>();
  return results;
}

/** From now on nobody gets in: tokens end, clients get no new ones. */
export const endStatements = (db: D1Database, sandbox: number, now: number): D1PreparedStatement[] => [
  db.prepare('UPDATE sandbox SET ended_at = coalesce(ended_at, ?2) WHERE key = ?1').bind(sandbox, now),
  db
    .prepare(
      'UPDATE organisation SET disabled_at = coalesce(disabled_at, ?2), auth_epoch = auth_epoch + 1 WHERE sandbox = ?1',
    )
    .bind(sandbox, now),
  db
    .prepare(
      `UPDATE client SET disabled_at = coalesce(disabled_at, ?2)
       WHERE organisation IN (SELECT key FROM organisation WHERE sandbox = ?1)`,
    )
    .bind(sandbox, now),
];

/** Its id and when it was there stay; its name does not. */
export const markRemoved = (db: D1Database, sandbox: number, now: number) =>
  db
    .prepare("UPDATE sandbox SET removed_at = coalesce(removed_at, ?2), name = '' WHERE key = ?1")
    .bind(sandbox, now)
    .run();
