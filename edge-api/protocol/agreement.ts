/** The life of a deal: made, proposed, decided term by term, amended, settled. Every step is an appended event. */
import * as v from 'valibot';
import { SIDES, TERM_NAMES, Terms, type Side, type TermName } from './agreement-terms.ts';
import { Cents } from './money.ts';
import { Instant } from './time.ts';
import type { Waterfall } from './waterfall.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
export const Email = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email('an e-mail address'));
const Term = v.picklist(TERM_NAMES);

/** Of the newest version. An agreement with an approved version stays in force while a later one is being decided. */
export const AGREEMENT_STATES = [
  'draft',
  'proposed',
  /** One person of the two that are needed has approved. */
  'half_approved',
  'partly_rejected',
  'rejected',
  'approved',
  'settled',
  'withdrawn',
  'expired',
] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

export const Contacts = v.strictObject({
  /** Who gets the proposal, at the side that did not make it; and who gets a copy. */
  provider: v.optional(v.nullable(Email)),
  venue: v.optional(v.nullable(Email)),
});

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

/** One term of the newest version as it stands between the parties. */
export interface TermState {
  readonly term: TermName;
  readonly value: unknown;
  /** Of the version before, when it differs. */
  readonly was?: unknown;
  readonly state: 'open' | 'agreed' | 'rejected';
  readonly reason?: string;
  /** Null = the other side wants it gone. */
  readonly counter?: unknown;
  readonly by?: Side;
  /** What the framework says, where this deal deviates from it. */
  readonly framework?: unknown;
}

export const AGREEMENT_STEPS = [
  'draft',
  'edit',
  'propose',
  'approve',
  'reject',
  'revise',
  'amend',
  'withdraw',
  'expire',
  'settle',
] as const;
export type AgreementStep = (typeof AGREEMENT_STEPS)[number];

export interface AgreementEvent {
  readonly seq: number;
  readonly at: string;
  readonly step: AgreementStep;
  readonly version: number;
  readonly side: Side | null;
  readonly by: { readonly organisation: string; readonly person: string | null };
  /** State after it. */
  readonly state: AgreementState;
  /** Terms that changed: before and after. */
  readonly changes: readonly { readonly term: string; readonly before: unknown; readonly after: unknown }[];
  readonly rejected?: RejectBody['terms'];
  readonly message: string | null;
}

/** As lists show it. */
export interface AgreementSummary {
  readonly id: string;
  readonly reference: string | null;
  readonly provider: { readonly id: string; readonly name: string };
  readonly venue: { readonly id: string; readonly name: string };
  readonly production: { readonly id: string; readonly title: string };
  readonly performances: readonly {
    readonly id: string;
    readonly startsAt: string;
    readonly date: string;
    readonly hall: string | null;
    /** As the catalogue has it by now: a cancelled or moved one stays in its agreement. */
    readonly status?: string;
    /** The day it was agreed for, where it is another one by now. */
    readonly agreedDate?: string;
  }[];
  readonly form: Terms['form'];
  readonly state: AgreementState;
  readonly version: number;
  /** The version in force, if any. */
  readonly approvedVersion: number | null;
  /** Whose turn it is; null when nothing waits. */
  readonly turn: Side | null;
  /** The caller's side. */
  readonly side: Side;
  readonly updatedAt: string;
  readonly livemode: boolean;
}

/** Answer of `GET /v1/agreements/{id}`. `ETag` is its revision; each step takes it in `If-Match`. */
export interface Agreement extends AgreementSummary {
  readonly revision: number;
  readonly terms: Terms;
  /** Lower-case hex of SHA-256 over the canonical JSON of the terms and performances: what a signature stands for. */
  readonly sha256: string;
  readonly sentence: { readonly nl: string; readonly en: string };
  readonly author: Side;
  readonly termStates: readonly TermState[];
  readonly contacts: v.InferOutput<typeof Contacts>;
  readonly framework: { readonly id: string; readonly version: number; readonly title: string } | null;
  readonly expiresAt: string | null;
  readonly approvals: readonly {
    readonly at: string;
    readonly side: Side;
    readonly person: string | null;
    readonly by: string;
  }[];
  /** People still needed at the deciding side, and why two. */
  readonly approvalsNeeded: number;
  readonly approvalLimit: number | null;
  /** On what is sold now, by the version in force, else by the newest; null = it cannot be computed, with the reasons. */
  readonly waterfall: Waterfall | null;
  readonly waterfallVersion: number | null;
  readonly share: ShareFigures | null;
  readonly history: readonly AgreementEvent[];
  /** What the caller may do now. */
  readonly may: readonly AgreementStep[];
}

