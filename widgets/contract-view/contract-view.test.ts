import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Agreement } from '#protocol';
import {
  AGREEMENT_PATH,
  HALL_PATH,
  sampleAgreement,
  sampleHall,
  sampleHouse,
  samplePartlyRejected,
  sampleStep,
  sampleTerms,
  VENUE,
} from '../browser/deal-answers.ts';
import {
  axeFindings,
  elementStage,
  eventually,
  inSession,
  ledgerOf,
  reads,
  textOf,
  type ElementStage,
} from '../browser/element-stage.ts';
import { talk } from '../browser/talk-answers.ts';

const { elementTest: bareTest } = elementStage();
/** The simulator under the agreement asks for the hall. */
const elementTest: typeof bareTest = (name, run) =>
  bareTest(name, (stage) => {
    stage.api.on(HALL_PATH, { body: sampleHall });
    return run(stage);
  });
const VIEW = '<dip-contract-view agreement="XD-AGR-1"></dip-contract-view>';

async function open(stage: ElementStage, view: Parameters<ElementStage['open']>[1] = {}): Promise<Page> {
  const page = await stage.open(inSession(stage.api.origin, VIEW), view);
  await page.locator('dip-contract-view #head').waitFor();
  return page;
}
const sent = (stage: ElementStage, step: string) =>
  stage.api.calls.filter(({ method, path }) => method === 'POST' && path === `${AGREEMENT_PATH}/${step}`);
const said = (page: Page, words: string): Promise<void> =>
  page.locator('dip-contract-view .said').getByText(words).waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** An API on which a step makes the next state. */
function standing(stage: ElementStage, first: Agreement, step: string, next: Agreement): void {
  let now = first;
  stage.api.on(AGREEMENT_PATH, () => ({ body: now, etag: `"${now.revision}"` }));
  stage.api.on(`POST ${AGREEMENT_PATH}/${step}`, () => {
    now = next;
    return { body: now };
  });
}

elementTest(
  '<dip-contract-view> says the deal, how each term stands, what it pays and whose turn it is',
  async (stage) => {
    stage.api.on(AGREEMENT_PATH, { body: samplePartlyRejected() });
    const page = await open(stage);
    const text = await textOf(page.locator('dip-contract-view'));
    assert.match(text, /Nachtvlucht · Stadsschouwburg De Lantaarn ▲ deels afgewezen · versie 1/);
    assert.match(text, /wo 9 dec 2026 · valt onder raamovereenkomst 2026 ▲ Jij bent aan zet\. Toneelmakerij/);
    assert.match(text, /ontvangt 80% van de netto recette, met een garantie van € 4\.500,00/);
    assert.match(
      text,
      /Garantie aan producent .*€ 4\.500,00 € 4\.000,00 tegenvoorstel van Stadsschouwburg De Lantaarn/,
    );
    assert.match(text, /✕ afgewezen Antwoord “20 is bij ons gebruikelijk”/);
    assert.match(text, /Theatertoeslag .*−€ 1\.200,00 .*Netto recette .*€ 9\.587,15 .*€ 7\.669,72 .*€ 1\.917,43/);
    assert.match(text, /Voorlopig, op 400 verkochte kaarten € 7\.669,72 stand van ma 30 nov, 09:04/);
    assert.match(text, /Gegarandeerd € 4\.500,00 ook zonder verkoop/);
    assert.match(text, /2 van 6 onderdelen open · laatste stap ma 23 nov, 10:00, Bram Jansen/);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  },
);

elementTest(
  '<dip-contract-view> rejects one term with a reason and a counter-value, and agrees to the rest',
  async (stage) => {
    standing(stage, sampleAgreement(), 'reject', samplePartlyRejected({ side: 'venue', may: [] }));
    const page = await open(stage);
    await button(page, 'Wijs af: Garantie aan producent').click();
    await page.locator('#reason-guaranteeProvider:focus').waitFor();
    await page.getByRole('radio', { name: 'een andere waarde' }).check();
    const value = page.getByLabel('Nieuwe waarde');
    await value.fill('vierduizend');
    await button(page, 'Wijs 1 onderdeel af').click();
    await page.getByText('Zeg waarom').waitFor();
    await page.getByText('Dit is geen bedrag').waitFor();
    assert.equal(sent(stage, 'reject').length, 0);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await page.locator('#reason-guaranteeProvider').fill('Te hoog voor een doordeweekse avond');
    await value.fill('4000');
    await page.keyboard.press('Enter');
    await button(page, 'Wijs 1 onderdeel af').click();
    await said(page, 'De afwijzing is verstuurd');
    const [call] = sent(stage, 'reject');
    assert.deepEqual(call?.body, {
      version: 1,
      terms: [{ term: 'guaranteeProvider', reason: 'Te hoog voor een doordeweekse avond', counter: 400_000 }],
    });
    assert.equal(call?.headers['if-match'], '"2"');
    await page.locator('dip-contract-view .pill').getByText('deels afgewezen').waitFor();
  },
);

