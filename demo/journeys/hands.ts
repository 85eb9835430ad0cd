// Two ways to do the same thing on a page, so that a journey can be walked by mouse or by keyboard.
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

export type Lang = 'nl' | 'en';

export interface Hands {
  press(target: Locator): Promise<void>;
  /** In the place of what stood there. */
  write(target: Locator, text: string): Promise<void>;
  /** A box or one of a group of round buttons. */
  tick(target: Locator): Promise<void>;
  /** By what stands on it. */
  select(target: Locator, label: string): Promise<void>;
}

export const mouse: Hands = {
  press: (target) => target.click(),
  write: (target, text) => target.fill(text),
  tick: (target) => target.check(),
  select: async (target, label) => {
    await target.selectOption({ label });
  },
};

/** Of a group of round buttons Tab comes to the one that is chosen. */
const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    const { activeElement: active } = element.getRootNode() as Document | ShadowRoot;
    if (active === element) return true;
    const [one, other] = [element as HTMLInputElement, active as HTMLInputElement | null];
    return one.type === 'radio' && other?.type === 'radio' && one.name === other.name;
  });

/** Tab until the focus is there, as a person does; through shadow roots. */
export async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  const page = target.page();
  for (let i = 0; i < 250; i += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${String(target)}`);
}

/** A key, until it is so. */
async function pressUntil(target: Locator, key: string, is: () => Promise<boolean>): Promise<void> {
  await tabTo(target);
  for (let i = 0; i < 200; i += 1) {
    if (await is()) return;
    await target.page().keyboard.press(key);
  }
  throw new Error(`${key} never comes to ${String(target)}`);
}

export const keyboard: Hands = {
  press: async (target) => {
    await tabTo(target);
    await target.page().keyboard.press('Enter');
  },
  write: async (target, text) => {
    await tabTo(target);
    const { keyboard: keys } = target.page();
    await keys.press('Control+A');
    await keys.type(text);
  },
  tick: async (target) => {
    const isRadio = await target.evaluate((element) => (element as HTMLInputElement).type === 'radio');
    await pressUntil(target, isRadio ? 'ArrowDown' : 'Space', () => target.isChecked());
  },
  select: (target, label) =>
    pressUntil(target, 'ArrowDown', () =>
      target.evaluate(
        (element, text) => (element as HTMLSelectElement).selectedOptions[0]?.label.trim() === text,
        label,
      ),
    ),
};

/** An item of an open menu; by keyboard with the arrows, for Tab leaves it. */
export async function choose(item: Locator, hands: Hands): Promise<void> {
  await item.waitFor();
  if (hands === mouse) return item.click();
  for (let i = 0; i < 10; i += 1) {
    if (await item.evaluate((element) => element.matches(':focus'))) return item.page().keyboard.press('Enter');
    await item.page().keyboard.press('ArrowDown');
  }
  throw new Error(`the arrows never come to ${String(item)}`);
}

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
export const link = (page: Page, name: string): Locator => page.getByRole('link', { name, exact: true });

/** Who it is, clicked on at the demo's issuer. */
export const chooseAt = (page: Page, who: string, hands: Hands): Promise<void> =>
  hands.press(page.getByRole('button', { name: new RegExp(`^${who}`) }));

/** Ends when what `look` says is true; a look begun after the limit must say so. Answers how long after it was begun, ms. */
export async function until(what: string, limitMs: number, look: () => Promise<boolean>): Promise<number> {
  const began = Date.now();
  for (;;) {
    const at = Date.now() - began;
    if (await look()) return at;
    assert.ok(at < limitMs, `${what} within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
