import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Agreement, FrozenHouse, Statement, StatementSummary } from '#protocol';
import {
  axeFindings,
  counts,
  elementStage,
  eventually,
  inSession,
  reads,
  type ElementStage,
} from '../browser/element-stage.ts';
import { sampleAgreement } from '../browser/deal-answers.ts';
import { sampleMe } from '../browser/people-answers.ts';
import {
  classesOnly,
  sampleFrozen,
  sampleStatement,
  STATEMENT_ID,
  STATEMENT_PATH,
} from '../browser/statement-answers.ts';

const { elementTest } = elementStage();
const AT = '2026-12-11T10:00:00.000Z';
const EXTRA = [
  {
    id: 'a1',
    label: 'Extra techniek',
    amount: -25_000,
    vatRate: 21,
    evidence: 'factuur 2026-118',
    by: 'venue',
    adjusts: null,
  },
] as const;
const element = (page: Page) => page.locator('dip-settlement-sheet');

async function open(
  stage: ElementStage,
  statement: Statement,
  view: Parameters<ElementStage['open']>[1] = {},
): Promise<Page> {
  stage.api.on('/v1/me', { body: sampleMe() });
  stage.api.on(STATEMENT_PATH, { body: statement });
  const page = await stage.open(
    inSession(stage.api.origin, `<dip-settlement-sheet statement="${STATEMENT_ID}"></dip-settlement-sheet>`),
    view,
  );
  await element(page).locator('#head').waitFor();
  return page;
}
const DEAL_PATH = '/v1/agreements/XD-AGR-0000000001';
/** An approved deal of two evenings that were played long ago. */
const playedDeal = (changed: Partial<Agreement> = {}): Agreement =>
  sampleAgreement({ state: 'approved', approvedVersion: 1, ...changed }, [
    sampleFrozen({ date: '2025-12-09' }),
    sampleFrozen({ ...classesOnly(), date: '2025-12-10' }),
  ]);
const posts = (stage: ElementStage, step: string) =>
  stage.api.calls.filter(({ method, path }) => method !== 'GET' && path === `${STATEMENT_PATH}/${step}`);

elementTest(
  '<dip-settlement-sheet> shows who invoices what, price types or that there are none, each step with its formula',
  async (stage) => {
    const page = await open(stage, sampleStatement({}, undefined, EXTRA));
    await reads(
      element(page),
      /Afrekening · Nachtvlucht voorgesteld Toneelmakerij Noord ↔ Stadsschouwburg De Lantaarn · wo 9 dec 2026, do 10 dec 2026 · afspraak versie 2 · kenmerk TN-2026-17/,
    );
    await reads(
      element(page).locator('.sentence'),
      /factureert Stadsschouwburg De Lantaarn € 13\.170,00 inclusief btw over 2 voorstellingen/,
    );
    await reads(element(page).locator('.houses'), /Volledig tarief · 1e rang 300 × € 32,00 € 9\.600,00/);
    await reads(
      element(page).locator('.houses tbody').nth(1),
      /€ 4\.500,00 € 3\.529,82 .*De bron kent geen prijssoorten, alleen klassen/,
    );
    await reads(element(page).locator('.sums').first(), /Auteursrechten 5% over € 13\.807,34, .* auteur −€ 690,37/);
    await reads(
      element(page).locator('.sums').nth(1),
      /Extra techniek bewijs factuur 2026-118 · toegevoegd door Stadsschouwburg De Lantaarn · btw 21% .* −€ 250,00/,
    );
    await reads(
      element(page).locator('.due'),
      /9% .*21% −€ 250,00 −€ 52,50 −€ 302,50 Totaal € 12\.110,09 € 1\.059,91 € 13\.170,00/,
    );
    await reads(element(page).locator('.signs'), /Toneelmakerij Noord nog niet getekend/);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  },
);