elementTest(
  '<dip-contract-view> accepts a counter-value and answers another term as one new version',
  async (stage) => {
    const next = sampleAgreement({ version: 2, side: 'provider', revision: 4, turn: 'venue', may: ['withdraw'] });
    standing(stage, samplePartlyRejected(), 'revise', next);
    const page = await open(stage);
    await button(page, 'Accepteer het tegenvoorstel: Garantie aan producent').click();
    await page.locator('[data-act="undo-guaranteeProvider"]:focus').waitFor();
    await button(page, 'Antwoord: Vrijkaarten').click();
    await page.getByLabel('Ten hoogste, per voorstelling').fill('16');
    await page.getByText('1 tegenvoorstel geaccepteerd, 1 onderdeel gewijzigd').waitFor();
    await page.getByLabel('Bericht erbij').fill('Zo goed?');
    await button(page, 'Stuur versie 2').click();
    await said(page, 'Versie 2 is voorgesteld');
    assert.deepEqual(sent(stage, 'revise')[0]?.body, {
      version: 1,
      accept: ['guaranteeProvider'],
      terms: sampleTerms({ freeTickets: { max: 16 } }),
      message: 'Zo goed?',
    });
    await page.locator('dip-contract-view .pill').getByText('voorgesteld · versie 2').waitFor();
  },
);

elementTest('<dip-contract-view> refuses what contradicts itself before it is sent, at the term', async (stage) => {
  const terms = sampleTerms({ guaranteeKind: 'minimum' });
  stage.api.on(AGREEMENT_PATH, {
    body: samplePartlyRejected({
      terms,
      termStates: [
        { term: 'guaranteeProvider', value: 450_000, state: 'rejected', reason: 'Niet', counter: null, by: 'venue' },
        { term: 'guaranteeKind', value: 'minimum', state: 'agreed' },
      ],
    }),
  });
  const page = await open(stage);
  await page.getByText('Stadsschouwburg De Lantaarn wil dit laten vervallen').waitFor();
  await button(page, 'Accepteer het tegenvoorstel: Garantie aan producent').click();
  await button(page, 'Stuur versie 2').click();
  await page.getByText('Dit klopt zo niet. Er is geen garantie aan de producent').waitFor();
  assert.equal(sent(stage, 'revise').length, 0);
});

elementTest('<dip-contract-view> is approved whole, and says when a second person is needed', async (stage) => {
  const half = sampleAgreement({
    state: 'half_approved',
    revision: 3,
    approvalsNeeded: 1,
    approvalLimit: 400_000,
    approvals: [{ at: '2026-11-24T08:00:00.000Z', side: 'venue', person: 'Bram Jansen', by: VENUE.id }],
    may: ['reject'],
  });
  standing(stage, sampleAgreement({ approvalsNeeded: 2 }), 'approve', half);
  const page = await open(stage);
  await button(page, 'Akkoord met alles').click();
  await page.getByText('Daarna moet nog iemand van Stadsschouwburg De Lantaarn akkoord gaan').waitFor();
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await button(page, 'Akkoord namens Stadsschouwburg De Lantaarn').click();
  await said(page, 'Er is nog iemand nodig');
  await page
    .getByText(
      'Bram Jansen ging akkoord op di 24 nov, 09:00. Er is nog iemand nodig, want vanaf € 4.000,00 gegarandeerd',
    )
    .waitFor();
  assert.deepEqual(sent(stage, 'approve')[0]?.body, { version: 1 });
});

