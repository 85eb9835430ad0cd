import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { PRESET_GRID, SUPPORT_GRID, type Me } from '#protocol';
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
import { AGENCY, pageOf, sampleMe, sampleMembership } from '../browser/people-answers.ts';
import { sampleMonitor } from '../browser/sample-answers.ts';

const { elementTest } = elementStage();
const SWITCH = '<dip-role-switch switch-url="/role"></dip-role-switch>';
const NOW = Date.UTC(2026, 10, 24, 9);
const UNTIL = new Date(NOW + 15 * 60_000).toISOString();

const HATS = [
  sampleMembership('marketing', { id: 'XD-MEM-1' }),
  sampleMembership('admin', { id: 'XD-MEM-2', organisation: AGENCY }),
  sampleMembership('finance', { id: 'XD-MEM-3', livemode: false }),
];
const LANTERN = sampleMe().organisation;
const worn = (n: 0 | 1 | 2, changed: Partial<Me> = {}): Me => {
  const { id, organisation, preset, grid, livemode } = HATS[n] ?? HATS[0]!;
  return sampleMe('admin', { organisation, membership: id, preset, grid, memberships: HATS, livemode, ...changed });
};
const SUPPORTER = sampleMe('admin', {
  organisation: { id: 'XD-ORG-0', name: 'Platform', type: 'platform' },
  preset: null,
  grid: SUPPORT_GRID,
  memberships: [sampleMembership('admin', { id: 'XD-MEM-9', preset: null, grid: SUPPORT_GRID })],
});
const LOOKING = sampleMe('marketing', {
  name: 'Sam Support',
  membership: 'XD-MEM-3',
  memberships: SUPPORTER.memberships,
  support: {
    id: 'XD-SUP-1',
    reason: 'vraag 4711: ziet geen cijfers',
    until: UNTIL,
    as: { membership: 'XD-MEM-3', preset: 'marketing', organisation: LANTERN },
  },
});

/** A platform and a host that follow the role which was asked for. */
function roles(stage: ElementStage, first: Me, after: (ask: unknown) => Me = () => first): void {
  let me = first;
  stage.api.on('/v1/me', () => ({ body: me }));
  stage.api.on('/v1/monitor', () => ({ body: sampleMonitor({ organisation: me.organisation as never }) }));
  stage.host.role = (ask) => {
    me = after(ask);
    return 204;
  };
}
async function open(
  stage: ElementStage,
  view: Parameters<ElementStage['open']>[1] = {},
  inner = SWITCH,
): Promise<Page> {
  const page = await stage.open(inSession(stage.api.origin, inner), view);
  await page.locator('dip-role-switch .now').waitFor();
  return page;
}
const button = (page: Page) => page.getByRole('button', { name: /wissel van rol/ });

elementTest(
  '<dip-role-switch> changes hats in one click, and every element follows without a reload',
  async (stage) => {
    roles(stage, worn(0), () => worn(1));
    const page = await open(stage, {}, `${SWITCH}<dip-kpi></dip-kpi>`);
    await page.locator('dip-kpi dl').waitFor();
    await page.evaluate(() => Object.assign(globalThis, { stays: true }));
    await button(page).click();
    await reads(
      page.locator('dip-role-switch .pop'),
      /De Lantaarn marketing Toneelmakerij Noord beheerder De Lantaarn financiën · testomgeving/,
    );
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await page.getByRole('menuitemradio', { name: 'Toneelmakerij Noord' }).click();
    await page.getByRole('button', { name: 'Toneelmakerij Noord beheerder wissel van rol' }).waitFor();
    await page.locator('dip-kpi dl').waitFor();
    assert.deepEqual(stage.host.rolesAsked, [{ membership: 'XD-MEM-2' }]);
    assert.equal(stage.host.tokensAsked, 2, 'one new token for all');
    assert.deepEqual([...new Set(stage.api.calls.slice(-2).map(({ token }) => token))], ['t2']);
    assert.equal(await page.evaluate(() => (globalThis as { stays?: boolean }).stays), true);
  },
);

