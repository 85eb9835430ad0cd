/** Only SQL: who of the parties may read along, and whom the digest is for. A name is as the issuer last said it; no address leaves here but for mail. */
import { holds, type Preset } from '#protocol';
import type { Actor } from '../identity/actor.ts';
import { gridOf } from '../people/membership-store.ts';
import type { Party } from './subject-store.ts';

export async function readOwnParty(db: D1Database, { organisation, organisationId }: Actor): Promise<Party> {
  const row = await db
    .prepare('SELECT key, id, name FROM organisation WHERE key = ?1')
    .bind(organisation)
    .first<Party>();
  return row ?? { key: organisation, id: organisationId, name: '' };
}

interface Row {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly preset: Preset | null;
  readonly grid: string;
  readonly productions: string | null;
  readonly organisation: number;
  readonly organisation_name: string;
  readonly type: string;
}
export interface Reader {
  /** `XD-MEM-…` */
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly organisation: number;
  readonly organisationName: string;
}

const MOST_PEOPLE = 500;
const sees = (row: Pick<Row, 'preset' | 'grid' | 'type' | 'productions'>, production: string | null): boolean =>
  holds(gridOf(row.preset, row.grid, row.type), 'agreements', 'view') &&
  (production === null || row.productions === null || (JSON.parse(row.productions) as string[]).includes(production));

/** People of these organisations who may read a talk about this production, each once, by name. */
export async function listReaders(
  db: D1Database,
  organisations: readonly number[],
  production: string,
): Promise<Reader[]> {
  const { results } = await db
    .prepare(
      `SELECT m.id, p.id AS user, p.name, m.preset, m.grid, m.productions, o.key AS organisation, o.name AS organisation_name, o.type
       FROM json_each(?1) k CROSS JOIN membership m ON m.organisation = k.value JOIN person p ON p.key = m.person
       JOIN organisation o ON o.key = m.organisation
       WHERE m.ended_at IS NULL AND p.name IS NOT NULL ORDER BY k.key, p.name, m.key LIMIT ?2`,
    )
    .bind(JSON.stringify(organisations), MOST_PEOPLE)
    .all<Row>();
  const once = new Map<string, Reader>();
  for (const row of results)
    if (sees(row, production) && !once.has(`${row.organisation} ${row.user}`))
      once.set(`${row.organisation} ${row.user}`, {
        id: row.id,
        user: row.user,
        name: row.name,
        organisation: row.organisation,
        organisationName: row.organisation_name,
      });
  return [...once.values()];
}

/** Since when the caller's membership is there: what was said before is not news. 0 = a machine. */
export async function readSince(db: D1Database, membership: string | undefined): Promise<number> {
  if (membership === undefined) return 0;
  const row = await db
    .prepare('SELECT created_at FROM membership WHERE id = ?1')
    .bind(membership)
    .first<{ created_at: number }>();
  return row?.created_at ?? 0;
}

export interface Addressee {
  readonly user: string;
  readonly person: number;
  readonly email: string;
  readonly locale: string | null;
  readonly organisation: number;
  readonly organisationName: string;
  readonly mailedAt: number | null;
}

/** Of these pairs of user and organisation, those who are still there, may still read, and have an address that was verified. */
export async function listAddressees(
  db: D1Database,
  pairs: readonly (readonly [user: string, organisation: number])[],
): Promise<Addressee[]> {
  const { results } = await db
    .prepare(
      `SELECT p.id AS user, p.key AS person, p.email, p.locale, m.preset, m.grid, m.productions, o.key AS organisation,
         o.name AS organisation_name, o.type, d.mailed_at
       FROM json_each(?1) k CROSS JOIN person p ON p.id = k.value->>0 JOIN membership m ON m.person = p.key AND m.organisation = k.value->>1
       JOIN organisation o ON o.key = m.organisation LEFT JOIN message_digest d ON d.person = p.key
       WHERE m.ended_at IS NULL AND o.disabled_at IS NULL AND p.email IS NOT NULL AND p.email_verified = 1`,
    )
    .bind(JSON.stringify(pairs))
    .all<Row & { person: number; email: string; locale: string | null; mailed_at: number | null }>();
  const once = new Map<string, Addressee>();
  for (const row of results)
    if (sees(row, null))
      once.set(`${row.user} ${row.organisation}`, {
        user: row.user,
        person: row.person,
        email: row.email,
        locale: row.locale,
        organisation: row.organisation,
        organisationName: row.organisation_name,
        mailedAt: row.mailed_at,
      });
  return [...once.values()];
}

/** Right before the mail's statement in the batch, which is written only if this changed a row. */
export const digestStatement = (db: D1Database, person: number, now: number, before: number): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO message_digest (person, mailed_at) VALUES (?1, ?2)
       ON CONFLICT DO UPDATE SET mailed_at = ?2 WHERE mailed_at <= ?3`,
    )
    .bind(person, now, before);
