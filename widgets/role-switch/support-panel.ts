import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { SupportMember } from '#protocol';
import type { Session } from '../data/session-context.ts';
import { formWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { roleName, roleWords } from '../forms/role-words.ts';
import { renderFault } from '../forms/said.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { findMembers } from './host-switch.ts';
import { supportPanelStyles } from './role-switch.styles.ts';
import { switchWords, type SwitchWords } from './role-switch-words.ts';

const MINUTES = [15, 30, 60];
const MIN_QUERY = 2;
const MIN_REASON = 10;

/** Support asks to look as somebody. */
export class LookAsEvent extends Event {
  readonly ask: { readonly membership: string; readonly reason: string; readonly minutes: number };
  constructor(ask: LookAsEvent['ask']) {
    super('look-as');
    this.ask = ask;
  }
}

/** Whom to look as, why, and for how long. */
export class SupportPanel extends LitElement {
  static override styles = [tokens, formsStyles, supportPanelStyles];

  @property() locale = 'nl';
  @property({ attribute: false }) session: Session | null = null;
  @property({ type: Boolean }) busy = false;

  @state() private _found: readonly SupportMember[] | null = null;
  @state() private _searching = false;
  @state() private _faults: Readonly<Record<string, string>> = {};

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#query')?.focus();
  }

  override render(): TemplateResult {
    const words = switchWords(this.locale);
    const forms = formWords(this.locale);
    return html`<form class="panel" novalidate aria-labelledby="title" @submit=${this.#submit}>
      <h2 id="title">${words.lookAs}</h2>
      <p class="small">${words.lookWhy}</p>
      <div>
        <div class="search">
          <label
            >${words.search}
            <input
              type="search"
              id="query"
              name="query"
              autocomplete="off"
              aria-invalid=${this._faults['query'] ? 'true' : 'false'}
              aria-describedby="query-fault"
              @keydown=${(event: KeyboardEvent) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                void this.#search();
              }}
          /></label>
          <button type="button" ?disabled=${this._searching} @click=${() => void this.#search()}>${words.find}</button>
        </div>
        ${renderFault('query-fault', this._faults['query'])}
      </div>
      <div role="status">${this._found === null ? nothing : this.#renderFound(this._found, words)}</div>
      <label
        >${words.reason}
        <textarea
          name="reason"
          rows="2"
          maxlength="500"
          aria-invalid=${this._faults['reason'] ? 'true' : 'false'}
          aria-describedby="reason-fault reason-hint"
        ></textarea
        >${renderFault('reason-fault', this._faults['reason'])}
        <span class="small" id="reason-hint">${words.reasonHint}</span></label
      >
      <label
        >${words.minutes}
        <select name="minutes">
          ${MINUTES.map((n) => html`<option value=${n}>${words.minutesOf(n)}</option>`)}
        </select></label
      >
      <div class="ends">
        <button type="submit" class="first" ?disabled=${this.busy}>${this.busy ? forms.busy : words.start}</button>
        <button type="button" @click=${() => this.dispatchEvent(new Event('look-no'))}>${forms.cancel}</button>
      </div>
    </form>`;
  }

  #renderFound(found: readonly SupportMember[], words: SwitchWords): TemplateResult {
    const roles = roleWords(this.locale);
    return html`<fieldset>
      <legend>${words.found(found.length)}</legend>
      ${renderFault('member-fault', this._faults['member'])}
      <div class=${found.length === 0 ? '' : 'people'}>
        ${found.map(
          ({ membership, name, email, preset, organisation }) =>
            html`<label class="tick"
              ><input type="radio" name="membership" value=${membership} /><span
                >${name ?? email ?? membership}
                <span class="small">${roleName(preset, roles)} · ${organisation.name}</span></span
              ></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  async #search(): Promise<void> {
    const words = switchWords(this.locale);
    const query = this.renderRoot.querySelector<HTMLInputElement>('#query')?.value.trim() ?? '';
    if (query.length < MIN_QUERY) {
      this._faults = { query: words.faults.query };
      return this.focus();
    }
    if (this.session === null || this._searching) return;
    this._faults = {};
    this._searching = true;
    this._found = await findMembers(this.session, query);
    this._searching = false;
    if (this._found === null) this._faults = { query: words.faults.search };
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { faults } = switchWords(this.locale);
    const given = new FormData(event.target as HTMLFormElement);
    const textOf = (name: string): string => {
      const value = given.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const [membership, reason] = [textOf('membership'), textOf('reason')];
    this._faults = {
      ...(membership === '' ? (this._found?.length ? { member: faults.nobody } : { query: faults.nobody }) : {}),
      ...(reason.length < MIN_REASON ? { reason: faults.reason } : {}),
    };
    if (this._faults['query']) return this.focus();
    if (Object.keys(this._faults).length > 0)
      return this.renderRoot.querySelector<HTMLElement>(this._faults['member'] ? '[type=radio]' : 'textarea')?.focus();
    this.dispatchEvent(new LookAsEvent({ membership, reason, minutes: Number(textOf('minutes')) }));
  };
}