elementTest('<dip-contract-view> shows both when somebody was first, and keeps what was typed', async (stage) => {
  stage.expect(/412/);
  let now = sampleAgreement();
  stage.api.on(AGREEMENT_PATH, () => ({ body: now }));
  const page = await open(stage);
  await button(page, 'Wijs af: Vrijkaarten').click();
  await page.locator('#reason-freeTickets').fill('20 is bij ons gebruikelijk');
  const terms = sampleTerms({ guaranteeProvider: 425_000 });
  now = sampleAgreement({
    version: 2,
    revision: 3,
    terms,
    history: [
      ...sampleAgreement().history,
      sampleStep(3, {
        step: 'revise',
        version: 2,
        changes: [{ term: 'guaranteeProvider', before: 450_000, after: 425_000 }],
      }),
    ],
  });
  stage.api.on(`POST ${AGREEMENT_PATH}/reject`, { status: 412, body: { code: 'edit_clash', current: now } });
  await button(page, 'Wijs 1 onderdeel af').click();
  await page.locator('dip-contract-view #clash:focus').waitFor();
  const text = await textOf(page.locator('dip-contract-view'));
  assert.match(text, /Anna de Vries, Toneelmakerij Noord stelde opnieuw voor .*€ 4\.500,00 → € 4\.250,00/);
  assert.match(text, /Jouw keuzes Vrijkaarten: afwijzen: “20 is bij ons gebruikelijk”/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  stage.api.on(`POST ${AGREEMENT_PATH}/reject`, { body: samplePartlyRejected() });
  await button(page, 'Ga verder op versie 2').click();
  await page.locator('dip-contract-view .clash').waitFor({ state: 'detached' });
  assert.equal(await page.locator('#reason-freeTickets').inputValue(), '20 is bij ons gebruikelijk');
  await button(page, 'Wijs 1 onderdeel af').click();
  await said(page, 'De afwijzing is verstuurd');
  const last = sent(stage, 'reject').at(-1);
  assert.deepEqual(
    [last?.headers['if-match'], last?.body],
    [
      '"3"',
      {
        version: 2,
        terms: [{ term: 'freeTickets', reason: '20 is bij ons gebruikelijk' }],
      },
    ],
  );
});

elementTest('<dip-contract-view> keeps what was typed when no answer comes, and sends it once', async (stage) => {
  stage.expect(/ERR_EMPTY_RESPONSE/);
  stage.api.on(AGREEMENT_PATH, { body: sampleAgreement() });
  stage.api.on(`POST ${AGREEMENT_PATH}/reject`, 'cut');
  const page = await open(stage);
  await button(page, 'Wijs af: Vrijkaarten').click();
  await page.locator('#reason-freeTickets').fill('Te weinig');
  await button(page, 'Wijs 1 onderdeel af').click();
  await said(page, 'er kwam geen antwoord');
  stage.api.on(`POST ${AGREEMENT_PATH}/reject`, { body: samplePartlyRejected() });
  await button(page, 'Wijs 1 onderdeel af').click();
  await said(page, 'De afwijzing is verstuurd');
  assert.equal(new Set(sent(stage, 'reject').map(({ headers }) => headers['idempotency-key'])).size, 1);
});

elementTest('<dip-contract-view> shows each performance of many, and why one does not count', async (stage) => {
  stage.api.on(AGREEMENT_PATH, {
    body: sampleAgreement({ approvedVersion: 1, state: 'approved', turn: null, may: [] }, [
      sampleHouse(),
      sampleHouse({ performance: 'NL-26-101-0000042|2', date: '2026-12-10', status: 'cancelled' }),
    ]),
  });
  const page = await open(stage);
  const text = await textOf(page.locator('dip-contract-view'));
  assert.match(text, /✓ akkoord · versie 1 .*2 voorstellingen, 9 dec 2026 – 10 dec 2026/);
  assert.match(text, /Per voorstelling \(2\) .*do 10 dec 2026 geannuleerd, telt niet mee –/);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-contract-view> says unknown where nothing can be computed, in English too', async (stage) => {
  stage.api.on(AGREEMENT_PATH, { body: sampleAgreement({ waterfall: null, waterfallVersion: null, share: null }) });
  const page = await open(stage, { lang: 'en' });
  const text = await textOf(page.locator('dip-contract-view'));
  assert.match(text, /There is nothing to compute yet/);
  assert.match(text, /Realised unknown/);
  assert.doesNotMatch(text, /€0\.00/);
});

elementTest('<dip-contract-view> opens the discussion of its agreement under it', async (stage) => {
  stage.api.on(AGREEMENT_PATH, { body: sampleAgreement() });
  talk(stage.api);
  const page = await open(stage);
  await page.locator('dip-contract-view #talk summary').click();
  await page.locator('dip-discussion .message').first().waitFor();
});

elementTest('<dip-contract-view> tells its troubles, and asks again', async (stage) => {
  stage.expect(/404|503/);
  stage.api.on(AGREEMENT_PATH, { status: 503, body: {} });
  const page = await stage.open(inSession(stage.api.origin, VIEW));
  await page.locator('dip-contract-view .trouble').getByText('even niet beschikbaar').waitFor();
  stage.api.on(AGREEMENT_PATH, { body: sampleAgreement() });
  await button(page, 'Opnieuw proberen').click();
  await page.locator('dip-contract-view #head').waitFor();
  await page.locator('dip-contract-view').evaluate((element) => element.setAttribute('agreement', 'XD-AGR-9'));
  await page.locator('dip-contract-view .trouble').getByText('hier niet bekend').waitFor();
});

for (const [width, theme, forcedColors] of [
  [360, 'light', 'none'],
  [768, 'dark', 'none'],
  [1280, 'light', 'active'],
] as const)
  elementTest(`<dip-contract-view> stands at ${width} px, ${theme}, forced colours ${forcedColors}`, async (stage) => {
    stage.api.on(AGREEMENT_PATH, { body: samplePartlyRejected() });
    const page = await open(stage, { width, theme, forcedColors });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  });

elementTest('<dip-contract-view> leaves nothing behind, and twice on one page asks once', async (stage) => {
  stage.api.on(AGREEMENT_PATH, { body: sampleAgreement() });
  const page = await stage.open(inSession(stage.api.origin, `${VIEW}${VIEW}`));
  await page.locator('dip-contract-view #head').nth(1).waitFor();
  assert.equal(stage.api.calls.filter(({ path }) => path === AGREEMENT_PATH).length, 1);
  await page.locator('dip-session').evaluate((session) => session.remove());
  await eventually(async () => assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 }));
});

