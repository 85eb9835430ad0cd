/** What the pages' own script asks, JSON in and out: a token, another hat, an invitation. */
import { Hono } from 'hono';
import { PATHS, type InvitationLook, type MembershipView } from '#protocol';
import type { Env } from './env.ts';
import { ApiFault, callApi, callAs } from './platform-api.ts';
import { currentSession, personToken, wornToken, type PortalContext } from './session.ts';
import { keepMemberships, lookAs, takeOff, wear, type SessionRow } from './session-store.ts';

/** What a page is told when it gets no token; it shows the page of words that goes with it. */
export type Ended = 'signed_out' | 'membership_ended' | 'support_ended' | 'no_membership';

const refuse = (c: PortalContext, status: 401 | 403 | 404 | 400, code: string): Response => c.json({ code }, status);

async function giveToken(c: PortalContext): Promise<Response> {
  const now = Date.now();
  const session = await currentSession(c, now);
  if (!session) return refuse(c, 401, 'signed_out' satisfies Ended);
  try {
    const given = await wornToken(c.env, session, now);
    if (!given) return refuse(c, 403, 'no_membership' satisfies Ended);
    c.header('cache-control', 'no-store');
    return c.json({ token: given.token, expires_in: given.expires_in });
  } catch (error) {
    const ended = endedBy(error, session);
    if (ended === null) throw error;
    return refuse(c, ended === 'signed_out' ? 401 : 403, ended);
  }
}

/** What a refused person token means; null = something else. */
export function endedBy(error: unknown, session: SessionRow): Ended | null {
  if (!(error instanceof ApiFault)) return null;
  if (error.code === 'signed_out') return 'signed_out';
  if (error.code !== 'not_found') return null;
  return session.support === null ? 'membership_ended' : 'support_ended';
}

async function bodyOf(c: PortalContext): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => null);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

/** `{ membership }` wears another hat, `{ support: { membership, reason, minutes? } }` looks as somebody, `{ end: id }` ends that. */
async function role(c: PortalContext): Promise<Response> {
  const now = Date.now();
  const session = await currentSession(c, now);
  if (!session) return refuse(c, 401, 'signed_out');
  const body = await bodyOf(c);
  if (typeof body['membership'] === 'string') {
    // The API says whether it is theirs.
    await personToken(c.env, session, body['membership'], null, now);
    await wear(c.env.PORTAL, session.id_sha256, session.user, body['membership']);
    return c.body(null, 204);
  }
  if (session.membership === null) return refuse(c, 403, 'no_membership');
  const own = await personToken(c.env, session, session.membership, null, now);
  if (typeof body['support'] === 'object' && body['support'] !== null) {
    const asked = body['support'] as Record<string, unknown>;
    const { id } = await callAs<{ id: string }>(c.env, own.token, 'POST', PATHS.roleSwitches, asked);
    await lookAs(c.env.PORTAL, session.id_sha256, id, String(asked['membership']));
    return c.body(null, 204);
  }
  if (typeof body['end'] === 'string') {
    await callAs(c.env, own.token, 'DELETE', `${PATHS.roleSwitches}/${encodeURIComponent(body['end'])}`).catch(
      (error: unknown) => {
        // Over already: then it is over here too.
        if (!(error instanceof ApiFault) || error.code === 'away') throw error;
      },
    );
    await lookAs(c.env.PORTAL, session.id_sha256, null, null);
    return c.body(null, 204);
  }
  return refuse(c, 400, 'invalid_request');
}

async function look(c: PortalContext): Promise<Response> {
  const now = Date.now();
  const session = await currentSession(c, now);
  const { token } = await bodyOf(c);
  const asked = { token, ...(session ? { user: session.user } : {}) };
  const found = await callApi<InvitationLook>(c.env, now, 'POST', PATHS.invitationLook, asked);
  return c.json({ ...found, signedIn: session !== null });
}

async function accept(c: PortalContext): Promise<Response> {
  const now = Date.now();
  const session = await currentSession(c, now);
  if (!session) return refuse(c, 401, 'signed_out');
  const { token } = await bodyOf(c);
  const made = await callApi<MembershipView>(c.env, now, 'POST', PATHS.invitationAccept, { user: session.user, token });
  const ids = JSON.parse(session.memberships) as string[];
  await keepMemberships(c.env.PORTAL, session.id_sha256, [...new Set([...ids, made.id])]);
  await wear(c.env.PORTAL, session.id_sha256, session.user, made.id);
  return c.body(null, 204);
}

/** After a role ended: the first of the others that still stands. */
async function goOn(c: PortalContext): Promise<Response> {
  const now = Date.now();
  const session = await currentSession(c, now);
  if (!session) return c.redirect('/', 303);
  await lookAs(c.env.PORTAL, session.id_sha256, null, null);
  const left: string[] = [];
  for (const id of JSON.parse(session.memberships) as string[]) {
    const stands = await personToken(c.env, session, id, null, now).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ApiFault && error.code === 'not_found') return false;
        throw error;
      },
    );
    if (stands) left.push(id);
  }
  await keepMemberships(c.env.PORTAL, session.id_sha256, left);
  const next = session.membership !== null && left.includes(session.membership) ? session.membership : left[0];
  if (next !== undefined) await wear(c.env.PORTAL, session.id_sha256, session.user, next);
  else await takeOff(c.env.PORTAL, session.id_sha256);
  return c.redirect('/', 303);
}

export function tokenRoutes(): Hono<{ Bindings: Env }> {
  return new Hono<{ Bindings: Env }>()
    .post('/dip-token', giveToken)
    .post('/role', role)
    .post('/invitation/look', look)
    .post('/invitation/accept', accept)
    .post('/go-on', goOn)
    .onError((error, c) => {
      // No answer, or the portal's own client refused: nothing the person can mend.
      if (!(error instanceof ApiFault) || error.code === 'away' || error.status === 401) throw error;
      return c.json({ code: error.code }, error.status as 400);
    });
}
