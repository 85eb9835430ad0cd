import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { elementStage, eventually, inSession, ledgerOf, reads, type ElementStage } from '../browser/element-stage.ts';
import { sampleLinks, sampleMonitor } from '../browser/sample-answers.ts';

const { stage: shared, elementTest } = elementStage({
  'dip-widgets': 'widgets/index.ts',
  'dip-widgets-two': 'widgets/index.ts',
  'only-kpi': 'widgets/kpi/define.ts',
  'only-session': 'widgets/session/define.ts',
});
const pass = shared.pass.bind(shared);
/** Where the page of a test keeps a session that no selector reaches. */
declare const session: HTMLElement;
const NOW = Date.UTC(2026, 10, 24, 9);
const MINUTE = 60_000;
const KPI = '<dip-kpi></dip-kpi>';

function figures(stage: ElementStage, pollSeconds = 30): void {
  stage.api.on('/v1/monitor', { body: sampleMonitor({ pollSeconds }), etag: '"1"' });
}
const shown = (page: Page): Promise<void> => page.locator('dip-kpi dl').first().waitFor();

async function seen(page: Page, visible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    visible ? 'visible' : 'hidden',
  );
}

elementTest('twelve elements share one token and one request', async (stage) => {
  figures(stage);
  const page = await stage.open(inSession(stage.api.origin, KPI.repeat(12)));
  await page.locator('dip-kpi dl').nth(11).waitFor();
  assert.equal(stage.host.tokensAsked, 1);
  assert.equal(stage.api.calls.length, 1);
});

elementTest('a token is renewed before it ends, whatever the viewer does to the calendar', async (stage) => {
  figures(stage);
  const page = await stage.open(inSession(stage.api.origin, KPI), { clock: NOW });
  await shown(page);
  await pass(page, 7 * MINUTE);
  assert.equal(stage.host.tokensAsked, 1, 'ten minutes long one token does');
  await page.clock.setSystemTime(NOW - 60 * MINUTE);
  await pass(page, 2 * MINUTE);
  assert.equal(stage.host.tokensAsked, 2, 'set back by an hour it is renewed all the same');
  const last = stage.api.calls.at(-1);
  assert.equal(last?.token, 't2');
  assert.equal(stage.api.calls.filter(({ token }) => token === null).length, 0);
});

elementTest('a host that refuses a token is asked again, less and less, and said in words', async (stage) => {
  stage.expect(/503/);
  stage.host.token = () => ({ status: 503 });
  figures(stage);
  const page = await stage.open(inSession(stage.api.origin, KPI), { clock: NOW });
  await page.locator('dip-kpi [role=alert]').waitFor();
  await reads(page.locator('dip-kpi'), /kreeg geen toegang tot de cijfers/);
  await pass(page, 5 * MINUTE, 5_000);
  assert.ok(stage.host.tokensAsked >= 6 && stage.host.tokensAsked <= 20, String(stage.host.tokensAsked));
  stage.host.token = () => ({ body: { token: 'late', expires_in: 600 } });
  await pass(page, 2 * MINUTE, 5_000);
  await shown(page);
});

elementTest('a host that never answers is given up after fifteen seconds', async (stage) => {
  stage.host.token = () => 'hang';
  const page = await stage.open(inSession(stage.api.origin, KPI), { clock: NOW });
  await page.locator('dip-kpi [aria-busy]').waitFor();
  await eventually(() => assert.equal(stage.host.tokensAsked, 1));
  await page.clock.runFor(16_000);
  await page.locator('dip-kpi [role=alert]').waitFor();
});

elementTest('a host that gives the old token again is told so, and the last figures stay', async (stage) => {
  stage.host.token = () => ({ body: { token: 'same', expires_in: 600 } });
  figures(stage);
  const page = await stage.open(inSession(stage.api.origin, KPI), { clock: NOW });
  await shown(page);
  await pass(page, 9 * MINUTE);
  await page.locator('dip-kpi .trouble').waitFor();
  await reads(page.locator('dip-kpi'), /48\.210.*Verversen lukt niet/);
  assert.ok(stage.host.tokensAsked < 10, String(stage.host.tokensAsked));
});

