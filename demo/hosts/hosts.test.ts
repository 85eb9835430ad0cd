import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { BROWSER_ARGS } from '../../.ci/browser-args.js';

const ROOT = join(import.meta.dirname, '../..');
const CHROMIUM = process.env['CHROMIUM'] ?? '';
const skip = CHROMIUM === '' ? 'no Chromium here' : false;

let state: string;
let suite: ChildProcess;
let browser: Browser;
let host = '';
let axe = '';

before(async () => {
  if (skip) return;
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  state = await mkdtemp(join(tmpdir(), 'dip-hosts-'));
  suite = spawn(
    process.execPath,
    ['demo/start.ts', '--port', '0', '--venues', '4', '--no-audience', '--state', state],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  host = await new Promise<string>((resolve, refuse) => {
    let text = '';
    suite.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /back office\s+(http:\/\/127\.0\.0\.1:\d+\/)/.exec(text)?.[1];
      if (found && text.includes('DIP suite is running')) resolve(found);
    });
    suite.once('exit', () => refuse(new Error(`the demo ended: ${text}`)));
  });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: [...BROWSER_ARGS] });
});
after(async () => {
  if (skip) return;
  await browser?.close();
  const gone = new Promise((resolve) => suite.once('exit', resolve));
  suite.kill('SIGINT');
  await gone;
  await rm(state, { recursive: true, force: true });
});

const PAGES = [
  { path: '', stands: ['dip-sales-monitor table', 'dip-link-list .lead'] },
  { path: 'cms-page/', stands: ['dip-kpi dl', 'dip-occupancy .bar', 'dip-sales-curve .ink svg'] },
  { path: 'intranet/', stands: ['dip-sales-monitor table'] },
];
const VIEWS = [
  { query: '', width: 1280 },
  { query: '?lang=en&theme=dark', width: 1280 },
  { query: '', width: 360 },
];

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await tool.run();
    return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 140)}`));
  });
}

for (const { path, stands } of PAGES)
  for (const { query, width } of VIEWS)
    test(
      `the host page /${path}${query} at ${width} px: strict, quiet, in its own words, for everybody`,
      { skip },
      async () => {
        const page = await browser.newPage({ viewport: { width, height: 900 } });
        const complaints: string[] = [];
        page.on('console', (message) => complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.addInitScript(() =>
          document.addEventListener('securitypolicyviolation', (event) =>
            console.log(`policy: ${event.effectiveDirective} ${event.blockedURI}`),
          ),
        );
        await page.goto(host + path + query);
        for (const selector of stands) {
          await page
            .locator(selector.split(' ')[0] ?? '')
            .first()
            .scrollIntoViewIfNeeded();
          await page.locator(selector).first().waitFor({ state: 'attached' });
        }
        assert.equal(await page.locator('html').getAttribute('lang'), query.includes('lang=en') ? 'en' : 'nl');
        assert.equal(await page.locator('.trouble').count(), 0);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(wider, 0, 'nothing sticks out');
        assert.deepEqual(await findings(page), []);
        assert.deepEqual(complaints, []);
        await page.close();
      },
    );

test('a stranger gets no token from the page of another', { skip }, async () => {
  const answer = await fetch(`${host}dip-token`, { method: 'POST', headers: { origin: 'https://elsewhere.example' } });
  assert.equal(answer.status, 403);
});
