/** A thread as one of its readers sees it: what both say, and what the own side says to itself, in one order. */
import * as v from 'valibot';
import { MAX_PAGE, Subject, type Message, type Thread } from '#protocol';
import { ApiError } from '../api-error.ts';
import { toFieldErrors } from '../body.ts';
import { shardOf } from '../env.ts';
import { decide, type Actor } from '../identity/actor.ts';
import { actorOf, type Ctx } from '../route.ts';
import { readHomes } from '../shards/home-store.ts';
import * as store from './message-store.ts';
import { listReaders, readSince, type Reader } from './people-store.ts';
import { fault, noSuchLine, placeOf, type Place } from './place.ts';
import { tagged } from './tagged.ts';

/** Whose mark it is: a person's, wherever signed in; else the machine's, or the viewer's that it names. */
export const authorOf = ({ user, clientId, viewer }: Actor): string =>
  user ?? (viewer === undefined ? `client ${clientId}` : `viewer ${clientId} ${viewer}`);
export const ownThread = ({ thread }: Place): string => `${thread} own`;

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

export function toMessage(place: Place, author: string, internal: boolean, row: store.MessageRow): Message {
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

export const readersOf = (c: Ctx, place: Place): Promise<Reader[]> =>
  listReaders(c.env.DIRECTORY, [...(place.other ? [place.other.key] : []), place.own.key], place.production);

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

export async function readThread(c: Ctx): Promise<Response> {
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
  // What was said of a line stays when the line goes; of one that never was nothing was said.
  if (place.gone && !all.length && after.seq < 0) throw noSuchLine();
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
