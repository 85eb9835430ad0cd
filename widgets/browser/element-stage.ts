// One browser, one host page and one API for a test file. Each element test runs under the strict policy and ends with nothing said on the console.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Locator, type Page, type Request } from 'playwright-core';
import { BROWSER_ARGS } from '../../.ci/browser-args.js';
import { FakeApi } from './fake-api.ts';
import { HostPage } from './host-page.ts';
import { keepLedger, type Ledger } from './page-ledger.ts';
import { sourceBundle } from './source-bundle.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '';
const skip = CHROMIUM === '' ? 'no browser' : false;

/** The page with one module script and a session around what the test writes. */
export const inSession = (api: string, inner: string, attributes = ''): string =>
  `<script type="module" src="/dip-widgets.js"></script><main><h1>Host</h1><dip-session endpoint="${api}" token-url="/dip-token" ${attributes}>${inner}</dip-session></main>`;

export interface View {
  readonly width?: number;
  readonly lang?: 'nl' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly forcedColors?: 'active' | 'none';
  /** Fakes the page's clock from the start and stops it there: it goes on only as `pass` and `page.clock` move it. */
  readonly clock?: number;
}

export class ElementStage {
  readonly api = new FakeApi();
  host!: HostPage;
  browser!: Browser;
  readonly #contexts: BrowserContext[] = [];
  readonly #underway = new WeakMap<Page, Set<Request>>();
  #said: string[] = [];
  /** What a test expects on the console, such as the browser's own line on a 500. */
  #expected: RegExp[] = [];

  async start(entries: Readonly<Record<string, string>>): Promise<void> {
    const files = await sourceBundle(entries);
    this.host = new HostPage(files, () => this.api.origin);
    await Promise.all([this.api.listen(), this.host.listen()]);
    this.browser = await chromium.launch({ executablePath: CHROMIUM, args: [...BROWSER_ARGS] });
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await Promise.all([this.api.close(), this.host?.close()]);
  }

  fresh(): void {
    this.api.reset();
    this.host.lang = 'nl';
    this.host.theme = 'light';
    this.host.tokensAsked = 0;
    this.host.rolesAsked.length = 0;
    this.host.role = () => 204;
    this.host.token = () => ({ body: { token: `t${this.host.tokensAsked}`, expires_in: 600 } });
    this.#said = [];
    this.#expected = [];
  }

  expect(...lines: RegExp[]): void {
    this.#expected.push(...lines);
  }

