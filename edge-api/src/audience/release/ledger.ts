/** How many are in each cell of each frame, and between what they may be without one published digit changing. */
import { Column } from './column.ts';

export const NO_END = 2_000_000_000;

export class Ledger {
  readonly count: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** What was written since the last `forget`. */
  readonly #cells = new Column();
  readonly #weights = new Column();
  /** By cell: whether `broken` has told it already. */
  readonly #told: Uint8Array;
  constructor(cells: number) {
    this.count = new Int32Array(cells);
    this.low = new Int32Array(cells);
    this.high = new Int32Array(cells).fill(NO_END);
    this.#told = new Uint8Array(cells);
  }

  /** What was written since can be taken back to here. */
  get mark(): number {
    return this.#cells.length;
  }

  one(cell: number, weight: number): void {
    this.count[cell]! += weight;
    this.#cells.push(cell);
    this.#weights.push(weight);
  }

  add(cells: Int32Array, weights: Int32Array, length: number, sign: 1 | -1): void {
    for (let i = 0; i < length; i += 1) this.one(cells[i] ?? 0, sign * (weights[i] ?? 0));
  }

  /** From here there is no way back. */
  forget(): void {
    this.#cells.length = 0;
    this.#weights.length = 0;
  }

  #isBroken(cell: number): boolean {
    const count = this.count[cell] ?? 0;
    return count < (this.low[cell] ?? 0) || count > (this.high[cell] ?? 0);
  }

  /** Cells touched since `mark` that would be published otherwise, first touched first. */
  broken(mark: number): readonly number[] {
    const cells: number[] = [];
    for (let i = mark; i < this.#cells.length; i += 1) {
      const cell = this.#cells.at(i);
      if (this.#told[cell] === 1 || !this.#isBroken(cell)) continue;
      this.#told[cell] = 1;
      cells.push(cell);
    }
    for (const cell of cells) this.#told[cell] = 0;
    return cells;
  }

  holds(mark: number): boolean {
    for (let i = mark; i < this.#cells.length; i += 1) if (this.#isBroken(this.#cells.at(i))) return false;
    return true;
  }

  back(mark: number): void {
    for (let i = this.#cells.length - 1; i >= mark; i -= 1) this.count[this.#cells.at(i)]! -= this.#weights.at(i);
    this.#cells.length = mark;
    this.#weights.length = mark;
  }
}
