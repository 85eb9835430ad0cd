/** The only SQL of identity: clients, grants and the epoch that revokes tokens. */
import { SCOPES, type Scope } from '#protocol';
import { ORGANISATION_KEY } from '../catalogue/asked.ts';

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

/** What a client may do at this moment; nothing when it was disabled. The operator's may all. */
export async function readClientScopes(db: D1Database, id: string): Promise<readonly Scope[]> {
  if (id === 'operator') return SCOPES;
  const row = await db
    .prepare('SELECT scopes FROM client WHERE id = ?1 AND disabled_at IS NULL')
    .bind(id)
    .first<{ scopes: string }>();
  return row ? (JSON.parse(row.scopes) as Scope[]) : [];
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

/** The organisation of this id, if it granted the caller anything at this moment, and which scopes. */
export async function readGranting(
  db: D1Database,
  id: string,
  organisation: number,
  now: number,
): Promise<(Organisation & { readonly granted: readonly Scope[] }) | null> {
  const row = await db
    .prepare(
      `SELECT ${ORGANISATION}, g.scopes AS granted FROM client_grant g CROSS JOIN organisation o ON o.key = g.venue AND o.disabled_at IS NULL
       WHERE g.venue = ${ORGANISATION_KEY('?1')} AND g.organisation = ?2 AND g.valid_from <= ?3 AND (g.valid_to IS NULL OR g.valid_to > ?3)`,
    )
    .bind(id, organisation, now)
    .first<Organisation & { granted: string }>();
  return row && { ...row, granted: JSON.parse(row.granted) as Scope[] };
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

/** Clients disabled lately by their id, and ended secrets and keys as `client credential`: their tokens may still be about. */
export async function endedCredentials(db: D1Database, since: number, now: number): Promise<Set<string>> {
  const { results } = await db
    .prepare(
      `SELECT id AS ended FROM client WHERE disabled_at > ?1
       UNION ALL SELECT client || ' ' || id FROM client_secret WHERE ends_at > ?1 AND ends_at <= ?2
       UNION ALL SELECT client || ' key ' || kid FROM client_key WHERE ends_at > ?1 AND ends_at <= ?2`,
    )
    .bind(since, now)
    .all<{ ended: string }>();
  return new Set(results.map((row) => row.ended));
}

/** Clients whose scopes changed lately, with the number that tokens given since then carry. */
export async function changedClients(db: D1Database, since: number): Promise<Map<string, number>> {
  const { results } = await db
    .prepare('SELECT id, auth_epoch FROM client WHERE changed_at > ?1')
    .bind(since)
    .all<{ id: string; auth_epoch: number }>();
  return new Map(results.map((row) => [row.id, row.auth_epoch]));
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

export interface PeopleChanged {
  /** Revision of each membership that changed lately; null = it has ended. */
  readonly memberships: ReadonlyMap<string, number | null>;
  /** When persons signed out everywhere, ms. */
  readonly signedOut: ReadonlyMap<string, number>;
  readonly endedSwitches: ReadonlySet<string>;
}

/** What ended tokens of persons since then. */
export async function peopleChanged(db: D1Database, since: number): Promise<PeopleChanged> {
  const { results } = await db
    .prepare(
      `SELECT 'membership' AS kind, id, iif(ended_at IS NULL, revision, NULL) AS value FROM membership WHERE changed_at > ?1
       UNION ALL SELECT 'person', id, signed_out_at FROM person WHERE signed_out_at > 0 AND signed_out_at > ?1
       UNION ALL SELECT 'switch', id, NULL FROM role_switch WHERE ended_at IS NOT NULL AND ended_at > ?1`,
    )
    .bind(since)
    .all<{ kind: 'membership' | 'person' | 'switch'; id: string; value: number | null }>();
  const of = (kind: string) => results.filter((row) => row.kind === kind);
  return {
    memberships: new Map(of('membership').map((row) => [row.id, row.value])),
    signedOut: new Map(of('person').map((row) => [row.id, row.value ?? 0])),
    endedSwitches: new Set(of('switch').map((row) => row.id)),
  };
}

export async function readClientName(db: D1Database, id: string): Promise<string | null> {
  const row = await db.prepare('SELECT name FROM client WHERE id = ?1').bind(id).first<{ name: string }>();
  return row?.name ?? null;
}