elementTest(
  '<dip-settlement-sheet> disputes a line by keyboard and answers it, with what the other said',
  async (stage) => {
    const page = await open(stage, sampleStatement());
    stage.api.on(`POST ${STATEMENT_PATH}/dispute`, () => {
      stage.api.on(STATEMENT_PATH, {
        body: sampleStatement({
          state: 'disputed',
          revision: 4,
          open: [{ line: 'royalties', side: 'venue' }],
          talk: [
            {
              line: 'royalties',
              at: AT,
              side: 'venue',
              by: 'Anna de Vries',
              kind: 'dispute',
              note: 'Dit is 4%.',
              resolved: false,
            },
          ],
          may: ['answer', 'dispute', 'sign'],
        }),
      });
      return { body: sampleStatement() };
    });
    await page.getByRole('button', { name: 'Betwist Auteursrechten 5%' }).focus();
    await page.keyboard.press('Enter');
    await element(page).locator('textarea:focus').waitFor();
    await page.getByRole('button', { name: 'Betwist', exact: true }).click();
    await reads(element(page).locator('.fault'), /Zeg waarom/);
    assert.equal(posts(stage, 'dispute').length, 0);
    await element(page).locator('textarea').fill('Dit is 4%.');
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await page.getByRole('button', { name: 'Betwist', exact: true }).click();
    await reads(element(page).locator('.said'), /De regel is betwist; de ander ziet waarom/);
    assert.deepEqual(posts(stage, 'dispute')[0]?.body, { line: 'royalties', note: 'Dit is 4%.' });
    assert.equal(posts(stage, 'dispute')[0]?.headers['if-match'], '"3"');
    await reads(element(page).locator('.talk'), /betwist door Anna de Vries, vr 11 dec,? 11:00 Dit is 4%\./);
    await reads(element(page).locator('.lead').first(), /1 regel is betwist/);
    stage.api.on(`POST ${STATEMENT_PATH}/answer`, { body: sampleStatement() });
    await page.getByRole('button', { name: 'Antwoord over Auteursrechten 5%' }).click();
    await element(page).locator('textarea').fill('Toch 5%.');
    await page.getByLabel('Dit is hiermee opgelost').check();
    await page.getByRole('button', { name: 'Antwoord', exact: true }).click();
    await reads(element(page).locator('.said'), /Je antwoord staat erbij/);
    assert.deepEqual(posts(stage, 'answer')[0]?.body, { line: 'royalties', note: 'Toch 5%.', resolved: true });
  },
);

elementTest(
  '<dip-settlement-sheet> goes on from what a step was answered with, before it is read anew',
  async (stage) => {
    const offered = sampleStatement({ revision: 4, sha256: 'f'.repeat(64) });
    const page = await open(stage, sampleStatement({ state: 'draft', may: ['propose'] }));
    stage.api.on(`POST ${STATEMENT_PATH}/propose`, { body: offered });
    // What is asked anew is long in coming.
    stage.api.on(STATEMENT_PATH, 'hang');
    await element(page).locator('[data-opens=propose]').click();
    await reads(element(page).locator('.said'), /De afrekening is voorgesteld/);
    stage.api.on(`POST ${STATEMENT_PATH}/sign`, { body: offered });
    await page.getByRole('button', { name: 'Teken', exact: true }).click();
    await element(page).locator('.sure .warn').click();
    await reads(element(page).locator('.said'), /Je hebt getekend/);
    assert.equal(posts(stage, 'sign')[0]?.headers['if-match'], '"4"');
    assert.deepEqual(posts(stage, 'sign')[0]?.body, { sha256: offered.sha256 });
  },
);

elementTest(
  '<dip-settlement-sheet> signs what its hash stands for, after asking; a clash is said and signs nothing',
  async (stage) => {
    const statement = sampleStatement();
    const page = await open(stage, statement);
    await page.getByRole('button', { name: 'Teken', exact: true }).click();
    await element(page).locator('.sure .no:focus').waitFor();
    await reads(element(page).locator('.sure'), /Je tekent namens je organisatie voor € 13\.472,50/);
    await page.keyboard.press('Escape');
    await counts(element(page).locator('.sure'), 0);
    stage.expect(/412/);
    stage.api.on(`POST ${STATEMENT_PATH}/sign`, { status: 412, body: { code: 'edit_clash' } });
    await page.getByRole('button', { name: 'Teken', exact: true }).click();
    await element(page).locator('.sure .warn').click();
    await reads(element(page).locator('.said'), /Niet gelukt: iemand anders heeft dit intussen gewijzigd/);
    stage.api.on(`POST ${STATEMENT_PATH}/sign`, () => {
      stage.api.on(STATEMENT_PATH, {
        body: sampleStatement({
          signatures: [{ side: 'venue', at: AT, by: 'De Lantaarn', person: 'Anna de Vries' }],
          may: ['refreeze'],
        }),
      });
      return { body: statement };
    });
    await element(page).locator('.sure .warn').click();
    await reads(element(page).locator('.said'), /Je hebt getekend/);
    assert.deepEqual(posts(stage, 'sign').at(-1)?.body, { sha256: statement.sha256 });
    await reads(element(page), /Wacht op de handtekening van Toneelmakerij Noord/);
    await reads(element(page).locator('.signs'), /✓ getekend door Anna de Vries, vr 11 dec,? 11:00/);
  },
);

