import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { FollowedLink, FollowedLinks } from '#protocol';
import { AGREEMENT_PATH, HALL_PATH, sampleAgreement, sampleHall, VENUE } from '../browser/deal-answers.ts';
import {
  axeFindings,
  elementStage,
  eventually,
  inSession,
  reads,
  type ElementStage,
} from '../browser/element-stage.ts';

const { elementTest } = elementStage();
const VIEW = '<dip-contract-view agreement="XD-AGR-1"></dip-contract-view>';
const LINKS = `${AGREEMENT_PATH}/links`;

const link = (changed: Partial<FollowedLink> = {}): FollowedLink => ({
  id: 'XD-CLK-1',
  version: 1,
  side: 'venue',
  name: 'Robin Smit',
  to: 'r•••@huis.example',
  state: 'sent',
  sentAt: '2026-11-28T09:00:00.000Z',
  openedAt: null,
  expiresAt: '2026-12-05T09:00:00.000Z',
  endedAt: null,
  livemode: true,
  ...changed,
});

/** A proposal of the provider that waits for the venue, with these links. */
async function open(
  stage: ElementStage,
  links: Partial<FollowedLinks>,
  view: Parameters<ElementStage['open']>[1] = {},
): Promise<Page> {
  const waits = sampleAgreement({ side: 'provider', may: ['withdraw'], contacts: { venue: 'zakelijk@huis.example' } });
  stage.api.on(HALL_PATH, { body: sampleHall });
  stage.api.on(AGREEMENT_PATH, { body: waits });
  stage.api.on(LINKS, { body: { items: [], hindrance: null, livemode: true, ...links } });
  const page = await stage.open(inSession(stage.api.origin, VIEW), view);
  const english = view.lang === 'en';
  await page.getByRole('button', { name: english ? 'Link for a contact' : 'Link voor een contact' }).press('Enter');
  await page.locator('dip-contact-links #head').waitFor();
  return page;
}
const element = (page: Page) => page.locator('dip-contact-links');
const sent = (stage: ElementStage, method: string) => stage.api.calls.filter((call) => call.method === method);

elementTest(
  '<dip-contract-view> has a contact mailed a link, by keyboard, and says what became of it',
  async (stage) => {
    const page = await open(stage, {});
    const email = page.getByLabel('E-mailadres van het contact');
    await eventually(async () => assert.equal(await email.inputValue(), 'zakelijk@huis.example'));
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await email.fill('geen adres');
    await email.press('Enter');
    await element(page).getByText('Dit is geen volledig e-mailadres').waitFor();
    await page.locator('dip-contact-links #email:focus').waitFor();
    await email.fill('robin@huis.example');
    await page.getByLabel('Naam (mag leeg blijven)').fill('Robin Smit');
    await page.getByLabel('De link werkt').selectOption('14');
    await page.getByLabel('Taal van de mail').selectOption('en');
    stage.api.on(`POST ${LINKS}`, () => {
      stage.api.on(LINKS, { body: { items: [link()], hindrance: null, livemode: true } });
      return { status: 201, body: {} };
    });
    await page.getByLabel('Naam (mag leeg blijven)').press('Enter');
    await element(page).locator('.said').getByText('De link is gemaild aan Robin Smit.').waitFor();
    await reads(
      element(page),
      /Robin Smit · r•••@huis\.example verstuurd za 28 nov, 10:00, nog niet geopend; werkt tot/,
    );
    assert.deepEqual(sent(stage, 'POST')[0]?.body, {
      email: 'robin@huis.example',
      locale: 'en',
      days: 14,
      name: 'Robin Smit',
    });
    await element(page).getByText('De vorige link werkt dan niet meer.').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dip-contract-view [data-opens="links"]:focus').waitFor();
  },
);

elementTest('<dip-contract-view> takes a link back, and shows each state in words', async (stage) => {
  const ended = '2026-11-29T09:00:00.000Z';
  const items = [
    link({ state: 'opened', openedAt: '2026-11-28T12:30:00.000Z' }),
    link({ id: 'XD-CLK-2', name: null, state: 'replaced', endedAt: ended }),
    link({ id: 'XD-CLK-3', state: 'blocked', endedAt: ended }),
    link({ id: 'XD-CLK-4', state: 'expired' }),
    link({ id: 'XD-CLK-5', name: null, to: null, state: 'approved', endedAt: ended }),
  ];
  const page = await open(stage, { items }, { width: 360, theme: 'dark' });
  await reads(element(page), /Robin Smit · .* geopend za 28 nov, 13:30; werkt tot za 5 dec, 10:00 · versie 1/);
  await reads(element(page), /vervangen door een nieuwere link zo 29 nov/);
  await reads(element(page), /gestopt na vijf foute codes .* verlopen za 5 dec, 10:00/);
  await reads(element(page), /contact ✓ akkoord gegeven zo 29 nov, 10:00/);
  assert.equal(
    await element(page)
      .getByRole('button', { name: /^Trek in: de link/ })
      .count(),
    1,
  );
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  stage.api.on(`DELETE ${LINKS}/XD-CLK-1`, () => {
    const body = { items: [link({ state: 'withdrawn', endedAt: ended })], hindrance: null, livemode: true };
    stage.api.on(LINKS, { body });
    return { body: {} };
  });
  await page.getByRole('button', { name: 'Trek in: de link aan Robin Smit' }).press('Enter');
  await element(page).locator('.said').getByText('De link is ingetrokken').waitFor();
  await reads(element(page), /ingetrokken zo 29 nov, 10:00/);
});

elementTest('<dip-contract-view> says why no link can be mailed, and asks for none', async (stage) => {
  const page = await open(stage, { hindrance: 'own_people' }, { lang: 'en' });
  await reads(
    element(page),
    new RegExp(`${VENUE.name} has people here who may approve; they see the proposal already`),
  );
  assert.equal(await element(page).locator('form').count(), 0);
});

elementTest('<dip-contract-view> offers a link to its author alone, while the other side is asked', async (stage) => {
  stage.api.on(HALL_PATH, { body: sampleHall });
  stage.api.on(AGREEMENT_PATH, { body: sampleAgreement() });
  const page = await stage.open(inSession(stage.api.origin, VIEW));
  await page.getByRole('button', { name: 'Akkoord met alles' }).waitFor();
  assert.equal(await page.locator('[data-opens="links"]').count(), 0);
});
