/** What was found out about each value of a field, for one buyer in one cell: forgotten all at once. */
export class ValueNotes {
  #turnOf = new Int32Array(10_000);
  #note = new Int32Array(10_000);
  #turn = 1;

  forget(): void {
    this.#turn += 1;
  }

  /** Found out by `find` where it is not known yet. */
  of(value: number, find: (value: number) => number): number {
    if (this.#turnOf[value] === this.#turn) return this.#note[value] ?? 0;
    if (value >= this.#note.length) this.#grow(value);
    const note = find(value);
    this.#turnOf[value] = this.#turn;
    this.#note[value] = note;
    return note;
  }

  #grow(value: number): void {
    const [turnOf, note] = [this.#turnOf, this.#note];
    this.#turnOf = new Int32Array(2 * value);
    this.#note = new Int32Array(2 * value);
    this.#turnOf.set(turnOf);
    this.#note.set(note);
  }
}
