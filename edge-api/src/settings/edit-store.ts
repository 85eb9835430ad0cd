/** Only SQL: how often an organisation changed what it set. */

/** 0 = never, or not since edits are numbered. */
export async function readRevision(db: D1Database, organisation: number, setting: string): Promise<number> {
  const row = await db
    .prepare('SELECT max(revision) AS revision FROM setting_edit WHERE organisation = ?1 AND setting = ?2')
    .bind(organisation, setting)
    .first<{ revision: number | null }>();
  return row?.revision ?? 0;
}

/** Fails on UNIQUE where somebody else made this edit first. */
export const addEdit = (
  db: D1Database,
  organisation: number,
  setting: string,
  revision: number,
  now: number,
): D1PreparedStatement =>
  db
    .prepare('INSERT INTO setting_edit (organisation, setting, revision, edited_at) VALUES (?1, ?2, ?3, ?4)')
    .bind(organisation, setting, revision, now);
