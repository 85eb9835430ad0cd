/** Only SQL: productions that move from one provider to another. */
import type { Page } from '../catalogue/catalogue-page.ts';
import { KEY_OF, ON_EITHER_SIDE } from '../catalogue/asked.ts';
import { ME } from '../catalogue/visibility.ts';

interface Row {
  readonly key: number;
  readonly id: string;
  readonly production_key: number;
  readonly production: string;
  readonly title: string;
  readonly giver_key: number;
  readonly giver: string;
  readonly giver_name: string;
  readonly receiver_key: number;
  readonly receiver: string;
  readonly receiver_name: string;
  readonly at: number;
  readonly stays_producer: number;
  readonly proposed_at: number;
  readonly accepted_at: number | null;
  readonly ended_at: number | null;
  readonly ended_by: string | null;
  readonly done_at: number | null;
  readonly gives: number;
  readonly receives: number;
}
export interface FoundTransfer {
  readonly key: number;
  readonly id: string;
  readonly production: { readonly key: number; readonly id: string; readonly title: string };
  readonly giver: { readonly key: number; readonly id: string; readonly name: string };
  readonly receiver: { readonly key: number; readonly id: string; readonly name: string };
  readonly at: number;
  readonly staysProducer: boolean;
  readonly proposedAt: number;
  readonly acceptedAt: number | null;
  readonly endedAt: number | null;
  readonly endedBy: string | null;
  readonly doneAt: number | null;
  readonly gives: boolean;
  readonly receives: boolean;
}

const SELECT = `WITH ${ME}
  SELECT t.key, t.id, p.key AS production_key, p.id AS production, p.title, g.key AS giver_key, g.id AS giver, g.name AS giver_name,
    r.key AS receiver_key, r.id AS receiver, r.name AS receiver_name, t.at, t.stays_producer, t.proposed_at, t.accepted_at, t.ended_at,
    (SELECT id FROM organisation e WHERE e.key = t.ended_by) AS ended_by, t.done_at,
    t.giver IN (SELECT key FROM me) AS gives, t.receiver IN (SELECT key FROM me) AS receives
  FROM transfer t JOIN production p ON p.key = t.production JOIN organisation g ON g.key = t.giver JOIN organisation r ON r.key = t.receiver`;
const MINE = '(?1 = 0 OR t.giver IN (SELECT key FROM me) OR t.receiver IN (SELECT key FROM me))';

const toFound = (row: Row): FoundTransfer => ({
  key: row.key,
  id: row.id,
  production: { key: row.production_key, id: row.production, title: row.title },
  giver: { key: row.giver_key, id: row.giver, name: row.giver_name },
  receiver: { key: row.receiver_key, id: row.receiver, name: row.receiver_name },
  at: row.at,
  staysProducer: row.stays_producer === 1,
  proposedAt: row.proposed_at,
  acceptedAt: row.accepted_at,
  endedAt: row.ended_at,
  endedBy: row.ended_by,
  doneAt: row.done_at,
  gives: row.gives === 1,
  receives: row.receives === 1,
});

export async function readTransfer(db: D1Database, viewer: number, id: string): Promise<FoundTransfer | null> {
  const row = await db
    .prepare(`${SELECT} WHERE t.key = ${KEY_OF('transfer', '?2', ['giver', 'receiver'], ON_EITHER_SIDE)}`)
    .bind(viewer, id)
    .first<Row>();
  return row && toFound(row);
}

