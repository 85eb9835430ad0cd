/** A contact outside the platform approves a deal through a link that shows it alone. */
import * as v from 'valibot';
import { AGREEMENT_STATES } from './agreement-life.ts';
import { SIDES, Terms } from './agreement-terms.ts';
import { Email } from './email.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** A contact outside the platform: a link that shows one deal, mailed; the code goes to the same address. */
export const ContactLinkBody = v.strictObject({
  /** Left out = the contact of the other side in the deal. */
  email: v.optional(Email),
  /** Who it is for: greeted in the mail, and shown in your list. */
  name: v.optional(Text(120)),
  locale: v.optional(v.picklist(['nl', 'en'])),
  /** How long it works; left out = 7. */
  days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1, '1 to 30 days'), v.maxValue(30, '1 to 30 days'))),
});
export type ContactLinkBody = v.InferOutput<typeof ContactLinkBody>;
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
/** `replaced`: a newer link was mailed for that side; `blocked`: five wrong codes. */
export const CONTACT_LINK_STATES = [
  'sent',
  'opened',
  'approved',
  'expired',
  'withdrawn',
  'replaced',
  'blocked',
] as const;
/** A link as the side that had it mailed follows it. */
export const FollowedLink = v.object({
  ...ContactLink.entries,
  /** As it was given; null once it is forgotten, as is the address. */
  name: v.nullable(v.string()),
  to: v.nullable(v.string()),
  state: v.picklist(CONTACT_LINK_STATES),
  sentAt: v.string(),
  /** The first time; looking uses nothing up. */
  openedAt: v.nullable(v.string()),
  /** Approved, withdrawn, replaced or blocked. */
  endedAt: v.nullable(v.string()),
});
export type FollowedLink = v.InferOutput<typeof FollowedLink>;
/** Why no link can be mailed now. */
export const LINK_HINDRANCES = ['not_waiting', 'own_side', 'refused', 'own_people'] as const;
/** Answer of `GET /v1/agreements/{id}/links`, newest first. */
export const FollowedLinks = v.object({
  items: v.array(FollowedLink),
  /**
   * `not_waiting`: nothing waits for the other side; `own_side`: it waits for yours; `refused`: the other side takes no approvals
   * by link; `own_people`: it has people here who approve, and has not said that contacts may. Null = one can be mailed.
   */
  hindrance: v.nullable(v.picklist(LINK_HINDRANCES)),
  livemode: v.boolean(),
});
export type FollowedLinks = v.InferOutput<typeof FollowedLinks>;
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
