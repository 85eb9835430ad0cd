import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Me } from '#protocol';
import {
  AGREEMENT_PATH,
  HALL_PATH,
  sampleAgreement,
  sampleHall,
  samplePerformance,
  sampleTerms,
  summaryOf,
} from '../browser/deal-answers.ts';
import {
  axeFindings,
  counts,
  elementStage,
  eventually,
  inSession,
  ledgerOf,
  reads,
  textOf,
  type ElementStage,
} from '../browser/element-stage.ts';
import { AGENCY, pageOf, sampleMe } from '../browser/people-answers.ts';

const { elementTest } = elementStage();
const LIST = '<dip-agreements></dip-agreements>';
const PRODUCTION = 'NL-26-101-0000042';
const tour = () =>
  ['De Lantaarn', 'De Waag', 'Het Veerhuis'].map((name, i) =>
    summaryOf(
      sampleAgreement({
        id: `XD-AGR-${i + 1}`,
        venue: { id: `V${i + 1}`, name },
        side: 'provider',
        ...(i === 0 ? { approvedVersion: 1 } : { state: 'draft' as const, turn: 'provider' as const }),
        figures: {
          currency: 'EUR',
          basis: 'per_performance',
          share: 80,
          guaranteeProvider: 450_000 - i * 100_000,
          floor: 450_000 - i * 100_000,
          holds: i === 0,
        },
      }),
    ),
  );

