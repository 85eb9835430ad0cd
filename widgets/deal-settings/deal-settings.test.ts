import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { BillingProfile } from '#protocol';
import { PROVIDER } from '../browser/deal-answers.ts';
import { axeFindings, elementStage, inSession, reads, type ElementStage } from '../browser/element-stage.ts';
import { pageOf, sampleMe } from '../browser/people-answers.ts';

const { elementTest } = elementStage();
const ELEMENT = '<dip-deal-settings></dip-deal-settings>';
const [SETTINGS, BILLING, CONSENTS] = ['/v1/agreement-settings', '/v1/billing-profile', '/v1/self-billing'];
const TODAY = Date.parse('2026-11-30T09:00:00Z');
const profile = (changed: Partial<BillingProfile> = {}): BillingProfile => ({
  legalName: 'Stichting De Lantaarn',
  vatId: 'NL123456789B01',
  kvk: '12345678',
  street: 'Plein 1',
  postcode: '1234 AB',
  city: 'Noordstad',
  country: 'NL',
  iban: null,
  paymentDays: 14,
  email: null,
  numberPrefix: '2026-',
  zeroRate: null,
  ...changed,
});
const billing = (one: BillingProfile | null, revision = 3) => ({
  body: { organisation: 'V1', profile: one, revision, livemode: true },
});
const approval = (twoPeopleFrom: number | null) => ({
  body: { twoPeopleFrom, contactLinks: null, revision: 1, livemode: true },
});

