/** Only SQL: the venue systems we hear from. */
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
