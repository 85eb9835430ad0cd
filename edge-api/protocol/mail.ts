import * as v from 'valibot';

/** One mail that is late or was given up, without recipient, subject or text. */
export const MailFault = v.object({
  id: v.string(),
  createdAt: v.string(),
  attempts: v.number(),
  /** Null once it was given up. */
  nextAt: v.nullable(v.string()),
  /** What went wrong last, such as `http 503` or `smtp rcpt 550`. */
  fault: v.string(),
});
export type MailFault = v.InferOutput<typeof MailFault>;

/** `GET /v1/mail`: how mail leaves, and what did not. */
export const MailState = v.object({
  /** Null: nothing is configured, so mails wait. */
  service: v.nullable(v.picklist(['http', 'smtp'])),
  waiting: v.number(),
  /** The oldest that waits. */
  waitingSince: v.nullable(v.string()),
  /** In the last 30 days; older ones are forgotten. */
  sent: v.number(),
  givenUp: v.number(),
  items: v.array(MailFault),
  livemode: v.boolean(),
});
export type MailState = v.InferOutput<typeof MailState>;
