/** Only SQL: clients, the machines of an organisation. */
import type { Client, ClientBody } from '#protocol';

interface Row {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly scopes: string;
  readonly created_at: number;
  readonly disabled_at: number | null;
}
const iso = (at: number) => new Date(at).toISOString();

export const addClientStatement = (
  db: D1Database,
  body: ClientBody & { readonly id: string; readonly organisationKey: number; readonly secretSha256: string },
  now: number,
): D1PreparedStatement =>
  db
    .prepare(
      'INSERT INTO client (id, organisation, name, secret_sha256, scopes, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)',
    )
    .bind(body.id, body.organisationKey, body.name, body.secretSha256, JSON.stringify(body.scopes), now);

export const disableClient = (db: D1Database, id: string, now: number) =>
  db
    .prepare('UPDATE client SET disabled_at = coalesce(disabled_at, ?2) WHERE id = ?1 RETURNING id')
    .bind(id, now)
    .first<{ id: string }>();

/** In order of id; never a secret, not even its hash. */
export async function listClients(
  db: D1Database,
  filter: { readonly organisation: string | null; readonly after: string; readonly limit: number },
): Promise<Client[]> {
  const { results } = await db
    .prepare(
      `SELECT c.id, o.id AS organisation, c.name, c.scopes, c.created_at, c.disabled_at FROM client c
       JOIN organisation o ON o.key = c.organisation WHERE c.id > ?1 AND (?2 IS NULL OR o.id = ?2) ORDER BY c.id LIMIT ?3`,
    )
    .bind(filter.after, filter.organisation, filter.limit)
    .all<Row>();
  return results.map((row) => ({
    id: row.id,
    organisation: row.organisation,
    name: row.name,
    scopes: JSON.parse(row.scopes) as string[],
    createdAt: iso(row.created_at),
    disabledAt: row.disabled_at === null ? null : iso(row.disabled_at),
  }));
}
