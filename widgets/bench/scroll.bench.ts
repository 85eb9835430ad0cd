/**
 * 1,200 performances scrolled by script at a quarter of the processor: no task over 50 ms, no blank row. Beside it the floor:
 * the same page with 8 performances, scrolled as often. Build first: `npm run build`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { monitorAnswer } from './monitor-answers.ts';
import { traced } from './trace-tasks.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist/widgets');
const CPU = 4;
const MUST_MS = 50;
const STEP_PX = 160;
const FRAMES = 220;
const JUMPS = 12;

const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title>
<script type="module" src="/dip-widgets.js"></script>
<div style="height: 40px"></div>
<dip-session endpoint="" token-url="/token"><dip-sales-monitor></dip-sales-monitor></dip-session>
<div style="height: 400px"></div>`;

function serve() {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://bench');
    const send = (type: string, body: string | Uint8Array, status = 200): void =>
      void response.writeHead(status, { 'content-type': type }).end(body);
    if (url.pathname === '/') {
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      return send('text/html', PAGE.replace('endpoint=""', `endpoint="${origin}/${url.searchParams.get('rows')}"`));
    }
    if (url.pathname === '/token') return send('application/json', '{"token":"bench","expires_in":3600}');
    const rows = /^\/(\d+)\/v1\/monitor$/.exec(url.pathname)?.[1];
    if (rows)
      return send(
        'application/json',
        JSON.stringify(monitorAnswer(Number(rows), Number(url.searchParams.get('cursor')))),
      );
    readFile(join(DIST, url.pathname.slice(1))).then(
      (bytes) => send('text/javascript', bytes),
      () => send('text/plain', 'not here', 404),
    );
  });
  return new Promise<{ origin: string; close: () => void }>((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({
        origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      }),
    ),
  );
}

/** Scrolls by script, frame by frame and then in jumps; counts the frames in which a row in sight was not drawn. */
async function scroll(page: Page): Promise<{ frames: number; blank: number }> {
  return page.evaluate(
    async ({ step, count, jumps }) => {
      const painted = (): Promise<void> =>
        new Promise((resolve) => {
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.addEventListener('message', () => resolve());
            channel.port1.start();
            channel.port2.postMessage(null);
          });
        });
      const table = document.querySelector('dip-sales-monitor')?.shadowRoot?.querySelector('dip-monitor-table');
      const isBlank = (): boolean =>
        [...(table?.shadowRoot?.querySelectorAll('tr.gap') ?? [])].some((gap) => {
          const { top, bottom, height } = gap.getBoundingClientRect();
          return height > 1 && bottom > 0 && top < innerHeight;
        });
      let [frames, blank] = [0, 0];
      const look = async (): Promise<void> => {
        await painted();
        frames += 1;
        if (isBlank()) blank += 1;
      };
      for (let i = 0; i < count; i += 1) {
        scrollBy(0, step);
        await look();
      }
      for (let i = 0; i < count / 2; i += 1) {
        scrollBy(0, -step);
        await look();
      }
      for (let i = 1; i <= jumps; i += 1) {
        scrollTo(0, (document.documentElement.scrollHeight * ((i * 7) % jumps)) / jumps);
        await look();
        await look();
      }
      return { frames, blank };
    },
    { step: STEP_PX, count: FRAMES, jumps: JUMPS },
  );
}

const { CHROMIUM } = process.env;
if (!CHROMIUM) {
  console.log('not measured: set CHROMIUM to the path of a browser');
  process.exit(0);
}
const bench = await serve();
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
const rows: object[] = [];
for (const [form, width] of [
  ['wide', 1280],
  ['phone', 360],
] as const)
  for (const count of [8, 1_200]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(`${bench.origin}/?rows=${count}`);
    await page.locator('dip-monitor-tools').waitFor();
    await page.waitForFunction((n) => {
      const table = document.querySelector('dip-sales-monitor')?.shadowRoot?.querySelector('dip-monitor-table');
      return table?.shadowRoot?.querySelector('table')?.ariaRowCount === String(n + 2);
    }, count);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU });
    let seen = { frames: 0, blank: 0 };
    const tasks = await traced(cdp, async () => {
      seen = await scroll(page);
    });
    const cpu = tasks.map(({ cpuMs }) => cpuMs).toSorted((a, b) => b - a);
    const longest = tasks[0]?.ms ?? 0;
    rows.push({
      what: `${count} performances, ${form}`,
      frames: seen.frames,
      blank: seen.blank,
      over50: tasks.filter(({ ms }) => ms > MUST_MS).length,
      longestMs: Math.round(longest),
      over50Cpu: cpu.filter((ms) => ms > MUST_MS).length,
      longestCpuMs: Math.round(cpu[0] ?? 0),
      met: count === 8 ? '' : longest <= MUST_MS && seen.blank === 0 ? 'yes' : 'MISSED',
    });
    await page.close();
  }
await browser.close();
bench.close();
console.table(rows);
await mkdir(join(ROOT, 'dist/bench'), { recursive: true });
await writeFile(
  join(ROOT, 'dist/bench/widgets-scroll.json'),
  `${JSON.stringify({ bench: 'widgets-scroll', cpu: CPU, rows }, null, 2)}\n`,
);
