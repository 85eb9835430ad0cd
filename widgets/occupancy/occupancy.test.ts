import assert from 'node:assert/strict';
import { axeFindings, elementStage, inSession, ledgerOf, reads } from '../browser/element-stage.ts';
import {
  PERFORMANCE,
  sampleMonitor,
  sampleRow,
  sampleSeries,
  sampleTotals,
  SERIES_PATH,
} from '../browser/sample-answers.ts';

const { elementTest } = elementStage();
const ONE = `<dip-occupancy performance="${PERFORMANCE}"></dip-occupancy>`;

elementTest('<dip-occupancy> is one reading: sold, reserved, free, blocked and where others are', async (stage) => {
  stage.api.on(SERIES_PATH, { body: sampleSeries() });
  const page = await stage.open(inSession(stage.api.origin, ONE));
  await page.locator('dip-occupancy .bar').waitFor();
  const label = await page.locator('dip-occupancy .bar').getAttribute('aria-label');
  assert.equal(label, '243 van 640 stoelen verkocht, 38%. vergelijkbaar: 55% (mediaan van 24)');
  const parts = await page
    .locator('dip-occupancy .bar > rect, dip-occupancy .bar > line')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().width * 10) / 10));
  const [room = 1, sold = 0, reserved = 0, blocked = 0] = parts;
  assert.deepEqual(
    [sold, reserved, blocked].map((width) => Math.round((width / room) * 640)),
    [243, 18, 36],
  );
  const cells = await page.locator('dip-occupancy table td').allTextContents();
  assert.deepEqual(cells, ['243', '38%', '18', '3%', '343', '54%', '36', '6%', '640', '']);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-occupancy> of a production adds its performances up', async (stage) => {
  const filtered = sampleTotals({ performances: 24, capacity: 9_000, count: 5_210, reserved: 300, blocked: 600 });
  stage.api.on('/v1/monitor?limit=1&production=P', { body: sampleMonitor({ filtered }) });
  const page = await stage.open(inSession(stage.api.origin, '<dip-occupancy production="P"></dip-occupancy>'), {
    lang: 'en',
  });
  await page.locator('dip-occupancy .bar').waitFor();
  await reads(page.locator('dip-occupancy'), /^24 performances .* 5,210 of 9,000 seats sold, 58%/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-occupancy> never sticks out, however long the title', async (stage) => {
  const title = 'De lange lijdensweg van een onbegrepen kassamedewerker in de provincie';
  stage.api.on('/v1/performances/long/series', { body: sampleSeries(sampleRow({ title })) });
  const page = await stage.open(inSession(stage.api.origin, '<dip-occupancy performance="long"></dip-occupancy>'), {
    width: 360,
  });
  await page.locator('dip-occupancy caption').getByText(title).waitFor({ state: 'attached' });
  const { scrollWidth, clientWidth } = await page.locator('html').evaluate((html) => ({
    scrollWidth: html.scrollWidth,
    clientWidth: html.clientWidth,
  }));
  assert.equal(scrollWidth, clientWidth);
});

elementTest('<dip-occupancy> says what is sold out, too much, unknown or not there', async (stage) => {
  const of = (id: string, row: ReturnType<typeof sampleRow>): string => {
    stage.api.on(`/v1/performances/${id}/series`, { body: sampleSeries(row) });
    return `<dip-occupancy performance="${id}"></dip-occupancy>`;
  };
  stage.expect(/404/);
  const { figures } = sampleRow();
  const bodies = [
    of('full', sampleRow({ count: 640, available: 0, occupancy: 1 })),
    of('over', sampleRow({ count: 652, available: 0, occupancy: 652 / 640 })),
    of('open', sampleRow({ occupancy: null, figures: { ...figures, capacity: null } })),
    of('none', sampleRow({ count: null, occupancy: null })),
    '<dip-occupancy performance="gone"></dip-occupancy>',
  ];
  const page = await stage.open(inSession(stage.api.origin, bodies.join('')));
  await page.locator('dip-occupancy .trouble').waitFor();
  await page.locator('dip-occupancy .title').nth(3).waitFor();
  const one = (n: number) => page.locator('dip-occupancy').nth(n);
  await reads(one(0), /Uitverkocht: 640 van 640/);
  await reads(one(1), /12 meer dan de capaciteit/);
  await reads(one(2), /de capaciteit is niet bekend/);
  await reads(one(3), /Nog geen cijfers ontvangen/);
  await reads(one(4), /Dit is hier niet bekend/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-occupancy> waits, ages and leaves nothing behind', async (stage) => {
  stage.expect(/500/);
  stage.api.on(SERIES_PATH, 'hang');
  const page = await stage.open(inSession(stage.api.origin, ONE));
  await page.locator('dip-occupancy [aria-busy]').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on(SERIES_PATH, { body: sampleSeries(sampleRow(), { pollSeconds: 2 }) });
  await page.reload();
  await page.locator('dip-occupancy .bar').waitFor();
  stage.api.on(SERIES_PATH, { status: 500 });
  await page.locator('dip-occupancy .trouble').waitFor();
  await reads(page.locator('dip-occupancy'), /243 van 640.*Verversen lukt niet/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.evaluate(() => document.querySelector('dip-session')?.remove());
  assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 });
});
