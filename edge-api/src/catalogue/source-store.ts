/** Only SQL: the venue systems we hear from. */
import type { AmountTerms } from '#protocol';

export interface SourceName {
  readonly key: number;
  readonly name: string;
  readonly kind: 'house' | 'reseller';
  /** Organisation key. */
  readonly reseller: number | null;
}

export async function readSourceNames(db: D1Database, venue: number): Promise<Map<number, SourceName>> {
  const { results } = await db
    .prepare('SELECT key, name, kind, reseller FROM source WHERE venue = ?1')
    .bind(venue)
    .all<SourceName>();
  return new Map(results.map((row) => [row.key, row]));
}

/** Answers false when another push said something else of the same day first. */
export async function addSourceTerms(
  db: D1Database,
  source: number,
  { from, currency, vat, levy }: AmountTerms & { readonly from: string },
): Promise<boolean> {
  const { meta } = await db
    .prepare('INSERT OR IGNORE INTO source_terms (source, from_day, currency, vat, levy) VALUES (?1, ?2, ?3, ?4, ?5)')
    .bind(source, from, currency, vat, levy)
    .run();
  return meta.changes === 1;
}
