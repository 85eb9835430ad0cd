/** Only SQL: where a reseller's sales already are in the venue's own figures, by day. */
import type { ResellerSettingBody } from '#protocol';

export const putResellerSettingStatements = (
  db: D1Database,
  body: ResellerSettingBody,
  venue: number,
  reseller: number,
): D1PreparedStatement[] => [
  // Which performances it sold for is known in the shard; the others are rebuilt to what they were.
  db.prepare('INSERT INTO announcement (performance) SELECT key FROM performance WHERE venue = ?1').bind(venue),
  // The last: whether it changed a row is whether the setting is another one now.
  db
    .prepare(
      'INSERT INTO reseller_setting (venue, reseller, from_day, within) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET within = excluded.within WHERE within <> excluded.within',
    )
    .bind(venue, reseller, body.from, body.within),
];

export async function listResellerSettings(db: D1Database, organisation: number): Promise<ResellerSettingBody[]> {
  const { results } = await db
    .prepare(
      `SELECT v.id AS venue, o.id AS reseller, s.from_day AS "from", s.within FROM reseller_setting s
       JOIN organisation v ON v.key = s.venue JOIN organisation o ON o.key = s.reseller
       WHERE ?1 = 0 OR ?1 IN (s.venue, s.reseller) ORDER BY s.venue, s.reseller, s.from_day`,
    )
    .bind(organisation)
    .all<ResellerSettingBody>();
  return results;
}

export const readResellerSetting = (db: D1Database, venue: number, reseller: number, from: string) =>
  db
    .prepare('SELECT within FROM reseller_setting WHERE venue = ?1 AND reseller = ?2 AND from_day = ?3')
    .bind(venue, reseller, from)
    .first<{ within: string }>();
