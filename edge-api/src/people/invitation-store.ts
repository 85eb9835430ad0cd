/** Only SQL: invitations, and how often a wrong token was tried. */
import type { Grid, Invitation, Preset } from '#protocol';
import { gridOf, type Terms } from './membership-store.ts';
import { KEY_OF } from '../catalogue/asked.ts';

export interface InvitationFound extends Terms {
  readonly key: number;
  readonly id: string;
  readonly organisation: { readonly key: number; readonly id: string; readonly name: string; readonly type: string };
  readonly livemode: boolean;
  readonly email: string;
  readonly locale: string | null;
  readonly invitedBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly sent: number;
  readonly sentAt: number;
  readonly acceptedAt: number | null;
  readonly acceptedBy: string | null;
  readonly withdrawnAt: number | null;
  readonly revision: number;
}

interface Row {
  readonly key: number;
  readonly id: string;
  readonly organisation: number;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly organisation_type: string;
  readonly livemode: number;
  readonly email: string;
  readonly locale: string | null;
  readonly preset: Preset | null;
  readonly grid: string;
  readonly productions: string | null;
  readonly invited_by: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly sent: number;
  readonly sent_at: number;
  readonly accepted_at: number | null;
  readonly accepted_by: string | null;
  readonly withdrawn_at: number | null;
  readonly revision: number;
}

const SELECT = `SELECT i.key, i.id, i.organisation, o.id AS organisation_id, o.name AS organisation_name, o.type AS organisation_type, o.livemode, i.email,
  i.locale, i.preset, i.grid, i.productions, coalesce((SELECT name FROM person p WHERE p.id = i.invited_by), (SELECT name FROM client c WHERE c.id = i.invited_by), i.invited_by) AS invited_by,
  i.created_at, i.expires_at, i.sent, i.sent_at, i.accepted_at,
  (SELECT id FROM person p WHERE p.key = i.accepted_by) AS accepted_by, i.withdrawn_at, i.revision
  FROM invitation i JOIN organisation o ON o.key = i.organisation AND o.disabled_at IS NULL`;

const toFound = (row: Row): InvitationFound => ({
  key: row.key,
  id: row.id,
  organisation: {
    key: row.organisation,
    id: row.organisation_id,
    name: row.organisation_name,
    type: row.organisation_type,
  },
  livemode: row.livemode === 1,
  email: row.email,
  locale: row.locale,
  preset: row.preset,
  grid: gridOf(row.preset, row.grid, row.organisation_type),
  productions: row.productions === null ? null : (JSON.parse(row.productions) as string[]),
  invitedBy: row.invited_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  sent: row.sent,
  sentAt: row.sent_at,
  acceptedAt: row.accepted_at,
  acceptedBy: row.accepted_by,
  withdrawnAt: row.withdrawn_at,
  revision: row.revision,
});

export function stateOf(
  one: Pick<InvitationFound, 'acceptedAt' | 'withdrawnAt' | 'expiresAt'>,
  now: number,
): Invitation['state'] {
  if (one.acceptedAt !== null) return 'accepted';
  if (one.withdrawnAt !== null) return 'withdrawn';
  return one.expiresAt <= now ? 'expired' : 'waiting';
}

const iso = (at: number) => new Date(at).toISOString();
export const toAnswer = (one: InvitationFound, now: number): Invitation => ({
  id: one.id,
  email: one.email,
  preset: one.preset,
  grid: one.grid,
  productions: one.productions === null ? null : [...one.productions],
  invitedBy: one.invitedBy,
  createdAt: iso(one.createdAt),
  expiresAt: iso(one.expiresAt),
  sent: one.sent,
  acceptedAt: one.acceptedAt === null ? null : iso(one.acceptedAt),
  acceptedBy: one.acceptedBy,
  state: stateOf(one, now),
});

export async function readByToken(db: D1Database, tokenSha256: string): Promise<InvitationFound | null> {
  const row = await db.prepare(`${SELECT} WHERE i.token_sha256 = ?1`).bind(tokenSha256).first<Row>();
  return row && toFound(row);
}

export async function readInvitation(
  db: D1Database,
  organisation: number,
  id: string,
): Promise<InvitationFound | null> {
  const row = await db
    .prepare(`${SELECT} WHERE i.key = ${KEY_OF('invitation', '?1', ['organisation'], '?2 = 0 OR $1 = ?2')}`)
    .bind(id, organisation)
    .first<Row>();
  return row && toFound(row);
}

