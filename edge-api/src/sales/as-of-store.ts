/** Only SQL: which performances a reader has in its seasons. */
export async function readPerformances(
  shard: D1Database,
  reader: number,
  seasons: readonly number[],
): Promise<number[]> {
  const { results } = await shard
    .prepare(
      'SELECT r.performance FROM json_each(?2) s CROSS JOIN reader_row r ON r.reader = ?1 AND r.season = s.value ORDER BY r.starts_at, r.performance',
    )
    .bind(reader, JSON.stringify(seasons))
    .all<{ performance: number }>();
  return results.map((row) => row.performance);
}
