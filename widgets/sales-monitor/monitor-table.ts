/** The list: a real table of which only the part in the window is drawn. It knows rows and columns, not where they come from. */
import { html, LitElement, nothing, render, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { tokens } from '../styles/tokens.styles.ts';
import type { Changed } from './changed-cells.ts';
import {
  firstDirection,
  isNumber,
  leastWidth,
  PHONE_PX,
  shownColumns,
  tracksOf,
  type ColumnId,
} from './monitor-columns.ts';
import { monitorTableStyles } from './monitor-table.styles.ts';
import { ChoiceChangeEvent } from './choice-change-event.ts';
import { DrawnRows, fill, type DrawnRow } from './drawn-rows.ts';
import { h } from './elements.ts';
import { cellOf, labelOf, type Shown } from './row-cells.ts';
import type { Item } from './table-items.ts';
import { nextRange, RowHeights, runsOf, type Range } from './row-window.ts';

/** New rows in one turn; the rest of the margin follows in the next frames. */
const BUDGET = 4;
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

/**
 * Private to the sales monitor.
 *
 * @event dip-choice-change - The viewer sorts or opens a performance.
 */
export class MonitorTable extends LitElement {
  static override styles = [tokens, monitorTableStyles];

  @property({ attribute: false }) items: readonly Item[] = [];
  @property({ attribute: false }) shown: Shown | null = null;
  @property({ attribute: false }) columns: readonly ColumnId[] = [];
  @property({ attribute: false }) sort: { readonly column: ColumnId; readonly down: boolean } | null = null;
  @property({ attribute: false }) changed: Changed = new Map();
  @property({ attribute: false }) caption = '';
  /** Id of the performance that is open, and whether the choice leaves it out. */
  @property({ attribute: false }) selected = '';
  @property({ attribute: false }) outside = false;
  /** Draws one open performance. */
  @property({ attribute: false }) detail: (item: Item) => unknown = () => nothing;

  @state() private _width = 0;
  @state() private _printed = false;
  readonly #heights = new RowHeights();
  readonly #rows = new DrawnRows();
  #drawn: Range = { from: 0, to: 0 };
  #parts: DrawnRow[] = [];
  #keys: readonly string[] = [];
  #focused: string | null = null;
  #frame = 0;
  /** Flips with each news, so that the highlight of a cell that changes twice runs twice. */
  #beat = false;
  readonly #sized = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width && width !== this._width) {
      if (width <= PHONE_PX !== this._width <= PHONE_PX) this.#heights.forget();
      this.#rows.measureAgain();
      this._width = width;
    }
  });
  readonly #onScroll = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const seen = this.#seen();
      if (seen && !nextRange(this.#drawn, seen, this.items.length, BUDGET).whole) return this.requestUpdate();
      if (seen && (seen.from - this.#drawn.from > 30 || this.#drawn.to - seen.to > 30)) this.requestUpdate();
    });
  };
  readonly #onPrint = (event: Event): void => {
    this._printed = event.type === 'beforeprint';
    // The page is laid out for paper as soon as this returns.
    if (this._printed) this.performUpdate();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('scroll', this.#onScroll, { passive: true, capture: true });
    addEventListener('resize', this.#onScroll, { passive: true });
    addEventListener('beforeprint', this.#onPrint);
    addEventListener('afterprint', this.#onPrint);
    this.#sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('scroll', this.#onScroll, { capture: true });
    removeEventListener('resize', this.#onScroll);
    removeEventListener('beforeprint', this.#onPrint);
    removeEventListener('afterprint', this.#onPrint);
    this.#sized.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** Brings an open performance's row to where it is seen. */
  async reveal(key: string): Promise<HTMLElement | null> {
    this.#focused = key;
    this.requestUpdate();
    await this.updateComplete;
    return this.#rows.get(key);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('items')) {
      const keys = this.items.map((item) => item.key);
      if (keys.length !== this.#keys.length || keys.some((key, i) => key !== this.#keys[i])) this.#keys = keys;
    }
    if (changed.has('changed')) this.#beat = !this.#beat;
    if (!this._width) this._width = Math.round(this.clientWidth);
  }

  override render(): TemplateResult {
    if (!this.shown) return html``;
    const phone = this._width <= PHONE_PX;
    const columns = shownColumns(this.columns, this._width);
    const count = this.items.length;
    const estimates = phone ? ESTIMATES.phone : ESTIMATES.wide;
    this.#heights.place(this.#keys, (at) => estimates[this.items[at]?.kind ?? 'row']);
    const seen = this.#seen() ?? { from: 0, to: Math.min(count, Math.ceil(innerHeight / estimates.row)) };
    const range = this._printed ? { from: 0, to: count, whole: true } : nextRange(this.#drawn, seen, count, BUDGET);
    this.#drawn = range;
    if (!range.whole) this.#onScroll();
    this.#parts = this.#partsOf(range, columns, phone);
    return html`<div class=${this.columns.length ? 'box chosen' : 'box'} tabindex=${this.columns.length ? 0 : nothing}>
      <table
        role="table"
        aria-rowcount=${count + 1}
        class=${phone ? 'phone' : 'wide'}
        .style=${phone ? '' : `--_columns:${tracksOf(columns)};min-width:${leastWidth(columns)}px`}
      >
        <caption class="sr">
          ${this.caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row" aria-rowindex="1">
            ${columns.map((id) => this.#head(id, phone))}
          </tr>
        </thead>
        <tbody role="rowgroup" @click=${this.#onClick} @focusin=${this.#onFocus} @keydown=${this.#onKey}></tbody>
      </table>
    </div>`;
  }

  protected override updated(): void {
    const body = this.renderRoot.querySelector('tbody');
    if (body) this.#rows.sync(body, this.#parts);
    const moved = this.#rows.measure((key, px) => this.#heights.learn(key, px));
    if (moved && this.#drawn.to < this.items.length) this.#onScroll();
  }

  #seen(): Range | null {
    const body = this.renderRoot.querySelector('tbody');
    return body ? this.#heights.seen(body.getBoundingClientRect().top, innerHeight) : null;
  }

  #head(id: ColumnId, phone: boolean): TemplateResult {
    const sorted = this.sort?.column === id;
    const down = this.sort?.down ?? false;
    const label = labelOf(id, this.shown as Shown);
    return html`<th
      scope="col"
      role="columnheader"
      class=${isNumber(id) ? `num ${id}` : id}
      aria-sort=${sorted ? (down ? 'descending' : 'ascending') : nothing}
    >
      ${phone ? label : html`<button @click=${() => this.#choose(id)}>${label}<span class="way" aria-hidden="true">${sorted ? (down ? '↓' : '↑') : ''}</span></button>`}
    </th>`;
  }

  #partsOf(range: Range, columns: readonly ColumnId[], phone: boolean): DrawnRow[] {
    const pinned: number[] = [];
    for (const [i, item] of this.items.entries())
      if (item.kind === 'detail') pinned.push(i - 1, i);
      else if (item.key === this.#focused) pinned.push(i - 1, i, i + 1);
    const parts: DrawnRow[] = [];
    let drawnTo = 0;
    const room = (until: number): void => {
      const px = this.#heights.between(drawnTo, until);
      if (until === drawnTo) return;
      const draw = (row: HTMLElement): void => {
        const cell = h('td', '');
        cell.role = 'presentation';
        cell.style.height = `${px}px`;
        row.replaceChildren(cell);
      };
      parts.push({ key: `room ${parts.length && until}`, classes: 'gap', index: null, made: [px], draw });
    };
    const look = [this.shown, columns.join(), phone];
    for (const { from, to } of runsOf(range, pinned, this.items.length)) {
      room(from);
      for (let at = from; at < to; at += 1) {
        const item = this.items[at] as Item;
        parts.push({ key: item.key, index: at + 2, ...this.#rowOf(item, columns, phone, look) });
      }
      drawnTo = to;
    }
    room(this.items.length);
    return parts;
  }

  #rowOf(
    item: Item,
    columns: readonly ColumnId[],
    phone: boolean,
    look: readonly unknown[],
  ): Pick<DrawnRow, 'classes' | 'made' | 'draw'> {
    const shown = this.shown as Shown;
    const each = (cell: (id: ColumnId) => HTMLElement) => (row: HTMLElement) => fill(row, columns.map(cell));
    switch (item.kind) {
      case 'detail':
        return {
          classes: 'open',
          made: [item.row, this.detail, ...look],
          draw: (row) => render(html`<td role="cell">${this.detail(item)}</td>`, row),
        };
      case 'group':
        return {
          classes: 'group',
          made: [item.group, ...look],
          draw: each((id) => shown.more?.groupCell(id, item.group, shown) ?? h('td', '')),
        };
      case 'sum':
        return {
          classes: 'sum',
          made: [item.sum, ...look],
          draw: each((id) => shown.more?.sumCell(id, item.sum, shown) ?? h('td', '')),
        };
      case 'row': {
        const { row } = item;
        const told = this.changed.get(row.id);
        const flash = (id: ColumnId): string => (told?.columns.has(id) ? (this.#beat ? ' new' : ' new again') : '');
        const open = row.id === this.selected;
        const place = { open, outside: open && this.outside, phone };
        return {
          classes: open ? 'row selected' : 'row',
          made: [row, told, open, place.outside, ...look],
          draw: each((id) => cellOf(id, row, place, shown, flash(id))),
        };
      }
    }
  }

  #choose(id: ColumnId): void {
    const { column, down } = this.sort ?? { column: null, down: false };
    const first = firstDirection(id);
    this.dispatchEvent(new ChoiceChangeEvent({ sort: column === id ? (down ? id : `-${id}`) : first + id }));
  }

  #onClick(event: MouseEvent): void {
    const id = (event.target as Element).closest<HTMLElement>('tr.row')?.dataset['key'];
    // The whole row opens by pointer; marking text in it does not.
    if (id === undefined || getSelection()?.toString()) return;
    this.dispatchEvent(new ChoiceChangeEvent({ selected: this.selected === id ? '' : id }));
  }

  #onFocus(event: FocusEvent): void {
    this.#focused = (event.target as Element).closest('tr')?.dataset['key'] ?? null;
  }

  async #onKey(event: KeyboardEvent): Promise<void> {
    const step = WALK[event.key];
    const own = (event.target as Element).closest<HTMLElement>('tr.row');
    if (
      !step ||
      !own ||
      !(event.target as Element).matches('.t button') ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey
    )
      return;
    event.preventDefault();
    const rows = this.items.flatMap((item) => (item.kind === 'row' ? [item.key] : []));
    const at = step(rows.indexOf(own.dataset['key'] ?? ''), rows.length);
    const row = await this.reveal(rows[Math.min(rows.length - 1, Math.max(0, at))] ?? '');
    row?.querySelector<HTMLElement>('.t button')?.focus();
  }
}
