/** Only SQL: facts as they are read back, in the background and for days gone by. */
import type { Component } from '#protocol';
import type { DayRow } from './registers.ts';
import { ROW_TEXT, toRows, unpackLines } from './row-text.ts';

/** All day rows of these performances, oldest first, with their source. Background and as-of work only. */
export async function readHistory(
  shard: D1Database,
  tenant: number,
  performances: readonly number[],
  until = '9999-12-31',
): Promise<(DayRow & { source: number })[]> {
  const { results } = await shard
    .prepare(
      `SELECT source, group_concat(text, ';') AS rows, json_group_object(day, lines) FILTER (WHERE lines IS NOT NULL) AS lines FROM
       (SELECT d.performance, d.source, d.day, d.lines, ${ROW_TEXT('d')} AS text FROM json_each(?2) k CROSS JOIN sales_day d
        ON d.tenant = ?1 AND d.performance = k.value WHERE d.day <= ?3 ORDER BY d.performance, d.source, d.day)
       GROUP BY performance, source ORDER BY performance, source`,
    )
    .bind(tenant, JSON.stringify(performances), until)
    .all<{ source: number; rows: string; lines: string }>();
  return results.flatMap(({ source, rows, lines }) => {
    const packed = JSON.parse(lines) as Record<string, string>;
    return toRows(rows)
      .map((row) => ({ ...row, lines: unpackLines(packed[row.day] ?? null), source }))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  });
}

export interface CorrectionRow {
  readonly performance: number;
  readonly source: number;
  readonly day: string;
  readonly component: Component;
  readonly received_at: number;
  readonly old_n: number | null;
  readonly old_a: number | null;
  readonly new_n: number;
  /** Null where the correction was written before versions were kept. */
  readonly old_v: number | null;
}

/** Days of a performance and source that nobody knew of before. */
export interface FirstRow {
  readonly performance: number;
  readonly source: number;
  readonly received_at: number;
  readonly days: readonly string[];
}

/** What came when its day was over. */
export interface Late {
  /** Newest first. */
  readonly corrections: readonly CorrectionRow[];
  readonly firsts: readonly FirstRow[];
}

/** Received after that moment. */
export async function readLate(
  shard: D1Database,
  tenant: number,
  performances: readonly number[],
  after = 0,
): Promise<Late> {
  const of = (sql: string) => shard.prepare(sql).bind(tenant, JSON.stringify(performances), after);
  const [corrections, firsts] = await shard.batch<CorrectionRow | (Omit<FirstRow, 'days'> & { readonly days: string })>(
    [
      of(
        `SELECT c.* FROM json_each(?2) k CROSS JOIN sales_correction c ON c.tenant = ?1 AND c.performance = k.value
       WHERE c.received_at > ?3 ORDER BY c.id DESC`,
      ),
      of(
        `SELECT f.performance, f.source, f.received_at, f.days FROM json_each(?2) k
       CROSS JOIN sales_first f ON f.tenant = ?1 AND f.performance = k.value WHERE f.received_at > ?3`,
      ),
    ],
  );
  return {
    corrections: (corrections?.results ?? []) as CorrectionRow[],
    firsts: ((firsts?.results ?? []) as (Omit<FirstRow, 'days'> & { readonly days: string })[]).map((row) => ({
      ...row,
      days: row.days.split(' '),
    })),
  };
}
