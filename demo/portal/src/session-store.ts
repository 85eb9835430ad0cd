/** Only SQL: sessions of people, by the SHA-256 of their cookie. Times in ms. */
export interface SessionRow {
  readonly id_sha256: string;
  readonly user: string;
  readonly membership: string | null;
  readonly memberships: string;
  readonly support: string | null;
  readonly support_membership: string | null;
  readonly issuer: string;
  readonly subject: string;
  readonly sid: string | null;
  readonly signed_in_at: string;
  readonly created_at: number;
  readonly seen_at: number;
  readonly ends_at: number;
}

/** With it, what is over is forgotten. */
export async function addSession(db: D1Database, row: SessionRow): Promise<void> {
  await db.batch([
    db.prepare('DELETE FROM session WHERE ends_at < ?1').bind(row.created_at),
    db
      .prepare(
        `INSERT INTO session (id_sha256, user, membership, memberships, support, support_membership, issuer, subject, sid, signed_in_at, created_at, seen_at, ends_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)`,
      )
      .bind(
        row.id_sha256,
        row.user,
        row.membership,
        row.memberships,
        row.support,
        row.support_membership,
        row.issuer,
        row.subject,
        row.sid,
        row.signed_in_at,
        row.created_at,
        row.seen_at,
        row.ends_at,
      ),
  ]);
}

export const readSession = (db: D1Database, id: string, now: number, idleMs: number): Promise<SessionRow | null> =>
  db
    .prepare('SELECT * FROM session WHERE id_sha256 = ?1 AND ends_at > ?2 AND seen_at > ?2 - ?3')
    .bind(id, now, idleMs)
    .first<SessionRow>();

export const touchSession = (db: D1Database, id: string, now: number) =>
  db.prepare('UPDATE session SET seen_at = max(seen_at, ?2) WHERE id_sha256 = ?1').bind(id, now).run();

/** Another hat; a role switch under way is left. */
export const wear = (db: D1Database, id: string, user: string, membership: string) =>
  db.batch([
    db
      .prepare('UPDATE session SET membership = ?2, support = NULL, support_membership = NULL WHERE id_sha256 = ?1')
      .bind(id, membership),
    db
      .prepare(
        'INSERT INTO last_membership (user, membership) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET membership = ?2',
      )
      .bind(user, membership),
  ]);

/** No hat is left: the session goes on without one. */
export const takeOff = (db: D1Database, id: string) =>
  db.prepare('UPDATE session SET membership = NULL WHERE id_sha256 = ?1').bind(id).run();

export const keepMemberships = (db: D1Database, id: string, memberships: readonly string[]) =>
  db.prepare('UPDATE session SET memberships = ?2 WHERE id_sha256 = ?1').bind(id, JSON.stringify(memberships)).run();

export const lookAs = (db: D1Database, id: string, support: string | null, membership: string | null) =>
  db
    .prepare('UPDATE session SET support = ?2, support_membership = ?3 WHERE id_sha256 = ?1')
    .bind(id, support, membership)
    .run();

export const lastMembership = async (db: D1Database, user: string): Promise<string | null> =>
  (
    await db
      .prepare('SELECT membership FROM last_membership WHERE user = ?1')
      .bind(user)
      .first<{ membership: string }>()
  )?.membership ?? null;

export const endSession = (db: D1Database, id: string) =>
  db.prepare('DELETE FROM session WHERE id_sha256 = ?1').bind(id).run();

export const endSessionsOf = (db: D1Database, user: string) =>
  db.prepare('DELETE FROM session WHERE user = ?1').bind(user).run();
