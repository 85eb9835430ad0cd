import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { AudienceAnswer } from '#protocol';
import {
  axeFindings,
  counts,
  elementStage,
  eventually,
  inSession,
  reads,
  type ElementStage,
  type View,
} from '../browser/element-stage.ts';
import { SAMPLE, SAMPLE_SUBJECTS } from './sample-report.ts';

const { elementTest } = elementStage();
const TAG = 'dip-audience-charts';
const ID = SAMPLE.report!.subject.id;

async function open(
  stage: ElementStage,
  view: View = {},
  attributes = `production="${ID}" compare="genre"`,
  answer: AudienceAnswer = SAMPLE,
): Promise<Page> {
  stage.api.on('/v1/audience', { body: answer });
  stage.api.on('/v1/audience/subjects', { body: SAMPLE_SUBJECTS });
  const page = await stage.open(inSession(stage.api.origin, `<${TAG} ${attributes}></${TAG}>`), view);
  await page.locator(`${TAG} :is(section, [role=note])`).first().waitFor();
  return page;
}

for (const lang of ['nl', 'en'] as const)
  for (const theme of ['light', 'dark'] as const)
    elementTest(`every chart says its finding, and axe finds nothing: ${lang}, ${theme}`, async (stage) => {
      const page = await open(stage, { lang, theme });
      await counts(page.locator(`${TAG} .grid > section`), 12);
      const nl = lang === 'nl';
      await reads(
        page.locator(`${TAG} section[aria-label]`).first(),
        nl ? /^Zes op de tien euro/ : /^Six in ten euros/,
      );
      await reads(
        page.locator(TAG),
        nl ? /Wie hier was, ging ook naar Vals Plat .* 3,1×/ : /also went to Vals Plat .* 3.1×/,
      );
      await reads(page.locator(TAG), nl ? /Niet te zien Gezelschap · Bijna alle/ : /Not shown Party size · Nearly all/);
      await page.locator(`${TAG} summary`).first().click();
      await page.locator(`${TAG} table`).first().waitFor();
      assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    });