async function open(
  stage: ElementStage,
  view: Parameters<ElementStage['open']>[1] = {},
  organisation: Me['organisation'] = sampleMe().organisation,
): Promise<Page> {
  stage.api.on('/v1/agreements', { body: pageOf(tour()) });
  stage.api.on('/v1/me', { body: sampleMe('admin', { organisation }) });
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
  assert.match(
    text,
    /De Lantaarn wo 9 dec 2026 partage 80\/20 garantie € 4\.500,00 € 4\.500,00 ▲ voorgesteld versie 1 De Lantaarn/,
  );
  assert.match(text, /De Waag .* garantie € 3\.500,00 € 3\.500,00 zodra akkoord ○ concept versie 1 jij/);
  assert.match(text, /Samen, 1 afspraak geldt € 4\.500,00 en € 6\.000,00 zodra akkoord/);
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

/** What is asked when somebody begins. */
function begins(stage: ElementStage, provider: string): void {
  stage.api.on('/v1/productions', { body: pageOf([{ id: PRODUCTION, title: 'Nachtvlucht', provider }]) });
  stage.api.on('/v1/agreement-templates', {
    body: pageOf([
      { id: 'XD-TPL-1', name: 'Standaard', with: null, terms: sampleTerms(), updatedAt: '2026-11-01T00:00:00Z' },
    ]),
  });
}

elementTest('<dip-agreements> drafts a tour from a template', async (stage) => {
  const page = await open(stage, {}, AGENCY);
  begins(stage, 'P1');
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
  await page.locator(`dip-agreements #production option[value="${PRODUCTION}"]`).waitFor({ state: 'attached' });
  await page.locator('dip-agreements #production').selectOption(PRODUCTION);
  await page.getByLabel('Begin met').selectOption('XD-TPL-1');
  await eventually(async () => assert.equal(await page.getByLabel('Deel van de producent (%)').inputValue(), '80'));
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.getByRole('button', { name: 'Maak concepten' }).click();
  await page.locator('dip-agreements #results').getByText('heeft al een afspraak').waitFor();
  assert.deepEqual(sent(stage)[0]?.body, { production: PRODUCTION, terms: sampleTerms() });
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

elementTest(
  '<dip-agreements> lets a house begin a deal about performances that it picks, by keyboard',
  async (stage) => {
    const page = await open(stage, { clock: Date.parse('2026-11-30T09:00:00Z') });
    begins(stage, 'P1');
    stage.api.on('/v1/performances', {
      body: pageOf([
        samplePerformance(2, { startsAt: '2026-11-01T19:15:00Z' }),
        samplePerformance(1),
        samplePerformance(3, { startsAt: '2026-12-10T13:00:00Z', hallName: 'Kleine Zaal' }),
        samplePerformance(4, { startsAt: '2026-12-11T19:15:00Z', status: 'cancelled' }),
        samplePerformance(5, { startsAt: '2026-12-12T19:15:00Z' }),
      ]),
    });
    const made = sampleAgreement({ id: 'XD-AGR-9', state: 'draft', side: 'venue', turn: 'venue', may: ['edit'] });
    stage.api.on('POST /v1/agreements', { status: 201, body: made });
    stage.api.on('/v1/agreements/XD-AGR-9', { body: made });
    stage.api.on(HALL_PATH, { body: sampleHall });
    await page.getByRole('button', { name: 'Nieuwe afspraken' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('dip-agreements #production:focus').waitFor();
    // Without productions of its own in other houses there is no tour to choose.
    assert.equal(await page.getByRole('radio').count(), 0);
    await page.keyboard.press('N');
    await page.locator('dip-performance-picker tbody tr').first().waitFor();
    const rows = page.locator('dip-performance-picker tbody tr');
    await counts(rows, 4);
    await reads(rows.nth(0), /wo 9 dec 2026 20:15 Grote Zaal heeft een afspraak: concept/);
    await reads(rows.nth(2), /vr 11 dec 2026 20:15 Grote Zaal vervallen/);
    assert.equal(await page.getByRole('checkbox', { name: 'wo 9 dec 2026, 20:15, Grote Zaal' }).isDisabled(), true);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await page.getByRole('button', { name: 'Maak concept' }).press('Enter');
    await page.getByText('Kies ten minste één voorstelling.').waitFor();
    await page.locator('dip-performance-picker #hall').selectOption('Kleine Zaal');
    await counts(rows, 1);
    await page.getByRole('checkbox', { name: 'do 10 dec 2026, 14:00, Kleine Zaal' }).press('Space');
    await page.locator('dip-performance-picker #hall').selectOption('Grote Zaal');
    await counts(rows, 4);
    await page.getByRole('checkbox', { name: 'za 12 dec 2026, 20:15, Grote Zaal' }).press('Space');
    await page.getByText('2 voorstellingen gekozen.').waitFor();
    await page.getByLabel('Begin met').selectOption('XD-TPL-1');
    await page.getByRole('button', { name: 'Maak concept' }).press('Enter');
    await page.locator('dip-contract-view .terms').waitFor();
    await page.getByText('Het concept is gemaakt.').waitFor();
    assert.deepEqual(sent(stage)[0]?.body, {
      performances: [`${PRODUCTION}|3`, `${PRODUCTION}|5`],
      terms: sampleTerms(),
    });
  },
);

elementTest('<dip-agreements> says what is opened, and follows a host that goes back', async (stage) => {
  stage.api.on(AGREEMENT_PATH, { body: sampleAgreement() });
  stage.api.on(HALL_PATH, { body: sampleHall });
  stage.api.on('/v1/statements', { body: pageOf([]) });
  const page = await open(stage);
  await page.evaluate(() => {
    const heard: string[] = [];
    document.addEventListener('dip-agreement-opened', (event) =>
      heard.push((event as unknown as { agreement: string }).agreement),
    );
    Object.assign(globalThis, { heard, before: history.length });
  });
  await page.getByRole('button', { name: 'Open Nachtvlucht · De Lantaarn' }).click();
  await page.locator('dip-agreements #back:focus').waitFor();
  await page.locator('dip-agreements').evaluate((element) => element.setAttribute('agreement', ''));
  await page.locator('[data-opens="XD-AGR-1"]:focus').waitFor();
  await page.locator('dip-agreements').evaluate((element) => element.setAttribute('agreement', 'XD-AGR-1'));
  await page.locator('dip-agreements #back:focus').waitFor();
  await page.getByRole('button', { name: 'Terug naar de lijst' }).click();
  await page.locator('[data-opens="XD-AGR-1"]:focus').waitFor();
  const { heard, grown, path } = await page.evaluate(() => {
    const kept = globalThis as unknown as { heard: string[]; before: number };
    return { heard: kept.heard, grown: history.length - kept.before, path: location.pathname };
  });
  // What a host did itself is not told to it.
  assert.deepEqual([heard, grown, path], [['XD-AGR-1', ''], 0, '/']);
});
