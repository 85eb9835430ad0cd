/** Only SQL: what a house decided about its audience data. */
import type { AudienceSettings } from '#protocol';

export const DEFAULTS: AudienceSettings = { keepSeasons: 5, benchmark: false, notShared: [], excluded: [] };

export async function readAudienceSettings(directory: D1Database, organisation: number): Promise<AudienceSettings> {
  const row = await directory
    .prepare('SELECT keep_seasons, benchmark, not_shared, excluded FROM audience_setting WHERE organisation = ?1')
    .bind(organisation)
    .first<{ keep_seasons: number; benchmark: number; not_shared: string; excluded: string }>();
  if (!row) return DEFAULTS;
  return {
    keepSeasons: row.keep_seasons,
    benchmark: row.benchmark === 1,
    notShared: JSON.parse(row.not_shared) as string[],
    excluded: JSON.parse(row.excluded) as string[],
  };
}

export const putAudienceSettings = (
  directory: D1Database,
  organisation: number,
  { keepSeasons, benchmark, notShared, excluded }: AudienceSettings,
  now: number,
): D1PreparedStatement =>
  directory
    .prepare(
      `INSERT INTO audience_setting (organisation, keep_seasons, benchmark, not_shared, excluded, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT DO UPDATE SET keep_seasons = ?2, benchmark = ?3, not_shared = ?4, excluded = ?5, updated_at = ?6
       WHERE (keep_seasons, benchmark, not_shared, excluded) IS NOT (?2, ?3, ?4, ?5)`,
    )
    .bind(organisation, keepSeasons, benchmark ? 1 : 0, JSON.stringify(notShared), JSON.stringify(excluded), now);

/** Which of these names a house's `excluded` means: performance ids, own references (`ref:…`) and productions. */
export const leavesOut = (excluded: readonly string[]): ((name: string, production: string | null) => boolean) => {
  const names = new Set(excluded);
  return (name, production) => names.has(name) || (production !== null && names.has(production));
};
