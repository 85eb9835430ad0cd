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
import { sampleShare, SHARE_PATH } from '../browser/share-answers.ts';

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
