// A marketer's journey through the monitor: the real Worker, the real pages, a real browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { MonitorAnswer } from '#protocol';
import { until } from './hands.ts';
import { axeFindings, ready, RunningDemo, skip } from './running-demo.ts';

let demo: RunningDemo;
before(async () => {
  if (!skip) demo = await RunningDemo.start();
});
after(() => demo?.stop());

const rows = (page: Page): Locator => page.locator('dip-sales-monitor tr.row');
const titles = (page: Page): Promise<string[]> => rows(page).locator('.t button').allInnerTexts();
const door = (page: Page, name: string): Locator => page.locator(`#door-${name}`);

for (const [name, query, width, options] of [
  ['Dutch, light, wide', '', 1280, {}],
  ['English, dark, wide', '?lang=en&theme=dark', 1280, { colorScheme: 'dark' }],
  ['Dutch, phone', '', 360, {}],
  ['Dutch, narrow phone', '', 320, {}],
  ['Dutch, tablet', '', 768, {}],
  ['a producer, wide', 'intranet/', 1600, {}],
] as const) {
  test(`the monitor stands on a strict page without a complaint: ${name}`, { skip }, async () => {
    const { page, complaints } = await demo.open(query, width, options);
    assert.ok((await rows(page).count()) > 5);
    assert.match(
      await page.locator('dip-sales-monitor h2').innerText(),
      query.includes('en') ? /^Sales · / : /^Verkoop · /,
    );
    assert.match(
      await page.locator('dip-sales-monitor .lead').innerText(),
      /^(Gisteren|\d[\d,]* tickets? sold yesterday)/,
    );
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(wider, 0);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}

test(
  'by mouse: filter, sort, group, choose columns and a definition, and all of it is there after a reload',
  { skip },
  async () => {
    const { page, complaints } = await demo.open('', 1280);
    const before = await rows(page).count();
    await page.getByLabel('Genre', { exact: true }).selectOption({ index: 1 });
    await page.waitForFunction((count) => {
      const table = document.querySelector('dip-sales-monitor')?.shadowRoot?.querySelector('dip-monitor-table');
      return (table?.shadowRoot?.querySelectorAll('tr.row').length ?? 0) < count;
    }, before);
    await page.getByRole('button', { name: 'Alle', exact: true }).click();
    await page.locator('th.count button').click();
    const counts = (await rows(page).locator('td.count').allInnerTexts()).map((text) =>
      Number((/^[\d.]+/.exec(text)?.[0] ?? '-1').replace('.', '')),
    );
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => b - a),
    );
    await page.getByLabel('Groeperen').selectOption('production');
    await page.locator('tr.group').first().waitFor();
    await door(page, 'columns').click();
    await page.getByRole('checkbox', { name: 'Vrij', exact: true }).check();
    await page.getByRole('button', { name: 'Vrij eerder', exact: true }).click();
    await door(page, 'definition').click();
    await page.getByRole('radio', { name: /^Verkocht alleen betaald/ }).check();
    await page.locator('.defn', { hasText: 'zonder vrijkaarten' }).waitFor();

    const heads = await page.locator('th').allInnerTexts();
    const list = await titles(page);
    await page.reload();
    await ready(page);
    await page.locator('tr.group').first().waitFor();
    await page.locator('.defn', { hasText: 'zonder vrijkaarten' }).waitFor();
    assert.deepEqual(await page.locator('th').allInnerTexts(), heads);
    assert.ok(heads.some((head) => head.startsWith('Vrij')));
    assert.deepEqual((await titles(page)).slice(0, 5), list.slice(0, 5));
    await page.getByRole('button', { name: 'Wis keuze' }).click();
    assert.equal(await page.getByLabel('Genre', { exact: true }).inputValue(), '');
    assert.deepEqual(complaints, []);
    await page.context().close();
  },
);

test('by mouse: the file that is exported holds exactly the list', { skip }, async () => {
  const { page, complaints } = await demo.open('', 1280);
  // A title that is on at this moment, whenever that is.
  const all = await titles(page);
  const [title = ''] = all.filter((one) => one !== all[0]);
  await page.getByPlaceholder('Zoek titel').fill(title);
  await until('the list holds that title alone', 30_000, async () => {
    const shown = await titles(page);
    return shown.length > 0 && shown.every((one) => one === title);
  });
  await page.locator('th.count button').click();
  await door(page, 'export').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV downloaden' }).click(),
  ]);
  await page.getByText(/is gedownload/).waitFor();
  assert.match(download.suggestedFilename(), /^dip-.+\.csv$/);
  const [head = '', ...lines] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  assert.match(head, /Datum/);
  const shown = await titles(page);
  assert.equal(lines.length, shown.length);
  for (const [i, title] of shown.entries()) assert.ok(lines[i]?.includes(title), `${i}: ${lines[i]} is not ${title}`);

  await page.route('**/v1/export*', (route) => route.abort());
  await page.getByRole('button', { name: 'Excel downloaden' }).click();
  await page.getByText('Het bestand kon niet worden gemaakt').waitFor();
  assert.deepEqual(
    complaints.filter((text) => !text.includes('ERR_FAILED')),
    [],
  );
  await page.context().close();
});

