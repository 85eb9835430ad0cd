/** Talking about a production, performance, deal, term or statement: two parties, or one with itself. Nothing said is changed or taken back. */
import * as v from 'valibot';
import { MessageBody, PATHS, ReadBody, Subject, SUBJECT_KINDS } from '#protocol';
import { Routes } from '../route.ts';
import { postMessage } from './posting.ts';
import { readThread } from './thread.ts';
import { markRead, readUnread } from './unread.ts';

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
    .on('post', PATHS.messages, 'discuss', postMessage, {
      summary:
        'Say something about a production, performance, deal, term or statement, to the other side or internally',
      body: MessageBody,
      answer: Written,
      status: 201,
    })
    .on('get', PATHS.messages, 'read_agreements', readThread, {
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
    .on('post', PATHS.messagesRead, 'discuss', markRead, {
      summary: 'Everything up to this message was read; it is mailed no more',
      body: ReadBody,
      answer: v.object({ subject: Subject, readTo: v.number(), livemode: v.boolean() }),
      status: 200,
    })
    .on('get', PATHS.messagesUnread, 'read_agreements', readUnread, {
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
