/**
 * Pure: what is kept of an answer under an Idempotency-Key. The same key comes with the same body, so the receipt holds
 * only what the body does not say: one letter an item and, for the few that have more to say, the rest.
 */
import { OUTCOMES, type ItemResult, type Outcome, type PushResult } from '#protocol';

const LETTERS = 'auolnqi';
const letterOf = new Map<Outcome, string>(OUTCOMES.map((outcome, i) => [outcome, LETTERS[i] as string]));

interface Kept extends Omit<PushResult, 'results'> {
  readonly outcomes: string;
  /** By index: everything of a result but index and outcome. */
  readonly more: Readonly<Record<string, Omit<ItemResult, 'index' | 'outcome'>>>;
}

/** `names` are those of the items' performances, by index, as the directory spells them. */
export function toReceipt(result: PushResult, names: ReadonlyMap<number, string>): string {
  const { results, ...head } = result;
  const more: Record<string, Omit<ItemResult, 'index' | 'outcome'>> = {};
  for (const { index, outcome: _, ...rest } of results) {
    const { performance, ...others } = rest;
    if (performance !== names.get(index) || Object.keys(others).length) more[index] = rest;
  }
  const kept: Kept = { ...head, outcomes: results.map(({ outcome }) => letterOf.get(outcome)).join(''), more };
  return JSON.stringify(kept);
}

export function fromReceipt(receipt: string, names: ReadonlyMap<number, string>): PushResult {
  const { outcomes, more, ...head } = JSON.parse(receipt) as Kept;
  const results = [...outcomes].map((letter, index): ItemResult => {
    const outcome = OUTCOMES[LETTERS.indexOf(letter)] ?? 'invalid';
    const performance = names.get(index);
    return { index, outcome, ...(more[index] ?? (performance === undefined ? {} : { performance })) };
  });
  return { ...head, results };
}
