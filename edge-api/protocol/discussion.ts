/** A thread on a production, performance, deal, term or statement line: between two parties, or one party's own. */
import * as v from 'valibot';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
export const SUBJECT_KINDS = ['production', 'performance', 'agreement', 'term', 'statement', 'statement_line'] as const;
export const Subject = v.strictObject({
  kind: v.picklist(SUBJECT_KINDS),
  /** Id of the production, performance, agreement or statement. */
  id: Text(60),
  /** Of a term: its name; of a statement line: its id. */
  part: v.optional(v.nullable(Text(60)), null),
});
export type Subject = v.InferOutput<typeof Subject>;
/** Body of `POST /v1/messages`. */
export const MessageBody = v.strictObject({
  subject: Subject,
  /** The other organisation; left out where the subject names it (a deal, a statement). */
  with: v.optional(v.nullable(Text(40))),
  /** Only one's own organisation reads it. */
  internal: v.optional(v.boolean(), false),
  text: Text(4_000),
  /** Members that are told by mail: `XD-MEM-…` of either party. */
  mentions: v.optional(v.pipe(v.array(Text(40)), v.maxLength(20)), []),
});
export type MessageBody = v.InferOutput<typeof MessageBody>;
export interface Message {
  readonly id: string;
  /** Rises within a thread; about when it was written, in ms. */
  readonly seq: number;
  readonly subject: Subject;
  readonly internal: boolean;
  readonly at: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly text: string;
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
  readonly mine: boolean;
}
/** Answer of `GET /v1/messages?kind=&id=&part=&with=`, oldest first. */
export interface Thread {
  readonly subject: Subject;
  /** The other side; null = nobody yet, so only what is internal. */
  readonly with: { readonly id: string; readonly name: string } | null;
  readonly items: readonly Message[];
  /** Newest that this person has read, and how many of others are newer. */
  readonly readTo: number;
  readonly unread: number;
  /** To ask on from: more is there. */
  readonly next: string | null;
  /** Who can be mentioned; `organisation` is its name. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly organisation: string }[];
  /** The caller may write here. */
  readonly may: boolean;
  /** Ask again after so many seconds. */
  readonly pollSeconds: number;
  readonly livemode: boolean;
}
/** Body of `POST /v1/messages/read`: up to this message, all was read. */
export const ReadBody = v.strictObject({
  subject: Subject,
  with: v.optional(v.nullable(Text(40))),
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
/** Answer of `GET /v1/messages/unread?kind=`: threads with something new to this person, newest first. */
export interface UnreadAnswer {
  readonly items: readonly {
    readonly subject: Subject;
    readonly with: { readonly id: string; readonly name: string } | null;
    readonly unread: number;
    /** Of them, in which this person is mentioned. */
    readonly mentions: number;
    readonly lastAt: string;
  }[];
  readonly unread: number;
  readonly livemode: boolean;
}
