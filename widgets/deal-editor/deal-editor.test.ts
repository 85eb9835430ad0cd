import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Agreement, AgreementBody, Template } from '#protocol';
import {
  AGREEMENT_PATH,
  HALL_PATH,
  sampleAgreement,
  sampleHall,
  samplePerformance,
  sampleTerms,
} from '../browser/deal-answers.ts';
import {
  axeFindings,
  elementStage,
  eventually,
  inSession,
  reads,
  type ElementStage,
} from '../browser/element-stage.ts';
import { frameworkSummary, sampleTemplate, signedFramework } from '../browser/framework-answers.ts';
import { pageOf } from '../browser/people-answers.ts';

const { elementTest } = elementStage();
const EDITOR = '<dip-deal-editor agreement="XD-AGR-1"></dip-deal-editor>';
const template = (id: string, name: string, whom: string | null, share: number): Template =>
  sampleTemplate({ id, name, with: whom, terms: sampleTerms({ share }) });
const TEMPLATES = [
  template('XD-TPL-1', 'Voor allen', null, 60),
  template('XD-TPL-2', 'Met De Lantaarn', 'V1', 75),
  template('XD-TPL-3', 'Met een ander huis', 'V9', 50),
];
const draft = (changed: Partial<Agreement> = {}): Agreement =>
  sampleAgreement({
    state: 'draft',
    side: 'provider',
    turn: 'provider',
    may: ['edit', 'propose', 'withdraw'],
    ...changed,
  });

async function open(stage: ElementStage, from = draft()): Promise<Page> {
  stage.api.on(AGREEMENT_PATH, { body: from });
  stage.api.on(HALL_PATH, { body: sampleHall });
  stage.api.on('/v1/agreement-templates', { body: pageOf(TEMPLATES) });
  stage.api.on('/v1/frameworks', { body: pageOf([frameworkSummary(signedFramework())]) });
  const page = await stage.open(inSession(stage.api.origin, EDITOR));
  await page.locator('dip-deal-editor .sentence').waitFor();
  return page;
}
const sent = (stage: ElementStage, method: string) => stage.api.calls.filter((call) => call.method === method);
const said = (page: Page, words: string): Promise<void> =>
  page.locator('dip-deal-editor .said').getByText(words).waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

elementTest('<dip-deal-editor> reads the deal while it is typed, and saves and proposes it', async (stage) => {
  const page = await open(stage);
  stage.api.on(`PUT ${AGREEMENT_PATH}`, { body: draft({ revision: 3, terms: sampleTerms({ share: 75 }) }) });
  stage.api.on(`POST ${AGREEMENT_PATH}/propose`, { body: sampleAgreement({ revision: 4, side: 'provider', may: [] }) });
  await page.getByLabel('Deel van de producent (%)').fill('75');
  await page.locator('dip-deal-editor .sentence b').getByText('75%').waitFor();
  await page.locator('dip-deal-editor dip-deal-simulator').getByText('krijgt de producent € 7.190,36').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await button(page, 'Bewaar en stel voor').click();
  await said(page, 'Het voorstel is verstuurd');
  const [put] = sent(stage, 'PUT');
  assert.deepEqual(
    [put?.headers['if-match'], (put?.body as Agreement | undefined)?.terms],
    ['"2"', sampleTerms({ share: 75 })],
  );
  assert.equal(sent(stage, 'POST')[0]?.headers['if-match'], '"3"');
});

elementTest('<dip-deal-editor> asks only what the form needs, and says at the field what is wrong', async (stage) => {
  const page = await open(stage);
  await page.getByLabel('Vorm').selectOption('scale');
  await page.getByRole('button', { name: 'Voeg een regel toe' }).click();
  assert.equal(await page.getByLabel('Deel van de producent (%)').count(), 0);
  await page.getByRole('textbox', { name: 'Vanaf' }).fill('100');
  await page.getByLabel('Deel producent').fill('70');
  await button(page, 'Bewaar en stel voor').click();
  await page.getByText('De eerste trede begint bij 0.').waitFor();
  await said(page, 'Eén veld klopt nog niet');
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  assert.equal(sent(stage, 'PUT').length, 0);
  await page.getByLabel('Vorm').selectOption('split');
  assert.equal(await page.getByLabel('Deel van de producent (%)').inputValue(), '80');
});

elementTest('<dip-deal-editor> shows both when a colleague was first, and keeps what was typed', async (stage) => {
  stage.expect(/412/);
  const page = await open(stage);
  const theirs = draft({ revision: 5, terms: sampleTerms({ share: 70 }) });
  stage.api.on(`PUT ${AGREEMENT_PATH}`, { status: 412, body: { code: 'edit_clash', current: theirs } });
  await page.getByLabel('Deel van de producent (%)').fill('75');
  await button(page, 'Bewaar concept').click();
  await page.locator('dip-deal-editor #clash:focus').waitFor();
  await page.locator('dip-deal-editor .sure').getByText('ontvangt 70%').waitFor();
  assert.equal(await page.getByLabel('Deel van de producent (%)').inputValue(), '75');
  stage.api.on(`PUT ${AGREEMENT_PATH}`, { body: draft({ revision: 6 }) });
  await button(page, 'Bewaar het mijne toch').click();
  await button(page, 'Bewaar concept').click();
  await said(page, 'Het concept is bewaard');
  assert.equal(sent(stage, 'PUT').at(-1)?.headers['if-match'], '"5"');
});

