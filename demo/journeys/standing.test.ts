// What two organisations lay down for every deal, and how one of them approves, invoices and is told. In Dutch by mouse, in English by keyboard.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { PATHS, type AgreementSettingsAnswer, type BillingProfileAnswer, type FeedEvent } from '#protocol';
import { keyboard, link, mouse, until, type Hands, type Lang } from './hands.ts';
import { axeFindings, RunningDemo, skip } from './running-demo.ts';
import { signedIn } from './signed-in.ts';

const HOUSE = 'V02';
/** What the webhooks of this demo told, at a server of this machine. */
interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
const calls: Call[] = [];
let receiver: Server;
let demo: RunningDemo;
before(async () => {
  if (skip) return;
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const to = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  demo = await RunningDemo.start('--no-audience', '--webhooks-to', to);
});
after(async () => {
  if (skip) return;
  await demo.stop();
  receiver.closeAllConnections();
  receiver.close();
});

const WORDS = {
  nl: {
    standing: 'Vaste afspraken',
    templates: 'Sjablonen',
    settings: 'Akkoord en facturen',
    signAndPropose: 'Teken en stel voor',
    proposed: 'Je hebt getekend; nu is',
    signed: 'Je hebt versie 1 getekend.',
    holds: 'geldt',
    saved: 'is bewaard.',
    split: 'Partage',
    approval: 'Wijzig hoe we akkoord geven',
    savedApproval: 'De regels voor akkoord zijn bewaard.',
    billing: 'Wijzig de factuurgegevens',
    savedBilling: 'De factuurgegevens zijn bewaard',
    made: 'Het adres is geregistreerd.',
    stored: 'Ik heb het bewaard',
    all: 'Vertel alles opnieuw',
    told: 'Alles wordt opnieuw verteld.',
    amount: '3.250,00',
  },
  en: {
    standing: 'Standing terms',
    templates: 'Templates',
    settings: 'Approval and invoices',
    signAndPropose: 'Sign and propose',
    proposed: 'You have signed; it is the turn of',
    signed: 'You have signed version 1.',
    holds: 'in force',
    saved: 'was saved.',
    split: 'Partage',
    approval: 'Change how we approve',
    savedApproval: 'The rules of approval were saved.',
    billing: 'Change the billing details',
    savedBilling: 'The billing details were saved',
    made: 'The address is registered.',
    stored: 'I have stored it',
    all: 'Tell everything again',
    told: 'Everything is told again.',
    amount: '3,750.00',
  },
} as const;

const said = (page: Page, text: string): Promise<void> => page.locator('.said', { hasText: text }).first().waitFor();
const clean = async (page: Page, what: string): Promise<void> =>
  assert.deepEqual(await axeFindings(page, 'body'), [], what);

/** Proposed and signed by the house, signed by the company: it holds. */
async function layDown(anna: Page, joris: Page, title: string, lang: Lang, hands: Hands): Promise<void> {
  const words = WORDS[lang];
  await hands.press(link(joris, words.standing));
  const theirs = joris.locator('dip-frameworks');
  await theirs.locator('#head').waitFor();
  const company = (await theirs.locator('#head').innerText()).split(' · ')[1] ?? '';
  await hands.press(link(anna, words.standing));
  const own = anna.locator('dip-frameworks');
  await hands.press(own.locator('[data-opens=form]'));
  await own.locator('[name=with] option', { hasText: company }).waitFor({ state: 'attached' });
  await hands.select(own.locator('[name=with]'), company);
  await hands.write(own.locator('[name=title]'), title);
  await hands.write(own.locator('[name=text]'), 'Het borderel is er binnen vijf werkdagen.');
  await clean(anna, 'a framework agreement that is typed');
  await hands.press(own.getByRole('button', { name: words.signAndPropose, exact: true }));
  await said(anna, words.proposed);

  await joris.reload();
  await hands.press(theirs.locator('.item', { hasText: title }).getByRole('button'));
  await hands.press(theirs.locator('[data-opens=sign]'));
  await clean(joris, 'a signature that is asked');
  await hands.press(theirs.locator('.sure .warn'));
  await said(joris, words.signed);
  await theirs.locator('.pill', { hasText: words.holds }).waitFor();
}

async function keepTemplate(page: Page, title: string, lang: Lang, hands: Hands): Promise<void> {
  const words = WORDS[lang];
  await hands.press(link(page, words.templates));
  const templates = page.locator('dip-deal-templates');
  await hands.press(templates.locator('.head button'));
  await hands.write(templates.locator('[name=name]'), title);
  await hands.write(templates.locator('[id$=share]').first(), '75');
  await clean(page, 'a template that is typed');
  await hands.press(templates.locator('[name=save]'));
  await said(page, words.saved);
}

