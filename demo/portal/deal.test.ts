// The page for a contact outside the platform, in a real browser, by keyboard, against the real API and its mail.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { BROWSER_ARGS } from '../../.ci/browser-args.js';
import type { Agreement } from '#protocol';
import { layMember, type Member } from '../../edge-api/local/test-catalogue.ts';
import { buildBundles } from '../bundles.ts';
import { axeFindings } from '../journeys/running-demo.ts';
import { startPortalStage, type PortalStage } from '../portal-stage.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '';
const skip = CHROMIUM === '' ? 'no Chromium here' : false;
/** Where pictures go, for who wants to look. */
const PICTURES = process.env['DIP_PICTURES'];
const TERMS = {
  form: 'split',
  share: 80,
  guaranteeProvider: 400_000,
  guaranteeKind: 'minimum',
  freeTickets: { max: 20, price: 1_500 },
  royalties: { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'provider' },
  note: 'Techniek is voor rekening van het theater.',
};
let stage: PortalStage;
let browser: Browser;
let [venue, producer] = [] as unknown as [Member, Member];
let performances: string[] = [];
let day = 0;
let contacts = 0;

before(async () => {
  if (skip) return;
  await buildBundles();
  stage = await startPortalStage();
  browser = await chromium.launch({ executablePath: CHROMIUM, args: [...BROWSER_ARGS] });
  const operator = await stage.api.operatorToken();
  venue = await layMember(stage.api, operator, 'venue', { name: 'Theater aan de Haven' });
  producer = await layMember(stage.api, operator, 'producer', { name: 'Gezelschap Morgenlicht' });
});
after(async () => {
  if (skip) return;
  await browser.close();
  await stage.close();
});

async function make<T = { readonly id: string }>(who: Member, path: string, body: object = {}): Promise<T> {
  const { status, body: answer } = await stage.api.call<T>(who.token, 'POST', path, body);
  assert.ok(status < 300, `${path} ${status} ${JSON.stringify(answer)}`);
  return answer;
}

/** A proposal, and the address of the page in the mail to a contact. */
async function proposal(): Promise<{ url: string; email: string; agreement: Agreement }> {
  const { id: hall } = await make(venue, '/v1/halls', { venue: venue.id, name: 'Grote zaal' });
  const { id: production } = await make(producer, '/v1/productions', { title: 'De Storm' });
  performances = [];
  for (let i = 0; i < 2; i += 1) {
    const startsAt = new Date(Date.UTC(2031, 2, 1 + (day += 1), 19)).toISOString();
    performances.push((await make(producer, '/v1/performances', { production, venue: venue.id, hall, startsAt })).id);
  }
  const drafted = await make<Agreement>(producer, '/v1/agreements', { performances, terms: TERMS });
  const agreement = await make<Agreement>(producer, `/v1/agreements/${drafted.id}/propose`);
  const email = `contact${(contacts += 1)}@haven.example`;
  await make(producer, `/v1/agreements/${agreement.id}/links`, { email });
  const mail = await stage.mail.takeNext(email);
  const url = /http:\/\/localhost:\d+\/deal#[\w-]{43}/.exec(mail)?.[0] ?? '';
  assert.ok(url, mail);
  return { url, email, agreement };
}

interface Look {
  readonly width?: number;
  readonly dark?: boolean;
  readonly lang?: string;
}
async function open(url: string, { width = 1280, dark = false, lang = 'nl' }: Look = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    locale: lang,
    bypassCSP: false,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints };
}
const picture = async (page: Page, name: string) => {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
};
const nameOf = (page: Page) => page.getByRole('textbox', { name: /^(Je naam|Your name)/ });

