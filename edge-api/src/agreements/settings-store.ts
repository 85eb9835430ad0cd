/** Only SQL: what an organisation asks of deals that are approved for it. */
export interface StandingSettings {
  /** Cents; null = one person is enough. */
  readonly twoPeopleFrom: number | null;
  /** Null = only while nobody of the organisation can approve here. */
  readonly contactLinks: boolean | null;
}

export async function readAgreementSettings(directory: D1Database, organisation: number): Promise<StandingSettings> {
  const row = await directory
    .prepare('SELECT two_people_from, contact_links FROM agreement_setting WHERE organisation = ?1')
    .bind(organisation)
    .first<{ two_people_from: number | null; contact_links: number | null }>();
  const links = row?.contact_links ?? null;
  return { twoPeopleFrom: row?.two_people_from ?? null, contactLinks: links === null ? null : links === 1 };
}

export const putAgreementSettings = (
  directory: D1Database,
  organisation: number,
  { twoPeopleFrom, contactLinks }: StandingSettings,
): D1PreparedStatement =>
  directory
    .prepare(
      `INSERT INTO agreement_setting (organisation, two_people_from, contact_links) VALUES (?1, ?2, ?3)
       ON CONFLICT DO UPDATE SET two_people_from = ?2, contact_links = ?3
       WHERE (two_people_from, contact_links) IS NOT (?2, ?3)`,
    )
    .bind(organisation, twoPeopleFrom, contactLinks === null ? null : Number(contactLinks));
