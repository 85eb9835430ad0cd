/** Only SQL: from the outbox beside the messages to what each reader has of them. */
import { checkHomes, type Home } from '../shards/home-store.ts';
import type { Mention, Told } from './message-store.ts';

export interface WaitingRow {
  readonly tenant: number;
  readonly thread: string;
  readonly seq: number;
  readonly told: string;
  readonly at: number;
  readonly organisation: number;
  readonly author: string;
  readonly mentions: string;
}
export interface Notice {
  readonly reader: number;
  readonly thread: string;
  readonly subject: string;
  readonly other: string | null;
  readonly seq: number;
  readonly internal: number;
  readonly at: number;
  readonly organisation: number;
  readonly author: string;
  /** Users of this reader's own. */
  readonly mentions: readonly string[];
}

export async function readWaiting(shard: D1Database, limit: number): Promise<WaitingRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT o.tenant, o.thread, o.seq, o.told, m.at, m.organisation, m.author, m.mentions
       FROM message_outbox o JOIN message m USING (tenant, thread, seq) ORDER BY o.seq LIMIT ?1`,
    )
    .bind(limit)
    .all<WaitingRow>();
  return results;
}

export function toNotices({ told, thread, mentions, seq, at, organisation, author }: WaitingRow): Notice[] {
  const { thread: base, subject, readers } = JSON.parse(told) as Told;
  const people = JSON.parse(mentions) as Mention[];
  return readers.map(([reader, other]) => ({
    reader,
    thread: base,
    subject: JSON.stringify(subject),
    other: other && JSON.stringify(other),
    seq,
    internal: thread === base ? 0 : 1,
    at,
    organisation,
    author,
    mentions: people.flatMap(([, , user, of]) => (of === reader ? [user] : [])),
  }));
}

const ITEMS = `item AS (SELECT value->>'reader' AS reader, value->>'thread' AS thread, value->>'seq' AS seq, value->>'internal' AS internal,
  value->>'at' AS at, value->>'organisation' AS organisation, value->>'author' AS author, value->'mentions' AS mentions,
  value->>'subject' AS subject, value->>'other' AS other FROM json_each(?1))`;

/** Takes part: wrote in it for this reader, or was mentioned in it before. A notice that is there already is due to nobody again. */
const DUE = `WITH ${ITEMS}, known AS (
    SELECT n.reader, n.thread, n.seq, n.organisation, n.author, n.mentions FROM message_notice n
      WHERE (n.reader, n.thread) IN (SELECT reader, thread FROM item)
    UNION ALL SELECT reader, thread, seq, organisation, author, mentions FROM item),
  concerned AS (
    SELECT i.reader, i.thread, i.seq, i.internal, i.at, i.author, j.value AS person, 1 AS mention FROM item i, json_each(i.mentions) j
    UNION ALL SELECT i.reader, i.thread, i.seq, i.internal, i.at, i.author, k.author, 0 FROM item i
      JOIN known k ON k.reader = i.reader AND k.thread = i.thread AND k.seq < i.seq AND k.organisation = i.reader
    UNION ALL SELECT i.reader, i.thread, i.seq, i.internal, i.at, i.author, j.value, 0 FROM item i
      JOIN known k ON k.reader = i.reader AND k.thread = i.thread AND k.seq < i.seq, json_each(k.mentions) j)
  INSERT OR IGNORE INTO message_due (reader, person, thread, seq, mention, at)
  SELECT c.reader, c.person, c.thread, c.seq, max(c.mention), c.at FROM concerned c
  WHERE c.person GLOB 'XD-USR-*' AND c.person <> c.author
    AND NOT EXISTS (SELECT 1 FROM message_notice n WHERE n.reader = c.reader AND n.thread = c.thread AND n.seq = c.seq AND n.internal = c.internal)
    AND NOT EXISTS (SELECT 1 FROM message_mark m WHERE m.reader = c.reader AND m.author = c.person AND m.thread = c.thread AND m.read_to >= c.seq)
  GROUP BY c.reader, c.person, c.thread, c.seq`;

export async function tell(shard: D1Database, homes: readonly Home[], notices: readonly Notice[]): Promise<void> {
  const items = JSON.stringify(notices);
  await shard.batch([
    checkHomes(shard, homes),
    shard.prepare(DUE).bind(items),
    shard
      .prepare(
        `WITH ${ITEMS} INSERT OR IGNORE INTO message_notice (reader, thread, seq, internal, at, organisation, author, mentions)
         SELECT reader, thread, seq, internal, at, organisation, author, mentions FROM item`,
      )
      .bind(items),
    shard
      .prepare(
        `WITH ${ITEMS} INSERT INTO message_thread (reader, thread, subject, other, last_seq)
         SELECT reader, thread, subject, other, max(seq) FROM item WHERE true GROUP BY reader, thread
         ON CONFLICT DO UPDATE SET subject = excluded.subject, other = excluded.other, last_seq = max(last_seq, excluded.last_seq)`,
      )
      .bind(items),
  ]);
}

export const dropWaiting = (shard: D1Database, rows: readonly WaitingRow[]) =>
  shard
    .prepare(
      'DELETE FROM message_outbox WHERE (tenant, thread, seq) IN (SELECT value->>0, value->>1, value->>2 FROM json_each(?1))',
    )
    .bind(JSON.stringify(rows.map(({ tenant, thread, seq }) => [tenant, thread, seq])))
    .run();