elementTest(
  '<dip-settlement-sheet> adds a cost with its evidence, field by field, and removes its own',
  async (stage) => {
    const page = await open(stage, sampleStatement({}, undefined, EXTRA));
    stage.api.on(`POST ${STATEMENT_PATH}/lines`, { body: sampleStatement() });
    await page.getByRole('button', { name: 'Voeg kosten toe' }).click();
    await element(page).locator('input[name=label]:focus').waitFor();
    await page.keyboard.type('Bruiklening vleugel');
    await page.keyboard.press('Enter');
    await reads(element(page).locator('#amount-fault'), /Een bedrag, zoals 125,00/);
    await page.getByLabel('Bedrag zonder btw').fill('1.250,50');
    await page.getByLabel('Wie krijgt het').selectOption('provider');
    await page.getByLabel('Bewijs').fill('factuur 77');
    await page.keyboard.press('Enter');
    await reads(element(page).locator('.said'), /De regel staat erbij/);
    assert.deepEqual(posts(stage, 'lines')[0]?.body, {
      label: 'Bruiklening vleugel',
      amount: 125_050,
      vatRate: 21,
      evidence: 'factuur 77',
    });
    stage.api.on(`DELETE ${STATEMENT_PATH}/lines/a1`, { body: sampleStatement() });
    await page.getByRole('button', { name: 'Verwijder Extra techniek' }).click();
    await reads(element(page).locator('.said'), /De regel is weg/);
  },
);

elementTest(
  '<dip-settlement-sheet> of a final statement stays, says what was corrected since, and gives its files',
  async (stage) => {
    const final = sampleStatement({
      state: 'final',
      may: [],
      side: 'provider',
      signatures: (['venue', 'provider'] as const).map((side) => ({ side, at: AT, by: side, person: null })),
      differences: [
        {
          performance: classesOnly().id,
          paid: [150, 148],
          free: [12, 12],
          gross: [450_000, 444_600],
          provider: -3_200,
        },
      ],
      correction: { ex: -3_200, adjusted: 0, left: -3_200, rates: [{ rate: 9, ex: -3_200 }] },
      invoices: [{ number: '2026-001', kind: 380, at: AT }],
    });
    const page = await open(stage, final, { lang: 'en' });
    await reads(element(page), /Signed by both sides\. It changes no more\./);
    await reads(
      element(page).locator('.notice'),
      /Corrected after signing By corrections the provider gets −€32\.00 more; −€32\.00 of that is not made good yet/,
    );
    await reads(
      element(page).locator('.differs'),
      /Thu,? 10 Dec 2026 Frozen 150 148 Frozen €4,500\.00 €4,446\.00 −€32\.00/,
    );
    await counts(element(page).getByRole('button', { name: /Dispute|^Sign$/ }), 0);
    stage.api.on('POST /v1/statements', { status: 201, body: final });
    await page.getByRole('button', { name: 'Make a correction' }).click();
    await eventually(() =>
      assert.deepEqual(
        stage.api.calls.find(({ method, path }) => method === 'POST' && path === '/v1/statements')?.body,
        {
          agreement: final.agreement,
          adjusts: STATEMENT_ID,
        },
      ),
    );
    stage.api.on(`${STATEMENT_PATH}/statement.pdf`, { body: {} });
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as PDF' }).click(),
    ]);
    assert.equal(file.suggestedFilename(), `${STATEMENT_ID}.pdf`);
    assert.equal(stage.api.calls.at(-1)?.path, `${STATEMENT_PATH}/statement.pdf?lang=en`);
    await page.getByRole('button', { name: 'invoice 2026-001 as UBL' }).waitFor();
    const rates = [
      { rate: 9, ex: -265_000 },
      { rate: 21, ex: 265_000 },
    ];
    const moved = { ...final, differences: [], correction: { ex: 0, adjusted: 0, left: 0, rates } };
    const other = await open(stage, moved, { lang: 'en' });
    await reads(element(other).locator('.notice'), /without VAT: 9%: −€2,650\.00; 21%: €2,650\.00\. Make a correction/);
  },
);

