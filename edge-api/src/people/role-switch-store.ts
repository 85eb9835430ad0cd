/** Only SQL: support looking as a membership, from–to, with its reason. */
import type { RoleSwitch } from '#protocol';
import { KEY_OF } from '../catalogue/asked.ts';

export interface SwitchFound {
  readonly key: number;
  readonly id: string;
  readonly supporter: { readonly user: string; readonly name: string | null; readonly organisation: number };
  readonly member: {
    readonly user: string;
    readonly name: string | null;
    readonly email: string | null;
    readonly locale: string | null;
  };
  readonly membership: string;
  readonly organisation: {
    readonly key: number;
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly timeZone: string;
  };
  readonly reason: string;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly endedAt: number | null;
  readonly toldAt: number | null;
  readonly revision: number;
}

interface Row {
  readonly key: number;
  readonly id: string;
  readonly supporter_user: string;
  readonly supporter_name: string | null;
  readonly supporter_organisation: number;
  readonly user: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly locale: string | null;
  readonly membership: string;
  readonly organisation: number;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly organisation_type: string;
  readonly time_zone: string;
  readonly reason: string;
  readonly started_at: number;
  readonly ends_at: number;
  readonly ended_at: number | null;
  readonly told_at: number | null;
  readonly revision: number;
}

const SELECT = `SELECT w.key, w.id, sp.id AS supporter_user, sp.name AS supporter_name, s.organisation AS supporter_organisation, p.id AS user, p.name, p.email,
  p.locale, m.id AS membership, o.key AS organisation, o.id AS organisation_id, o.name AS organisation_name, o.type AS organisation_type,
  o.time_zone, w.reason, w.started_at, w.ends_at, w.ended_at, w.told_at, w.revision
  FROM role_switch w JOIN membership s ON s.key = w.supporter JOIN person sp ON sp.key = s.person
  JOIN membership m ON m.key = w.membership JOIN person p ON p.key = m.person JOIN organisation o ON o.key = m.organisation`;

const toFound = (row: Row): SwitchFound => ({
  key: row.key,
  id: row.id,
  supporter: { user: row.supporter_user, name: row.supporter_name, organisation: row.supporter_organisation },
  member: { user: row.user, name: row.name, email: row.email, locale: row.locale },
  membership: row.membership,
  organisation: {
    key: row.organisation,
    id: row.organisation_id,
    name: row.organisation_name,
    type: row.organisation_type,
    timeZone: row.time_zone,
  },
  reason: row.reason,
  startedAt: row.started_at,
  endsAt: row.ends_at,
  endedAt: row.ended_at,
  toldAt: row.told_at,
  revision: row.revision,
});

const iso = (at: number) => new Date(at).toISOString();
export const toAnswer = (one: SwitchFound): RoleSwitch => ({
  id: one.id,
  supporter: one.supporter.user,
  member: one.member.user,
  membership: one.membership,
  organisation: { id: one.organisation.id, name: one.organisation.name, type: one.organisation.type },
  reason: one.reason,
  startedAt: iso(one.startedAt),
  until: iso(one.endsAt),
  endedAt: one.endedAt === null ? null : iso(one.endedAt),
});

/** One that runs, of a supporter who still is one. */
export async function readSwitch(db: D1Database, id: string, now: number): Promise<SwitchFound | null> {
  const row = await db
    .prepare(`${SELECT} WHERE w.id = ?1 AND w.ended_at IS NULL AND w.ends_at > ?2 AND s.ended_at IS NULL`)
    .bind(id, now)
    .first<Row>();
  return row && toFound(row);
}

/** One of this supporter's own, also when it is over. */
export async function readOwnSwitch(db: D1Database, id: string, user: string): Promise<SwitchFound | null> {
  const row = await db
    .prepare(
      `${SELECT} WHERE w.key = ${KEY_OF('role_switch', '?1', ['supporter'], '$1 = (SELECT p.key FROM person p WHERE p.id = ?2)')}`,
    )
    .bind(id, user)
    .first<Row>();
  return row && toFound(row);
}

/** Of one supporter, or of the members of an organisation; newest first. */
export async function listSwitches(
  db: D1Database,
  of: { readonly user: string; readonly organisation: number; readonly all: boolean },
  before: number,
  limit: number,
): Promise<{ key: number; answer: RoleSwitch }[]> {
  const { results } = await db
    .prepare(
      `${SELECT} WHERE (sp.id = ?1 OR (?2 AND (m.organisation = ?3 OR s.organisation = ?3))) AND w.key < ?4 ORDER BY w.key DESC LIMIT ?5`,
    )
    .bind(of.user, of.all ? 1 : 0, of.organisation, before, limit)
    .all<Row>();
  return results.map((row) => ({ key: row.key, answer: toAnswer(toFound(row)) }));
}

/** Over, by the clock or by hand, and the member was not told yet. */
export async function listUntold(db: D1Database, now: number, limit: number): Promise<SwitchFound[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE w.told_at IS NULL AND (w.ends_at <= ?1 OR w.ended_at <= ?1) ORDER BY w.key LIMIT ?2`)
    .bind(now, limit)
    .all<Row>();
  return results.map(toFound);
}

export const addSwitchStatement = (
  db: D1Database,
  made: {
    readonly id: string;
    readonly supporter: number;
    readonly membership: number;
    readonly reason: string;
    readonly now: number;
    readonly endsAt: number;
  },
): D1PreparedStatement =>
  db
    .prepare(
      'INSERT INTO role_switch (id, supporter, membership, reason, started_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)',
    )
    .bind(made.id, made.supporter, made.membership, made.reason, made.now, made.endsAt);

/** Ended and told in one, so that nobody is told twice. */
export const endSwitchStatement = (db: D1Database, seen: SwitchFound, now: number): D1PreparedStatement =>
  db
    .prepare(
      'UPDATE role_switch SET ended_at = coalesce(ended_at, min(ends_at, ?2)), told_at = ?2, revision = ?3 + 1 WHERE key = ?1',
    )
    .bind(seen.key, now, seen.revision);

/** Those of a supporter who is one no more; the minute job tells the members. */
export const endSwitchesOfStatement = (db: D1Database, supporter: number, now: number): D1PreparedStatement =>
  db
    .prepare(
      'UPDATE role_switch SET ended_at = ?2, revision = revision + 1 WHERE supporter = ?1 AND ended_at IS NULL AND ends_at > ?2',
    )
    .bind(supporter, now);
