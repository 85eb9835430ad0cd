import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import {
  axeFindings,
  counts,
  elementStage,
  eventually,
  inSession,
  reads,
  type ElementStage,
} from '../browser/element-stage.ts';
import { sampleShare, SHARE_PATH, sharePerformance } from '../browser/share-answers.ts';

const { elementTest } = elementStage();

async function open(
  stage: ElementStage,
  view: Parameters<ElementStage['open']>[1] = {},
  attributes = '',
): Promise<Page> {
  const page = await stage.open(inSession(stage.api.origin, `<dip-my-share ${attributes}></dip-my-share>`), view);
  await page.locator('dip-my-share #head').waitFor();
  return page;
}

elementTest(
  '<dip-my-share> says it in a sentence, three figures, and a table whose evenings say why they count',
  async (stage) => {
    stage.api.on(SHARE_PATH, { body: sampleShare() });
    const page = await open(stage);
    await reads(
      page.locator('dip-my-share .lead'),
      /Op wat nu is verkocht krijg je € 9\.970,21 van 2 voorstellingen\. Daarvan is € 4\.000,00 gegarandeerd, ook zonder verkoop\. 1 telt niet mee\./,
    );
    await reads(
      page.locator('dip-my-share .figures'),
      /Gerealiseerd € 2\.310,49 .*Voorlopig € 9\.970,21 op de verkoop van di 24 nov,? 09:04 Gegarandeerd € 4\.000,00/,
    );
    await counts(page.locator('dip-my-share .inner'), 0);
    await page.getByRole('button', { name: 'Toon de voorstellingen van Nachtvlucht' }).focus();
    await page.keyboard.press('Enter');
    await reads(
      page.locator('dip-my-share .inner').first(),
      /1 dec 2026 De Lantaarn ✓ telt mee € 0,00 € 7\.669,72 € 4\.000,00/,
    );
    await reads(
      page.locator('dip-my-share .inner').nth(1),
      /Schouwburg Noord – telt niet mee: afspraak niet akkoord \(deels afgewezen\) – – –/,
    );
    await page.getByRole('button', { name: 'Toon de voorstellingen van De Kersentuin' }).click();
    await reads(page.locator('dip-my-share .inner').nth(2), /telt mee, afgerekend/);
    await reads(page.locator('dip-my-share .total'), /€ 2\.310,49 € 9\.970,21 € 4\.000,00/);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  },
);

elementTest('<dip-my-share> of one production, in English, dark, at 360 px', async (stage) => {
  stage.api.on(`${SHARE_PATH}?production=XD-26-101-0000002`, { body: sampleShare() });
  const page = await open(
    stage,
    { width: 360, lang: 'en', theme: 'dark' },
    'season="2026" production="XD-26-101-0000002"',
  );
  await reads(
    page.locator('dip-my-share'),
    /My share · De Kersentuin On what is sold now you get €2,300\.49 from 1 performance\. Nothing of it is guaranteed/,
  );
  await counts(page.locator('dip-my-share tbody'), 1);
  await page.getByRole('button', { name: 'Show the performances of De Kersentuin' }).click();
  await counts(page.locator('dip-my-share .inner'), 1);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360));
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});

elementTest('<dip-my-share> says what is owed, when nothing counts, and when it may not be seen', async (stage) => {
  const [one] = sampleShare().productions;
  const owed = { realised: 0, provisional: -47_018, guaranteed: 0 };
  stage.api.on(SHARE_PATH, {
    body: sampleShare({ total: owed, productions: one ? [{ ...one, ...owed }] : [], currency: 'USD' }),
  });
  const page = await open(stage, { forcedColors: 'active' });
  await reads(page.locator('dip-my-share'), /kom je \$ 470,18 tekort, over 1 voorstelling\. .*−\$ 470,18/);
  stage.api.on(SHARE_PATH, { body: sampleShare({ productions: [], performances: [] }) });
  await reads(
    (await open(stage)).locator('dip-my-share'),
    /Er telt nog geen voorstelling mee\. Een voorstelling telt mee zodra/,
  );
  stage.expect(/404/);
  stage.api.on(SHARE_PATH, { status: 404, body: { code: 'not_found' } });
  const none = await stage.open(inSession(stage.api.origin, '<dip-my-share></dip-my-share>'));
  await eventually(async () => assert.ok(await none.getByText('mag dit niet tonen').count()));
});

