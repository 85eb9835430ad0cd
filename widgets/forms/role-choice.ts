import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { MODULES, PRESET_GRID, PRESETS, RIGHTS, type Grid, type Module, type Preset, type Right } from '#protocol';
import { isDutch } from '../locales/language.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { formsStyles } from './forms.styles.ts';
import { roleWords, type RoleWords } from './role-words.ts';

/** A role as it is sent: by its preset, or a grid of its own; productions only where it is limited to some. */
export type RoleBody = ({ readonly preset: Preset } | { readonly grid: Grid }) & {
  readonly productions?: readonly string[] | null;
};
export interface ProductionName {
  readonly id: string;
  readonly title: string;
}

const NL = {
  role: 'Rol',
  what: 'Wat deze rol mag',
  module: 'Onderdeel',
  productions: 'Welke voorstellingen',
  limited: 'Zonder keuze: alle voorstellingen van de organisatie.',
  filter: 'Zoek een titel',
  loading: 'De voorstellingen worden geladen.',
  noProductions: 'Er zijn nog geen voorstellingen om uit te kiezen.',
  noMatch: 'Geen titel past hierbij.',
  about: {
    'box-office': 'Koppelt voorstellingen en houdt de verkoop bij.',
    marketing: 'Volgt verkoop en publiek.',
    programming: 'Volgt verkoop en publiek, en accordeert afspraken.',
    finance: 'Volgt verkoop en rekent afspraken af.',
    'business-lead': 'Legt voorstellingen en afspraken vast.',
    direction: 'Ziet alle cijfers en accordeert afspraken.',
    admin: 'Mag alles, ook mensen uitnodigen en rechten geven.',
    observer: 'Kijkt mee met eigen voorstellingen, zonder iets te wijzigen.',
  } as Readonly<Record<Preset, string>>,
  own: 'Kies zelf wat deze persoon mag. Geen recht omvat een ander.',
};
const EN: typeof NL = {
  role: 'Role',
  what: 'What this role may do',
  module: 'Part',
  productions: 'Which productions',
  limited: 'Without a choice: all productions of the organisation.',
  filter: 'Search a title',
  loading: 'The productions are being loaded.',
  noProductions: 'There are no productions to choose from yet.',
  noMatch: 'No title fits this.',
  about: {
    'box-office': 'Links performances and keeps sales right.',
    marketing: 'Follows sales and audience.',
    programming: 'Follows sales and audience, and approves agreements.',
    finance: 'Follows sales and settles agreements.',
    'business-lead': 'Records performances and agreements.',
    direction: 'Sees all figures and approves agreements.',
    admin: 'May do everything, inviting people and giving rights included.',
    observer: 'Looks along at productions of its own, and changes nothing.',
  },
  own: 'Choose what this person may do. No right includes another.',
};

const SHOWN = MODULES.filter((module) => module !== 'support');
const MANY = 8;

const choiceStyles = css`
  :host {
    container-type: inline-size;
  }
  .choice {
    display: grid;
    gap: 8px;
  }
  label.role {
    max-width: 420px;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    max-width: 620px;
  }
  caption {
    text-align: start;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
    padding-bottom: 4px;
  }
  th {
    padding: 4px 8px;
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    text-align: center;
    vertical-align: bottom;
  }
  th:first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  tbody th {
    font-size: 14px;
    line-height: 20px;
    font-weight: 400;
    vertical-align: middle;
  }
  thead tr {
    border-bottom: 1px solid var(--_line2);
  }
  tbody tr {
    border-bottom: 1px solid var(--_line);
  }
  td {
    padding: 0;
    text-align: center;
  }
  td label {
    display: grid;
    place-items: center;
    min-height: 32px;
    min-width: 28px;
  }
  td input:disabled {
    opacity: 1;
  }
  .titles {
    max-height: 220px;
    overflow-y: auto;
    max-width: 620px;
    border-block: 1px solid var(--_line);
  }
  @container (max-width: 460px) {
    th span {
      display: inline-block;
      writing-mode: vertical-rl;
      transform: rotate(180deg);
    }
    th {
      padding: 4px 2px;
    }
  }
`;

/** A job role by name, or right by right; what a preset holds is shown in the same table. */
export class RoleChoice extends LitElement {
  static override styles = [tokens, formsStyles, choiceStyles];

  @property() locale = 'nl';
  /** What it begins with; null = a grid of its own. */
  @property({ attribute: false }) preset: Preset | null = 'marketing';
  @property({ attribute: false }) grid: Grid = {};
  @property({ attribute: false }) productions: readonly string[] | null = null;
  /** To choose from; null while they are being loaded. */
  @property({ attribute: false }) titles: readonly ProductionName[] | null = null;

