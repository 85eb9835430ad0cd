/** Which rows of a long list are drawn: those in the window and some around it, the open one, and the one with the focus. */
import { adoptStyles, type ReactiveController } from 'lit';
import { BriefRows } from './brief-rows.ts';
import type { DrawnRow, DrawnRows } from './drawn-rows.ts';
import { PHONE_PX, shownColumns } from './monitor-columns.ts';
import type { MonitorTable } from './monitor-table.ts';
import { nextRange, RowHeights, runsOf, type Range } from './row-window.ts';
import type { Item } from './table-items.ts';
import { tableLaterStyles } from './table-later.styles.ts';

/** New rows in one turn; the rest of the margin follows in the next frames. */
const BUDGET = 3;
/** More drawn rows than this beyond the window are let go of. */
const TOO_MANY = 30;
const ESTIMATES = {
  wide: { row: 55, group: 45, sum: 45, detail: 520 },
  phone: { row: 97, group: 61, sum: 61, detail: 860 },
};
const WALK: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

export class TableWindow implements ReactiveController {
  readonly #table: MonitorTable;
  readonly #rows: DrawnRows;
  readonly #heights = new RowHeights();
  readonly #brief = new BriefRows();
  #drawn: Range = { from: 0, to: 0 };
  #sight: Range = { from: 0, to: 0 };
  #items: readonly Item[] = [];
  /** The list itself is another than at the turn before: what is seen is then drawn whole. */
  #fresh = true;
  #keys: readonly string[] = [];
  #focused: string | null = null;
  #frame = 0;
  #width = 0;
  #printed = false;

  constructor(table: MonitorTable, rows: DrawnRows) {
    this.#table = table;
    this.#rows = rows;
    const styles = (table.constructor as typeof MonitorTable).elementStyles;
    adoptStyles(table.renderRoot as ShadowRoot, [...styles, tableLaterStyles]);
    table.addController(this);
  }

  hostConnected(): void {
    addEventListener('scroll', this.#onScroll, { passive: true, capture: true });
    addEventListener('resize', this.#onScroll, { passive: true });
    addEventListener('beforeprint', this.#onPrint);
    addEventListener('afterprint', this.#onPrint);
    this.#table.addEventListener('focusin', this.#onFocus);
    this.#table.addEventListener('keydown', this.#onKey);
  }

  hostDisconnected(): void {
    removeEventListener('scroll', this.#onScroll, { capture: true });
    removeEventListener('resize', this.#onScroll);
    removeEventListener('beforeprint', this.#onPrint);
    removeEventListener('afterprint', this.#onPrint);
    this.#table.removeEventListener('focusin', this.#onFocus);
    this.#table.removeEventListener('keydown', this.#onKey);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** What to draw now, as runs in order. */
  runs(): Range[] {
    const { items, width } = this.#table;
    const phone = width <= PHONE_PX;
    if (phone !== this.#width <= PHONE_PX) this.#heights.forget();
    if (width !== this.#width) this.#rows.measureAgain();
    this.#width = width;
    this.#fresh = items !== this.#items;
    if (this.#fresh) {
      this.#items = items;
      const keys = items.map((item) => item.key);
      if (keys.length !== this.#keys.length || keys.some((key, i) => key !== this.#keys[i])) this.#keys = keys;
    }
    const estimates = phone ? ESTIMATES.phone : ESTIMATES.wide;
    this.#heights.place(this.#keys, (at) => estimates[items[at]?.kind ?? 'row']);
    this.#sight = this.#seen();
    const range = this.#printed
      ? { from: 0, to: items.length, whole: true }
      : nextRange(this.#drawn, this.#sight, items.length, BUDGET);
    this.#drawn = range;
    if (!range.whole) this.#onScroll();
    const pinned: number[] = [];
    for (const [i, item] of items.entries())
      if (item.kind === 'detail') pinned.push(i - 1, i);
      else if (item.key === this.#focused) pinned.push(i - 1, i, i + 1);
    return runsOf(range, pinned, items.length);
  }

  /** The same rows, of which those new to a scrolled list may have part of their cells for now. */
  sliced(parts: readonly DrawnRow[]): readonly DrawnRow[] {
    const { columns, items, selected, shown, width } = this.#table;
    if (!shown) return parts;
    const look = { columns: shownColumns(columns, width), phone: width <= PHONE_PX, shown };
    const drawn = this.#brief.sliced(parts, look, ({ key, index }) => {
      const at = (index ?? 0) - 2;
      const item = items[at];
      if (item?.kind !== 'row' || (this.#rows.get(key) && !this.#brief.has(key))) return null;
      if (this.#fresh || this.#printed || key === selected || key === this.#focused) return null;
      const inSight = at >= this.#sight.from && at < this.#sight.to;
      return { row: item.row, px: this.#heights.between(at, at + 1), inSight };
    });
    if (this.#brief.waiting) this.#onScroll();
    return drawn;
  }

  /** Height of what lies between two places, px. */
  between(from: number, to: number): number {
    return this.#heights.between(from, to);
  }

  hostUpdated(): void {
    const moved = this.#rows.measure((key, px) => this.#heights.learn(key, px));
    if (moved && this.#drawn.to < this.#table.items.length) this.#onScroll();
  }

  /** Keeps a row drawn, wherever the window is. */
  hold(key: string): void {
    this.#focused = key;
  }

  #seen(): Range {
    const top = this.#table.renderRoot.querySelector('tbody')?.getBoundingClientRect().top ?? 0;
    return this.#heights.seen(top, innerHeight);
  }

  readonly #onScroll = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const seen = this.#seen();
      const { from, to } = this.#drawn;
      const next = nextRange(this.#drawn, seen, this.#table.items.length, BUDGET);
      const wanting = this.#brief.waiting || next.from < from || next.to > to;
      if (wanting || seen.from - from > TOO_MANY || to - seen.to > TOO_MANY) this.#table.requestUpdate();
    });
  };

  readonly #onPrint = (event: Event): void => {
    this.#printed = event.type === 'beforeprint';
    // The page is laid out for paper as soon as this returns.
    this.#table.drawNow();
  };

  readonly #onFocus = (event: FocusEvent): void => {
    this.#focused = (event.composedPath()[0] as Element).closest('tr')?.dataset['key'] ?? null;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = WALK[event.key];
    const button = event.composedPath()[0] as Element;
    const own = button.closest<HTMLElement>('tr.row')?.dataset['key'];
    if (!step || own === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const rows = this.#table.items.flatMap((item) => (item.kind === 'row' ? [item.key] : []));
    const at = step(rows.indexOf(own), rows.length);
    void this.#table
      .reveal(rows[Math.min(rows.length - 1, Math.max(0, at))] ?? '')
      .then((row) => row?.querySelector('button')?.focus());
  };
}
