/** Talking about a production, performance, deal, term or statement: two parties, or one with itself. Nothing said is changed or taken back. */
import * as v from 'valibot';
import {
  MAX_PAGE,
  MessageBody,
  PATHS,
  ReadBody,
  Subject,
  SUBJECT_KINDS,
  type Message,
  type Thread,
  type UnreadAnswer,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readBody, readText, toFieldErrors } from '../body.ts';
import { shardOf } from '../env.ts';
import { decide, type Actor } from '../identity/actor.ts';
import { newId, sha256 } from '../identity/secret.ts';
import { readPerson } from '../people/person-store.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { readHomes } from '../shards/home-store.ts';
import { writeOnceAtHome } from '../shards/once-at-home.ts';
import { openHome, writeAtHome } from '../shards/router.ts';
import { carryMessages } from './carry-messages.ts';
import * as store from './message-store.ts';
import { listReaders, readSince, type Reader } from './people-store.ts';
import { placeOf, type Place } from './place.ts';

const fault = (pointer: string, detail: string) =>
  new ApiError('invalid_request', detail, { errors: [{ pointer, detail }] });

/** Whose mark it is: a person's, wherever signed in; else the machine's, or the viewer's that it names. */
const authorOf = ({ user, clientId, viewer }: Actor): string =>
  user ?? (viewer === undefined ? `client ${clientId}` : `viewer ${clientId} ${viewer}`);
const ownThread = ({ thread }: Place): string => `${thread} own`;

/** The places of a thread: where both write, and the caller's own. */
async function streamsOf(c: Ctx, place: Place) {
  const keys = [place.own.key, ...(place.venue === null ? [] : [place.venue])];
  const homes = await readHomes(c.env.DIRECTORY, keys);
  const at = (tenant: number) => shardOf(c.env, homes.get(tenant)?.shard ?? '');
  const own = { shard: at(place.own.key), tenant: place.own.key, thread: ownThread(place), internal: true };
  const shared =
    place.venue === null
      ? []
      : [{ shard: at(place.venue), tenant: place.venue, thread: place.thread, internal: false }];
  return { mark: own.shard, streams: [...shared, own] };
}

function toMessage(place: Place, author: string, internal: boolean, row: store.MessageRow): Message {
  const party = row.organisation === place.own.key ? place.own : (place.other ?? place.own);
  return {
    id: row.id,
    seq: row.seq,
    subject: place.subject,
    internal,
    at: new Date(row.at).toISOString(),
    organisation: { id: party.id, name: party.name },
    person: row.membership === null ? null : { id: row.membership, name: row.name ?? '' },
    text: row.text,
    mentions: (JSON.parse(row.mentions) as store.Mention[]).map(([id, name]) => ({ id, name })),
    mine: row.organisation === place.own.key && row.author === author,
  };
}

const readersOf = (c: Ctx, place: Place): Promise<Reader[]> =>
  listReaders(c.env.DIRECTORY, [...(place.other ? [place.other.key] : []), place.own.key], place.production);

/** The same body is said with the same tag, so that a page that polls is told nothing twice. */
async function tagged(c: Ctx, body: unknown): Promise<Response> {
  const text = JSON.stringify(body);
  const etag = `"${(await sha256(text)).slice(0, 20)}"`;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  return c.body(text, 200, { ...headers, 'content-type': 'application/json' });
}

function subjectAsked(c: Ctx): Subject {
  const { kind, id, part } = c.req.query();
  const parsed = v.safeParse(Subject, { kind, id, ...(part ? { part } : {}) });
  if (parsed.success) return parsed.output;
  throw new ApiError('invalid_request', 'say what it is about: kind, id and, of a term or line, part', {
    errors: toFieldErrors(parsed.issues),
  });
}

/** Where a page goes on: number and stream of the last one seen. */
function cursorIn(c: Ctx): { readonly seq: number; readonly internal: boolean } {
  const asked = c.req.query('cursor');
  if (asked === undefined) return { seq: -1, internal: true };
  const [, seq = '', own] = /^(\d{1,15})(i?)$/.exec(asked) ?? [];
  if (!seq) throw fault('/cursor', 'a cursor of ours: take it from the last answer');
  return { seq: Number(seq), internal: own === 'i' };
}

const POLL_SECONDS = 10;

async function thread(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const author = authorOf(actor);
  const place = await placeOf(c, subjectAsked(c), c.req.query('with') ?? null);
  const after = cursorIn(c);
  const { mark, streams } = await streamsOf(c, place);
  const [pages, marked, since, people] = await Promise.all([
    Promise.all(
      streams.map(async ({ shard, tenant, thread: name, internal }) => {
        // Of the same number the one both read comes first.
        const from = internal && !after.internal ? after.seq : after.seq + 1;
        const rows = await store.listMessages(shard, tenant, name, from, MAX_PAGE + 1);
        return rows.map((row) => toMessage(place, author, internal, row));
      }),
    ),
    store.readMark(mark, actor.organisation, author, place.thread),
    readSince(c.env.DIRECTORY, actor.membership),
    readersOf(c, place),
  ]);
  const readTo = Math.max(marked, since);
  const counts = await Promise.all(
    streams.map(({ shard, tenant, thread: name }) => store.countNewer(shard, tenant, name, readTo, author)),
  );
  const all = pages.flat().toSorted((a, b) => a.seq - b.seq || Number(a.internal) - Number(b.internal));
  const items = all.slice(0, MAX_PAGE);
  const last = items.at(-1);
  const answer: Thread = {
    subject: place.subject,
    with: place.other && { id: place.other.id, name: place.other.name },
    items,
    readTo,
    unread: counts.reduce((sum, n) => sum + n, 0),
    next: all.length > MAX_PAGE && last ? `${last.seq}${last.internal ? 'i' : ''}` : null,
    people: people.map(({ id, name, organisationName }) => ({ id, name, organisation: organisationName })),
    may: decide(actor, 'discuss').allow,
    pollSeconds: POLL_SECONDS,
    livemode: actor.livemode,
  };
  return tagged(c, answer);
}