/** One to this address in this role that was neither accepted nor withdrawn. */
export async function readOpen(
  db: D1Database,
  organisation: number,
  email: string,
  preset: Preset | null,
): Promise<InvitationFound | null> {
  const row = await db
    .prepare(
      `${SELECT} WHERE i.organisation = ?1 AND lower(i.email) = lower(?2) AND coalesce(i.preset, '') = coalesce(?3, '')
       AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL`,
    )
    .bind(organisation, email, preset)
    .first<Row>();
  return row && toFound(row);
}

/** Newest first. */
export async function listInvitations(
  db: D1Database,
  organisation: number,
  before: number,
  limit: number,
): Promise<InvitationFound[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE i.organisation = ?1 AND i.key < ?2 ORDER BY i.key DESC LIMIT ?3`)
    .bind(organisation, before, limit)
    .all<Row>();
  return results.map(toFound);
}

/** Mails an organisation had sent since then, at most `limit`. */
export async function countSent(db: D1Database, organisation: number, since: number): Promise<number> {
  const row = await db
    .prepare('SELECT count(*) AS n FROM invitation WHERE organisation = ?1 AND sent_at > ?2')
    .bind(organisation, since)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

export const addStatement = (
  db: D1Database,
  made: {
    readonly id: string;
    readonly organisation: number;
    readonly email: string;
    readonly locale: string | null;
    readonly preset: Preset | null;
    readonly grid: Grid;
    readonly productions: readonly string[] | null;
    readonly tokenSha256: string;
    readonly invitedBy: string;
    readonly now: number;
    readonly expiresAt: number;
  },
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO invitation (id, organisation, email, locale, preset, grid, productions, token_sha256, invited_by, created_at, sent_at, expires_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, ?11)`,
    )
    .bind(
      made.id,
      made.organisation,
      made.email,
      made.locale,
      made.preset,
      JSON.stringify(made.grid),
      made.productions && JSON.stringify(made.productions),
      made.tokenSha256,
      made.invitedBy,
      made.now,
      made.expiresAt,
    );

/** A new link; the one before it leads nowhere from now on. */
export const resendStatement = (
  db: D1Database,
  seen: InvitationFound,
  made: { readonly tokenSha256: string; readonly now: number; readonly expiresAt: number },
): D1PreparedStatement =>
  db
    .prepare(
      'UPDATE invitation SET token_sha256 = ?2, expires_at = ?3, sent = sent + 1, sent_at = ?4, revision = ?5 + 1 WHERE key = ?1',
    )
    .bind(seen.key, made.tokenSha256, made.expiresAt, made.now, seen.revision);

export const withdrawStatement = (db: D1Database, seen: InvitationFound, now: number): D1PreparedStatement =>
  db
    .prepare('UPDATE invitation SET withdrawn_at = ?2, revision = ?3 + 1 WHERE key = ?1')
    .bind(seen.key, now, seen.revision);

export const acceptStatement = (
  db: D1Database,
  seen: InvitationFound,
  person: number,
  now: number,
): D1PreparedStatement =>
  db
    .prepare('UPDATE invitation SET accepted_at = ?2, accepted_by = ?3, revision = ?4 + 1 WHERE key = ?1')
    .bind(seen.key, now, person, seen.revision);

/** The origin people sign in at: the first registered with an organisation of type platform. */
export async function readPortalOrigin(db: D1Database): Promise<string | null> {
  const row = await db
    .prepare(
      `SELECT origins->>0 AS origin FROM organisation WHERE type = 'platform' AND disabled_at IS NULL AND merged_into IS NULL
       AND json_array_length(origins) > 0 ORDER BY key LIMIT 1`,
    )
    .first<{ origin: string }>();
  return row?.origin ?? null;
}

export const readFailures = (
  db: D1Database,
  client: string,
  user: string,
): Promise<{ began_at: number; failures: number } | null> =>
  db
    .prepare('SELECT began_at, failures FROM wrong_token WHERE client = ?1 AND user = ?2')
    .bind(client, user)
    .first<{ began_at: number; failures: number }>();

export const addFailure = (db: D1Database, client: string, user: string, now: number, windowMs: number) =>
  db
    .prepare(
      `INSERT INTO wrong_token (client, user, began_at, failures) VALUES (?1, ?2, ?3, 1)
       ON CONFLICT DO UPDATE SET began_at = iif(began_at > ?3 - ?4, began_at, ?3), failures = iif(began_at > ?3 - ?4, failures + 1, 1)`,
    )
    .bind(client, user, now, windowMs)
    .run();

export const sweepFailures = (db: D1Database, before: number) =>
  db.prepare('DELETE FROM wrong_token WHERE began_at < ?1').bind(before).run();
