/** What somebody has read, and what is left to read. */
import { ReadBody, SUBJECT_KINDS, type Subject, type UnreadAnswer } from '#protocol';
import { readBody } from '../body.ts';
import { shardOf } from '../env.ts';
import { actorOf, type Ctx } from '../route.ts';
import { readHomes } from '../shards/home-store.ts';
import { openHome, writeAtHome } from '../shards/router.ts';
import * as store from './message-store.ts';
import { readSince } from './people-store.ts';
import { fault, placeOf } from './place.ts';
import { tagged } from './tagged.ts';
import { authorOf } from './thread.ts';

export async function markRead(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const body = await readBody(c, ReadBody);
  const place = await placeOf(c, body.subject, body.with ?? null);
  // What is not written yet is not read yet, whatever a page says.
  const mark = {
    reader: actor.organisation,
    author: authorOf(actor),
    thread: place.thread,
    seq: Math.min(body.seq, c.var.now + 60_000),
  };
  await writeAtHome(c.env, await openHome(c.env, actor.organisation), (shard) => store.markStatements(shard, mark));
  return c.json({ subject: place.subject, readTo: mark.seq, livemode: actor.livemode });
}

const MOST_UNREAD = 500;

export async function readUnread(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const kind = c.req.query('kind') ?? null;
  if (kind !== null && !(SUBJECT_KINDS as readonly string[]).includes(kind))
    throw fault('/kind', `one of ${SUBJECT_KINDS.join(', ')}`);
  const [homes, since] = await Promise.all([
    readHomes(c.env.DIRECTORY, [actor.organisation]),
    readSince(c.env.DIRECTORY, actor.membership),
  ]);
  const shard = shardOf(c.env, homes.get(actor.organisation)?.shard ?? '');
  const rows = await store.listUnread(shard, actor.organisation, authorOf(actor), since, kind, MOST_UNREAD);
  const seen = await readable(c, rows);
  const answer: UnreadAnswer = {
    items: seen.map((row) => ({
      subject: JSON.parse(row.subject) as Subject,
      with: row.other === null ? null : (JSON.parse(row.other) as { id: string; name: string }),
      unread: row.unread,
      mentions: row.mentions,
      lastAt: new Date(row.last_seq).toISOString(),
    })),
    unread: seen.reduce((sum, row) => sum + row.unread, 0),
    livemode: actor.livemode,
  };
  return tagged(c, answer);
}

/** Whoever is limited to productions hears only of what they may open. */
async function readable(c: Ctx, rows: readonly store.UnreadRow[]): Promise<readonly store.UnreadRow[]> {
  if (!actorOf(c).productions) return rows;
  const open = await Promise.all(
    rows.map(async ({ subject, other }) => {
      const to = other === null ? null : (JSON.parse(other) as { id: string }).id;
      return placeOf(c, JSON.parse(subject) as Subject, to).then(
        () => true,
        () => false,
      );
    }),
  );
  return rows.filter((_, i) => open[i]);
}
