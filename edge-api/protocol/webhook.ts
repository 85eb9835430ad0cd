/** Events of agreements and statements: a cursor feed is the truth, webhooks (standardwebhooks.com) say that there is something. */
import * as v from 'valibot';
import type { AgreementState, AgreementStep } from './agreement-life.ts';
import type { Side } from './agreement-terms.ts';
import type { StatementState } from './statement.ts';

export interface FeedEvent {
  /** Rises without gaps for one organisation. */
  readonly seq: number;
  readonly id: string;
  readonly type: `agreement.${AgreementStep}` | `statement.${string}`;
  readonly at: string;
  readonly agreement: string;
  readonly statement: string | null;
  readonly state: AgreementState | StatementState;
  readonly version: number;
  /** Who took the step; null = time. */
  readonly side: Side | null;
  readonly production?: string;
  /** The other system's own. */
  readonly reference?: string | null;
}
/** Answer of `GET /v1/agreement-events?after=`. */
export interface AgreementFeed {
  readonly items: readonly FeedEvent[];
  /** To ask on from; the same when nothing is new. */
  readonly cursor: number;
  readonly livemode: boolean;
}
export const WebhookBody = v.strictObject({
  /** https on port 443 at a public address; redirects are not followed. */
  url: v.pipe(v.string(), v.maxLength(500), v.url()),
  types: v.optional(v.nullable(v.pipe(v.array(v.picklist(['agreement', 'statement'])), v.minLength(1)))),
});
export type WebhookBody = v.InferOutput<typeof WebhookBody>;
/** Body of `POST /v1/webhooks/{id}/replay`: what came after this event of the feed is told again; 0 = all of it. */
export const WebhookReplayBody = v.strictObject({ after: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly types: readonly string[] | null;
  /** Last of the feed that was taken. */
  readonly delivered: number;
  readonly attempts: number;
  readonly nextAt: string | null;
  readonly fault: string | null;
  readonly disabled: boolean;
}
