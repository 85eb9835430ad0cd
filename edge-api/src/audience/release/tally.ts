/** Cells and what each weighs, one after another: made once and filled again for every buyer. */
import { Column } from './column.ts';

export class Tally {
  readonly cells = new Column();
  readonly weights = new Column();
  /** By cell: whether `once` has put it since `next`. */
  readonly #put: Uint8Array;
  #from = 0;
  constructor(cells: number) {
    this.#put = new Uint8Array(cells);
  }

  put(cell: number, weight: number): void {
    this.cells.push(cell);
    this.weights.push(weight);
  }

  /** As `put`, of one buyer no more than once. */
  once(cell: number, weight: number): void {
    if (this.#put[cell] === 1) return;
    this.#put[cell] = 1;
    this.put(cell, weight);
  }

  /** Whoever is put after this is another buyer. */
  next(): void {
    for (let i = this.#from; i < this.cells.length; i += 1) this.#put[this.cells.at(i)] = 0;
    this.#from = this.cells.length;
  }

  clear(): void {
    this.cells.length = 0;
    this.weights.length = 0;
    this.#from = 0;
  }
}
