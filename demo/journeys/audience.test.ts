// A marketer looks at who comes: opens a production, reads what it says, lays last season beside it, takes the map along for a deck.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { chooseAt, keyboard, link, mouse, type Hands, type Lang } from './hands.ts';
import { RunningDemo, skip } from './running-demo.ts';

let demo: RunningDemo;
before(async () => {
  if (!skip) demo = await RunningDemo.start('--venues', '2');
});
after(async () => {
  if (!skip) await demo.stop();
});

const WORDS = {
  nl: {
    signIn: 'Inloggen',
    section: 'Publiek',
    view: 'Bekijk',
    compare: 'Vergelijk met',
    season: 'seizoen 2025/26',
    map: 'Herkomst',
  },
  en: {
    signIn: 'Sign in',
    section: 'Audience',
    view: 'View',
    compare: 'Compare with',
    season: 'season 2025/26',
    map: 'Origin',
  },
} as const;

/** Titles in the chooser with the most buyers first are those with the most to say. */
async function largestProduction(page: Page): Promise<string> {
  const { ids, clientOf } = await demo.laid();
  assert.ok(ids['V02']);
  const { subjects } = await clientOf('V02').call<{
    subjects: { level: string; title: string; season: number; buyers: number | null }[];
  }>('GET', '/v1/audience/subjects?season=2026');
  const [most] = subjects
    .filter(({ level }) => level === 'production')
    .toSorted((a, b) => (b.buyers ?? 0) - (a.buyers ?? 0));
  assert.ok(most, await page.title());
  return most.title;
}

for (const [name, lang, hands] of [
  ['Dutch, by mouse', 'nl', mouse],
  ['English, by keyboard', 'en', keyboard],
] as const satisfies readonly (readonly [string, Lang, Hands])[])
  test(`who comes, read and taken along: ${name}`, { skip }, async () => {
    const words = WORDS[lang];
    const { page, complaints } = await demo.page(1280);
    await page.goto(`${demo.portal}?lang=${lang}`);
    await hands.press(link(page, words.signIn));
    await chooseAt(page, 'Mila Jansen', hands);
    await hands.press(link(page, words.section));
    const charts = page.locator('dip-audience-charts');
    const title = await largestProduction(page);
    await hands.select(charts.getByLabel(words.view), title);
    await charts.getByRole('heading', { level: 2, name: title }).waitFor();
    await hands.select(charts.getByLabel(words.compare), words.season);
    await charts.locator('.sub', { hasText: words.season }).waitFor();
    const findings = (await charts.getByRole('heading', { level: 3 }).allInnerTexts()).filter((text) =>
      /\s\S+\s\S+/.test(text),
    );
    assert.ok(findings.length >= 3, findings.join(' | '));
    const map = charts.getByRole('region', { name: words.map, exact: true });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      hands.press(map.getByRole('button', { name: 'SVG', exact: true })),
    ]);
    assert.match(await readFile(await download.path(), 'utf8'), /^<svg [\s\S]*<\/svg>\s*$/);
    assert.deepEqual(complaints, []);
  });
