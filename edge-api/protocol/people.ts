/** People: sign-in at a portal, memberships, invitations, and support looking as a member. Instants are ISO 8601 in UTC. */
import * as v from 'valibot';
import { Grid, Preset, PRESETS } from './rights.ts';
import { Instant } from './time.ts';
import { Origin } from './token.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const Email = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254),
  v.regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/, 'an e-mail address such as name@theater.example'),
);
const Issuer = v.pipe(
  v.string(),
  v.maxLength(255),
  v.regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/]?)\S*$/, 'the issuer as its discovery document spells it'),
);
const Locale = v.picklist(['nl', 'en']);
/** Productions a membership is limited to; null = all that its organisation sees. */
const Productions = v.nullable(v.pipe(v.array(Text(40)), v.minLength(1), v.maxLength(100)));
/** An invitation's token as it stands in the link: 256 bits, base64url. */
const InvitationToken = v.pipe(v.string(), v.regex(/^[\w-]{43}$/, 'the part of the link after #'));

const GridField = Grid as unknown as v.GenericSchema<Grid>;
const PresetAnswer = v.nullable(v.picklist(PRESETS));
const OrganisationName = v.object({ id: v.string(), name: v.string(), type: v.string() });

export const MembershipView = v.object({
  id: v.string(),
  organisation: OrganisationName,
  preset: PresetAnswer,
  grid: GridField,
  productions: v.nullable(v.array(v.string())),
  livemode: v.boolean(),
});
export type MembershipView = v.InferOutput<typeof MembershipView>;

/** Who signed in at the portal, as its identity provider says. The key is issuer and subject, never the e-mail. */
export const SignInBody = v.strictObject({
  issuer: Issuer,
  subject: Text(255),
  email: v.optional(Email),
  emailVerified: v.optional(v.boolean()),
  name: v.optional(Text(200)),
  locale: v.optional(Locale),
});
export type SignInBody = v.InferOutput<typeof SignInBody>;
/** `signedInAt` is by the platform's clock: the portal keeps it in its session and sends it with each person token it asks. */
export const SignInAnswer = v.object({
  user: v.string(),
  name: v.nullable(v.string()),
  locale: v.nullable(v.string()),
  signedInAt: v.string(),
  memberships: v.array(MembershipView),
});
export type SignInAnswer = v.InferOutput<typeof SignInAnswer>;

/** `support` is the id of a role switch; `membership` is then the one looked as. */
export const PersonTokenBody = v.strictObject({
  user: Text(40),
  membership: Text(40),
  signedInAt: Instant,
  origins: v.pipe(v.array(Origin), v.minLength(1), v.maxLength(10)),
  support: v.optional(Text(40)),
});
export type PersonTokenBody = v.InferOutput<typeof PersonTokenBody>;
/** `expires_in` is a duration in seconds. */
export const PersonTokenAnswer = v.object({ token: v.string(), expires_in: v.number(), livemode: v.boolean() });
export type PersonTokenAnswer = v.InferOutput<typeof PersonTokenAnswer>;

export const SignOutBody = v.strictObject({ user: Text(40) });
export const SignOutAnswer = v.object({ user: v.string(), signedOutAt: v.string() });
export const PersonErased = v.object({ user: v.string(), erasedAt: v.string() });

/** Who asks: a person, an embed session (no user) or a client (no preset, no grid). */
export const Me = v.object({
  user: v.nullable(v.string()),
  name: v.nullable(v.string()),
  organisation: OrganisationName,
  membership: v.nullable(v.string()),
  preset: PresetAnswer,
  grid: GridField,
  productions: v.nullable(v.array(v.string())),
  memberships: v.array(MembershipView),
  support: v.nullable(
    v.object({
      id: v.string(),
      reason: v.string(),
      until: v.string(),
      as: v.object({ membership: v.string(), preset: PresetAnswer, organisation: OrganisationName }),
    }),
  ),
  livemode: v.boolean(),
});
export type Me = v.InferOutput<typeof Me>;

