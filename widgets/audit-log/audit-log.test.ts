import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { AuditActor, AuditLine } from '#protocol';
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
import { pageOf, sampleClient, sampleLine, sampleLines, sampleMe, sampleMembers } from '../browser/people-answers.ts';

const { elementTest } = elementStage();
const LOG = '<dip-audit-log></dip-audit-log>';

async function open(stage: ElementStage, view: Parameters<ElementStage['open']>[1] = {}, inner = LOG): Promise<Page> {
  const page = await stage.open(inSession(stage.api.origin, inner), view);
  await page.locator('dip-audit-log .entry').first().waitFor();
  return page;
}
/** A platform with this log; names may be read. */
function platform(stage: ElementStage, lines: readonly AuditLine[] = sampleLines()): void {
  stage.api.on('/v1/me', { body: sampleMe() });
  stage.api.on('/v1/members?ended=yes', { body: pageOf([]) });
  stage.api.on('/v1/members', { body: pageOf(sampleMembers()) });
  stage.api.on('/v1/clients', { body: pageOf([sampleClient()]) });
  stage.api.on('/v1/audit', ({ path }) => {
    const query = new URL(path, 'http://x').searchParams;
    const before = Number(query.get('cursor') ?? Infinity);
    const limit = 3;
    const fitting = lines.filter(
      ({ line, action, actor }) =>
        line < before &&
        action.startsWith(query.get('action') ?? '') &&
        (query.get('user') === null || actor.user === query.get('user')),
    );
    const items = fitting.slice(0, limit);
    return { body: pageOf(items, { next: fitting.length > limit ? String(items.at(-1)?.line) : null }) };
  });
}
const asked = (stage: ElementStage): string[] =>
  stage.api.calls.filter(({ path }) => path.startsWith('/v1/audit?')).map(({ path }) => path);
/** Waits until the newest question is such a one. */
const lastAsked = (stage: ElementStage, path: RegExp): Promise<void> =>
  eventually(() => assert.match(asked(stage).at(-1) ?? '', path));
const entry = (page: Page, n: number) => page.locator('dip-audit-log .entry').nth(n);

elementTest('<dip-audit-log> says who changed what, as whom, and each field before and after', async (stage) => {
  platform(stage);
  const page = await open(stage);
  await page.locator('dip-audit-log h3').getByText('Anna de Vries').first().waitFor();
  await reads(
    entry(page, 0),
    /24 november 2026 om 10:00 nog niet verzegeld · regel 5 Anna de Vries als beheerder Rol gewijzigd Marieke Bakker XD-MEM-3 wie Marieke Bakker rol marketing (→ )?wordt financiën/i,
  );
  await reads(
    entry(page, 1),
    /verzegeld · regel 4 support, meekijkend meekijkend als Marieke Bakker · XD-SUP-1 Bekeken tijdens meekijken/i,
  );
  await reads(entry(page, 2), /koppeling Kassa Grote Zaal XD-CLI-1 Zaal gewijzigd.*capaciteit 400 .*420/i);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-audit-log> shows ids where names may not be read', async (stage) => {
  stage.expect(/403|404/);
  platform(stage);
  stage.api.on('/v1/members?ended=yes', { status: 403 });
  stage.api.on('/v1/members', { status: 403 });
  stage.api.on('/v1/clients', { status: 404 });
  const page = await open(stage, { lang: 'en' });
  await reads(entry(page, 0), /not sealed yet · line 5 XD-USR-1 XD-MEM-1 Role changed XD-MEM-3/i);
  await page.getByLabel('User (id)').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-audit-log> goes on page by page, and a keyboard goes on where it was', async (stage) => {
  stage.expect(/500/);
  platform(stage);
  const page = await open(stage);
  const more = page.getByRole('button', { name: 'Meer', exact: true });
  await more.focus();
  await page.keyboard.press('Enter');
  await entry(page, 4).waitFor();
  await page.locator('dip-audit-log .entry:nth-child(4) h3:focus').waitFor();
  await counts(more, 0);
  assert.equal(asked(stage).filter((path) => path.includes('cursor=3')).length, 1);
  platform(stage, [sampleLine(6, { action: 'hall.create' }), ...sampleLines()]);
  await page.reload();
  await entry(page, 0).waitFor();
  stage.api.on('/v1/audit', { status: 500 });
  await more.click();
  await page.locator('dip-audit-log [role=alert]').waitFor();
  // What was read stays.
  await counts(page.locator('dip-audit-log .entry'), 3);
});

