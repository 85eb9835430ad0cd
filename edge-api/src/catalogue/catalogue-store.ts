/** Only SQL: organisations, halls, productions, performances, clients, grants and reseller settings. Bulk = one statement over json_each. */
import type {
  ClientBody,
  GrantBody,
  HallBody,
  OrganisationBody,
  PerformanceBody,
  ProductionBody,
  ResellerSettingBody,
} from '#protocol';

export type Made = { readonly id: string; readonly warning?: string };
type Db = D1Database;

export async function keysOf(
  db: Db,
  table: 'organisation' | 'hall' | 'production',
  ids: readonly string[],
): Promise<Map<string, number>> {
  const { results } = await db
    .prepare(`SELECT t.id, t.key FROM json_each(?1) k CROSS JOIN ${table} t ON t.id = k.value`)
    .bind(JSON.stringify([...new Set(ids)]))
    .all<{ id: string; key: number }>();
  return new Map(results.map((row) => [row.id, row.key]));
}

export async function addOrganisations(
  db: Db,
  rows: readonly (OrganisationBody & { id: string; shard: string })[],
  now: number,
): Promise<void> {
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
  await db
    .prepare(
      `INSERT INTO organisation (id, type, name, aliases, city, postcode, province, country, time_zone, origins, shard, livemode, created_at)
       SELECT ${values[0]?.map((_, i) => `value->>${i}`).join(', ')} FROM json_each(?1)`,
    )
    .bind(JSON.stringify(values))
    .run();
}

export async function addHalls(db: Db, rows: readonly (HallBody & { id: string; venueKey: number })[]): Promise<void> {
  const values = rows.map((r) => [
    r.id,
    r.venueKey,
    r.name,
    JSON.stringify(r.aliases ?? []),
    r.kind ?? 'hall',
    r.postcode ?? null,
    r.defaultCapacity ?? null,
  ]);
  await db
    .prepare(
      `INSERT INTO hall (id, venue, name, aliases, kind, postcode, default_capacity) SELECT ${values[0]?.map((_, i) => `value->>${i}`).join(', ')} FROM json_each(?1)`,
    )
    .bind(JSON.stringify(values))
    .run();
}

/** The id of a production is its own key in DIP's form, so it is made in the statement that inserts it. */
export async function addProduction(
  db: Db,
  r: ProductionBody,
  keys: { provider: number | null; producer: number | null; agency: number | null },
  year: string,
): Promise<string> {
  const made = await db
    .prepare(
      'INSERT INTO production (id, title, genre, provider, producer, agency, revival, house) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING key',
    )
    .bind(
      r.id ?? crypto.randomUUID(),
      r.title,
      r.genre ?? null,
      keys.provider,
      keys.producer,
      keys.agency,
      r.revival ? 1 : 0,
      r.house ? 1 : 0,
    )
    .first<{ key: number }>();
  const key = made?.key ?? 0;
  if (r.id) return r.id;
  const owner = (keys.provider ?? keys.producer ?? 0) % 1000;
  const id = `XD-${year}-${String(owner).padStart(3, '0')}-${String(key).padStart(7, '0')}`;
  await db.prepare('UPDATE production SET id = ?2 WHERE key = ?1').bind(key, id).run();
  return id;
}

export async function addPerformances(
  db: Db,
  rows: readonly (PerformanceBody & {
    productionKey: number;
    venueKey: number;
    hallKey: number | null;
    numberValue: number;
    numberText: string;
  })[],
): Promise<number[]> {
  const values = rows.map((r) => [
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
  ]);
  const { results } = await db
    .prepare(
      `INSERT INTO performance (production, number, number_text, venue, hall, starts_at, type, status, moved_to, on_sale_at, capacity, tags, festival)
       SELECT ${values[0]?.map((_, i) => `value->>${i}`).join(', ')} FROM json_each(?1) RETURNING key`,
    )
    .bind(JSON.stringify(values))
    .all<{ key: number }>();
  return results.map((row) => row.key);
}