elementTest(
  '<dip-role-switch> works by keyboard: arrows, Home, End, Escape, and the focus comes back',
  async (stage) => {
    roles(stage, worn(0));
    const page = await open(stage);
    const at = (): Promise<string> =>
      page.evaluate(() => {
        const active = document.querySelector('dip-role-switch')?.shadowRoot?.activeElement;
        return active?.id || (active?.querySelector('small')?.textContent ?? '');
      });
    await button(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('dip-role-switch .hat:focus').waitFor();
    const comesTo = (words: RegExp, why: string): Promise<void> =>
      eventually(async () => assert.match(await at(), words, why));
    await comesTo(/^marketing/, 'the role that is worn');
    for (const [key, words] of [
      ['ArrowDown', /^beheerder/],
      ['End', /^financiën/],
      ['ArrowDown', /^marketing/],
      ['ArrowUp', /^financiën/],
      ['Home', /^marketing/],
    ] as const) {
      await page.keyboard.press(key);
      await comesTo(words, key);
    }
    await page.keyboard.press('Escape');
    await comesTo(/^now$/, 'Escape');
    await eventually(async () => assert.equal(await button(page).getAttribute('aria-expanded'), 'false'));
    await page.keyboard.press('Enter');
    await page.locator('dip-role-switch .hat:focus').waitFor();
    await page.keyboard.press('Enter');
    await comesTo(/^now$/, 'Enter');
    assert.deepEqual(stage.host.rolesAsked, [], 'the role that is worn asks nothing');
  },
);

elementTest('<dip-role-switch> stays where it is when the host refuses, and says so', async (stage) => {
  stage.expect(/403|500/);
  roles(stage, worn(0));
  const page = await open(stage);
  for (const [status, words] of [
    [403, 'Deze rol kun je nu niet nemen'],
    [500, 'Wisselen is niet gelukt'],
  ] as const) {
    stage.host.role = () => status;
    if ((await button(page).getAttribute('aria-expanded')) === 'false') await button(page).click();
    await page.getByRole('menuitemradio', { name: 'Toneelmakerij Noord' }).click();
    await page.locator('dip-role-switch .fault').getByText(words).waitFor();
  }
  assert.equal(stage.host.tokensAsked, 1);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-role-switch> lets a host load another page instead of renewing', async (stage) => {
  roles(stage, worn(0), () => worn(1));
  const page = await open(stage);
  const heard = page.evaluate(
    () =>
      new Promise((hear) =>
        document.querySelector('dip-session')?.addEventListener('dip-role-switched', (event) => {
          event.preventDefault();
          hear((event as Event & { what: string }).what);
        }),
      ),
  );
  await button(page).click();
  await page.getByRole('menuitemradio', { name: 'Toneelmakerij Noord' }).click();
  assert.equal(await heard, 'membership');
  assert.equal(stage.host.tokensAsked, 1);
});

elementTest(
  '<dip-role-switch> lets support look with a reason, under a banner nobody can miss, until it stops',
  async (stage) => {
    roles(stage, SUPPORTER, (ask) => ('support' in (ask as object) ? LOOKING : SUPPORTER));
    stage.api.on('/v1/support/members', {
      body: pageOf([
        {
          membership: 'XD-MEM-3',
          name: 'Marieke Bakker',
          email: 'marieke@delantaarn.example',
          preset: 'marketing',
          organisation: LANTERN,
          livemode: true,
        },
      ]),
    });
    const page = await open(stage, { clock: NOW }, `${SWITCH}<dip-kpi></dip-kpi><button id="low">laag</button>`);
    await button(page).click();
    await page.getByRole('menuitem', { name: 'Meekijken met iemand' }).click();
    const panel = page.locator('dip-support-panel');
    await panel.locator('#query:focus').waitFor();
    await page.getByRole('button', { name: 'Begin met meekijken' }).click();
    await panel.getByText('Kies met wie je wilt meekijken').waitFor();
    await panel.getByText('Geef een reden van ten minste 10 tekens').waitFor();
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await panel.locator('#query').fill('marieke');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /Marieke Bakker marketing · De Lantaarn/ }).check();
    await panel.locator('textarea').fill('vraag 4711: ziet geen cijfers');
    await panel.locator('select').selectOption('15');
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await page.getByRole('button', { name: 'Begin met meekijken' }).click();
    const banner = page.locator('dip-role-switch .banner');
    await banner.waitFor();
    assert.deepEqual(stage.host.rolesAsked, [
      { support: { membership: 'XD-MEM-3', reason: 'vraag 4711: ziet geen cijfers', minutes: 15 } },
    ]);
    await reads(
      banner,
      /Je kijkt mee als marketing van De Lantaarn · alleen lezen · reden: vraag 4711: ziet geen cijfers nog 15:00/,
    );
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await eventually(async () => {
      const box = await banner.boundingBox();
      assert.ok(box && box.width >= 1264 && box.y + box.height >= 890, JSON.stringify(box));
    });
    await page.clock.runFor(5 * 60_000);
    await banner.getByText('nog 10:00').waitFor();
    await banner.getByText('Nog 10 minuten meekijken').waitFor();
    await banner.getByRole('button', { name: 'Stop met meekijken' }).click();
    await banner.waitFor({ state: 'detached' });
    await button(page).waitFor();
    assert.deepEqual(stage.host.rolesAsked.at(-1), { end: 'XD-SUP-1' });
    assert.equal(stage.host.tokensAsked, 3);
  },
);

