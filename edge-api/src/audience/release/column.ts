/** A row of numbers that grows: its room is made once and filled again. */
export class Column {
  values: Int32Array<ArrayBuffer>;
  length = 0;
  constructor(room = 1_024) {
    this.values = new Int32Array(room);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const { values } = this;
      this.values = new Int32Array(2 * values.length);
      this.values.set(values);
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.values[index] ?? 0;
  }
}
