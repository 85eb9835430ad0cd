/** Only SQL: performances of productions. A venue's own references stand in the same table and are no part of this. */
import { formatPerformanceId, localDay, type Performance, type PerformanceBody, type PerformanceId } from '#protocol';
import type { Page } from './catalogue-page.ts';
import { ASKED_PERFORMANCE, SEES_ASKED_PERFORMANCE } from './asked.ts';
import { ME, PRODUCTIONS, REPRESENTS, SEES_PERFORMANCE } from './visibility.ts';

interface Row {
  readonly key: number;
  readonly production_key: number;
  readonly production: string;
  readonly number: number;
  readonly number_text: string | null;
  readonly title: string;
  readonly provider: string | null;
  readonly provider_name: string | null;
  readonly venue_key: number;
  readonly venue: string;
  readonly venue_name: string;
  readonly time_zone: string;
  readonly hall_key: number | null;
  readonly hall: string | null;
  readonly hall_name: string | null;
  readonly starts_at: number;
  readonly type: Performance['type'];
  readonly status: Performance['status'];
  readonly moved_to: string | null;
  readonly on_sale_at: number | null;
  readonly capacity: number | null;
  readonly tags: string;
  readonly festival: number;
  readonly revision: number;
  readonly merged_into: string | null;
  readonly owner: number | null;
  readonly own: number;
  readonly i?: number;
}
export interface FoundPerformance {
  readonly key: number;
  readonly productionKey: number;
  readonly venueKey: number;
  readonly hallKey: number | null;
  readonly owner: number | null;
  readonly own: boolean;
  readonly startsAt: number;
  readonly answer: Performance;
}

/** The id as first seen; a number without its text is written with five digits. */
export const idText = (name: string, production: string) =>
  `${production}.id || '|' || coalesce(${name}.number_text, printf('%05d', ${name}.number))`;

const WITH = `WITH ${ME}, ${PRODUCTIONS}`;
const COLUMNS = `t.key, r.key AS production_key, r.id AS production, t.number, t.number_text, r.title, o.id AS provider, o.name AS provider_name, v.key AS venue_key,
    v.id AS venue, v.name AS venue_name, v.time_zone, h.key AS hall_key, h.id AS hall, h.name AS hall_name, t.starts_at, t.type,
    t.status, t.moved_to, t.on_sale_at, t.capacity, t.tags, t.festival, t.revision,
    (SELECT ${idText('m', 'mr')} FROM performance m JOIN production mr ON mr.key = m.production WHERE m.key = t.merged_into) AS merged_into,
    coalesce(w.provider, w.producer, w.agency, w.house_venue) AS owner,
    (?1 = 0 OR coalesce(w.provider, w.producer, w.agency, w.house_venue) IN (SELECT key FROM me) OR ${REPRESENTS('t.production')}) AS own`;
const JOINED = `JOIN production w ON w.key = coalesce(r.merged_into, r.key)
  JOIN organisation v ON v.key = t.venue LEFT JOIN hall h ON h.key = t.hall LEFT JOIN organisation o ON o.key = w.provider`;

const iso = (at: number) => new Date(at).toISOString();

const toFound = (row: Row): FoundPerformance => {
  const id = row.number_text ? `${row.production}|${row.number_text}` : formatPerformanceId(row.production, row.number);
  return {
    key: row.key,
    productionKey: row.production_key,
    venueKey: row.venue_key,
    hallKey: row.hall_key,
    owner: row.owner,
    own: row.own === 1,
    startsAt: row.starts_at,
    answer: {
      id,
      production: row.production,
      number: id.split('|')[1] ?? '',
      title: row.title,
      provider: row.provider,
      providerName: row.provider_name,
      venue: row.venue,
      venueName: row.venue_name,
      timeZone: row.time_zone,
      hall: row.hall,
      hallName: row.hall_name,
      startsAt: iso(row.starts_at),
      type: row.type,
      status: row.status,
      movedTo: row.moved_to,
      onSaleAt: row.on_sale_at === null ? null : iso(row.on_sale_at),
      capacity: row.capacity,
      tags: JSON.parse(row.tags) as string[],
      festival: row.festival === 1,
      revision: row.revision,
      mergedInto: row.merged_into,
    },
  };
};