test('by mouse: one performance with its seats, its curve and where its figures come from', { skip }, async () => {
  const { page, complaints } = await demo.open('', 1280);
  await rows(page).nth(2).click();
  const detail = page.locator('dip-performance-detail');
  await detail.locator('dip-sales-curve .drawing').waitFor();
  const seats = (await detail.locator('.seats td:nth-child(2)').allInnerTexts()).map((text) =>
    Number(text.replace('.', '')),
  );
  const capacity = seats.pop();
  assert.equal(
    seats.reduce((a, b) => a + b, 0),
    capacity,
  );
  await detail.getByText('Waar komt dit cijfer vandaan?').click();
  assert.match(await detail.locator('details table').innerText(), /Normaal/);
  await page.reload();
  await page.locator('dip-performance-detail .seats').waitFor();
  await page.getByRole('button', { name: 'Sluiten' }).click();
  await page.locator('dip-performance-detail').waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('by mouse: another season and back', { skip }, async () => {
  const { page, complaints } = await demo.open('', 1280);
  const now = await page.locator('.season').innerText();
  await page.getByRole('button', { name: 'Vorig seizoen' }).click();
  await page.waitForFunction(
    (text) =>
      document.querySelector('dip-sales-monitor')?.shadowRoot?.querySelector<HTMLElement>('.season')?.innerText !==
      text,
    now,
  );
  await page.getByRole('button', { name: 'Geweest' }).click();
  assert.ok((await rows(page).count()) > 5);
  await page.getByRole('button', { name: 'Volgend seizoen' }).click();
  await page.locator('.season', { hasText: now.match(/\d{4}/)?.[0] ?? '' }).waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});

/** Presses Tab until the focus is on what is looked for, as a person does. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let i = 0; i < 120; i += 1) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate((selector) => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.matches(selector) ?? false;
    }, wanted);
    if (there) return;
  }
  throw new Error(`Tab never comes to ${wanted}`);
}
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return `${active?.localName} ${active?.textContent?.trim()}`;
  });

test(
  'by keyboard alone: search, sort, filter, group, choose columns, open a performance and come back',
  { skip },
  async () => {
    const { page, complaints } = await demo.open('', 1280);
    await tabTo(page, 'input[type=search]');
    await page.keyboard.type('wie heeft');
    assert.deepEqual([...new Set(await titles(page))], ['Wie Heeft de Klok Gezien?']);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await tabTo(page, 'select[aria-label=Groeperen]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.locator('tr.group').first().waitFor();
    await tabTo(page, '#door-columns');
    await page.keyboard.press('Enter');
    await tabTo(page, 'dip-monitor-panel input, input[type=checkbox]');
    await page.keyboard.press('Space');
    assert.ok(!(await page.locator('th').allInnerTexts()).some((head) => head.startsWith('Datum')));
    await page.keyboard.press('Escape');
    assert.match(await focused(page), /^button Kolommen/);
    await tabTo(page, 'th button');
    await tabTo(page, 'th.count button, th button');
    await page.keyboard.press('Enter');

    await tabTo(page, '.t button');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const opened = await focused(page);
    await page.keyboard.press('Enter');
    await page.locator('dip-performance-detail h3').waitFor();
    await page.waitForFunction(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.localName === 'h3';
    });
    // What is told of where figures come from is there only with the answer.
    await page.locator('dip-performance-detail .stand summary').waitFor();
    await tabTo(page, 'summary');
    await page.keyboard.press('Enter');
    await page.locator('dip-performance-detail details[open]').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dip-performance-detail').waitFor({ state: 'detached' });
    assert.equal(await focused(page), opened);
    await page.keyboard.press('End');
    assert.match(await focused(page), /^button /);
    assert.deepEqual(complaints, []);
    await page.context().close();
  },
);

for (const [name, query, width, options] of [
  ['Dutch, light', '', 1280, {}],
  ['English, dark', '?lang=en&theme=dark', 1280, { colorScheme: 'dark' }],
  ['phone', '', 360, {}],
] as const) {
  test(`axe finds nothing in any state: ${name}`, { skip }, async () => {
    const { page } = await demo.open(query, width, { ...options, bypassCSP: true });
    assert.deepEqual(await axeFindings(page), []);
    for (const panel of ['columns', 'definition', 'export']) {
      await door(page, panel).click();
      await page.locator('dip-monitor-panel section').waitFor();
      assert.deepEqual(await axeFindings(page), [], panel);
    }
    await door(page, 'export').click();
    await rows(page).nth(3).locator('.t button').click();
    await page.locator('dip-performance-detail dip-sales-curve .drawing').waitFor();
    await page.locator('dip-performance-detail summary').click();
    assert.deepEqual(await axeFindings(page), [], 'one performance');
    await page.locator('dip-monitor-tools input').fill('there is no such thing');
    assert.deepEqual(await axeFindings(page), [], 'nothing fits');
    await page.context().close();
  });
}

/** Lets the monitor's answers through as `change` has them, asked again every second; `null` cuts the line. */
async function between(page: Page, change: (answer: MonitorAnswer) => MonitorAnswer | null): Promise<void> {
  await page.route('**/v1/monitor?*', async (route) => {
    const { 'if-none-match': _, ...headers } = route.request().headers();
    const response = await route.fetch({ headers });
    const answer = change((await response.json()) as MonitorAnswer);
    if (answer === null) return route.abort();
    return route.fulfill({ response, json: { ...answer, pollSeconds: 1 } });
  });
}

test('new figures appear in place, are said once, and move nothing under the pointer', { skip }, async () => {
  const { page } = await demo.page(1280);
  let more = 0;
  await between(page, (answer) => ({
    ...answer,
    rows: answer.rows.map((row) =>
      row.daysToGo > 30 && row.count !== null ? { ...row, count: row.count + more } : row,
    ),
  }));
  await page.goto(demo.host);
  await ready(page);
  await page.locator('th.count button').click();
  await rows(page).nth(6).hover();
  await page.mouse.wheel(0, 300);
  const ids = (): Promise<string[]> =>
    rows(page).evaluateAll((list) => list.map((row) => (row as HTMLElement).dataset['key'] ?? ''));
  const [order, top] = [await ids(), await page.evaluate(() => scrollY)];
  more = 400;
  await page
    .locator('dip-sales-monitor p[role=status]', { hasText: /Nieuwe cijfers voor \d+ voorstellingen, \+/ })
    .waitFor();
  assert.ok((await page.locator('td.count.new').count()) > 0);
  const kept = (await ids()).filter((id) => order.includes(id));
  assert.deepEqual(
    kept,
    order.filter((id) => kept.includes(id)),
  );
  assert.ok(kept.length > 5);
  assert.equal(await page.evaluate(() => scrollY), top);
  await page.context().close();
});

test(
  'a failed refresh keeps the figures and says how old they are; a line that comes back mends it',
  { skip },
  async () => {
    const { page } = await demo.page(1280);
    let cut = false;
    await between(page, (answer) => (cut ? null : answer));
    await page.goto(demo.host);
    await ready(page);
    const count = await rows(page).count();
    cut = true;
    await page
      .locator('.fresh.stale', { hasText: /^Cijfers van (vandaag|gisteren) \d\d:\d\d; verversen lukt niet/ })
      .waitFor();
    assert.ok((await rows(page).count()) >= count);
    cut = false;
    await page.locator('.fresh:not(.stale)').waitFor();
    await page.context().close();
  },
);

test('without figures it says why and tries again; without performances it says so', { skip }, async () => {
  const { page } = await demo.page(1280);
  let cut = true;
  let empty = false;
  await between(page, (answer) => (cut ? null : empty ? { ...answer, rows: [], matching: 0 } : answer));
  await page.goto(demo.host);
  await page.locator('dip-sales-monitor [role=alert]').waitFor();
  cut = false;
  await page.locator('dip-sales-monitor [role=alert] button').click();
  await ready(page);
  empty = true;
  await page.getByText('Er zijn nog geen voorstellingen in dit seizoen.').waitFor();
  await page.context().close();
});

test('twice on one page and moved in it, each still works by itself', { skip }, async () => {
  const { page, complaints } = await demo.open('', 1280);
  await page.evaluate(() => {
    const session = document.querySelector('dip-session');
    const other = document.createElement('dip-sales-monitor');
    other.id = 'other';
    session?.append(other);
    const first = document.querySelector('dip-sales-monitor');
    if (first) session?.append(first);
  });
  const [other, first] = [page.locator('dip-sales-monitor#other'), page.locator('dip-sales-monitor:not(#other)')];
  await other.getByRole('button', { name: 'Geweest' }).click();
  await other.locator('tr.row', { hasText: 'geleden' }).first().waitFor();
  assert.equal(await first.getByRole('button', { name: 'Komend' }).getAttribute('aria-pressed'), 'true');
  await first.locator('.t button').first().click();
  await first.locator('dip-performance-detail h3').waitFor();
  assert.equal(await other.locator('dip-performance-detail').count(), 0);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('what is given as an attribute goes before what was kept', { skip }, async () => {
  const { page } = await demo.open('', 1280);
  await page.getByRole('button', { name: 'Geweest' }).click();
  await page.evaluate(() => {
    const given = document.createElement('dip-sales-monitor');
    given.setAttribute('filter', 'all');
    given.setAttribute('sort', '-amount');
    document.querySelector('dip-sales-monitor')?.replaceWith(given);
  });
  await ready(page);
  assert.equal(await page.getByRole('button', { name: 'Alle', exact: true }).getAttribute('aria-pressed'), 'true');
  assert.equal(await page.locator('th.amount').getAttribute('aria-sort'), 'descending');
  await page.context().close();
});

test('on paper every performance stands, without the tools', { skip }, async () => {
  const { page } = await demo.open('', 1280);
  await page.getByRole('button', { name: 'Alle', exact: true }).click();
  const count = Number(await page.locator('dip-sales-monitor table').getAttribute('aria-rowcount'));
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.locator('dip-sales-monitor tbody tr:not(.gap)').count(), count - 1);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('dip-monitor-tools').isVisible(), false);
  await page.context().close();
});
