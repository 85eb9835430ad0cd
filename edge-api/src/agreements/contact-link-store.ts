/** Only SQL: links for contacts outside the platform, in the shard of the agreement's venue, and how one is found by its token. */
import type { Side } from '#protocol';

export interface ContactLinkRow {
  readonly tenant: number;
  readonly id: string;
  readonly agreement: string;
  readonly version: number;
  readonly sha256: string;
  readonly side: Side;
  readonly email: string;
  readonly expiresAt: number;
  readonly codeSha256: string | null;
  readonly codeAt: number | null;
  /** The last but two code that was mailed. */
  readonly thirdSentAt: number | null;
  readonly tries: number;
  readonly usedAt: number | null;
  readonly endedAt: number | null;
  readonly endedHow: 'replaced' | 'withdrawn' | null;
  readonly openedAt: number | null;
  readonly madeAt: number;
  readonly name: string | null;
}

export const MOST_TRIES = 5;
const ALIVE = `used_at IS NULL AND ended_at IS NULL AND tries < ${MOST_TRIES} AND email IS NOT NULL`;

/** Which agreement and link a token is of; nothing once it has expired. */
export const readLinkHome = (directory: D1Database, tokenSha256: string, now: number) =>
  directory
    .prepare('SELECT agreement, link FROM contact_link_home WHERE token_sha256 = ?1 AND expires_at > ?2')
    .bind(tokenSha256, now)
    .first<{ agreement: string; link: string }>();

export const addLinkHomeStatement = (
  directory: D1Database,
  made: {
    readonly tokenSha256: string;
    readonly agreement: string;
    readonly link: string;
    readonly maker: number;
    readonly now: number;
    readonly expiresAt: number;
  },
): D1PreparedStatement =>
  directory
    .prepare(
      `INSERT INTO contact_link_home (token_sha256, agreement, link, maker, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    )
    .bind(made.tokenSha256, made.agreement, made.link, made.maker, made.now, made.expiresAt);

/** Links an organisation had mailed since then. */
export async function countLinks(directory: D1Database, maker: number, since: number): Promise<number> {
  const row = await directory
    .prepare('SELECT count(*) AS n FROM contact_link_home WHERE maker = ?1 AND created_at > ?2')
    .bind(maker, since)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** When a link for this agreement was last mailed, and how many were since then. */
export async function readMailed(
  directory: D1Database,
  agreement: string,
  since: number,
): Promise<{ readonly n: number; readonly last: number | null }> {
  const row = await directory
    .prepare(
      'SELECT count(*) AS n, max(created_at) AS last FROM contact_link_home WHERE agreement = ?1 AND created_at > ?2',
    )
    .bind(agreement, since)
    .first<{ n: number; last: number | null }>();
  return row ?? { n: 0, last: null };
}

export const sweepLinkHomes = (directory: D1Database, now: number) =>
  directory.prepare('DELETE FROM contact_link_home WHERE expires_at <= ?1').bind(now).run();

const COLUMNS = `tenant, id, agreement, version, sha256, side, coalesce(email, '') AS email, expires_at AS expiresAt,
  code_sha256 AS codeSha256, code_at AS codeAt, sent_3 AS thirdSentAt, tries, used_at AS usedAt, ended_at AS endedAt, ended_how AS endedHow,
  opened_at AS openedAt, made_at AS madeAt, name`;

export const readLink = (shard: D1Database, tenant: number, id: string): Promise<ContactLinkRow | null> =>
  shard
    .prepare(`SELECT ${COLUMNS} FROM contact_link WHERE tenant = ?1 AND id = ?2`)
    .bind(tenant, id)
    .first<ContactLinkRow>();

/** Those that were mailed to a side, newest first, and no more than anybody follows. */
export async function readLinksTo(
  shard: D1Database,
  of: Pick<ContactLinkRow, 'tenant' | 'agreement' | 'side'>,
): Promise<readonly ContactLinkRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT ${COLUMNS} FROM contact_link WHERE tenant = ?1 AND agreement = ?2 AND side = ?3 ORDER BY made_at DESC, id DESC LIMIT 50`,
    )
    .bind(of.tenant, of.agreement, of.side)
    .all<ContactLinkRow>();
  return results;
}

/** Those before it for the same side lead nowhere from now on. */
export const endOthersStatement = (
  shard: D1Database,
  of: Pick<ContactLinkRow, 'tenant' | 'agreement' | 'side'>,
  now: number,
): D1PreparedStatement =>
  shard
    .prepare(
      "UPDATE contact_link SET ended_at = ?4, ended_how = 'replaced' WHERE tenant = ?1 AND agreement = ?2 AND side = ?3 AND used_at IS NULL AND ended_at IS NULL",
    )
    .bind(of.tenant, of.agreement, of.side, now);

