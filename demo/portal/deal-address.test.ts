// The deal that is open has an address: opened, gone back from, gone forward to, loaded again, and given to somebody else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { BROWSER_ARGS } from '../../.ci/browser-args.js';
import type { Agreement } from '#protocol';
import { layMember } from '../../edge-api/local/test-catalogue.ts';
import { buildBundles } from '../bundles.ts';
import { startPortalStage, type PortalStage } from '../portal-stage.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '';
const skip = CHROMIUM === '' ? 'no Chromium here' : false;
let stage: PortalStage;
let browser: Browser;

before(async () => {
  if (skip) return;
  await buildBundles();
  stage = await startPortalStage();
  browser = await chromium.launch({ executablePath: CHROMIUM, args: [...BROWSER_ARGS] });
});
after(async () => {
  if (skip) return;
  await browser.close();
  await stage.close();
});

/** Proposed to the house of the demo's people, of a producer of this test. */
async function proposal(): Promise<Agreement> {
  const producer = await layMember(stage.api, await stage.api.operatorToken(), 'producer', {
    name: 'Gezelschap Morgenlicht',
    livemode: false,
  });
  const make = async <T = { readonly id: string }>(path: string, body: object = {}): Promise<T> => {
    const { status, body: answer } = await stage.api.call<T>(producer.token, 'POST', path, body);
    assert.ok(status < 300, `${path} ${status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const { id: production } = await make('/v1/productions', { title: 'De Storm' });
  const performance = await make('/v1/performances', {
    production,
    venue: stage.theatre,
    startsAt: '2031-03-02T19:00:00.000Z',
  });
  const terms = { form: 'split', share: 80, guaranteeProvider: 400_000 };
  const { id } = await make('/v1/agreements', { performances: [performance.id], terms });
  return make(`/v1/agreements/${id}/propose`);
}

async function signedIn(page: Page, path: string): Promise<void> {
  await page.goto(`${stage.portal.origin}${path}`);
  await page.getByRole('link', { name: 'Inloggen' }).click();
  await page.getByRole('button', { name: /Anna/ }).click();
  await page.locator('details.account').waitFor();
}
const row = (page: Page) => page.getByRole('button', { name: /^Open De Storm/ });
const deal = (page: Page) => page.locator('dip-contract-view #head', { hasText: 'De Storm' });

test(
  'a deal that is opened stands in the address; back, forward and reload lead where they say',
  { skip },
  async () => {
    const { id } = await proposal();
    const page = await browser.newPage({ locale: 'nl' });
    await signedIn(page, '/agreements');
    const before = await page.evaluate(() => history.length);
    await row(page).click();
    await deal(page).waitFor();
    assert.equal(new URL(page.url()).pathname, `/agreements/${id}`);
    assert.equal(new URL(page.url()).search + new URL(page.url()).hash, '');
    assert.equal(await page.evaluate(() => history.length), before + 1);
    const english = page.getByRole('link', { name: 'English' });
    assert.equal(await english.getAttribute('href'), `/agreements/${id}?lang=en`);

    await page.goBack();
    await row(page).waitFor();
    assert.equal(new URL(page.url()).pathname, '/agreements');
    await page.locator(`[data-opens="${id}"]:focus`).waitFor();
    assert.equal(await english.getAttribute('href'), '/agreements?lang=en');

    await page.goForward();
    await deal(page).waitFor();
    await page.reload();
    await deal(page).waitFor();
    assert.equal(new URL(page.url()).pathname, `/agreements/${id}`);

    await page.getByRole('button', { name: 'Terug naar de lijst' }).press('Enter');
    await row(page).waitFor();
    assert.equal(new URL(page.url()).pathname, '/agreements');
    // What was left through the button is one step back as well.
    await page.goBack();
    await deal(page).waitFor();
  },
);

test('the address alone opens the deal, after the sign-in', { skip }, async () => {
  const { id } = await proposal();
  const page = await browser.newPage({ locale: 'nl' });
  await signedIn(page, `/agreements/${id}`);
  await deal(page).waitFor();
  assert.equal(new URL(page.url()).pathname, `/agreements/${id}`);
});
