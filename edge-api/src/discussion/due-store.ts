/** Only SQL: what is still to be mailed, at the home of whose people are to be. */

export interface DueRow {
  readonly reader: number;
  readonly person: string;
  readonly messages: number;
  readonly mentions: number;
  /** JSON list of [thread, seq]. */
  readonly rows: string;
}
const AT_ONCE = 100;

/** By organisation and person; not from a copy that its tenant left. */
export async function readDue(shard: D1Database, before: number): Promise<DueRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT d.reader, d.person, count(*) AS messages, sum(d.mention) AS mentions, json_group_array(json_array(d.thread, d.seq)) AS rows
       FROM message_due d JOIN tenant_home h ON h.tenant = d.reader AND h.state = 'home'
       GROUP BY d.reader, d.person HAVING min(d.at) <= ?1 ORDER BY min(d.at) LIMIT ?2`,
    )
    .bind(before, AT_ONCE)
    .all<DueRow>();
  return results;
}

export const dropDue = (shard: D1Database, due: readonly Pick<DueRow, 'reader' | 'person' | 'rows'>[]) =>
  shard
    .prepare(
      `DELETE FROM message_due WHERE (reader, person, thread, seq) IN
         (SELECT e.value->>0, e.value->>1, r.value->>0, r.value->>1 FROM json_each(?1) e, json_each(e.value->>2) r)`,
    )
    .bind(JSON.stringify(due.map(({ reader, person, rows }) => [reader, person, rows])))
    .run();
