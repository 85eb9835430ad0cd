/** The pages: sign-in, the sections a membership's grid allows, the invitation, and what is said when a role has ended. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { holds, PATHS, type Me } from '#protocol';
import type { Env } from './env.ts';
import { saying, type Markup, type PageParts } from './page.ts';
import { callAs } from './platform-api.ts';
import { show } from './reply.ts';
import { allowedSections, menuOf, SECTIONS, type Section } from './sections.ts';
import { currentSession, wornToken, type PortalContext } from './session.ts';
import { endSession, type SessionRow } from './session-store.ts';
import { endedBy, type Ended } from './token-routes.ts';
import { dealWordsOf } from './deal-words.ts';
import type { Words } from './words.ts';

function signInPage(words: Words, to: string): Pick<PageParts, 'title' | 'content'> {
  const content = html`<div class="welcome">
    <h1>${words.signInTitle}</h1>
    <p class="lead">${words.theaterNight}</p>
    <p>
      <a class="button" href="/sign-in${to === '/' ? '' : `?to=${encodeURIComponent(to)}`}">${words.signInButton}</a>
    </p>
    <p class="small">${words.signInHow}</p>
  </div>`;
  return { title: words.signInTitle, content };
}

/** A native disclosure, so that it works by keyboard and without script. */
const accountMenu = (words: Words, name: string): Markup =>
  html`<details class="account">
    <summary><span class="sr">${words.account}: </span>${name}</summary>
    <div>
      <form method="post" action="/sign-out"><button>${words.signOut}</button></form>
      <form method="post" action="/sign-out-everywhere"><button>${words.signOutEverywhere}</button></form>
    </div>
  </details>`;

const bar = (words: Words, me: Me, sections: readonly Section[], path: string): Markup => {
  const here = sections.find((one) => one.path === path)?.group;
  return html`${
      sections.length > 1
        ? html`<nav aria-label="${words.menu}">
            ${menuOf(sections).map((one) => {
              const current = one.path === path || (here !== undefined && one.group === here);
              return html`<a href="${one.path}" ${current ? html`aria-current="page"` : ''}
                >${words[one.group ?? one.word]}</a
              >`;
            })}
          </nav>`
        : ''
    }
    <div class="who">
      <dip-role-switch switch-url="/role"></dip-role-switch>
      ${accountMenu(words, me.name ?? me.user ?? '')}
    </div>`;
};

/** What stands beside a part under the same word of the menu. */
function siblings(words: Words, sections: readonly Section[], { path, group }: Section): Markup | '' {
  const all = sections.filter((one) => group !== undefined && one.group === group);
  if (group === undefined || all.length < 2) return '';
  return html`<nav class="siblings" aria-label="${words[group]}">
    ${all.map(
      (one) => html`<a href="${one.path}" ${one.path === path ? html`aria-current="page"` : ''}>${words[one.word]}</a>`,
    )}
  </nav>`;
}

const post = (action: string, label: string): Markup =>
  html`<form method="post" action="${action}"><button class="button">${label}</button></form>`;

function endedPage(c: PortalContext, ended: Ended): Response | Promise<Response> {
  return show(c, ({ words }) => {
    const over = ended === 'support_ended';
    const title = over ? words.supportEndedTitle : words.endedTitle;
    const content = html`<h1>${title}</h1>
      <p>${over ? words.supportEndedText : words.endedText}</p>
      ${post('/go-on', words.goOn)} ${post('/sign-out', words.signOut)}`;
    return { title, content };
  });
}

/** The figures come later, in the browser; here only who it is and what their grid holds. */
async function readMe(c: PortalContext, session: SessionRow, now: number): Promise<Me | Ended> {
  try {
    const given = await wornToken(c.env, session, now);
    return given ? await callAs<Me>(c.env, given.token, 'GET', PATHS.me) : 'no_membership';
  } catch (error) {
    const ended = endedBy(error, session);
    if (ended === null) throw error;
    return ended;
  }
}

