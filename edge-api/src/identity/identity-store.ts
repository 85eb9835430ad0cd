/** The only SQL of identity: clients, grants and the epoch that revokes tokens. */
import type { Scope } from '#protocol';

export interface Organisation {
  readonly key: number;
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly time_zone: string;
  readonly shard: string;
  /** Which of its homes that is: raised by every move, checked by every write. */
  readonly home_epoch: number;
  readonly auth_epoch: number;
  readonly livemode: number;
  readonly origins: string;
}

const ORGANISATION =
  'o.key, o.id, o.type, o.name, o.time_zone, o.shard, o.home_epoch, o.auth_epoch, o.livemode, o.origins';

export async function readClient(
  db: D1Database,
  id: string,
): Promise<(Organisation & { secret_sha256: string; scopes: string }) | null> {
  return db
    .prepare(
      `SELECT c.secret_sha256, c.scopes, ${ORGANISATION} FROM client c JOIN organisation o ON o.key = c.organisation
       WHERE c.id = ?1 AND c.disabled_at IS NULL AND o.disabled_at IS NULL`,
    )
    .bind(id)
    .first();
}

export async function readOrganisation(db: D1Database, id: string): Promise<Organisation | null> {
  return db
    .prepare(`SELECT ${ORGANISATION} FROM organisation o WHERE o.id = ?1 AND o.disabled_at IS NULL`)
    .bind(id)
    .first();
}

export async function readOrganisationByKey(db: D1Database, key: number): Promise<Organisation | null> {
  return db
    .prepare(`SELECT ${ORGANISATION} FROM organisation o WHERE o.key = ?1 AND o.disabled_at IS NULL`)
    .bind(key)
    .first();
}

/** Scopes a venue granted to an organisation that acts for it, at this moment. */
export async function readGrant(db: D1Database, venue: number, organisation: number, now: number): Promise<Scope[]> {
  const row = await db
    .prepare(
      'SELECT scopes FROM client_grant WHERE venue = ?1 AND organisation = ?2 AND valid_from <= ?3 AND (valid_to IS NULL OR valid_to > ?3)',
    )
    .bind(venue, organisation, now)
    .first<{ scopes: string }>();
  return row ? (JSON.parse(row.scopes) as Scope[]) : [];
}

export async function allOrigins(db: D1Database): Promise<Set<string>> {
  const { results } = await db
    .prepare('SELECT DISTINCT value AS origin FROM organisation, json_each(origins) WHERE disabled_at IS NULL')
    .all<{ origin: string }>();
  return new Set(results.map((row) => row.origin));
}

/** Clients disabled lately: their tokens may still be about. */
export async function disabledClients(db: D1Database, since: number): Promise<Set<string>> {
  const { results } = await db
    .prepare('SELECT id FROM client WHERE disabled_at > ?1')
    .bind(since)
    .all<{ id: string }>();
  return new Set(results.map((row) => row.id));
}

/** `venue organisation` of grants under which sessions may stand at this moment. */
export async function sessionGrants(db: D1Database, now: number): Promise<Set<string>> {
  const { results } = await db
    .prepare(
      `SELECT venue, organisation FROM client_grant WHERE valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1)
       AND EXISTS (SELECT 1 FROM json_each(scopes) WHERE value = 'embed:create')`,
    )
    .bind(now)
    .all<{ venue: number; organisation: number }>();
  return new Set(results.map((row) => `${row.venue} ${row.organisation}`));
}

export async function epochs(db: D1Database): Promise<Map<number, number>> {
  const { results } = await db
    .prepare('SELECT key, auth_epoch FROM organisation WHERE disabled_at IS NULL')
    .all<{ key: number; auth_epoch: number }>();
  return new Map(results.map((row) => [row.key, row.auth_epoch]));
}
