/** Minute job: whoever has something unread in a thread of theirs is mailed, at most once in half an hour. */
import { shardNames, shardOf, type Env } from '../env.ts';
import { mailIfChangedStatement } from '../mail/mail-store.ts';
import { readPortalOrigin } from '../people/invitation-store.ts';
import { dropDue, readDue, type DueRow } from './due-store.ts';
import { digestText } from './digest-text.ts';
import { digestStatement, listAddressees } from './people-store.ts';

const MINUTE_MS = 60_000;
/** Whoever has the thread open reads it in this time. */
const WAIT_MS = 2 * MINUTE_MS;
const APART_MS = 30 * MINUTE_MS;

type Found = DueRow & { readonly shard: string };

/**
 * The mail and the moment are one batch in the directory; what was due goes after it. Cut off in between, a person is reminded
 * once more half an hour later of what is still unread.
 */
export async function mailDigests(env: Env, now: number): Promise<void> {
  const db = env.DIRECTORY;
  const due: Found[] = [];
  for (const shard of shardNames(env))
    due.push(...(await readDue(shardOf(env, shard), now - WAIT_MS)).map((row) => ({ ...row, shard })));
  if (!due.length) return;
  const addressees = await listAddressees(
    db,
    due.map(({ person, reader }) => [person, reader]),
  );
  const known = new Map(addressees.map((one) => [`${one.user} ${one.organisation}`, one]));
  const keyOf = ({ person, reader }: Found) => `${person} ${reader}`;
  // Gone since, or no address: nobody to mail.
  const done = due.filter((row) => !known.has(keyOf(row)));
  const origin = await readPortalOrigin(db);
  for (const [, rows] of Map.groupBy(
    due.filter((row) => known.has(keyOf(row))),
    ({ person }) => person,
  )) {
    const waiting = rows.flatMap((row) => {
      const to = known.get(keyOf(row));
      return to ? [{ ...row, to }] : [];
    });
    const to = waiting[0]?.to;
    if (!to || (to.mailedAt !== null && to.mailedAt > now - APART_MS)) continue;
    const text = digestText(
      to.locale,
      waiting.map((row) => ({ organisation: row.to.organisationName, messages: row.messages, mentions: row.mentions })),
      origin,
    );
    const [moment] = await db.batch([
      digestStatement(db, to.person, now, now - APART_MS),
      mailIfChangedStatement(db, { recipient: to.email, ...text }, now),
    ]);
    if (moment?.meta.changes) done.push(...rows);
  }
  for (const [shard, rows] of Map.groupBy(done, (row) => row.shard)) await dropDue(shardOf(env, shard), rows);
}