export async function lastNumbers(db: Db, productions: readonly number[]): Promise<Map<number, number>> {
  const { results } = await db
    .prepare(
      'SELECT k.value AS production, (SELECT coalesce(max(number), 0) FROM performance p WHERE p.production = k.value) AS last FROM json_each(?1) k',
    )
    .bind(JSON.stringify([...new Set(productions)]))
    .all<{ production: number; last: number }>();
  return new Map(results.map((row) => [row.production, row.last]));
}

/** Same title, venue, hall and start: most likely entered twice (once by the producer, once by the agency). */
export async function findDuplicates(
  db: Db,
  rows: readonly { productionKey: number; venueKey: number; hallKey: number | null; startsAt: number }[],
): Promise<Set<number>> {
  const { results } = await db
    .prepare(
      `SELECT k.key AS i FROM json_each(?1) k CROSS JOIN production own ON own.key = k.value->>0
       CROSS JOIN performance p ON p.venue = k.value->>1 AND p.starts_at = k.value->>3 CROSS JOIN production r ON r.key = p.production
       WHERE p.merged_into IS NULL AND lower(r.title) = lower(own.title) AND coalesce(p.hall, 0) = coalesce(k.value->>2, 0)`,
    )
    .bind(JSON.stringify(rows.map((r) => [r.productionKey, r.venueKey, r.hallKey, r.startsAt])))
    .all<{ i: number }>();
  return new Set(results.map((row) => row.i));
}

export async function addClient(
  db: Db,
  body: ClientBody & { id: string; organisationKey: number; secretSha256: string },
  now: number,
): Promise<void> {
  await db
    .prepare(
      'INSERT INTO client (id, organisation, name, secret_sha256, scopes, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)',
    )
    .bind(body.id, body.organisationKey, body.name, body.secretSha256, JSON.stringify(body.scopes), now)
    .run();
}

export const disableClient = (db: Db, id: string, now: number) =>
  db.batch([
    db
      .prepare(
        'UPDATE organisation SET auth_epoch = auth_epoch + 1 WHERE key = (SELECT organisation FROM client WHERE id = ?1 AND disabled_at IS NULL)',
      )
      .bind(id),
    db.prepare('UPDATE client SET disabled_at = ?2 WHERE id = ?1 AND disabled_at IS NULL RETURNING id').bind(id, now),
  ]);

export const disableOrganisation = (db: Db, id: string, now: number) =>
  db
    .prepare(
      'UPDATE organisation SET disabled_at = ?2, auth_epoch = auth_epoch + 1 WHERE id = ?1 AND disabled_at IS NULL RETURNING id',
    )
    .bind(id, now)
    .first<{ id: string }>();

export const putGrant = (db: Db, body: GrantBody, venue: number, organisation: number, now: number) =>
  db
    .prepare(
      'INSERT INTO client_grant (venue, organisation, scopes, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET scopes = ?3, valid_from = ?4, valid_to = ?5',
    )
    .bind(
      venue,
      organisation,
      JSON.stringify(body.scopes),
      body.from ? Date.parse(body.from) : now,
      body.to ? Date.parse(body.to) : null,
    )
    .run();

export const putResellerSetting = (db: Db, body: ResellerSettingBody, venue: number, reseller: number) =>
  db
    .prepare(
      'INSERT INTO reseller_setting (venue, reseller, from_day, within) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET within = ?4',
    )
    .bind(venue, reseller, body.from, body.within)
    .run();

/** Of these performances: keys, venue keys and the organisations that own the production. */
export async function ownersOf(db: Db, id: { production: string; number: number }) {
  return db
    .prepare(
      `SELECT p.key, p.venue, r.provider, r.producer, r.agency, r.house, p.merged_into FROM production r JOIN performance p ON p.production = r.key WHERE r.id = ?1 AND p.number = ?2`,
    )
    .bind(id.production, id.number)
    .first<{
      key: number;
      venue: number;
      provider: number | null;
      producer: number | null;
      agency: number | null;
      house: number;
      merged_into: number | null;
    }>();
}