  @state() private _preset: Preset | null = 'marketing';
  @state() private _grid: Grid = {};
  @state() private _productions: readonly string[] = [];
  @state() private _filter = '';

  get value(): RoleBody {
    const limited = this.#mayLimit && this._productions.length > 0 ? this._productions : null;
    // Said only where it is, or was, limited: the API takes what is left out as it stands.
    const productions = limited !== null || this.productions !== null ? { productions: limited } : {};
    return this._preset === null ? { grid: this._grid, ...productions } : { preset: this._preset, ...productions };
  }

  /** What the role that is chosen holds. */
  get held(): Grid {
    return this._preset === null ? this._grid : PRESET_GRID[this._preset];
  }

  get #mayLimit(): boolean {
    return this._preset === 'observer' || this._preset === null;
  }

  override focus(): void {
    this.renderRoot.querySelector('select')?.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('preset')) this._preset = this.preset;
    if (changed.has('grid')) this._grid = this.grid;
    if (changed.has('productions')) this._productions = this.productions ?? [];
  }

  override render(): TemplateResult {
    const words = isDutch(this.locale) ? NL : EN;
    const roles = roleWords(this.locale);
    return html`<div class="choice">
      <label class="role"
        >${words.role}
        <select @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}>
          ${PRESETS.map(
            (preset) =>
              html`<option value=${preset} ?selected=${preset === this._preset}>${roles.presets[preset]}</option>`,
          )}
          <option value="" ?selected=${this._preset === null}>${roles.custom}</option>
        </select></label
      >
      <p class="small">${this._preset === null ? words.own : words.about[this._preset]}</p>
      ${this.#renderGrid(words, roles)} ${this.#mayLimit ? this.#renderProductions(words) : nothing}
    </div>`;
  }

  #renderGrid(words: typeof NL, roles: RoleWords): TemplateResult {
    const grid = this.held;
    return html`<table>
      <caption>
        ${words.what}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.module}</th>
          ${RIGHTS.map((right) => html`<th scope="col"><span>${roles.rights[right]}</span></th>`)}
        </tr>
      </thead>
      <tbody>
        ${SHOWN.map(
          (module) =>
            html`<tr>
              <th scope="row">${roles.modules[module]}</th>
              ${RIGHTS.map(
                (right) =>
                  html`<td>
                    <label
                      ><span class="sr">${roles.modules[module]}: ${roles.rights[right]}</span
                      ><input
                        type="checkbox"
                        .checked=${grid[module]?.includes(right) ?? false}
                        ?disabled=${this._preset !== null}
                        @change=${(event: Event) =>
                          this.#tick(module, right, (event.target as HTMLInputElement).checked)}
                    /></label>
                  </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #renderProductions(words: typeof NL): TemplateResult {
    const { titles } = this;
    if (titles === null) return html`<p class="small" role="status">${words.loading}</p>`;
    if (titles.length === 0) return html`<p class="small">${words.noProductions}</p>`;
    const sought = this._filter.trim().toLowerCase();
    const fitting = titles.filter(({ title }) => title.toLowerCase().includes(sought));
    return html`<fieldset>
      <legend>${words.productions}</legend>
      <p class="small">${words.limited}</p>
      ${
        titles.length > MANY
          ? html`<label class="role"
              >${words.filter}
              <input
                type="search"
                .value=${this._filter}
                @input=${(event: Event) => (this._filter = (event.target as HTMLInputElement).value)}
            /></label>`
          : nothing
      }
      <div class="titles">
        ${fitting.map(
          ({ id, title }) =>
            html`<label class="tick"
              ><input
                type="checkbox"
                .checked=${this._productions.includes(id)}
                @change=${(event: Event) => this.#limit(id, (event.target as HTMLInputElement).checked)}
              />${title}</label
            >`,
        )}
        ${fitting.length === 0 ? html`<p class="small">${words.noMatch}</p>` : nothing}
      </div>
    </fieldset>`;
  }

  /** An own choice begins with what the preset before it held. */
  #choose(value: string): void {
    if (value === '' && this._preset !== null) this._grid = PRESET_GRID[this._preset];
    this._preset = value === '' ? null : (value as Preset);
  }

  #tick(module: Module, right: Right, on: boolean): void {
    const held = this._grid[module] ?? [];
    const rights = RIGHTS.filter((one) => (one === right ? on : held.includes(one)));
    const { [module]: _, ...others } = this._grid;
    this._grid = rights.length === 0 ? others : { ...others, [module]: rights };
  }

  #limit(id: string, on: boolean): void {
    this._productions = on ? [...this._productions, id] : this._productions.filter((one) => one !== id);
  }
}
