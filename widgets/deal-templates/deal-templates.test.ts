import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Template } from '#protocol';
import { PROVIDER, sampleTerms } from '../browser/deal-answers.ts';
import {
  axeFindings,
  elementStage,
  eventually,
  inSession,
  ledgerOf,
  reads,
  type ElementStage,
} from '../browser/element-stage.ts';
import { sampleTemplate } from '../browser/framework-answers.ts';
import { pageOf, sampleMe } from '../browser/people-answers.ts';

const { elementTest } = elementStage();
const LIST = '<dip-deal-templates></dip-deal-templates>';
const PATH = '/v1/agreement-templates';

async function open(
  stage: ElementStage,
  of: readonly Template[] = [sampleTemplate()],
  view: Parameters<ElementStage['open']>[1] = {},
  me = sampleMe(),
): Promise<Page> {
  stage.api.on(PATH, { body: pageOf(of) });
  stage.api.on('/v1/me', { body: me });
  stage.api.on('/v1/organisations', { body: pageOf([{ id: PROVIDER.id, name: PROVIDER.name, type: 'producer' }]) });
  const page = await stage.open(inSession(stage.api.origin, LIST), view);
  await page.locator('dip-deal-templates #head').waitFor();
  return page;
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const said = (page: Page, words: string): Promise<void> =>
  page.locator('dip-deal-templates .said').getByText(words).waitFor();
const sent = (stage: ElementStage, method: string) => stage.api.calls.filter((call) => call.method === method);

elementTest('<dip-deal-templates> reads each template as the deal it begins, and keeps a new one', async (stage) => {
  const page = await open(stage);
  await reads(
    page.locator('dip-deal-templates'),
    /Eén sjabloon .* Partage 80\/20 met garantie Voor afspraken met Toneelmakerij Noord .* 80%/,
  );
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await button(page, 'Nieuw sjabloon').click();
  await page.locator('dip-deal-templates [name=name]:focus').waitFor();
  await button(page, 'Bewaar').click();
  await page.getByText('Geef een naam van ten hoogste 120 tekens.').waitFor();
  await page.locator('dip-deal-templates [name=name]').fill('Uitkoop');
  await page.getByLabel('Vorm').selectOption('buyout');
  await button(page, 'Bewaar').click();
  await said(page, 'Eén veld klopt nog niet.');
  await page.getByText('Vul dit in.').waitFor();
  await page.locator('dip-deal-templates #template-fee').fill('4.500');
  await page.locator('dip-deal-templates .cols .sentence').getByText('€ 4.500,00').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.locator('dip-deal-templates [name=with]').selectOption(PROVIDER.id);
  stage.api.on(`POST ${PATH}`, { status: 201, body: sampleTemplate({ id: 'XD-TPL-2', name: 'Uitkoop' }) });
  await button(page, 'Bewaar').click();
  await said(page, 'Uitkoop is bewaard.');
  assert.deepEqual(sent(stage, 'POST')[0]?.body, {
    name: 'Uitkoop',
    with: PROVIDER.id,
    terms: { form: 'buyout', currency: 'EUR', fee: 450_000 },
  });
});

elementTest('<dip-deal-templates> shows both when a colleague was first, and keeps what was typed', async (stage) => {
  stage.expect(/412/);
  const page = await open(stage);
  await button(page, 'Wijzig Partage 80/20 met garantie').click();
  await page.getByLabel('Deel van de producent (%)').fill('75');
  const theirs = sampleTemplate({ revision: 4, terms: sampleTerms({ share: 70 }) });
  stage.api.on(`PUT ${PATH}/XD-TPL-1`, { status: 412, body: { code: 'edit_clash', current: theirs } });
  await button(page, 'Bewaar').click();
  await page.locator('dip-deal-templates #clash:focus').waitFor();
  await page.locator('dip-deal-templates .sure .sentence').getByText('70%').waitFor();
  assert.equal(await page.getByLabel('Deel van de producent (%)').inputValue(), '75');
  await button(page, 'Bewaar het mijne toch').click();
  stage.api.on(`PUT ${PATH}/XD-TPL-1`, { body: sampleTemplate({ revision: 5 }) });
  await button(page, 'Bewaar').click();
  await said(page, 'is gewijzigd');
  assert.deepEqual(
    sent(stage, 'PUT').map(({ headers }) => headers['if-match']),
    ['"3"', '"4"'],
  );
});

elementTest('<dip-deal-templates> asks before one is removed', async (stage) => {
  const page = await open(stage, [sampleTemplate()], { width: 360, theme: 'dark' });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  await page.locator('dip-deal-templates .acts [data-opens="remove XD-TPL-1"]').click();
  await page.locator('dip-deal-templates .no:focus').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on(`DELETE ${PATH}/XD-TPL-1`, { body: { id: 'XD-TPL-1', removed: true } });
  stage.api.on(PATH, { body: pageOf([]) });
  await page.locator('dip-deal-templates .warn').click();
  await said(page, 'is verwijderd.');
  await page.getByText('Er zijn nog geen sjablonen.').waitFor();
  await page.locator('dip-session').evaluate((session) => session.remove());
  await eventually(async () => assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 }));
});

elementTest('<dip-deal-templates> lets who may not change them look, and tells its troubles', async (stage) => {
  stage.expect(/500/);
  const page = await open(stage, [sampleTemplate()], { lang: 'en' }, sampleMe('finance'));
  await page.getByText('You can look at this, not change it.').waitFor();
  assert.equal(await page.getByRole('button').count(), 0);
  stage.api.on(PATH, { status: 500, body: { code: 'internal' } });
  await page.reload();
  await page.getByRole('alert').waitFor();
});