elementTest(
  '<dip-audit-log> keeps lines by person, subject, object and period, and says what cannot be',
  async (stage) => {
    platform(stage);
    const page = await open(stage);
    await page.getByRole('combobox', { name: 'Wie' }).selectOption('Anna de Vries');
    await page.getByRole('combobox', { name: 'Wat' }).selectOption('rol');
    await lastAsked(stage, /user=XD-USR-1&action=membership/);
    await entry(page, 1).waitFor();
    await entry(page, 2).waitFor({ state: 'detached' });
    await page.getByLabel('Van welk object (id)').fill('XD-MEM-3');
    await page.getByLabel('Vanaf').fill('2026-11-20');
    await page.getByLabel('Tot en met').fill('2026-11-24');
    await page.keyboard.press('Tab');
    await lastAsked(stage, /from=2026-11-20&to=2026-11-24&user=XD-USR-1&action=membership&object=XD-MEM-3/);
    await entry(page, 0).waitFor();
    const before = new Set(asked(stage));
    await page.getByLabel('Tot en met').fill('2026-11-01');
    await page.keyboard.press('Tab');
    await page.locator('dip-audit-log #to-fault').getByText('Deze dag ligt voor de eerste').waitFor();
    assert.deepEqual(new Set(asked(stage)), before, 'nothing is asked that cannot be');
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await page.getByRole('button', { name: 'Wis keuze' }).click();
    await entry(page, 2).waitFor();
    platform(stage, []);
    await page.getByRole('combobox', { name: 'Wat' }).selectOption('zaal');
    await page.getByText('Geen regel past bij deze keuze.').waitFor();
  },
);

elementTest('<dip-audit-log> takes its filters from attributes, and gives the same lines as a file', async (stage) => {
  stage.expect(/413|500/);
  platform(stage);
  const page = await open(stage, {}, '<dip-audit-log action="membership" from="2026-11-01"></dip-audit-log>');
  await counts(page.locator('dip-audit-log .entry'), 2);
  stage.api.on('/v1/audit/export', { body: { export: true } });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Bewaar als jsonl' }).click();
  assert.deepEqual(JSON.parse(await readFile(await (await download).path(), 'utf8')), { export: true });
  assert.match(
    stage.api.calls.find(({ path }) => path.startsWith('/v1/audit/export'))?.path ?? '',
    /from=2026-11-01&action=membership&format=jsonl/,
  );
  for (const [status, words] of [
    [413, 'Dit zijn meer dan 20.000 regels'],
    [500, 'Ophalen is niet gelukt'],
  ] as const) {
    stage.api.on('/v1/audit/export', { status });
    await page.getByRole('button', { name: 'Bewaar als csv' }).click();
    await page.locator('dip-audit-log .said.failed').getByText(words).waitFor();
  }
});

elementTest('<dip-audit-log> names every kind of actor', async (stage) => {
  const actor = (changed: Partial<AuditActor>): Partial<AuditLine> => ({
    actor: { kind: 'nobody', client: '', user: null, membership: null, support: null, viewer: null, ...changed },
  });
  platform(stage, [
    sampleLine(3, actor({ kind: 'embed', client: 'XD-CLI-1', viewer: 'host-77' })),
    sampleLine(2, actor({ kind: 'operator' })),
    sampleLine(1, actor({})),
  ]);
  const page = await open(stage);
  await page.locator('dip-audit-log h3').getByText('scherm van Kassa Grote Zaal').waitFor();
  await reads(page.locator('dip-audit-log'), /kijker host-77/);
  await reads(page.locator('dip-audit-log'), /het platform, vanzelf/);
});

elementTest(
  '<dip-audit-log> waits, fails, fits 320 px in the dark and in forced colours, and goes without a trace',
  async (stage) => {
    stage.expect(/404|403|500/);
    platform(stage);
    for (const view of [{ theme: 'dark' as const, lang: 'en' as const }, { forcedColors: 'active' as const }]) {
      const page = await open(stage, { width: 320, ...view });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `nothing sticks out: ${wide}`);
      assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    }
    stage.api.on('/v1/audit', { status: 403 });
    const page = await stage.open(inSession(stage.api.origin, LOG));
    await page.locator('dip-audit-log [role=alert]').getByText('mag dit niet tonen').waitFor();
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    stage.api.on('/v1/audit', 'hang');
    await page.reload();
    await page.locator('dip-audit-log [aria-busy]').waitFor();
    await page.evaluate(() => document.querySelector('dip-session')?.remove());
    assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 });
  },
);
