/** What is sent with each step of a deal: made, proposed, decided term by term, amended, withdrawn. */
import * as v from 'valibot';
import { TERM_NAMES, Terms } from './agreement-terms.ts';
import { Email } from './email.ts';
import { Instant } from './time.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const Term = v.picklist(TERM_NAMES);

export const Contacts = v.strictObject({
  /** Who gets the proposal, at the side that did not make it; and who gets a copy. */
  provider: v.optional(v.nullable(Email)),
  venue: v.optional(v.nullable(Email)),
});
export type Contacts = v.InferOutput<typeof Contacts>;

/** Body of `POST /v1/agreements`, and of `PUT /v1/agreements/{id}` while it is a draft. */
export const AgreementBody = v.strictObject({
  /** One or many, of one production and one venue. */
  performances: v.pipe(v.array(Text(60)), v.minLength(1), v.maxLength(100)),
  terms: Terms,
  /** The other system's own. */
  reference: v.optional(v.nullable(Text(80))),
  contacts: v.optional(Contacts),
  /** Id of a framework agreement it falls under. */
  framework: v.optional(v.nullable(Text(40))),
  /** A proposal that is not decided by then expires. */
  expiresAt: v.optional(v.nullable(Instant)),
});
export type AgreementBody = v.InferOutput<typeof AgreementBody>;

/** Body of `POST /v1/agreements/tour`: a draft for every venue of a production where it has performances without a deal. */
export const TourBody = v.strictObject({
  production: Text(40),
  terms: v.optional(Terms),
  /** For each venue that pair's template where there is one, else these terms, else this template. */
  template: v.optional(v.nullable(Text(40))),
  venues: v.optional(v.pipe(v.array(Text(40)), v.maxLength(200))),
});
export type TourBody = v.InferOutput<typeof TourBody>;

/** Answer of it, by the first evening of each house. */
export interface TourAnswer {
  readonly results: readonly {
    readonly venue: string;
    /** `exists`: every evening there is in a deal; `no_terms`: name terms, or make a template. */
    readonly outcome: 'created' | 'exists' | 'no_terms' | 'failed';
    readonly agreement: string | null;
    /** In the new draft, or without a deal. */
    readonly performances: number;
    readonly detail?: string;
  }[];
  /** Houses that this call did not come to; send it again. */
  readonly left: number;
  readonly livemode: boolean;
}

export const ProposeBody = v.strictObject({ message: v.optional(Text(2_000)), expiresAt: v.optional(Instant) });
/** `version` says what was looked at: another one in between is a clash. */
export const ApproveBody = v.strictObject({
  version: v.pipe(v.number(), v.integer()),
  message: v.optional(Text(2_000)),
});
export const RejectBody = v.strictObject({
  version: v.pipe(v.number(), v.integer()),
  /** Terms that are not agreed; left out, the whole is rejected. What is not named is agreed. */
  terms: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          term: Term,
          reason: Text(500),
          /** What it should be; null = it should go; left out = no counter-value. */
          counter: v.optional(v.unknown()),
        }),
      ),
      v.minLength(1),
      v.maxLength(TERM_NAMES.length),
    ),
  ),
  reason: v.optional(Text(2_000)),
});
export type RejectBody = v.InferOutput<typeof RejectBody>;
/** A new version by the side that made the rejected one: counter-values taken over, other terms changed, or both. Proposed at once. */
export const ReviseBody = v.strictObject({
  version: v.pipe(v.number(), v.integer()),
  accept: v.optional(v.array(Term)),
  /** The new terms whole; with `accept`, the counter-values are put over them. */
  terms: v.optional(Terms),
  performances: v.optional(v.pipe(v.array(Text(60)), v.minLength(1), v.maxLength(100))),
  message: v.optional(Text(2_000)),
});
export type ReviseBody = v.InferOutput<typeof ReviseBody>;
/** A new draft on top of an approved version, by either side. */
export const AmendBody = v.strictObject({
  version: v.pipe(v.number(), v.integer()),
  terms: Terms,
  performances: v.optional(v.pipe(v.array(Text(60)), v.minLength(1), v.maxLength(100))),
  message: v.optional(Text(2_000)),
});
export type AmendBody = v.InferOutput<typeof AmendBody>;
export const WithdrawBody = v.strictObject({ reason: v.optional(Text(2_000)) });