async function open(
  stage: ElementStage,
  view: Parameters<ElementStage['open']>[1] = {},
  me = sampleMe(),
): Promise<Page> {
  stage.api.on(SETTINGS, approval(250_000));
  stage.api.on(BILLING, billing(profile()));
  stage.api.on(CONSENTS, { body: pageOf([]) });
  stage.api.on('/v1/me', { body: me });
  stage.api.on('/v1/organisations', { body: pageOf([{ id: PROVIDER.id, name: PROVIDER.name, type: 'producer' }]) });
  const page = await stage.open(inSession(stage.api.origin, ELEMENT), { clock: TODAY, ...view });
  await page.locator('dip-deal-settings #head').waitFor();
  return page;
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const said = (page: Page, words: string): Promise<void> =>
  page.locator('dip-deal-settings .said').getByText(words).waitFor();
const sent = (stage: ElementStage) => stage.api.calls.filter(({ method }) => method === 'PUT');

elementTest('<dip-deal-settings> says from which amount two people approve, and changes it', async (stage) => {
  const page = await open(stage);
  await page.getByText('Vanaf € 2.500,00 gegarandeerd geven twee verschillende mensen akkoord.').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await button(page, 'Wijzig hoe we akkoord geven').click();
  await page.locator('dip-deal-settings [name=two]:focus').waitFor();
  await page.locator('dip-deal-settings [name=from]').fill('veel');
  await button(page, 'Bewaar').click();
  await page.getByText('Dit is geen bedrag').waitFor();
  await page.locator('dip-deal-settings [name=from]').fill('4.000');
  await page.locator('dip-deal-settings [name=links]').selectOption('no');
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on(`PUT ${SETTINGS}`, approval(400_000));
  await button(page, 'Bewaar').click();
  await said(page, 'De regels voor akkoord zijn bewaard.');
  assert.deepEqual(sent(stage)[0]?.body, { twoPeopleFrom: 400_000, contactLinks: false });
});

elementTest(
  '<dip-deal-settings> says what an invoice still lacks, and takes it as it is written on paper',
  async (stage) => {
    const page = await open(stage);
    await page.getByText('Nog nodig voor een factuur van ons: IBAN.').waitFor();
    await button(page, 'Wijzig de factuurgegevens').click();
    const iban = page.locator('dip-deal-settings [name=iban]');
    await iban.fill('NL91 ABNA 0417 1643 01');
    await button(page, 'Bewaar').click();
    await page.getByText('Dit IBAN klopt niet').waitFor();
    await page.locator('dip-deal-settings [name=iban]:focus').waitFor();
    await iban.fill('nl91 abna 0417 1643 00');
    await page.locator('dip-deal-settings [name=zeroCategory]').selectOption('E');
    await button(page, 'Bewaar').click();
    await page.getByText('Vul dit in.').waitFor();
    await page.locator('dip-deal-settings [name=zeroReason]').fill('Artikel 11 Wet OB');
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    stage.api.on(`PUT ${BILLING}`, billing(profile()));
    await button(page, 'Bewaar').click();
    await said(page, 'De factuurgegevens zijn bewaard');
    assert.deepEqual(
      sent(stage)[0]?.body,
      profile({ iban: 'NL91ABNA0417164300', zeroRate: { category: 'E', reason: 'Artikel 11 Wet OB' } }),
    );
  },
);

elementTest('<dip-deal-settings> shows both when a colleague was first, and keeps what was typed', async (stage) => {
  stage.expect(/412/);
  const page = await open(stage);
  await button(page, 'Wijzig de factuurgegevens').click();
  await page.locator('dip-deal-settings [name=city]').fill('Zuidstad');
  const theirs = billing(profile({ city: 'Weststad' }), 4);
  stage.api.on(BILLING, theirs);
  stage.api.on(`PUT ${BILLING}`, ({ headers }) =>
    headers['if-match'] === '"4"'
      ? billing(profile({ city: 'Zuidstad' }), 5)
      : { status: 412, body: { code: 'edit_clash', current: theirs.body } },
  );
  await button(page, 'Bewaar').click();
  await page.locator('dip-deal-settings #clash:focus').waitFor();
  await page.locator('dip-deal-settings .sure').getByText('Weststad').waitFor();
  assert.equal(await page.locator('dip-deal-settings [name=city]').inputValue(), 'Zuidstad');
  assert.equal(sent(stage)[0]?.headers['if-match'], '"3"');
  await button(page, 'Bewaar het mijne toch').click();
  await button(page, 'Bewaar').click();
  await said(page, 'De factuurgegevens zijn bewaard');
  assert.equal((sent(stage)[1]?.body as BillingProfile | undefined)?.city, 'Zuidstad');
});

elementTest('<dip-deal-settings> gives a dated consent to make invoices, and ends it', async (stage) => {
  const page = await open(stage, { width: 360, theme: 'dark' });
  await button(page, 'Geef toestemming').click();
  await page.locator('dip-deal-settings option[value=P1]').waitFor({ state: 'attached' });
  await page.locator('dip-deal-settings [name=with]').selectOption(PROVIDER.id);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  const consent = { seller: 'V1', sellerName: 'De Lantaarn', buyer: PROVIDER.id, buyerName: PROVIDER.name };
  const given = { ...consent, from: '2026-11-30', to: null, numberPrefix: 'SB-' };
  stage.api.on(`PUT ${CONSENTS}`, { body: given });
  stage.api.on(CONSENTS, { body: pageOf([given]) });
  await page.locator('dip-deal-settings form [name=save]').click();
  await said(page, 'Toneelmakerij Noord heeft je toestemming.');
  await reads(page.locator('dip-deal-settings'), /Toneelmakerij Noord mag onze facturen maken vanaf ma 30 nov 2026/);
  await button(page, 'Beëindig de toestemming aan Toneelmakerij Noord').click();
  await page.locator('dip-deal-settings [name=to]').fill('2026-12-31');
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.locator('dip-deal-settings form [name=save]').click();
  await said(page, 'eindigt op die dag');
  assert.deepEqual(
    sent(stage).map(({ body }) => body),
    [
      { with: PROVIDER.id, from: '2026-11-30', numberPrefix: 'SB-' },
      { with: PROVIDER.id, from: '2026-11-30', to: '2026-12-31', numberPrefix: 'SB-' },
    ],
  );
});

elementTest('<dip-deal-settings> lets who may not change them look, and tells its troubles', async (stage) => {
  stage.expect(/500/);
  const page = await open(stage, { lang: 'en' }, sampleMe('finance'));
  await page.getByText('You can look at this, not change it.').waitFor();
  assert.equal(await page.getByRole('button').count(), 0);
  stage.api.on(BILLING, { status: 500, body: { code: 'internal' } });
  await page.reload();
  await page.getByRole('alert').waitFor();
});
