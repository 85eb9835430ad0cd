// People and rights in the portal, as they are lived: invited, signed in, looked along with, removed. In Dutch by mouse, in English by keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { button, choose, chooseAt, keyboard, link, mouse, tabTo, until, type Hands, type Lang } from './hands.ts';
import { axeFindings, RunningDemo, skip, type Seen } from './running-demo.ts';

let demo: RunningDemo;
before(async () => {
  if (!skip) demo = await RunningDemo.start();
});
after(async () => {
  if (!skip) await demo.stop();
});

type Person = 'Anna Visser' | 'Mila Jansen' | 'Bram de Groot' | 'Sam Okafor' | 'Noor Bakker';

const WORDS = {
  nl: {
    signIn: 'Inloggen',
    sections: ['Verkoop', 'Koppellijst', 'Afspraken', 'Afrekening', 'Mijn aandeel', 'Mensen', 'Koppelingen', 'Logboek'],
    audience: 'Publiek',
    standing: ['Vaste afspraken', 'Sjablonen', 'Akkoord en facturen', 'Webhooks'],
    people: 'Mensen',
    invite: 'Nodig iemand uit',
    email: 'E-mailadres',
    send: 'Verstuur uitnodiging',
    onItsWay: 'is onderweg',
    signInAndAccept: 'Inloggen en aannemen',
    accept: 'Uitnodiging aannemen',
    remove: (name: string) => `Verwijder ${name}`,
    removed: 'heeft geen toegang meer',
    ended: 'Je toegang is beëindigd',
    goOn: 'Verder',
    nowhere: 'Je hoort nog bij geen organisatie',
    lookAs: 'Meekijken met iemand',
    search: 'Naam, e-mailadres of organisatie',
    find: 'Zoek',
    reason: 'Reden',
    start: 'Begin met meekijken',
    stop: 'Stop met meekijken',
    looking: 'Je kijkt mee als',
    everywhere: 'Overal uitloggen',
    signedOut: 'Je bent uitgelogd',
    over: 'Je sessie is voorbij',
  },
  en: {
    signIn: 'Sign in',
    sections: ['Sales', 'Link list', 'Agreements', 'Settlement', 'My share', 'People', 'API clients', 'Audit log'],
    audience: 'Audience',
    standing: ['Standing terms', 'Templates', 'Approval and invoices', 'Webhooks'],
    people: 'People',
    invite: 'Invite someone',
    email: 'E-mail address',
    send: 'Send invitation',
    onItsWay: 'is on its way',
    signInAndAccept: 'Sign in and accept',
    accept: 'Accept the invitation',
    remove: (name: string) => `Remove ${name}`,
    removed: 'no longer has access',
    ended: 'Your access has ended',
    goOn: 'Go on',
    nowhere: 'You belong to no organisation yet',
    lookAs: 'Look as somebody',
    search: 'Name, e-mail address or organisation',
    find: 'Search',
    reason: 'Reason',
    start: 'Start looking',
    stop: 'Stop looking',
    looking: 'You are looking as',
    everywhere: 'Sign out everywhere',
    signedOut: 'You are signed out',
    over: 'Your session is over',
  },
} as const;

/** A browser of their own, signed in. */
async function signedIn(who: Person, lang: Lang, hands: Hands, width = 1280): Promise<Seen> {
  const seen = await demo.page(width);
  const { page } = seen;
  await page.goto(`${demo.portal}?lang=${lang}`);
  await hands.press(link(page, WORDS[lang].signIn));
  await chooseAt(page, who, hands);
  await page.locator('details.account').waitFor();
  return seen;
}

/** The token this page's elements hold now, as its own script gets it. */
const tokenOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const answer = await fetch('/dip-token', { method: 'POST', headers: { accept: 'application/json' } });
    return ((await answer.json()) as { token: string }).token;
  });

const apiOf = async (page: Page): Promise<string> => (await page.locator('dip-session').getAttribute('endpoint')) ?? '';

