/** Only SQL: a mail that tells of an event goes into the mail table once, also when the event is told again. */
import type { MailDraft } from '../mail/mail-store.ts';

export const mailOnceStatement = (
  directory: D1Database,
  { id, recipient, subject, body }: MailDraft & { readonly id: string },
  now: number,
): D1PreparedStatement =>
  directory
    .prepare(
      `INSERT INTO mail (id, recipient, subject, body, created_at, next_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT (id) DO NOTHING`,
    )
    .bind(id, recipient, subject, body, now);
