import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { LinkItem } from '#protocol';
import {
  axeFindings,
  counts,
  elementStage,
  eventually,
  inSession,
  ledgerOf,
  reads,
  type ElementStage,
} from '../browser/element-stage.ts';
import { sampleLinks, sampleQuarantine } from '../browser/sample-answers.ts';

const { elementTest } = elementStage();
const LIST = '<dip-link-list></dip-link-list>';
const LINKED_TO = {
  title: 'Nachtvlucht',
  startsAt: '2026-12-10T19:15:00.000Z',
  hall: 'Grote zaal',
  provider: 'Theater Zuid',
};
const NOBODY = { items: [], next: null, livemode: true };

async function open(stage: ElementStage, view: Parameters<ElementStage['open']>[1] = {}): Promise<Page> {
  const page = await stage.open(inSession(stage.api.origin, LIST), view);
  await page.locator('dip-link-list #head').waitFor();
  return page;
}
/** A platform that keeps what it is told. */
function platform(stage: ElementStage): void {
  const all = sampleLinks().items;
  const linked = new Map<string, string>();
  stage.api.on('/v1/links', ({ path }) => {
    const wanted = path.includes('state=linked');
    const items = all
      .filter(({ ref }) => linked.has(ref) === wanted)
      .map((item) => ({
        ...item,
        linked: linked.get(item.ref) ?? null,
        how: wanted ? ('person' as const) : null,
        linkedTo: wanted ? LINKED_TO : null,
      }));
    return { body: sampleLinks({ items, open: all.length - linked.size, linked: linked.size }) };
  });
  stage.api.on('POST /v1/links', ({ body }) => {
    const { ref, performance } = body as { ref: string; performance: string | null };
    if (performance === null) linked.delete(ref);
    else linked.set(ref, performance);
    return { body: { ref, linked: performance } };
  });
  stage.api.on('/v1/quarantine', { body: NOBODY });
}

elementTest('<dip-link-list> says what waits, and why a suggestion fits', async (stage) => {
  platform(stage);
  const page = await open(stage);
  const list = page.locator('dip-link-list');
  await reads(list, /2 eigen voorstellingen wachten op een koppeling; daarachter wachten 131 kaarten/);
  await reads(list, /vrijwel zeker: zelfde tijd, zelfde zaal, titel lijkt erop/);
  await reads(list, /mogelijk: 45 minuten verschil, andere zaal, titel lijkt erop/);
  await reads(list, /Geen voorstelling op het platform lijkt hierop/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-link-list> links with one key, follows what was confirmed, and undoes it', async (stage) => {
  platform(stage);
  const page = await open(stage);
  await page.getByRole('button', { name: /^Koppel NACHTVLUCHT \(reprise\) aan Nachtvlucht,/ }).focus();
  await page.keyboard.press('Enter');
  await page.locator('dip-link-list .said').getByText('NACHTVLUCHT (reprise) is gekoppeld').waitFor();
  assert.deepEqual(stage.api.calls.find(({ method }) => method === 'POST')?.body, {
    ref: 'A-1007',
    source: 'kassa',
    performance: 'NL-26-101-0000042|8',
  });
  await page.locator('dip-link-list .lead').getByText('Eén eigen voorstelling wacht').waitFor();
  // The keyboard does not lose its place.
  await page.locator('dip-link-list #head:focus').waitFor();
  await page.getByText('Gekoppeld (1)').click();
  await page.locator('dip-link-list details.part h3').getByText('NACHTVLUCHT').waitFor();
  await reads(
    page.locator('dip-link-list .linked li').first(),
    /Nachtvlucht ?do 10 dec.*20:15 · Grote zaal · Theater Zuid ?NL-26-101-0000042\|8 · met de hand/,
  );
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.locator('dip-link-list .said button').click();
  await page.locator('dip-link-list .said').getByText('ongedaan gemaakt').waitFor();
  await page.locator('dip-link-list .lead').getByText('2 eigen voorstellingen').waitFor();
});

elementTest(
  '<dip-link-list> brings what is linked page by page, and a keyboard goes on where it was',
  async (stage) => {
    const [sample] = sampleLinks().items;
    assert.ok(sample);
    let refs = ['a', 'b', 'c', 'd', 'e'];
    const linked = (from: number): LinkItem[] =>
      refs
        .slice(from, from + 2)
        .map((ref) => ({ ...sample, ref, title: ref, linked: 'X|1', how: 'id', linkedTo: LINKED_TO }));
    stage.api.on('/v1/links', ({ path }) => {
      const from = Number(/cursor=(\d+)/.exec(path)?.[1] ?? 0);
      if (!path.includes('state=linked')) return { body: sampleLinks({ items: [], open: 0, linked: refs.length }) };
      return { body: sampleLinks({ items: linked(from), next: from + 2 < refs.length ? String(from + 2) : null }) };
    });
    stage.api.on('POST /v1/links', ({ body }) => {
      refs = refs.filter((ref) => ref !== (body as { ref: string }).ref);
      return { body: {} };
    });
    stage.api.on('/v1/quarantine', { body: NOBODY });
    const page = await open(stage);
    const titles = page.locator('dip-link-list .linked h3');
    const more = page.getByRole('button', { name: 'Meer', exact: true });
    await page.getByText('Gekoppeld (5)').click();
    await more.focus();
    await page.keyboard.press('Enter');
    await titles.nth(3).waitFor();
    const focused = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.querySelector('dip-link-list')?.shadowRoot?.activeElement?.textContent);
    await eventually(async () => assert.equal(await focused(), 'c'));
    await more.click();
    await titles.nth(4).waitFor();
    await eventually(async () => assert.equal(await focused(), 'e'));
    await counts(more, 0);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await page.getByRole('button', { name: /koppeling van b$/ }).click();
    await page.getByText('Gekoppeld (4)').waitFor();
    await titles.nth(4).waitFor({ state: 'detached' });
    await eventually(async () => assert.deepEqual(await titles.allTextContents(), ['a', 'c', 'd', 'e']));
  },
);

