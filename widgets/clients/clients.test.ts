import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Client, Me } from '#protocol';
import {
  axeFindings,
  counts,
  elementStage,
  inSession,
  ledgerOf,
  reads,
  type ElementStage,
} from '../browser/element-stage.ts';
import { pageOf, sampleClient, sampleMe } from '../browser/people-answers.ts';

const { elementTest } = elementStage();
const LIST = '<dip-clients></dip-clients>';
const SECRET = 'k3Y-only-once-0123456789abcdefghijklmnopqrst';

async function open(stage: ElementStage, view: Parameters<ElementStage['open']>[1] = {}): Promise<Page> {
  const page = await stage.open(inSession(stage.api.origin, LIST), view);
  await page.locator('dip-clients #head').waitFor();
  return page;
}
/** A platform that keeps what it is told. */
function platform(stage: ElementStage, clients: Client[] = [sampleClient()], me: Me = sampleMe()): void {
  let list = clients;
  const change = (id: string, changed: (client: Client) => Partial<Client>): void => {
    list = list.map((one) => (one.id === id ? { ...one, ...changed(one) } : one));
  };
  stage.api.on('/v1/me', { body: me });
  stage.api.on('/v1/clients', () => ({ body: pageOf(list) }));
  stage.api.on('POST /v1/clients', ({ body }) => {
    const id = `XD-CLI-${list.length + 1}`;
    list = [...list, sampleClient({ ...(body as { name: string; scopes: string[] }), id, lastUsedAt: null })];
    return { status: 201, body: { id, secret: SECRET, note: 'the secret is shown this once' } };
  });
  for (const { id } of clients) {
    stage.api.on(`PATCH /v1/clients/${id}`, ({ body }) => {
      change(id, () => body as Partial<Client>);
      return { body: list.find((one) => one.id === id) };
    });
    stage.api.on(`DELETE /v1/clients/${id}`, () => {
      change(id, () => ({ disabledAt: '2026-11-24T09:00:00.000Z' }));
      return { body: { id, disabled: true } };
    });
    stage.api.on(`POST /v1/clients/${id}/secrets`, ({ body }) => {
      const { overlapHours } = body as { overlapHours?: number };
      change(id, ({ secrets }) => ({
        secrets: [
          ...secrets.map((one) => ({ ...one, endsAt: overlapHours === undefined ? null : '2026-11-25T09:00:00.000Z' })),
          { id: 'XD-SEC-2', createdAt: '2026-11-24T09:00:00.000Z', endsAt: null, lastUsedAt: null },
        ],
      }));
      return { status: 201, body: { id: 'XD-SEC-2', secret: SECRET, note: '' } };
    });
    stage.api.on(`DELETE /v1/clients/${id}/secrets/XD-SEC-1`, () => {
      change(id, ({ secrets }) => ({ secrets: secrets.filter((one) => one.id !== 'XD-SEC-1') }));
      return { body: { id: 'XD-SEC-1', ended: true } };
    });
    stage.api.on(`POST /v1/clients/${id}/keys`, () => {
      change(id, ({ keys }) => ({
        keys: [...keys, { kid: 'kassa-2', createdAt: '2026-11-24T09:00:00.000Z', lastUsedAt: null }],
      }));
      return { status: 201, body: { kid: 'kassa-2' } };
    });
  }
}
const sent = (stage: ElementStage, method: string) => stage.api.calls.filter((call) => call.method === method);
const said = (page: Page, words: string): Promise<void> => page.locator('dip-clients .said').getByText(words).waitFor();
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();
const field = (page: Page, name: string): Locator => page.locator(`dip-clients [name=${name}]`);

