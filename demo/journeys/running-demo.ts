/** `npm start` as a person starts it the second time, with a browser beside it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { BROWSER_ARGS } from '../../.ci/browser-args.js';
import { ApiClient } from '../api-client.ts';
import { DemoProcess } from '../demo-process.ts';
import { copyLaidDemo } from '../laid-demo.ts';
import type { Mapping } from '../state.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '';
export const skip = CHROMIUM === '' ? 'no Chromium here' : false;

export interface Seen {
  readonly page: Page;
  /** Everything the browser complained about, policy violations included. */
  readonly complaints: string[];
}

export class RunningDemo {
  readonly #state: string;
  readonly #suite: DemoProcess;
  readonly #browser: Browser;
  readonly host: string;
  /** Where people sign in, and where their mail is shown; both end with a slash. */
  readonly portal: string;
  readonly mail: string;
  readonly api: string;

  private constructor(state: string, suite: DemoProcess, browser: Browser) {
    this.#state = state;
    this.#suite = suite;
    this.#browser = browser;
    this.host = suite.addressOf('back office');
    this.portal = suite.addressOf('the portal');
    this.mail = suite.addressOf('its mail');
    this.api = suite.addressOf('the API');
  }

  /** What the season's parts are called at the API, and a client of each organisation. */
  async laid(): Promise<{ readonly ids: Mapping['ids']; readonly clientOf: (ref: string) => ApiClient }> {
    const { ids, clients } = JSON.parse(await readFile(join(this.#state, 'mapping.json'), 'utf8')) as Mapping;
    return {
      ids,
      clientOf: (ref) => {
        const credentials = clients[ref];
        if (!credentials) throw new Error(`${ref} has no client`);
        return new ApiClient(this.api, credentials);
      },
    };
  }

  /** Four venues with their sales, deals and audience, as they were laid once; `more`: further options of `npm start`. */
  static async start(...more: string[]): Promise<RunningDemo> {
    const state = await mkdtemp(join(tmpdir(), 'dip-journey-'));
    await copyLaidDemo(state);
    const suite = await DemoProcess.start(['--port', '0', '--state', state, ...more]);
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...BROWSER_ARGS] });
    return new RunningDemo(state, suite, browser);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#suite.stop();
    await rm(this.#state, { recursive: true, force: true });
  }

  /** A page of its own, with its own storage, not yet gone anywhere. */
  async page(width: number, options: BrowserContextOptions = {}): Promise<Seen> {
    const context = await this.#browser.newContext({ viewport: { width, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', (event) =>
        console.log(`policy: ${event.effectiveDirective}`),
      ),
    );
    return { page, complaints };
  }

  /** The host page with its monitor: figures, list and tools stand. */
  async open(query: string, width: number, options: BrowserContextOptions = {}): Promise<Seen> {
    const seen = await this.page(width, options);
    await seen.page.goto(this.host + query);
    await ready(seen.page);
    return seen;
  }
}

export async function ready(page: Page): Promise<void> {
  await page.locator('dip-sales-monitor tr.row').first().waitFor();
  await page.locator('dip-monitor-tools input').waitFor();
}

/** What axe finds inside the monitor, or elsewhere, or on the whole page. */
export async function axeFindings(page: Page, where: string | null = 'dip-sales-monitor'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await axeSource());
  return page.evaluate(async (place) => {
    const { axe } = globalThis as unknown as {
      axe: { run(where?: string): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
    };
    const { violations } = await (place === null ? axe.run() : axe.run(place));
    return violations.map(({ id, nodes }) => `${id} ${JSON.stringify(nodes.slice(0, 3).map(({ target }) => target))}`);
  }, where);
}
let axe: Promise<string> | undefined;
const axeSource = (): Promise<string> =>
  (axe ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
