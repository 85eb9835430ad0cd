/** An answer as a page, in the viewer's language: as asked for in the address (and kept), as kept, as the browser says. */
import { readCookie, writeCookie } from './cookies.ts';
import { page, type PageParts } from './page.ts';
import type { PortalContext } from './session.ts';
import { wordsOf, type Lang, type Words } from './words.ts';

const KEPT_SECONDS = 400 * 86_400;
const isLang = (text: string | undefined): text is Lang => text === 'nl' || text === 'en';

export function langOf(c: PortalContext): Lang {
  const asked = c.req.query('lang');
  const kept = readCookie(c, c.env.PORTAL_ORIGIN, 'dip-lang');
  if (isLang(asked)) return asked;
  if (isLang(kept)) return kept;
  const first = /\b(nl|en)\b/.exec(c.req.header('accept-language') ?? '')?.[1];
  return isLang(first) ? first : 'nl';
}

type Parts = Omit<PageParts, 'lang' | 'here'> & { readonly status?: 200 | 403 | 404 | 421 | 502 | 503 | 400 | 500 };

export function show(
  c: PortalContext,
  make: (say: { lang: Lang; words: Words }) => Parts,
): Response | Promise<Response> {
  const lang = langOf(c);
  if (isLang(c.req.query('lang'))) writeCookie(c, c.env.PORTAL_ORIGIN, 'dip-lang', lang, KEPT_SECONDS);
  const { pathname, search } = new URL(c.req.url);
  const { status = 200, ...parts } = make({ lang, words: wordsOf(lang) });
  c.header('cache-control', 'no-store');
  return c.html(page({ lang, here: pathname + search, ...parts }), status);
}