elementTest(
  '<dip-clients> says which machine may do what, and when each secret was last used and ends',
  async (stage) => {
    const [secret] = sampleClient().secrets;
    assert.ok(secret);
    platform(stage, [
      sampleClient({ secrets: [{ ...secret, endsAt: '2026-11-25T09:00:00.000Z' }] }),
      sampleClient({ id: 'XD-CLI-0', name: 'Oude kassa', disabledAt: '2026-10-01T09:00:00.000Z' }),
    ]);
    const page = await open(stage);
    const list = page.locator('dip-clients');
    await reads(list, /Koppelingen · De Lantaarn Eén systeem heeft toegang/);
    await reads(list, /Kassa Grote Zaal client_id XD-CLI-1 sinds 1 sep 2026 · laatst gebruikt .*23 nov/);
    await reads(list, /voorstellingen en zalen lezen · verkoopcijfers aanleveren/);
    await reads(list, /geheim 1 sinds 1 sep 2026 · laatst gebruikt .* · eindigt wo 25 nov.*10:00/);
    await reads(list, /Beëindigd \(1\)/);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  },
);

elementTest('<dip-clients> creates a client, and shows its secret this once', async (stage) => {
  stage.expect(/400/);
  platform(stage, []);
  const page = await open(stage);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage.host.origin });
  await press(page, 'Maak een koppeling');
  await page.keyboard.press('Enter');
  await page.getByText('Geef een naam van ten hoogste 120 tekens').waitFor();
  await page.getByText('Kies ten minste één recht').waitFor();
  assert.equal(sent(stage, 'POST').length, 0);
  await field(page, 'name').fill('Kassa Kleine Zaal');
  await page.getByRole('checkbox', { name: /verkoopcijfers aanleveren/ }).check();
  // A portal is the platform's alone.
  await counts(page.getByRole('checkbox', { name: /laten inloggen/ }), 0);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on('POST /v1/clients', {
    status: 400,
    body: { code: 'invalid_request', errors: [{ pointer: '/scopes/0', detail: 'not yours to give' }] },
  });
  await press(page, 'Maak koppeling');
  await page.getByText('Dit recht kun je niet geven: verkoopcijfers aanleveren').waitFor();
  platform(stage, []);
  await press(page, 'Maak koppeling');
  await page.locator('dip-clients #secret:focus').waitFor();
  assert.equal(await page.locator('dip-clients #secret').inputValue(), SECRET);
  await reads(page.locator('dip-clients .secret'), /zie je nu één keer/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await press(page, 'Kopieer');
  await page.getByText('Gekopieerd.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), SECRET);
  assert.deepEqual(sent(stage, 'POST').at(-1)?.body, { name: 'Kassa Kleine Zaal', scopes: ['sales:push'] });
  await press(page, 'Ik heb het bewaard');
  await page.locator('dip-clients #head:focus').waitFor();
  const whole = await page.evaluate(() => document.querySelector('dip-clients')?.shadowRoot?.innerHTML ?? '');
  assert.ok(!whole.includes(SECRET), 'then it is nowhere');
});

elementTest('<dip-clients> says so when the answer with a secret got lost', async (stage) => {
  platform(stage);
  stage.api.on('POST /v1/clients/XD-CLI-1/secrets', { status: 201, body: { id: 'XD-SEC-2', note: 'shown then' } });
  const page = await open(stage);
  await press(page, 'Nieuw geheim voor Kassa Grote Zaal');
  await press(page, 'Maak nieuw geheim');
  await page.locator('dip-clients [role=alert]').getByText('ging verloren').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-clients> rotates with overlap, and removes the old secret by itself', async (stage) => {
  platform(stage);
  const page = await open(stage);
  await press(page, 'Nieuw geheim voor Kassa Grote Zaal');
  await page.locator('dip-clients [name=overlap]:focus').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await press(page, 'Maak nieuw geheim');
  await page.locator('dip-clients #secret').waitFor();
  assert.deepEqual(sent(stage, 'POST')[0]?.body, { overlapHours: 24 });
  assert.match(sent(stage, 'POST')[0]?.headers['idempotency-key'] ?? '', /^[0-9a-f]{32}$/);
  await page.getByText(/eindigt wo 25 nov/).waitFor();
  await press(page, 'Verwijder geheim 1 van Kassa Grote Zaal');
  await page.getByText('De andere geheimen blijven werken').waitFor();
  await page.locator('dip-clients .sure .warn').click();
  await said(page, 'Het geheim van Kassa Grote Zaal is verwijderd');
  await counts(page.locator('dip-clients .credentials li'), 1);
});

