/**
 * The simulator's slider drawn from one end to the other at a quarter of the processor, one deal and two side by side: no task over 16 ms. Beside it
 * the floor: the same slider in a bare page that only writes its number. Build first: `npm run build`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { traced } from './trace-tasks.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist/widgets');
const CPU = 4;
const MUST_MS = 16;
const MOVES = 300;

const BARE = `<!doctype html><meta charset="utf-8"><title>bench</title><input type="range" id="sold" min="0" max="400"><output id="n"></output>
<script type="module">document.querySelector('#sold').addEventListener('input', (e) => { document.querySelector('#n').textContent = e.target.value; });</script>`;
const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="/dip-widgets.js"></script>
<dip-session endpoint="" token-url="/token"><dip-deal-simulator agreement="A" capacity="1200"></dip-deal-simulator></dip-session>`;
/** As much of an agreement as the simulator reads. */
const AGREEMENT = {
  id: 'A',
  performances: [{ id: 'P', date: '2026-12-09' }],
  terms: {
    form: 'split',
    currency: 'EUR',
    share: 80,
    guaranteeProvider: 400_000,
    levy: 'fenced',
    royalties: { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'provider' },
  },
  waterfall: {
    paid: 400,
    gross: 1_220_000,
    parts: [{ counts: true, free: 10, vatRate: 9 }],
    lines: [{ key: 'levy', name: 'Theatertoeslag', inputs: { each: 300, shared: 'no' } }],
  },
};

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://bench');
  const send = (type: string, body: string | Uint8Array, status = 200): void =>
    void response.writeHead(status, { 'content-type': type }).end(body);
  if (pathname === '/bare') return send('text/html', BARE);
  if (pathname === '/') return send('text/html', PAGE.replace('endpoint=""', `endpoint="${origin}"`));
  if (pathname === '/token') return send('application/json', '{"token":"bench","expires_in":3600}');
  if (pathname.startsWith('/v1/agreements/')) return send('application/json', JSON.stringify(AGREEMENT));
  readFile(join(DIST, pathname.slice(1))).then(
    (bytes) => send('text/javascript', bytes),
    () => send('text/plain', 'not here', 404),
  );
});

/** Frame by frame, as a hand would: each place is set and told, and painted before the next. */
const slide = (page: Page): Promise<void> =>
  page.evaluate(async (moves) => {
    const root = document.querySelector('dip-deal-simulator')?.shadowRoot ?? document;
    const slider = root.querySelector<HTMLInputElement>('#sold');
    if (slider === null) throw new Error('no slider');
    const last = Number(slider.max);
    for (let i = 0; i <= moves; i += 1) {
      slider.value = String(Math.round((last * i) / moves));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, MOVES);

const { CHROMIUM } = process.env;
if (!CHROMIUM) {
  console.log('not measured: set CHROMIUM to the path of a browser');
  process.exit(0);
}
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const rows: object[] = [];
for (const what of ['bare slider', 'one deal', 'two deals'] as const) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(what === 'bare slider' ? `${origin}/bare` : origin);
  await page.locator('#sold').waitFor();
  if (what === 'two deals') {
    await page.locator('#compare').click();
    await page.locator('#other-share').fill('70');
    await page.locator('.chart .curve.second').first().waitFor({ state: 'attached' });
  }
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  // The first move compiles what the others run.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  const tasks = await traced(cdp, () => slide(page));
  const cpu = tasks.map(({ cpuMs }) => cpuMs).toSorted((a, b) => b - a);
  rows.push({
    what,
    moves: MOVES,
    over16: tasks.filter(({ ms }) => ms > MUST_MS).length,
    longestMs: Number((tasks[0]?.ms ?? 0).toFixed(1)),
    over16Cpu: cpu.filter((ms) => ms > MUST_MS).length,
    longestCpuMs: Number((cpu[0] ?? 0).toFixed(1)),
    medianCpuMs: Number((cpu[Math.floor(MOVES / 2)] ?? 0).toFixed(2)),
    met: what === 'bare slider' ? '' : (cpu[0] ?? 0) <= MUST_MS ? 'yes' : 'MISSED',
  });
  await page.close();
}
await browser.close();
server.closeAllConnections();
server.close();
console.table(rows);
await mkdir(join(ROOT, 'dist/bench'), { recursive: true });
await writeFile(
  join(ROOT, 'dist/bench/widgets-slider.json'),
  `${JSON.stringify({ bench: 'widgets-slider', cpu: CPU, rows }, null, 2)}\n`,
);
