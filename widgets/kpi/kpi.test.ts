import assert from 'node:assert/strict';
import { axeFindings, elementStage, eventually, inSession, ledgerOf, reads, textOf } from '../browser/element-stage.ts';
import {
  PERFORMANCE,
  sampleMonitor,
  sampleRow,
  sampleSeries,
  sampleTotals,
  SERIES_PATH,
} from '../browser/sample-answers.ts';

const { elementTest } = elementStage();
const TOTALS = '/v1/monitor?limit=1';

elementTest(
  '<dip-kpi> shows each of the six figures, rounded, with its change over 1, 7 and 28 days',
  async (stage) => {
    stage.api.on(TOTALS, { body: sampleMonitor() });
    const measures = ['tickets', 'amount', 'occupancy', 'average-price', 'reserved', 'blocked'];
    const page = await stage.open(
      inSession(stage.api.origin, measures.map((one) => `<dip-kpi measure="${one}"></dip-kpi>`).join('')),
    );
    await page.locator('dip-kpi dl').nth(5).waitFor();
    const texts = await Promise.all(measures.map((_, i) => textOf(page.locator('dip-kpi').nth(i))));
    assert.deepEqual(texts, [
      'Verkocht 48.210 1 dag +312 7 dagen +2.140 28 dagen +8.960',
      'Recette € 1,24mln 1 dag +8,4k 7 dagen +56,3k 28 dagen +231,9k',
      'Bezetting 63,4% 1 dag +0,4 7 dagen +2,8 28 dagen +11,2',
      'Gem. prijs € 25,71 1 dag −0,04 7 dagen +0,12 28 dagen +0,31',
      'Gereserveerd 1.906 1 dag −22 7 dagen +140 28 dagen +318',
      'Geblokkeerd 2.480 1 dag 0 7 dagen −60 28 dagen −212',
    ]);
    assert.equal(stage.host.tokensAsked, 1, 'one token for all');
    assert.equal(stage.api.calls.length, 1, 'one request for all');
    await page.locator('dip-kpi button').focus();
    await reads(page.locator('dip-kpi button'), /€ 1\.240\.312,50/);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  },
);

elementTest('<dip-kpi> says why a figure is unknown, and that a choice is empty', async (stage) => {
  const row = sampleRow({ amount: null, occupancy: null, figures: { ...sampleRow().figures, capacity: null } });
  stage.api.on(SERIES_PATH, { body: sampleSeries(row) });
  stage.api.on('/v1/monitor?limit=1&venue=V9', {
    body: sampleMonitor({ filtered: sampleTotals({ performances: 0, count: 0 }) }),
  });
  const page = await stage.open(
    inSession(
      stage.api.origin,
      `<dip-kpi performance="${PERFORMANCE}" measure="amount"></dip-kpi>
       <dip-kpi performance="${PERFORMANCE}" measure="occupancy"></dip-kpi><dip-kpi venue="V9"></dip-kpi>`,
    ),
  );
  await page.locator('dip-kpi .why').nth(2).waitFor();
  await reads(page.locator('dip-kpi').nth(0), /onbekend niet overal is het bedrag gemeld/);
  await reads(page.locator('dip-kpi').nth(1), /onbekend de capaciteit is niet bekend/);
  await reads(page.locator('dip-kpi').nth(2), /onbekend geen voorstellingen in deze keuze/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-kpi> keeps the height of its figure while it loads', async (stage) => {
  stage.api.on(TOTALS, 'hang');
  stage.api.on('/v1/monitor?limit=1&venue=V1', { body: sampleMonitor() });
  const page = await stage.open(inSession(stage.api.origin, '<dip-kpi></dip-kpi><dip-kpi venue="V1"></dip-kpi>'));
  await page.locator('dip-kpi dl').waitFor();
  await eventually(async () => {
    const heights = await page
      .locator('dip-kpi')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    assert.ok(Math.abs((heights[0] ?? 0) - (heights[1] ?? 1)) <= 2, String(heights));
  });
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-kpi> says an error in words, and tries again when asked', async (stage) => {
  stage.expect(/500/);
  stage.api.on(TOTALS, { status: 500 });
  const page = await stage.open(inSession(stage.api.origin, '<dip-kpi></dip-kpi>'), { lang: 'en' });
  await page.locator('dip-kpi [role=alert]').waitFor();
  await reads(page.locator('dip-kpi'), /not available for the moment.* Try again/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on(TOTALS, { body: sampleMonitor() });
  // The element asks again by itself as well, so the button may be gone before a slow hand reaches it.
  await page.evaluate(() => document.querySelector('dip-kpi')?.shadowRoot?.querySelector('button')?.click());
  await page.locator('dip-kpi dl').waitFor();
  await reads(page.locator('dip-kpi'), /^Sold 48,210 1 day \+312/);
});

elementTest('<dip-kpi> shows a new figure in place and says it politely', async (stage) => {
  stage.api.on(TOTALS, { body: sampleMonitor({ pollSeconds: 2 }) });
  const page = await stage.open(inSession(stage.api.origin, '<dip-kpi></dip-kpi>'));
  await page.locator('dip-kpi dl').waitFor();
  stage.api.on(TOTALS, { body: sampleMonitor({ totals: sampleTotals({ count: 48_222 }) }) });
  await page.locator('dip-kpi').getByText('48.222').first().waitFor();
  await eventually(async () =>
    assert.equal(await page.locator('dip-kpi [aria-live]').textContent(), 'Verkocht: 48.222'),
  );
});

elementTest('<dip-kpi> leaves nothing behind, and works again when it comes back or changes', async (stage) => {
  stage.api.on('/v1/monitor', { body: sampleMonitor() });
  const page = await stage.open(
    `<aside></aside>${inSession(stage.api.origin, '<div><dip-kpi></dip-kpi></div><p></p>')}`,
  );
  await page.locator('dip-kpi dl').waitFor();
  await page.evaluate(() => document.querySelector('p')?.append(document.querySelector('dip-kpi') as Node));
  await page.locator('p dip-kpi dl').waitFor();
  assert.equal(stage.api.calls.length, 1, 'a move asks nothing');
  await page.evaluate(() => document.querySelector('dip-kpi')?.setAttribute('measure', 'reserved'));
  await page.locator('dip-kpi').getByText('Gereserveerd').waitFor();
  assert.equal(stage.api.calls.length, 1, 'another measure of the same figures asks nothing');
  await page.evaluate(() => document.querySelector('dip-kpi')?.setAttribute('venue', 'V1'));
  await page.waitForFunction(() => document.querySelector('dip-kpi')?.shadowRoot?.querySelector('dl'));
  assert.equal(stage.api.calls.length, 2);
  await page.evaluate(() => document.querySelector('dip-kpi')?.removeAttribute('venue'));
  await eventually(() => assert.equal(stage.api.calls.at(-1)?.path, TOTALS, 'an attribute taken away is not set'));
  await page.locator('dip-kpi dl').waitFor();
  await page.evaluate(() => {
    Object.assign(globalThis, { kept: document.querySelector('dip-session') });
    document.querySelector('dip-session')?.remove();
  });
  const { listeners, timers, observers } = await ledgerOf(page);
  assert.deepEqual({ listeners, timers, observers }, { listeners: [], timers: 0, observers: 0 });
  await page.evaluate(() => document.querySelector('main')?.append((globalThis as unknown as { kept: Node }).kept));
  await page.locator('dip-kpi dl').waitFor();
});
