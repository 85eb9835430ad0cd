/** The portal: a Worker of its own on its own host. People sign in here; the figures come from the API, in the browser. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { missingIn, type Env } from './env.ts';
import { homeRoutes } from './home-routes.ts';
import { IssuerAway } from './issuer.ts';
import { SignInFault } from './oidc.ts';
import { saying } from './page.ts';
import { ApiFault } from './platform-api.ts';
import { securityHeaders } from './policy.ts';
import { show } from './reply.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { tokenRoutes } from './token-routes.ts';

const ALWAYS_NEW = 'no-cache';
/** Chunks carry their content's hash in their name. */
const FOR_EVER = 'public, max-age=31536000, immutable';

export function createApp(): Hono<{ Bindings: Env }> {
  const app = new Hono<{ Bindings: Env }>();
  app.use(async (c, next) => {
    const missing = missingIn(c.env);
    if (missing.length) return c.text(`this portal is not configured: ${missing.join(', ')}\n`, 500);
    await next();
    for (const [name, value] of Object.entries(securityHeaders(c.env.PORTAL_ORIGIN, c.env.API_URL)))
      c.res.headers.set(name, value);
  });
  app.use(async (c, next) => {
    const { PORTAL_ORIGIN } = c.env;
    // Cookies and the redirect address belong to one host; under another name nothing would fit.
    if (new URL(c.req.url).host !== new URL(PORTAL_ORIGIN).host)
      return show(c, ({ words }) => ({
        title: words.notHereTitle,
        content: saying(words.notHereTitle, `${words.notHereText} ${PORTAL_ORIGIN}.`, {
          href: PORTAL_ORIGIN,
          label: words.goOn,
        }),
        status: 421,
      }));
    // SameSite keeps cookies from another site's forms; this keeps out another origin of the same site too.
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && c.req.header('origin') !== PORTAL_ORIGIN)
      return c.json({ code: 'forbidden' }, 403);
    return next();
  });
  app.route('/', signInRoutes());
  app.route('/', tokenRoutes());
  app.route('/', homeRoutes());
  app.get('*', async (c) => {
    const found = /\.(js|css|svg|map)$/.test(c.req.path) ? await c.env.ASSETS.fetch(c.req.raw) : null;
    if (found && found.status !== 404) {
      const answer = new Response(found.body, found);
      answer.headers.set('cache-control', /-[0-9a-f]{8}\.js$/.test(c.req.path) ? FOR_EVER : ALWAYS_NEW);
      return answer;
    }
    return show(c, ({ words }) => ({
      title: words.missingTitle,
      content: saying(words.missingTitle, words.missingText, { href: '/', label: words.home }),
      status: 404,
    }));
  });
  app.onError((error, c) => {
    const { pathname } = new URL(c.req.url);
    if (error instanceof SignInFault && error.reason === 'cancelled')
      return show(c, ({ words }) => ({
        title: words.cancelledTitle,
        content: saying(words.cancelledTitle, words.cancelledText, { href: '/sign-in?anew=1', label: words.again }),
      }));
    if (error instanceof SignInFault)
      return show(c, ({ words }) => ({
        title: words.refusedTitle,
        content: saying(words.refusedTitle, words.refusedText, { href: '/sign-in', label: words.again }),
        status: 400,
      }));
    const away = error instanceof IssuerAway ? 'issuer' : 'api';
    // Names and messages of ours; never what an issuer or the API sent.
    const { name, message } = error;
    console.error(JSON.stringify({ level: 'error', path: pathname, name, message: message.slice(0, 200) }));
    if (c.req.method === 'POST' && c.req.header('accept') === 'application/json') return c.json({ code: 'away' }, 503);
    return show(c, ({ words }) => {
      const title = away === 'issuer' ? words.issuerAwayTitle : words.apiAwayTitle;
      const text = away === 'issuer' ? words.issuerAwayText : words.apiAwayText;
      // A used code cannot be used again, so a callback begins anew.
      const href = pathname === '/callback' || away === 'issuer' ? '/sign-in' : pathname;
      const known = error instanceof IssuerAway || error instanceof ApiFault;
      return { title, content: html`${saying(title, text, { href, label: words.retry })}`, status: known ? 503 : 500 };
    });
  });
  return app;
}
