/** What is chosen less often, below the tools: filters, columns, definition, export.  */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { MonitorRow } from '#protocol';
import type { Session } from '../data/session-context.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { ChoiceChangeEvent } from './choice-change-event.ts';
import { fieldValues, keptRows } from './chosen-rows.ts';
import { sortOf } from './first-rows.ts';
import { controls } from './controls.styles.ts';
import { download, exportPath, type ExportFormat } from './export-file.ts';
import { columnsOf, DEFAULTS, type Choice } from './monitor-choice.ts';
import { isDealColumn } from './deal-book.ts';
import {
  AMOUNT_DEFINITIONS,
  COLUMN_IDS,
  COUNT_DEFINITIONS,
  firstDirection,
  tickedColumns,
  type ColumnId,
} from './monitor-columns.ts';
import { monitorPanelStyles } from './monitor-panel.styles.ts';
import type { Texts } from './monitor-texts.ts';
import { panelTextsOf, type PanelTexts } from './panel-texts.ts';
import { moreTextsOf } from './more-texts.ts';
import type { Shown } from './row-cells.ts';
import { fieldSelect } from './field-select.ts';
import { toolsTextsOf } from './tools-texts.ts';

export type PanelName = 'filters' | 'columns' | 'definition' | 'export';

const columnName = (id: ColumnId, texts: Texts, dutch: boolean): string =>
  texts.columns[id] ?? moreTextsOf(dutch).columns[id] ?? id;

/**
 * Private to the sales monitor.
 *
 * @event dip-choice-change - The viewer chose something.
 */
export class MonitorPanel extends LitElement {
  static override styles = [tokens, controls, monitorPanelStyles];

  @property({ attribute: false }) name: PanelName = 'filters';
  @property({ attribute: false }) choice: Choice = DEFAULTS;
  @property({ attribute: false }) rows: readonly MonitorRow[] = [];
  @property({ attribute: false }) shown: Shown | null = null;
  @property({ attribute: false }) session: Session | null = null;
  /** The season shown, as the answer said it. */
  @property({ attribute: false }) season = 0;
  /** The viewer may see deals. */
  @property({ attribute: false }) deals = false;

  @state() private _said = '';
  @state() private _busy = false;
  #list: readonly ColumnId[] = [];

  override render(): TemplateResult {
    const { shown } = this;
    if (!shown) return html``;
    const words = panelTextsOf(shown.format.dutch);
    return html`<section aria-label=${toolsTextsOf(shown.format.dutch).panels[this.name]}>
      ${this.#body(shown, words)}
    </section>`;
  }

