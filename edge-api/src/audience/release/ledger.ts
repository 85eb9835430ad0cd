/** How many are in each cell of each frame, and between what they may be without one published digit changing. */
export const NO_END = 2_000_000_000;

export class Ledger {
  readonly count: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  #cells: number[] = [];
  #weights: number[] = [];
  constructor(cells: number) {
    this.count = new Int32Array(cells);
    this.low = new Int32Array(cells);
    this.high = new Int32Array(cells).fill(NO_END);
  }

  /** What was written since can be taken back to here. */
  get mark(): number {
    return this.#cells.length;
  }

  one(cell: number, weight: number): void {
    this.count[cell] = (this.count[cell] ?? 0) + weight;
    this.#cells.push(cell);
    this.#weights.push(weight);
  }

  add(cells: Int32Array, weights: Int32Array, length: number, sign: 1 | -1): void {
    for (let i = 0; i < length; i += 1) {
      const cell = cells[i] ?? 0;
      const weight = sign * (weights[i] ?? 0);
      this.count[cell] = (this.count[cell] ?? 0) + weight;
      this.#cells.push(cell);
      this.#weights.push(weight);
    }
  }

  /** From here there is no way back. */
  forget(): void {
    this.#cells.length = 0;
    this.#weights.length = 0;
  }

  /** Cells touched since `mark` that would be published otherwise. */
  broken(mark: number): Set<number> {
    const cells = new Set<number>();
    for (let i = mark; i < this.#cells.length; i += 1) {
      const cell = this.#cells[i] ?? 0;
      const count = this.count[cell] ?? 0;
      if (count < (this.low[cell] ?? 0) || count > (this.high[cell] ?? 0)) cells.add(cell);
    }
    return cells;
  }

  holds(mark: number): boolean {
    for (let i = mark; i < this.#cells.length; i += 1) {
      const cell = this.#cells[i] ?? 0;
      const count = this.count[cell] ?? 0;
      if (count < (this.low[cell] ?? 0) || count > (this.high[cell] ?? 0)) return false;
    }
    return true;
  }

  back(mark: number): void {
    for (let i = this.#cells.length - 1; i >= mark; i -= 1) {
      const cell = this.#cells[i] ?? 0;
      this.count[cell] = (this.count[cell] ?? 0) - (this.#weights[i] ?? 0);
    }
    this.#cells.length = mark;
    this.#weights.length = mark;
  }
}
