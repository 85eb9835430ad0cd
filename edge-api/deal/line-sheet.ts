/** Lines of the waterfall: the same line of several performances becomes one. */
import { LINE_KEYS, type WaterfallLine } from '#protocol';
import type { Claim } from './division.ts';

type Inputs = Record<string, number | string | null>;
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
      if (held.inputs[input] !== value) held.inputs[input] = input === 'asOf' ? older(held.inputs[input], value) : null;
  }

  /** In the order of the sums. */
  lines(): readonly WaterfallLine[] {
    return [...this.#rows.values()]
      .map(({ line, amount, inputs }) => ({ ...line, amount, inputs }))
      .toSorted((a, b) => LINE_KEYS.indexOf(a.key) - LINE_KEYS.indexOf(b.key) || nth(a) - nth(b));
  }
}

/** Bands and calls are named by their number; others stay as they came. */
const nth = ({ key, name }: WaterfallLine): number => (key === 'band' || key === 'call' ? Number(name) : 0);

/** What is known of all of them is as old as the oldest. */
const older = (a: unknown, b: unknown): string | null =>
  typeof a === 'string' && typeof b === 'string' ? (a < b ? a : b) : null;
