/** Only SQL: representations and observers. What turns on or off is told to the parties and their readers by triggers. */
import { KEY_OF, ON_EITHER_SIDE } from '../catalogue/asked.ts';
import { ME } from '../catalogue/visibility.ts';
import type { Page } from '../catalogue/catalogue-page.ts';

export type ShareKind = 'representation' | 'observer';

interface Row {
  readonly key: number;
  readonly id: string;
  readonly giver_key: number;
  readonly giver: string;
  readonly giver_name: string;
  readonly receiver_key: number;
  readonly receiver: string;
  readonly receiver_name: string;
  readonly productions: string | null;
  readonly valid_from: number;
  readonly valid_to: number | null;
  readonly proposed_at: number;
  readonly accepted_at: number | null;
  readonly ended_at: number | null;
  readonly ended_by: string | null;
  readonly gives: number;
  readonly receives: number;
}

export interface FoundShare {
  readonly key: number;
  readonly id: string;
  readonly giver: { readonly key: number; readonly id: string; readonly name: string };
  readonly receiver: { readonly key: number; readonly id: string; readonly name: string };
  /** Null = all of the giver's. */
  readonly productions: readonly { readonly id: string; readonly title: string }[] | null;
  readonly from: number;
  readonly to: number | null;
  readonly proposedAt: number;
  readonly acceptedAt: number | null;
  readonly endedAt: number | null;
  readonly endedBy: string | null;
  /** Whether the caller is the side that gives, and the side that receives. */
  readonly gives: boolean;
  readonly receives: boolean;
}

const SELECT = `WITH ${ME}
  SELECT t.key, t.id, g.key AS giver_key, g.id AS giver, g.name AS giver_name, r.key AS receiver_key, r.id AS receiver, r.name AS receiver_name,
    iif(t.whole, NULL, (SELECT json_group_array(json_object('id', p.id, 'title', p.title)) FROM share_production x
      CROSS JOIN production p ON p.key = x.production WHERE x.share = t.key)) AS productions,
    t.valid_from, t.valid_to, t.proposed_at, t.accepted_at, t.ended_at, (SELECT id FROM organisation e WHERE e.key = t.ended_by) AS ended_by,
    t.giver IN (SELECT key FROM me) AS gives, t.receiver IN (SELECT key FROM me) AS receives
  FROM share t JOIN organisation g ON g.key = t.giver JOIN organisation r ON r.key = t.receiver`;
/** What was proposed and not yet accepted names the giver's productions to the receiver: both sides see it whole. */
const MINE = '(?1 = 0 OR t.giver IN (SELECT key FROM me) OR t.receiver IN (SELECT key FROM me))';

const toFound = (row: Row): FoundShare => ({
  key: row.key,
  id: row.id,
  giver: { key: row.giver_key, id: row.giver, name: row.giver_name },
  receiver: { key: row.receiver_key, id: row.receiver, name: row.receiver_name },
  productions: row.productions === null ? null : (JSON.parse(row.productions) as FoundShare['productions']),
  from: row.valid_from,
  to: row.valid_to,
  proposedAt: row.proposed_at,
  acceptedAt: row.accepted_at,
  endedAt: row.ended_at,
  endedBy: row.ended_by,
  gives: row.gives === 1,
  receives: row.receives === 1,
});

export async function readShare(
  db: D1Database,
  viewer: number,
  kind: ShareKind,
  id: string,
): Promise<FoundShare | null> {
  const row = await db
    .prepare(`${SELECT} WHERE t.kind = ?3 AND t.key = ${KEY_OF('share', '?2', ['giver', 'receiver'], ON_EITHER_SIDE)}`)
    .bind(viewer, id, kind)
    .first<Row>();
  return row && toFound(row);
}

/** Given and received, newest first. */
export async function listShares(
  db: D1Database,
  page: Page,
  kind: ShareKind,
): Promise<{ cursor: number[]; share: FoundShare }[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE t.kind = ?2 AND -t.key > ?3 AND ${MINE} ORDER BY t.key DESC LIMIT ?4`)
    .bind(page.viewer, kind, page.after[0], page.limit)
    .all<Row>();
  return results.map((row) => ({ cursor: [-row.key], share: toFound(row) }));
}

export interface NewShare {
  readonly id: string;
  readonly kind: ShareKind;
  readonly giver: number;
  readonly receiver: number;
  readonly productions: readonly number[] | null;
  readonly from: number;
  readonly to: number | null;
  readonly acceptedAt: number | null;
}

export const addShareStatements = (db: D1Database, share: NewShare, now: number): D1PreparedStatement[] => [
  db
    .prepare(
      `INSERT INTO share (id, kind, giver, receiver, whole, valid_from, valid_to, proposed_at, accepted_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    )
    .bind(
      share.id,
      share.kind,
      share.giver,
      share.receiver,
      share.productions === null ? 1 : 0,
      share.from,
      share.to,
      now,
      share.acceptedAt,
    ),
  db
    .prepare(
      'INSERT INTO share_production (share, production) SELECT t.key, k.value FROM share t, json_each(?2) k WHERE t.id = ?1',
    )
    .bind(share.id, JSON.stringify(share.productions ?? [])),
];

export const acceptStatement = (db: D1Database, id: string, now: number): D1PreparedStatement =>
  db.prepare('UPDATE share SET accepted_at = ?2 WHERE id = ?1').bind(id, now);

export const endStatement = (db: D1Database, id: string, by: number | null, now: number): D1PreparedStatement =>
  db.prepare('UPDATE share SET ended_at = ?2, ended_by = ?3, active = 0 WHERE id = ?1').bind(id, now, by);

/** Those whose time has come begin, those whose time is over end. */
export const turnStatements = (db: D1Database, now: number): D1PreparedStatement[] => [
  db.prepare('UPDATE share SET ended_at = valid_to, active = 0 WHERE active = 1 AND valid_to <= ?1').bind(now),
  db.prepare('UPDATE share SET ended_at = valid_to WHERE ended_at IS NULL AND active = 0 AND valid_to <= ?1').bind(now),
  db
    .prepare(
      `UPDATE share SET active = 1 WHERE active = 0 AND accepted_at IS NOT NULL AND ended_at IS NULL
       AND valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1)`,
    )
    .bind(now),
];

/** True when a share must begin or end. */
export const sharesDue = async (db: D1Database, now: number): Promise<boolean> =>
  (await db
    .prepare(
      `SELECT 1 FROM share WHERE (active = 1 AND valid_to <= ?1) OR (active = 0 AND ended_at IS NULL AND valid_to <= ?1)
       OR (active = 0 AND accepted_at IS NOT NULL AND ended_at IS NULL AND valid_from <= ?1) LIMIT 1`,
    )
    .bind(now)
    .first()) !== null;
