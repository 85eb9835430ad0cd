/**
 * The simulator's slider dragged by the mouse from one end to the other, one deal and two side by side: no task over 16 ms at a quarter of the
 * processor, beyond those of the floor: a slider as wide in a bare page that only writes its number. Build first: `npm run build`.
 *
 * A page is held back by stopping its thread again and again, which on a busy machine stretches tasks by itself. So each is dragged twice: held back,
 * and at full speed with the processor time of each task taken four times. All are taken in turn, several rounds of them.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { BARE_TASKS, traced, type Task } from './trace-tasks.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist/widgets');
const CPU = 4;
const MUST_MS = 16;
const MOVES = 300;
/** `ROUNDS=3 npm run bench -- slider` on a quiet machine. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 1);

const BARE = `<!doctype html><meta charset="utf-8"><title>bench</title><input type="range" id="sold" min="0" max="400" style="width:1072px"><output id="n"></output>
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

/** A thumb's half width from the slider's ends, px. */
const THUMB = 8;
async function drag(page: Page): Promise<void> {
  const box = await page.locator('#sold').boundingBox();
  if (box === null) throw new Error('no slider');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + THUMB, y);
  await page.mouse.down();
  for (let i = 1; i <= MOVES; i += 1) await page.mouse.move(box.x + THUMB + ((box.width - 2 * THUMB) * i) / MOVES, y);
  await page.mouse.up();
}

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
const PAGES = ['bare slider', 'one deal', 'two deals'] as const;
type What = (typeof PAGES)[number];
/** Of each page each round's tasks: held back, and at full speed. */
const taken = new Map(PAGES.map((what) => [what, { held: [] as Task[][], full: [] as Task[][] }]));

async function opened(what: What): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(what === 'bare slider' ? `${origin}/bare` : origin);
  await page.locator('#sold').waitFor();
  if (what === 'two deals') {
    await page.locator('#compare').click();
    await page.locator('#other-share').fill('70');
    await page.locator('.chart .curve.second').first().waitFor({ state: 'attached' });
  }
  return page;
}
for (let round = 0; round < ROUNDS; round += 1)
  for (const what of PAGES)
    for (const [kind, rate] of [
      ['full', 1],
      ['held', CPU],
    ] as const) {
      const page = await opened(what);
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate });
      taken.get(what)?.[kind].push(await traced(cdp, () => drag(page), BARE_TASKS));
      await page.close();
    }

interface Row {
  readonly over16: number;
  readonly longestMs: number;
  readonly medianMs: number;
}
/** The round in the middle: of one the machine may have been at something else. */
function rowOf(rounds: readonly (readonly Task[])[], times: number): Row {
  const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  const each = rounds.map((tasks) => tasks.map(({ cpuMs }) => cpuMs * times).toSorted((a, b) => b - a));
  return {
    over16: middle(each.map((tasks) => tasks.filter((ms) => ms > MUST_MS).length)),
    longestMs: Number(middle(each.map(([longest = 0]) => longest)).toFixed(1)),
    medianMs: Number(middle(each.map((tasks) => tasks[MOVES >> 1] ?? 0)).toFixed(2)),
  };
}
const rowsOf = (what: What) => {
  const { held = [], full = [] } = taken.get(what) ?? {};
  return { full: rowOf(full, CPU), held: rowOf(held, 1) };
};
const floor = rowsOf('bare slider');
const rows = PAGES.map((what) => {
  const { full, held } = rowsOf(what);
  const beyond = (one: Row, bare: Row): string =>
    what === 'bare slider' ? '' : one.over16 <= bare.over16 ? 'yes' : 'MISSED';
  return {
    what,
    moves: MOVES,
    'full speed ×4: over16': full.over16,
    longest: full.longestMs,
    median: full.medianMs,
    'to bare': Number((full.medianMs / floor.full.medianMs).toFixed(2)),
    met: beyond(full, floor.full),
    'held back: over16': held.over16,
    longestHeld: held.longestMs,
    medianHeld: held.medianMs,
    metHeld: beyond(held, floor.held),
  };
});
await browser.close();
server.closeAllConnections();
server.close();
console.table(rows);
await mkdir(join(ROOT, 'dist/bench'), { recursive: true });
await writeFile(
  join(ROOT, 'dist/bench/widgets-slider.json'),
  `${JSON.stringify({ bench: 'widgets-slider', cpu: CPU, moves: MOVES, rounds: ROUNDS, rows }, null, 2)}\n`,
);
