/** Who is signed in, from the cookie; and the token with which their pages ask the API. */
import type { Context } from 'hono';
import { PATHS, type PersonTokenAnswer, type SignInAnswer } from '#protocol';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import type { Env } from './env.ts';
import type { Identity } from './oidc.ts';
import { callApi } from './platform-api.ts';
import { randomText, sha256 } from './random.ts';
import { addSession, lastMembership, readSession, touchSession, type SessionRow } from './session-store.ts';

/** A working day at most, and two hours without a page in sight. */
export const LONGEST_MS = 12 * 60 * 60_000;
export const IDLE_MS = 2 * 60 * 60_000;
const TOUCH_EVERY_MS = 60_000;

export type PortalContext = Context<{ Bindings: Env }>;

export async function currentSession(c: PortalContext, now: number): Promise<SessionRow | null> {
  const value = readCookie(c, c.env.PORTAL_ORIGIN, 'dip-session');
  if (!value) return null;
  const session = await readSession(c.env.PORTAL, await sha256(value), now, IDLE_MS);
  if (session && now - session.seen_at > TOUCH_EVERY_MS) await touchSession(c.env.PORTAL, session.id_sha256, now);
  return session;
}

/** Tells the API who signed in and begins a session of a new, random name: none from before is gone on with. */
export async function beginSession(c: PortalContext, { sid, ...who }: Identity, now: number): Promise<void> {
  const { user, signedInAt, memberships } = await callApi<SignInAnswer>(c.env, now, 'POST', PATHS.signIns, who);
  const ids = memberships.map(({ id }) => id);
  const last = await lastMembership(c.env.PORTAL, user);
  const value = randomText();
  await addSession(c.env.PORTAL, {
    id_sha256: await sha256(value),
    user,
    membership: last !== null && ids.includes(last) ? last : (ids[0] ?? null),
    memberships: JSON.stringify(ids),
    support: null,
    support_membership: null,
    issuer: who.issuer,
    subject: who.subject,
    sid,
    signed_in_at: signedInAt,
    created_at: now,
    seen_at: now,
    ends_at: now + LONGEST_MS,
  });
  writeCookie(c, c.env.PORTAL_ORIGIN, 'dip-session', value, LONGEST_MS / 1_000);
}

export const forgetCookie = (c: PortalContext): void => dropCookie(c, c.env.PORTAL_ORIGIN, 'dip-session');

/** For one membership of this person, or for the one they look as. Throws `ApiFault`. */
export const personToken = (
  env: Env,
  session: SessionRow,
  membership: string,
  support: string | null,
  now: number,
): Promise<PersonTokenAnswer> =>
  callApi<PersonTokenAnswer>(env, now, 'POST', PATHS.personTokens, {
    user: session.user,
    membership,
    signedInAt: session.signed_in_at,
    origins: [env.PORTAL_ORIGIN],
    ...(support === null ? {} : { support }),
  });

/** The token of what is worn now; null where there is no membership at all. */
export const wornToken = (env: Env, session: SessionRow, now: number): Promise<PersonTokenAnswer> | null =>
  session.support !== null && session.support_membership !== null
    ? personToken(env, session, session.support_membership, session.support, now)
    : session.membership === null
      ? null
      : personToken(env, session, session.membership, null, now);
