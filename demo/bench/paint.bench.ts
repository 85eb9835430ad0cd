/**
 * Time from navigation to the first figures and to the first chart: our elements beside a page that draws the same
 * answers by hand with Chart.js, and beside one that shows the figures alone (the floor). Fresh browser context each
 * time, the variants in turn, medians; `phone` is a four times slower processor on 1.6 Mbit/s with 150 ms latency.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { layHouse } from '../../edge-api/local/test-house.ts';
import { startTestWorker } from '../../edge-api/local/test-worker.ts';
import { buildBundles } from '../bundles.ts';
import { servePaintPages, VARIANTS } from './paint-pages.ts';

const PERFORMANCES = 200;
const DAYS = 120;
const DAY_MS = 86_400_000;
const PHONE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const SETTINGS = [
  { name: 'plain', slower: 1, network: null, runs: 7 },
  { name: 'cpu 4x', slower: 4, network: null, runs: 7 },
  { name: 'phone', slower: 4, network: PHONE, runs: 5 },
] as const;

// `npm run bench` says where the browser is.
const { CHROMIUM } = process.env;
if (!CHROMIUM) {
  console.log('not measured: set CHROMIUM to the path of a browser');
  process.exit(0);
}
await buildBundles();
const worker = await startTestWorker();
const house = await layHouse(worker, PERFORMANCES, new Date(Date.now() + 20 * DAY_MS).toISOString());
const [first = '', ...others] = house.performances;
const push = (items: object[]) => worker.call(house.token, 'PUT', '/v1/snapshots', { items });
await push(
  Array.from({ length: DAYS }, (_, i) => ({
    performance: first,
    asOf: new Date(Date.now() - (DAYS - i) * DAY_MS).toISOString(),
    normal: { count: 2 * i, amount: 5_000 * i },
    capacity: 400,
  })),
);
await push(
  others.map((performance, i) => ({
    performance,
    asOf: new Date(Date.now() - DAY_MS).toISOString(),
    normal: { count: 100 + i, amount: 250_000 },
    capacity: 400,
  })),
);
await worker.runMinuteJob();

const db = await worker.database('DIRECTORY');
const source = {
  api: worker.url,
  performance: first,
  token: async (origin: string) =>
    (
      await worker.call<{ token: string; expires_in: number }>(house.token, 'POST', '/v1/embed-sessions', {
        preset: 'marketing',
        origins: [origin],
      })
    ).body,
};
const pages = await servePaintPages(source);
await db
  .prepare('UPDATE organisation SET origins = ?1 WHERE key = ?2')
  .bind(JSON.stringify([pages.origin]), house.key)
  .run();
// Isolates hold their copy of the origins for some seconds.
const preflight = { method: 'OPTIONS', headers: { origin: pages.origin } };
for (let tries = 0; (await worker.fetch('/v1/monitor', preflight)).status !== 204; tries += 1) {
  if (tries > 40) throw new Error('the new origin is not taken');
  await new Promise((resolve) => setTimeout(resolve, 250));
}
const { body } = await worker.call<{ totals: { count: number } }>(house.token, 'GET', '/v1/monitor?limit=200');
const total = body.totals.count.toLocaleString('nl');

/** Marks the first frames on which the season's total and a drawing with a size can be read, in light and shadow trees. */
const watch = `(() => {
  const marks = (globalThis.paintMarks = {});
  const roots = (from) => [from, ...[...from.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? roots(e.shadowRoot) : []))];
  const look = () => {
    const trees = document.body ? roots(document.body) : [];
    if (!marks.figures && trees.some((t) => t.textContent.includes(${JSON.stringify(total)}))) marks.figures = performance.now();
    if (!marks.chart && trees.some((t) => [...t.querySelectorAll('canvas, .ink svg')].some((e) => e.getBoundingClientRect().width > 100))) marks.chart = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();`;

interface Marks {
  readonly figures?: number;
  readonly chart?: number;
}

async function once(browser: Browser, variant: number, { slower, network }: (typeof SETTINGS)[number]) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(watch);
  const cdp = await context.newCDPSession(page);
  if (slower > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
  if (network) {
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', network);
  }
  await page.goto(`${pages.origin}/${variant}`, { waitUntil: 'commit' });
  // Asked from outside: the page's policy lets nobody evaluate a text in it, and that is the point.
  const read = () => page.evaluate(() => (globalThis as unknown as { paintMarks: Marks }).paintMarks);
  let marks = await read();
  for (const end = Date.now() + 60_000; !marks.figures || (variant > 0 && !marks.chart); marks = await read()) {
    if (Date.now() > end) throw new Error(`${VARIANTS[variant]}: nothing was drawn`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await context.close();
  return marks;
}

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const rows: Record<string, string | number>[] = [];
try {
  for (const variant of VARIANTS.keys()) await once(browser, variant, SETTINGS[0]);
  for (const setting of SETTINGS) {
    const seen = VARIANTS.map(() => ({ figures: [] as number[], chart: [] as number[] }));
    for (let run = 0; run < setting.runs; run += 1)
      for (const [variant, { figures, chart }] of seen.entries()) {
        const marks = await once(browser, variant, setting);
        if (marks.figures !== undefined) figures.push(marks.figures);
        if (marks.chart !== undefined) chart.push(marks.chart);
      }
    const [floor, byHand, ours] = seen.map(({ figures, chart }) => ({
      figures: median(figures),
      chart: median(chart),
    }));
    if (!floor || !byHand || !ours) throw new Error('nothing was measured');
    const row = (what: string, own: number, other: number) => ({
      what: `${setting.name}: ${what}, ms`,
      ours: Math.round(own),
      'Chart.js page': Math.round(other),
      ratio: Number((own / other).toFixed(2)),
      'figures alone': Math.round(floor.figures),
    });
    rows.push(row('first figures', ours.figures, byHand.figures), row('first chart', ours.chart, byHand.chart));
  }
} finally {
  await browser.close();
  await pages.close();
  await worker.close();
}
console.table(rows);
const folder = join(import.meta.dirname, '../../dist/bench');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'demo-paint.json'), `${JSON.stringify({ bench: 'demo-paint', rows }, null, 2)}\n`);
