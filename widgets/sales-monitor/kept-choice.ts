/** The viewer's choices in the browser. Storage is the host's to refuse; then they last as long as the page. */
import { CHOICE_KEYS, DEFAULTS, parseChoice, type Choice } from './monitor-choice.ts';

export function readKept(key: string): Partial<Choice> {
  try {
    return parseChoice(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return {};
  }
}

export function writeKept(key: string, choice: Choice): void {
  try {
    const changed = CHOICE_KEYS.filter((name) => choice[name] !== DEFAULTS[name]).map((name) => [name, choice[name]]);
    if (changed.length) localStorage.setItem(key, JSON.stringify(Object.fromEntries(changed)));
    else localStorage.removeItem(key);
  } catch {
    // See above.
  }
}