elementTest('a token that the API goes on refusing causes no storm', async (stage) => {
  stage.expect(/401/);
  stage.api.on('/v1/monitor', { status: 401 });
  const page = await stage.open(inSession(stage.api.origin, KPI), { clock: NOW });
  await page.locator('dip-kpi .trouble').waitFor();
  await reads(page.locator('dip-kpi'), /mag dit niet tonen/);
  assert.equal(stage.api.calls.length, 2, 'one renewal, one more try');
  await pass(page, 10 * MINUTE);
  assert.ok(stage.api.calls.length <= 30, String(stage.api.calls.length));
});

elementTest('a refused token is renewed once and the figures come', async (stage) => {
  stage.expect(/401/);
  stage.api.on('/v1/monitor', ({ token }) => (token === 't1' ? { status: 401 } : { body: sampleMonitor() }));
  const page = await stage.open(inSession(stage.api.origin, KPI));
  await shown(page);
  assert.deepEqual(
    stage.api.calls.map(({ token }) => token),
    ['t1', 't2'],
  );
});

elementTest('a hidden page asks nothing, and once when it is seen again', async (stage) => {
  figures(stage);
  const page = await stage.open(inSession(stage.api.origin, KPI), { clock: NOW });
  await shown(page);
  await seen(page, false);
  await pass(page, 20 * MINUTE);
  assert.equal(stage.api.calls.length, 1);
  assert.equal(stage.host.tokensAsked, 1, 'nor a token');
  await seen(page, true);
  await eventually(() => assert.equal(stage.api.calls.length, 2));
  await pass(page, 1_000);
  await seen(page, false);
  await seen(page, true);
  await pass(page, 1_000);
  assert.equal(stage.api.calls.length, 2, 'a short look away asks nothing');
});

elementTest('without a line the figures stay with their age; with it they are fresh at once', async (stage) => {
  stage.expect(/ERR_INTERNET_DISCONNECTED/);
  figures(stage, 2);
  const page = await stage.open(inSession(stage.api.origin, KPI), { clock: NOW });
  await shown(page);
  await page.context().setOffline(true);
  await page.clock.runFor(2_000);
  await page.locator('dip-kpi .trouble').waitFor();
  await reads(page.locator('dip-kpi'), /48\.210/);
  // The clock stands: no next turn mends it, the line that comes back does.
  await page.context().setOffline(false);
  await page.locator('dip-kpi .trouble').waitFor({ state: 'detached' });
});

elementTest('a page taken back from the history goes on', async (stage) => {
  figures(stage, 2);
  const page = await stage.open(inSession(stage.api.origin, KPI));
  await shown(page);
  await page.goto(`${stage.host.origin}/elsewhere`);
  await page.goBack();
  await shown(page);
  const before = stage.api.calls.length;
  await eventually(() => assert.ok(stage.api.calls.length > before));
});

elementTest('elements and session may be defined in any order', async (stage) => {
  figures(stage);
  const body = `<main><dip-session endpoint="${stage.api.origin}" token-url="/dip-token">${KPI}</dip-session></main>`;
  for (const [first, second] of [
    ['only-kpi', 'only-session'],
    ['only-session', 'only-kpi'],
  ]) {
    const page = await stage.open(`<script type="module" src="/${first}.js"></script>${body}`);
    await page.waitForLoadState('networkidle');
    assert.equal(await page.locator('dip-kpi dl').count(), 0);
    await page.evaluate((src) => import(src), `/${second}.js`);
    await shown(page);
  }
});

elementTest('a session in a shadow root loads the elements in it, there already or come later', async (stage) => {
  figures(stage);
  stage.api.on('/v1/quarantine', { status: 403 });
  stage.expect(/403/);
  stage.api.on('/v1/links', { body: sampleLinks() });
  const page = await stage.open('<script type="module" src="/dip-widgets.js"></script><main></main>');
  await page.evaluate(
    ({ endpoint }) => {
      const session = Object.assign(document.createElement('dip-session'), { endpoint, tokenUrl: '/dip-token' });
      session.append(document.createElement('dip-kpi'));
      const outer = document.querySelector('main')?.attachShadow({ mode: 'open' });
      const inner = outer?.appendChild(document.createElement('div')).attachShadow({ mode: 'closed' });
      inner?.append(session);
      Object.assign(globalThis, { session });
    },
    { endpoint: stage.api.origin },
  );
  await page.waitForFunction(() => session.querySelector('dip-kpi')?.shadowRoot?.querySelector('dl'));
  await page.evaluate(() => session.append(document.createElement('dip-link-list')));
  await page.waitForFunction(() => session.querySelector('dip-link-list')?.shadowRoot?.querySelector('#head'));
});