elementTest('<dip-deal-editor> begins a change of an approved agreement', async (stage) => {
  const page = await open(stage, draft({ state: 'approved', approvedVersion: 1, turn: null, may: ['amend'] }));
  stage.api.on(`POST ${AGREEMENT_PATH}/amend`, { body: draft({ version: 2, revision: 3 }) });
  await page.getByText('Versie 1 blijft gelden').waitFor();
  await page.getByRole('textbox', { name: 'Garantie aan de producent, excl. btw' }).fill('5000');
  await button(page, 'Bewaar wijziging als concept').click();
  await said(page, 'Het concept is bewaard');
  assert.deepEqual(sent(stage, 'POST')[0]?.body, { version: 1, terms: sampleTerms({ guaranteeProvider: 500_000 }) });
});

elementTest('<dip-deal-editor> begins with a template of the pair, and gives back what was there', async (stage) => {
  const page = await open(stage);
  const begin = page.getByLabel('Begin met');
  await begin.waitFor();
  assert.deepEqual(await begin.locator('option').allInnerTexts(), [
    'wat er staat',
    'sjabloon Met De Lantaarn',
    'sjabloon Voor allen',
  ]);
  const share = page.getByLabel('Deel van de producent (%)');
  await share.fill('71');
  await begin.selectOption('XD-TPL-2');
  await eventually(async () => assert.equal(await share.inputValue(), '75'));
  await begin.selectOption('');
  await eventually(async () => assert.equal(await share.inputValue(), '71'));
});

elementTest('<dip-deal-editor> says where the deal deviates from its framework, while it is typed', async (stage) => {
  stage.expect(/400/);
  const page = await open(stage, draft({ framework: null, terms: sampleTerms({ freeTickets: { max: 20 } }) }));
  const under = page.getByLabel('Valt onder');
  await under.selectOption('XD-FRA-1');
  const deviates = page.locator('dip-deal-editor .deviates');
  await reads(
    deviates,
    /Wijkt op één punt af van Raamovereenkomst 2026.*Vrijkaarten: max\. 20 in de raamovereenkomst: max\. 12/,
  );
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await button(page, 'Neem over wat de raamovereenkomst zegt').click();
  await page.getByText('Wijkt niet af van Raamovereenkomst 2026.').waitFor();
  stage.api.on(`PUT ${AGREEMENT_PATH}`, {
    status: 400,
    body: { code: 'invalid_request', errors: [{ pointer: '/framework', detail: 'it holds from 2027-01-01 on' }] },
  });
  await button(page, 'Bewaar concept').click();
  await page.getByText('Deze raamovereenkomst geldt niet op al deze speeldata').waitFor();
  stage.api.on(`PUT ${AGREEMENT_PATH}`, { body: draft({ revision: 3 }) });
  await button(page, 'Bewaar concept').click();
  await said(page, 'Het concept is bewaard');
  const body = sent(stage, 'PUT').at(-1)?.body as Agreement | undefined;
  assert.deepEqual([body?.framework, body?.terms.freeTickets], ['XD-FRA-1', { max: 12 }]);
});

elementTest(
  '<dip-deal-editor> adds and removes performances of a draft, and not those of another deal',
  async (stage) => {
    const page = await open(stage);
    stage.api.on(`PUT ${AGREEMENT_PATH}`, { body: draft({ revision: 3 }) });
    stage.api.on('/v1/performances', {
      body: pageOf([samplePerformance(1), samplePerformance(2, { startsAt: '2026-12-10T19:15:00Z' })]),
    });
    stage.api.on('/v1/agreements', { body: pageOf([draft()]) });
    await page.getByText('1 voorstelling: bekijk of wijzig').click();
    const first = page.getByRole('checkbox', { name: 'wo 9 dec 2026, 20:15, Grote Zaal' });
    await eventually(async () => assert.equal(await first.isChecked(), true));
    await first.uncheck();
    await button(page, 'Bewaar concept').click();
    await page.getByText('Kies ten minste één voorstelling.').waitFor();
    assert.equal(sent(stage, 'PUT').length, 0);
    await page.getByRole('checkbox', { name: 'do 10 dec 2026, 20:15, Grote Zaal' }).check();
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await button(page, 'Bewaar concept').click();
    await said(page, 'Het concept is bewaard.');
    assert.deepEqual((sent(stage, 'PUT')[0]?.body as AgreementBody | undefined)?.performances, ['NL-26-101-0000042|2']);
  },
);
