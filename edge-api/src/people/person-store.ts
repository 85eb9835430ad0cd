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

const COLUMNS = 'key, id, name, email, email_verified, locale, signed_out_at';

export const readPersonBySubject = (db: D1Database, issuer: string, subject: string): Promise<Person | null> =>
  db.prepare(`SELECT ${COLUMNS} FROM person WHERE issuer = ?1 AND subject = ?2`).bind(issuer, subject).first<Person>();

export const readPerson = (db: D1Database, id: string): Promise<Person | null> =>
  db.prepare(`SELECT ${COLUMNS} FROM person WHERE id = ?1`).bind(id).first<Person>();

export const signOutStatement = (db: D1Database, id: string, at: number): D1PreparedStatement =>
  db.prepare('UPDATE person SET signed_out_at = max(signed_out_at, ?2) WHERE id = ?1').bind(id, at);
