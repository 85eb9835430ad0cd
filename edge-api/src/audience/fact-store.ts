/** Only SQL: what stands of each performance's audience, and its facts. */
import type { AudienceFact } from '#protocol';

export interface StandingSet {
  readonly performance: number;
  /** asOf (ms) × 1000 + revision. */
  readonly v: number;
  readonly parts: number;
  /** JSON list of the parts that are there. */
  readonly have: string;
}

export async function readStanding(
  shard: D1Database,
  tenant: number,
  performances: readonly number[],
): Promise<Map<number, StandingSet>> {
  const { results } = await shard
    .prepare(
      'SELECT s.performance, s.v, s.parts, s.have FROM json_each(?2) k CROSS JOIN audience_set s ON s.tenant = ?1 AND s.performance = k.value',
    )
    .bind(tenant, JSON.stringify(performances))
    .all<StandingSet>();
  return new Map(results.map((row) => [row.performance, row]));
}

export interface SetToWrite {
  readonly performance: number;
  readonly source: number;
  readonly v: number;
  readonly keyId: string;
  readonly part: number;
  readonly parts: number;
  readonly coverage: string;
  readonly facts: readonly AudienceFact[];
}

const CLASS_BITS = { normal: 1, discount: 2, free: 4, other: 8 } as const;
const hourOf = (booked: string): number => Number(booked.replace(/\D/g, ''));
const toRow = (fact: AudienceFact) => [
  fact.order,
  fact.buyer,
  hourOf(fact.booked),
  fact.tickets,
  fact.amount,
  fact.channel,
  fact.classes.reduce((bits, name) => bits | CLASS_BITS[name], 0),
  fact.abroad ? 'abroad' : (fact.pc4 ?? null),
  fact.age ?? null,
  fact.gender ?? null,
  fact.segment ?? null,
  fact.first === undefined ? null : fact.first ? 1 : 0,
];

/**
 * A set, or a part of one, over what stood before; nothing where a newer one stands by now. The first statement answers a row
 * when this set stands after it. `home` is the check of the tenant's home, put before these by the caller.
 */
export function setStatements(
  shard: D1Database,
  tenant: number,
  set: SetToWrite,
  now: number,
): readonly D1PreparedStatement[] {
  const { performance, source, v, keyId, part, parts, coverage } = set;
  const stands = 'EXISTS (SELECT 1 FROM audience_set WHERE tenant = ?1 AND performance = ?2 AND v = ?3)';
  const rows = JSON.stringify(set.facts.filter(({ buyer }) => buyer !== null).map(toRow));
  return [
    shard
      .prepare(
        `INSERT INTO audience_set (tenant, performance, source, v, key_id, parts, have, coverage, received_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, json_array(?7), ?8, ?9)
         ON CONFLICT DO UPDATE SET source = ?3, v = ?4, key_id = ?5, parts = ?6, coverage = ?8, received_at = ?9,
           have = CASE WHEN audience_set.v < ?4 THEN json_array(?7)
             ELSE (SELECT json_group_array(value) FROM (SELECT value FROM json_each(audience_set.have) UNION SELECT ?7 ORDER BY 1)) END
         WHERE audience_set.v < ?4 OR (audience_set.v = ?4 AND NOT EXISTS (SELECT 1 FROM json_each(audience_set.have) WHERE value = ?7))
         RETURNING performance`,
      )
      .bind(tenant, performance, source, v, keyId, parts, part, coverage, now),
    // Parts are made anew with each set, so those of an earlier one go when the first of the new one comes.
    shard
      .prepare(
        `DELETE FROM audience_fact WHERE tenant = ?1 AND performance = ?2 AND ${stands}
         AND (part >= ?5 OR (part = ?4 AND ord NOT IN (SELECT value->>0 FROM json_each(?6))))`,
      )
      .bind(tenant, performance, v, part, parts, rows),
    shard
      .prepare(
        `INSERT INTO audience_fact (tenant, performance, part, ord, buyer, hour, tickets, amount, channel, classes, pc4, age, gender, segment, first)
         SELECT ?1, ?2, ?4, value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8, value->>9, value->>10, value->>11
         FROM json_each(?5) WHERE ${stands}
         ON CONFLICT DO UPDATE SET buyer = excluded.buyer, hour = excluded.hour, tickets = excluded.tickets, amount = excluded.amount,
           channel = excluded.channel, classes = excluded.classes, pc4 = excluded.pc4, age = excluded.age, gender = excluded.gender,
           segment = excluded.segment, first = excluded.first
         WHERE (buyer, hour, tickets, amount, channel, classes, pc4, age, gender, segment, first) IS NOT
           (excluded.buyer, excluded.hour, excluded.tickets, excluded.amount, excluded.channel, excluded.classes, excluded.pc4, excluded.age,
            excluded.gender, excluded.segment, excluded.first)`,
      )
      .bind(tenant, performance, v, part, rows),
  ];
}

/** Facts of these buyers, gone; answers how many and of how many performances. */
export async function countFactsOf(shard: D1Database, tenant: number, buyers: readonly string[]) {
  return (
    (await shard
      .prepare(
        `SELECT count(*) AS facts, count(DISTINCT performance) AS performances FROM json_each(?2) k
       CROSS JOIN audience_fact f ON f.tenant = ?1 AND f.buyer = k.value`,
      )
      .bind(tenant, JSON.stringify(buyers))
      .first<{ facts: number; performances: number }>()) ?? { facts: 0, performances: 0 }
  );
}

export const deleteFactsOf = (shard: D1Database, tenant: number, buyers: readonly string[]): D1PreparedStatement =>
  shard
    .prepare(
      'DELETE FROM audience_fact WHERE tenant = ?1 AND (performance, part, ord) IN (SELECT f.performance, f.part, f.ord FROM json_each(?2) k CROSS JOIN audience_fact f ON f.tenant = ?1 AND f.buyer = k.value)',
    )
    .bind(tenant, JSON.stringify(buyers));

/** Of performances that are over the time facts are kept, or left out by the house. */
export const deleteFactsAt = (
  shard: D1Database,
  tenant: number,
  performances: readonly number[],
): D1PreparedStatement[] => [
  shard
    .prepare('DELETE FROM audience_fact WHERE tenant = ?1 AND performance IN (SELECT value FROM json_each(?2))')
    .bind(tenant, JSON.stringify(performances)),
  shard
    .prepare('DELETE FROM audience_set WHERE tenant = ?1 AND performance IN (SELECT value FROM json_each(?2))')
    .bind(tenant, JSON.stringify(performances)),
];

export async function readPerformancesWithFacts(shard: D1Database, tenant: number): Promise<number[]> {
  const { results } = await shard
    .prepare('SELECT performance FROM audience_set WHERE tenant = ?1')
    .bind(tenant)
    .all<{ performance: number }>();
  return results.map(({ performance }) => performance);
}
