/** Only SQL: persons, one for each issuer and subject. */
import type { SignInBody } from '#protocol';

export interface Person {
  readonly key: number;
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly email_verified: number;
  readonly locale: string | null;
  readonly signed_out_at: number;
  readonly erased_at: number | null;
}

/** As the issuer says it now; `id` only where the person is new. */
export const putPersonStatement = (db: D1Database, id: string, body: SignInBody, now: number): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO person (id, issuer, subject, name, email, email_verified, locale, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
       ON CONFLICT (issuer, subject) DO UPDATE SET name = coalesce(excluded.name, name), email = coalesce(excluded.email, email),
         email_verified = CASE WHEN excluded.email IS NULL THEN 0 ELSE excluded.email_verified END, locale = coalesce(excluded.locale, locale)`,
    )
    .bind(
      id,
      body.issuer,
      body.subject,
      body.name ?? null,
      body.email ?? null,
      body.email !== undefined && body.emailVerified === true ? 1 : 0,
      body.locale ?? null,
      now,
    );

const COLUMNS = 'key, id, name, email, email_verified, locale, signed_out_at, erased_at';

export const readPersonBySubject = (db: D1Database, issuer: string, subject: string): Promise<Person | null> =>
  db.prepare(`SELECT ${COLUMNS} FROM person WHERE issuer = ?1 AND subject = ?2`).bind(issuer, subject).first<Person>();

export const readPerson = (db: D1Database, id: string): Promise<Person | null> =>
  db.prepare(`SELECT ${COLUMNS} FROM person WHERE id = ?1`).bind(id).first<Person>();

export const signOutStatement = (db: D1Database, id: string, at: number): D1PreparedStatement =>
  db.prepare('UPDATE person SET signed_out_at = max(signed_out_at, ?2) WHERE id = ?1').bind(id, at);

/** Mails that wait or were kept, and invitations: an open one is withdrawn, none keeps the address. Before the person itself. */
export const forgetAddressStatements = (db: D1Database, id: string, at: number): D1PreparedStatement[] => [
  db.prepare('DELETE FROM mail WHERE lower(recipient) = (SELECT lower(email) FROM person WHERE id = ?1)').bind(id),
  db
    .prepare(
      `UPDATE invitation SET email = '', revision = revision + 1, withdrawn_at = iif(accepted_at IS NULL, coalesce(withdrawn_at, ?2), withdrawn_at)
       WHERE accepted_by = (SELECT key FROM person WHERE id = ?1)
         OR (accepted_by IS NULL AND lower(email) = (SELECT lower(email) FROM person WHERE id = ?1))`,
    )
    .bind(id, at),
];

/**
 * Nothing of the person is left but the id; whoever signs in with that account again is somebody new. Not while they are a
 * member anywhere.
 */
export const eraseStatement = (db: D1Database, id: string, at: number): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE person SET issuer = '', subject = id, name = NULL, email = NULL, email_verified = 0, locale = NULL, erased_at = ?2,
         signed_out_at = max(signed_out_at, ?2)
       WHERE id = ?1 AND erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.person = person.key AND m.ended_at IS NULL)`,
    )
    .bind(id, at);
