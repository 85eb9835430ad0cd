/** Period, search, the filters that matter here, and the doors to what is chosen less often. Fetched once the first figures stand. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { MonitorRow } from '#protocol';
import type { Session } from '../data/session-context.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { ChoiceChangeEvent } from './choice-change-event.ts';
import { fieldValues } from './chosen-rows.ts';
import { controls } from './controls.styles.ts';
import './define-monitor-panel.ts';
import { fieldSelect } from './field-select.ts';
import { DealAsker } from './deal-asker.ts';
import { DEFAULTS, GROUPS, PERIODS, type Choice, type Field } from './monitor-choice.ts';
import { moreTextsOf } from './more-texts.ts';
import { monitorToolsStyles } from './monitor-tools.styles.ts';
import type { PanelName } from './monitor-panel.ts';
import type { Shown } from './row-cells.ts';
import { toolsTextsOf, type ToolsTexts } from './tools-texts.ts';

/** Filters beside the search; the others stand in the panel. */
const NEAR = 2;
const DOORS: readonly PanelName[] = ['filters', 'columns', 'definition', 'export'];

/**
 * Private to the sales monitor.
 *
 * @event dip-choice-change - The viewer chose something.
 */
export class MonitorTools extends LitElement {
  static override styles = [tokens, controls, monitorToolsStyles];

  @property({ attribute: false }) choice: Choice = DEFAULTS;
  @property({ attribute: false }) rows: readonly MonitorRow[] = [];
  @property({ attribute: false }) shown: Shown | null = null;
  @property({ attribute: false }) session: Session | null = null;
  /** The season shown, as the answer said it. */
  @property({ attribute: false }) season = 0;
  /** How many performances need someone. */
  @property({ attribute: false }) waiting = 0;

  @state() private _panel: PanelName | null = null;

  readonly #deals = new DealAsker(this, (change) => this.#choose(change));

  override willUpdate(): void {
    this.#deals.look({
      session: this.session,
      season: this.season,
      names: this.shown?.names ?? null,
      dutch: this.shown?.format.dutch ?? true,
      columns: this.choice.columns,
      chooses: this._panel === 'columns',
    });
  }

  override render(): TemplateResult {
    const { shown, choice } = this;
    if (!shown) return html``;
    const texts = toolsTextsOf(shown.format.dutch);
    const fields = fieldValues(this.rows, shown.names);
    return html`<div class="tools">${this.#periods(texts)}${this.#search(texts)}</div>
      <div class="tools">
        ${this.#filters(fields, shown, texts)}
        <div class="doors">${DOORS.map((name) => this.#door(name, fields, texts))}</div>
        ${choice.search || fields.some(([field]) => choice[field]) ? html`<button class="link" @click=${() => this.#clear(fields)}>${moreTextsOf(shown.format.dutch).clear}</button>` : nothing}
      </div>
      <div id="panel">
        ${
          this._panel
            ? html`<dip-monitor-panel
                .name=${this._panel}
                .choice=${choice}
                .rows=${this.rows}
                .shown=${shown}
                .session=${this.session}
                .season=${this.season}
                .deals=${this.#deals.may}
                @dip-choice-change=${(event: Event) => this.#choose((event as ChoiceChangeEvent).change)}
                @keydown=${this.#onPanelKey}
              ></dip-monitor-panel>`
            : nothing
        }
      </div>`;
  }

  #periods(texts: ToolsTexts): TemplateResult {
    const { choice, waiting } = this;
    return html`<div class="chips" role="group" aria-label=${texts.period}>
      ${PERIODS.filter((period) => period !== 'attention' || waiting > 0 || choice.filter === period).map(
        (period) =>
          html`<button
            class="chip"
            aria-pressed=${choice.filter === period ? 'true' : 'false'}
            @click=${() => this.#choose({ filter: period, sort: '' })}
          >
            ${period === 'attention' ? html`<span class="sign" aria-hidden="true">▲</span><span class="long">${texts.periods[period]}</span> ${waiting}` : texts.periods[period]}
          </button>`,
      )}
    </div>`;
  }

  #search(texts: ToolsTexts): TemplateResult {
    return html`<input
      type="search"
      aria-label=${texts.search}
      placeholder=${texts.search}
      .value=${this.choice.search}
      @input=${(event: InputEvent) => this.#choose({ search: (event.target as HTMLInputElement).value })}
    />`;
  }

  #filters(fields: [Field, string[]][], { names, texts: words }: Shown, texts: ToolsTexts): TemplateResult {
    const { choice } = this;
    const choose = (change: Partial<Choice>): void => this.#choose(change);
    const several = fields.some(([field]) => field === 'venue');
    const groups = GROUPS.filter((group) => group !== 'venue' || several);
    return html`<div class="near">
      ${fields.slice(0, NEAR).map((field) => fieldSelect(field, { choice, names, words, texts, choose }))}
      <select
        aria-label=${texts.group}
        class=${choice.group === 'none' ? '' : 'set'}
        @change=${(event: Event) => choose({ group: (event.target as HTMLSelectElement).value })}
      >
        ${groups.map((group) => html`<option value=${group} ?selected=${choice.group === group}>${texts.group}: ${texts.groups[group]}</option>`)}
      </select>
    </div>`;
  }

  #door(name: PanelName, fields: [Field, string[]][], texts: ToolsTexts): TemplateResult {
    const { choice } = this;
    const set = {
      filters: fields.filter(([field]) => choice[field]).length,
      columns: choice.columns ? choice.columns.split(',').length : 0,
      definition: Number(choice.definition !== DEFAULTS.definition) + Number(choice.amount !== DEFAULTS.amount),
      export: 0,
    }[name];
    // With no more filters than stand beside it, the door is for narrow places only.
    const narrow = name === 'filters' && fields.length <= NEAR;
    return html`<button
      class=${`chip${set ? ' set' : ''}${narrow ? ' narrow' : ''}`}
      id=${`door-${name}`}
      aria-expanded=${this._panel === name ? 'true' : 'false'}
      aria-controls="panel"
      @click=${() => (this._panel = this._panel === name ? null : name)}
    >
      ${texts.panels[name]}${set ? ` (${set})` : ''}
    </button>`;
  }

  #choose(change: Partial<Choice>): void {
    this.dispatchEvent(new ChoiceChangeEvent(change));
  }

  #clear(fields: [Field, string[]][]): void {
    this.#choose({ search: '', ...Object.fromEntries(fields.map(([field]) => [field, ''])) });
    this.renderRoot.querySelector('input')?.focus();
  }

  readonly #onPanelKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    const door = this.renderRoot.querySelector<HTMLElement>(`#door-${this._panel}`);
    this._panel = null;
    door?.focus();
  };
}