elementTest('an element outside a session says so in words', async (stage) => {
  const page = await stage.open(`<script type="module" src="/dip-widgets.js"></script><main>${KPI}</main>`);
  await page.locator('dip-kpi .trouble').waitFor();
  await reads(page.locator('dip-kpi'), /alleen binnen <dip-session>/);
});

elementTest('a session without endpoint says so after a while, and works when it comes late', async (stage) => {
  figures(stage);
  const page = await stage.open(
    `<script type="module" src="/dip-widgets.js"></script><main><dip-session>${KPI}</dip-session></main>`,
    { clock: NOW },
  );
  await page.locator('dip-kpi [aria-busy]').waitFor();
  await page.clock.runFor(4_000);
  await reads(page.locator('dip-kpi'), /nog geen endpoint/);
  await page.evaluate((endpoint) => {
    const session = document.querySelector('dip-session') as HTMLElement & { getToken: unknown };
    session.getToken = () => Promise.resolve({ token: 'by-function', expires_in: 600 });
    session.setAttribute('endpoint', endpoint);
  }, stage.api.origin);
  await shown(page);
  assert.equal(stage.api.calls[0]?.token, 'by-function');
});

elementTest('another language or theme asks nothing anew', async (stage) => {
  figures(stage);
  const page = await stage.open(inSession(stage.api.origin, KPI));
  await shown(page);
  await page.evaluate(() => {
    document.querySelector('dip-session')?.setAttribute('locale', 'en');
    document.querySelector('dip-session')?.setAttribute('theme', 'dark');
  });
  await page.locator('dip-kpi .figure').getByText('48,210').waitFor();
  assert.equal(stage.api.calls.length, 1);
  assert.equal(stage.host.tokensAsked, 1);
  assert.equal(await page.locator('dip-kpi [aria-live]').textContent(), '', 'a translated figure is no new figure');
});

elementTest('two bundles on one page share the session, and nothing of the host is touched', async (stage) => {
  figures(stage);
  const page = await stage.open(
    `<script type="module" src="/dip-widgets-two.js"></script>${inSession(stage.api.origin, KPI.repeat(2))}`,
  );
  await page.locator('dip-kpi dl').nth(1).waitFor();
  assert.equal(stage.host.tokensAsked, 1);
  const head = await page.evaluate(() => [document.head.children.length, document.adoptedStyleSheets.length]);
  assert.deepEqual(head, [4, 0]);
});

elementTest('two sessions keep their tokens and figures apart', async (stage) => {
  stage.api.on('/v1/monitor', ({ token }) => ({
    body: sampleMonitor({ totals: { ...sampleMonitor().totals, count: token === 'one' ? 1 : 2 } }),
  }));
  const page = await stage.open(`<script type="module" src="/dip-widgets.js"></script>
    <main><dip-session id="one">${KPI}</dip-session><dip-session id="two">${KPI}</dip-session></main>`);
  await page.evaluate((endpoint) => {
    for (const session of document.querySelectorAll<HTMLElement & { getToken: unknown }>('dip-session')) {
      session.getToken = () => Promise.resolve({ token: session.id, expires_in: 600 });
      session.setAttribute('endpoint', endpoint);
    }
  }, stage.api.origin);
  await page.locator('dip-kpi dl').nth(1).waitFor();
  await reads(page.locator('#one dip-kpi'), /^Verkocht 1 /);
  await reads(page.locator('#two dip-kpi'), /^Verkocht 2 /);
});

elementTest('a removed session leaves no listener, timer or observer, and comes back to life', async (stage) => {
  figures(stage);
  const page = await stage.open(inSession(stage.api.origin, KPI));
  await shown(page);
  await page.evaluate(() => {
    Object.assign(globalThis, { kept: document.querySelector('dip-session') });
    document.querySelector('dip-session')?.remove();
  });
  assert.deepEqual(await ledgerOf(page), { listeners: [], timers: 0, observers: 0 });
  await page.evaluate(() => document.querySelector('main')?.append((globalThis as unknown as { kept: Node }).kept));
  await shown(page);
  assert.equal(stage.host.tokensAsked, 2);
});