elementTest('<dip-link-list> shows nothing as done that failed, and says why', async (stage) => {
  stage.expect(/403|500|409|ERR_EMPTY_RESPONSE/);
  platform(stage);
  const page = await open(stage);
  const link = page.getByRole('button', { name: /^Koppel NACHTVLUCHT \(reprise\) aan Nachtvlucht,/ });
  for (const [reply, words] of [
    [{ status: 403 }, 'deze pagina mag niet koppelen'],
    [{ status: 409 }, 'iemand anders was eerder'],
    [{ status: 500 }, 'even niet beschikbaar'],
    ['cut', 'er kwam geen antwoord'],
  ] as const) {
    stage.api.on('POST /v1/links', reply);
    await link.click();
    await page.locator('dip-link-list .said.failed').getByText(words).waitFor();
    await eventually(async () => assert.ok(await link.isEnabled()));
  }
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-link-list> finds a performance by hand', async (stage) => {
  platform(stage);
  stage.api.on('/v1/performances', {
    body: {
      items: [
        {
          id: 'NL-26-101-0000050|1',
          title: 'Kerstconcert',
          startsAt: '2026-12-17T18:00:00.000Z',
          hallName: 'Kleine zaal',
          venueName: 'De Lantaarn',
          providerName: null,
        },
      ],
    },
  });
  const page = await open(stage);
  const search = page.locator('dip-link-list details.search').nth(1);
  await search.locator('summary').click();
  await search.locator('input').fill('kerst');
  await search.locator('.found').waitFor();
  assert.equal(stage.api.calls.filter(({ path }) => path.startsWith('/v1/performances?q=kerst')).length, 1);
  await reads(search.locator('.found'), /19:00 · Kleine zaal · De Lantaarn/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await search.getByRole('button', { name: /^Koppel Kerstconcert muziekschool aan Kerstconcert,/ }).click();
  await page.locator('dip-link-list .said').getByText('is gekoppeld').waitFor();
});

elementTest('<dip-link-list> lets a person re-time or drop a report from the future', async (stage) => {
  platform(stage);
  let items = sampleQuarantine().items;
  stage.api.on('/v1/quarantine', () => ({ body: { ...sampleQuarantine(), items } }));
  stage.api.on('POST /v1/quarantine/9', () => {
    items = [];
    return { body: {} };
  });
  const page = await open(stage);
  const report = page.locator('dip-link-list section .item');
  await report.waitFor();
  await reads(report, /kassa meldt 1 januari 2099 om 01:00, ontvangen 23 november 2026 om 09:04/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await report.getByRole('button', { name: 'Laat vervallen' }).click();
  assert.equal(stage.api.calls.filter(({ method }) => method === 'POST').length, 0, 'nothing is dropped at one press');
  await report.getByRole('button', { name: 'Toch bewaren' }).click();
  await report.locator('input').fill('2026-11-23T08:30');
  await report.getByRole('button', { name: 'Geef deze tijd' }).click();
  await page.locator('dip-link-list .said').getByText('telt nu mee').waitFor();
  assert.deepEqual(stage.api.calls.find(({ method }) => method === 'POST')?.body, {
    decision: 'retime',
    asOf: '2026-11-23T07:30:00.000Z',
  });
  await report.waitFor({ state: 'detached' });
});

elementTest('<dip-link-list> says that all is linked, waits, fails and goes without a trace', async (stage) => {
  stage.expect(/403|500/);
  stage.api.on('/v1/quarantine', { status: 403 });
  stage.api.on('/v1/links', { body: sampleLinks({ items: [], open: 0 }) });
  const page = await open(stage, { lang: 'en' });
  await reads(page.locator('dip-link-list'), /^Everything is linked\./);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on('/v1/links', 'hang');
  await page.reload();
  await page.locator('dip-link-list [aria-busy]').waitFor();
  stage.api.on('/v1/links', { status: 500 });
  await page.reload();
  await page.locator('dip-link-list [role=alert]').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.evaluate(() => document.querySelector('dip-session')?.remove());
  assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 });
});