elementTest('<dip-clients> registers a public key, and never lets a private one leave the page', async (stage) => {
  stage.expect(/409/);
  platform(stage);
  const page = await open(stage);
  const point = { x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' };
  const jwk = { kty: 'EC', crv: 'P-256', ...point };
  await press(page, 'Sleutel toevoegen aan Kassa Grote Zaal');
  for (const [text, words] of [
    ['', 'Plak hier de openbare sleutel'],
    ['{"kty":', 'Dit is geen JSON'],
    [JSON.stringify({ ...jwk, d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI' }), 'Dit is de geheime sleutel'],
    ['-----BEGIN PRIVATE KEY-----', 'Dit is de geheime sleutel'],
    [JSON.stringify({ keys: [jwk] }), 'Plak één sleutel'],
    [JSON.stringify({ kty: 'RSA', n: 'x', e: 'AQAB' }), 'Alleen ES256'],
    [JSON.stringify({ ...jwk, x: 'kort' }), 'punt van P-256'],
  ] as const) {
    await field(page, 'jwk').fill(text);
    await press(page, 'Registreer sleutel');
    await page.locator('dip-clients #jwk-fault').getByText(words).waitFor();
  }
  assert.equal(sent(stage, 'POST').length, 0);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await field(page, 'jwk').fill(JSON.stringify(jwk));
  stage.api.on('POST /v1/clients/XD-CLI-1/keys', { status: 409, body: { code: 'conflict' } });
  await press(page, 'Registreer sleutel');
  await page.locator('dip-clients #jwk-fault').getByText('Geef de nieuwe een andere naam').waitFor();
  platform(stage);
  await press(page, 'Registreer sleutel');
  await said(page, 'De sleutel van Kassa Grote Zaal is geregistreerd');
  assert.deepEqual(sent(stage, 'POST').at(-1)?.body, { jwk });
  await page.locator('dip-clients .credentials').getByText('kassa-2').waitFor();
});

elementTest('<dip-clients> changes rights, and disables after saying what happens', async (stage) => {
  platform(stage);
  const page = await open(stage);
  await press(page, 'Wijzig Kassa Grote Zaal');
  await field(page, 'name').fill('Kassa Groot');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await said(page, 'Kassa Groot is gewijzigd');
  assert.deepEqual(sent(stage, 'PATCH')[0]?.body, { name: 'Kassa Groot' }, 'rights that stay end no token');
  await press(page, 'Beëindig Kassa Groot');
  await page.locator('dip-clients .sure .no:focus').waitFor();
  await reads(page.locator('dip-clients .sure'), /binnen vijf seconden alle toegang/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.keyboard.press('Escape');
  await page.locator('dip-clients [data-opens="disable XD-CLI-1"]:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('dip-clients .sure .warn').click();
  await said(page, 'Kassa Groot heeft geen toegang meer');
  await page.getByText('Beëindigd (1)').waitFor();
});

elementTest(
  '<dip-clients> waits, fails, fits 320 px in the dark and in forced colours, and goes without a trace',
  async (stage) => {
    stage.expect(/404|403|500/);
    platform(stage);
    for (const view of [{ theme: 'dark' as const, lang: 'en' as const }, { forcedColors: 'active' as const }]) {
      const page = await open(stage, { width: 320, ...view });
      await page.locator('dip-clients [data-opens="create"]').click();
      await field(page, 'name').waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `nothing sticks out: ${wide}`);
      assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    }
    stage.api.on('/v1/clients', { status: 403 });
    const page = await stage.open(inSession(stage.api.origin, LIST));
    await page.locator('dip-clients [role=alert]').getByText('mag dit niet tonen').waitFor();
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    stage.api.on('/v1/clients', 'hang');
    await page.reload();
    await page.locator('dip-clients [aria-busy]').waitFor();
    await page.evaluate(() => document.querySelector('dip-session')?.remove());
    assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 });
  },
);
