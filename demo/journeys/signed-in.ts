// Somebody at the portal, in a browser of their own, under the hat they want to wear.
import type { BrowserContextOptions } from 'playwright-core';
import { choose, chooseAt, link, type Hands, type Lang } from './hands.ts';
import type { RunningDemo, Seen } from './running-demo.ts';

const SIGN_IN = { nl: 'Inloggen', en: 'Sign in' } as const;

/** Of two hats they wear the one of the organisation whose name holds `wears`. */
export async function signedIn(
  demo: RunningDemo,
  who: string,
  lang: Lang,
  hands: Hands,
  { wears = null, ...options }: { readonly wears?: string | null } & BrowserContextOptions = {},
): Promise<Seen> {
  const seen = await demo.page(1280, options);
  const { page } = seen;
  await page.goto(`${demo.portal}?lang=${lang}`);
  await hands.press(link(page, SIGN_IN[lang]));
  await chooseAt(page, who, hands);
  await page.locator('details.account').waitFor();
  if (wears === null) return seen;
  const now = page.locator('dip-role-switch #now').filter({ hasText: /\S/ });
  await now.waitFor();
  if (!(await now.innerText()).includes(wears)) {
    await hands.press(now);
    await choose(page.locator('dip-role-switch .hat', { hasText: wears }).first(), hands);
    await now.filter({ hasText: wears }).waitFor();
  }
  return seen;
}
