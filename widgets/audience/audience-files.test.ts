// What leaves the page: pictures and tables of what is on screen, and what stands there when the chart's code does not come.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { SaxesParser } from 'saxes';
import { axeFindings, counts, elementStage, inSession, reads, type ElementStage } from '../browser/element-stage.ts';
import { SAMPLE, SAMPLE_SUBJECTS } from './sample-report.ts';

const { elementTest } = elementStage();
const TAG = 'dip-audience-charts';
const ID = SAMPLE.report!.subject.id;
const IDS = ['XD-26-001-0000001', 'XD-26-001-0000002', 'XD-26-001-0000003'] as const;
/** Who saw which productions: three together, two together, and one. */
const COMBINATIONS = {
  ...SAMPLE,
  report: {
    ...SAMPLE.report!,
    tables: {
      combinations: {
        cells: { [IDS[0]]: 900, [IDS.join('+')]: 310, [`${IDS[1]}+${IDS[2]}`]: 60, [`${IDS[0]}+${IDS[1]}`]: null },
        shown: 1_270,
      },
    },
  },
};

async function open(stage: ElementStage, answer = SAMPLE, width = 1280): Promise<Page> {
  stage.api.on('/v1/audience', { body: answer });
  stage.api.on('/v1/audience/subjects', { body: SAMPLE_SUBJECTS });
  const page = await stage.open(inSession(stage.api.origin, `<${TAG} production="${ID}" compare="genre"></${TAG}>`), {
    width,
  });
  await page.locator(`${TAG} section`).first().waitFor();
  return page;
}

async function fileOf(page: Page, table: string, kind: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`${TAG} section[aria-label="${table}"] .files button`, { hasText: kind }).click(),
  ]);
  return readFile(await download.path());
}

/** How many different colours a PNG has in a grid of points, as the browser reads it. */
const coloursIn = (page: Page, png: Buffer): Promise<number> =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    const found = new Set<string>();
    for (let i = 0; i < data.length; i += 4 * 7) found.add(data.slice(i, i + 3).join());
    return found.size;
  }, png.toString('base64'));

elementTest('CSV, SVG and PNG of a chart are made, and read back what is on screen', async (stage) => {
  const page = await open(stage);
  const csv = String(await fileOf(page, 'Leeftijd', 'CSV'));
  assert.match(
    csv,
    /^\ufeffgroep;kopers \(10\);aandeel %;toneel %;index\r\ntot 18;verborgen \(privacy\);;;\r\n18–25;410;13;8;163\r\n/,
  );
  const svg = String(await fileOf(page, 'Herkomst', 'SVG'));
  assert.equal(svg.split('rx="3"').length - 1, 90, 'all areas of the country');
  assert.match(svg, /Zes op de tien euro komt uit 35 en 34/);
  assert.match(svg, />minder dan 10 kopers of verborgen</, 'with what the shades mean');
  assert.doesNotMatch(svg, /color-mix|var\(/, 'other programs than a browser can draw it');
  await page.locator(`${TAG} .readings button`).nth(1).click();
  await page.locator(`${TAG} .readings button[aria-pressed=true]`, { hasText: 'verzorgingsgebied' }).waitFor();
  const rings = String(await fileOf(page, 'Herkomst', 'SVG'));
  assert.match(rings, />kern \(60% van de recette\)</, 'as it is read');
  const beside = await page.evaluate((source) => {
    const box = document.createElement('div');
    document.body.append(box);
    const root = box.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
    root.setAttribute('width', '720');
    root.setAttribute('font-family', 'sans-serif');
    // Every text of the file, measured where it stands.
    return [...source.matchAll(/<text x="([\d.]+)"[^>]*font-size="(\d+)"[^>]*>([^<]*)</g)].filter(
      ([, x, size, words]) => {
        const text = root.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'text'));
        text.setAttribute('font-size', size ?? '');
        text.textContent = words ?? '';
        return Number(x) + text.getComputedTextLength() > 720;
      },
    ).length;
  }, rings);
  assert.equal(beside, 0, 'no word runs out of the picture');
  const png = await fileOf(page, 'Leeftijd', 'PNG');
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.equal(png.readUInt32BE(16), 1440);
});

elementTest('pyramid, lead time and moment go into a file as the charts they are', async (stage) => {
  const page = await open(stage);
  for (const [table, marks, text] of [
    ['Leeftijd en geslacht', 13, '>vrouw<'],
    ['Hoe lang vooraf', 8, '>91–180<'],
    ['Moment van aankoop', 98, '>10–19<'],
  ] as const) {
    const svg = String(await fileOf(page, table, 'SVG'));
    assert.equal(/layer_0_marks"[\s\S]*?<\/g>/.exec(svg)?.[0].split('<path').length, marks + 1, table);
    assert.ok(svg.includes(text), table);
    assert.doesNotMatch(svg, /color-mix|var\(|NaN/, table);
    assert.doesNotThrow(() => new SaxesParser().write(svg).close(), `${table} is well formed`);
    const png = await fileOf(page, table, 'PNG');
    assert.equal(png.readUInt32BE(16), 1440, table);
    assert.ok((await coloursIn(page, png)) > 20, `${table} is drawn`);
  }
});

for (const width of [1280, 320])
  elementTest(`productions seen together are dots under columns, on ${width} pixels and in a file`, async (stage) => {
    const page = await open(stage, COMBINATIONS, width);
    const chart = page.locator(`${TAG} section[aria-label=Combinaties]`);
    await reads(chart, /^Het vaakst samen gezien: Nachtvlucht, Vals Plat en Zeven Zusters/);
    await counts(chart.locator('.stack'), 3);
    await counts(chart.locator('.set'), 3);
    await counts(chart.locator('.dot.on'), 6);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await chart.locator('summary').click();
    await reads(chart.locator('tbody tr').first(), /^Nachtvlucht 900–909/);
    const svg = String(await fileOf(page, 'Combinaties', 'SVG'));
    assert.equal(svg.split('rx="6"').length - 1, 9);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  });

elementTest('without the code of the charts their figures stand as bars', async (stage) => {
  const page = await open(stage);
  stage.expect(/net::ERR_FAILED/);
  await page.route(/audience-chart-/, (route) => route.abort());
  await page.reload();
  const lead = page.locator(`${TAG} section[aria-label="Hoe lang vooraf"]`);
  await reads(lead, /1–3 14%.*> 180 verborgen \(privacy\)/);
  await counts(page.locator(`${TAG} .ink`), 0);
  assert.deepEqual(await axeFindings(page, 'dip-session'), []);
});