  #body(shown: Shown, words: PanelTexts): TemplateResult {
    switch (this.name) {
      case 'filters':
        return this.#filters(shown, words);
      case 'columns':
        return this.#columns(shown, words);
      case 'definition':
        return this.#definition(words);
      case 'export':
        return this.#export(shown, words);
    }
  }

  /** Deals are offered to those who may see them. */
  get #offered(): readonly ColumnId[] {
    return COLUMN_IDS.filter((id) => this.deals || !isDealColumn(id));
  }

  #choose(change: Partial<Choice>): void {
    this.dispatchEvent(new ChoiceChangeEvent(change));
  }

  #filters({ names, texts: words, format }: Shown, said: PanelTexts): TemplateResult {
    const { choice } = this;
    const texts = toolsTextsOf(format.dutch);
    const choose = (change: Partial<Choice>): void => this.#choose(change);
    const fields = fieldValues(this.rows, names);
    const { column, down } = sortOf(choice);
    return html`<div class="fields">
      ${fields.map((field) => html`<div class="field">${fieldSelect(field, { choice, names, words, texts, choose })}</div>`)}
      <label class="field sorting">
        ${said.sort}
        <select
          @change=${(event: Event) => {
            const id = (event.target as HTMLSelectElement).value as ColumnId;
            choose({ sort: firstDirection(id) + id });
          }}
        >
          ${this.#offered.map((id) => html`<option value=${id} ?selected=${id === column}>${columnName(id, words, format.dutch)}</option>`)}
        </select>
      </label>
      <button class="chip sorting" @click=${() => choose({ sort: down ? column : `-${column}` })}>
        ${down ? `↓ ${said.down}` : `↑ ${said.up}`}
      </button>
      ${fields.length ? nothing : html`<p class="sub">${said.nothing}</p>`}
    </div>`;
  }

  #columns({ texts, format }: Shown, words: PanelTexts): TemplateResult {
    const ticked = new Set(tickedColumns(columnsOf(this.choice.columns)));
    // As long as the panel is open a column keeps its place when it is ticked, so that the focus does too.
    const all = this.#list.length ? this.#list : [...ticked, ...this.#offered.filter((id) => !ticked.has(id))];
    const keep = (list: readonly ColumnId[], wanted: ReadonlySet<ColumnId>): void => {
      this.#list = list;
      this.#choose({ columns: list.filter((id) => wanted.has(id)).join(',') });
    };
    const tick = (id: ColumnId, on: boolean): void =>
      keep(all, new Set(on ? [...ticked, id] : [...ticked].filter((one) => one !== id)));
    const move = async (id: ColumnId, by: -1 | 1): Promise<void> => {
      const at = all.indexOf(id);
      keep(all.toSpliced(at, 1).toSpliced(at + by, 0, id), ticked);
      await this.updateComplete;
      // The button moved with its column; at an end it is off, so its twin takes over.
      const own = this.renderRoot.querySelector<HTMLButtonElement>(`[data-move="${id} ${by}"]`);
      (own?.disabled ? this.renderRoot.querySelector<HTMLButtonElement>(`[data-move="${id} ${-by}"]`) : own)?.focus();
    };
    return html`<p class="sub">${words.columnsHow}</p>
      <ul class="columns">
        ${all.map((id, at) => {
          const label = columnName(id, texts, format.dutch);
          const mover = (by: -1 | 1, name: string, sign: string): TemplateResult =>
            html`<button
              data-move=${`${id} ${by}`}
              aria-label=${name}
              ?disabled=${all[at + by] === undefined}
              @click=${() => void move(id, by)}
            >
              ${sign}
            </button>`;
          return html`<li>
            <label
              ><input
                type="checkbox"
                .checked=${ticked.has(id)}
                ?disabled=${id === 'title'}
                @change=${(event: Event) => tick(id, (event.target as HTMLInputElement).checked)}
              />${label}</label
            >${ticked.has(id) ? html`<span class="moves">${mover(-1, words.earlier(label), '↑')}${mover(1, words.later(label), '↓')}</span>` : nothing}
          </li>`;
        })}
      </ul>
      <button
        class="chip"
        @click=${() => {
          this.#list = [];
          this.#choose({ columns: '' });
        }}
      >
        ${words.usual}
      </button>`;
  }

  #definition(words: PanelTexts): TemplateResult {
    const group = <Value extends string>(
      key: 'definition' | 'amount',
      legend: string,
      values: readonly Value[],
      said: Readonly<Record<Value, readonly string[]>>,
    ): TemplateResult =>
      html`<fieldset>
        <legend>${legend}</legend>
        ${values.map(
          (value) =>
            html`<label
              ><input
                type="radio"
                name=${key}
                .checked=${this.choice[key] === value}
                @change=${() => this.#choose({ [key]: value })}
              /><span>${said[value][0]} <small>${said[value][1]}</small></span></label
            >`,
        )}
      </fieldset>`;
    return html`<div class="definitions">
      ${group('definition', words.count, COUNT_DEFINITIONS, words.counts)}${group('amount', words.money, AMOUNT_DEFINITIONS, words.moneys)}
    </div>`;
  }

  #export({ texts, names }: Shown, words: PanelTexts): TemplateResult {
    const rows = keptRows(this.rows, this.choice, names).length;
    return html`<p class="sub">${words.exportHow(texts.performances(rows))}</p>
      <div class="fields">
        <button class="chip" ?disabled=${this._busy} @click=${() => void this.#download('csv', words)}>
          ${words.csv}
        </button>
        <button class="chip" ?disabled=${this._busy} @click=${() => void this.#download('xlsx', words)}>
          ${words.xlsx}
        </button>
      </div>
      <p role="status" class="said">${this._said}</p>`;
  }

  async #download(format: ExportFormat, words: PanelTexts): Promise<void> {
    const { session, choice, season, shown } = this;
    if (!session || !shown) return;
    this._busy = true;
    this._said = words.making;
    const columns = tickedColumns(columnsOf(choice.columns));
    const path = exportPath(choice, sortOf(choice), columns, season, format, shown.format.dutch ? 'nl' : 'en');
    const outcome = await download(session, path, `dip-${season}.${format}`);
    this._busy = false;
    this._said = outcome.ok ? words.made(outcome.name) : outcome.refused ? words.refused : words.failed;
  }
}