elementTest('<dip-role-switch> asks every element anew when a look has run out', async (stage) => {
  const { support } = LOOKING;
  roles(stage, { ...LOOKING, support: support && { ...support, until: new Date(NOW + 40_000).toISOString() } });
  const page = await open(stage, { clock: NOW }, `${SWITCH}<dip-kpi></dip-kpi>`);
  await page.locator('dip-role-switch .banner').waitFor();
  await page.locator('dip-kpi dl').waitFor();
  const before = stage.host.tokensAsked;
  stage.api.on('/v1/me', { body: SUPPORTER });
  for (let second = 0; second < 45; second += 5) {
    await page.clock.runFor(5_000);
    // What the clock set off comes to its end before it goes on.
    await page.evaluate(() => fetch('/favicon.ico'));
  }
  await page.locator('dip-role-switch .banner').waitFor({ state: 'detached' });
  await button(page).waitFor();
  await eventually(() => assert.ok(stage.host.tokensAsked > before));
});

elementTest('<dip-role-switch> hides nothing that has the focus under its banner', async (stage) => {
  roles(stage, LOOKING);
  const rows = Array.from({ length: 60 }, (_, n) => `<p><button>knop ${n}</button></p>`).join('');
  const page = await open(stage, { width: 320, clock: NOW }, SWITCH + rows);
  await page.locator('dip-role-switch .banner').waitFor();
  for (const n of [14, 30, 59]) {
    await page.getByRole('button', { name: `knop ${n}`, exact: true }).focus();
    await eventually(async () => {
      const under = await page.evaluate(() => {
        const top = document
          .querySelector('dip-role-switch')
          ?.shadowRoot?.querySelector('.banner')
          ?.getBoundingClientRect().top;
        return (document.activeElement?.getBoundingClientRect().bottom ?? 0) - (top ?? 0);
      });
      assert.ok(under <= 0, `${n}: ${under}`);
    });
  }
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-role-switch> with one role only tells it, waits, fails, and goes without a trace', async (stage) => {
  stage.expect(/500/);
  const one = sampleMe('marketing', { grid: PRESET_GRID.marketing });
  roles(stage, one);
  const page = await open(stage, { width: 320, theme: 'dark' });
  await reads(page.locator('dip-role-switch'), /De Lantaarn marketing/);
  await counts(page.locator('dip-role-switch button'), 0);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on('/v1/me', 'hang');
  await page.reload();
  await page.locator('dip-role-switch [aria-busy]').waitFor();
  stage.api.on('/v1/me', { status: 500 });
  await page.reload();
  await page.locator('dip-role-switch [role=alert]').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  roles(stage, LOOKING);
  await page.reload();
  await page.locator('dip-role-switch .banner').waitFor();
  await page.evaluate(() => document.querySelector('dip-session')?.remove());
  assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 });
});
