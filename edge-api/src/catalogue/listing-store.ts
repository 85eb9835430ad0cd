/** Only SQL: the catalogue around performances whose figures changed, and who may read them. */
import { formatPerformanceId, localDay, type Levy } from '#protocol';
import { toDatedTerms } from '../sales/amount-terms.ts';
import { withinAt, type Listing, type SourceInfo } from '../sales/reader-body.ts';
import type { ReaderKind } from '../sharing/field-sight.ts';
import { idText } from './performance-store.ts';
import { STANDS } from './visibility.ts';

export interface Reader {
  readonly key: number;
  readonly kind: Exclude<ReaderKind, 'reseller'>;
}

export interface Listed {
  /** The performance that is shown: what others were linked or merged into. */
  readonly root: number;
  /** Every key whose facts belong to it. */
  readonly members: readonly number[];
  /** Ids of the performances that were merged into it. */
  readonly merged: readonly string[];
  /** Key of the venue whose shard holds the facts. */
  readonly venue: number;
  readonly listing: Listing;
  /** Organisations with a reader row, and as what; resellers have theirs by what they reported. */
  readonly readers: readonly Reader[];
  /** Organisations that may still hold a row and have no part in it any more. */
  readonly former: readonly number[];
}

/** What was linked to it, merged into it, or linked to what was merged into it: two hops at most, since a merge is one. */
export const ROOT = (name: string) =>
  `coalesce((SELECT coalesce(lt.merged_into, lt.key) FROM performance lt WHERE lt.key = ${name}.linked_to), ${name}.merged_into, ${name}.key)`;
export const MEMBERS = (name: string) => `(SELECT json_group_array(m.key) FROM performance m WHERE m.key = ${name}.key
  OR m.linked_to = ${name}.key OR m.merged_into = ${name}.key
  OR m.linked_to IN (SELECT mm.key FROM performance mm WHERE mm.merged_into = ${name}.key))`;
/** Above every level of a party: a venue that also provides reads as the house it is. */
const HOUSE = 9;
const OBSERVES = 1;
/** The venue, the parties of the production, and what these were merged into. */
const READERS = (name: string) => `(WITH near AS (SELECT ${name}.venue AS key, ${HOUSE} AS level
    UNION ALL SELECT y.organisation, y.level FROM party y WHERE y.production = ${name}.production AND ${STANDS('y')})
  SELECT json_group_array(json_array(key, level)) FROM (SELECT key, max(level) AS level FROM (SELECT key, level FROM near
    UNION ALL SELECT o.merged_into, near.level FROM near JOIN organisation o ON o.key = near.key WHERE o.merged_into IS NOT NULL) GROUP BY key))`;
const toReaders = (text: string): Reader[] =>
  (JSON.parse(text) as [number, number][]).map(([key, level]) => ({
    key,
    kind: level === HOUSE ? 'house' : level === OBSERVES ? 'observer' : 'party',
  }));
const FORMER = (name: string) =>
  `(SELECT json_group_array(y.organisation) FROM party y WHERE y.production = ${name}.production AND NOT (${STANDS('y')}))`;

/** What holds on a day of `[from day, value]` pairs; null before the first, or where it says so. */
function onDay<T>(dated: string, day: string): T | null {
  const list = (JSON.parse(dated) as [string, T | null][]).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return list.findLast(([from]) => from <= day)?.[1] ?? null;
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
  own_production: string | null;
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
  members: string;
  merged: string;
  readers: string;
  former: string;
  vat_rates: string;
  levy_periods: string;
}

