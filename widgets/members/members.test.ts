import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { PRESET_GRID, type Invitation, type Me, type Member, type Preset } from '#protocol';
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
import { pageOf, sampleInvitation, sampleMe, sampleMember, sampleMembers } from '../browser/people-answers.ts';

const { elementTest } = elementStage();
const LIST = '<dip-members></dip-members>';

async function open(stage: ElementStage, view: Parameters<ElementStage['open']>[1] = {}): Promise<Page> {
  const page = await stage.open(inSession(stage.api.origin, LIST), view);
  await page.locator('dip-members #head').waitFor();
  return page;
}

interface House {
  me?: Me;
  members?: Member[];
  invitations?: Invitation[];
}
/** A platform that keeps what it is told. */
function house(stage: ElementStage, { me = sampleMe(), members = sampleMembers(), ...given }: House = {}): void {
  let people = members;
  let invitations = given.invitations ?? [sampleInvitation()];
  stage.api.on('/v1/me', { body: me });
  stage.api.on('/v1/members', () => ({ body: pageOf(people) }));
  stage.api.on('/v1/invitations', () => ({ body: pageOf(invitations) }));
  stage.api.on('/v1/productions', {
    body: pageOf(
      ['Nachtvlucht', 'De Kersentuin', 'Vals Plat'].map((title, i) => ({ id: `XD-26-101-000000${i}`, title })),
    ),
  });
  stage.api.on('POST /v1/invitations', ({ body }) => {
    const { email, preset } = body as { email: string; preset: Preset };
    const made = sampleInvitation({ id: 'XD-INV-2', email, preset, grid: PRESET_GRID[preset] });
    invitations = [made, ...invitations];
    return { status: 201, body: made };
  });
  for (const { id } of members) {
    stage.api.on(`PATCH /v1/members/${id}`, ({ body }) => {
      people = people.map((one) => (one.id === id ? { ...one, ...(body as object), revision: one.revision + 1 } : one));
      return { body: people.find((one) => one.id === id) };
    });
    stage.api.on(`DELETE /v1/members/${id}`, () => {
      people = people.filter((one) => one.id !== id);
      return { status: 204 };
    });
  }
  stage.api.on('POST /v1/invitations/XD-INV-1/resend', () => {
    invitations = invitations.map((one) => ({ ...one, sent: one.sent + 1 }));
    return { body: invitations[0] };
  });
  stage.api.on('DELETE /v1/invitations/XD-INV-1', () => {
    invitations = invitations.map((one) => ({ ...one, state: 'withdrawn' as const }));
    return { status: 204 };
  });
}
const sent = (stage: ElementStage, method: string) => stage.api.calls.filter((call) => call.method === method);
const said = (page: Page, words: string): Promise<void> => page.locator('dip-members .said').getByText(words).waitFor();
const role = (page: Page): Locator => page.getByRole('combobox', { name: 'Rol' });
elementTest('<dip-members> says who may do what, and who was invited', async (stage) => {
  house(stage);
  const page = await open(stage);
  await page.locator('dip-members section .item').waitFor();
  const list = page.locator('dip-members');
  await reads(list, /Mensen · De Lantaarn 4 mensen hebben toegang, van wie 2 beheerders\. Eén uitnodiging wacht/);
  await reads(list, /Marieke Bakker .*marieke@delantaarn\.example · sinds 1 sep 2026 marketing verkoop bekijken/i);
  await reads(list, /meekijker .*alleen 2 voorstellingen/i);
  await reads(list, /sofie@delantaarn\.example .*door Anna de Vries kassa wacht op antwoord, tot 30 nov 2026/i);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-members> invites by e-mail with a role, once, and says what is wrong at the field', async (stage) => {
  stage.expect(/409|ERR_EMPTY_RESPONSE/);
  house(stage);
  const page = await open(stage);
  await page.getByRole('button', { name: 'Nodig iemand uit' }).click();
  await page.locator('dip-members #email:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('dip-members #email-fault').getByText('Vul een e-mailadres in').waitFor();
  await page.keyboard.type('sofie@');
  await page.keyboard.press('Enter');
  await page.locator('dip-members #email-fault').getByText('geen volledig e-mailadres').waitFor();
  assert.equal(sent(stage, 'POST').length, 0, 'nothing was sent');
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.getByLabel('E-mailadres').fill('jan@delantaarn.example');
  await role(page).selectOption('finance');
  stage.api.on('POST /v1/invitations', 'cut');
  await page.getByRole('button', { name: 'Verstuur uitnodiging' }).click();
  await said(page, 'er kwam geen antwoord');
  house(stage);
  await page.getByRole('button', { name: 'Verstuur uitnodiging' }).click();
  await said(page, 'De uitnodiging aan jan@delantaarn.example is onderweg');
  await page.locator('dip-members #head:focus').waitFor();
  const posts = sent(stage, 'POST');
  // A browser, too, sends again what got no answer.
  assert.ok(posts.length >= 2);
  assert.deepEqual(posts.at(-1)?.body, { email: 'jan@delantaarn.example', preset: 'finance' });
  const keys = new Set(posts.map(({ headers }) => headers['idempotency-key']));
  assert.equal(keys.size, 1, 'a lost answer invites once');
  assert.match([...keys].join(), /^[0-9a-f]{32}$/);
  await page.locator('dip-members section h3').getByText('jan@').waitFor();
  stage.api.on('POST /v1/invitations', { status: 409, body: { code: 'conflict' } });
  await page.getByRole('button', { name: 'Nodig iemand uit' }).click();
  await page.locator('dip-members #email:focus').waitFor();
  await page.keyboard.type('jan@delantaarn.example');
  await page.keyboard.press('Enter');
  await page.locator('dip-members #email-fault').getByText('al uitgenodigd').waitFor();
  assert.ok(!keys.has(sent(stage, 'POST').at(-1)?.headers['idempotency-key']), 'another invitation has another key');
});

elementTest('<dip-members> gives an observer productions, and shows each role as a table of rights', async (stage) => {
  house(stage);
  const page = await open(stage);
  await page.getByRole('button', { name: 'Nodig iemand uit' }).click();
  await page.locator('dip-members #email:focus').waitFor();
  await page.keyboard.type('oog@noord.example');
  const right = (name: string) => page.getByRole('checkbox', { name, exact: true });
  await eventually(async () => {
    assert.ok(await right('verkoop: bekijken').isChecked());
    assert.ok(await right('verkoop: bekijken').isDisabled(), 'a preset is shown, not edited');
    assert.ok(!(await right('mensen: beheren').isChecked()));
  });
  await role(page).selectOption('observer');
  await page.getByRole('checkbox', { name: 'De Kersentuin' }).check();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.getByRole('button', { name: 'Verstuur uitnodiging' }).click();
  await said(page, 'onderweg');
  assert.deepEqual(sent(stage, 'POST')[0]?.body, {
    email: 'oog@noord.example',
    preset: 'observer',
    productions: ['XD-26-101-0000001'],
  });
});

elementTest('<dip-members> changes a role by keyboard, right by right', async (stage) => {
  house(stage);
  const page = await open(stage);
  await page.getByRole('button', { name: 'Wijzig de rol van Marieke Bakker' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('dip-members dip-role-choice:focus-within').waitFor();
  await role(page).selectOption('eigen keuze');
  await page.getByRole('checkbox', { name: 'verkoop: wijzigen' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('checkbox', { name: 'publiek: bekijken' }).uncheck();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await said(page, 'De rol van Marieke Bakker is gewijzigd');
  const [change] = sent(stage, 'PATCH');
  assert.deepEqual(change?.body, { grid: { sales: ['view', 'edit'], catalogue: ['view'] } });
  assert.equal(change?.headers['if-match'], '"1"');
  await page.getByRole('button', { name: 'Wijzig de rol van Bram Jansen' }).click();
  await page.locator('dip-members dip-role-choice:focus-within').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dip-members [data-opens="change XD-MEM-2"]:focus').waitFor();
});

elementTest('<dip-members> shows both versions where somebody else was earlier', async (stage) => {
  stage.expect(/412/);
  house(stage);
  const now = sampleMember(3, 'Marieke Bakker', 'programming', { revision: 5 });
  stage.api.on('PATCH /v1/members/XD-MEM-3', ({ headers, body }) =>
    headers['if-match'] === '"5"'
      ? { body: { ...now, ...(body as object), revision: 6 } }
      : { status: 412, body: { code: 'edit_clash', current: now } },
  );
  const page = await open(stage);
  await page.getByRole('button', { name: 'Wijzig de rol van Marieke Bakker' }).click();
  await role(page).selectOption('finance');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.locator('dip-members #clash').waitFor();
  await reads(
    page.locator('dip-members .both'),
    /Jouw keuze financiën verkoop.*afrekenen.* Zoals het nu is programmering .*accorderen/i,
  );
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.getByRole('button', { name: 'Bewaar mijn keuze toch' }).click();
  await said(page, 'De rol van Marieke Bakker is gewijzigd');
});

elementTest('<dip-members> removes after saying what happens, and never the last admin', async (stage) => {
  house(stage);
  const page = await open(stage);
  await page.getByRole('button', { name: 'Verwijder Bram Jansen' }).click();
  const sure = page.locator('dip-members .sure');
  await reads(sure, /Bram Jansen verliest binnen vijf seconden de toegang tot De Lantaarn/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  assert.equal(sent(stage, 'DELETE').length, 0, 'nobody is removed at one press');
  await sure.getByRole('button', { name: 'Verwijder Bram Jansen' }).click();
  await said(page, 'Bram Jansen heeft geen toegang meer');
  await page.locator('dip-members h3').getByText('Bram').waitFor({ state: 'detached' });
  stage.api.on('/v1/members?ended=yes', {
    body: pageOf([sampleMember(2, 'Bram Jansen', 'admin', { endedAt: '2026-11-24T09:00:00.000Z' })]),
  });
  await page.getByText('Wie hier eerder toegang had').click();
  await page.locator('dip-members details .item').getByText('sinds 1 sep 2026 · tot 24 nov 2026').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.getByRole('button', { name: 'Verwijder Anna de Vries' }).click();
  await reads(sure, /Anna de Vries is de enige beheerder\. Maak eerst iemand anders beheerder/);
  // Only the way back.
  await counts(sure.getByRole('button'), 1);
  await page.getByRole('button', { name: 'Wijzig de rol van Anna de Vries' }).click();
  await role(page).selectOption('marketing');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.locator('dip-members #role-fault').getByText('de enige beheerder').waitFor();
  assert.equal(sent(stage, 'PATCH').length, 0);
});

elementTest('<dip-members> sends an invitation again and withdraws it', async (stage) => {
  house(stage);
  const page = await open(stage);
  await page.getByRole('button', { name: /^Stuur opnieuw: uitnodiging aan sofie/ }).click();
  await said(page, 'opnieuw verstuurd');
  await page.locator('dip-members section .item').getByText('2 keer verstuurd').waitFor();
  await page.getByRole('button', { name: /^Trek in: uitnodiging aan sofie/ }).click();
  await page.locator('dip-members .sure .warn').click();
  await said(page, 'is ingetrokken');
  await page.locator('dip-members section').getByText('Eerdere uitnodigingen (1)').waitFor();
});

elementTest('<dip-members> lets look whoever may not edit, and whoever looks along', async (stage) => {
  const marketer = sampleMe('marketing', { grid: { ...PRESET_GRID.marketing, people: ['view'] } });
  house(stage, { me: marketer });
  const page = await open(stage, { lang: 'en' });
  await page.getByText('You can look at this, not change it.').waitFor();
  await counts(page.locator('dip-members button'), 0);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  const support = {
    id: 'XD-SUP-1',
    reason: 'vraag 12',
    until: '2026-11-24T10:00:00.000Z',
    as: { membership: 'XD-MEM-1', preset: 'admin' as const, organisation: sampleMe().organisation },
  };
  house(stage, { me: sampleMe('admin', { support }) });
  await page.reload();
  await page.getByText('While support looks, nothing can be changed.').waitFor();
  await counts(page.locator('dip-members button'), 0);
});

elementTest('<dip-members> shows nothing as done that failed, and says why', async (stage) => {
  stage.expect(/403|500|404|429/);
  house(stage);
  const page = await open(stage);
  for (const [status, words] of [
    [403, 'je mag dit niet wijzigen'],
    [404, 'dit is er niet meer'],
    [429, 'Wacht een minuut'],
    [500, 'even niet beschikbaar'],
  ] as const) {
    stage.api.on('DELETE /v1/members/XD-MEM-3', { status });
    const opener = page.locator('dip-members [data-opens="remove XD-MEM-3"]');
    if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click();
    await page.locator('dip-members .sure .warn').click();
    await page.locator('dip-members .said.failed').getByText(words).waitFor();
  }
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest(
  '<dip-members> waits, fails, fits 320 px in the dark and in forced colours, and goes without a trace',
  async (stage) => {
    stage.expect(/404|403|500/);
    house(stage);
    for (const view of [{ theme: 'dark' as const }, { forcedColors: 'active' as const }]) {
      const page = await open(stage, { width: 320, ...view });
      await page.getByRole('button', { name: 'Nodig iemand uit' }).click();
      await page.getByRole('checkbox', { name: 'mensen: beheren' }).waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `nothing sticks out: ${wide}`);
      assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    }
    stage.api.on('/v1/members', 'hang');
    const page = await stage.open(inSession(stage.api.origin, LIST));
    await page.locator('dip-members [aria-busy]').waitFor();
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    stage.api.on('/v1/members', { status: 500 });
    await page.reload();
    await page.locator('dip-members [role=alert]').waitFor();
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await page.evaluate(() => document.querySelector('dip-session')?.remove());
    assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 });
  },
);
