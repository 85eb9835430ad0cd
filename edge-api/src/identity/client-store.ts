/** Only SQL: clients, the machines of an organisation, with their secrets and keys. */
import type { Client, Scope } from '#protocol';
import { KEY_OF } from '../catalogue/asked.ts';

interface Row {
  readonly key: number;
  readonly type: string;
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly scopes: string;
  readonly created_at: number;
  readonly disabled_at: number | null;
  readonly secrets: string;
  readonly keys: string;
  readonly used: number | null;
}
interface Credential {
  readonly id: string;
  readonly created: number;
  readonly ends: number | null;
  readonly used: number | null;
}
/** A client and whose it is. */
export interface OwnedClient {
  readonly client: Client;
  readonly organisation: { readonly key: number; readonly type: string };
}

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));
const parts = (json: string) =>
  (JSON.parse(json) as Credential[]).toSorted((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1));

const LIVING = '(ends_at IS NULL OR ends_at > ?1)';
const SELECT = `SELECT o.key, o.type, c.id, o.id AS organisation, c.name, c.scopes, c.created_at, c.disabled_at,
  (SELECT json_group_array(json_object('id', id, 'created', created_at, 'ends', ends_at, 'used', last_used_at))
   FROM client_secret WHERE client = c.id AND ${LIVING}) AS secrets,
  (SELECT json_group_array(json_object('id', kid, 'created', created_at, 'ends', ends_at, 'used', last_used_at))
   FROM client_key WHERE client = c.id AND ${LIVING}) AS keys,
  (SELECT max(at) FROM (SELECT last_used_at AS at FROM client_secret WHERE client = c.id
   UNION ALL SELECT last_used_at FROM client_key WHERE client = c.id)) AS used
  FROM client c JOIN organisation o ON o.key = c.organisation`;

const toOwned = (row: Row): OwnedClient => ({
  organisation: { key: row.key, type: row.type },
  client: {
    id: row.id,
    organisation: row.organisation,
    name: row.name,
    scopes: JSON.parse(row.scopes) as string[],
    createdAt: iso(row.created_at),
    disabledAt: isoOrNull(row.disabled_at),
    lastUsedAt: isoOrNull(row.used),
    secrets: parts(row.secrets).map(({ id, created, ends, used }) => ({
      id,
      createdAt: iso(created),
      endsAt: isoOrNull(ends),
      lastUsedAt: isoOrNull(used),
    })),
    keys: parts(row.keys).map(({ id, created, used }) => ({
      kid: id,
      createdAt: iso(created),
      lastUsedAt: isoOrNull(used),
    })),
  },
});

/** One client of this organisation; of any, when that is null. */
export async function readOwnedClient(
  db: D1Database,
  id: string,
  organisation: number | null,
  now: number,
): Promise<OwnedClient | null> {
  const row = await db
    .prepare(`${SELECT} WHERE c.id = ${KEY_OF('client', '?2', ['organisation'], '?3 IS NULL OR $1 = ?3', 'id')}`)
    .bind(now, id, organisation)
    .first<Row>();
  return row && toOwned(row);
}

/** In order of id; never a secret, not even its hash. */
export async function listClients(
  db: D1Database,
  filter: {
    readonly key: number | null;
    readonly organisation: string | null;
    readonly after: string;
    readonly limit: number;
  },
  now: number,
): Promise<Client[]> {
  const { results } = await db
    .prepare(
      `${SELECT} WHERE c.id > ?2 AND (?3 IS NULL OR o.key = ?3) AND (?4 IS NULL OR o.id = ?4) ORDER BY c.id LIMIT ?5`,
    )
    .bind(now, filter.after, filter.key, filter.organisation, filter.limit)
    .all<Row>();
  return results.map((row) => toOwned(row).client);
}