/** My share: cents without VAT, of the caller's side. */
export interface ShareFigures {
  /** Performances that have been, settled or not. */
  readonly realised: number;
  /** On what is sold at this moment, of all that count. */
  readonly provisional: number;
  /** However little is sold. */
  readonly guaranteed: number;
}
export const SHARE_REASONS = [
  'counts',
  'no_agreement',
  'not_approved',
  'cancelled',
  'unknown_figures',
  'currency_mismatch',
] as const;
export type ShareReason = (typeof SHARE_REASONS)[number];
export interface SharePerformance extends ShareFigures {
  readonly performance: string;
  readonly production: string;
  /** Its id. */
  readonly venue: string;
  readonly venueName?: string;
  readonly date: string;
  readonly agreement: string | null;
  readonly state: AgreementState | null;
  readonly counts: boolean;
  readonly why: ShareReason;
  readonly settled: boolean;
  readonly asOf: string | null;
}
/** Answer of `GET /v1/my-share`. */
export interface ShareAnswer {
  readonly currency: string;
  readonly asOf: string;
  readonly livemode: boolean;
  readonly total: ShareFigures;
  readonly productions: readonly (ShareFigures & {
    readonly production: string;
    readonly title: string;
    readonly counted: number;
    readonly left: number;
  })[];
  readonly performances: readonly SharePerformance[];
}

/** Body of `PUT /v1/agreement-settings`; what is left out stays. */
export const AgreementSettings = v.strictObject({
  /** From this guaranteed amount on (cents) two people of this organisation approve; null = one is enough. */
  twoPeopleFrom: v.nullable(v.pipe(Cents, v.minValue(0))),
  /**
   * Whether a contact outside the platform may approve for this organisation through a link; null = only while nobody of it
   * can approve here.
   */
  contactLinks: v.optional(v.nullable(v.boolean())),
});
export type AgreementSettings = v.InferOutput<typeof AgreementSettings>;

const Day = v.pipe(v.string(), v.isoDate('a day as YYYY-MM-DD'));
/** Body of `POST /v1/frameworks`: general terms of one provider and one venue. */
export const FrameworkBody = v.strictObject({
  /** The other organisation. */
  with: Text(40),
  /** Id of the framework agreement this is the next version of; left out = a new one. */
  framework: v.optional(v.nullable(Text(40))),
  /** The side of who sends it; needed only where both are venues. */
  as: v.optional(v.picklist(SIDES)),
  title: Text(120),
  /** What deals under it agree unless they deviate; a part of the terms is enough. */
  terms: v.partial(Terms),
  text: v.optional(v.nullable(Text(20_000))),
  validFrom: Day,
  validTo: v.optional(v.nullable(Day)),
});
export type FrameworkBody = v.InferOutput<typeof FrameworkBody>;
/** What is signed, by its hash. */
export const FrameworkSignBody = v.strictObject({
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'sha256 of the version that was read')),
});
/** `signed` by both is in force; a newer signed version takes its place. */
export const FRAMEWORK_STATES = ['proposed', 'signed', 'withdrawn', 'replaced'] as const;
export type FrameworkState = (typeof FRAMEWORK_STATES)[number];
const Party = v.object({ id: v.string(), name: v.string() });
const FRAMEWORK = {
  id: v.string(),
  version: v.number(),
  provider: Party,
  venue: Party,
  title: v.string(),
  terms: v.partial(Terms),
  validFrom: v.string(),
  validTo: v.nullable(v.string()),
  state: v.picklist(FRAMEWORK_STATES),
  /** Lower-case hex of SHA-256 over the canonical JSON of parties, title, terms, text and dates: what a signature stands for. */
  sha256: v.string(),
  author: v.picklist(SIDES),
  signatures: v.array(
    v.object({
      side: v.picklist(SIDES),
      at: v.string(),
      by: v.string(),
      person: v.nullable(v.string()),
    }),
  ),
  /** The caller's side. */
  side: v.picklist(SIDES),
};
/** As lists show it: the version in force and the newest one. */
export const FrameworkSummary = v.object(FRAMEWORK);
export type FrameworkSummary = v.InferOutput<typeof FrameworkSummary>;
/** Answer of `GET /v1/frameworks/{id}`, of one version with the others beside it. `ETag` is the framework's revision. */
export const Framework = v.object({
  ...FRAMEWORK,
  text: v.nullable(v.string()),
  /** Of all its versions, newest first. */
  versions: v.array(
    v.object({
      version: v.number(),
      state: v.picklist(FRAMEWORK_STATES),
      sha256: v.string(),
      madeAt: v.string(),
      signedAt: v.nullable(v.string()),
    }),
  ),
  /** Each step, oldest first. */
  history: v.array(
    v.object({
      seq: v.number(),
      at: v.string(),
      step: v.picklist(['propose', 'sign', 'withdraw']),
      version: v.number(),
      side: v.picklist(SIDES),
      by: v.string(),
      person: v.nullable(v.string()),
      sha256: v.string(),
    }),
  ),
  livemode: v.boolean(),
});
export type Framework = v.InferOutput<typeof Framework>;