elementTest(
  '<dip-settlement-sheet> makes the invoice of a final statement, or says what an invoice needs first',
  async (stage) => {
    const final = sampleStatement({ state: 'final', may: [], side: 'provider' });
    const page = await open(stage, final);
    stage.expect(/409/);
    const errors = [
      { pointer: '/seller/iban', detail: 'needed' },
      { pointer: '/buyer/legalName', detail: 'needed' },
    ];
    stage.api.on(`POST ${STATEMENT_PATH}/invoices`, { status: 409, body: { code: 'conflict', errors } });
    await page.getByRole('button', { name: 'Maak factuur' }).click();
    await reads(element(page).locator('.said'), /Vul eerst het factuurprofiel aan: verkoper IBAN, koper naam\./);
    stage.api.on(`POST ${STATEMENT_PATH}/invoices`, { status: 201, body: {} });
    await page.getByRole('button', { name: 'Maak factuur' }).click();
    await reads(element(page).locator('.said'), /De factuur is gemaakt/);
  },
);

elementTest('<dip-settlement-sheet> of nothing in particular lists all, opens one and comes back', async (stage) => {
  const one = sampleStatement();
  const { id, agreement, state, side, provider, venue, production, performances, due, currency } = one;
  const about = { id, agreement, state, side, provider, venue, production, performances };
  const row: StatementSummary = { ...about, due, currency, updatedAt: AT, livemode: true };
  stage.api.on('/v1/me', { body: sampleMe() });
  stage.api.on('/v1/statements', { body: { items: [row], next: null, livemode: true } });
  stage.api.on(STATEMENT_PATH, { body: one });
  const page = await stage.open(inSession(stage.api.origin, '<dip-settlement-sheet></dip-settlement-sheet>'), {
    width: 360,
  });
  await reads(
    element(page),
    /^Afrekeningen Nachtvlucht .* · wo 9 dec 2026, do 10 dec 2026 voorgesteld € [\d.,]+ ex btw/,
  );
  assert.equal(await page.getByRole('button', { name: 'Maak afrekening' }).count(), 0);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  await page.getByRole('button', { name: /^Open de afrekening van Nachtvlucht · / }).click();
  await reads(element(page), /Alle afrekeningen Afrekening · Nachtvlucht voorgesteld/);
  await page.getByRole('button', { name: 'Alle afrekeningen' }).click();
  await element(page).locator(`[data-opens="${STATEMENT_ID}"]:focus`).waitFor();
});

elementTest('<dip-settlement-sheet> of a deal lists what was settled and makes the next', async (stage) => {
  const made = sampleStatement({ state: 'draft', may: ['propose', 'withdraw'] }, [sampleFrozen()]);
  stage.api.on('/v1/me', { body: sampleMe() });
  stage.api.on('/v1/statements', { body: { items: [], next: null, livemode: true } });
  stage.api.on('POST /v1/statements', { status: 201, body: made });
  stage.api.on(STATEMENT_PATH, { body: made });
  stage.api.on(DEAL_PATH, { body: playedDeal() });
  const page = await stage.open(
    inSession(stage.api.origin, '<dip-settlement-sheet agreement="XD-AGR-0000000001"></dip-settlement-sheet>'),
    { width: 768 },
  );
  await reads(element(page), /Van deze afspraak is nog niets afgerekend/);
  await page.getByRole('button', { name: 'Maak afrekening' }).click();
  await reads(element(page), /Afrekening · Nachtvlucht concept/);
  await page.getByRole('button', { name: 'Stel voor' }).waitFor();
  assert.deepEqual(stage.api.calls.find(({ method }) => method === 'POST')?.body, { agreement: 'XD-AGR-0000000001' });
  await page.getByRole('button', { name: 'Alle afrekeningen van deze afspraak' }).click();
  await reads(element(page), /Afrekeningen van deze afspraak/);
});

elementTest(
  '<dip-settlement-sheet> fits 360 px and dark, prints as a borderel, and says what is missing',
  async (stage) => {
    const page = await open(
      stage,
      sampleStatement(
        { blocked: [{ pointer: '/record/waterfall/parts/0', detail: 'its VAT rate is not known' }] },
        undefined,
        EXTRA,
      ),
      { width: 360, theme: 'dark', forcedColors: 'active' },
    );
    await reads(element(page).locator('.notice'), /Eerst moet dit bekend zijn its VAT rate is not known/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360));
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await page.emulateMedia({ media: 'print' });
    await eventually(async () => assert.equal(await element(page).locator('button:visible').count(), 0));
    stage.expect(/404/);
    stage.api.on(STATEMENT_PATH, { status: 404, body: { code: 'not_found' } });
    const none = await stage.open(
      inSession(stage.api.origin, `<dip-settlement-sheet statement="${STATEMENT_ID}"></dip-settlement-sheet>`),
    );
    await none.getByText('mag dit niet tonen').waitFor();
  },
);

