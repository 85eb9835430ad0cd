/** Only SQL: what the token endpoint asks and notes about a client that proves itself. */
import type { Organisation } from './identity-store.ts';

interface Secret {
  readonly id: string;
  readonly sha256: string;
  readonly used: number | null;
}
interface Key {
  readonly kid: string;
  readonly jwk: string;
  readonly used: number | null;
}
export interface ProvingClient {
  readonly organisation: Organisation;
  readonly scopes: string;
  readonly epoch: number;
  readonly secrets: readonly Secret[];
  readonly keys: readonly Key[];
}
export interface Standing {
  /** null: there is none of that id, or it was disabled. */
  readonly client: ProvingClient | null;
  /** Under what its wrong secrets are counted. */
  readonly counter: string;
  readonly failures: number;
  readonly failedAt: number;
}

/** Always one query with one row, whoever is asked about. `bucket`: where wrong secrets of unknown ids are counted. */
export async function readStanding(db: D1Database, id: string, bucket: string, now: number): Promise<Standing> {
  const row = await db
    .prepare(
      `SELECT c.id AS client, c.scopes, c.auth_epoch AS epoch, o.key AS key, o.id AS id, o.type AS type, o.name AS name, o.time_zone AS time_zone, o.shard AS shard,
         o.home_epoch AS home_epoch, o.auth_epoch AS auth_epoch, o.livemode AS livemode, o.origins AS origins, coalesce(f.failures, 0) AS failures, coalesce(f.failed_at, 0) AS failedAt,
         (SELECT json_group_array(json_object('id', id, 'sha256', secret_sha256, 'used', last_used_at))
          FROM client_secret WHERE client = c.id AND (ends_at IS NULL OR ends_at > ?3)) AS secrets,
         (SELECT json_group_array(json_object('kid', kid, 'jwk', public_jwk, 'used', last_used_at))
          FROM client_key WHERE client = c.id AND (ends_at IS NULL OR ends_at > ?3)) AS keys
       FROM (SELECT ?1 AS asked) a
       LEFT JOIN (client c JOIN organisation o ON o.key = c.organisation AND o.disabled_at IS NULL)
         ON c.id = a.asked AND c.disabled_at IS NULL
       LEFT JOIN client_failure f ON f.client = coalesce(c.id, ?2)`,
    )
    .bind(id, bucket, now)
    .first<
      Organisation & {
        client: string | null;
        scopes: string;
        epoch: number;
        failures: number;
        failedAt: number;
        secrets: string;
        keys: string;
      }
    >();
  if (!row) throw new Error('a query of one row had none');
  const { client, scopes, epoch, failures, failedAt, secrets, keys, ...organisation } = row;
  return {
    counter: client ?? bucket,
    failures,
    failedAt,
    client:
      client === null
        ? null
        : {
            organisation,
            scopes,
            epoch,
            secrets: JSON.parse(secrets) as Secret[],
            keys: JSON.parse(keys) as Key[],
          },
  };
}

export const noteFailure = (db: D1Database, counter: string, now: number) =>
  db
    .prepare(
      `INSERT INTO client_failure (client, failures, failed_at) VALUES (?1, 1, ?2)
       ON CONFLICT (client) DO UPDATE SET failures = failures + 1, failed_at = excluded.failed_at`,
    )
    .bind(counter, now)
    .run();

/** A right one ends the row of wrong ones, and is remembered as used. */
export const noteSuccessStatements = (
  db: D1Database,
  used: { readonly client: string; readonly secret: string } | { readonly client: string; readonly kid: string },
  now: number,
): D1PreparedStatement[] => [
  db.prepare('DELETE FROM client_failure WHERE client = ?1').bind(used.client),
  'kid' in used
    ? db
        .prepare('UPDATE client_key SET last_used_at = ?3 WHERE client = ?1 AND kid = ?2')
        .bind(used.client, used.kid, now)
    : db
        .prepare('UPDATE client_secret SET last_used_at = ?3 WHERE client = ?1 AND id = ?2')
        .bind(used.client, used.secret, now),
];

/** False: this assertion was used before, here or in any other isolate. */
export const useAssertion = async (db: D1Database, client: string, jti: string, endsAt: number): Promise<boolean> =>
  (await db
    .prepare(
      'INSERT INTO assertion_used (client, jti, ends_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING RETURNING 1 AS used',
    )
    .bind(client, jti, endsAt)
    .first()) !== null;

/** Assertions that can no longer be good; wrong secrets of a day ago. */
export const sweepProofs = (db: D1Database, now: number) =>
  db.batch([
    db.prepare('DELETE FROM assertion_used WHERE ends_at < ?1').bind(now),
    db.prepare('DELETE FROM client_failure WHERE failed_at < ?1').bind(now - 24 * 3_600_000),
  ]);
