/** The frame of every page. Text goes through hono's `html`, which escapes. */
import { html } from 'hono/html';
import { wordsOf, type Lang } from './words.ts';

export type Markup = ReturnType<typeof html>;

export interface PageParts {
  readonly lang: Lang;
  /** Path and query of this page, for the other language. */
  readonly here: string;
  readonly title: string;
  readonly content: Markup;
  /** Between the brand and the languages. */
  readonly bar?: Markup;
  /** Of a page with figures: where they come from. */
  readonly api?: string;
  /** Wide for figures, narrow for words. */
  readonly wide?: boolean;
}

function languageLink(now: Lang, lang: Lang, here: string): Markup {
  const url = new URL(here, 'http://portal');
  url.searchParams.set('lang', lang);
  const name = lang === 'nl' ? 'Nederlands' : 'English';
  return html`<a
    href="${url.pathname + url.search}"
    lang="${lang}"
    hreflang="${lang}"
    aria-current="${now === lang ? 'true' : 'false'}"
    >${name}</a
  >`;
}

export function page({ lang, here, title, content, bar, api, wide }: PageParts): Markup {
  const words = wordsOf(lang);
  const body = html`<a class="skip" href="#content">${words.skip}</a>
    <header>
      <a class="brand" href="/">${words.brand}</a>
      ${bar ?? ''}
    </header>
    <main id="content" tabindex="-1" class="${wide ? 'wide' : 'narrow'}">${content}</main>
    <footer>
      <nav aria-label="${words.language}">${languageLink(lang, 'nl', here)} ${languageLink(lang, 'en', here)}</nav>
    </footer>`;
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${words.brand}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/portal.css" />
        <script type="module" src="/portal.js"></script>
        ${api ? html`<script type="module" src="/widgets/dip-widgets.js"></script>` : ''}
      </head>
      <body>
        ${api ? html`<dip-session endpoint="${api}" locale="${lang}" theme="auto">${body}</dip-session>` : body}
      </body>
    </html>`;
}

/** A page of words with one thing to do. */
export const saying = (
  title: string,
  text: string,
  action?: { readonly href: string; readonly label: string },
): Markup =>
  html`<h1>${title}</h1>
    <p>${text}</p>
    ${action ? html`<p><a class="button" href="${action.href}">${action.label}</a></p>` : ''}`;
