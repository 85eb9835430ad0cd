/** Only SQL: what a tenant's clients asked on a day, and how much it may be. */
import type { Quota } from '#protocol';

/** Requests of all clients of a tenant on one day (UTC), unless the operator set another number. */
export const ORDINARY_QUOTA = 2_000_000;

export interface Counted {
  readonly day: string;
  readonly organisation: number;
  readonly client: string;
  readonly requests: number;
}

/**
 * Adds up, and marks who has spent it. When a tenant's day is used up, a client goes on until it has used its share (the
 * quota divided by the clients seen that day), so that one that floods takes nothing from the others. A late count of a
 * sandbox that was thrown away meanwhile leaves nothing.
 */
export const addCountStatements = (db: D1Database, counted: Counted): D1PreparedStatement[] => [
  db
    .prepare(
      `INSERT INTO request_count (day, organisation, client, requests)
       SELECT ?1, ?2, ?3, ?4 WHERE ?2 = 0 OR EXISTS (SELECT 1 FROM organisation WHERE key = ?2)
       ON CONFLICT DO UPDATE SET requests = requests + excluded.requests`,
    )
    .bind(counted.day, counted.organisation, counted.client, counted.requests),
  db
    .prepare(
      `UPDATE request_count SET spent = 1 FROM
         (SELECT sum(requests) AS used, count(*) AS clients FROM request_count WHERE day = ?1 AND organisation = ?2) t,
         (SELECT coalesce(daily_quota, ?3) AS quota FROM organisation WHERE key = ?2) q
       WHERE day = ?1 AND organisation = ?2 AND spent = 0 AND t.used >= q.quota AND requests * t.clients >= q.quota`,
    )
    .bind(counted.day, counted.organisation, ORDINARY_QUOTA),
];

/** `organisation client` of those that have spent their day. */
export async function spentQuotas(db: D1Database, day: string): Promise<Set<string>> {
  const { results } = await db
    .prepare('SELECT organisation, client FROM request_count WHERE day = ?1 AND spent = 1')
    .bind(day)
    .all<{ organisation: number; client: string }>();
  return new Set(results.map((row) => `${row.organisation} ${row.client}`));
}

export async function readQuota(db: D1Database, organisation: number, day: string): Promise<Quota> {
  const [set, counted] = await db.batch([
    db.prepare('SELECT id, daily_quota AS quota FROM organisation WHERE key = ?1').bind(organisation),
    db
      .prepare(
        'SELECT client, requests, spent FROM request_count WHERE day = ?1 AND organisation = ?2 ORDER BY requests DESC LIMIT 200',
      )
      .bind(day, organisation),
  ]);
  const [row] = (set?.results ?? []) as { id: string; quota: number | null }[];
  const clients = (counted?.results ?? []) as { client: string; requests: number; spent: number }[];
  return {
    organisation: row?.id ?? '',
    requests: row?.quota ?? ORDINARY_QUOTA,
    ordinary: (row?.quota ?? null) === null,
    day,
    clients: clients.map(({ client, requests, spent }) => ({ client, requests, spent: spent === 1 })),
  };
}

/** Whoever was refused today is let in again, and counted against the new number. */
export const setQuotaStatements = (
  db: D1Database,
  organisation: number,
  requests: number | null,
  day: string,
): D1PreparedStatement[] => [
  db.prepare('UPDATE request_count SET spent = 0 WHERE day = ?1 AND organisation = ?2').bind(day, organisation),
  // The last: whether it changed a row is whether the quota is another one now.
  db
    .prepare('UPDATE organisation SET daily_quota = ?2 WHERE key = ?1 AND daily_quota IS NOT ?2')
    .bind(organisation, requests),
];

export const sweepCounts = (db: D1Database, before: string) =>
  db.prepare('DELETE FROM request_count WHERE day < ?1').bind(before).run();
