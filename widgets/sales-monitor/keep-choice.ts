import { CHOICE_KEYS, DEFAULTS, type Choice } from './monitor-choice.ts';

/** For the next visit, see `readKept`: what differs from the usual. */
export function keepChoice(key: string, choice: Choice): void {
  try {
    const changed = CHOICE_KEYS.filter((name) => choice[name] !== DEFAULTS[name]).map((name) => [name, choice[name]]);
    if (changed.length) localStorage.setItem(key, JSON.stringify(Object.fromEntries(changed)));
    else localStorage.removeItem(key);
  } catch {
    // The host refuses storage.
  }
}
