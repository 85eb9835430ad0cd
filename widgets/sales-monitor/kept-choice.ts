/** The viewer's choices in the browser. Storage is the host's to refuse; then they last as long as the page. */
import { parseChoice, type Choice } from './monitor-choice.ts';

export function readKept(key: string): Partial<Choice> {
  try {
    return parseChoice(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return {};
  }
}
