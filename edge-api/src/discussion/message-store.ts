/** Only SQL: messages, where they lie; and what each reader has read. */
import type { Subject } from '#protocol';

export type Mention = readonly [membership: string, name: string, user: string, organisation: number];
export interface MessageRow {
  readonly seq: number;
  readonly id: string;
  readonly at: number;
  readonly organisation: number;
  readonly author: string;
  readonly membership: string | null;
  readonly name: string | null;
  readonly text: string;
  readonly mentions: string;
}

export async function listMessages(
  shard: D1Database,
  tenant: number,
  thread: string,
  from: number,
  limit: number,
): Promise<MessageRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT seq, id, at, organisation, author, membership, name, text, mentions FROM message
       WHERE tenant = ?1 AND thread = ?2 AND seq >= ?3 ORDER BY seq LIMIT ?4`,
    )
    .bind(tenant, thread, from, limit)
    .all<MessageRow>();
  return results;
}

/** Newer than `after` and by others. */
export async function countNewer(
  shard: D1Database,
  tenant: number,
  thread: string,
  after: number,
  author: string,
): Promise<number> {
  const row = await shard
    .prepare('SELECT count(*) AS n FROM message WHERE tenant = ?1 AND thread = ?2 AND seq > ?3 AND author <> ?4')
    .bind(tenant, thread, after, author)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

export async function readLastSeq(shard: D1Database, tenant: number, thread: string): Promise<number> {
  const row = await shard
    .prepare('SELECT seq FROM message WHERE tenant = ?1 AND thread = ?2 ORDER BY seq DESC LIMIT 1')
    .bind(tenant, thread)
    .first<{ seq: number }>();
  return row?.seq ?? 0;
}

export interface NewMessage {
  readonly tenant: number;
  readonly thread: string;
  readonly seq: number;
  readonly id: string;
  readonly at: number;
  readonly organisation: number;
  readonly author: string;
  readonly membership: string | null;
  readonly name: string | null;
  readonly text: string;
  readonly mentions: readonly Mention[];
}
/** What readers are told: the thread without ` own`, and for each reader who the other is. */
export interface Told {
  readonly thread: string;
  readonly subject: Subject;
  readonly readers: readonly (readonly [key: number, other: { readonly id: string; readonly name: string } | null])[];
}

/** The number is the lock: two at once want the same, and the batch of the later one ends whole. */
export const addStatements = (shard: D1Database, message: NewMessage, told: Told): D1PreparedStatement[] => [
  shard
    .prepare('INSERT INTO message_outbox (tenant, thread, seq, told) VALUES (?1, ?2, ?3, ?4)')
    .bind(message.tenant, message.thread, message.seq, JSON.stringify(told)),
  shard
    .prepare(
      `INSERT INTO message (tenant, thread, seq, id, at, organisation, author, membership, name, text, mentions)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)`,
    )
    .bind(
      message.tenant,
      message.thread,
      message.seq,
      message.id,
      message.at,
      message.organisation,
      message.author,
      message.membership,
      message.name,
      message.text,
      JSON.stringify(message.mentions),
    ),
];

export async function readMark(shard: D1Database, reader: number, author: string, thread: string): Promise<number> {
  const row = await shard
    .prepare('SELECT read_to FROM message_mark WHERE reader = ?1 AND author = ?2 AND thread = ?3')
    .bind(reader, author, thread)
    .first<{ read_to: number }>();
  return row?.read_to ?? 0;
}

/** What is read is mailed to nobody. */
export const markStatements = (
  shard: D1Database,
  mark: { readonly reader: number; readonly author: string; readonly thread: string; readonly seq: number },
): D1PreparedStatement[] => [
  shard
    .prepare(
      `INSERT INTO message_mark (reader, author, thread, read_to) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT DO UPDATE SET read_to = max(read_to, ?4)`,
    )
    .bind(mark.reader, mark.author, mark.thread, mark.seq),
  shard
    .prepare('DELETE FROM message_due WHERE reader = ?1 AND person = ?2 AND thread = ?3 AND seq <= ?4')
    .bind(mark.reader, mark.author, mark.thread, mark.seq),
];

export interface UnreadRow {
  readonly subject: string;
  readonly other: string | null;
  readonly last_seq: number;
  readonly unread: number;
  readonly mentions: number;
}

/** Threads of the reader with something newer than the mark, and than `since`. */
export async function listUnread(
  shard: D1Database,
  reader: number,
  author: string,
  since: number,
  kind: string | null,
  limit: number,
): Promise<UnreadRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT t.subject, t.other, max(n.seq) AS last_seq, count(*) AS unread,
         count(*) FILTER (WHERE EXISTS (SELECT 1 FROM json_each(n.mentions) j WHERE j.value = ?2)) AS mentions
       FROM message_thread t LEFT JOIN message_mark m ON m.reader = t.reader AND m.author = ?2 AND m.thread = t.thread
       JOIN message_notice n ON n.reader = t.reader AND n.thread = t.thread AND n.seq > max(coalesce(m.read_to, 0), ?3)
       WHERE t.reader = ?1 AND t.last_seq > max(coalesce(m.read_to, 0), ?3) AND n.author <> ?2
         AND (?4 IS NULL OR t.subject->>'kind' = ?4)
       GROUP BY t.thread ORDER BY last_seq DESC LIMIT ?5`,
    )
    .bind(reader, author, since, kind, limit)
    .all<UnreadRow>();
  return results;
}
