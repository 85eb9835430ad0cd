/** Only SQL: productions. */
import type { Production, ProductionBody } from '#protocol';
import type { Page } from './catalogue-page.ts';
import { ASKED, ORGANISATION_KEY } from './asked.ts';
import { ME, PRODUCTIONS, REPRESENTS } from './visibility.ts';

interface Row {
  readonly key: number;
  readonly id: string;
  readonly title: string;
  readonly provider: string | null;
  readonly producer: string | null;
  readonly agency: string | null;
  readonly genre: Production['genre'];
  readonly revival: number;
  readonly house: number;
  readonly house_venue: number | null;
  readonly disabled_at: number | null;
  readonly merged_into: string | null;
  readonly revision: number;
  readonly owner: number | null;
  readonly own: number;
  readonly owns: number;
}
export interface FoundProduction {
  readonly key: number;
  /** Who writes it: its provider, else producer, agency, or the house that made it. */
  readonly owner: number | null;
  /** The caller may write it: it is the owner, or represents the owner. */
  readonly own: boolean;
  /** The caller is the owner: only then it says who else has a part in it. */
  readonly owns: boolean;
  /** The venue of an unclaimed house production. */
  readonly houseVenue: number | null;
  readonly answer: Production;
}

/** After a merge the owner of what it leads to. */
export const OWNER = `(SELECT coalesce(w.provider, w.producer, w.agency, w.house_venue) FROM production w WHERE w.key = coalesce(t.merged_into, t.key))`;
const COLUMNS = `t.key, t.id, t.title, t.genre, t.revival, t.house, t.house_venue, t.disabled_at, t.revision,
    (SELECT id FROM production m WHERE m.key = t.merged_into) AS merged_into,
    (SELECT id FROM organisation o WHERE o.key = t.provider) AS provider,
    (SELECT id FROM organisation o WHERE o.key = t.producer) AS producer,
    (SELECT id FROM organisation o WHERE o.key = t.agency) AS agency,
    ${OWNER} AS owner, (?1 = 0 OR ${OWNER} IN (SELECT key FROM me)) AS owns,
    (?1 = 0 OR ${OWNER} IN (SELECT key FROM me) OR ${REPRESENTS('t.key')}) AS own`;
const WITH = `WITH ${ME}, ${PRODUCTIONS}`;

const toFound = (row: Row): FoundProduction => ({
  key: row.key,
  owner: row.owner,
  own: row.own === 1,
  owns: row.owns === 1,
  houseVenue: row.house === 1 && row.provider === null ? row.house_venue : null,
  answer: {
    id: row.id,
    title: row.title,
    provider: row.provider,
    producer: row.producer,
    agency: row.agency,
    genre: row.genre,
    revival: row.revival === 1,
    house: row.house === 1,
    disabled: row.disabled_at !== null,
    mergedInto: row.merged_into,
    revision: row.revision,
  },
});

export interface Parties {
  readonly provider: number | null;
  readonly producer: number | null;
  readonly agency: number | null;
}

export function addProductionsStatement(
  db: D1Database,
  rows: readonly (Omit<ProductionBody, 'id'> & {
    readonly id: string;
    readonly parties: Parties;
    readonly houseVenue: number | null;
  })[],
): D1PreparedStatement {
  const values = rows.map((r) => [
    r.id,
    r.title,
    r.genre ?? null,
    r.parties.provider,
    r.parties.producer,
    r.parties.agency,
    r.revival ? 1 : 0,
    r.house ? 1 : 0,
    r.houseVenue,
  ]);
  return db
    .prepare(
      `INSERT INTO production (id, title, genre, provider, producer, agency, revival, house, house_venue)
       SELECT ${values[0]?.map((_, i) => `value->>${i}`).join(', ')} FROM json_each(?1)`,
    )
    .bind(JSON.stringify(values));
}

export async function knownProductionIds(db: D1Database, ids: readonly string[]): Promise<Set<string>> {
  if (!ids.length) return new Set();
  const { results } = await db
    .prepare('SELECT r.id FROM json_each(?1) k CROSS JOIN production r ON r.id = k.value')
    .bind(JSON.stringify(ids))
    .all<{ id: string }>();
  return new Set(results.map((row) => row.id));
}

export async function readProductions(
  db: D1Database,
  viewer: number,
  ids: readonly string[],
): Promise<Map<string, FoundProduction>> {
  const { results } = await db
    .prepare(
      `${WITH}, ${ASKED('production')} SELECT ${COLUMNS} FROM asked CROSS JOIN production t ON t.key = asked.key
       WHERE (?1 = 0 OR asked.key IN (SELECT key FROM seen_production))`,
    )
    .bind(viewer, JSON.stringify([...new Set(ids)]))
    .all<Row>();
  return new Map(results.map((row) => [row.id, toFound(row)]));
}

export interface ProductionFilter {
  readonly provider: string | null;
  readonly disabled: boolean;
  /** An embed session's productions; null = no limit. */
  readonly only: readonly string[] | null;
}

export async function listProductions(
  db: D1Database,
  page: Page,
  filter: ProductionFilter,
): Promise<{ cursor: number[]; answer: Production }[]> {
  // Its own first: what is asked of another's is then never looked at.
  const from = page.viewer === 0 ? 'production t' : 'seen_production s CROSS JOIN production t ON t.key = s.key';
  const { results } = await db
    .prepare(
      `${WITH} SELECT ${COLUMNS} FROM ${from} WHERE t.key > ?2 AND (t.disabled_at IS NOT NULL) = ?5 AND t.merged_into IS NULL
       AND (?3 IS NULL OR instr(lower(t.title || ' ' || t.id), lower(?3)) > 0)
       AND (?4 IS NULL OR +t.provider = ${ORGANISATION_KEY('?4')})
       AND (?6 IS NULL OR t.id IN (SELECT value FROM json_each(?6)))
       ORDER BY t.key LIMIT ?7`,
    )
    .bind(
      page.viewer,
      page.after[0],
      page.q,
      filter.provider,
      filter.disabled ? 1 : 0,
      filter.only ? JSON.stringify(filter.only) : null,
      page.limit,
    )
    .all<Row>();
  return results.map((row) => ({ cursor: [row.key], answer: toFound(row).answer }));
}
