/** Lines of the waterfall: the same line of several performances becomes one. */
import { LINE_KEYS, type WaterfallLine } from '#protocol';
import type { Claim } from './division.ts';

type Value = number | string | null;
type Inputs = Record<string, Value>;
interface Row {
  readonly line: Omit<WaterfallLine, 'amount' | 'inputs'>;
  amount: number;
  readonly inputs: Inputs;
}

export class LineSheet {
  readonly #rows = new Map<string, Row>();

  /** No two lines have the same key and name. A fact that is not the same everywhere becomes null. */
  add(kind: WaterfallLine['kind'], { key, name, amount, to, sums = {}, facts = {} }: Claim): void {
    const id = JSON.stringify([key, name]);
    const held = this.#rows.get(id);
    if (!held) {
      const line = { key, ...(name === undefined ? {} : { name }), to, kind };
      this.#rows.set(id, { line, amount, inputs: { ...sums, ...facts } });
      return;
    }
    held.amount += amount;
    for (const [input, value] of Object.entries(sums)) held.inputs[input] = Number(held.inputs[input]) + value;
    for (const [input, value] of Object.entries(facts))
      if (held.inputs[input] !== value)
        held.inputs[input] = input === 'asOf' ? older(held.inputs[input] ?? null, value) : null;
  }

  /** In the order of the sums. */
  lines(): readonly WaterfallLine[] {
    return [...this.#rows.values()]
      .map(({ line, amount, inputs }) => ({ ...line, amount, inputs }))
      .toSorted((a, b) => LINE_KEYS.indexOf(a.key) - LINE_KEYS.indexOf(b.key) || nth(a) - nth(b));
  }
}

/** Bands are named by their number, and not every performance reaches the first; others stay as they came. */
const nth = ({ key, name }: WaterfallLine): number => (key === 'band' ? Number(name) : 0);

/** What is known of all of them is as old as the oldest. */
const older = (a: Value, b: Value): Value => ([a, b].includes(null) ? null : String(a) < String(b) ? a : b);
