/** Something said: written where the thread lies, once, and told to who reads it. */
import { MessageBody } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { newId } from '../identity/secret.ts';
import { readPerson } from '../people/person-store.ts';
import { actorOf, type Ctx } from '../route.ts';
import { writeOnceAtHome } from '../shards/once-at-home.ts';
import { carryMessages } from './carry-messages.ts';
import * as store from './message-store.ts';
import type { Reader } from './people-store.ts';
import { fault, noSuchLine, placeOf } from './place.ts';
import { authorOf, ownThread, readersOf, toMessage } from './thread.ts';

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

export async function postMessage(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const text = await readText(c);
  const body = parseBody(text, MessageBody);
  const place = await placeOf(c, body.subject, body.with ?? null);
  const { internal } = body;
  if (!internal && place.venue === null) throw fault('/with', 'name the other organisation, or keep it internal');
  if (!internal && place.former)
    throw new ApiError('conflict', 'that organisation no longer provides this; write to who does, or keep it internal');
  if (place.gone) throw noSuchLine();
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
