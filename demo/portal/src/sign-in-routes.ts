/** `/sign-in`, `/callback`, `/sign-out`, `/sign-out-everywhere`. */
import { Hono } from 'hono';
import { PATHS } from '#protocol';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import type { Env } from './env.ts';
import { readIssuer } from './issuer.ts';
import { begin, finish, SignInFault, type Flow } from './oidc.ts';
import { saying } from './page.ts';
import { callApi } from './platform-api.ts';
import { langOf, show } from './reply.ts';
import { beginSession, currentSession, forgetCookie, type PortalContext } from './session.ts';
import { endSession, endSessionsOf } from './session-store.ts';

const FLOW_SECONDS = 600;
/** Each sign-in under way has a cookie of its own, so that two windows do not undo each other. */
const flowName = (state: string) => `dip-flow-${state.replaceAll(/[^\w-]/g, '').slice(0, 12)}` as const;

/** A path of this portal and nothing else: no other host, no back slash that a browser turns round. */
export const ownPath = (to: string | undefined): string => (to && /^\/(?![/\\])[\w\-/?=&.]*$/.test(to) ? to : '/');

async function signIn(c: PortalContext): Promise<Response> {
  const issuer = await readIssuer(c.env, Date.now());
  const { url, flow } = await begin(c.env, issuer, ownPath(c.req.query('to')), langOf(c), c.req.query('anew') === '1');
  writeCookie(c, c.env.PORTAL_ORIGIN, flowName(flow.state), JSON.stringify(flow), FLOW_SECONDS);
  return c.redirect(url.href, 303);
}

function flowOf(text: string | undefined): Flow {
  if (text === undefined) throw new SignInFault('refused', 'no flow in this browser');
  try {
    const { state, nonce, verifier, to } = JSON.parse(text) as Record<string, unknown>;
    if (typeof state === 'string' && typeof nonce === 'string' && typeof verifier === 'string')
      return { state, nonce, verifier, to: ownPath(typeof to === 'string' ? to : undefined) };
  } catch {
    // Not what we wrote.
  }
  throw new SignInFault('refused', 'a flow of another shape');
}

async function callback(c: PortalContext): Promise<Response> {
  const name = flowName(c.req.query('state') ?? '');
  const flow = flowOf(readCookie(c, c.env.PORTAL_ORIGIN, name));
  // Used once, whatever comes of it.
  dropCookie(c, c.env.PORTAL_ORIGIN, name);
  const now = Date.now();
  const back = new URL(c.req.url);
  const who = await finish(c.env, await readIssuer(c.env, now), back, flow);
  const before = await currentSession(c, now);
  if (before) await endSession(c.env.PORTAL, before.id_sha256);
  await beginSession(c, who, now);
  return c.redirect(flow.to, 303);
}

async function signOut(c: PortalContext): Promise<Response> {
  const session = await currentSession(c, Date.now());
  if (session) await endSession(c.env.PORTAL, session.id_sha256);
  forgetCookie(c);
  return c.redirect('/signed-out', 303);
}

/** The API ends the tokens; only then the portal forgets, so that what failed can be tried again. */
async function signOutEverywhere(c: PortalContext): Promise<Response> {
  const now = Date.now();
  const session = await currentSession(c, now);
  if (session) {
    await callApi(c.env, now, 'POST', PATHS.signOuts, { user: session.user });
    await endSessionsOf(c.env.PORTAL, session.user);
  }
  forgetCookie(c);
  return c.redirect('/signed-out?everywhere=1', 303);
}

export function signInRoutes(): Hono<{ Bindings: Env }> {
  return new Hono<{ Bindings: Env }>()
    .get('/sign-in', signIn)
    .get('/callback', callback)
    .post('/sign-out', signOut)
    .post('/sign-out-everywhere', signOutEverywhere)
    .get('/signed-out', (c) =>
      show(c, ({ words }) => {
        const text = c.req.query('everywhere') ? words.everywhereText : words.signedOutText;
        const content = saying(words.signedOutTitle, text, { href: '/sign-in?anew=1', label: words.again });
        return { title: words.signedOutTitle, content };
      }),
    )
    .get('/session-over', (c) =>
      show(c, ({ words }) => {
        const href = `/sign-in?to=${encodeURIComponent(ownPath(c.req.query('to')))}`;
        const content = saying(words.endedElsewhereTitle, words.endedElsewhereText, { href, label: words.again });
        return { title: words.endedElsewhereTitle, content };
      }),
    );
}
