/** Only SQL: organisations. */
import type { Organisation, OrganisationBody } from '#protocol';
import type { Page } from './catalogue-page.ts';
import { ASKED } from './asked.ts';
import { ME, ON_MY_SIDE, ORGANISATIONS, PRODUCTIONS } from './visibility.ts';

interface Row {
  readonly key: number;
  readonly id: string;
  readonly type: Organisation['type'];
  readonly name: string;
  readonly aliases: string;
  readonly city: string | null;
  readonly postcode: string | null;
  readonly province: string | null;
  readonly country: string;
  readonly time_zone: string;
  readonly origins: string;
  readonly livemode: number;
  readonly disabled_at: number | null;
  readonly merged_into: string | null;
  readonly revision: number;
  readonly own: number;
}
export interface FoundOrganisation {
  readonly key: number;
  readonly own: boolean;
  readonly answer: Organisation;
}

const COLUMNS = `t.key, t.id, t.type, t.name, t.aliases, t.city, t.postcode, t.province, t.country, t.time_zone, t.origins, t.livemode,
  t.disabled_at, (SELECT id FROM organisation m WHERE m.key = t.merged_into) AS merged_into, t.revision,
  (?1 = 0 OR t.key IN (SELECT key FROM me)) AS own`;
const WITH = `WITH ${ME}, ${PRODUCTIONS}, ${ORGANISATIONS}`;

const toFound = (row: Row): FoundOrganisation => ({
  key: row.key,
  own: row.own === 1,
  answer: {
    id: row.id,
    type: row.type,
    name: row.name,
    aliases: JSON.parse(row.aliases) as string[],
    city: row.city,
    postcode: row.postcode,
    province: row.province,
    country: row.country,
    timeZone: row.time_zone,
    ...(row.own === 1 ? { origins: JSON.parse(row.origins) as string[], livemode: row.livemode === 1 } : {}),
    disabled: row.disabled_at !== null,
    mergedInto: row.merged_into,
    revision: row.revision,
  },
});

export function addOrganisationsStatement(
  db: D1Database,
  rows: readonly (OrganisationBody & { readonly id: string; readonly shard: string })[],
  now: number,
): D1PreparedStatement {
  const values = rows.map((r) => [
    r.id,
    r.type,
    r.name,
    JSON.stringify(r.aliases ?? []),
    r.city ?? null,
    r.postcode ?? null,
    r.province ?? null,
    r.country ?? 'NL',
    r.timeZone ?? 'Europe/Amsterdam',
    JSON.stringify(r.origins ?? []),
    r.shard,
    r.livemode === false ? 0 : 1,
    now,
  ]);
  return db
    .prepare(
      `INSERT INTO organisation (id, type, name, aliases, city, postcode, province, country, time_zone, origins, shard, livemode, created_at)
       SELECT ${values[0]?.map((_, i) => `value->>${i}`).join(', ')} FROM json_each(?1)`,
    )
    .bind(JSON.stringify(values));
}

export async function readOrganisations(
  db: D1Database,
  viewer: number,
  ids: readonly string[],
): Promise<Map<string, FoundOrganisation>> {
  const { results } = await db
    .prepare(
      `${WITH}, ${ASKED('organisation')} SELECT ${COLUMNS} FROM asked CROSS JOIN organisation t ON t.key = asked.key
       WHERE (?1 = 0 OR asked.key IN (SELECT key FROM known))`,
    )
    .bind(viewer, JSON.stringify(ids))
    .all<Row>();
  return new Map(results.map((row) => [row.id, toFound(row)]));
}

export interface OrganisationFilter {
  readonly type: string | null;
  readonly disabled: boolean;
  /** The address book of the whole platform, on the caller's own side (live, or one sandbox). */
  readonly platform: boolean;
}

export async function listOrganisations(
  db: D1Database,
  page: Page,
  filter: OrganisationFilter,
): Promise<{ cursor: number[]; answer: Organisation }[]> {
  const { results } = await db
    .prepare(
      `${WITH} SELECT ${COLUMNS} FROM organisation t WHERE t.key > ?2 AND (t.disabled_at IS NOT NULL) = ?5 AND t.merged_into IS NULL
       AND (?3 IS NULL OR instr(lower(t.name || ' ' || t.aliases || ' ' || coalesce(t.city, '') || ' ' || t.id), lower(?3)) > 0)
       AND (?4 IS NULL OR t.type = ?4)
       AND (?1 = 0 OR t.key IN (SELECT key FROM known) OR (?6 AND ${ON_MY_SIDE('t.key')}))
       ORDER BY t.key LIMIT ?7`,
    )
    .bind(page.viewer, page.after[0], page.q, filter.type, filter.disabled ? 1 : 0, filter.platform ? 1 : 0, page.limit)
    .all<Row>();
  return results.map((row) => ({ cursor: [row.key], answer: toFound(row).answer }));
}