async function setRules(page: Page, lang: Lang, hands: Hands): Promise<void> {
  const words = WORDS[lang];
  await hands.press(link(page, words.settings));
  const settings = page.locator('dip-deal-settings');
  await hands.press(settings.getByRole('button', { name: words.approval, exact: true }));
  await hands.tick(settings.locator('[name=two]'));
  await hands.write(settings.locator('[name=from]'), words.amount);
  await hands.press(settings.locator('[name=save]'));
  await said(page, words.savedApproval);
  await hands.press(settings.getByRole('button', { name: words.billing, exact: true }));
  for (const [name, text] of Object.entries({
    legalName: `Stichting Het Vergulde Anker (${lang})`,
    street: 'Kade 1',
    postcode: '3511 AA',
    city: 'Utrecht',
    iban: 'NL91 ABNA 0417 1643 00',
  }))
    await hands.write(settings.locator(`[name=${name}]`), text);
  await clean(page, 'billing details that are typed');
  await hands.press(settings.locator('[name=save]'));
  await said(page, words.savedBilling);
  const { clientOf } = await demo.laid();
  const { twoPeopleFrom } = await clientOf(HOUSE).call<AgreementSettingsAnswer>('GET', PATHS.agreementSettings);
  const { profile } = await clientOf(HOUSE).call<BillingProfileAnswer>('GET', PATHS.billingProfile);
  assert.deepEqual(
    [twoPeopleFrom, profile?.legalName, profile?.iban],
    [lang === 'nl' ? 325_000 : 375_000, `Stichting Het Vergulde Anker (${lang})`, 'NL91ABNA0417164300'],
  );
}

/** Registered here, told of all that was, and each call signed with the secret that was shown once. */
async function beTold(page: Page, lang: Lang, hands: Hands): Promise<void> {
  const words = WORDS[lang];
  await hands.press(link(page, 'Webhooks'));
  const hooks = page.locator('dip-webhooks');
  const url = `https://kassa-${lang}.voorbeeld.nl/dip`;
  await hands.press(hooks.locator('[data-opens=create]'));
  await hands.write(hooks.locator('[name=url]'), url);
  await hands.press(hooks.locator('form button[type=submit]'));
  await said(page, words.made);
  const secret = await hooks.locator('#secret').inputValue();
  await clean(page, 'a secret that is shown once');
  await hands.press(hooks.getByRole('button', { name: words.stored, exact: true }));
  const item = hooks.locator('.item', { hasText: url });
  await hands.press(item.locator('[data-opens^=told]'));
  await item.locator('.deliveries').waitFor();
  await clean(page, 'what was told');
  await hands.press(item.getByRole('button', { name: words.all, exact: true }));
  await said(page, words.told);
  const mine = (): readonly Call[] => calls.filter(({ headers }) => headers['x-called'] === url);
  await until('the first events of the feed arrive', 30_000, async () => Promise.resolve(mine().length > 2));
  for (const [i, { headers, body }] of mine().slice(0, 3).entries()) {
    const { data } = JSON.parse(body) as { readonly data: FeedEvent };
    assert.equal(data.seq, i + 1);
    const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const expected = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(text);
    assert.equal(headers['webhook-signature'], `v1,${expected.digest('base64')}`);
  }
}

for (const [lang, how, hands, title] of [
  ['nl', 'by mouse', mouse, 'Raamovereenkomst vlakke vloer'],
  ['en', 'by keyboard', keyboard, 'Framework of the small stage'],
] as const)
  test(
    `a framework is signed by both, a template kept, rules set, and a webhook told (${lang}, ${how})`,
    { skip },
    async () => {
      // For axe, which the policy of the portal keeps out.
      const options = { bypassCSP: true };
      const [anna, joris] = await Promise.all([
        signedIn(demo, 'Anna Visser', lang, hands, options),
        signedIn(demo, 'Joris Mulder', lang, hands, options),
      ]);
      await layDown(anna.page, joris.page, title, lang, hands);
      await keepTemplate(anna.page, title, lang, hands);
      await setRules(anna.page, lang, hands);
      await beTold(anna.page, lang, hands);
      for (const { page, complaints } of [anna, joris]) {
        assert.deepEqual(complaints, []);
        await page.context().close();
      }
    },
  );
