/** The directory's answers to a push: which performance is meant, from which source. Only SQL. */
import type { PerformanceId } from '#protocol';
import { PRODUCTION_KEY } from './asked.ts';

export interface Source {
  readonly key: number;
  readonly kind: 'house' | 'reseller';
  readonly day_offset_hours: number;
  /** Version of what names this venue's performances, at this moment. */
  readonly version: number;
  /** What its amounts contain, by day: a JSON list of `[from, currency, vat, levy]`, oldest first. */
  readonly terms: string;
}

/** Makes a source known on first use. */
export async function useSource(db: D1Database, venue: number, name: string, reseller: number | null): Promise<Source> {
  const read = () =>
    db
      .prepare(
        `SELECT key, kind, day_offset_hours, coalesce((SELECT version FROM performance_version WHERE venue = ?1), 0) AS version,
         (SELECT json_group_array(json_array(from_day, currency, vat, levy)) FROM
         (SELECT * FROM source_terms t WHERE t.source = source.key ORDER BY from_day)) AS terms
         FROM source WHERE venue = ?1 AND name = ?2`,
      )
      .bind(venue, name)
      .first<Source>();
  const known = await read();
  if (known) return known;
  await db
    .prepare('INSERT OR IGNORE INTO source (venue, name, kind, reseller) VALUES (?1, ?2, ?3, ?4)')
    .bind(venue, name, reseller === null ? 'house' : 'reseller', reseller)
    .run();
  return (await read()) as Source;
}

/** Keys of platform performances at this venue, by `production|number` with the number as an integer. */
export async function findByIds(
  db: D1Database,
  venue: number,
  ids: readonly PerformanceId[],
): Promise<Map<string, { key: number; numberText: string }>> {
  const row = await db
    .prepare(
      `SELECT json_group_array(json_array(k.value->>0, p.number, p.key, p.number_text)) AS found FROM json_each(?2) k CROSS JOIN performance p
       INDEXED BY performance_place ON p.production = ${PRODUCTION_KEY('k.value->>0')} AND p.number = k.value->>1 AND p.venue = ?1`,
    )
    .bind(venue, JSON.stringify(ids.map((id) => [id.production, id.number])))
    .first<{ found: string }>();
  const found = JSON.parse(row?.found ?? '[]') as [string, number, number, string][];
  return new Map(
    found.map(([production, number, key, numberText]) => [`${production}|${number}`, { key, numberText }]),
  );
}

export interface OwnReference {
  readonly ref: string;
  readonly title?: string;
  readonly startsAt?: number;
  readonly hall?: string;
  readonly provider?: string;
}

/** Keys of a venue's own references; unknown ones that say what they are about are made known. */
export async function useReferences(
  db: D1Database,
  venue: number,
  source: number,
  refs: readonly OwnReference[],
): Promise<{ keys: Map<string, number>; made: boolean }> {
  const names = JSON.stringify([...new Set(refs.map((own) => own.ref))]);
  const read = async () => {
    const { results } = await db
      .prepare(
        'SELECT p.key, p.ref FROM json_each(?3) k CROSS JOIN performance p ON p.venue = ?1 AND p.source = ?2 AND p.ref = k.value',
      )
      .bind(venue, source, names)
      .all<{ key: number; ref: string }>();
    return new Map(results.map((row) => [row.ref, row.key]));
  };
  const keys = await read();
  const fresh = [
    ...new Map(
      refs.filter((own) => own.title !== undefined && !keys.has(own.ref)).map((own) => [own.ref, own]),
    ).values(),
  ];
  if (!fresh.length) return { keys, made: false };
  await db
    .prepare(
      `INSERT OR IGNORE INTO performance (venue, source, ref, title, starts_at, hall_text, provider_text)
       SELECT ?1, ?2, value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each(?3)`,
    )
    .bind(
      venue,
      source,
      JSON.stringify(
        fresh.map((own) => [own.ref, own.title, own.startsAt ?? 0, own.hall ?? null, own.provider ?? null]),
      ),
    )
    .run();
  return { keys: await read(), made: true };
}
