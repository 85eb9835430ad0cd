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
/** Answer of `GET /v1/messages?kind=&id=&part=`, oldest first. */
export interface Thread {
  readonly subject: Subject;
  readonly items: readonly Message[];
  /** Newest that this person has read, and how many are newer. */
  readonly readTo: number;
  readonly unread: number;
  readonly next: string | null;
  /** Who can be mentioned. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly organisation: string }[];
  readonly livemode: boolean;
}
export const ReadBody = v.strictObject({ subject: Subject, seq: v.pipe(v.number(), v.integer(), v.minValue(0)) });