/** Each of them reads along, or the field says who does not. */
function mentionsOf(ids: readonly string[], people: readonly Reader[]): store.Mention[] {
  const known = new Map(people.map((one) => [one.id, one]));
  return [...new Set(ids)].map((id, i) => {
    const one = known.get(id);
    if (!one)
      throw fault(`/mentions/${i}`, 'nobody who reads this here; people in the thread’s answer can be mentioned');
    return [one.id, one.name, one.user, one.organisation];
  });
}

async function post(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const text = await readText(c);
  const body = parseBody(text, MessageBody);
  const place = await placeOf(c, body.subject, body.with ?? null);
  const { internal } = body;
  if (!internal && place.venue === null) throw fault('/with', 'name the other organisation, or keep it internal');
  if (!internal && place.former)
    throw new ApiError('conflict', 'that organisation no longer provides this; write to who does, or keep it internal');
  const people = await readersOf(c, place);
  const mentions = mentionsOf(
    body.mentions,
    internal ? people.filter((one) => one.organisation === place.own.key) : people,
  );
  const name = actor.user === undefined ? null : ((await readPerson(c.env.DIRECTORY, actor.user))?.name ?? null);
  const [tenant, stream] = internal ? [place.own.key, ownThread(place)] : [place.venue ?? 0, place.thread];
  const readers: store.Told['readers'] = [
    [place.own.key, place.other && { id: place.other.id, name: place.other.name }],
    ...(internal || !place.other ? [] : [[place.other.key, { id: place.own.id, name: place.own.name }] as const]),
  ];
  let written = '';
  const answer = await writeOnceAtHome(c, tenant, text, async (shard, home) => {
    const last = await store.readLastSeq(shard, tenant, stream);
    const message: store.NewMessage = {
      tenant,
      thread: stream,
      seq: Math.max(c.var.now, last + 1),
      id: newId('MSG'),
      at: c.var.now,
      organisation: place.own.key,
      author: authorOf(actor),
      membership: actor.membership ?? null,
      name,
      text: body.text,
      mentions,
    };
    written = home.shard;
    const { kind, id, part } = place.subject;
    return {
      statements: store.addStatements(shard, message, { thread: place.thread, subject: place.subject, readers }),
      audit: [
        {
          action: 'message.post',
          object: message.id,
          also: internal || !place.other ? [] : [place.other.key],
          after: { kind, id, ...(part === null ? {} : { part }), internal, mentions: mentions.length },
        },
      ],
      status: 201,
      answer: toMessage(place, message.author, internal, { ...message, mentions: JSON.stringify(mentions) }),
    };
  });
  if (written)
    c.executionCtx.waitUntil(
      carryMessages(c.env, written).catch((error: unknown) =>
        console.error(JSON.stringify({ level: 'error', job: 'carry messages', name: (error as Error).name })),
      ),
    );
  return answer;
}

async function read(c: Ctx): Promise<Response> {
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

async function unread(c: Ctx): Promise<Response> {
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

const subjectQuery = {
  kind: v.picklist(SUBJECT_KINDS),
  id: v.string(),
  part: v.optional(v.string()),
  with: v.optional(v.string()),
  cursor: v.optional(v.string()),
};
const Named = v.object({ id: v.string(), name: v.string() });
const Written = v.object({
  id: v.string(),
  seq: v.number(),
  subject: Subject,
  internal: v.boolean(),
  at: v.string(),
  organisation: Named,
  person: v.nullable(Named),
  text: v.string(),
  mentions: v.array(Named),
  mine: v.boolean(),
});

export function messageRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.messages, 'discuss', post, {
      summary:
        'Say something about a production, performance, deal, term or statement, to the other side or internally',
      body: MessageBody,
      answer: Written,
      status: 201,
    })
    .on('get', PATHS.messages, 'read_agreements', thread, {
      summary: 'A thread, oldest first, and what of it you have not read. Poll it with If-None-Match',
      query: subjectQuery,
      answer: v.object({
        subject: Subject,
        with: v.nullable(Named),
        items: v.array(Written),
        readTo: v.number(),
        unread: v.number(),
        next: v.nullable(v.string()),
        people: v.array(v.object({ id: v.string(), name: v.string(), organisation: v.string() })),
        may: v.boolean(),
        pollSeconds: v.number(),
        livemode: v.boolean(),
      }),
    })
    .on('post', PATHS.messagesRead, 'discuss', read, {
      summary: 'Everything up to this message was read; it is mailed no more',
      body: ReadBody,
      answer: v.object({ subject: Subject, readTo: v.number(), livemode: v.boolean() }),
      status: 200,
    })
    .on('get', PATHS.messagesUnread, 'read_agreements', unread, {
      summary: 'Threads with something you have not read, newest first',
      query: { kind: v.optional(v.picklist(SUBJECT_KINDS)) },
      answer: v.object({
        items: v.array(
          v.object({
            subject: Subject,
            with: v.nullable(Named),
            unread: v.number(),
            mentions: v.number(),
            lastAt: v.string(),
          }),
        ),
        unread: v.number(),
        livemode: v.boolean(),
      }),
    });
}
