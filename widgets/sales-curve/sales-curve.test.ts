import assert from 'node:assert/strict';
import { axeFindings, counts, elementStage, eventually, inSession, ledgerOf, reads } from '../browser/element-stage.ts';
import { PERFORMANCE, sampleRow, sampleSeries, SERIES_PATH } from '../browser/sample-answers.ts';

const { elementTest } = elementStage();
const CURVE = `<h2>Verloop</h2><dip-sales-curve performance="${PERFORMANCE}"></dip-sales-curve>`;
const OWN = 'dip-sales-curve .ink svg .mark-line path';

elementTest('<dip-sales-curve> draws under the strict policy, says its finding and has its table', async (stage) => {
  stage.api.on(SERIES_PATH, { body: sampleSeries() });
  const page = await stage.open(inSession(stage.api.origin, CURVE));
  await page.locator(OWN).first().waitFor({ state: 'attached' });
  await reads(
    page.locator('dip-sales-curve h3'),
    /^Nachtvlucht loopt 118 kaarten achter op vergelijkbare voorstellingen$/,
  );
  await eventually(async () => {
    const texts = (await page.locator('dip-sales-curve .ink svg text').allTextContents()).join(' ');
    for (const label of ['243 verkocht', '361 bij vergelijkbare', 'capaciteit 640', 'nu', '9 dec'])
      assert.ok(texts.includes(label), label);
  });
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.getByRole('button', { name: 'Toon als tabel' }).click();
  await counts(page.locator('dip-sales-curve tbody tr'), 105);
  await page.locator('dip-sales-curve .drawing').focus();
  await page.keyboard.press('End');
  await reads(page.locator('dip-sales-curve .reading'), /ma 23 nov.*243 verkocht/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-sales-curve> loads no chart before it comes near the window', async (stage) => {
  stage.api.on(SERIES_PATH, { body: sampleSeries() });
  // Far from the first moment on, also on a page whose policy refuses a style of its own.
  const page = await stage.open(inSession(stage.api.origin, `${'<br>'.repeat(200)}${CURVE}`));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload();
  await page.locator('dip-sales-curve h3').waitFor();
  await page.waitForLoadState('networkidle');
  const charts = (): number => asked.filter((url) => url.includes('/curve-chart')).length;
  assert.equal(charts(), 0);
  await page.locator('dip-sales-curve').scrollIntoViewIfNeeded();
  await page.locator(OWN).first().waitFor({ state: 'attached' });
  assert.equal(charts(), 1);
});

elementTest('<dip-sales-curve> redraws for its width, another unit and another language', async (stage) => {
  stage.api.on(SERIES_PATH, { body: sampleSeries() });
  const page = await stage.open(inSession(stage.api.origin, CURVE));
  await page.locator(OWN).first().waitFor({ state: 'attached' });
  await page.setViewportSize({ width: 360, height: 800 });
  await page.waitForFunction(() => {
    const svg = document.querySelector('dip-sales-curve')?.shadowRoot?.querySelector('.ink svg');
    return Number(svg?.getAttribute('width')) < 340;
  });
  await page.locator('dip-sales-curve').getByText('Recette').click();
  await page.locator('dip-sales-curve .ink svg').getByText('€').first().waitFor();
  await page.evaluate(() => document.querySelector('dip-session')?.setAttribute('locale', 'en'));
  await page.locator('dip-sales-curve .ink svg').getByText('9 Dec').first().waitFor();
  assert.equal(stage.api.calls.length, 1);
});

elementTest('<dip-sales-curve> waits, is empty, fails and ages in words', async (stage) => {
  stage.expect(/500/);
  stage.api.on(SERIES_PATH, 'hang');
  const page = await stage.open(inSession(stage.api.origin, CURVE));
  await page.locator('dip-sales-curve [aria-busy]').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  const none = sampleRow({ count: null, figures: { ...sampleRow().figures, capacity: null } });
  stage.api.on(SERIES_PATH, { body: sampleSeries(none, { points: [], benchmark: { reason: 'too_few_venues' } }) });
  await page.reload();
  await page.locator('dip-sales-curve h3').waitFor();
  await counts(page.locator('dip-sales-curve .drawing'), 0);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on(SERIES_PATH, { body: sampleSeries(sampleRow(), { pollSeconds: 2 }) });
  await page.reload();
  await page.locator(OWN).first().waitFor({ state: 'attached' });
  stage.api.on(SERIES_PATH, { status: 500 });
  await page.locator('dip-sales-curve .trouble').waitFor();
  await reads(page.locator('dip-sales-curve'), /118 kaarten achter.*Verversen lukt niet/);
  await page.reload();
  await page.locator('dip-sales-curve [role=alert]').waitFor();
  await page.evaluate(() => document.querySelector('dip-sales-curve')?.removeAttribute('performance'));
  await page.locator('dip-sales-curve').getByText('Een instelling van dit onderdeel klopt niet').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-sales-curve> twice on a page, moved and removed: one request, nothing left', async (stage) => {
  stage.api.on(SERIES_PATH, { body: sampleSeries() });
  const page = await stage.open(inSession(stage.api.origin, `${CURVE}<div>${CURVE}</div>`));
  await page.locator(OWN).nth(2).waitFor({ state: 'attached' });
  const same = await page.evaluate(() => {
    const curve = document.querySelector('div dip-sales-curve') as HTMLElement;
    const svg = curve.shadowRoot?.querySelector('.ink svg');
    document.querySelector('dip-session')?.prepend(curve);
    return new Promise((resolve) =>
      setTimeout(() => resolve(svg === curve.shadowRoot?.querySelector('.ink svg')), 100),
    );
  });
  assert.equal(same, true, 'a moved curve keeps its drawing');
  assert.equal(stage.api.calls.length, 1);
  await page.evaluate(() => document.querySelector('dip-session')?.remove());
  await eventually(async () => assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 }));
});