/** Body of `POST /v1/agreement-templates`: terms to begin with, for one other organisation or for all. */
export const TemplateBody = v.strictObject({
  name: Text(120),
  with: v.optional(v.nullable(Text(40)), null),
  terms: Terms,
});
export type TemplateBody = v.InferOutput<typeof TemplateBody>;
export const Template = v.object({
  id: v.string(),
  name: v.string(),
  /** Null = for all. */
  with: v.nullable(v.string()),
  terms: Terms,
  /** In `ETag` and `If-Match`. */
  revision: v.number(),
  updatedAt: v.string(),
});
export type Template = v.InferOutput<typeof Template>;

/** A contact outside the platform: a link that shows one deal, mailed; the code goes to the same address. */
export const ContactLinkBody = v.strictObject({
  /** Left out = the contact of the other side in the deal. */
  email: v.optional(Email),
  locale: v.optional(v.picklist(['nl', 'en'])),
});
export const ContactLink = v.object({
  id: v.string(),
  version: v.number(),
  side: v.picklist(SIDES),
  /** Where it went, all but its first letter and the host hidden. */
  to: v.string(),
  expiresAt: v.string(),
  livemode: v.boolean(),
});
export type ContactLink = v.InferOutput<typeof ContactLink>;
export const ContactLookBody = v.strictObject({ token: Text(100) });
export const ContactApproveBody = v.strictObject({
  token: Text(100),
  code: v.pipe(v.string(), v.regex(/^\d{6}$/, 'the six digits from the mail')),
  name: Text(120),
});
/** Why a link that is good approves nothing at this moment. */
export const CONTACT_HINDRANCES = ['changed', 'decided', 'colleague'] as const;
/** Answer of `POST /v1/agreement-links/look`: this deal alone. */
export const ContactLook = v.object({
  provider: v.string(),
  venue: v.string(),
  production: v.string(),
  performances: v.array(v.object({ date: v.string(), hall: v.nullable(v.string()) })),
  /** Of the version that the link was made for. */
  terms: Terms,
  sentence: v.object({ nl: v.string(), en: v.string() }),
  version: v.number(),
  sha256: v.string(),
  state: v.picklist(AGREEMENT_STATES),
  side: v.picklist(SIDES),
  expiresAt: v.string(),
  /**
   * `changed`: another version has come since; `decided`: approved, rejected or withdrawn meanwhile; `colleague`: a contact
   * has approved, and the second of two people must be of the organisation itself. Null = it may be approved.
   */
  hindrance: v.nullable(v.picklist(CONTACT_HINDRANCES)),
  /** Where codes go, all but the first letter and the host hidden. */
  to: v.string(),
  livemode: v.boolean(),
});
export type ContactLook = v.InferOutput<typeof ContactLook>;
export const ContactCodeSent = v.object({ to: v.string(), validUntil: v.string(), livemode: v.boolean() });
export type ContactCodeSent = v.InferOutput<typeof ContactCodeSent>;
export const ContactApproved = v.object({
  state: v.picklist(AGREEMENT_STATES),
  version: v.number(),
  sha256: v.string(),
  at: v.string(),
  /** True: two people approve this deal; a colleague must approve as well. */
  colleague: v.boolean(),
  livemode: v.boolean(),
});
export type ContactApproved = v.InferOutput<typeof ContactApproved>;
