import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { AGREEMENT_PATH, sampleAgreement, sampleTerms } from '../browser/deal-answers.ts';
import {
  axeFindings,
  elementStage,
  eventually,
  inSession,
  ledgerOf,
  textOf,
  type ElementStage,
} from '../browser/element-stage.ts';

const { elementTest } = elementStage();
const SIMULATOR = '<dip-deal-simulator agreement="XD-AGR-1" capacity="640"></dip-deal-simulator>';

async function open(
  stage: ElementStage,
  html = SIMULATOR,
  view: Parameters<ElementStage['open']>[1] = {},
): Promise<Page> {
  stage.api.on(AGREEMENT_PATH, { body: sampleAgreement({ terms: sampleTerms({ guaranteeProvider: 400_000 }) }) });
  const page = await stage.open(inSession(stage.api.origin, html), view);
  await page.locator('dip-deal-simulator').waitFor();
  return page;
}
const finding = (page: Page) => page.locator('dip-deal-simulator .finding');

elementTest('<dip-deal-simulator> begins at what is sold, and says where something changes', async (stage) => {
  const page = await open(stage);
  await finding(page).getByText('Bij 400 verkochte kaarten krijgt de producent € 7.669,72').waitFor();
  const text = await textOf(page.locator('dip-deal-simulator'));
  assert.match(
    text,
    /het theater € 3\.018,35 Het theater speelt quitte vanaf 150 kaarten\. De garantie telt tot en met 208/,
  );
  await page.locator('dip-deal-simulator .chart').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-deal-simulator> moves by keyboard, and each figure is read out', async (stage) => {
  const page = await open(stage);
  const slider = page.getByRole('slider', { name: 'Verkochte kaarten' });
  await slider.focus();
  await page.keyboard.press('Home');
  await finding(page)
    .getByText('Bij 0 verkochte kaarten krijgt de producent € 4.000,00 en het theater −\u2060€ 4.000,00')
    .waitFor();
  assert.match(
    ((await slider.getAttribute('aria-valuetext')) ?? '').replaceAll(/\s/g, ' '),
    /^0 kaarten: producent € 4\.000,00, theater −€ 4\.000,00$/,
  );
  await page.getByRole('button', { name: '208 · garantie: ga hierheen' }).click();
  await page.getByRole('status').getByText('208 kaarten: producent € 4.000,00').waitFor();
  await page.locator('dip-deal-simulator summary', { hasText: 'Als tabel' }).click();
  await page.getByRole('rowheader', { name: '630', exact: true }).waitFor();
});

elementTest('<dip-deal-simulator> puts two deals side by side', async (stage) => {
  const page = await open(stage);
  await page.getByRole('button', { name: 'Vergelijk met een andere afspraak' }).click();
  await page.getByLabel('Vorm').selectOption('buyout');
  await page.getByLabel('Uitkoopsom, excl. btw').fill('6500');
  await page.getByText('Beide afspraken betalen de producent evenveel bij').waitFor();
  await page
    .getByRole('row', { name: /andere afspraak/ })
    .getByText('€ 6.500,00')
    .waitFor();
  assert.match(
    (await page.getByRole('slider').getAttribute('aria-valuetext')) ?? '',
    /andere afspraak: producent €.6\.500,00/,
  );
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-deal-simulator> asks for the seats where nobody knows them', async (stage) => {
  stage.expect(/404/);
  const page = await open(stage, '<dip-deal-simulator agreement="XD-AGR-1"></dip-deal-simulator>');
  await page.getByText('Vul de stoelen en de gemiddelde prijs in').waitFor();
  await page.getByLabel('Stoelen').fill('vol');
  await page.getByLabel('Stoelen').blur();
  await page.getByText('Een heel getal.').waitFor();
  await page.getByLabel('Stoelen').fill('500');
  await page.getByLabel('Stoelen').blur();
  await finding(page).getByText('Bij 400 verkochte kaarten').waitFor();
});

elementTest(
  '<dip-deal-simulator> stands at 360 px in the dark in English, and leaves nothing behind',
  async (stage) => {
    const page = await open(stage, SIMULATOR, { width: 360, theme: 'dark', lang: 'en' });
    await finding(page).getByText('With 400 tickets sold the producer gets €7,669.72').waitFor();
    await page.locator('dip-deal-simulator .chart').waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await page.locator('dip-session').evaluate((session) => session.remove());
    await eventually(async () => assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 }));
  },
);