for (const width of [320, 360, 768, 1280])
  elementTest(`nothing runs out of a page of ${width} pixels, and no letter is under 12`, async (stage) => {
    const page = await open(stage, { width });
    await counts(page.locator(`${TAG} .grid > section`), 12);
    await counts(page.locator(`${TAG} .ink svg`), 3);
    const measured = await page.evaluate((tag) => {
      const root = document.querySelector(tag)?.shadowRoot;
      const scaleOf = (drawn: SVGSVGElement | null): number =>
        drawn ? Math.min(1, drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width) : 1;
      const texts = [...(root?.querySelectorAll('*') ?? [])].filter((one) =>
        [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      );
      return {
        sideways: document.documentElement.scrollWidth - innerWidth,
        smallest: Math.min(
          ...texts
            .filter((one) => one.getClientRects().length > 0)
            .map((one) => Number.parseFloat(getComputedStyle(one).fontSize) * scaleOf(one.closest('svg'))),
        ),
      };
    }, TAG);
    assert.equal(measured.sideways, 0);
    assert.ok(measured.smallest >= 12, `${measured.smallest} px`);
  });

for (const theme of ['light', 'dark'] as const)
  elementTest(`the number on every shade of the map can be read: ${theme}`, async (stage) => {
    const page = await open(stage, { theme });
    for (const reading of [0, 1]) {
      await page.locator(`${TAG} .readings button`).nth(reading).click();
      await page.locator(`${TAG} .readings button`).nth(reading).and(page.locator('[aria-pressed=true]')).waitFor();
      const least = await page.evaluate((tag) => {
        const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
        const light = (colour: string): number => {
          pen.fillStyle = colour;
          pen.fillRect(0, 0, 1, 1);
          const [r = 0, g = 0, b = 0] = [...pen.getImageData(0, 0, 1, 1).data].map((value) =>
            value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
          );
          return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
        };
        const map = document.querySelector(tag)?.shadowRoot?.querySelector('.tiles');
        const all = Array.from({ length: 9 }, (_, step) => {
          const tile = map?.querySelector('.tile') as SVGGElement;
          tile.setAttribute('class', `tile s${step}`);
          const [a, b] = ['rect', 'text'].map((one) => light(getComputedStyle(tile.querySelector(one)!).fill));
          return { step, contrast: Math.max(a! / b!, b! / a!) };
        });
        return all.toSorted((x, y) => x.contrast - y.contrast)[0];
      }, TAG);
      assert.ok((least?.contrast ?? 0) >= 4.5, JSON.stringify(least));
    }
  });

elementTest(
  'the map is one stop for the keyboard; arrow keys walk over it and each area is read out',
  async (stage) => {
    const page = await open(stage);
    const said = page.locator(`${TAG} .said`);
    await reads(said, /^Kies een gebied/);
    await page.locator(`${TAG} .map-box`).focus();
    await page.keyboard.press('ArrowRight');
    await reads(said, /^35 Utrecht: 1\.220–1\.229 kopers, 4 per 1\.000 inwoners · kern/);
    await page.keyboard.press('ArrowDown');
    await reads(said, /^34 IJsselstein: 410–419 kopers/);
    await page.keyboard.press('ArrowLeft');
    await reads(said, /^28 Gouda: 60–69 kopers/);
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowLeft');
    await reads(said, /^31 Schiedam: minder dan 10 kopers of verborgen$/);
    await page.locator(`${TAG} [data-area="37"]`).click();
    await reads(said, /^37 Zeist/);
  },
);

elementTest('what is hidden is said, in drawing and table, and is never a zero', async (stage) => {
  const page = await open(stage);
  const ages = page.locator(`${TAG} section[aria-label=Leeftijd]`);
  await reads(ages, /tot 18 verborgen \(privacy\)/);
  await ages.locator('summary').click();
  const row = ages.locator('tbody tr').first();
  await reads(row, /^tot 18 verborgen \(privacy\)$/);
  const lead = page.locator(`${TAG} section[aria-label="Hoe lang vooraf"]`);
  await lead.locator('summary').click();
  await reads(lead.locator('tbody tr').last(), /^> 180 verborgen \(privacy\)$/);
  assert.doesNotMatch(await lead.innerText(), /\b0%/);
});

elementTest('another season, production or sector is laid beside it by choosing', async (stage) => {
  const page = await open(stage);
  const asked = (): string => stage.api.calls.filter(({ path }) => path.startsWith('/v1/audience?')).at(-1)?.path ?? '';
  assert.match(asked(), /level=production&id=XD-26-001-0000001&with=genre/);
  const labels = await page.locator(`${TAG} select.beside option`).allTextContents();
  assert.deepEqual(labels.slice(0, 3), ['niets', 'toneel in dit huis', 'sector']);
  assert.ok(!labels.includes('Klein Vuur'), 'what has nothing published cannot be compared with');
  await page.locator(`${TAG} select.beside`).selectOption('season:2025');
  await eventually(() => assert.match(asked(), /with=season%3A2025/));
  await page.locator(`${TAG} select.subject`).selectOption('season 2026');
  await eventually(() => assert.match(asked(), /level=season&season=2026/));
});

elementTest('the chooser keeps the keyboard past what has nothing to show', async (stage) => {
  stage.api.on('/v1/audience', ({ path }) => ({
    body: path.includes('0000003') ? { ...SAMPLE, report: null, reference: null, why: 'too_few' } : SAMPLE,
  }));
  stage.api.on('/v1/audience/subjects', { body: SAMPLE_SUBJECTS });
  const page = await stage.open(inSession(stage.api.origin, `<${TAG} production="XD-26-001-0000002"></${TAG}>`));
  const chooser = page.locator(`${TAG} select.subject`);
  await chooser.focus();
  await page.keyboard.press('ArrowDown');
  await reads(page.locator(TAG), /te weinig kopers/);
  await page.keyboard.press('ArrowDown');
  await eventually(async () => assert.equal(await chooser.inputValue(), 'production XD-26-001-0000004'));
  await counts(page.locator(`${TAG} .ink svg`), 3);
});

elementTest('nothing to show says why', async (stage) => {
  for (const [why, words] of [
    ['no_facts', /geen publieksgegevens/],
    ['too_few', /te weinig kopers/],
    ['not_yet', /eerstvolgende maandag/],
    ['not_shared', /deelt het publiek van deze productie niet/],
    ['excluded', /buiten het publieksonderzoek/],
  ] as const) {
    const page = await open(stage, {}, undefined, { ...SAMPLE, report: null, reference: null, why });
    await reads(page.locator(TAG), words);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  }
});

elementTest('a sector that may not be shown is told, and the rest stands', async (stage) => {
  const page = await open(stage, {}, 'compare="sector"', {
    ...SAMPLE,
    reference: null,
    whyReference: 'too_few_venues',
  });
  await reads(page.locator(TAG), /nog geen tien theaters/);
  await counts(page.locator(`${TAG} .grid > section`), 12);
});

elementTest('one chart stands by itself, also one that is withheld', async (stage) => {
  const page = await open(stage, {}, `production="${ID}" chart="party"`);
  await reads(page.locator(TAG), /^Gezelschap .*Bijna alle kopers zitten in één groep/);
  await page.evaluate((tag) => document.querySelector(tag)?.setAttribute('chart', 'lead'), TAG);
  await reads(page.locator(TAG), /^De helft koopt in de laatste vier weken/);
  await counts(page.locator(`${TAG} section`), 1);
});

elementTest('paper has the charts and nothing to press', async (stage) => {
  const page = await open(stage);
  await page.emulateMedia({ media: 'print' });
  await eventually(async () => assert.equal(await page.locator(`${TAG} .files`).first().isVisible(), false));
  assert.equal(await page.locator(`${TAG} .choices`).isVisible(), false);
  assert.equal(await page.locator(`${TAG} .tiles`).isVisible(), true);
});

elementTest(
  'each chart has an element of its own; the pyramid falls back to ages where a house has no gender',
  async (stage) => {
    const { age_gender: gone, ...tables } = SAMPLE.report!.tables;
    assert.ok(gone);
    stage.api.on('/v1/audience', ({ path }) => ({
      body: path.includes('level=season') ? { ...SAMPLE, report: { ...SAMPLE.report!, tables } } : SAMPLE,
    }));
    stage.api.on('/v1/audience/subjects', { body: SAMPLE_SUBJECTS });
    const tags = ['origin-map', 'catchment', 'age-pyramid', 'lead-time', 'purchase-moment', 'overlap'];
    const inner = tags.map((tag) => `<dip-${tag} production="${ID}"></dip-${tag}>`).join('');
    const page = await stage.open(
      inSession(stage.api.origin, `<h2>Publiek</h2>${inner}<dip-age-pyramid id="plain"></dip-age-pyramid>`),
    );
    await reads(page.locator('dip-origin-map'), /minder dan 10 kopers/);
    await reads(page.locator('dip-catchment'), /kern \(60% van de recette\)/);
    await page.locator('dip-age-pyramid').first().scrollIntoViewIfNeeded();
    await counts(page.locator('dip-age-pyramid').first().locator('.ink .layer_0_marks path'), 13);
    await reads(page.locator('#plain'), /aandeel van de kopers per leeftijd/);
    await reads(page.locator('dip-lead-time'), /^De helft koopt/);
    await reads(page.locator('dip-purchase-moment'), /avonds gekocht/);
    await reads(page.locator('dip-overlap'), /^Wie hier was/);
    const asked = stage.api.calls.filter(({ path }) => path.startsWith('/v1/audience?'));
    assert.equal(asked.length, 2, 'charts of one subject share its answer');
    assert.deepEqual(await axeFindings(page, ...tags.map((tag) => `dip-${tag}`)), []);
  },
);

elementTest('a report is dated and defined, has nothing to choose, and its address holds the choice', async (stage) => {
  const page = await open(stage, {}, `production="${ID}" compare="genre" report-url="/audience/report"`);
  assert.equal(
    await page.locator(`${TAG} .to-report`).getAttribute('href'),
    `/audience/report?production=${ID}&compare=genre`,
  );
  await page.evaluate((tag) => document.querySelector(tag)?.setAttribute('report', ''), TAG);
  await page.locator(`${TAG} .definitions`).waitFor();
  await reads(page.locator(`${TAG} .head`), /verschenen 23 november 2026, uitgave 3/);
  await counts(page.locator(`${TAG} :is(select, .files button, details)`), 0);
  await counts(page.locator(`${TAG} .wide tbody tr`), 10);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});
