import { adoptStyles, html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AgreementSummary, Me } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import { done, failed, NOTHING_SAID, renderSaid } from '../forms/said.ts';
import { renderWaiting } from '../forms/waiting.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { EVERYTHING, isEverything, listPath, type AgreementFilter } from './agreement-filter.ts';
import { DipAgreementOpenedEvent } from './agreement-opened-event.ts';
import { agreementsStyles } from './agreements.styles.ts';
import { agreementsWords, type AgreementsWords } from './agreements-words.ts';
import type { Beginning } from './beginning.ts';
import { ChosenDeals } from './chosen-deals.ts';
import { renderFilter } from './filter-part.ts';
import { renderList } from './list-part.ts';

const SEARCH_WAIT_MS = 300;

/**
 * @summary The agreements of an organisation: which wait, what each comes down to, and drafts for a tour or for picked performances.
 * @event {DipAgreementOpenedEvent} dip-agreement-opened - An agreement was opened, or the list again; the address is the host's to change.
 * @event {DipAgreementChangedEvent} dip-agreement-changed - A step of the agreement that is open.
 * @event {DipReadyEvent} dip-ready - The list is on screen.
 * @event {DipErrorEvent} dip-error - There is no list to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last list stays.
 * @cssprop --dip-accent - Buttons.
 * @cssprop --dip-attn - What waits for you.
 */
