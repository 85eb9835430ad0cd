import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, RunningDemo, skip } from '../journeys/running-demo.ts';

let demo: RunningDemo;
before(async () => {
  if (!skip) demo = await RunningDemo.start();
});
after(() => demo?.stop());

const PAGES = [
  { path: '', stands: ['dip-sales-monitor table', 'dip-link-list .lead'] },
  { path: 'cms-page/', stands: ['dip-kpi dl', 'dip-occupancy .bar', 'dip-sales-curve .ink svg'] },
  { path: 'intranet/', stands: ['dip-sales-monitor table'] },
];
const VIEWS = [
  { query: '', width: 1280 },
  { query: '?lang=en&theme=dark', width: 1280 },
  { query: '', width: 360 },
];

for (const { path, stands } of PAGES)
  for (const { query, width } of VIEWS)
    test(
      `the host page /${path}${query} at ${width} px: strict, quiet, in its own words, for everybody`,
      { skip },
      async () => {
        const { page, complaints } = await demo.page(width);
        await page.goto(demo.host + path + query);
        for (const selector of stands) {
          await page
            .locator(selector.split(' ')[0] ?? '')
            .first()
            .scrollIntoViewIfNeeded();
          await page.locator(selector).first().waitFor({ state: 'attached' });
        }
        assert.equal(await page.locator('html').getAttribute('lang'), query.includes('lang=en') ? 'en' : 'nl');
        assert.equal(await page.locator('.trouble').count(), 0);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(wider, 0, 'nothing sticks out');
        assert.deepEqual(await axeFindings(page, null), []);
        assert.deepEqual(complaints, []);
        await page.context().close();
      },
    );

test('a stranger gets no token from the page of another', { skip }, async () => {
  const answer = await fetch(`${demo.host}dip-token`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
  });
  assert.equal(answer.status, 403);
});
