/** Only SQL: the seals of the audit log, and the chain they make. */
import type { AuditHead, AuditLink } from '#protocol';
import { COLUMNS, toLine, type Row } from './audit-store.ts';

export interface Seal {
  readonly key: number;
  readonly organisation: number;
  readonly number: number;
  readonly hash: string;
}

/** Lines are sealed in the order of their keys, so that the highest sealed key says how far it is. */
export async function readUnsealed(
  db: D1Database,
  limit: number,
): Promise<(Row & { readonly key: number; readonly organisation: number; readonly id: string | null })[]> {
  const { results } = await db
    .prepare(
      `SELECT t.key, t.organisation, o.id, ${COLUMNS}, NULL AS hash FROM audit_line t LEFT JOIN audit_log o ON o.key = t.organisation
       WHERE t.key > coalesce((SELECT max(key) FROM audit_seal), 0) ORDER BY t.key LIMIT ?1`,
    )
    .bind(limit)
    .all<Row & { key: number; organisation: number; id: string | null }>();
  return results;
}

/** The newest seal of each of these logs. */
export async function readSealHeads(db: D1Database, organisations: readonly number[]): Promise<Map<number, string>> {
  const { results } = await db
    .prepare(
      `SELECT k.value AS organisation, s.hash FROM json_each(?1) k CROSS JOIN audit_seal s ON s.organisation = k.value
         AND s.number = (SELECT max(number) FROM audit_seal h WHERE h.organisation = k.value)`,
    )
    .bind(JSON.stringify(organisations))
    .all<{ organisation: number; hash: string }>();
  return new Map(results.map((row) => [row.organisation, row.hash]));
}

/** False when another run sealed them first. */
export async function addSeals(db: D1Database, seals: readonly Seal[], now: number): Promise<boolean> {
  try {
    await db
      .prepare(
        `INSERT INTO audit_seal (key, organisation, number, hash, at)
         SELECT value->>0, value->>1, value->>2, value->>3, ?2 FROM json_each(?1) ORDER BY value->>0`,
      )
      .bind(JSON.stringify(seals.map(({ key, organisation, number, hash }) => [key, organisation, number, hash])), now)
      .run();
    return true;
  } catch (error) {
    if (/audit seals are only appended|UNIQUE constraint failed/.test((error as Error).message)) return false;
    throw error;
  }
}

/** Places above the number `after`, as far as there is a line or a seal. */
export async function readChain(
  db: D1Database,
  organisation: number,
  after: number,
  limit: number,
): Promise<AuditLink[]> {
  const [lines, seals] = await db.batch<Row>([
    db
      .prepare(
        `SELECT ${COLUMNS}, s.hash FROM audit_line t LEFT JOIN audit_seal s ON s.organisation = t.organisation AND s.number = t.number
         WHERE t.organisation = ?1 AND t.number > ?2 ORDER BY t.number LIMIT ?3`,
      )
      .bind(organisation, after, limit),
    db
      .prepare('SELECT number, hash FROM audit_seal WHERE organisation = ?1 AND number > ?2 ORDER BY number LIMIT ?3')
      .bind(organisation, after, limit),
  ]);
  const known = new Set(lines?.results.map(({ number }) => number));
  const links = [
    ...(lines?.results ?? []).map((row) => ({ line: row.number, hash: row.hash, entry: toLine(row) })),
    ...(seals?.results ?? [])
      .filter(({ number }) => !known.has(number))
      .map(({ number, hash }) => ({ line: number, hash, entry: null })),
  ];
  return links.toSorted((a, b) => a.line - b.line).slice(0, limit);
}

/** Of every log that has something in it, or of one; by key of the organisation, the platform's first. */
export async function readHeads(
  db: D1Database,
  only: number | null,
  after: number,
  limit: number,
): Promise<(AuditHead & { readonly key: number })[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM (SELECT o.key, o.id AS organisation,
         coalesce((SELECT max(number) FROM audit_line WHERE organisation = o.key), 0) AS lines,
         coalesce((SELECT max(number) FROM audit_seal WHERE organisation = o.key), 0) AS sealed,
         (SELECT hash FROM audit_seal WHERE organisation = o.key ORDER BY number DESC LIMIT 1) AS hash
       FROM audit_log o WHERE o.key > ?1 AND (?2 IS NULL OR o.key = ?2)) WHERE lines > 0 OR sealed > 0 ORDER BY key LIMIT ?3`,
    )
    .bind(after, only, limit)
    .all<AuditHead & { key: number }>();
  return results;
}