async function sectionPage(c: PortalContext): Promise<Response> {
  const now = Date.now();
  const path = c.req.path;
  const session = await currentSession(c, now);
  if (!session) return show(c, ({ words }) => signInPage(words, path));
  const me = await readMe(c, session, now);
  if (me === 'signed_out') {
    await endSession(c.env.PORTAL, session.id_sha256);
    return c.redirect('/session-over', 303);
  }
  if (me === 'no_membership')
    return show(c, ({ words }) => ({
      title: words.noMembershipTitle,
      content: html`${saying(words.noMembershipTitle, words.noMembershipText)} ${post('/sign-out', words.signOut)}`,
    }));
  if (typeof me === 'string') return endedPage(c, me);
  const allowed = allowedSections(me.grid);
  const one = c.req.param('one') ?? '';
  const section = one === '' ? path : path.slice(0, path.lastIndexOf('/'));
  const wanted = allowed.find((found) => found.path === section);
  const [first] = allowed;
  // The start of somebody without sales is their first section.
  if (!wanted && path === '/' && first) return c.redirect(first.path, 303);
  return show(c, ({ words }) => {
    const frame = { bar: bar(words, me, allowed, section), api: c.env.API_URL };
    if (wanted) {
      const content = html`<h1 class="sr">${words[wanted.word]}</h1>
        <noscript><p>${words.noScript}</p></noscript>
        ${siblings(words, allowed, wanted)} ${wanted.element(one)}`;
      return { title: `${words[wanted.word]} · ${me.organisation.name}`, content, wide: true, ...frame };
    }
    if (path !== '/') {
      const content = saying(words.missingTitle, words.missingText, { href: '/', label: words.home });
      return { title: words.missingTitle, content, status: 404, ...frame };
    }
    const support = holds(me.grid, 'support', 'view');
    const title = support ? words.supportTitle : words.nothingTitle;
    return { title, content: saying(title, support ? words.supportText : words.nothingText), ...frame };
  });
}

/** The token stands after `#` and is read by the page's script alone; opening the page uses nothing up. */
async function invitationPage(c: PortalContext): Promise<Response> {
  const session = await currentSession(c, Date.now());
  return show(c, ({ lang, words }) => {
    const content = html`<div id="invitation" data-lang="${lang}" data-signed-in="${session ? 'yes' : 'no'}">
      <h1>${words.invitationTitle}</h1>
      <p role="status" id="invitation-says">${words.invitationLooking}</p>
      <noscript><p>${words.noScript}</p></noscript>
    </div>`;
    return { title: words.invitationTitle, content };
  });
}

/** For a contact outside the platform, who signs in nowhere; the page's script asks the API itself, with the token after `#`. */
function dealPage(c: PortalContext): Response | Promise<Response> {
  return show(c, ({ lang, words }) => {
    const said = dealWordsOf(lang);
    const content = html`<div id="deal" class="deal" data-lang="${lang}" data-api="${c.env.API_URL}">
      <h1>${said.title}</h1>
      <p role="status" id="deal-says">${said.looking}</p>
      <noscript><p>${words.noScript}</p></noscript>
    </div>`;
    return { title: said.title, content };
  });
}

export function homeRoutes(): Hono<{ Bindings: Env }> {
  const routes = new Hono<{ Bindings: Env }>()
    .get('/invitation', invitationPage)
    .get('/deal', dealPage)
    .get('/ended', async (c) => {
      const session = await currentSession(c, Date.now());
      if (!session) return c.redirect('/', 303);
      return endedPage(c, c.req.query('of') === 'support' ? 'support_ended' : 'membership_ended');
    });
  for (const { path, hasOnes } of SECTIONS) {
    routes.get(path, sectionPage);
    if (hasOnes) routes.get(`${path}/:one`, sectionPage);
  }
  return routes;
}