export const addLinkStatement = (
  shard: D1Database,
  made: Pick<
    ContactLinkRow,
    'tenant' | 'id' | 'agreement' | 'version' | 'sha256' | 'side' | 'email' | 'name' | 'expiresAt'
  > & {
    readonly maker: number;
    readonly now: number;
  },
): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO contact_link (tenant, id, agreement, version, sha256, side, email, made_by, made_at, expires_at, name)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)`,
    )
    .bind(
      made.tenant,
      made.id,
      made.agreement,
      made.version,
      made.sha256,
      made.side,
      made.email,
      made.maker,
      made.now,
      made.expiresAt,
      made.name,
    );

type Which = Pick<ContactLinkRow, 'tenant' | 'id'>;

/** A new code in the place of the one before, if fewer than three were mailed since `since`; answers whether. */
export const codeStatement = (
  shard: D1Database,
  link: Which,
  code: { readonly sha256: string; readonly now: number; readonly since: number },
): D1PreparedStatement =>
  shard
    .prepare(
      `UPDATE contact_link SET code_sha256 = ?3, code_at = ?4, sent_3 = sent_2, sent_2 = sent_1, sent_1 = ?4
       WHERE tenant = ?1 AND id = ?2 AND ${ALIVE} AND (sent_3 IS NULL OR sent_3 <= ?5) RETURNING id`,
    )
    .bind(link.tenant, link.id, code.sha256, code.now, code.since);

/** Takes one of the tries before anything is compared, if there is a code to compare with: two at once are two. */
export const tryStatement = (shard: D1Database, link: Which, codesSince: number): D1PreparedStatement =>
  shard
    .prepare(
      `UPDATE contact_link SET tries = tries + 1 WHERE tenant = ?1 AND id = ?2 AND ${ALIVE} AND code_at > ?3
       RETURNING tries, code_sha256 AS codeSha256`,
    )
    .bind(link.tenant, link.id, codesSince);

export const useStatement = (shard: D1Database, link: Which, now: number): D1PreparedStatement =>
  shard
    .prepare(
      'UPDATE contact_link SET used_at = ?3, code_sha256 = NULL WHERE tenant = ?1 AND id = ?2 AND used_at IS NULL',
    )
    .bind(link.tenant, link.id, now);

/** The first look alone is kept. */
export const openStatement = (shard: D1Database, link: Which, now: number): D1PreparedStatement =>
  shard
    .prepare('UPDATE contact_link SET opened_at = ?3 WHERE tenant = ?1 AND id = ?2 AND opened_at IS NULL')
    .bind(link.tenant, link.id, now);

export const withdrawStatement = (shard: D1Database, link: Which, now: number): D1PreparedStatement =>
  shard
    .prepare(
      `UPDATE contact_link SET ended_at = ?3, ended_how = 'withdrawn', code_sha256 = NULL
       WHERE tenant = ?1 AND id = ?2 AND used_at IS NULL AND ended_at IS NULL`,
    )
    .bind(link.tenant, link.id, now);

export const endStatement = (shard: D1Database, link: Which, now: number): D1PreparedStatement =>
  shard
    .prepare(
      'UPDATE contact_link SET ended_at = ?3, code_sha256 = NULL WHERE tenant = ?1 AND id = ?2 AND ended_at IS NULL',
    )
    .bind(link.tenant, link.id, now);

/** Forgets whom was written to, of tenants that are at home: a copy under way would see a difference. */
export const forgetContacts = (shard: D1Database, before: number) =>
  shard
    .prepare(
      `UPDATE contact_link SET email = NULL, name = NULL, code_sha256 = NULL WHERE expires_at < ?1 AND email IS NOT NULL
         AND EXISTS (SELECT 1 FROM tenant_home h WHERE h.tenant = contact_link.tenant AND h.state = 'home')`,
    )
    .bind(before)
    .run();

/** What each member holds, of an organisation and of what was merged into it. */
export async function readMemberGrids(
  directory: D1Database,
  organisation: number,
): Promise<{ readonly preset: string | null; readonly grid: string; readonly type: string }[]> {
  const { results } = await directory
    .prepare(
      `SELECT DISTINCT m.preset, m.grid, o.type FROM membership m JOIN organisation o ON o.key = m.organisation
       WHERE m.organisation = ?1 AND m.ended_at IS NULL`,
    )
    .bind(organisation)
    .all<{ preset: string | null; grid: string; type: string }>();
  return results;
}

/** Whether this address is of somebody in that organisation. */
export async function isMember(directory: D1Database, organisation: number, email: string): Promise<boolean> {
  const row = await directory
    .prepare(
      `SELECT 1 AS is_member FROM membership m JOIN person p ON p.key = m.person
       WHERE m.organisation = ?1 AND m.ended_at IS NULL AND lower(p.email) = lower(?2) LIMIT 1`,
    )
    .bind(organisation, email)
    .first();
  return row !== null;
}