  /** A page whose body is this HTML. */
  async open(html: string, view: View = {}): Promise<Page> {
    this.host.html = html;
    this.host.lang = view.lang ?? 'nl';
    this.host.theme = view.theme ?? 'light';
    const context = await this.browser.newContext({
      viewport: { width: view.width ?? 1280, height: 900 },
      forcedColors: view.forcedColors ?? 'none',
      timezoneId: 'America/Los_Angeles',
      locale: 'de-DE',
    });
    // A machine that is busy with much else takes its time; what never comes still fails.
    context.setDefaultTimeout(60_000);
    this.#contexts.push(context);
    const page = await context.newPage();
    const under: Set<Request> = new Set();
    this.#underway.set(page, under);
    page.on('request', (request) => under.add(request));
    page.on('requestfinished', (request) => under.delete(request));
    page.on('requestfailed', (request) => under.delete(request));
    page.on('console', (message) => this.#said.push(message.text()));
    page.on('pageerror', (error) => this.#said.push(String(error.stack ?? error)));
    if (view.clock !== undefined) {
      // Installed it runs, and it is never set back: it comes from an hour before to where it stands.
      await page.clock.install({ time: view.clock - 3_600_000 });
      await page.clock.pauseAt(view.clock);
    }
    await page.addInitScript(keepLedger);
    await page.addInitScript(() => {
      // Lit says once that it runs in its development form; every other warning of it counts.
      Object.assign(globalThis, { litIssuedWarnings: new Set(['dev-mode', 'multiple-versions']) });
      document.addEventListener('securitypolicyviolation', (event) =>
        console.log(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
    await page.goto(this.host.origin);
    return page;
  }

  /** Moves the page's clock and lets what it set off come to its end; a request that never ends is waited for at most two seconds. */
  async pass(page: Page, ms: number, step = 20_000): Promise<void> {
    for (let left = ms; left > 0; left -= step) {
      await page.clock.runFor(Math.min(step, left));
      for (let turn = 0, quiet = 0; turn < 100 && quiet < 2; turn += 1) {
        // A round trip: what the clock set off, or the answer before, has been asked for by now. Quiet twice, nothing follows.
        await page.evaluate(() => fetch('/favicon.ico'));
        if (this.#underway.get(page)?.size) await new Promise((resolve) => setTimeout(resolve, 20));
        else quiet += 1;
      }
    }
  }

  /** Ends the test's pages and says what the console heard that no test expected. */
  async settle(): Promise<string[]> {
    for (const context of this.#contexts.splice(0)) await context.close();
    return this.#said.filter((line) => !this.#expected.some((pattern) => pattern.test(line)));
  }
}

/** Starts before the first test of the file. `entries` are the module scripts a page may load, by file name without its end. */
export function elementStage(entries: Readonly<Record<string, string>> = { 'dip-widgets': 'widgets/index.ts' }): {
  readonly stage: ElementStage;
  /** A test with a fresh API and an empty console; skipped where there is no browser. */
  readonly elementTest: (name: string, run: (stage: ElementStage) => Promise<void>) => void;
} {
  const stage = new ElementStage();
  before(async () => {
    if (!skip) await stage.start(entries);
  });
  after(async () => {
    if (!skip) await stage.stop();
  });
  const elementTest = (name: string, run: (stage: ElementStage) => Promise<void>): void =>
    void test(name, { skip, timeout: 180_000 }, async () => {
      stage.fresh();
      try {
        await run(stage);
      } catch (error) {
        await stage.settle();
        throw error;
      }
      assert.deepEqual(await stage.settle(), [], 'nothing is said on the console');
    });
  return { stage, elementTest };
}

let axeSource: string | undefined;
/** axe ends with a timer of no time, which a clock that stands would never let go off; a message needs no clock. */
const AT_ONCE = `(run, ms) => {
  if (ms > 0) return globalThis.setTimeout(run, ms);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); run(); };
  port2.postMessage(0);
}`;

/** Findings of axe on these elements, in words; an empty list is what is wanted. All in one run: most of its work is the page around them. */
export async function axeFindings(page: Page, ...selectors: string[]): Promise<string[]> {
  axeSource ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const selector of selectors)
    assert.ok(await page.locator(selector).count(), `${selector} is there to be looked at`);
  await page.evaluate(`if (!globalThis.axe) ((setTimeout) => { ${axeSource} })(${AT_ONCE});`);
  return page.evaluate(async (where) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          where: { include: string[] },
          asked: { resultTypes: string[] },
        ): Promise<{ violations: { id: string; nodes: { html: string; target: unknown }[] }[] }>;
      };
    };
    const { violations } = await axe.run({ include: where }, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  }, selectors);
}

/** What is still listened to, waited for and observed in the page. */
export const ledgerOf = (
  page: Page,
): Promise<{ readonly listeners: string[]; readonly timers: number; readonly observers: number }> =>
  page.evaluate(() => {
    const { dipLedger } = globalThis as unknown as { dipLedger: Ledger };
    return { listeners: dipLedger.listeners(), timers: dipLedger.timers(), observers: dipLedger.observers() };
  });

/** Asserts again and again until it holds; after thirty seconds the last refusal stands. For what comes only after an answer or a drawing. */
export async function eventually(asserts: () => unknown): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      await asserts();
      return;
    } catch (error) {
      if (!(error instanceof assert.AssertionError) || Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Waits until so many are there, no more and no fewer. */
export const counts = (locator: Locator, count: number): Promise<void> =>
  eventually(async () => assert.equal(await locator.count(), count));

/** Waits until a reader meets such a text. */
export const reads = (locator: Locator, text: RegExp): Promise<void> =>
  eventually(async () => assert.match(await textOf(locator), text));

/** Text as a reader meets it, also inside a shadow root; white space folded. */
export const textOf = async (locator: Locator): Promise<string> =>
  (
    await locator.evaluate((element) =>
      element.shadowRoot === null
        ? (element as HTMLElement).innerText
        : [...element.shadowRoot.children].map((child) => (child as HTMLElement).innerText ?? '').join(' '),
    )
  )
    .replaceAll(/\s+/g, ' ')
    .trim();