test(
  'a contact reads the deal and approves it by keyboard; the token leaves the address at once',
  { skip },
  async () => {
    const { url, email, agreement } = await proposal();
    const { page, complaints } = await open(url);
    await nameOf(page).waitFor();
    assert.ok(!page.url().includes('#'), 'the token is out of the address');
    const text = await page.locator('main').innerText();
    for (const word of [
      'De Storm',
      'Theater aan de Haven',
      'Gezelschap Morgenlicht',
      agreement.sentence.nl,
      '2 voorstellingen',
    ])
      assert.ok(text.includes(word), `${word} is not on the page: ${text}`);
    assert.match(text, /Je keurt goed namens het theater/);
    assert.match(text, /Techniek is voor rekening van het theater/);
    await picture(page, 'deal-nl-light-1280');
    // Without a name no code is asked.
    await nameOf(page).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Vul je naam in').waitFor();
    await page.keyboard.type('Robin van Dam');
    await page.keyboard.press('Enter');
    await page.getByText(/De code is gemaild naar c•••@haven.example/).waitFor();
    const code = /^(\d{6})$/m.exec(await stage.mail.takeNext(email))?.[1] ?? '';
    await page.waitForFunction(() => document.activeElement?.id === 'deal-code');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await page.getByText('Een code heeft zes cijfers').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(code === '000000' ? '111111' : '000000');
    await page.keyboard.press('Enter');
    await page.getByText(/Dit is niet de code uit de laatste mail/).waitFor();
    await picture(page, 'deal-nl-light-1280-code');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Akkoord gegeven' }).waitFor();
    await page.getByText(/Goedgekeurd door Robin van Dam/).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Akkoord gegeven');
    await picture(page, 'deal-nl-light-1280-done');
    assert.equal(await page.evaluate(() => sessionStorage.length), 0, 'nothing is kept once it is used');
    const { body } = await stage.api.call<Agreement>(venue.token, 'GET', `/v1/agreements/${agreement.id}`);
    assert.deepEqual([body.state, body.approvals[0]?.person], ['approved', 'Robin van Dam']);
    // The one refusal that was meant is all the browser tells of.
    assert.deepEqual(
      complaints.filter((one) => !one.includes('400')),
      [],
    );
    // The same link once more.
    const again = await open(url);
    await again.page.getByText(/Deze link leidt nergens meer heen/).waitFor();
    await picture(again.page, 'deal-nl-light-1280-over');
    await again.page.context().close();
    await page.context().close();
  },
);

test(
  'in the other language and in the dark, on a telephone: the same deal, and nothing sticks out',
  { skip },
  async () => {
    const { url, agreement } = await proposal();
    const { page, complaints } = await open(url, { width: 360, dark: true });
    await nameOf(page).waitFor();
    // Changing the language keeps the link.
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByText(agreement.sentence.en).waitFor();
    await page.getByRole('heading', { name: 'Proposal for an agreement' }).waitFor();
    await nameOf(page).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
    await picture(page, 'deal-en-dark-360');
    assert.deepEqual(complaints, []);
    await page.context().close();
  },
);

test('a deal that changed says so and asks for nothing', { skip }, async () => {
  const { url, agreement } = await proposal();
  await make(producer, `/v1/agreements/${agreement.id}/revise`, { version: 1, terms: { ...TERMS, share: 87.65 } });
  const { page } = await open(url);
  await page.getByText(/Deze afspraak is veranderd nadat de link werd gestuurd/).waitFor();
  assert.equal(await page.getByRole('textbox').count(), 0);
  // With its point: the fingerprint that stands there too may hold any two figures.
  assert.doesNotMatch(await page.locator('main').innerText(), /87[.,]65/);
  await picture(page, 'deal-nl-light-1280-changed');
  await page.context().close();
});

test('axe finds nothing, in light and in dark', { skip }, async () => {
  const { url } = await proposal();
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme, locale: 'nl', bypassCSP: true });
    const page = await context.newPage();
    await page.goto(url);
    await nameOf(page).waitFor();
    assert.deepEqual(await axeFindings(page, 'main'), [], colorScheme);
    await context.close();
  }
});

test('an address without a token, or with one that never was, says what to do', { skip }, async () => {
  const none = await open(`${stage.portal.origin}/deal`);
  await none.page.getByText(/In dit adres zit geen afspraak/).waitFor();
  await none.page.context().close();
  const wrong = await open(`${stage.portal.origin}/deal#${'x'.repeat(43)}`);
  await wrong.page.getByText(/Deze link leidt nergens meer heen/).waitFor();
  await wrong.page.context().close();
});
