import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';

const ROOT = join(import.meta.dirname, '../..');
const CHROMIUM = process.env['CHROMIUM'] ?? '';
const skip = CHROMIUM === '' ? 'no Chromium here' : false;
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let state: string;
let suite: ChildProcess;
let browser: Browser;
let host = '';

before(async () => {
  if (skip) return;
  state = await mkdtemp(join(tmpdir(), 'dip-journey-'));
  suite = spawn(process.execPath, ['demo/start.ts', '--port', '0', '--state', state], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  host = await new Promise<string>((resolve, refuse) => {
    let text = '';
    suite.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /back office\s+(http:\/\/127\.0\.0\.1:\d+\/)/.exec(text)?.[1];
      if (found && text.includes('DIP suite is running')) resolve(found);
    });
    suite.once('exit', () => refuse(new Error(`the demo ended: ${text}`)));
  });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
});
after(async () => {
  if (skip) return;
  await browser?.close();
  const gone = new Promise((resolve) => suite.once('exit', resolve));
  suite.kill('SIGINT');
  await gone;
  await rm(state, { recursive: true, force: true });
});

/** The page as a marketer sees it, with everything the browser complained about. */
async function open(
  query: string,
  options: { width: number; dark?: boolean },
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({
    viewport: { width: options.width, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
  });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) => console.log(`policy: ${event.effectiveDirective}`)),
  );
  await page.goto(host + query);
  await page.locator('dip-sales-monitor table').waitFor();
  return { page, complaints };
}

for (const [name, query, options] of [
  ['Dutch, light, wide', '', { width: 1280 }],
  ['English, dark, wide', '?lang=en&theme=dark', { width: 1280, dark: true }],
  ['Dutch, phone', '', { width: 360 }],
] as const) {
  test(`the monitor stands on a strict page without a complaint: ${name}`, { skip }, async () => {
    const { page, complaints } = await open(query, options);
    assert.ok((await page.locator('dip-sales-monitor tbody tr:not(.gap)').count()) > 10);
    assert.match(await page.locator('dip-sales-monitor h2').innerText(), query ? /^Sales · / : /^Verkoop · /);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(wider, 0);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test('by keyboard alone: search, open a performance, read its curve', { skip }, async () => {
  const { page, complaints } = await open('', { width: 1280 });
  const first = page.locator('dip-sales-monitor tbody .t button').first();
  const title = await first.innerText();
  await page.locator('dip-sales-monitor input').focus();
  await page.keyboard.type(title.slice(0, 8));
  await first.focus();
  await page.keyboard.press('Enter');
  await page.locator('dip-sales-monitor section.detail').waitFor();
  assert.match(await page.locator('dip-sales-monitor .seats .sum').innerText(), /Capaciteit/);
  await page.locator('dip-sales-curve h3').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('axe finds nothing', { skip }, async () => {
  const { page } = await open('', { width: 1280 });
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  const bare = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
  const seen = await bare.newPage();
  await seen.goto(host);
  await seen.locator('dip-sales-monitor table').waitFor();
  await seen.addScriptTag({ path: axe });
  const found = await seen.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as {
      axe: { run(where: string): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
    };
    return (await tool.run('dip-sales-monitor')).violations.map(
      (v) => `${v.id} ${JSON.stringify(v.nodes.slice(0, 3).map((n) => n.target))}`,
    );
  });
  assert.deepEqual(found, []);
  await bare.close();
  await page.close();
});