export const Member = v.object({
  id: v.string(),
  user: v.string(),
  name: v.nullable(v.string()),
  email: v.nullable(v.string()),
  preset: PresetAnswer,
  grid: GridField,
  productions: v.nullable(v.array(v.string())),
  since: v.string(),
  endedAt: v.nullable(v.string()),
  revision: v.number(),
});
export type Member = v.InferOutput<typeof Member>;

/** `preset` or `grid`; `productions` alone leaves the rights as they are. */
export const MemberChange = v.pipe(
  v.strictObject({ preset: v.optional(Preset), grid: v.optional(GridField), productions: v.optional(Productions) }),
  v.check(({ preset, grid }) => preset === undefined || grid === undefined, 'preset or grid, not both'),
);
export type MemberChange = v.InferOutput<typeof MemberChange>;

export const INVITATION_STATES = ['waiting', 'accepted', 'expired', 'withdrawn'] as const;
export const INVITATION_DAYS = 7;
/** `organisation` only from the operator; `locale` is the language of the mail, without it both. */
export const InvitationBody = v.pipe(
  v.strictObject({
    email: Email,
    preset: v.optional(Preset),
    grid: v.optional(GridField),
    productions: v.optional(Productions),
    organisation: v.optional(Text(40)),
    locale: v.optional(Locale),
  }),
  v.check(({ preset, grid }) => (preset === undefined) !== (grid === undefined), 'preset or grid, one of the two'),
);
export type InvitationBody = v.InferOutput<typeof InvitationBody>;
/** `sent` counts the mails. Its token is in the mail and nowhere else. */
export const Invitation = v.object({
  id: v.string(),
  email: v.string(),
  preset: PresetAnswer,
  grid: GridField,
  productions: v.nullable(v.array(v.string())),
  invitedBy: v.string(),
  createdAt: v.string(),
  expiresAt: v.string(),
  sent: v.number(),
  acceptedAt: v.nullable(v.string()),
  acceptedBy: v.nullable(v.string()),
  state: v.picklist(INVITATION_STATES),
});
export type Invitation = v.InferOutput<typeof Invitation>;

/** `user`, once signed in, keeps others' wrong tries apart from theirs. */
export const InvitationLookBody = v.strictObject({ token: InvitationToken, user: v.optional(Text(40)) });
export const InvitationLook = v.object({
  organisation: OrganisationName,
  preset: PresetAnswer,
  expiresAt: v.string(),
  state: v.picklist(INVITATION_STATES),
});
export type InvitationLook = v.InferOutput<typeof InvitationLook>;
export const InvitationAcceptBody = v.strictObject({ user: Text(40), token: InvitationToken });

export const MAX_SWITCH_MINUTES = 60;
/** Support looks as a membership, reading only. The member is mailed the reason when it has ended. */
export const RoleSwitchBody = v.strictObject({
  membership: Text(40),
  reason: v.pipe(v.string(), v.trim(), v.minLength(10), v.maxLength(500)),
  minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_SWITCH_MINUTES))),
});
export type RoleSwitchBody = v.InferOutput<typeof RoleSwitchBody>;
export const RoleSwitchMade = v.object({ id: v.string(), until: v.string() });
export const RoleSwitch = v.object({
  id: v.string(),
  supporter: v.string(),
  member: v.string(),
  membership: v.string(),
  organisation: OrganisationName,
  reason: v.string(),
  startedAt: v.string(),
  until: v.string(),
  endedAt: v.nullable(v.string()),
});
export type RoleSwitch = v.InferOutput<typeof RoleSwitch>;

/** Whom support may look as: members of every organisation but the platform's own. */
export const SupportMember = v.object({
  membership: v.string(),
  name: v.nullable(v.string()),
  email: v.nullable(v.string()),
  preset: PresetAnswer,
  organisation: OrganisationName,
  livemode: v.boolean(),
});
export type SupportMember = v.InferOutput<typeof SupportMember>;
