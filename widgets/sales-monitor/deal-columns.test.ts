import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  axeFindings,
  counts,
  elementStage,
  eventually,
  inSession,
  reads,
  type ElementStage,
} from '../browser/element-stage.ts';
import { sampleMonitor, sampleRow } from '../browser/sample-answers.ts';
import { sampleShare, sharePerformance } from '../browser/share-answers.ts';
import { bookOf } from './deal-columns.ts';

const { elementTest } = elementStage();
const MONITOR = sampleMonitor({
  filtered: sampleMonitor().totals,
  rows: [sampleRow(), sampleRow({ id: 'NL-26-101-0000042|8', startsAt: '2027-01-20T19:15:00.000Z' })],
});
const SHARE_PATH = `/v1/my-share?season=${MONITOR.season}`;

const monitor = (page: Page) => page.locator('dip-sales-monitor');
async function open(stage: ElementStage, attributes = ''): Promise<Page> {
  stage.api.on('/v1/monitor', { body: MONITOR });
  const page = await stage.open(
    inSession(stage.api.origin, `<dip-sales-monitor filter="all" ${attributes}></dip-sales-monitor>`),
  );
  await monitor(page).locator('dip-monitor-tools #door-columns').waitFor();
  return page;
}
const asked = (stage: ElementStage) => stage.api.calls.filter(({ path }) => path.startsWith('/v1/my-share'));
/** Deals of what the sample shows: the first counts, the second is still talked about. */
const share = () => {
  const [first, second] = MONITOR.rows;
  return sampleShare({
    performances: [
      sharePerformance(1, { performance: first?.id ?? '' }),
      sharePerformance(2, {
        performance: second?.id ?? '',
        counts: false,
        why: 'not_approved',
        state: 'partly_rejected',
      }),
    ],
  });
};

test('a performance without a deal says so, and one that does not count has no share', () => {
  const book = bookOf(
    sampleShare({
      performances: [
        sharePerformance(1),
        sharePerformance(2, { counts: false, why: 'cancelled' }),
        sharePerformance(3, { settled: true, provisional: -1 }),
      ],
    }),
    false,
  );
  const said = (n: number) => (['deal', 'share'] as const).map((id) => book.of(id, `XD-26-101-0000001|0000${n}`).text);
  assert.deepEqual(said(1), ['approved', '€7,669.72']);
  assert.deepEqual(said(2), ['approved', '–']);
  assert.deepEqual(said(3), ['settled', '−€0.01']);
  assert.deepEqual(said(9), ['no deal', '–']);
  assert.equal(book.of('share', 'nowhere').value, null);
});

elementTest(
  '<dip-sales-monitor> asks for deals when columns are chosen, and shows state and share in their rows',
  async (stage) => {
    stage.api.on(SHARE_PATH, { body: share() });
    const page = await open(stage);
    assert.equal(asked(stage).length, 0, 'nobody asked for deals yet');
    await monitor(page).locator('#door-columns').click();
    await page.getByRole('checkbox', { name: 'Afspraak' }).check();
    await page.getByRole('checkbox', { name: 'Mijn aandeel' }).check();
    await reads(monitor(page).locator('tr.row').first().locator('td.deal'), /^akkoord$/);
    await reads(monitor(page).locator('tr.row').first().locator('td.share'), /^€ 7\.669,72$/);
    await reads(monitor(page).locator('tr.row').nth(1), /deels afgewezen .*– telt niet mee/);
    await monitor(page).getByRole('columnheader', { name: 'Mijn aandeel' }).getByRole('button').click();
    await reads(monitor(page).locator('tr.row').first(), /€ 7\.669,72/);
    assert.equal(asked(stage).length, 1);
    assert.deepEqual(await axeFindings(page, 'dip-sales-monitor'), []);
  },
);

elementTest(
  '<dip-sales-monitor> offers no deals to whoever may not see them, and drops them from what was kept',
  async (stage) => {
    stage.api.on(SHARE_PATH, { status: 404, body: { code: 'not_found' } });
    stage.expect(/404/);
    const page = await open(stage, 'columns="title,date,deal,share"');
    await eventually(async () =>
      assert.deepEqual(
        (await monitor(page).locator('th').allInnerTexts()).map((text) => text.split('\n')[0]),
        ['Voorstelling', 'Datum'],
      ),
    );
    await monitor(page).locator('#door-columns').click();
    await page.getByRole('checkbox', { name: 'Zaal' }).waitFor();
    await counts(page.getByRole('checkbox', { name: /Afspraak|Mijn aandeel/ }), 0);
    assert.equal(asked(stage).length, 1);
  },
);
