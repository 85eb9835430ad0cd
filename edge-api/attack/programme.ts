/** Whole numbers with bounds and linear rows between them: what an attacker writes down. */
export interface Row {
  /** Pairs of variable and factor. */
  readonly terms: readonly (readonly [number, number])[];
  readonly low: number;
  readonly high: number;
}

export class Programme {
  readonly low: number[] = [];
  readonly high: number[] = [];
  readonly names: string[] = [];
  readonly rows: Row[] = [];
  readonly #index = new Map<string, number>();

  /** The variable of that name; made at its first use. */
  variable(name: string): number {
    const known = this.#index.get(name);
    if (known !== undefined) return known;
    this.#index.set(name, this.names.length);
    this.names.push(name);
    this.low.push(0);
    this.high.push(Infinity);
    return this.names.length - 1;
  }

  has(name: string): number | undefined {
    return this.#index.get(name);
  }

  within(variable: number, low: number, high: number): void {
    this.low[variable] = Math.max(this.low[variable] ?? 0, low);
    this.high[variable] = Math.min(this.high[variable] ?? Infinity, high);
  }

  row(terms: readonly (readonly [number, number])[], low: number, high: number): void {
    if (terms.length > 0 && (low > -Infinity || high < Infinity)) this.rows.push({ terms, low, high });
  }

  /**
   * Narrows bounds by each row until nothing moves. What it finds is true of every solution, so a cell confined here is derived; a
   * bound it does not find may still be there. False: no whole numbers fit.
   */
  propagate(rounds = 12): boolean {
    for (let round = 0; round < rounds; round += 1) {
      let moved = false;
      for (const { terms, low, high } of this.rows) {
        let [least, most, openLow, openHigh] = [0, 0, 0, 0];
        for (const [variable, factor] of terms) {
          const [a, b] = this.#span(variable, factor);
          if (a === -Infinity) openLow += 1;
          else least += a;
          if (b === Infinity) openHigh += 1;
          else most += b;
        }
        for (const [variable, factor] of terms) {
          const [a, b] = this.#span(variable, factor);
          const otherLow = openLow - Number(a === -Infinity) > 0 ? -Infinity : least - (a === -Infinity ? 0 : a);
          const otherHigh = openHigh - Number(b === Infinity) > 0 ? Infinity : most - (b === Infinity ? 0 : b);
          const ends = [(low - otherHigh) / factor, (high - otherLow) / factor].toSorted((x, y) => x - y);
          const newLow = Math.ceil((ends[0] ?? -Infinity) - 1e-9);
          const newHigh = Math.floor((ends[1] ?? Infinity) + 1e-9);
          if (newLow > (this.low[variable] ?? 0)) {
            this.low[variable] = newLow;
            moved = true;
          }
          if (newHigh < (this.high[variable] ?? Infinity)) {
            this.high[variable] = newHigh;
            moved = true;
          }
          if ((this.low[variable] ?? 0) > (this.high[variable] ?? Infinity)) return false;
        }
      }
      if (!moved) return true;
    }
    return true;
  }

  #span(variable: number, factor: number): readonly [number, number] {
    const [low, high] = [this.low[variable] ?? 0, this.high[variable] ?? Infinity];
    return factor > 0 ? [low * factor, high * factor] : [high * factor, low * factor];
  }
}
