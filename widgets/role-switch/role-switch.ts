import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Me, MembershipView } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { roleName, roleWords } from '../forms/role-words.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { askHost, type SwitchAsk } from './host-switch.ts';
import { LookingRoom } from './looking-room.ts';
import { roleSwitchStyles } from './role-switch.styles.ts';
import { announcedMinutes, clockOf, switchWords, type SwitchWords } from './role-switch-words.ts';
import { SupportPanel, type LookAsEvent } from './support-panel.ts';

const PANEL_TAG = 'dip-support-panel';
if (customElements.get(PANEL_TAG) === undefined) customElements.define(PANEL_TAG, SupportPanel);

type Support = NonNullable<Me['support']>;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** No look lasts longer; a viewer's clock that is behind shows no more than this. */
const MOST_MS = 60 * MINUTE_MS;
const EDGE_PX = 8;

/** The host took another role. Cancelled, the session does not renew its token: such as by a page that loads another. */
export class DipRoleSwitchedEvent extends Event {
  readonly what: 'membership' | 'support' | 'ended';
  constructor(what: DipRoleSwitchedEvent['what']) {
    super('dip-role-switched', { bubbles: true, composed: true, cancelable: true });
    this.what = what;
  }
}

/**
 * @summary The viewer's own roles, one click apart; for support also looking as somebody else, under a banner nobody can miss.
 * @event {DipRoleSwitchedEvent} dip-role-switched - The host took another role; the session renews its token next.
 * @event {DipReadyEvent} dip-ready - The role is on screen.
 * @event {DipErrorEvent} dip-error - It is not known who is looking.
 * @cssprop --dip-attn - The banner and the frame while support looks.
 */
