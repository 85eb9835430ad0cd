import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { AGREEMENT_PATH, sampleAgreement, sampleTerms } from '../browser/deal-answers.ts';
import { elementStage, eventually, inSession, textOf, type ElementStage } from '../browser/element-stage.ts';

const { elementTest } = elementStage();

async function open(
  stage: ElementStage,
  two: boolean,
  view: Parameters<ElementStage['open']>[1] = {},
): Promise<{ readonly page: Page; readonly value: () => Promise<string> }> {
  stage.api.on(AGREEMENT_PATH, { body: sampleAgreement({ terms: sampleTerms({ guaranteeProvider: 400_000 }) }) });
  const simulator = '<dip-deal-simulator agreement="XD-AGR-1" capacity="1200"></dip-deal-simulator>';
  const page = await stage.open(inSession(stage.api.origin, simulator), view);
  const slider = page.getByRole('slider');
  await slider.waitFor();
  if (two) {
    await page.locator('#compare').click();
    await page.locator('#other-share').fill('70');
    await page.locator('.chart .curve.second').first().waitFor({ state: 'attached' });
  }
  await slider.focus();
  return { page, value: async () => ((await slider.getAttribute('aria-valuetext')) ?? '').replaceAll(/\s/g, ' ') };
}
const middles = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) =>
    all.map((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2, left, right: left + width };
    }),
  );

elementTest('the slider: arrows, pages, Home and End, and each place is read out with what is seen', async (stage) => {
  const { page, value } = await open(stage, true);
  await page.keyboard.press('Home');
  await eventually(async () =>
    assert.match(await value(), /^0 kaarten: producent € 4\.000,00, theater −€ 4\.000,00; /),
  );
  const read = [await value()];
  for (const key of ['ArrowRight', 'ArrowUp', 'PageUp', 'PageUp', 'PageDown', 'ArrowLeft', 'End']) {
    await page.keyboard.press(key);
    await eventually(async () => assert.notEqual(await value(), read.at(-1)));
    read.push(await value());
    const [, own = '', other = ''] = /: (producent .*); andere afspraak: (producent .*)$/.exec(read.at(-1) ?? '') ?? [];
    const seen = await textOf(page.locator('dip-deal-simulator'));
    for (const amount of [...own.matchAll(/−?€ [\d.,]*\d/g), ...other.matchAll(/−?€ [\d.,]*\d/g)])
      assert.ok(seen.includes(amount[0]), `${key}: ${amount[0]}`);
  }
  assert.match(read.at(-1) ?? '', /^1\.190 kaarten/);
  const slider = page.getByRole('slider', { description: /Het theater speelt quitte vanaf 150 kaarten/ });
  assert.equal(await slider.count(), 1, 'where it breaks even is read out with it');
});

elementTest('the slider: the dots are on the curves, and the count stays in the drawing', async (stage) => {
  const { page, value } = await open(stage, true, { width: 360 });
  for (const key of ['Home', 'PageUp', 'PageUp', 'End']) {
    const before = await value();
    await page.keyboard.press(key);
    await eventually(async () => assert.notEqual(await value(), before));
    const [count] = await middles(page, '.count');
    const [line] = await middles(page, '.now');
    const dots = await middles(page, '.dot');
    assert.equal(dots.length, 4);
    for (const dot of dots) assert.ok(Math.abs(dot.x - (line?.x ?? 0)) <= 1, `${key}: ${dot.x} is not on ${line?.x}`);
    // Where the curves are, the browser says itself.
    const heights = await page.locator('.chart polyline').evaluateAll((all, x) => {
      const at = (line: SVGPolylineElement): number => {
        const box = line.ownerSVGElement?.getBoundingClientRect();
        const points = [...line.points];
        const near = points.reduce((a, b) =>
          Math.abs(b.x - x + (box?.x ?? 0)) < Math.abs(a.x - x + (box?.x ?? 0)) ? b : a,
        );
        return near.y + (box?.y ?? 0);
      };
      return (all as SVGPolylineElement[]).map(at);
    }, line?.x ?? 0);
    for (const dot of dots)
      assert.ok(
        Math.min(...heights.map((y) => Math.abs(y - dot.y))) <= 1.5,
        `${key}: no curve at ${dot.y}: ${heights}`,
      );
    assert.ok((count?.right ?? 999) <= 360, `${key}: the count ends at ${count?.right}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
});

elementTest('the slider: a move sets texts and places, and lays nothing out but these', async (stage) => {
  const { page, value } = await open(stage, true);
  await page.keyboard.press('Home');
  const session = await page.context().newCDPSession(page);
  const layouts: { partial: boolean; roots: string[] }[] = [];
  session.on('Tracing.dataCollected', ({ value: events }) => {
    for (const { name, args } of events as unknown as {
      name: string;
      args: { beginData?: { partialLayout: boolean }; endData?: { layoutRoots: { nodeName: string }[] } };
    }[])
      if (name === 'Layout' && args.beginData && args.endData)
        layouts.push({
          partial: args.beginData.partialLayout,
          roots: args.endData.layoutRoots.map(({ nodeName }) => nodeName),
        });
  });
  await page.evaluate(() => {
    const seen: string[] = [];
    const root = document.querySelector('dip-deal-simulator')?.shadowRoot;
    new MutationObserver((list) => {
      for (const { type, attributeName } of list) seen.push(attributeName ?? type);
    }).observe(root as ShadowRoot, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(globalThis, { seen });
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'] },
  });
  for (let i = 0; i < 20; i += 1) {
    const before = await value();
    await page.keyboard.press('ArrowRight');
    await eventually(async () => assert.notEqual(await value(), before));
  }
  const done = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await done;
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  assert.deepEqual([...new Set(seen)].toSorted(), ['aria-valuetext', 'characterData', 'style']);
  assert.ok(layouts.length > 0);
  assert.deepEqual(
    layouts.filter(({ partial }) => !partial),
    [],
    'the whole page is laid out again',
  );
});