elementTest(
  '<dip-contract-view> says of its evenings why they are not, or not wholly, in the sum, and what differs from what was signed',
  async (stage) => {
    const dollars = { currency: 'USD', vat: 'included', levy: 'included' } as const;
    const houses = [
      { status: 'cancelled' },
      { vatRate: 21, agreedVatRate: 9 },
      { amounts: dollars },
      { paid: 0, gross: -10_900 },
      { paid: null, gross: null, asOf: null, source: null },
    ].map((changed, i) =>
      sampleHouse({ performance: `NL-26-101-0000042|${i}`, date: `2026-12-1${i}`, ...(changed as object) }),
    );
    const approved = sampleAgreement({ state: 'approved', approvedVersion: 1, turn: null, may: [] }, houses);
    const share = { realised: 160_000, provisional: 144_000, guaranteed: 0, difference: -16_000 };
    const words = {
      nl: [
        'geannuleerd, telt niet mee',
        'verplaatst naar een datum met een ander btw-tarief',
        'andere munt dan de afspraak, telt niet mee',
        'recette onder nul door terugbetalingen',
        'nog geen verkoop gemeld',
      ],
      en: [
        'cancelled, does not count',
        'moved to a date with another VAT rate',
        'another currency than the deal, does not count',
        'receipts below zero after refunds',
        'no sales reported yet',
      ],
    };
    const signed = {
      nl: /€ 1\.600,00 .*▲ getekend; op de verkoop van nu € 160,00 minder/,
      en: /€1,600\.00 .*▲ signed; on today’s sales €160\.00 less/,
    };
    stage.api.on(AGREEMENT_PATH, { body: { ...approved, share } });
    for (const lang of ['nl', 'en'] as const) {
      const page = await open(stage, { lang });
      await reads(page.locator('dip-contract-view .share'), signed[lang]);
      for (const [at, text] of words[lang].entries()) {
        await page.locator('dip-contract-view p.no', { hasText: text }).waitFor();
        await reads(page.locator('dip-contract-view .parts tbody tr').nth(at), new RegExp(text));
      }
      assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    }
  },
);
