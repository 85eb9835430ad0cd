import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Framework } from '#protocol';
import { PROVIDER } from '../browser/deal-answers.ts';
import {
  axeFindings,
  elementStage,
  eventually,
  inSession,
  ledgerOf,
  reads,
  textOf,
  type ElementStage,
} from '../browser/element-stage.ts';
import {
  FRAMEWORK_PATH,
  frameworkSummary,
  nextOfFramework,
  sampleFramework,
  signedFramework,
} from '../browser/framework-answers.ts';
import { pageOf, sampleMe } from '../browser/people-answers.ts';

const { elementTest } = elementStage();
const LIST = '<dip-frameworks></dip-frameworks>';
const TODAY = Date.parse('2026-11-30T09:00:00Z');

/** The list, and the newest of them at its own address. */
async function open(
  stage: ElementStage,
  of: readonly Framework[] = [sampleFramework()],
  view: Parameters<ElementStage['open']>[1] = {},
  me = sampleMe(),
): Promise<Page> {
  stage.api.on('/v1/frameworks', { body: pageOf(of.map(frameworkSummary)) });
  stage.api.on('/v1/me', { body: me });
  const [newest] = of;
  if (newest) stage.api.on(FRAMEWORK_PATH, { body: newest });
  stage.api.on(`${FRAMEWORK_PATH}?version=1`, { body: signedFramework({ versions: newest?.versions ?? [] }) });
  const page = await stage.open(inSession(stage.api.origin, LIST), { clock: TODAY, ...view });
  await page.locator('dip-frameworks #head').waitFor();
  return page;
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const said = (page: Page, words: string): Promise<void> =>
  page.locator('dip-frameworks .said').getByText(words).waitFor();
const sent = (stage: ElementStage) => stage.api.calls.filter(({ method }) => method === 'POST');

elementTest('<dip-frameworks> says which waits for a signature, and signs what was read', async (stage) => {
  const page = await open(stage);
  await reads(page.locator('dip-frameworks'), /Eén raamovereenkomst, één wacht op je handtekening\./);
  assert.match(
    await textOf(page.locator('dip-frameworks')),
    /Raamovereenkomst 2026 Toneelmakerij Noord Auteursrechten 5% · Vrijkaarten max. 12 geldt vanaf do 1 jan 2026 ▲ wacht op je handtekening versie 1/,
  );
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await button(page, 'Open Raamovereenkomst 2026, Toneelmakerij Noord').click();
  await page.locator('dip-frameworks #back:focus').waitFor();
  await page.getByText('Versie 1 wacht op jouw handtekening.').waitFor();
  await page.getByText('Betaling binnen veertien dagen na factuur.').waitFor();
  await button(page, 'Teken versie 1').click();
  // What is signed is asked once more, beginning at the harmless button.
  await page.locator('dip-frameworks .no:focus').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on(`POST ${FRAMEWORK_PATH}/sign`, { body: signedFramework() });
  stage.api.on(FRAMEWORK_PATH, { body: signedFramework() });
  await button(page, 'Teken versie 1').click();
  await said(page, 'Je hebt versie 1 getekend.');
  await page.getByText('✓ Anna de Vries').waitFor();
  const [call] = sent(stage);
  assert.deepEqual([call?.body, call?.headers['if-match']], [{ sha256: 'b'.repeat(64) }, '"2"']);
  await button(page, '← Terug naar de lijst').click();
  await page.locator('dip-frameworks [data-opens="XD-FRA-1"]:focus').waitFor();
});

elementTest('<dip-frameworks> proposes one from a few fields, and signs it with the same click', async (stage) => {
  const page = await open(stage, []);
  await reads(page.locator('dip-frameworks'), /Er zijn nog geen raamovereenkomsten\./);
  stage.api.on('/v1/organisations', {
    body: pageOf([
      { id: PROVIDER.id, name: PROVIDER.name, type: 'producer' },
      { id: 'V9', name: 'De Waag', type: 'venue' },
      { id: 'X1', name: 'Kassasysteem', type: 'vendor' },
    ]),
  });
  await button(page, 'Nieuwe raamovereenkomst').click();
  await page.locator('dip-frameworks [name=with]:focus').waitFor();
  await button(page, 'Teken en stel voor').click();
  await page.getByText('Kies met wie.').waitFor();
  await page.getByText('Noem ten minste één onderdeel, of schrijf een tekst.').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  assert.deepEqual(await page.locator('dip-frameworks [name=with] option').allInnerTexts(), [
    '–',
    'De Waag',
    'Toneelmakerij Noord',
  ]);
  // Of two houses somebody says which of them plays.
  await page.locator('dip-frameworks [name=with]').selectOption('V9');
  await page.getByLabel('Wij zijn hierin').waitFor();
  await page.locator('dip-frameworks [name=with]').selectOption(PROVIDER.id);
  await page.getByLabel('Titel').fill('Raamovereenkomst 2027');
  await page.getByLabel('Geldt vanaf').fill('2027-01-01');
  await page.locator('dip-frameworks [data-adds="freeTickets"]').click();
  await page.getByLabel('Ten hoogste, per voorstelling').fill('veel');
  await button(page, 'Teken en stel voor').click();
  await page.getByText('Een heel getal.').waitFor();
  await page.getByLabel('Ten hoogste, per voorstelling').fill('20');
  const made = sampleFramework({ id: 'XD-FRA-2', title: 'Raamovereenkomst 2027', author: 'venue', signatures: [] });
  stage.api.on('POST /v1/frameworks', { status: 201, body: made });
  stage.api.on('POST /v1/frameworks/XD-FRA-2/sign', { body: made });
  stage.api.on('/v1/frameworks/XD-FRA-2', {
    body: {
      ...made,
      signatures: [{ side: 'venue', at: '2026-11-30T09:00:00.000Z', by: 'V1', person: 'Anna de Vries' }],
    },
  });
  await button(page, 'Teken en stel voor').click();
  await said(page, 'Je hebt getekend; nu is Toneelmakerij Noord aan zet.');
  await page.getByText('Versie 1 wacht op de handtekening van Toneelmakerij Noord.').waitFor();
  assert.deepEqual(
    sent(stage).map(({ path, body }) => [path, body]),
    [
      [
        '/v1/frameworks',
        {
          with: PROVIDER.id,
          title: 'Raamovereenkomst 2027',
          terms: { freeTickets: { max: 20 } },
          text: null,
          validFrom: '2027-01-01',
          validTo: null,
        },
      ],
      ['/v1/frameworks/XD-FRA-2/sign', { sha256: made.sha256 }],
    ],
  );
});

elementTest(
  '<dip-frameworks> shows the next version against what holds, and the one before on its own',
  async (stage) => {
    const page = await open(stage, [nextOfFramework(), signedFramework()], { width: 360, theme: 'dark' });
    await reads(page.locator('dip-frameworks'), /wacht op je handtekening versie 2 ✓ geldt versie 1/);
    await button(page, /^Open /).click();
    await page.getByText('Versie 1 blijft gelden tot beide kanten hebben getekend.').waitFor();
    await reads(page.locator('dip-frameworks .terms'), /max. 12 max. 20/);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await button(page, 'Bekijk versie 1').click();
    await page.locator('dip-frameworks .pill').getByText('geldt · versie 1').waitFor();
    await button(page, 'Terug naar de nieuwste versie').click();
    await page.locator('dip-frameworks .pill').getByText('versie 2').waitFor();
    await page.locator('dip-session').evaluate((session) => session.remove());
    await eventually(async () => assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 }));
  },
);