export class Agreements extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, agreementsStyles];

  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';
  /** Id of the agreement that is open; '' = the list. */
  @property({ reflect: true }) agreement = '';

  @state() private _filter: AgreementFilter = EVERYTHING;
  @state() private _beginning: Beginning | null = null;

  readonly #list = new Pages<AgreementSummary>(this);
  readonly #me = new WantedResource<Me>(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#me.session,
    locale: () => this.#me.locale,
    refresh: () => this.#list.retry(),
  });
  readonly #chosen = new ChosenDeals({
    session: () => this.#me.session,
    changed: () => this.requestUpdate(),
    finish: (step, sent, not) => {
      const words = agreementsWords(this.#me.locale);
      const text = (step === 'propose' ? words.proposed : words.reminded)(sent, not);
      this.#desk.said = sent === 0 ? failed(text) : done(text);
      this.#list.retry();
      void this.#desk.focus('#head');
    },
  });
  #typing: ReturnType<typeof setTimeout> | null = null;

  constructor() {
    super();
    this.#list.want(listPath(EVERYTHING));
    this.#me.want(ME);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#typing !== null) clearTimeout(this.#typing);
  }

  override render(): TemplateResult {
    const { locale } = this.#me;
    const words = agreementsWords(locale);
    if (this.agreement !== '') return this.#renderOpen(words);
    const { first } = this.#list;
    switch (first.kind) {
      case 'loading':
        return isEverything(this._filter)
          ? renderWaiting(locale)
          : html`${this.#renderHead(words)} ${this.#renderFilter()}
              <div class="waiting list-place"></div>`;
      case 'error':
      case 'alone':
        return renderListTrouble(first, locale, () => this.#list.retry());
      case 'data':
        return html`${this.#renderHead(words)} ${renderStale(first.stale, locale)} ${renderSaid(this.#desk.said)}
        ${this.#desk.open === 'begin' ? this._beginning?.render() : nothing} ${this.#renderFilter()}
        ${this.#renderList(words)}`;
    }
  }

  #renderOpen(words: AgreementsWords): TemplateResult {
    void import('../contract-view/define.ts');
    void import('../settlement-sheet/define.ts');
    const { agreement: id } = this;
    const inForce = this.#list.items.find((one) => one.id === id)?.approvedVersion ?? null;
    return html`<p>
        <button type="button" id="back" class="plain" @click=${() => this.#open('')}>← ${words.back}</button>
      </p>
      ${renderSaid(this.#desk.said)}
      <dip-contract-view
        .agreement=${id}
        .timeZone=${this.timeZone}
        @dip-agreement-changed=${() => this.#list.retry()}
      ></dip-contract-view>
      ${
        inForce === null
          ? nothing
          : html`<dip-settlement-sheet .agreement=${id} .timeZone=${this.timeZone}></dip-settlement-sheet>`
      }`;
  }

  /** By the reader; a host that goes back sets `agreement` itself. */
  #open(id: string, said = NOTHING_SAID): void {
    this.#desk.said = said;
    this.agreement = id;
    this.dispatchEvent(new DipAgreementOpenedEvent(id));
  }

  /** The focus goes along, whoever opened or closed it. */
  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('agreement');
    if (before === undefined || before === this.agreement) return;
    const place = this.agreement === '' ? `[data-opens="${CSS.escape(before)}"]` : '#back';
    const target = this.renderRoot.querySelector<HTMLElement>(place);
    (target ?? this.renderRoot.querySelector<HTMLElement>('#head'))?.focus();
  }

  get #mayEdit(): boolean {
    return mayDo(ownSelf(this.#me.state), 'agreements', 'edit');
  }

  #renderHead(words: AgreementsWords): TemplateResult {
    const { items, hasMore } = this.#list;
    const mine = items.filter(({ turn, side }) => turn === side).length;
    const self = ownSelf(this.#me.state);
    return html`<div class="head">
      <div>
        <h2 id="head" tabindex="-1">${words.title}${self === null ? '' : ` · ${self.organisation.name}`}</h2>
        <p class="lead">
          ${isEverything(this._filter) ? words.lead(mine, items.length) : nothing} ${hasMore ? words.more : nothing}
        </p>
      </div>
      ${
        this.#mayEdit
          ? html`<button
              type="button"
              class="first"
              data-opens="begin"
              aria-expanded=${this.#desk.open === 'begin' ? 'true' : 'false'}
              @click=${() => void this.#begin()}
            >
              ${words.create}
            </button>`
          : nothing
      }
    </div>`;
  }

  async #begin(): Promise<void> {
    if (this._beginning === null) {
      const later = await import('./beginning.ts').catch(() => null);
      if (later === null) {
        const { failed: text, why } = formWords(this.#me.locale);
        this.#desk.said = failed(text(why.unreachable));
        return this.requestUpdate();
      }
      this.#adopt(later.dealFormStyles);
      this._beginning ??= new later.Beginning({
        host: this,
        desk: this.#desk,
        me: () => ownSelf(this.#me.state),
        locale: () => this.#me.locale,
        venueName: (id) => this.#list.items.find(({ venue }) => venue.id === id)?.venue.name ?? id,
        toured: (production, drafts) => {
          this.#choose({ ...EVERYTHING, production });
          this.#desk.said = done(agreementsWords(this.#me.locale).made(drafts));
        },
        drafted: (id) => {
          this.#desk.open = '';
          this.#open(id, done(agreementsWords(this.#me.locale).drafted));
        },
      });
    }
    await this._beginning.toggle();
  }

  /** Those of fields come before the element's own. */
  #adopt(fields: CSSResult): void {
    const own = Agreements.elementStyles;
    adoptStyles(this.renderRoot as ShadowRoot, [...own.slice(0, -1), fields, ...own.slice(-1)]);
  }

  #renderFilter(): TemplateResult {
    return renderFilter({
      filter: this._filter,
      locale: this.#me.locale,
      productions: new Map(this.#list.items.map(({ production: { id, title } }) => [id, title])),
      choose: (changed) => this.#choose(changed),
      search: (search) => {
        this._filter = { ...this._filter, search };
        if (this.#typing !== null) clearTimeout(this.#typing);
        this.#typing = setTimeout(() => {
          this.#typing = null;
          this.#choose({ search });
        }, SEARCH_WAIT_MS);
      },
    });
  }

  #choose(changed: Partial<AgreementFilter>): void {
    this._filter = { ...this._filter, ...changed };
    this.#chosen.set([]);
    this.#list.want(listPath(this._filter));
  }

  #renderList(words: AgreementsWords): TemplateResult | typeof nothing {
    const { items, hasMore } = this.#list;
    const { locale } = this.#me;
    if (items.length === 0)
      return isEverything(this._filter)
        ? nothing
        : html`<p class="lead">
            ${words.none}
            <button type="button" class="plain" @click=${() => this.#choose(EVERYTHING)}>${words.clear}</button>
          </p>`;
    return html`${renderList({ items, locale, mayEdit: this.#mayEdit, chosen: this.#chosen, open: (id) => this.#open(id) })}
    ${
      hasMore
        ? html`<div class="pages">
            <button type="button" @click=${() => this.#list.more()}>${formWords(locale).more}</button>
          </div>`
        : nothing
    }`;
  }
}