export class RoleSwitch extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, roleSwitchStyles];

  /** POSTed to the host itself; answers 204 and gives tokens of that role from then on. */
  @property({ attribute: 'switch-url' }) switchUrl = '';

  @state() private _view: 'hats' | 'support' = 'hats';
  @state() private _shown = false;
  @state() private _busy = false;
  @state() private _fault = '';
  @state() private _now = 0;

  readonly #me = new WantedResource<Me>(this);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #room: LookingRoom | null = null;
  /** The look that is on screen, and the minutes it had then. */
  #look: { readonly id: string; readonly first: number; asked: boolean } | null = null;

  constructor() {
    super();
    this.#me.want(ME);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopClock();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override render(): TemplateResult {
    const { state: is, locale } = this.#me;
    switch (is.kind) {
      case 'loading':
        return html`<div role="status" aria-busy="true">
          <span class="sr">${stateWords(locale).loading}</span>
          <div class="waiting now-place"></div>
        </div>`;
      case 'error':
      case 'alone':
        return renderTrouble(is, locale, () => this.#me.retry());
      case 'data': {
        const words = switchWords(locale);
        return html`${this.#renderNow(is.answer, words)}${is.answer.support ? this.#renderBanner(is.answer.support, words) : nothing}
          <span class="sr" role="status">${this._fault}</span>`;
      }
    }
  }

  #renderNow(me: Me, words: SwitchWords): TemplateResult {
    const role = roleName(me.preset, roleWords(this.#me.locale), me.grid);
    const label = html`<span>${me.organisation.name} <small>${role}</small></span>`;
    // Who looks along, or has one role and nothing else, has nothing to choose.
    if (me.support !== null || (me.memberships.length < 2 && !mayDo(me, 'support', 'view')))
      return html`<span class="now">${label}</span>`;
    return html`<button
        type="button"
        id="now"
        class="now"
        aria-haspopup=${this._view === 'hats' ? 'menu' : 'dialog'}
        aria-expanded=${this._shown ? 'true' : 'false'}
        ?disabled=${this._busy}
        @click=${() => this.#open()}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          this.#open();
        }}
      >
        ${label}<span class="sr">${words.change}</span><i></i>
      </button>
      <div popover class=${this._view === 'hats' ? 'pop' : 'pop wide'} @toggle=${this.#onToggle}>
        ${this._shown ? (this._view === 'hats' ? this.#renderHats(me, words) : this.#renderSupport(words)) : nothing}
      </div>`;
  }

  #renderHats(me: Me, words: SwitchWords): TemplateResult {
    return html`<div role="menu" aria-label=${words.roles} @keydown=${this.#onKey}>
        ${me.memberships.map((one) => this.#renderHat(one, one.id === me.membership, words))}
        ${
          mayDo(me, 'support', 'view')
            ? html`<div role="separator" class="apart"></div>
                <button type="button" role="menuitem" class="hat" tabindex="-1" @click=${() => void this.#ask()}>
                  <b>${words.lookAs}</b>
                </button>`
            : nothing
        }
      </div>
      ${this._fault === '' ? nothing : html`<p class="fault">▲ ${this._fault}</p>`}`;
  }

  #renderHat(one: MembershipView, worn: boolean, words: SwitchWords): TemplateResult {
    const role = roleName(one.preset, roleWords(this.#me.locale), one.grid);
    return html`<button
      type="button"
      role="menuitemradio"
      class="hat"
      tabindex="-1"
      aria-checked=${worn ? 'true' : 'false'}
      @click=${() => (worn ? this.#close() : void this.#switch({ membership: one.id }, 'membership'))}
    >
      <b>${one.organisation.name}</b><small>${role}${one.livemode ? '' : ` · ${words.sandbox}`}</small>
    </button>`;
  }

  #renderSupport(words: SwitchWords): TemplateResult {
    return html`<div role="dialog" aria-label=${words.lookAs}>
      <dip-support-panel
        .locale=${this.#me.locale}
        .session=${this.#me.session}
        ?busy=${this._busy}
        @look-as=${(event: LookAsEvent) => void this.#switch({ support: event.ask }, 'support')}
        @look-no=${() => this.#close()}
      ></dip-support-panel>
      ${this._fault === '' ? nothing : html`<p class="fault">▲ ${this._fault}</p>`}
    </div>`;
  }

  #renderBanner(support: Support, words: SwitchWords): TemplateResult {
    const role = roleName(support.as.preset, roleWords(this.#me.locale));
    const left = this.#left(support);
    const minutes = announcedMinutes(left, this.#look?.first ?? Math.ceil(left / MINUTE_MS));
    return html`<div popover="manual" class="frame">
      <section class="banner" aria-label=${words.looking(role, support.as.organisation.name)}>
        <p>
          <b>${words.looking(role, support.as.organisation.name)}</b> · ${words.readOnly} ·
          ${words.because(support.reason)}
        </p>
        <time aria-hidden="true">${words.left(clockOf(left))}</time>
        <span class="sr" role="status">${left > 0 ? words.leftSaid(minutes) : words.over}</span>
        <button type="button" ?disabled=${this._busy} @click=${() => void this.#switch({ end: support.id }, 'ended')}>
          ${words.stop}
        </button>
        ${this._fault === '' ? nothing : html`<p>▲ ${this._fault}</p>`}
      </section>
    </div>`;
  }

  override updated(): void {
    const { support } = ownSelf(this.#me.state) ?? { support: null };
    const known = this.#me.state.kind === 'data';
    if (support === null) {
      this.#stopClock();
      // It ended by itself: what the others show is still that of the one looked at.
      if (known && this.#look !== null) {
        this.#look = null;
        this.#later(() => this.#me.session?.renew());
      }
      return;
    }
    const left = this.#left(support);
    if (this.#look?.id !== support.id)
      this.#look = { id: support.id, first: Math.ceil(left / MINUTE_MS), asked: false };
    const frame = this.renderRoot.querySelector<HTMLElement>('.frame');
    if (frame && !frame.matches(':popover-open')) frame.showPopover();
    const banner = frame?.querySelector<HTMLElement>('.banner');
    if (banner) this.#room ??= new LookingRoom(banner, this.closest('dip-session'));
    if (left > 0) this.#timer ??= setTimeout(this.#tick, SECOND_MS);
    else if (!this.#look.asked) {
      // By this clock it is over; whether it is so, the API says.
      this.#look.asked = true;
      this.#later(() => this.#me.retry());
    }
  }

  /** What changes the element is not done while it is being drawn. */
  #later(run: () => void): void {
    queueMicrotask(() => this.isConnected && run());
  }

  #left({ until }: Support): number {
    return Math.min(MOST_MS, Date.parse(until) - Math.max(this._now, Date.now()));
  }

  readonly #tick = (): void => {
    this.#timer = null;
    this._now = Date.now();
  };

  #stopClock(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#room?.end();
    this.#room = null;
  }

  get #pop(): HTMLElement | null {
    return this.renderRoot.querySelector('.pop');
  }

  #open(): void {
    const pop = this.#pop;
    if (!pop || this._shown) return this.#close();
    this._view = 'hats';
    this._fault = '';
    pop.showPopover();
    this._shown = true;
    this.#place(pop);
    void this.updateComplete.then(() => {
      const items = this.#items;
      (items.find((item) => item.ariaChecked === 'true') ?? items[0])?.focus();
    });
  }

  /** Below the button, and within the page at any width. */
  #place(pop: HTMLElement): void {
    const at = (this.renderRoot.querySelector('#now') ?? this).getBoundingClientRect();
    const left = Math.max(EDGE_PX, Math.min(at.left, document.documentElement.clientWidth - pop.offsetWidth - EDGE_PX));
    pop.style.left = `${left + scrollX}px`;
    pop.style.top = `${at.bottom + 4 + scrollY}px`;
  }

  async #ask(): Promise<void> {
    this._view = 'support';
    await this.updateComplete;
    const panel = this.renderRoot.querySelector<SupportPanel>(PANEL_TAG);
    await panel?.updateComplete;
    panel?.focus();
  }

  #close(): void {
    this.#pop?.hidePopover();
    this._shown = false;
    this.renderRoot.querySelector<HTMLElement>('#now')?.focus();
  }

  readonly #onToggle = (event: ToggleEvent): void => {
    this._shown = event.newState === 'open';
    if (!this._shown) this._view = 'hats';
  };

  get #items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.hat')];
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const items = this.#items;
    const at = items.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault();
      this.#close();
    }
    if (next === undefined) return;
    event.preventDefault();
    items.at(next % items.length)?.focus();
  };

  async #switch(ask: SwitchAsk, what: DipRoleSwitchedEvent['what']): Promise<void> {
    if (this._busy) return;
    const words = switchWords(this.#me.locale);
    this._fault = this.switchUrl === '' ? words.unset : '';
    if (this.switchUrl === '') return;
    this._busy = true;
    const outcome = await askHost(this.switchUrl, ask);
    this._busy = false;
    if (outcome !== 'done') {
      this._fault = outcome === 'refused' ? words.refused : words.failed;
      return;
    }
    this.#pop?.hidePopover();
    this.#look = null;
    if (this.dispatchEvent(new DipRoleSwitchedEvent(what))) this.#me.session?.renew();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#now')?.focus();
  }
}
