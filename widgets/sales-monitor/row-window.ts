/** Pure: which of many things stand in the window. Heights are learnt from what was drawn; the rest is estimated. */

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Things beyond the window's edges that are drawn as well, so that none is blank while scrolling. */
const MARGIN = 18;

export class RowHeights {
  readonly #known = new Map<string, number>();
  #offsets: Float64Array = new Float64Array(1);
  #keys: readonly string[] = [];
  #dirty = true;

  /** `true` when it changes where later things stand. */
  learn(key: string, px: number): boolean {
    if (px <= 0 || this.#known.get(key) === px) return false;
    this.#known.set(key, px);
    this.#dirty = true;
    return true;
  }

  forget(): void {
    this.#known.clear();
    this.#dirty = true;
  }

  place(keys: readonly string[], estimate: (at: number) => number): void {
    if (keys === this.#keys && !this.#dirty) return;
    this.#keys = keys;
    this.#dirty = false;
    if (this.#offsets.length !== keys.length + 1) this.#offsets = new Float64Array(keys.length + 1);
    let y = 0;
    for (const [i, key] of keys.entries()) {
      y += this.#known.get(key) ?? estimate(i);
      this.#offsets[i + 1] = y;
    }
  }

  between(from: number, to: number): number {
    return (this.#offsets[to] ?? 0) - (this.#offsets[from] ?? 0);
  }

  /** The thing at a height below the top of the first. */
  at(y: number): number {
    let low = 0;
    let high = this.#offsets.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#offsets[middle] ?? 0) <= y) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  /** `top` = where the first thing stands in the window, px. */
  seen(top: number, height: number): Range {
    const count = this.#offsets.length - 1;
    if (count <= 0) return { from: 0, to: 0 };
    return { from: this.at(-top), to: Math.min(count, this.at(height - top) + 1) };
  }
}

/**
 * What to draw next: all that is seen, and of the margin only as much as keeps one turn short (`budget` new things); `whole`
 * says whether another turn has more to do.
 */
export function nextRange(drawn: Range, seen: Range, count: number, budget: number): Range & { whole: boolean } {
  const wanted = { from: Math.max(0, seen.from - MARGIN), to: Math.min(count, seen.to + MARGIN) };
  const apart = drawn.to <= wanted.from || drawn.from >= wanted.to;
  let from = apart ? seen.from : Math.max(wanted.from, Math.min(drawn.from, seen.from));
  let to = apart ? seen.to : Math.min(wanted.to, Math.max(drawn.to, seen.to));
  const isNew = (at: number): number => (apart || at < drawn.from || at >= drawn.to ? 1 : 0);
  let left = budget;
  for (let i = from; i < to; i += 1) left -= isNew(i);
  while (left > 0 && (from > wanted.from || to < wanted.to)) {
    if (to < wanted.to) {
      left -= isNew(to);
      to += 1;
    }
    if (from > wanted.from) {
      from -= 1;
      left -= isNew(from);
    }
  }
  return { from, to, whole: from <= wanted.from && to >= wanted.to };
}

/** The drawn range and what must stay drawn outside it (the open one, the focused one), as runs in order. */
export function runsOf(range: Range, pinned: readonly number[], count: number): Range[] {
  const runs: { from: number; to: number }[] = [];
  const add = (from: number, to: number): void => {
    const last = runs.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else runs.push({ from, to });
  };
  const all = [range, ...pinned.filter((at) => at >= 0 && at < count).map((at) => ({ from: at, to: at + 1 }))];
  for (const { from, to } of all.filter((run) => run.to > run.from).toSorted((a, b) => a.from - b.from)) add(from, to);
  return runs;
}
