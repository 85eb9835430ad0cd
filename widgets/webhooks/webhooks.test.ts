import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { FeedEvent, Webhook } from '#protocol';
import {
  axeFindings,
  elementStage,
  eventually,
  inSession,
  ledgerOf,
  reads,
  type ElementStage,
} from '../browser/element-stage.ts';
import { pageOf, sampleMe } from '../browser/people-answers.ts';
import { urlFault } from './typed-url.ts';

const { elementTest } = elementStage();
const LIST = '<dip-webhooks></dip-webhooks>';
const PATH = '/v1/webhooks';
const SECRET = 'whsec_dGhpcyBpcyBub3QgYSByZWFsIHNlY3JldA==';
const hook = (changed: Partial<Webhook> = {}): Webhook => ({
  id: 'XD-WHK-1',
  url: 'https://kassa.example.nl/dip',
  types: null,
  delivered: 2,
  attempts: 0,
  nextAt: null,
  fault: null,
  disabled: false,
  ...changed,
});
const event = (seq: number, type: FeedEvent['type']): FeedEvent => ({
  seq,
  id: `XD-EVT-${seq}`,
  type,
  at: `2026-11-2${seq}T09:00:00.000Z`,
  agreement: 'XD-AGR-1',
  statement: null,
  state: 'proposed',
  version: 1,
  side: 'provider',
});

async function open(
  stage: ElementStage,
  of: readonly Webhook[] = [hook()],
  view: Parameters<ElementStage['open']>[1] = {},
): Promise<Page> {
  stage.api.on(PATH, { body: pageOf(of) });
  stage.api.on('/v1/me', { body: sampleMe() });
  stage.api.on('/v1/agreement-events', {
    body: {
      items: [event(1, 'agreement.propose'), event(2, 'agreement.approve'), event(3, 'statement.propose')],
      cursor: 3,
      livemode: true,
    },
  });
  const page = await stage.open(inSession(stage.api.origin, LIST), view);
  await page.locator('dip-webhooks #head').waitFor();
  return page;
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const said = (page: Page, words: string): Promise<void> =>
  page.locator('dip-webhooks .said').getByText(words).waitFor();
const sent = (stage: ElementStage) => stage.api.calls.filter(({ method }) => method !== 'GET');

test('an address that is not called is refused before it is sent', () => {
  for (const [text, fault] of [
    ['', 'url'],
    ['http://kassa.example.nl', 'url'],
    ['https://kassa', 'url'],
    ['https://kassa.example.nl:8443/', 'port'],
    ['https://a:b@kassa.example.nl/', 'secret'],
    ['https://kassa.example.nl/#x', 'hash'],
    ['https://10.0.0.1/', 'number'],
    ['https://[::1]/', 'number'],
    ['https://kassa.example.nl/dip', null],
  ] as const)
    assert.equal(urlFault(text), fault, text);
});

elementTest('<dip-webhooks> registers an address, and shows its secret this once', async (stage) => {
  const page = await open(stage, []);
  await reads(page.locator('dip-webhooks'), /Geen adres wordt aangeroepen/);
  await button(page, 'Nieuw adres').click();
  await page.locator('dip-webhooks [name=url]:focus').waitFor();
  await page.locator('dip-webhooks [name=url]').fill('https://10.0.0.1/');
  await button(page, 'Registreer adres').click();
  await page.getByText('Adressen in cijfers worden niet aangeroepen').waitFor();
  await page.locator('dip-webhooks [name=url]').fill('https://kassa.example.nl/dip');
  await page.locator('dip-webhooks [name=types]').selectOption('statement');
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on(`POST ${PATH}`, { status: 201, body: { id: 'XD-WHK-1', secret: SECRET } });
  stage.api.on(PATH, { body: pageOf([hook({ types: ['statement'], delivered: 0 })]) });
  await button(page, 'Registreer adres').click();
  await page.locator('dip-webhooks #secret:focus').waitFor();
  assert.equal(await page.locator('dip-webhooks #secret').inputValue(), SECRET);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await reads(page.locator('dip-webhooks'), /alleen afrekeningen ✓ geen storing nog niets verteld/);
  await button(page, 'Ik heb het bewaard').click();
  await eventually(async () => assert.equal(await page.locator('dip-webhooks #secret').count(), 0));
  assert.deepEqual(sent(stage)[0]?.body, { url: 'https://kassa.example.nl/dip', types: ['statement'] });
});

elementTest('<dip-webhooks> says why an address was not told, and tells it again from an event on', async (stage) => {
  const failing = hook({ attempts: 3, nextAt: '2026-11-24T10:00:00.000Z', fault: '500' });
  const page = await open(stage, [failing], { width: 360, theme: 'dark' });
  await reads(page.locator('dip-webhooks'), /▲ 3 pogingen mislukt, volgende poging .* laatste antwoord: 500/);
  await button(page, 'Afleveringen aan https://kassa.example.nl/dip').click();
  await reads(page.locator('dip-webhooks .deliveries'), /3 · afrekening voorgesteld .*statement\.propose .*○ wacht/);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on(`POST ${PATH}/XD-WHK-1/replay`, { status: 202, body: { id: 'XD-WHK-1', after: 1 } });
  await button(page, 'Opnieuw vanaf hier: gebeurtenis 2').click();
  await said(page, 'Vanaf gebeurtenis 2 wordt alles opnieuw verteld.');
  assert.deepEqual(sent(stage)[0]?.body, { after: 1 });
  await page.locator('dip-session').evaluate((session) => session.remove());
  await eventually(async () => assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 }));
});

elementTest('<dip-webhooks> asks before a new secret and before removing, in English too', async (stage) => {
  const page = await open(stage, [hook()], { lang: 'en' });
  await button(page, 'New secret for https://kassa.example.nl/dip').click();
  await page.locator('dip-webhooks .no:focus').waitFor();
  stage.api.on(`POST ${PATH}/XD-WHK-1/secret`, {
    body: { id: 'XD-WHK-1', secret: SECRET, oldUntil: '2026-12-01T09:00:00.000Z' },
  });
  await page.locator('dip-webhooks .warn').click();
  await page.getByText('The one before signs along until').waitFor();
  await button(page, 'I have stored it').click();
  await button(page, 'Remove https://kassa.example.nl/dip').click();
  stage.api.on(`DELETE ${PATH}/XD-WHK-1`, { body: { id: 'XD-WHK-1', removed: true } });
  stage.api.on(PATH, { body: pageOf([]) });
  await page.locator('dip-webhooks .warn').click();
  await said(page, 'The address is no longer called.');
  await page.getByText('No address is called').waitFor();
});

elementTest('<dip-webhooks> is refused to who does not administer agreements', async (stage) => {
  stage.expect(/403/);
  stage.api.on('/v1/me', { body: sampleMe('finance') });
  stage.api.on(PATH, { status: 403, body: { code: 'forbidden' } });
  const page = await stage.open(inSession(stage.api.origin, LIST));
  await page.getByRole('alert').waitFor();
});