async function ask(api: string, token: string, path: string, method = 'GET', body?: unknown): Promise<number> {
  const answer = await fetch(api + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** Opens the newest mail to an address, and the link in it in the browser of whom it was sent to. */
async function openMail(to: string, { page }: Seen, lang: Lang): Promise<void> {
  await page.goto(`${demo.mail}?lang=${lang}`);
  const mail = page.locator('article', { hasText: to }).first();
  await mail.waitFor();
  await page.goto((await mail.locator('a').first().getAttribute('href')) ?? '');
}

for (const [name, lang, width, options] of [
  ['Dutch, light', 'nl', 1280, {}],
  ['English, dark', 'en', 1280, { colorScheme: 'dark' }],
  ['Dutch, phone', 'nl', 360, {}],
] as const)
  test(`every page of the portal is for everybody: ${name}`, { skip }, async () => {
    const words = WORDS[lang];
    const { page, complaints } = await demo.page(width, { ...options, bypassCSP: true });
    const look = async (what: string): Promise<void> => {
      assert.deepEqual(await axeFindings(page, 'body'), [], what);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(wider, 0, `${what}: nothing sticks out`);
      assert.equal(await page.locator('html').getAttribute('lang'), lang, what);
    };
    for (const path of ['', 'invitation', 'signed-out', 'session-over', 'invitation#wrong']) {
      await page.goto(
        `${demo.portal}${path.split('#')[0]}?lang=${lang}${path.includes('#') ? `#${'x'.repeat(43)}` : ''}`,
      );
      if (path.startsWith('invitation')) await page.locator('#invitation .button').waitFor();
      await look(`/${path}`);
    }
    // The browser says so by itself: an invitation that is not known.
    complaints.length = 0;
    await page.goto(demo.portal);
    await link(page, words.signIn).click();
    await look('the issuer');
    await chooseAt(page, 'Anna Visser', mouse);
    await page.locator('dip-sales-monitor tr.row').first().waitFor();
    await page.locator('details.account summary').click();
    await look('sales');
    await page.keyboard.press('Escape');
    for (const [section, stands] of [
      [words.audience, 'dip-audience-charts [role=note], dip-audience-charts .choices'],
      [words.standing[0], 'dip-frameworks #head'],
      [words.standing[1], 'dip-deal-templates #head'],
      [words.standing[2], 'dip-deal-settings #head'],
      [words.standing[3], 'dip-webhooks #head'],
      [words.sections[2], 'dip-agreements .list .pick input'],
      [words.sections[3], 'dip-settlement-sheet .item'],
      [words.sections[4], 'dip-my-share .figures'],
      [words.sections[5], 'dip-members .item'],
      [words.sections[6], 'dip-clients #head'],
      [words.sections[7], 'dip-audit-log .entry'],
      [words.sections[1], 'dip-link-list .lead'],
    ] as const) {
      await link(page, section).click();
      await page.locator(stands).first().waitFor();
      await look(section);
    }
    await page.goto(`${demo.mail}?lang=${lang}`);
    await look('the mail');
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

for (const [lang, how, hands, who, email] of [
  ['nl', 'by mouse', mouse, 'Noor Bakker', 'noor.bakker@theater.example'],
  ['en', 'by keyboard', keyboard, 'Mila Jansen', 'mila.jansen@theater.example'],
] as const) {
  const words = WORDS[lang];

  test(
    `an admin invites a marketer, who sees what marketing may; support looks along; she is removed (${lang}, ${how})`,
    { skip },
    async () => {
      const anna = await signedIn('Anna Visser', lang, hands);
      for (const section of words.sections) await link(anna.page, section).waitFor();
      await hands.press(link(anna.page, words.people));
      if (who === 'Noor Bakker') {
        await hands.press(button(anna.page, words.invite));
        await hands.write(anna.page.getByRole('textbox', { name: words.email }), email);
        await hands.press(button(anna.page, words.send));
        await anna.page.getByText(words.onItsWay).first().waitFor();
      }

      const her = await demo.page(1280);
      await her.page.goto(`${demo.portal}?lang=${lang}`);
      await openMail(email, her, lang);
      assert.equal(new URL(her.page.url()).hash, '', 'the token is out of the address');
      await hands.press(link(her.page, words.signInAndAccept));
      await chooseAt(her.page, who, hands);
      await hands.press(button(her.page, words.accept));
      await her.page.locator('dip-sales-monitor tr.row').first().waitFor();
      for (const section of words.sections.slice(1)) assert.equal(await link(her.page, section).count(), 0, section);
      const api = await apiOf(her.page);
      const token = await tokenOf(her.page);
      assert.equal(await ask(api, token, '/v1/monitor'), 200);
      for (const path of ['/v1/members', '/v1/clients', '/v1/audit', '/v1/invitations', '/v1/support/members?q=anna'])
        assert.equal(await ask(api, token, path), 404, path);
      for (const [path, body] of [
        ['/v1/invitations', { email: 'x@theater.example', preset: 'admin' }],
        ['/v1/links', { ref: 'x', performance: 'x' }],
      ] as const)
        assert.equal(await ask(api, token, path, 'POST', body), 404, path);

      const sam = await signedIn('Sam Okafor', lang, hands);
      await hands.press(sam.page.locator('dip-role-switch #now'));
      await choose(sam.page.getByRole('menuitem', { name: words.lookAs }), hands);
      await hands.write(sam.page.getByRole('searchbox', { name: words.search }), who);
      await hands.press(button(sam.page, words.find));
      const found = sam.page.getByRole('radio').first();
      await found.waitFor();
      if (hands === mouse) await found.check();
      else {
        await tabTo(found);
        await sam.page.keyboard.press('Space');
      }
      await hands.write(sam.page.getByRole('textbox', { name: words.reason }), 'Vraag 4711: ziet de verkoop niet');
      await hands.press(button(sam.page, words.start));
      const banner = sam.page.locator('dip-role-switch .banner');
      await banner.waitFor();
      assert.match(await banner.innerText(), new RegExp(`${words.looking}[\\s\\S]*Vraag 4711`));
      await sam.page.locator('dip-sales-monitor tr.row').first().waitFor();
      const looking = await tokenOf(sam.page);
      assert.equal(await ask(api, looking, '/v1/monitor'), 200);
      assert.equal(await ask(api, looking, '/v1/links', 'POST', { ref: 'x', performance: 'x' }), 404, 'reading only');
      await hands.press(button(sam.page, words.stop));
      await banner.waitFor({ state: 'detached' });
      await until('she is mailed that somebody looked', 10_000, async () => {
        const text = await (await fetch(demo.mail)).text();
        return text.includes(email) && text.includes('Vraag 4711');
      });

      await anna.page.reload();
      await hands.press(button(anna.page, words.remove(who)));
      await hands.press(anna.page.locator('dip-members .sure button.warn'));
      await anna.page.getByText(words.removed).first().waitFor();
      const took = await until('her token ends', 5_000, async () => (await ask(api, token, '/v1/monitor')) === 401);
      console.log(`removed: a request sent ${took} ms later failed`);
      // Her page says it by itself at its next question; come back to, it says it too.
      if (hands === mouse) await her.page.locator('dip-sales-monitor .t button').first().click();
      else await her.page.reload();
      await her.page.getByRole('heading', { name: words.ended }).waitFor();
      // The browser itself tells of the refusals, and of nothing else.
      for (const line of her.complaints.splice(0)) assert.match(line, /the server responded with a status of 40[13]/);
      await hands.press(button(her.page, words.goOn));
      await her.page.getByRole('heading', { name: words.nowhere }).waitFor();

      for (const { page, complaints } of [anna, her, sam]) {
        assert.deepEqual(complaints, []);
        await page.context().close();
      }
    },
  );

  test(
    `two hats are changed with one click, and signing out everywhere ends a second browser (${lang}, ${how})`,
    { skip },
    async () => {
      const desk = await signedIn('Bram de Groot', lang, hands);
      const phone = await signedIn('Bram de Groot', lang, hands, 360);
      const houseOf = async (page: Page): Promise<string> =>
        (await page.locator('dip-sales-monitor h2').first().innerText()).trim();
      await desk.page.locator('dip-sales-monitor tr.row').first().waitFor();
      const before = await houseOf(desk.page);
      await hands.press(desk.page.locator('dip-role-switch #now'));
      const other = desk.page.locator('dip-role-switch .hat[aria-checked=false]').first();
      await choose(other, hands);
      await desk.page.waitForFunction((text) => {
        const now = document
          .querySelector('dip-sales-monitor')
          ?.shadowRoot?.querySelector<HTMLElement>('h2')?.innerText;
        return now !== undefined && now.trim() !== '' && now.trim() !== text;
      }, before);
      assert.equal(await phone.page.evaluate(() => document.documentElement.scrollWidth), 360, 'nothing sticks out');
      const token = await tokenOf(phone.page);
      const api = await apiOf(phone.page);
      await hands.press(desk.page.locator('details.account summary'));
      await hands.press(button(desk.page, words.everywhere));
      await desk.page.getByRole('heading', { name: words.signedOut }).waitFor();
      await until('the other token ends', 5_000, async () => (await ask(api, token, '/v1/me')) === 401);
      phone.complaints.length = 0;
      await phone.page.reload();
      await link(phone.page, words.signIn).waitFor();
      for (const { page, complaints } of [desk, phone]) {
        assert.deepEqual(complaints, []);
        await page.context().close();
      }
    },
  );
}

test('an open page whose role has ended leads to words by itself, at its next question', { skip }, async () => {
  const desk = await signedIn('Bram de Groot', 'nl', mouse);
  const phone = await signedIn('Bram de Groot', 'nl', mouse);
  await phone.page.locator('dip-sales-monitor tr.row').first().waitFor();
  const [api, token] = [await apiOf(phone.page), await tokenOf(phone.page)];
  await desk.page.locator('details.account summary').click();
  await button(desk.page, WORDS.nl.everywhere).click();
  await until('the token ends', 5_000, async () => (await ask(api, token, '/v1/me')) === 401);
  await phone.page.locator('dip-sales-monitor .t button').first().click();
  await phone.page.getByRole('heading', { name: WORDS.nl.over }).waitFor();
  await desk.page.context().close();
  await phone.page.context().close();
});
