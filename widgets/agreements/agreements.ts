import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { AGREEMENT_STATES, type AgreementState, type AgreementSummary, type Me } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { dealDraft, readDeal, type DealDraft } from '../deals/deal-draft.ts';
import { dealFormStyles } from '../deals/deal-form.styles.ts';
import { datesText } from '../deals/deal-days.ts';
import { dealWords, stateMood } from '../deals/deal-words.ts';
import { stepWords } from '../deals/step-words.ts';
import { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import { done, failed, renderSaid } from '../forms/said.ts';
import { renderWaiting } from '../forms/waiting.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { EVERYTHING, isEverything, listPath, type AgreementFilter } from './agreement-filter.ts';
import { agreementsStyles } from './agreements.styles.ts';
import { agreementsWords, type AgreementsWords } from './agreements-words.ts';
import { takeMany, type ManyOutcome } from './many-steps.ts';
import { renderTour, type TemplateName, type TourResults } from './tour-part.ts';

const PRODUCTIONS = '/v1/productions?limit=200';
const TEMPLATES = '/v1/agreement-templates';
const SEARCH_WAIT_MS = 300;
const SIGN = { waits: '▲', good: '✓', quiet: '○' } as const;

/**
 * @summary The agreements of an organisation: which wait, a whole tour at once, and drafts from a template.
 * @event {DipAgreementChangedEvent} dip-agreement-changed - A step of the agreement that is open.
 * @event {DipReadyEvent} dip-ready - The list is on screen.
 * @event {DipErrorEvent} dip-error - There is no list to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last list stays.
 * @cssprop --dip-accent - Buttons.
 * @cssprop --dip-attn - What waits for you.
 */
export class Agreements extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, dealFormStyles, agreementsStyles];

  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';
  /** Id of the agreement that is open; '' = the list. */
  @property({ reflect: true }) agreement = '';

  @state() private _filter: AgreementFilter = EVERYTHING;
  @state() private _chosen: ReadonlySet<string> = new Set();
  @state() private _failed: ManyOutcome['failed'] = new Map();
  @state() private _progress = '';
  @state() private _tour = { production: '', template: '' };
  @state() private _draft: DealDraft | null = null;
  @state() private _asked = false;
  @state() private _results: TourResults | null = null;

  readonly #list = new Pages<AgreementSummary>(this);
  readonly #me = new WantedResource<Me>(this);
  readonly #productions = new Pages<{ readonly id: string; readonly title: string }>(this);
  readonly #templates = new Pages<TemplateName>(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#me.session,
    locale: () => this.#me.locale,
    refresh: () => this.#list.retry(),
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
          : html`${this.#renderHead(words)} ${this.#renderFilter(words)}
              <div class="waiting list-place"></div>`;
      case 'error':
      case 'alone':
        return renderListTrouble(first, locale, () => this.#list.retry());
      case 'data':
        return html`${this.#renderHead(words)} ${renderStale(first.stale, locale)} ${renderSaid(this.#desk.said)}
        ${this.#desk.open === 'tour' ? this.#renderTour(words) : nothing} ${this.#renderFilter(words)}
        ${this.#renderList(words)}`;
    }
  }

  #renderOpen(words: AgreementsWords): TemplateResult {
    void import('../contract-view/define.ts');
    void import('../settlement-sheet/define.ts');
    const { agreement: id } = this;
    const inForce = this.#list.items.find((one) => one.id === id)?.approvedVersion ?? null;
    return html`<p>
        <button type="button" id="back" class="plain" @click=${() => void this.#close()}>← ${words.back}</button>
      </p>
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

  async #open(id: string): Promise<void> {
    this.agreement = id;
    await this.#desk.focus('#back');
  }
  async #close(): Promise<void> {
    const from = this.agreement;
    this.agreement = '';
    await this.#desk.focus(`[data-opens="${CSS.escape(from)}"]`);
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
              data-opens="tour"
              aria-expanded=${this.#desk.open === 'tour' ? 'true' : 'false'}
              @click=${() => this.#begin()}
            >
              ${words.create}
            </button>`
          : nothing
      }
    </div>`;
  }

  #begin(): void {
    this.#productions.want(PRODUCTIONS);
    this.#templates.want(TEMPLATES);
    this._draft ??= dealDraft({ form: 'split' }, this.#me.locale);
    this._asked = false;
    this._results = null;
    void this.#desk.toggle('tour', '#production');
  }

  #renderTour(words: AgreementsWords): TemplateResult | typeof nothing {
    const draft = this._draft;
    if (draft === null) return nothing;
    const { locale } = this.#me;
    const templates = this.#templates.items;
    return renderTour({
      words,
      locale,
      desk: this.#desk,
      productions: this.#productions.first.kind === 'data' ? this.#productions.items : null,
      templates,
      ...this._tour,
      draft,
      faults: this._asked ? readDeal(draft, 1, locale) : null,
      results: this._results,
      venueName: (id) => this.#list.items.find(({ venue }) => venue.id === id)?.venue.name ?? id,
      choose: ({ draft: next, ...tour }) => {
        this._tour = { ...this._tour, ...tour };
        const chosen = templates.find(({ id }) => id === tour.template);
        this._draft = next ?? (chosen === undefined ? draft : dealDraft(chosen.terms, locale));
      },
      make: () => void this.#makeTour(draft, words),
    });
  }

  async #makeTour(draft: DealDraft, words: AgreementsWords): Promise<void> {
    this._asked = true;
    const { terms, errors } = readDeal(draft, 1, this.#me.locale);
    const { production } = this._tour;
    if (await this.#desk.refuse(production === '' ? { production: words.chooseProduction } : {})) return;
    if (terms === null || errors.length > 0) {
      this.#desk.said = failed(words.faults);
      return this.#desk.focus('[aria-invalid="true"], .fault');
    }
    const written = await this.#desk.send({ method: 'POST', path: '/v1/agreements/tour', body: { production, terms } });
    if (!written?.ok) return;
    this._results = written.answer as TourResults;
    const made = this._results.results.filter(({ outcome }) => outcome === 'created').length;
    this._filter = { ...EVERYTHING, production };
    this.#list.want(listPath(this._filter));
    this.#desk.said = done(words.made(made));
    this.requestUpdate();
  }

  #renderFilter(words: AgreementsWords): TemplateResult {
    const { state: chosen, mine, production, search } = this._filter;
    const deal = dealWords(this.#me.locale);
    const productions = new Map(this.#list.items.map((one) => [one.production.id, one.production.title]));
    return html`<div class="filter" role="search">
      <label
        >${words.search}
        <input type="search" id="search" .value=${search} @input=${(event: Event) => this.#search(event)} /></label
      ><label
        >${words.production}
        <select @change=${(event: Event) => this.#choose({ production: (event.target as HTMLSelectElement).value })}>
          <option value="" ?selected=${production === ''}>${words.anyProduction}</option>
          ${[...productions].map(([id, title]) => html`<option value=${id} ?selected=${id === production}>${title}</option>`)}
        </select></label
      ><label
        >${words.state}
        <select
          id="state"
          @change=${(event: Event) =>
            this.#choose({ state: (event.target as HTMLSelectElement).value as AgreementState | '' })}
        >
          <option value="" ?selected=${chosen === ''}>${words.anyState}</option>
          ${AGREEMENT_STATES.map(
            (one) => html`<option value=${one} ?selected=${one === chosen}>${deal.states[one]}</option>`,
          )}
        </select></label
      ><label class="tick"
        ><input
          type="checkbox"
          id="mine"
          .checked=${mine}
          @change=${(event: Event) => this.#choose({ mine: (event.target as HTMLInputElement).checked })}
        />${words.mine}</label
      >
    </div>`;
  }

  #choose(changed: Partial<AgreementFilter>): void {
    this._filter = { ...this._filter, ...changed };
    this._chosen = new Set();
    this.#list.want(listPath(this._filter));
  }

  #search(event: Event): void {
    const search = (event.target as HTMLInputElement).value;
    this._filter = { ...this._filter, search };
    if (this.#typing !== null) clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.#typing = null;
      this.#choose({ search });
    }, SEARCH_WAIT_MS);
  }

  #renderList(words: AgreementsWords): TemplateResult {
    const { items } = this.#list;
    if (items.length === 0)
      return isEverything(this._filter)
        ? html`${nothing}`
        : html`<p class="lead">
            ${words.none}
            <button type="button" class="plain" @click=${() => this.#choose(EVERYTHING)}>${words.clear}</button>
          </p>`;
    const drafts = items.filter((one) => canPropose(one));
    const all = drafts.length > 0 && drafts.every(({ id }) => this._chosen.has(id));
    return html`${this.#renderBulk(items, words)}
      <table class="list">
        <thead>
          <tr>
            ${
              this.#mayEdit
                ? html`<td class="pick">
                    <input
                      type="checkbox"
                      aria-label=${words.selectAll}
                      .checked=${all}
                      ?disabled=${drafts.length === 0}
                      @change=${() => (this._chosen = new Set(all ? [] : drafts.map(({ id }) => id)))}
                    />
                  </td>`
                : nothing
            }
            <th scope="col">${words.what}</th>
            <th scope="col">${words.dates}</th>
            <th scope="col">${words.form}</th>
            <th scope="col">${words.state}</th>
            <th scope="col">${words.turn}</th>
          </tr>
        </thead>
        <tbody>
          ${items.map((one) => this.#renderRow(one, words))}
        </tbody>
      </table>
      ${
        this.#list.hasMore
          ? html`<div class="pages">
              <button type="button" @click=${() => this.#list.more()}>${formWords(this.#me.locale).more}</button>
            </div>`
          : nothing
      }`;
  }

  #renderRow(one: AgreementSummary, words: AgreementsWords): TemplateResult {
    const { locale } = this.#me;
    const { id, production, side, provider, venue, performances, form, state: now, version, turn } = one;
    const deal = dealWords(locale);
    const other = side === 'provider' ? venue : provider;
    const name = `${production.title} · ${other.name}`;
    const mood = stateMood(now);
    const trouble = this._failed.get(id);
    return html`<tr class=${turn === side ? 'mine' : ''}>
      ${
        this.#mayEdit
          ? html`<td class="pick">
              ${
                canPropose(one) || canRemind(one)
                  ? html`<input
                      type="checkbox"
                      aria-label=${words.select(name)}
                      .checked=${this._chosen.has(id)}
                      @change=${(event: Event) => this.#pick(id, (event.target as HTMLInputElement).checked)}
                    />`
                  : nothing
              }
            </td>`
          : nothing
      }
      <th scope="row">
        <button
          type="button"
          class="plain title"
          data-opens=${id}
          aria-label=${words.open(name)}
          @click=${() => void this.#open(id)}
        >
          ${production.title}</button
        ><span class="small">${other.name}</span>
        ${trouble === undefined ? nothing : html`<span class="fault">▲ ${trouble.detail ?? formWords(locale).why[trouble.why]}</span>`}
      </th>
      <td>${datesText(performances, locale, words.performances)}</td>
      <td>${stepWords(locale).forms[form]}</td>
      <td class="stand ${mood}">
        <span aria-hidden="true">${SIGN[mood]}</span> ${deal.states[now]}<span class="small"
          >${deal.version(version)}</span
        >
      </td>
      <td>
        ${turn === null ? words.nobody : turn === side ? html`<b>${words.you}</b>` : html`<span class="small">${other.name}</span>`}
      </td>
    </tr>`;
  }

  #pick(id: string, on: boolean): void {
    this._chosen = new Set(on ? [...this._chosen, id] : [...this._chosen].filter((one) => one !== id));
  }

  #renderBulk(items: readonly AgreementSummary[], words: AgreementsWords): TemplateResult | typeof nothing {
    const chosen = items.filter(({ id }) => this._chosen.has(id));
    if (chosen.length === 0) return nothing;
    const [drafts, waiting] = [chosen.filter(canPropose), chosen.filter(canRemind)];
    const busy = this._progress !== '';
    const button = (step: 'propose' | 'links', of: readonly AgreementSummary[], text: string, first: boolean) =>
      of.length === 0
        ? nothing
        : html`<button
            type="button"
            class=${first ? 'first' : ''}
            ?disabled=${busy}
            @click=${() => void this.#takeMany(step, of, words)}
          >
            ${text}
          </button>`;
    return html`<div class="bulk">
      <span role="status">${busy ? this._progress : words.chosen(chosen.length)}</span>
      ${button('propose', drafts, words.propose(drafts.length), true)}
      ${button('links', waiting, words.remind(waiting.length), false)}
    </div>`;
  }

  async #takeMany(step: 'propose' | 'links', of: readonly AgreementSummary[], words: AgreementsWords): Promise<void> {
    const { session } = this.#me;
    if (session === null || this._progress !== '') return;
    const { done: sent, failed: not } = await takeMany(
      session,
      of.map(({ id }) => id),
      step,
      (at) => (this._progress = words.proposing(at, of.length)),
    );
    this._progress = '';
    this._failed = not;
    // What did not work stays chosen: it can be tried again at once.
    this._chosen = new Set(not.keys());
    const text = (step === 'propose' ? words.proposed : words.reminded)(sent.length, not.size);
    this.#desk.said = sent.length === 0 ? failed(text) : done(text);
    this.#list.retry();
    await this.#desk.focus('#head');
  }
}

const canPropose = ({ state: now, turn, side }: AgreementSummary): boolean => now === 'draft' && turn === side;
/** Proposed by us and not decided: their contact is mailed a link to it. */
const canRemind = ({ state: now, turn, side }: AgreementSummary): boolean =>
  (now === 'proposed' || now === 'half_approved') && turn !== null && turn !== side;
