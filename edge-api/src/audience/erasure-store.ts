/** Only SQL: who was erased. In a database of its own; key id and pseudonym, nothing else. */
export const putErasures = (
  erasures: D1Database,
  tenant: number,
  keyId: string,
  buyers: readonly string[],
  now: number,
) =>
  erasures
    .prepare(
      'INSERT INTO erasure (tenant, key_id, buyer, at) SELECT ?1, ?2, value, ?4 FROM json_each(?3) WHERE true ON CONFLICT DO NOTHING',
    )
    .bind(tenant, keyId, JSON.stringify(buyers), now)
    .run();

/** Those of these buyers who were erased. */
export async function readErased(
  erasures: D1Database,
  tenant: number,
  buyers: readonly string[],
): Promise<Set<string>> {
  const { results } = await erasures
    .prepare(
      'SELECT DISTINCT e.buyer FROM erasure e WHERE e.tenant = ?1 AND e.buyer IN (SELECT value FROM json_each(?2))',
    )
    .bind(tenant, JSON.stringify(buyers))
    .all<{ buyer: string }>();
  return new Set(results.map(({ buyer }) => buyer));
}

/** A page of the log in its own order, for replaying it over a restored shard. */
export async function readErasures(
  erasures: D1Database,
  after: { readonly tenant: number; readonly keyId: string; readonly buyer: string },
  limit: number,
) {
  const { results } = await erasures
    .prepare(
      'SELECT tenant, key_id AS keyId, buyer FROM erasure WHERE (tenant, key_id, buyer) > (?1, ?2, ?3) ORDER BY tenant, key_id, buyer LIMIT ?4',
    )
    .bind(after.tenant, after.keyId, after.buyer, limit)
    .all<{ tenant: number; keyId: string; buyer: string }>();
  return results;
}

/** A page of one tenant's part of the log. */
export async function readErasuresOf(
  erasures: D1Database,
  tenant: number,
  after: { readonly keyId: string; readonly buyer: string },
  limit: number,
) {
  const { results } = await erasures
    .prepare(
      'SELECT tenant, key_id AS keyId, buyer FROM erasure WHERE tenant = ?1 AND (key_id, buyer) > (?2, ?3) ORDER BY key_id, buyer LIMIT ?4',
    )
    .bind(tenant, after.keyId, after.buyer, limit)
    .all<{ tenant: number; keyId: string; buyer: string }>();
  return results;
}

/** Of whom all facts that there were have passed their time. */
export const forgetErasuresBefore = (erasures: D1Database, tenant: number, before: number) =>
  erasures.prepare('DELETE FROM erasure WHERE tenant = ?1 AND at < ?2').bind(tenant, before).run();

/** Of a sandbox that is no more. */
export const forgetErasures = (erasures: D1Database, tenants: readonly number[]) =>
  erasures
    .prepare('DELETE FROM erasure WHERE tenant IN (SELECT value FROM json_each(?1))')
    .bind(JSON.stringify(tenants))
    .run();

/** When each buyer of a tenant was erased, milliseconds since 1970. */
export async function readErasedAt(erasures: D1Database, tenant: number): Promise<number[]> {
  const { results } = await erasures
    .prepare('SELECT at FROM erasure WHERE tenant = ?1 ORDER BY at')
    .bind(tenant)
    .all<{ at: number }>();
  return results.map(({ at }) => at);
}