elementTest(
  '<dip-frameworks> shows what came first when two propose at once, and keeps what was typed',
  async (stage) => {
    stage.expect(/412/);
    const page = await open(stage, [signedFramework()]);
    await button(page, /^Open /).click();
    await button(page, 'Nieuwe versie voorstellen').click();
    await page.getByLabel('Ten hoogste, per voorstelling').fill('24');
    const theirs = nextOfFramework();
    stage.api.on('POST /v1/frameworks', { status: 412, body: { code: 'edit_clash', current: theirs } });
    stage.api.on(FRAMEWORK_PATH, { body: theirs });
    await button(page, 'Stel voor, teken later').click();
    await page.locator('dip-frameworks #clash:focus').waitFor();
    await page.locator('dip-frameworks .sure').getByText('max. 20').waitFor();
    assert.equal(await page.getByLabel('Ten hoogste, per voorstelling').inputValue(), '24');
    await button(page, 'Stel het mijne toch voor').click();
    stage.api.on('POST /v1/frameworks', { status: 201, body: nextOfFramework({ version: 3 }) });
    await button(page, 'Stel voor, teken later').click();
    await said(page, 'Het voorstel staat klaar voor Toneelmakerij Noord.');
    assert.deepEqual(
      sent(stage).map(({ headers, body }) => [headers['if-match'], (body as { framework?: string }).framework]),
      [
        ['"3"', 'XD-FRA-1'],
        ['"4"', 'XD-FRA-1'],
      ],
    );
  },
);

elementTest('<dip-frameworks> lets who may not sign look, and says so', async (stage) => {
  const page = await open(stage, [sampleFramework()], { lang: 'en' }, sampleMe('finance'));
  await page.getByText('You can look at this, not change it.').waitFor();
  assert.equal(await button(page, 'New framework agreement').count(), 0);
  await button(page, /^Open /).click();
  await page.getByText('Version 1 waits for your signature.').waitFor();
  assert.equal(await button(page, /Sign|Decline|Propose/).count(), 0);
});
