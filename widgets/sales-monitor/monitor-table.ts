/** The list: a real table. Which part of a long one is drawn, `table-window.ts` knows, once it is there. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { MonitorRow } from '#protocol';
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
import type { TableWindow } from './table-window.ts';

/** Rows that are drawn before anything else is there: more than a screen shows. */
const FIRST = 24;
const ROW_PX = 55;

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
  @property({ attribute: false }) detail: (row: MonitorRow) => unknown = () => nothing;

  @state() width = 0;
  readonly #rows = new DrawnRows();
  #parts: DrawnRow[] = [];
  #window: TableWindow | null = null;
  /** Flips with each news, so that the highlight of a cell that changes twice runs twice. */
  #beat = false;
  readonly #sized = new ResizeObserver(([entry]) => {
    this.width = Math.round(entry?.contentRect.width ?? 0) || this.width;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sized.disconnect();
  }

  /** The row of a key, drawn wherever the window is. */
  async reveal(key: string): Promise<HTMLElement | null> {
    this.#window?.hold(key);
    this.requestUpdate();
    await this.updateComplete;
    return this.#rows.get(key);
  }

  drawNow(): void {
    this.requestUpdate();
    this.performUpdate();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('changed')) this.#beat = !this.#beat;
    this.width ||= Math.round(this.clientWidth);
    const more = this.shown?.more;
    if (more) this.#window ??= new more.TableWindow(this, this.#rows);
  }

  override render(): TemplateResult {
    if (!this.shown) return html``;
    const phone = this.width <= PHONE_PX;
    const columns = shownColumns(this.columns, this.width);
    const count = this.items.length;
    this.#parts = this.#partsOf(columns, phone);
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
        <tbody role="rowgroup" @click=${this.#onClick}></tbody>
      </table>
    </div>`;
  }

  // Before the window's own turn, which measures what was drawn.
  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    const body = this.renderRoot.querySelector('tbody');
    if (body) this.#rows.sync(body, this.#window?.sliced(this.#parts) ?? this.#parts);
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

  #partsOf(columns: readonly ColumnId[], phone: boolean): DrawnRow[] {
    const count = this.items.length;
    const runs = this.#window?.runs() ?? [{ from: 0, to: Math.min(FIRST, count) }];
    const parts: DrawnRow[] = [];
    let drawnTo = 0;
    const room = (until: number): void => {
      const px = this.#window?.between(drawnTo, until) ?? (until - drawnTo) * ROW_PX;
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
    for (const { from, to } of runs) {
      room(from);
      for (let at = from; at < to; at += 1) {
        const item = this.items[at] as Item;
        parts.push({ key: item.key, index: at + 2, ...this.#rowOf(item, columns, phone, look) });
      }
      drawnTo = to;
    }
    room(count);
    return parts;
  }

  #rowOf(
    item: Item,
    columns: readonly ColumnId[],
    phone: boolean,
    look: readonly unknown[],
  ): Pick<DrawnRow, 'classes' | 'made' | 'draw'> {
    const shown = this.shown as Shown;
    if (item.kind !== 'row') {
      const later = shown.more?.laterRow(item, columns, shown, this.detail);
      return { classes: item.kind, made: [item, this.detail, ...look], draw: (row) => later?.(row) };
    }
    const { row } = item;
    const told = this.changed.get(row.id);
    const flash = (id: ColumnId): string => (told?.columns.has(id) ? (this.#beat ? ' new' : ' new again') : '');
    const open = row.id === this.selected;
    const place = { open, outside: open && this.outside, phone };
    return {
      classes: open ? 'row selected' : 'row',
      made: [row, told, open, place.outside, ...look],
      draw: (drawn) =>
        fill(
          drawn,
          columns.map((id) => cellOf(id, row, place, shown, flash(id))),
        ),
    };
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
}
