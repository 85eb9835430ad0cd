/** `npm start` as a person starts it, with a browser beside it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { BROWSER_ARGS } from '../../.ci/browser-args.js';
import { ApiClient } from '../api-client.ts';
import type { Mapping } from '../state.ts';

const ROOT = join(import.meta.dirname, '../..');
const CHROMIUM = process.env['CHROMIUM'] ?? '';
export const skip = CHROMIUM === '' ? 'no Chromium here' : false;

export interface Seen {
  readonly page: Page;
  /** Everything the browser complained about, policy violations included. */
  readonly complaints: string[];
}

export class RunningDemo {
  readonly #state: string;
  readonly #suite: ChildProcess;
  readonly #browser: Browser;
  readonly host: string;
  /** Where people sign in, and where their mail is shown; both end with a slash. */
  readonly portal: string;
  readonly mail: string;
  readonly api: string;

  private constructor(state: string, suite: ChildProcess, browser: Browser, said: string) {
    this.#state = state;
    this.#suite = suite;
    this.#browser = browser;
    const addressOf = (name: string): string => new RegExp(`${name}\\s+(http://\\S+)`).exec(said)?.[1] ?? '';
    this.host = addressOf('back office');
    this.portal = addressOf('the portal');
    this.mail = addressOf('its mail');
    this.api = addressOf('the API');
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

  /** `more`: further options of `npm start`. */
  static async start(...more: string[]): Promise<RunningDemo> {
    const state = await mkdtemp(join(tmpdir(), 'dip-journey-'));
    const suite = spawn(process.execPath, ['demo/start.ts', '--port', '0', '--state', state, ...more], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = await new Promise<string>((resolve, refuse) => {
      let text = '';
      suite.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        // The last line comes after all addresses.
        if (text.includes('Stop with Ctrl+C')) resolve(text);
      });
      suite.once('exit', () => refuse(new Error(`the demo ended: ${text}`)));
    });
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...BROWSER_ARGS] });
    return new RunningDemo(state, suite, browser, said);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    const gone = new Promise((resolve) => this.#suite.once('exit', resolve));
    this.#suite.kill('SIGINT');
    await gone;
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

/** What axe finds inside the monitor, or elsewhere; the page must have been opened with `bypassCSP`. */
export async function axeFindings(page: Page, where = 'dip-sales-monitor'): Promise<string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  return page.evaluate(async (place) => {
    const { axe } = globalThis as unknown as {
      axe: { run(where: string): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
    };
    const { violations } = await axe.run(place);
    return violations.map(({ id, nodes }) => `${id} ${JSON.stringify(nodes.slice(0, 3).map(({ target }) => target))}`);
  }, where);
}
