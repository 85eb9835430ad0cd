import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import {
  AGREEMENT_PATH,
  HALL_PATH,
  sampleAgreement,
  sampleHall,
  sampleTerms,
  summaryOf,
} from '../browser/deal-answers.ts';
import {
  axeFindings,
  elementStage,
  eventually,
  inSession,
  ledgerOf,
  textOf,
  type ElementStage,
} from '../browser/element-stage.ts';
import { pageOf, sampleMe } from '../browser/people-answers.ts';

const { elementTest } = elementStage();
const LIST = '<dip-agreements></dip-agreements>';
const tour = () =>
  ['De Lantaarn', 'De Waag', 'Het Veerhuis'].map((name, i) =>
    summaryOf(
      sampleAgreement({
        id: `XD-AGR-${i + 1}`,
        venue: { id: `V${i + 1}`, name },
        side: 'provider',
        ...(i === 0 ? { approvedVersion: 1 } : { state: 'draft' as const, turn: 'provider' as const }),
      }),
    ),
  );

async function open(stage: ElementStage, view: Parameters<ElementStage['open']>[1] = {}): Promise<Page> {
  stage.api.on('/v1/agreements', { body: pageOf(tour()) });
  stage.api.on('/v1/me', { body: sampleMe() });
  const page = await stage.open(inSession(stage.api.origin, LIST), view);
  await page.locator('dip-agreements .list').waitFor();
  await page.locator('dip-agreements .pick').first().waitFor();
  return page;
}
const sent = (stage: ElementStage) => stage.api.calls.filter(({ method }) => method === 'POST');

elementTest('<dip-agreements> says which deals wait for whom', async (stage) => {
  const page = await open(stage);
  const text = await textOf(page.locator('dip-agreements'));
  assert.match(text, /3 afspraken, 2 wachten op jou\./);
  assert.match(text, /Nachtvlucht De Lantaarn wo 9 dec 2026 partage ▲ voorgesteld versie 1 De Lantaarn/);
  assert.match(text, /Nachtvlucht De Waag wo 9 dec 2026 partage ○ concept versie 1 jij/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-agreements> proposes many at once, and says which did not work', async (stage) => {
  stage.expect(/409/);
  const page = await open(stage);
  stage.api.on('POST /v1/agreements/XD-AGR-2/propose', { body: sampleAgreement() });
  stage.api.on('POST /v1/agreements/XD-AGR-3/propose', { status: 409, body: { code: 'conflict' } });
  await page.getByRole('checkbox', { name: 'Kies alle concepten op deze pagina' }).check();
  await page.getByRole('button', { name: 'Stel 2 concepten voor' }).click();
  await page.locator('dip-agreements .said').getByText('1 voorstel is verstuurd; 1 niet, zie hieronder.').waitFor();
  await page
    .getByRole('row', { name: /Het Veerhuis/ })
    .getByText('dit kan nu niet')
    .waitFor();
  assert.equal(await page.getByRole('checkbox', { name: 'Kies Nachtvlucht · Het Veerhuis' }).isChecked(), true);
  assert.deepEqual(
    sent(stage).map(({ path }) => path),
    ['/v1/agreements/XD-AGR-2/propose', '/v1/agreements/XD-AGR-3/propose'],
  );
});

elementTest('<dip-agreements> mails a reminder to who has to decide', async (stage) => {
  const page = await open(stage);
  stage.api.on('POST /v1/agreements/XD-AGR-1/links', { status: 201, body: {} });
  await page.getByRole('checkbox', { name: 'Kies Nachtvlucht · De Lantaarn' }).check();
  await page.getByRole('button', { name: 'Mail 1 herinnering' }).click();
  await page.locator('dip-agreements .said').getByText('1 herinnering is gemaild.').waitFor();
});

elementTest('<dip-agreements> asks for what the filters keep', async (stage) => {
  const page = await open(stage);
  stage.api.on('/v1/agreements?limit=100&state=approved&turn=mine&q=waag', { body: pageOf([]) });
  await page.getByLabel('Stand').selectOption('approved');
  await page.getByLabel('Jij bent aan zet').check();
  await page.getByLabel('Zoek op titel').fill('waag');
  await page.getByText('Geen afspraak past bij deze keuze.').waitFor();
  await page.getByRole('button', { name: 'Toon alles' }).click();
  await page.locator('dip-agreements .list').waitFor();
});

elementTest('<dip-agreements> drafts a tour from a template', async (stage) => {
  const page = await open(stage);
  stage.api.on('/v1/productions', { body: pageOf([{ id: 'NL-26-101-0000042', title: 'Nachtvlucht' }]) });
  stage.api.on('/v1/agreement-templates', {
    body: pageOf([
      { id: 'XD-TPL-1', name: 'Standaard', with: null, terms: sampleTerms(), updatedAt: '2026-11-01T00:00:00Z' },
    ]),
  });
  stage.api.on('POST /v1/agreements/tour', {
    status: 207,
    body: {
      results: [
        { venue: 'V1', outcome: 'exists', agreement: 'XD-AGR-1', performances: 0 },
        { venue: 'V2', outcome: 'created', agreement: 'XD-AGR-9', performances: 2 },
      ],
      left: 0,
      livemode: true,
    },
  });
  await page.getByRole('button', { name: 'Nieuwe afspraken' }).click();
  await page.locator('dip-agreements #production:focus').waitFor();
  await page.getByRole('button', { name: 'Maak concepten' }).click();
  await page.getByText('Kies een voorstelling.').waitFor();
  await page.locator('dip-agreements #production option[value="NL-26-101-0000042"]').waitFor({ state: 'attached' });
  await page.locator('dip-agreements #production').selectOption('NL-26-101-0000042');
  await page.getByLabel('Begin met').selectOption('XD-TPL-1');
  await eventually(async () => assert.equal(await page.getByLabel('Deel van de producent (%)').inputValue(), '80'));
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.getByRole('button', { name: 'Maak concepten' }).click();
  await page.locator('dip-agreements #results').getByText('heeft al een afspraak').waitFor();
  assert.deepEqual(sent(stage)[0]?.body, { production: 'NL-26-101-0000042', terms: sampleTerms() });
});

elementTest('<dip-agreements> opens a deal and comes back to its row', async (stage) => {
  stage.api.on(AGREEMENT_PATH, { body: sampleAgreement() });
  stage.api.on(HALL_PATH, { body: sampleHall });
  stage.api.on('/v1/statements', { body: pageOf([]) });
  const page = await open(stage, { width: 360, theme: 'dark' });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.getByRole('button', { name: 'Open Nachtvlucht · De Lantaarn' }).click();
  await page.locator('dip-contract-view .terms').waitFor();
  // Of a version in force the settlement stands there too.
  await page.getByText('Van deze afspraak is nog niets afgerekend.').waitFor();
  await page.getByRole('button', { name: 'Terug naar de lijst' }).click();
  await page.locator('[data-opens="XD-AGR-1"]:focus').waitFor();
  await page.locator('dip-session').evaluate((session) => session.remove());
  await eventually(async () => assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 }));
});