export async function readListings(
  db: D1Database,
  performances: readonly number[],
): Promise<{ listed: Listed[]; away: Map<number, readonly number[]> }> {
  const { results } = await db
    .prepare(
      `WITH root AS (SELECT DISTINCT ${ROOT('p')} AS key FROM json_each(?1) k CROSS JOIN performance p ON p.key = k.value)
       SELECT p.key, p.number, p.number_text, p.ref, p.title, p.hall_text, p.provider_text, p.starts_at, p.type, p.status, p.moved_to, p.on_sale_at, p.capacity,
         p.tags, p.festival, own.id AS own_production, r.id AS production, r.title AS production_title, r.genre, v.key AS venue_key, v.id AS venue, v.name AS venue_name, v.city, v.province, v.country,
         v.time_zone, h.id AS hall, h.name AS hall_name, h.kind AS hall_kind, h.default_capacity AS hall_capacity, o.id AS provider, o.name AS provider_name,
         ${MEMBERS('p')} AS members, (SELECT json_group_array(${idText('mp', 'mr')}) FROM performance mp JOIN production mr ON mr.key = mp.production
           WHERE mp.merged_into = p.key) AS merged, ${READERS('p')} AS readers, ${FORMER('p')} AS former,
         (SELECT json_group_array(json_array(from_day, basis_points)) FROM vat_rate WHERE country = v.country) AS vat_rates,
         (SELECT json_group_array(json_array(from_day, json(levies))) FROM levy_period WHERE hall = h.key) AS levy_periods
       FROM root CROSS JOIN performance p ON p.key = root.key LEFT JOIN production own ON own.key = p.production
       LEFT JOIN production r ON r.key = coalesce(own.merged_into, own.key) JOIN organisation v ON v.key = p.venue
       LEFT JOIN hall oh ON oh.key = p.hall LEFT JOIN hall h ON h.key = coalesce(oh.merged_into, oh.key)
       LEFT JOIN organisation po ON po.key = coalesce(r.provider, r.producer) LEFT JOIN organisation o ON o.key = coalesce(po.merged_into, po.key)`,
    )
    .bind(JSON.stringify(performances))
    .all<Raw>();
  const listed = results.map((row): Listed => ({
    root: row.key,
    members: JSON.parse(row.members) as number[],
    merged: JSON.parse(row.merged) as string[],
    venue: row.venue_key,
    readers: toReaders(row.readers),
    former: JSON.parse(row.former) as number[],
    listing: {
      id:
        row.own_production !== null
          ? row.number_text
            ? `${row.own_production}|${row.number_text}`
            : formatPerformanceId(row.own_production, row.number ?? 0)
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
      vat: onDay<number>(row.vat_rates, localDay(row.starts_at, row.time_zone)),
      levies: onDay<readonly Levy[]>(row.levy_periods, localDay(row.starts_at, row.time_zone)),
    },
  }));
  const roots = new Set(listed.map((l) => l.root));
  return {
    listed,
    away: await readAway(
      db,
      [...performances].filter((key) => !roots.has(key)),
    ),
  };
}

/** Performances that lead elsewhere now, with every organisation that may hold a row of them. */
async function readAway(db: D1Database, keys: readonly number[]): Promise<Map<number, readonly number[]>> {
  if (!keys.length) return new Map();
  const { results } = await db
    .prepare(
      `SELECT p.key, ${READERS('p')} AS readers, ${FORMER('p')} AS former FROM json_each(?1) k CROSS JOIN performance p ON p.key = k.value`,
    )
    .bind(JSON.stringify(keys))
    .all<{ key: number; readers: string; former: string }>();
  return new Map(
    results.map(({ key, readers, former }) => [
      key,
      [...toReaders(readers).map((reader) => reader.key), ...(JSON.parse(former) as number[])],
    ]),
  );
}

/** Sources of a venue; `today` says which of a reseller's dated settings is the present one. */
export async function readSources(db: D1Database, venue: number, today: string): Promise<Map<number, SourceInfo>> {
  const { results } = await db
    .prepare(
      `SELECT s.key, s.name, s.kind, o.id AS reseller, s.reseller AS resellerKey, (SELECT json_group_array(json_array(from_day, within)) FROM
         (SELECT from_day, within FROM reseller_setting t WHERE t.venue = s.venue AND t.reseller = s.reseller ORDER BY from_day)) AS settings,
         (SELECT json_group_array(json_array(from_day, currency, vat, levy)) FROM
         (SELECT * FROM source_terms t WHERE t.source = s.key ORDER BY from_day)) AS terms
       FROM source s LEFT JOIN organisation o ON o.key = s.reseller WHERE s.venue = ?1`,
    )
    .bind(venue)
    .all<Omit<SourceInfo, 'within' | 'settings' | 'terms'> & { settings: string; terms: string }>();
  return new Map(
    results.map((row) => {
      const settings = JSON.parse(row.settings) as SourceInfo['settings'];
      return [row.key, { ...row, settings, within: withinAt(settings, today), terms: toDatedTerms(row.terms) }];
    }),
  );
}