/** Offered and received, newest first. */
export async function listTransfers(
  db: D1Database,
  page: Page,
): Promise<{ cursor: number[]; transfer: FoundTransfer }[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE -t.key > ?2 AND ${MINE} ORDER BY t.key DESC LIMIT ?3`)
    .bind(page.viewer, page.after[0], page.limit)
    .all<Row>();
  return results.map((row) => ({ cursor: [-row.key], transfer: toFound(row) }));
}

export interface NewTransfer {
  readonly id: string;
  readonly production: number;
  readonly giver: number;
  readonly receiver: number;
  readonly at: number;
  readonly staysProducer: boolean;
}

export const addTransferStatement = (db: D1Database, one: NewTransfer, now: number): D1PreparedStatement =>
  db
    .prepare(
      'INSERT INTO transfer (id, production, giver, receiver, at, stays_producer, proposed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)',
    )
    .bind(one.id, one.production, one.giver, one.receiver, one.at, one.staysProducer ? 1 : 0, now);

export const readOpenTransfer = (db: D1Database, production: number) =>
  db
    .prepare('SELECT id FROM transfer WHERE production = ?1 AND ended_at IS NULL AND done_at IS NULL')
    .bind(production)
    .first<{ id: string }>();

export const acceptStatement = (db: D1Database, id: string, now: number): D1PreparedStatement =>
  db.prepare('UPDATE transfer SET accepted_at = ?2 WHERE id = ?1').bind(id, now);

export const endStatement = (db: D1Database, id: string, by: number | null, now: number): D1PreparedStatement =>
  db.prepare('UPDATE transfer SET ended_at = ?2, ended_by = ?3 WHERE id = ?1').bind(id, now, by);

/**
 * Those whose day has come: the production and what was merged into it get their new provider, its open proposals their
 * new decider; shares of nothing else than it end. One whose giver no longer owns the production ends without effect.
 */
export const carryOutStatements = (db: D1Database, now: number, only: string | null = null): D1PreparedStatement[] => {
  const due =
    't.accepted_at IS NOT NULL AND t.ended_at IS NULL AND t.done_at IS NULL AND t.at <= ?1 AND (?2 IS NULL OR t.id = ?2)';
  const owned = `EXISTS (SELECT 1 FROM production o WHERE o.key = t.production AND o.merged_into IS NULL AND coalesce(o.provider, o.producer, o.agency) = t.giver)`;
  const run = (sql: string) => db.prepare(sql).bind(now, only);
  return [
    run(`UPDATE transfer AS t SET ended_at = ?1 WHERE ${due} AND NOT ${owned}`),
    run(
      `INSERT INTO announcement (performance) SELECT p.key FROM transfer t CROSS JOIN production r ON r.key = t.production OR r.merged_into = t.production
       CROSS JOIN performance p ON p.production = r.key WHERE ${due}`,
    ),
    run(
      `UPDATE proposal SET decider = t.receiver FROM transfer t WHERE ${due} AND proposal.production = t.production
       AND proposal.state = 'open' AND proposal.kind = 'change' AND proposal.decider = t.giver`,
    ),
    run(
      `UPDATE production SET provider = t.receiver, revision = revision + 1,
         producer = iif(t.stays_producer, coalesce(production.producer, t.giver), production.producer)
       FROM transfer t WHERE ${due} AND (production.key = t.production OR production.merged_into = t.production)
         AND coalesce(production.provider, production.producer, production.agency) = t.giver`,
    ),
    run(
      `UPDATE share SET ended_at = ?1, active = 0 FROM transfer t WHERE ${due} AND share.giver = t.giver AND share.whole = 0 AND share.ended_at IS NULL
       AND EXISTS (SELECT 1 FROM share_production x WHERE x.share = share.key AND x.production = t.production)
       AND NOT EXISTS (SELECT 1 FROM share_production x JOIN production p ON p.key = x.production
         WHERE x.share = share.key AND share.giver IN (p.provider, p.producer))`,
    ),
    run(`UPDATE transfer AS t SET done_at = ?1 WHERE ${due}`),
  ];
};

/** True when a transfer's day has come. */
export const transfersDue = async (db: D1Database, now: number): Promise<boolean> =>
  (await db
    .prepare(
      'SELECT 1 FROM transfer WHERE accepted_at IS NOT NULL AND ended_at IS NULL AND done_at IS NULL AND at <= ?1 LIMIT 1',
    )
    .bind(now)
    .first()) !== null;
