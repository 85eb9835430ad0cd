/** Only SQL: what an organisation has set about its agreements. */
export async function readTwoPeopleFrom(directory: D1Database, organisation: number): Promise<number | null> {
  const row = await directory
    .prepare('SELECT two_people_from AS limit_from FROM agreement_setting WHERE organisation = ?1')
    .bind(organisation)
    .first<{ limit_from: number | null }>();
  return row?.limit_from ?? null;
}
