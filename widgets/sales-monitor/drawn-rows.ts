/** The rows of a table body: one that stays is left alone, whichever others come and go. */

export interface DrawnRow {
  readonly key: string;
  readonly classes: string;
  /** Place in the whole table, counted from 1; null for the room that rows which are not drawn take up. */
  readonly index: number | null;
  /** What the cells are made of: as long as each is the same, they are not made anew. */
  readonly made: readonly unknown[];
  readonly draw: (row: HTMLElement) => void;
}

interface Known {
  readonly row: HTMLTableRowElement;
  made: readonly unknown[];
  /** Its height has been read since it was last drawn. */
  measured: boolean;
}

export class DrawnRows {
  readonly #known = new Map<string, Known>();

  sync(body: HTMLElement, rows: readonly DrawnRow[]): void {
    const wanted = new Set(rows.map(({ key }) => key));
    for (const [key, { row }] of this.#known)
      if (!wanted.has(key)) {
        row.remove();
        this.#known.delete(key);
      }
    let next = body.firstElementChild;
    for (const { key, classes, index, made, draw } of rows) {
      let known = this.#known.get(key);
      if (!known) {
        known = { row: document.createElement('tr'), made: [], measured: index === null };
        this.#known.set(key, known);
        known.row.setAttribute('data-key', key);
        known.row.role = index === null ? 'presentation' : 'row';
      }
      const { row } = known;
      if (row === next) next = row.nextElementSibling;
      else body.insertBefore(row, next);
      if (row.className !== classes) row.className = classes;
      if (index !== null && row.ariaRowIndex !== String(index)) row.ariaRowIndex = String(index);
      if (made.length === known.made.length && made.every((one, i) => one === known?.made[i])) continue;
      known.made = made;
      known.measured = index === null;
      draw(row);
    }
  }

  get(key: string): HTMLTableRowElement | null {
    return this.#known.get(key)?.row ?? null;
  }

  /** Reads the heights of rows drawn since the last time. */
  measure(learn: (key: string, px: number) => boolean): boolean {
    let moved = false;
    for (const [key, known] of this.#known) {
      if (known.measured) continue;
      known.measured = true;
      moved = learn(key, known.row.getBoundingClientRect().height) || moved;
    }
    return moved;
  }

  /** After the width changed every row may be another height. */
  measureAgain(): void {
    for (const known of this.#known.values()) known.measured = known.row.role === 'presentation';
  }
}

/** Puts cells in a row; a button that had the focus gives it to the one in its place. */
export function fill(row: HTMLElement, cells: readonly HTMLElement[]): void {
  const root = row.getRootNode() as ShadowRoot;
  const focused = row.contains(root.activeElement);
  row.replaceChildren(...cells);
  if (focused) row.querySelector('button')?.focus({ preventScroll: true });
}