export async function changePerformance(
  db: Db,
  key: number,
  body: Partial<PerformanceBody>,
  hall: number | null | undefined,
): Promise<void> {
  const set: [string, unknown][] = [];
  if (body.startsAt !== undefined) set.push(['starts_at', Date.parse(body.startsAt)]);
  if (hall !== undefined) set.push(['hall', hall]);
  if (body.type !== undefined) set.push(['type', body.type]);
  if (body.status !== undefined) set.push(['status', body.status]);
  if (body.movedTo !== undefined) set.push(['moved_to', body.movedTo]);
  if (body.onSaleAt !== undefined) set.push(['on_sale_at', body.onSaleAt ? Date.parse(body.onSaleAt) : null]);
  if (body.capacity !== undefined) set.push(['capacity', body.capacity]);
  if (body.tags !== undefined) set.push(['tags', JSON.stringify(body.tags)]);
  if (body.festival !== undefined) set.push(['festival', body.festival ? 1 : 0]);
  if (!set.length) return;
  await db
    .prepare(
      `UPDATE performance SET ${set.map(([name], i) => `${name} = ?${i + 2}`).join(', ')}, revision = revision + 1 WHERE key = ?1`,
    )
    .bind(key, ...set.map(([, value]) => value))
    .run();
}

/** One hop and undoable: figures stay under the key they came with. */
export const mergePerformance = (db: Db, key: number, into: number | null) =>
  db.prepare('UPDATE performance SET merged_into = ?2, revision = revision + 1 WHERE key = ?1').bind(key, into).run();

const LISTS = {
  organisations: {
    sql: `SELECT key, id, type, name, city, postcode, province, country, time_zone AS timeZone FROM organisation t WHERE disabled_at IS NULL`,
    search: 'name',
    own: 'key = ?4',
  },
  halls: {
    sql: 'SELECT t.key, t.id, t.name, t.kind, t.default_capacity AS defaultCapacity, v.id AS venue FROM hall t JOIN organisation v ON v.key = t.venue WHERE true',
    search: 't.name',
    own: 't.venue = ?4',
  },
  productions: {
    sql: 'SELECT t.key, t.id, t.title, t.genre, o.id AS provider, t.house FROM production t LEFT JOIN organisation o ON o.key = t.provider WHERE true',
    search: 't.title',
    own: '(?4 IN (t.provider, t.producer, t.agency) OR EXISTS (SELECT 1 FROM performance p WHERE p.production = t.key AND p.venue = ?4))',
  },
  performances: {
    sql: `SELECT t.key, r.id || '|' || t.number_text AS id, r.title, v.id AS venue, h.id AS hall, t.starts_at AS startsAt, t.type, t.status, t.capacity
      FROM performance t JOIN production r ON r.key = t.production JOIN organisation v ON v.key = t.venue LEFT JOIN hall h ON h.key = t.hall WHERE true`,
    search: 'r.title',
    own: '?4 IN (t.venue, r.provider, r.producer, r.agency)',
  },
} as const;
export type List = keyof typeof LISTS;

/** A page in key order. `owner` 0 = everything (the operator). */
export async function listOf(
  db: Db,
  list: List,
  owner: number,
  q: string | null,
  after: number,
  limit: number,
): Promise<Record<string, unknown>[]> {
  const { sql, search, own } = LISTS[list];
  const key = list === 'organisations' ? 'key' : 't.key';
  const { results } = await db
    .prepare(
      `${sql} AND ${key} > ?1 AND (?2 IS NULL OR instr(lower(${search}), lower(?2)) > 0) AND (?4 = 0 OR ${own}) ORDER BY ${key} LIMIT ?3`,
    )
    .bind(after, q, limit, owner)
    .all<Record<string, unknown>>();
  return results;
}

/** Of these productions, those the organisation may plan performances of (0 = the operator: all). */
export async function ownedProductions(
  db: Db,
  productions: readonly number[],
  organisation: number,
): Promise<Set<number>> {
  const { results } = await db
    .prepare(
      `SELECT r.key FROM json_each(?1) k CROSS JOIN production r ON r.key = k.value
       WHERE ?2 = 0 OR ?2 IN (r.provider, r.producer, r.agency) OR (r.house = 1 AND r.provider IS NULL)`,
    )
    .bind(JSON.stringify([...new Set(productions)]), organisation)
    .all<{ key: number }>();
  return new Set(results.map((row) => row.key));
}
