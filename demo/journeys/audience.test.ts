// A marketer looks at who comes: opens a production, reads what it says, lays last season beside it, takes the map along for a deck.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { SaxesParser } from 'saxes';
import type { AudienceSubjects } from '#protocol';
import { button, chooseAt, keyboard, link, mouse, tabTo, until, type Hands, type Lang } from './hands.ts';
import { axeFindings, RunningDemo, skip } from './running-demo.ts';

const [WHO, EMAIL, HOUSE] = ['Mila Jansen', 'mila.jansen@theater.example', 'V02'];
const WORDS = {
  nl: {
    signIn: 'Inloggen',
    section: 'Publiek',
    view: 'Bekijk',
    compare: 'Vergelijk met',
    season: 'seizoen',
    compared: 'vergeleken met seizoen',
    map: 'Herkomst',
    hidden: 'minder dan 10 kopers of verborgen',
    buyers: /^\d\d \S.*: [\d.]+–[\d.]+ kopers/,
    report: 'Rapport om af te drukken',
    meanings: 'Begrippen',
  },
  en: {
    signIn: 'Sign in',
    section: 'Audience',
    view: 'View',
    compare: 'Compare with',
    season: 'season',
    compared: 'compared with season',
    map: 'Origin',
    hidden: 'fewer than 10 buyers, or hidden',
    buyers: /^\d\d \S.*: [\d,]+–[\d,]+ buyers/,
    report: 'Report to print',
    meanings: 'Definitions',
  },
} as const;

let demo: RunningDemo;
/** The production most came to. */
let title: string;
/** The season before its own: `2025/26`. */
let lastSeason: string;
before(async () => {
  if (skip) return;
  demo = await RunningDemo.start();
  const { clientOf } = await demo.laid();
  const { subjects } = await clientOf(HOUSE).call<AudienceSubjects>('GET', '/v1/audience/subjects');
  const newest = Math.max(...subjects.map(({ season }) => season));
  lastSeason = `${newest - 1}/${String(newest).slice(-2)}`;
  title = subjects
    .filter(({ level, season }) => level === 'production' && season === newest)
    .toSorted((a, b) => (b.buyers ?? 0) - (a.buyers ?? 0))[0]!.title;
  await acceptInvitation();
});
after(async () => {
  if (!skip) await demo.stop();
});

/** She has been invited, and takes it up. */
async function acceptInvitation(): Promise<void> {
  const { page } = await demo.page(1280);
  await page.goto(`${demo.portal}?lang=nl`);
  await page.goto(`${demo.mail}?lang=nl`);
  const mail = page.locator('article', { hasText: EMAIL }).first();
  await page.goto((await mail.locator('a').first().getAttribute('href')) ?? '');
  await link(page, 'Inloggen en aannemen').click();
  await chooseAt(page, WHO, mouse);
  await button(page, 'Uitnodiging aannemen').click();
  await page.locator('details.account').waitFor();
  await page.context().close();
}

async function saved(page: Page, press: Locator, hands: Hands): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), hands.press(press)]);
  return readFile(await download.path());
}

/** Words of an SVG as a program other than a browser reads them, and the areas it draws. */
function readSvg(svg: string): { readonly text: string; readonly areas: number } {
  let [text, areas] = ['', 0];
  const parser = new SaxesParser();
  parser.on('text', (part) => (text += part));
  parser.on('opentag', ({ name, attributes }) => (areas += name === 'rect' && attributes['rx'] === '3' ? 1 : 0));
  parser.write(svg).close();
  return { text, areas };
}

/** Size and colours of a PNG as a browser shows it. */
const readPng = (page: Page, png: Buffer): Promise<readonly [wide: number, colours: number]> =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    return [image.width, new Set(new Uint32Array(data.buffer)).size] as const;
  }, png.toString('base64'));

for (const [name, lang, hands] of [
  ['Dutch, by mouse', 'nl', mouse],
  ['English, by keyboard', 'en', keyboard],
] as const satisfies readonly (readonly [string, Lang, Hands])[])
  test(`who comes is read, laid beside last season and taken along: ${name}`, { skip }, async () => {
    const words = WORDS[lang];
    const { page, complaints } = await demo.page(1280, { bypassCSP: true });
    await page.goto(`${demo.portal}?lang=${lang}`);
    await hands.press(link(page, words.signIn));
    await chooseAt(page, WHO, hands);
    await page.locator('details.account').waitFor();
    await hands.press(link(page, words.section));
    const charts = page.locator('dip-audience-charts');

    await hands.select(charts.getByLabel(words.view), title);
    await charts.getByRole('heading', { level: 2, name: title }).waitFor();
    await charts.locator('.ink svg').first().waitFor();
    const findings = await charts
      .locator('section')
      .evaluateAll((all) =>
        all.map((one) => [one.getAttribute('aria-label'), one.querySelector('h3')?.textContent?.trim()]),
      );
    const said = findings.filter(([measured, finding]) => finding && finding !== measured);
    assert.ok(said.length >= 3, JSON.stringify(findings));
    assert.deepEqual(await axeFindings(page, 'body'), []);

    await hands.select(charts.getByLabel(words.compare), `${words.season} ${lastSeason}`);
    await charts.locator('.sub', { hasText: `${words.compared} ${lastSeason}` }).waitFor();
    await charts.locator('.tick').first().waitFor();

    const map = charts.getByRole('region', { name: words.map, exact: true });
    if (hands === mouse) await map.locator('.tile.home').click();
    else {
      await tabTo(map.getByRole('application'));
      await page.keyboard.press('ArrowRight');
    }
    await until('the area says how many came from it', 5_000, async () =>
      words.buyers.test(await map.locator('.said').innerText()),
    );
    const finding = await map.getByRole('heading').innerText();
    const svg = readSvg(String(await saved(page, map.getByRole('button', { name: `SVG: ${words.map}` }), hands)));
    assert.equal(svg.areas, 90);
    for (const text of [finding, title, words.hidden]) assert.ok(svg.text.includes(text), text);
    const png = await saved(page, map.getByRole('button', { name: `PNG: ${words.map}` }), hands);
    const [wide, colours] = await readPng(page, png);
    assert.equal(wide, 1_440);
    assert.ok(colours > 20, `${colours} colours`);

    await hands.press(charts.getByRole('link', { name: words.report }));
    await charts.getByRole('heading', { name: words.meanings }).waitFor();
    await charts.locator('.sub', { hasText: `${words.compared} ${lastSeason}` }).waitFor();
    assert.deepEqual(await axeFindings(page, 'body'), []);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
