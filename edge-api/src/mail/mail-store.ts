/** Only SQL: mail that is to leave, one row each. The text is emptied as soon as it is no longer needed. */
import { newId } from '../identity/secret.ts';

export interface MailDraft {
  readonly recipient: string;
  readonly subject: string;
  /** Plain text; may hold a single-use link. */
  readonly body: string;
}

export interface MailRow extends MailDraft {
  readonly key: number;
  readonly id: string;
  readonly created_at: number;
  readonly attempts: number;
}

/** Goes into the same `batch()` as the change that causes the mail. */
export const mailStatement = (db: D1Database, { recipient, subject, body }: MailDraft, now: number) =>
  db
    .prepare('INSERT INTO mail (id, recipient, subject, body, created_at, next_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)')
    .bind(newId('MAI'), recipient, subject, body, now);

/** The same, only if the statement before it in the batch changed a row. */
export const mailIfChangedStatement = (db: D1Database, { recipient, subject, body }: MailDraft, now: number) =>
  db
    .prepare(
      'INSERT INTO mail (id, recipient, subject, body, created_at, next_at) SELECT ?1, ?2, ?3, ?4, ?5, ?5 WHERE changes() > 0',
    )
    .bind(newId('MAI'), recipient, subject, body, now);

const WAITING = 'sent_at IS NULL AND given_up_at IS NULL';

/**
 * Takes up to `limit` due mails and sets when each is tried again, before it is tried: a run that is cut off in between
 * neither loses a mail nor sends it again at once. The n-th retry is `firstMs * 2^n` later, at most `longestMs`.
 */
export async function takeDue(
  db: D1Database,
  now: number,
  { limit, firstMs, longestMs }: { limit: number; firstMs: number; longestMs: number },
): Promise<MailRow[]> {
  const { results } = await db
    .prepare(
      `UPDATE mail SET attempts = attempts + 1, next_at = ?1 + min(?4, ?3 << min(attempts, 20))
       WHERE key IN (SELECT key FROM mail WHERE ${WAITING} AND next_at <= ?1 ORDER BY next_at LIMIT ?2) AND ${WAITING}
       RETURNING key, id, recipient, subject, body, created_at, attempts`,
    )
    .bind(now, limit, firstMs, longestMs)
    .all<MailRow>();
  return results;
}

export const markSent = (db: D1Database, key: number, now: number) =>
  db.prepare("UPDATE mail SET sent_at = ?2, body = '', fault = NULL WHERE key = ?1").bind(key, now);

export const markFailed = (db: D1Database, key: number, fault: string) =>
  db.prepare('UPDATE mail SET fault = ?2 WHERE key = ?1').bind(key, fault);

export const markGivenUp = (db: D1Database, key: number, fault: string, now: number) =>
  db.prepare("UPDATE mail SET given_up_at = ?3, body = '', fault = ?2 WHERE key = ?1").bind(key, fault, now);

/** Forgets whom was written to. */
export const sweepMail = (db: D1Database, before: number) =>
  db.prepare('DELETE FROM mail WHERE coalesce(sent_at, given_up_at) < ?1').bind(before).run();

export interface MailCounts {
  readonly waiting: number;
  readonly since: number | null;
  readonly sent: number;
  readonly given_up: number;
}

export const countMail = (db: D1Database) =>
  db
    .prepare(
      `SELECT count(*) FILTER (WHERE ${WAITING}) AS waiting, min(created_at) FILTER (WHERE ${WAITING}) AS since,
              count(sent_at) AS sent, count(given_up_at) AS given_up FROM mail`,
    )
    .first<MailCounts>();

export interface FaultRow {
  readonly id: string;
  readonly created_at: number;
  readonly attempts: number;
  readonly next_at: number;
  readonly given_up_at: number | null;
  readonly fault: string;
}

export async function listFaults(db: D1Database, limit: number): Promise<FaultRow[]> {
  const { results } = await db
    .prepare(
      `SELECT id, created_at, attempts, next_at, given_up_at, fault FROM mail
       WHERE sent_at IS NULL AND fault IS NOT NULL ORDER BY key DESC LIMIT ?1`,
    )
    .bind(limit)
    .all<FaultRow>();
  return results;
}