elementTest('the events say what is on screen', async (stage) => {
  stage.expect(/500/);
  figures(stage, 2);
  const page = await stage.open(inSession(stage.api.origin, KPI));
  await page.evaluate(() => {
    Object.assign(globalThis, { heard: [] });
    for (const type of ['dip-ready', 'dip-error', 'dip-stale'])
      document.addEventListener(type, () => (globalThis as unknown as { heard: string[] }).heard.push(type));
  });
  await shown(page);
  stage.api.on('/v1/monitor', { status: 500 });
  await page.locator('dip-kpi .trouble').waitFor();
  const last = (): Promise<string | undefined> =>
    page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.at(-1));
  await eventually(async () => assert.equal(await last(), 'dip-stale'));
});

/** A token as the API gives it, as far as a page reads it. */
const tokenOf = (act: object): string => `h.${Buffer.from(JSON.stringify({ act })).toString('base64url')}.s`;
const given = (act: object) => () => ({ body: { token: tokenOf(act), expires_in: 600 } });
const markOf = (page: Page, tag: string): Promise<string> =>
  page.evaluate((selector) => {
    const element = document.querySelector(selector);
    if (!element) return 'no element';
    const { content } = getComputedStyle(element, '::before');
    return content === 'none' || content === 'normal' ? '' : content;
  }, tag);
const marked = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    () => document.querySelector<HTMLElement>('dip-session')?.style.getPropertyValue('--_mark') !== '',
  );

elementTest('every element of a test environment says so, once, and so it does while support looks', async (stage) => {
  figures(stage);
  stage.api.on('/v1/links', { body: sampleLinks() });
  stage.api.on('/v1/quarantine', { body: { items: [], next: null, livemode: false } });
  stage.host.token = given({ livemode: false, n: 'é>?~' });
  const elements = `${KPI}<dip-sales-monitor></dip-sales-monitor><dip-link-list></dip-link-list>`;
  const page = await stage.open(inSession(stage.api.origin, elements), { lang: 'en' });
  await shown(page);
  await page.locator('dip-sales-monitor table').waitFor();
  await marked(page);
  for (const tag of ['dip-kpi', 'dip-sales-monitor', 'dip-link-list'])
    await eventually(async () => assert.equal(await markOf(page, tag), '"Test environment: no real figures"'));
  const inside = await page.evaluate(() => {
    const part = document.querySelector('dip-sales-monitor')?.shadowRoot?.querySelector('dip-monitor-table');
    return part ? getComputedStyle(part, '::before').content : 'no part';
  });
  assert.equal(inside, 'none', 'parts within do not say it again');
  stage.host.token = given({ livemode: true, support: { id: 'XD-SUP-1', until: 1 } });
  await page.reload();
  await shown(page);
  await marked(page);
  await eventually(async () => assert.equal(await markOf(page, 'dip-kpi'), '"Support is looking: read only"'));
});

elementTest('real figures carry no mark, and load nothing for one', async (stage) => {
  figures(stage);
  stage.host.token = given({ livemode: true });
  const page = await stage.open(inSession(stage.api.origin, KPI));
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.reload();
  await shown(page);
  assert.equal(await markOf(page, 'dip-kpi'), '');
  assert.deepEqual(
    loaded.filter((path) => path.includes('mark')),
    [],
  );
});

elementTest(
  'a session that renews asks the host for another token, and nothing of the old role stays',
  async (stage) => {
    stage.api.on('/v1/monitor', ({ token }) =>
      token === tokenOf({ livemode: true, n: 2 }) ? 'hang' : { body: sampleMonitor() },
    );
    stage.host.token = () => ({
      body: { token: tokenOf({ livemode: true, n: stage.host.tokensAsked }), expires_in: 600 },
    });
    const page = await stage.open(inSession(stage.api.origin, KPI.repeat(2)));
    await page.locator('dip-kpi dl').nth(1).waitFor();
    const renew = (): Promise<void> =>
      page.evaluate(() => document.querySelector<HTMLElement & { renew(): void }>('dip-session')?.renew());
    await renew();
    await eventually(() => assert.equal(stage.api.calls.length, 2));
    await page.locator('dip-kpi [aria-busy]').nth(1).waitFor();
    assert.equal(await page.locator('dip-kpi dl').count(), 0);
    await renew();
    await page.locator('dip-kpi dl').nth(1).waitFor();
    assert.equal(stage.host.tokensAsked, 3);
    assert.equal(stage.api.calls.length, 3, 'one request each time');
  },
);
