/** Only SQL: the catalogue around performances whose figures changed, and who may read them. */
import { localDay } from '#protocol';
import { formatPerformanceId } from '#protocol';
import type { Listing, SourceInfo } from '../sales/reader-body.ts';

export interface Listed {
  /** The performance that is shown: what others were linked or merged into. */
  readonly root: number;
  /** Every key whose facts belong to it. */
  readonly members: readonly number[];
  /** Key of the venue whose shard holds the facts. */
  readonly venue: number;
  readonly listing: Listing;
  /** Organisation keys with a reader row. */
  readonly readers: readonly number[];
}

interface Raw {
  key: number;
  number: number | null;
  number_text: string | null;
  ref: string | null;
  title: string | null;
  hall_text: string | null;
  starts_at: number;
  type: string;
  status: string;
  moved_to: string | null;
  on_sale_at: number | null;
  capacity: number | null;
  tags: string;
  festival: number;
  production: string | null;
  production_title: string | null;
  genre: string | null;
  venue_key: number;
  venue: string;
  venue_name: string;
  city: string | null;
  province: string | null;
  country: string;
  time_zone: string;
  hall: string | null;
  hall_name: string | null;
  hall_kind: string | null;
  hall_capacity: number | null;
  provider: string | null;
  provider_name: string | null;
  provider_text: string | null;
  provider_key: number | null;
  producer_key: number | null;
  agency_key: number | null;
  members: string;
}

export async function readListings(
  db: D1Database,
  performances: readonly number[],
): Promise<{ listed: Listed[]; away: Set<number> }> {
  const { results } = await db
    .prepare(
      `WITH root AS (SELECT DISTINCT coalesce(p.linked_to, p.merged_into, p.key) AS key FROM json_each(?1) k CROSS JOIN performance p ON p.key = k.value)
       SELECT p.key, p.number, p.number_text, p.ref, p.title, p.hall_text, p.provider_text, p.starts_at, p.type, p.status, p.moved_to, p.on_sale_at, p.capacity,
         p.tags, p.festival, r.id AS production, r.title AS production_title, r.genre, v.key AS venue_key, v.id AS venue, v.name AS venue_name, v.city, v.province, v.country,
         v.time_zone, h.id AS hall, h.name AS hall_name, h.kind AS hall_kind, h.default_capacity AS hall_capacity, o.id AS provider, o.name AS provider_name,
         r.provider AS provider_key, r.producer AS producer_key, r.agency AS agency_key,
         (SELECT json_group_array(m.key) FROM performance m WHERE m.key = p.key OR m.linked_to = p.key OR m.merged_into = p.key) AS members
       FROM root CROSS JOIN performance p ON p.key = root.key LEFT JOIN production r ON r.key = p.production JOIN organisation v ON v.key = p.venue
       LEFT JOIN hall h ON h.key = p.hall LEFT JOIN organisation o ON o.key = coalesce(r.provider, r.producer)`,
    )
    .bind(JSON.stringify(performances))
    .all<Raw>();
  const listed = results.map((row): Listed => ({
    root: row.key,
    members: JSON.parse(row.members) as number[],
    venue: row.venue_key,
    readers: [
      ...new Set([row.venue_key, row.provider_key, row.producer_key, row.agency_key].filter((key) => key !== null)),
    ],
    listing: {
      id:
        row.production !== null
          ? row.number_text
            ? `${row.production}|${row.number_text}`
            : formatPerformanceId(row.production, row.number ?? 0)
          : `ref:${row.ref ?? row.key}`,
      linked: row.production !== null,
      production: row.production,
      title: row.production_title ?? row.title ?? '',
      genre: row.genre,
      venue: row.venue,
      venueName: row.venue_name,
      city: row.city,
      province: row.province,
      country: row.country,
      zone: row.time_zone,
      hall: row.hall ?? (row.hall_text === null ? null : `text:${row.hall_text}`),
      hallName: row.hall_name ?? row.hall_text,
      hallKind: row.hall_kind ?? 'hall',
      provider: row.provider,
      providerName: row.provider_name ?? row.provider_text,
      startsAt: row.starts_at,
      date: localDay(row.starts_at, row.time_zone),
      type: row.type,
      status: row.status,
      movedTo: row.moved_to,
      onSaleAt: row.on_sale_at,
      capacity: row.capacity ?? row.hall_capacity,
      festival: row.festival === 1,
      tags: JSON.parse(row.tags) as string[],
    },
  }));
  const roots = new Set(listed.map((l) => l.root));
  return { listed, away: new Set(performances.filter((key) => !roots.has(key))) };
}

export async function readSources(db: D1Database, venue: number, today: string): Promise<Map<number, SourceInfo>> {
  const { results } = await db
    .prepare(
      `SELECT s.key, s.name, s.kind, o.id AS reseller,
         (SELECT within FROM reseller_setting t WHERE t.venue = s.venue AND t.reseller = s.reseller AND t.from_day <= ?2 ORDER BY from_day DESC LIMIT 1) AS within
       FROM source s LEFT JOIN organisation o ON o.key = s.reseller WHERE s.venue = ?1`,
    )
    .bind(venue, today)
    .all<SourceInfo>();
  return new Map(results.map((row) => [row.key, row]));
}