elementTest('<dip-settlement-sheet> offers to make nothing where nothing is left, and says why', async (stage) => {
  const { id, agreement, side, provider, venue, production, performances, due, currency } = sampleStatement();
  const about = { id, agreement, side, provider, venue, production, performances, due, currency };
  const row = (state: Statement['state']): StatementSummary => ({ ...about, state, updatedAt: AT, livemode: true });
  const shown = async (deal: Agreement, items: StatementSummary[], lang: 'nl' | 'en' = 'nl'): Promise<Page> => {
    stage.api.on('/v1/me', { body: sampleMe() });
    stage.api.on('/v1/statements', { body: { items, next: null, livemode: true } });
    stage.api.on(DEAL_PATH, { body: deal });
    return stage.open(
      inSession(stage.api.origin, '<dip-settlement-sheet agreement="XD-AGR-0000000001"></dip-settlement-sheet>'),
      { lang },
    );
  };
  for (const [deal, items, nl, en] of [
    [
      playedDeal({ state: 'settled' }),
      [row('final')],
      /Alles van deze afspraak is afgerekend\./,
      /All of this deal is settled\./,
    ],
    [playedDeal(), [row('proposed')], /ze wacht nog op handtekeningen/, /it waits for signatures/],
    [
      sampleAgreement({ state: 'approved', approvedVersion: 1 }, [sampleFrozen({ date: '2099-12-09' })]),
      [],
      /nog geen voorstelling geweest\. Afrekenen kan vanaf wo 9 dec 2099/,
      /No performance has been yet\. It can be settled from Wed,? 9 Dec 2099 on/,
    ],
  ] as const)
    for (const [lang, words] of [
      ['nl', nl],
      ['en', en],
    ] as const) {
      const page = await shown(deal, [...items], lang);
      await reads(element(page).locator('.lead'), words);
      await counts(page.getByRole('button', { name: /^Maak afrekening$|^Make a statement$/ }), 0);
      assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    }
});

elementTest(
  '<dip-settlement-sheet> says of each performance why it is not, or not wholly, in the sum',
  async (stage) => {
    const evening = (n: number, changed: Partial<FrozenHouse>): FrozenHouse => ({
      ...classesOnly(),
      id: `NL-26-101-0000042|${n}`,
      performance: `NL-26-101-0000042|${n}`,
      date: `2026-12-1${n}`,
      startsAt: `2026-12-1${n}T19:15:00.000Z`,
      ...changed,
    });
    const dollars = { currency: 'USD', vat: 'included', levy: 'included' } as const;
    const houses = [
      evening(1, { status: 'cancelled' }),
      evening(2, { vatRate: 21, agreedVatRate: 9 }),
      evening(3, { amounts: dollars }),
      evening(4, { paid: 0, gross: -10_900 }),
      evening(5, { paid: null, gross: null, asOf: null, source: null }),
    ];
    const words = {
      nl: [
        /▲ geannuleerd, telt niet mee .*telt niet mee/,
        /▲ verplaatst naar een datum met een ander btw-tarief/,
        /▲ andere munt dan de afspraak, telt niet mee .*telt niet mee/,
        /▲ recette onder nul door terugbetalingen .*−€ 109,00/,
        /▲ nog geen verkoop gemeld \? /,
      ],
      en: [
        /▲ cancelled, does not count .*does not count/,
        /▲ moved to a date with another VAT rate/,
        /▲ another currency than the deal, does not count .*does not count/,
        /▲ receipts below zero after refunds .*−€109\.00/,
        /▲ no sales reported yet \? /,
      ],
    };
    for (const lang of ['nl', 'en'] as const) {
      const page = await open(stage, sampleStatement({}, houses), { lang, width: lang === 'nl' ? 1024 : 360 });
      for (const [at, text] of words[lang].entries()) await reads(element(page).locator('.houses tbody').nth(at), text);
      assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    }
  },
);
