/** Only SQL: halls. */
import type { Hall, HallBody } from '#protocol';
import type { Page } from './catalogue-page.ts';
import { ASKED } from './asked.ts';
import { ME, ON_MY_SIDE, ORGANISATIONS, PRODUCTIONS } from './visibility.ts';

interface Row {
  readonly key: number;
  readonly id: string;
  readonly venue_key: number;
  readonly venue: string;
  readonly name: string;
  readonly aliases: string;
  readonly kind: Hall['kind'];
  readonly postcode: string | null;
  readonly default_capacity: number | null;
  readonly disabled_at: number | null;
  readonly merged_into: string | null;
  readonly revision: number;
  readonly own: number;
}
export interface FoundHall {
  readonly key: number;
  readonly venueKey: number;
  readonly own: boolean;
  readonly answer: Hall;
}

const WITH = `WITH ${ME}, ${PRODUCTIONS}, ${ORGANISATIONS}`;
const COLUMNS = `t.key, t.id, v.key AS venue_key, v.id AS venue, t.name, t.aliases, t.kind, t.postcode, t.default_capacity, t.disabled_at,
    (SELECT id FROM hall m WHERE m.key = t.merged_into) AS merged_into, t.revision, (?1 = 0 OR t.venue IN (SELECT key FROM me)) AS own`;

const toFound = (row: Row): FoundHall => ({
  key: row.key,
  venueKey: row.venue_key,
  own: row.own === 1,
  answer: {
    id: row.id,
    venue: row.venue,
    name: row.name,
    aliases: JSON.parse(row.aliases) as string[],
    kind: row.kind,
    postcode: row.postcode,
    defaultCapacity: row.default_capacity,
    disabled: row.disabled_at !== null,
    mergedInto: row.merged_into,
    revision: row.revision,
  },
});

export function addHallsStatement(
  db: D1Database,
  rows: readonly (HallBody & { readonly id: string; readonly venueKey: number })[],
): D1PreparedStatement {
  const values = rows.map((r) => [
    r.id,
    r.venueKey,
    r.name,
    JSON.stringify(r.aliases ?? []),
    r.kind ?? 'hall',
    r.postcode ?? null,
    r.defaultCapacity ?? null,
  ]);
  return db
    .prepare(
      `INSERT INTO hall (id, venue, name, aliases, kind, postcode, default_capacity)
       SELECT ${values[0]?.map((_, i) => `value->>${i}`).join(', ')} FROM json_each(?1)`,
    )
    .bind(JSON.stringify(values));
}

export async function readHalls(
  db: D1Database,
  viewer: number,
  ids: readonly string[],
): Promise<Map<string, FoundHall>> {
  const { results } = await db
    .prepare(
      `${WITH}, ${ASKED('hall', 'venue')} SELECT ${COLUMNS} FROM asked CROSS JOIN hall t ON t.key = asked.key CROSS JOIN organisation v ON v.key = t.venue
       WHERE (?1 = 0 OR asked.more IN (SELECT key FROM known))`,
    )
    .bind(viewer, JSON.stringify(ids))
    .all<Row>();
  return new Map(results.map((row) => [row.id, toFound(row)]));
}

export interface HallFilter {
  /** Id of a venue; naming one opens its halls to every client, who must choose where a performance is. */
  readonly venue: string | null;
  readonly anyVenue: boolean;
  readonly disabled: boolean;
}

export async function listHalls(
  db: D1Database,
  page: Page,
  filter: HallFilter,
): Promise<{ cursor: number[]; answer: Hall }[]> {
  const { results } = await db
    .prepare(
      `${WITH} SELECT ${COLUMNS} FROM hall t JOIN organisation v ON v.key = t.venue WHERE t.key > ?2 AND (t.disabled_at IS NOT NULL) = ?5 AND t.merged_into IS NULL
       AND (?3 IS NULL OR instr(lower(t.name || ' ' || t.aliases || ' ' || t.id), lower(?3)) > 0) AND (?4 IS NULL OR v.id = ?4)
       AND (?1 = 0 OR t.venue IN (SELECT key FROM known)
         OR (?6 AND ?4 IS NOT NULL AND v.disabled_at IS NULL AND ${ON_MY_SIDE('v.key')}))
       ORDER BY t.key LIMIT ?7`,
    )
    .bind(
      page.viewer,
      page.after[0],
      page.q,
      filter.venue,
      filter.disabled ? 1 : 0,
      filter.anyVenue ? 1 : 0,
      page.limit,
    )
    .all<Row>();
  return results.map((row) => ({ cursor: [row.key], answer: toFound(row).answer }));
}