export interface NewPerformance extends PerformanceBody {
  readonly productionKey: number;
  readonly venueKey: number;
  readonly hallKey: number | null;
  readonly numberValue: number;
  readonly numberText: string;
}

/** The last statement announces them; the one before says whose house an unclaimed house production plays in. */
export function addPerformancesStatements(db: D1Database, rows: readonly NewPerformance[]): D1PreparedStatement[] {
  const values = JSON.stringify(
    rows.map((r) => [
      r.productionKey,
      r.numberValue,
      r.numberText,
      r.venueKey,
      r.hallKey,
      Date.parse(r.startsAt),
      r.type ?? 'normal',
      r.status ?? 'planned',
      r.movedTo ?? null,
      r.onSaleAt ? Date.parse(r.onSaleAt) : null,
      r.capacity ?? null,
      JSON.stringify(r.tags ?? []),
      r.festival ? 1 : 0,
    ]),
  );
  return [
    db
      .prepare(
        `INSERT INTO performance (production, number, number_text, venue, hall, starts_at, type, status, moved_to, on_sale_at, capacity, tags, festival)
         SELECT ${Array.from({ length: 13 }, (_, i) => `value->>${i}`).join(', ')} FROM json_each(?1)`,
      )
      .bind(values),
    db
      .prepare(
        `UPDATE production SET house_venue = k.value->>3 FROM json_each(?1) k
         WHERE production.key = k.value->>0 AND production.house = 1 AND production.house_venue IS NULL`,
      )
      .bind(values),
    db
      .prepare(
        `INSERT INTO announcement (performance) SELECT p.key FROM json_each(?1) k
         CROSS JOIN performance p ON p.production = k.value->>0 AND p.number = k.value->>1`,
      )
      .bind(values),
  ];
}

/** Reserves numbers that nobody else gets: `[production, how many]` → the first of them. */
export async function reservePerformanceNumbers(
  db: D1Database,
  wanted: readonly (readonly [production: number, count: number])[],
): Promise<Map<number, number>> {
  const { results } = await db
    .prepare(
      `UPDATE production SET last_number = k.value->>1 +
         max(last_number, coalesce((SELECT max(number) FROM performance p WHERE p.production = production.key), 0))
       FROM json_each(?1) k WHERE production.key = k.value->>0 RETURNING key, last_number AS last`,
    )
    .bind(JSON.stringify(wanted))
    .all<{ key: number; last: number }>();
  const counts = new Map(wanted);
  return new Map(results.map(({ key, last }) => [key, last - (counts.get(key) ?? 0) + 1]));
}

/** Of these `[production, number]`, those that are taken, as `production number`. */
export async function takenNumbers(
  db: D1Database,
  wanted: readonly (readonly [number, number])[],
): Promise<Set<string>> {
  if (!wanted.length) return new Set();
  const { results } = await db
    .prepare(
      `SELECT p.production, p.number FROM json_each(?1) k CROSS JOIN performance p ON p.production = k.value->>0 AND p.number = k.value->>1`,
    )
    .bind(JSON.stringify(wanted))
    .all<{ production: number; number: number }>();
  return new Set(results.map((row) => `${row.production} ${row.number}`));
}

export interface Placed {
  readonly key: number | null;
  readonly productionKey: number;
  readonly venueKey: number;
  readonly hallKey: number | null;
  readonly startsAt: number;
}

/**
 * Same title, venue, hall and start: most likely entered twice, by the producer and the agency. Per row the ids the
 * viewer may see; a row that is there with an empty list has a twin of somebody else.
 */