/** Its first secret comes with it, by a trigger. */
export const addClientStatement = (
  db: D1Database,
  row: {
    readonly id: string;
    readonly name: string;
    readonly scopes: readonly Scope[];
    readonly organisationKey: number;
    readonly secretSha256: string;
  },
  now: number,
): D1PreparedStatement =>
  db
    .prepare(
      'INSERT INTO client (id, organisation, name, secret_sha256, scopes, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)',
    )
    .bind(row.id, row.organisationKey, row.name, row.secretSha256, JSON.stringify(row.scopes), now);

/** Other scopes raise the number that its tokens carry. */
export const changeClientStatement = (
  db: D1Database,
  id: string,
  change: { readonly name?: string | undefined; readonly scopes?: readonly Scope[] | undefined },
  now: number,
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE client SET name = coalesce(?2, name), scopes = coalesce(?3, scopes),
       auth_epoch = auth_epoch + (coalesce(?3, scopes) <> scopes),
       changed_at = CASE WHEN coalesce(?3, scopes) = scopes THEN changed_at ELSE ?4 END
       WHERE id = ?1 AND (coalesce(?2, name) <> name OR coalesce(?3, scopes) <> scopes)`,
    )
    .bind(id, change.name ?? null, change.scopes ? JSON.stringify(change.scopes) : null, now);

export const disableClientStatement = (db: D1Database, id: string, now: number): D1PreparedStatement =>
  db.prepare('UPDATE client SET disabled_at = ?2 WHERE id = ?1 AND disabled_at IS NULL').bind(id, now);

/** What the bundle before knows of a client is one secret: the newest that stands. */
const newestStatement = (db: D1Database, client: string, now: number): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE client SET secret_sha256 = coalesce((SELECT secret_sha256 FROM client_secret
       WHERE client = ?2 AND ${LIVING} ORDER BY created_at DESC, id DESC LIMIT 1), '') WHERE id = ?2`,
    )
    .bind(now, client);

/** A new secret; with `othersEndAt` those that stand end then, or sooner where that was said before. */
export const addSecretStatements = (
  db: D1Database,
  secret: { readonly id: string; readonly client: string; readonly sha256: string },
  othersEndAt: number | null,
  now: number,
): D1PreparedStatement[] => [
  ...(othersEndAt === null
    ? []
    : [
        db
          .prepare(`UPDATE client_secret SET ends_at = min(coalesce(ends_at, ?3), ?3) WHERE client = ?2 AND ${LIVING}`)
          .bind(now, secret.client, othersEndAt),
      ]),
  db
    .prepare('INSERT INTO client_secret (id, client, secret_sha256, created_at) VALUES (?1, ?2, ?3, ?4)')
    .bind(secret.id, secret.client, secret.sha256, now),
  newestStatement(db, secret.client, now),
];

export const endSecretStatements = (db: D1Database, client: string, id: string, now: number): D1PreparedStatement[] => [
  db.prepare('UPDATE client_secret SET ends_at = ?3 WHERE client = ?1 AND id = ?2').bind(client, id, now),
  newestStatement(db, client, now),
];

export const addKeyStatement = (
  db: D1Database,
  key: { readonly client: string; readonly kid: string; readonly publicJwk: string },
  now: number,
): D1PreparedStatement =>
  db
    .prepare('INSERT INTO client_key (client, kid, public_jwk, created_at) VALUES (?1, ?2, ?3, ?4)')
    .bind(key.client, key.kid, key.publicJwk, now);

export const endKeyStatement = (db: D1Database, client: string, kid: string, now: number): D1PreparedStatement =>
  db
    .prepare('UPDATE client_key SET ends_at = ?3 WHERE client = ?1 AND kid = ?2 AND (ends_at IS NULL OR ends_at > ?3)')
    .bind(client, kid, now);

/** Also of a key that has ended. */
export const isKidTaken = async (db: D1Database, client: string, kid: string): Promise<boolean> =>
  (await db.prepare('SELECT 1 AS taken FROM client_key WHERE client = ?1 AND kid = ?2').bind(client, kid).first()) !==
  null;
