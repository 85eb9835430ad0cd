/** Only SQL: what an invoice needs of an organisation, and who may make invoices in whose name. */
import type { BillingProfile, SelfBilling, SelfBillingBody } from '#protocol';

export async function readProfiles(
  db: D1Database,
  organisations: readonly number[],
): Promise<Map<number, BillingProfile>> {
  const { results } = await db
    .prepare('SELECT organisation, body FROM billing_profile WHERE organisation IN (SELECT value FROM json_each(?1))')
    .bind(JSON.stringify(organisations))
    .all<{ organisation: number; body: string }>();
  return new Map(results.map(({ organisation, body }) => [organisation, JSON.parse(body) as BillingProfile]));
}

export const putProfile = (db: D1Database, organisation: number, profile: BillingProfile | null, now: number) =>
  db
    .prepare(
      `INSERT INTO billing_profile (organisation, body, updated_at) VALUES (?1, ?2, ?3)
       ON CONFLICT DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at WHERE body <> excluded.body`,
    )
    .bind(organisation, JSON.stringify(profile), now);

/** Of those the caller has deals with, so that an id of another costs what one costs that never was. */
export const readPartner = (db: D1Database, organisation: number, id: string) =>
  db
    .prepare(
      `SELECT o.key FROM (SELECT provider AS key FROM agreement_home WHERE venue = ?1 UNION SELECT venue FROM agreement_home WHERE provider = ?1) p
         CROSS JOIN organisation o ON o.key = p.key WHERE o.id = ?2`,
    )
    .bind(organisation, id)
    .first<{ key: number }>();

export interface Consent {
  readonly since: string;
  readonly until: string | null;
  readonly numberPrefix: string;
}
export const readConsent = (db: D1Database, seller: number, buyer: number) =>
  db
    .prepare('SELECT since, until, number_prefix AS numberPrefix FROM self_billing WHERE seller = ?1 AND buyer = ?2')
    .bind(seller, buyer)
    .first<Consent>();

export const putConsent = (
  db: D1Database,
  seller: number,
  buyer: number,
  { from, to = null, numberPrefix }: SelfBillingBody,
  now: number,
) =>
  db
    .prepare(
      `INSERT INTO self_billing (seller, buyer, since, until, number_prefix, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT DO UPDATE SET since = excluded.since, until = excluded.until, number_prefix = excluded.number_prefix, updated_at = excluded.updated_at
       WHERE since <> excluded.since OR until IS NOT excluded.until OR number_prefix <> excluded.number_prefix`,
    )
    .bind(seller, buyer, from, to, numberPrefix, now);

export const listConsents = async (db: D1Database, organisation: number): Promise<SelfBilling[]> =>
  (
    await db
      .prepare(
        `SELECT s.id AS seller, s.name AS sellerName, b.id AS buyer, b.name AS buyerName, c.since AS "from", c.until AS "to",
           c.number_prefix AS numberPrefix
         FROM self_billing c JOIN organisation s ON s.key = c.seller JOIN organisation b ON b.key = c.buyer
         WHERE c.seller = ?1 OR c.buyer = ?1 ORDER BY c.seller, c.buyer`,
      )
      .bind(organisation)
      .all<SelfBilling>()
  ).results;