export async function findDuplicates(
  db: D1Database,
  viewer: number,
  rows: readonly Placed[],
): Promise<Map<number, string[]>> {
  if (!rows.length) return new Map();
  const { results } = await db
    .prepare(
      `WITH ${ME}, ${PRODUCTIONS}
       SELECT k.key AS i, iif(${SEES_PERFORMANCE}, ${idText('t', 'r')}, NULL) AS id
       FROM json_each(?2) k CROSS JOIN production own ON own.key = k.value->>1
       CROSS JOIN performance t ON t.venue = k.value->>2 AND t.starts_at = k.value->>4 CROSS JOIN production r ON r.key = t.production
       WHERE t.merged_into IS NULL AND t.key IS NOT k.value->>0 AND t.status <> 'cancelled'
         AND lower(r.title) = lower(own.title) AND coalesce(t.hall, 0) = coalesce(k.value->>3, 0)`,
    )
    .bind(viewer, JSON.stringify(rows.map((r) => [r.key, r.productionKey, r.venueKey, r.hallKey, r.startsAt])))
    .all<{ i: number; id: string | null }>();
  const found = new Map<number, string[]>();
  for (const { i, id } of results) found.set(i, [...(found.get(i) ?? []), ...(id === null ? [] : [id])]);
  return found;
}

/** By the place of the id in the list: numbers compare as integers, so two spellings may mean one. */
export async function readPerformances(
  db: D1Database,
  viewer: number,
  ids: readonly (PerformanceId | undefined)[],
): Promise<Map<number, FoundPerformance>> {
  const { results } = await db
    .prepare(
      `${WITH}, ${ASKED_PERFORMANCE} SELECT ${COLUMNS}, asked.k AS i FROM asked CROSS JOIN performance t ON t.key = asked.key CROSS JOIN production r ON r.key = t.production
       ${JOINED} WHERE ${SEES_ASKED_PERFORMANCE}`,
    )
    .bind(viewer, JSON.stringify(ids.map((id) => (id ? [id.production, id.number] : [null, null]))))
    .all<Row>();
  return new Map(results.map((row) => [row.i ?? 0, toFound(row)]));
}

export interface PerformanceFilter {
  readonly venue: string | null;
  readonly hall: string | null;
  readonly production: string | null;
  readonly provider: string | null;
  readonly status: string | null;
  /** Venue-local days, both inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  readonly only: readonly string[] | null;
}

/** Every zone on earth lies within these of UTC; the exact day is compared per row. */
const EARLIEST_MS = 14 * 3_600_000;
const LATEST_MS = 36 * 3_600_000;

/** In order of date. Days are those of the venue. */
export async function listPerformances(
  db: D1Database,
  page: Page,
  filter: PerformanceFilter,
): Promise<{ rows: { cursor: number[]; answer: Performance }[]; next: string | null }> {
  const { results } = await db
    .prepare(
      `${WITH} SELECT ${COLUMNS} FROM performance t JOIN production r ON r.key = t.production ${JOINED} WHERE (t.starts_at, t.key) > (?2, ?3) AND t.merged_into IS NULL AND t.production IS NOT NULL AND ${SEES_PERFORMANCE}
       AND (?4 IS NULL OR instr(lower(r.title || ' ' || ${idText('t', 'r')} || ' ' || coalesce(h.name, '') || ' ' || v.name), lower(?4)) > 0)
       AND (?5 IS NULL OR v.id = ?5) AND (?6 IS NULL OR h.id = ?6) AND (?7 IS NULL OR r.id = ?7) AND (?8 IS NULL OR o.id = ?8)
       AND (?9 IS NULL OR t.status = ?9) AND (?10 IS NULL OR t.starts_at >= ?10) AND (?11 IS NULL OR t.starts_at < ?11)
       AND (?12 IS NULL OR r.id IN (SELECT value FROM json_each(?12)))
       ORDER BY t.starts_at, t.key LIMIT ?13`,
    )
    .bind(
      page.viewer,
      page.after[0],
      page.after[1],
      page.q,
      filter.venue,
      filter.hall,
      filter.production,
      filter.provider,
      filter.status,
      filter.from === null ? null : Date.parse(filter.from) - EARLIEST_MS,
      filter.to === null ? null : Date.parse(filter.to) + LATEST_MS,
      filter.only ? JSON.stringify(filter.only) : null,
      page.limit,
    )
    .all<Row>();
  const rows = results
    .filter((row) => {
      const day = localDay(row.starts_at, row.time_zone);
      return (filter.from === null || day >= filter.from) && (filter.to === null || day <= filter.to);
    })
    .map((row) => ({ cursor: [row.starts_at, row.key], answer: toFound(row).answer }));
  const last = results.at(-1);
  return { rows, next: last && results.length === page.limit ? `${last.starts_at}.${last.key}` : null };
}