/** Every way in which the figures of an evening are not simply those of its sales. */
const withNotes = () => {
  const [one] = sampleShare().productions;
  const total = { realised: 160_000, provisional: 144_000, guaranteed: 0, difference: -16_000 };
  const out = { counts: false, provisional: 0, guaranteed: 0 } as const;
  return sampleShare({
    total,
    productions: one ? [{ ...one, ...total, counted: 6, left: 3 }] : [],
    performances: [
      sharePerformance(1, {
        settled: true,
        basis: 'signed',
        realised: 160_000,
        provisional: 144_000,
        difference: -16_000,
      }),
      sharePerformance(2, { settled: true, basis: 'signed', realised: 766_972, todayUnknown: true }),
      sharePerformance(3, { settled: true, basis: 'recomputed', state: 'settled', realised: 766_972 }),
      sharePerformance(4, { remarks: ['no_sales'] }),
      sharePerformance(5, { remarks: ['moved_year'] }),
      sharePerformance(6, { remarks: ['negative_recette'], provisional: -10_000 }),
      sharePerformance(7, { ...out, why: 'cancelled', remarks: ['cancelled'] }),
      sharePerformance(8, { ...out, why: 'currency_mismatch', remarks: ['currency_mismatch'] }),
      sharePerformance(9, { ...out, why: 'unknown_figures', remarks: ['vat_unknown'] }),
    ],
  });
};

elementTest('<dip-my-share> says what differs from what was signed, and every remark, in words', async (stage) => {
  stage.api.on(SHARE_PATH, { body: withNotes() });
  const said = {
    nl: [
      /Sinds het tekenen is de verkoop gecorrigeerd: € 160,00 minder dan getekend is\./,
      [
        /telt mee, afgerekend ▲ Verkoop van nu: € 160,00 minder dan getekend\. € 1\.600,00 € 1\.440,00/,
        /telt mee, afgerekend ▲ De verkoop van nu is niet te berekenen; wat getekend is geldt\./,
        /telt mee, afgerekend ▲ Getekend bedrag nog niet binnen: berekend op de verkoop van nu\./,
        /✓ telt mee ▲ nog geen verkoop gemeld/,
        /✓ telt mee ▲ verplaatst naar een datum met een ander btw-tarief/,
        /✓ telt mee ▲ recette onder nul door terugbetalingen € 0,00 −€ 100,00/,
        /– telt niet mee: geannuleerd – – –/,
        /– telt niet mee: andere munt – – –/,
        /– telt niet mee: cijfers onbekend ▲ btw-tarief onbekend, telt niet mee – – –/,
      ],
    ],
    en: [
      /Sales were corrected since signing: €160\.00 less than was signed\./,
      [
        /counts, settled ▲ Today’s sales: €160\.00 less than signed\./,
        /▲ Today’s sales cannot be computed; what was signed holds\./,
        /▲ The signed amount has not come in yet: computed on today’s sales\./,
        /✓ counts ▲ no sales reported yet/,
        /✓ counts ▲ moved to a date with another VAT rate/,
        /✓ counts ▲ receipts below zero after refunds/,
        /– does not count: cancelled – – –/,
        /– does not count: another currency – – –/,
        /– does not count: figures unknown ▲ VAT rate unknown, does not count – – –/,
      ],
    ],
  } as const;
  for (const lang of ['nl', 'en'] as const) {
    const page = await open(stage, lang === 'nl' ? { lang } : { lang, width: 360, theme: 'dark' });
    await reads(page.locator('dip-my-share .differs'), said[lang][0]);
    await page.locator('dip-my-share .title').click();
    for (const [at, words] of said[lang][1].entries()) await reads(page.locator('dip-my-share .inner').nth(at), words);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  }
});
