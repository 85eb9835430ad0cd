/** Only SQL: memberships. Nothing is deleted; the database itself keeps the last admin and refuses a late editor. */
import { PRESET_GRID, SUPPORT_GRID, type Grid, type Member, type MembershipView, type Preset } from '#protocol';
import { KEY_OF } from '../catalogue/asked.ts';

export interface Terms {
  readonly preset: Preset | null;
  /** What it holds; of a preset that of the preset, whatever was written. */
  readonly grid: Grid;
  readonly productions: readonly string[] | null;
}
export interface Membership extends Terms {
  readonly key: number;
  readonly id: string;
  readonly person: number;
  readonly user: string;
  readonly revision: number;
  readonly endedAt: number | null;
  readonly organisation: {
    readonly key: number;
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly origins: readonly string[];
    readonly epoch: number;
    readonly livemode: boolean;
  };
  readonly since: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly locale: string | null;
}

interface Row {
  readonly key: number;
  readonly id: string;
  readonly person: number;
  readonly user: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly locale: string | null;
  readonly preset: Preset | null;
  readonly grid: string;
  readonly productions: string | null;
  readonly created_at: number;
  readonly ended_at: number | null;
  readonly revision: number;
  readonly organisation: number;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly organisation_type: string;
  readonly origins: string;
  readonly auth_epoch: number;
  readonly livemode: number;
}

/** An admin of the platform may also give its people the right to look as a member. */
export const gridOf = (preset: Preset | null, grid: string, organisationType: string): Grid => {
  if (preset === null) return JSON.parse(grid) as Grid;
  return organisationType === 'platform' && preset === 'admin'
    ? { ...PRESET_GRID.admin, support: SUPPORT_GRID.support ?? [] }
    : PRESET_GRID[preset];
};

const SELECT = `SELECT m.key, m.id, m.person, p.id AS user, p.name, p.email, p.locale, m.preset, m.grid, m.productions, m.created_at, m.ended_at,
  m.revision, o.key AS organisation, o.id AS organisation_id, o.name AS organisation_name, o.type AS organisation_type, o.origins,
  o.auth_epoch, o.livemode
  FROM membership m JOIN person p ON p.key = m.person JOIN organisation o ON o.key = m.organisation`;

const toMembership = (row: Row): Membership => ({
  key: row.key,
  id: row.id,
  person: row.person,
  user: row.user,
  name: row.name,
  email: row.email,
  locale: row.locale,
  preset: row.preset,
  grid: gridOf(row.preset, row.grid, row.organisation_type),
  productions: row.productions === null ? null : (JSON.parse(row.productions) as string[]),
  since: row.created_at,
  endedAt: row.ended_at,
  revision: row.revision,
  organisation: {
    key: row.organisation,
    id: row.organisation_id,
    name: row.organisation_name,
    type: row.organisation_type,
    origins: JSON.parse(row.origins) as string[],
    epoch: row.auth_epoch,
    livemode: row.livemode === 1,
  },
});
const iso = (at: number) => new Date(at).toISOString();

export const toView = ({ id, organisation, preset, grid, productions }: Membership): MembershipView => ({
  id,
  organisation: { id: organisation.id, name: organisation.name, type: organisation.type },
  preset,
  grid,
  productions: productions === null ? null : [...productions],
  livemode: organisation.livemode,
});
export const toMember = (one: Membership): Member => ({
  id: one.id,
  user: one.user,
  name: one.name,
  email: one.email,
  preset: one.preset,
  grid: one.grid,
  productions: one.productions === null ? null : [...one.productions],
  since: iso(one.since),
  endedAt: one.endedAt === null ? null : iso(one.endedAt),
  revision: one.revision,
});

/** What a person is at this moment, in every organisation that is there. */
export async function listMemberships(db: D1Database, person: number): Promise<Membership[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE m.person = ?1 AND m.ended_at IS NULL AND o.disabled_at IS NULL ORDER BY o.name, m.key`)
    .bind(person)
    .all<Row>();
  return results.map(toMembership);
}

/** The same in every organisation, also one that is disabled. */
export async function listStanding(db: D1Database, person: number): Promise<Membership[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE m.person = ?1 AND m.ended_at IS NULL ORDER BY m.key`)
    .bind(person)
    .all<Row>();
  return results.map(toMembership);
}

/** One that stands, of an organisation that is there. */
export async function readStanding(db: D1Database, id: string): Promise<Membership | null> {
  const row = await db
    .prepare(`${SELECT} WHERE m.id = ?1 AND m.ended_at IS NULL AND o.disabled_at IS NULL`)
    .bind(id)
    .first<Row>();
  return row && toMembership(row);
}

/** One of an organisation, also when it has ended. */
export async function readMember(db: D1Database, organisation: number, id: string): Promise<Membership | null> {
  const row = await db
    .prepare(`${SELECT} WHERE m.key = ${KEY_OF('membership', '?1', ['organisation'], '?2 = 0 OR $1 = ?2')}`)
    .bind(id, organisation)
    .first<Row>();
  return row && toMembership(row);
}

export async function listMembers(
  db: D1Database,
  organisation: number,
  filter: { readonly ended: boolean; readonly after: number; readonly limit: number },
): Promise<{ key: number; answer: Member }[]> {
  const { results } = await db
    .prepare(
      `${SELECT} WHERE m.organisation = ?1 AND (m.ended_at IS NOT NULL) = ?2 AND m.key > ?3 ORDER BY m.key LIMIT ?4`,
    )
    .bind(organisation, filter.ended ? 1 : 0, filter.after, filter.limit)
    .all<Row>();
  return results.map((row) => ({ key: row.key, answer: toMember(toMembership(row)) }));
}

/** Everyone support may look as: not the platform's own people. */
export async function searchMembers(db: D1Database, q: string, limit: number): Promise<Membership[]> {
  const { results } = await db
    .prepare(
      `${SELECT} WHERE m.ended_at IS NULL AND o.disabled_at IS NULL AND o.type <> 'platform'
       AND instr(lower(coalesce(p.name, '') || ' ' || coalesce(p.email, '') || ' ' || o.name || ' ' || m.id), lower(?1)) > 0
       ORDER BY o.name, p.name, m.key LIMIT ?2`,
    )
    .bind(q, limit)
    .all<Row>();
  return results.map(toMembership);
}

/** `at` is the machine's own time: tokens given before it end. */
export const changeStatement = (db: D1Database, seen: Membership, terms: Terms, at: number): D1PreparedStatement =>
  db
    .prepare(
      'UPDATE membership SET preset = ?2, grid = ?3, productions = ?4, changed_at = ?5, revision = ?6 + 1 WHERE key = ?1',
    )
    .bind(
      seen.key,
      terms.preset,
      JSON.stringify(terms.grid),
      terms.productions && JSON.stringify(terms.productions),
      at,
      seen.revision,
    );

export const endStatement = (db: D1Database, seen: Membership, at: number): D1PreparedStatement =>
  db
    .prepare('UPDATE membership SET ended_at = ?2, changed_at = ?2, revision = ?3 + 1 WHERE key = ?1')
    .bind(seen.key, at, seen.revision);

export const startStatement = (
  db: D1Database,
  made: Terms & { readonly id: string; readonly person: number; readonly organisation: number },
  at: number,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO membership (id, person, organisation, preset, grid, productions, created_at, changed_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)`,
    )
    .bind(
      made.id,
      made.person,
      made.organisation,
      made.preset,
      JSON.stringify(made.grid),
      made.productions && JSON.stringify(made.productions),
      at,
    );
