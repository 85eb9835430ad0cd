/** Only SQL: members of an organisation with a mailbox, those limited to some productions left out. */
import type { Preset } from '#protocol';

export interface Mailbox {
  readonly email: string;
  readonly preset: Preset | null;
  readonly grid: string;
  /** Of the organisation. */
  readonly type: string;
}

/** In the order they joined. */
export async function readMailboxes(directory: D1Database, organisation: number): Promise<readonly Mailbox[]> {
  const { results } = await directory
    .prepare(
      `SELECT p.email, m.preset, m.grid, o.type FROM membership m JOIN person p ON p.key = m.person
       JOIN organisation o ON o.key = m.organisation
       WHERE m.organisation = ?1 AND m.ended_at IS NULL AND m.productions IS NULL AND p.email IS NOT NULL ORDER BY m.key`,
    )
    .bind(organisation)
    .all<Mailbox>();
  return results;
}
