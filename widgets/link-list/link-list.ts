import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { LinkItem, LinkList as LinkListAnswer, LinkSuggestion, QuarantineItem, QuarantineList } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { figureFormat } from '../locales/figure-format.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale, renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { linkListStyles } from './link-list.styles.ts';
import { decideReport, setLink, type Outcome } from './link-requests.ts';
import { linkWords, reasonsOf, type LinkWords } from './link-words.ts';
import { LinkedPages } from './linked-pages.ts';
import { linkedPart } from './linked-part.ts';
import { PerformanceSearch, type PerformanceChosenEvent } from './performance-search.ts';
import { instantOf, localTime } from './venue-time.ts';

const SEARCH_TAG = 'dip-performance-search';
if (customElements.get(SEARCH_TAG) === undefined) customElements.define(SEARCH_TAG, PerformanceSearch);

const OPEN = '/v1/links?state=open';
const FUTURE = '/v1/quarantine';

interface Said {
  readonly text: string;
  readonly failed: boolean;
  /** The link that this line can undo. */
  readonly undo: LinkItem | null;
}
const NOTHING_SAID: Said = { text: '', failed: false, undo: null };

/** A link was made or undone, or a report decided, and the platform confirmed it. */
export class DipLinkedEvent extends Event {
  readonly what: 'linked' | 'undone' | 'retimed' | 'dropped';
  constructor(what: DipLinkedEvent['what']) {
    super('dip-linked', { bubbles: true, composed: true });
    this.what = what;
  }
}

/**
 * @summary The linking work list of a box office. Needs an embed session of preset `box-office`.
 * @event {DipLinkedEvent} dip-linked - A change that the platform confirmed.
 * @event {DipReadyEvent} dip-ready - The list is on screen.
 * @event {DipErrorEvent} dip-error - There is no list to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last list stays.
 * @cssprop --dip-accent - Buttons.
 * @cssprop --dip-attn - What failed.
 */
export class LinkList extends LitElement {
  static override styles = [tokens, statesStyles, linkListStyles];

  /** Zone of the venue, for the times shown. */
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';

  @state() private _said = NOTHING_SAID;
  /** What is under way: the key of an own performance or of a report. */
  @state() private _busy = '';
  @state() private _dropping = '';

  readonly #open = new WantedResource<LinkListAnswer>(this);
  readonly #linked = new LinkedPages(this);
  readonly #future = new WantedResource<QuarantineList>(this);
  /** Cursors of the pages before this one; the last is of this page. */
  #cursors: readonly string[] = [];
  /** Place of the first linked one that "more" will bring. */
  #newFrom: number | null = null;

  constructor() {
    super();
    this.#open.want(OPEN);
    this.#future.want(FUTURE);
  }

  override render(): TemplateResult {
    const { state, locale } = this.#open;
    const words = linkWords(locale);
    switch (state.kind) {
      case 'loading':
        return html`<div role="status" aria-busy="true">
          <span class="sr">${stateWords(locale).loading}</span>
          <div class="waiting head-place"></div>
          <div class="waiting list-place"></div>
        </div>`;
      case 'error':
      case 'alone':
        return renderTrouble(state, locale, () => this.#open.retry());
      case 'data':
        return html`${this.#renderHead(state.answer, words)} ${renderStale(state.stale, locale)}
        ${this.#renderSaid(words)} ${this.#renderOpen(state.answer, words)} ${this.#renderFuture(words)}
        ${this.#renderLinked(state.answer.linked, words)}`;
    }
  }

  #renderHead(answer: LinkListAnswer, words: LinkWords): TemplateResult {
    const format = figureFormat(this.#open.locale);
    // Of one page among several the sum would say too little.
    const whole = answer.next === null && this.#cursors.length === 0;
    const tickets = whole ? answer.items.reduce((sum, item) => sum + (item.count ?? 0), 0) : 0;
    const behind = tickets === 0 ? '' : words.tickets(format.count(tickets), tickets === 1);
    return html`<h2 id="head" tabindex="-1">${answer.open === 0 ? words.done : words.title}</h2>
      <p class="lead">${answer.open === 0 ? words.doneWhy : words.lead(answer.open, behind)}</p>`;
  }

  #renderSaid(words: LinkWords): TemplateResult {
    const { text, failed, undo } = this._said;
    return html`<div role="status" class=${text === '' ? 'said quiet' : failed ? 'said failed' : 'said'}>
      ${
        text === ''
          ? nothing
          : html`<span>${failed ? '▲ ' : ''}${text}</span>${
                undo === null
                  ? nothing
                  : html`<button type="button" ?disabled=${this._busy !== ''} @click=${() => void this.#undo(undo)}>
                      ${words.undo}
                    </button>`
              }`
      }
    </div>`;
  }

  #renderOpen({ items, next }: LinkListAnswer, words: LinkWords): TemplateResult | typeof nothing {
    if (items.length === 0) return nothing;
    return html`<ul class="items" aria-labelledby="head">
        ${items.map((item) => this.#renderItem(item, words))}
      </ul>
      ${
        next === null && this.#cursors.length === 0
          ? nothing
          : html`<div class="pages">
              <button type="button" ?disabled=${this.#cursors.length === 0} @click=${() => this.#turn(null)}>
                ${words.previous}
              </button>
              <button type="button" ?disabled=${next === null} @click=${() => this.#turn(next)}>${words.next}</button>
            </div>`
      }`;
  }

  #renderItem(item: LinkItem, words: LinkWords): TemplateResult {
    const format = figureFormat(this.#open.locale);
    const busy = this._busy !== '';
    const key = keyOf(item);
    return html`<li class="item" aria-busy=${this._busy === key ? 'true' : 'false'}>
      <div>
        <h3>${item.title === '' ? item.ref : item.title}</h3>
        <p class="small">${this.#when(item.startsAt)}${item.hall === null ? '' : ` · ${item.hall}`}</p>
        <p class="small">
          ${
            item.count
              ? html`<span class="waits">${words.waiting(format.count(item.count), item.count === 1)}</span>`
              : words.nothingWaits
          }
          · ${item.source} ${item.ref}
        </p>
      </div>
      <div>
        ${
          item.suggestions.length === 0
            ? html`<p class="small">${words.noSuggestion}</p>`
            : html`<ul class="options" aria-label=${`${words.suggestions}: ${item.title}`}>
                ${item.suggestions.map((one, i) => this.#renderSuggestion(item, one, i === 0, words))}
              </ul>`
        }
        <details class="search">
          <summary>${words.search}</summary>
          <dip-performance-search
            .session=${this.#open.session}
            .own=${item.title}
            .timeZone=${this.timeZone}
            .busy=${busy}
            @performance-chosen=${(event: PerformanceChosenEvent) => void this.#link(item, event.performance.id)}
          ></dip-performance-search>
        </details>
      </div>
    </li>`;
  }

  #renderSuggestion(item: LinkItem, one: LinkSuggestion, first: boolean, words: LinkWords): TemplateResult {
    const where = [this.#when(one.startsAt), one.hall, one.provider].filter(Boolean).join(' · ');
    return html`<li>
      <span
        ><b>${one.title}</b><span class="small">${where}</span
        ><span class="small">${reasonsOf(item, one, words)}</span></span
      >
      <button
        type="button"
        class=${first ? 'act first' : 'act'}
        aria-label=${words.linkTo(item.title, `${one.title}, ${this.#when(one.startsAt)}`)}
        ?disabled=${this._busy !== ''}
        @click=${() => void this.#link(item, one.performance)}
      >
        ${this._busy === keyOf(item) && first ? words.busy : words.link}
      </button>
    </li>`;
  }

  #renderFuture(words: LinkWords): TemplateResult | typeof nothing {
    const { state } = this.#future;
    // Who may link may not always decide about reports; then there is nothing to show here.
    if (state.kind !== 'data' || state.answer.items.length === 0) return nothing;
    return html`<section class="part" aria-labelledby="future">
      <h2 id="future">${words.future}</h2>
      <p class="lead">${words.futureWhy}</p>
      <ul class="items">
        ${state.answer.items.map((report) => this.#renderReport(report, words))}
      </ul>
    </section>`;
  }

  #renderReport(report: QuarantineItem, words: LinkWords): TemplateResult {
    const busy = this._busy !== '';
    const sure = this._dropping === report.id;
    return html`<li class="item">
      <div>
        <h3>${report.title}</h3>
        <p class="small">${this.#when(report.startsAt)} · ${report.venueName}</p>
        <p class="small">
          ${words.futureOne(report.source, this.#fullTime(report.asOf), this.#fullTime(report.receivedAt))}
        </p>
      </div>
      <form class="decide" @submit=${(event: SubmitEvent) => void this.#retime(event, report, words)}>
        <label
          ><span class="sr">${words.retimeLabel(report.title)}</span
          ><input type="datetime-local" name="at" required .value=${localTime(report.receivedAt, this.timeZone)}
        /></label>
        <button type="submit" class="act first" ?disabled=${busy}>${words.retime}</button>
        <button type="button" class="act" ?disabled=${busy} @click=${() => void this.#drop(report, words)}>
          ${sure ? words.dropSure : words.drop}
        </button>
        ${sure ? html`<button type="button" @click=${() => (this._dropping = '')}>${words.keep}</button>` : nothing}
      </form>
    </li>`;
  }

  #renderLinked(count: number, words: LinkWords): TemplateResult {
    return html`<details class="part" @toggle=${(event: Event) => this.#toggleLinked(event)}>
      <summary>${words.linkedHead(count)}</summary>
      ${linkedPart({
        pages: this.#linked,
        words,
        locale: this.#open.locale,
        busy: this._busy !== '',
        when: (iso) => this.#when(iso),
        undo: (item) => void this.#undo(item),
        more: (shown) => this.#more(shown),
      })}
    </details>`;
  }

  #when(iso: string): string {
    return figureFormat(this.#open.locale).stamp(iso, this.timeZone);
  }

  #fullTime(iso: string): string {
    return figureFormat(this.#open.locale).fullStamp(iso, this.timeZone);
  }

  #toggleLinked(event: Event): void {
    if (event.target instanceof HTMLDetailsElement) this.#linked.show(event.target.open);
  }

  #more(shown: number): void {
    if (!this.#linked.hasMore) return;
    this.#newFrom = shown;
    this.#linked.more();
  }

  /** The button may be gone with the last page; a keyboard goes on at the first that is new. */
  override updated(): void {
    if (this.#newFrom === null) return;
    const first = this.renderRoot.querySelectorAll<HTMLElement>('.linked h3')[this.#newFrom];
    if (first === undefined) return;
    this.#newFrom = null;
    first.focus();
  }

  #turn(cursor: string | null): void {
    this.#cursors = cursor === null ? this.#cursors.slice(0, -1) : [...this.#cursors, cursor];
    const at = this.#cursors.at(-1);
    this.#open.want(at === undefined ? OPEN : `${OPEN}&cursor=${encodeURIComponent(at)}`);
    this.requestUpdate();
  }

  #link(item: LinkItem, performance: string): Promise<void> {
    const words = linkWords(this.#open.locale);
    const body = { ref: item.ref, source: item.source, performance };
    return this.#change(keyOf(item), (session) => setLink(session, body), 'linked', {
      text: words.linkedNow(item.title),
      failed: false,
      undo: item,
    });
  }

  #undo(item: LinkItem): Promise<void> {
    const words = linkWords(this.#open.locale);
    const body = { ref: item.ref, source: item.source, performance: null };
    return this.#change(keyOf(item), (session) => setLink(session, body), 'undone', {
      text: words.undoneNow(item.title),
      failed: false,
      undo: null,
    });
  }

  async #retime(event: SubmitEvent, report: QuarantineItem, words: LinkWords): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement).get('at');
    const asOf = typeof given === 'string' ? instantOf(given, this.timeZone) : null;
    if (asOf === null || Date.parse(asOf) > Date.now()) {
      this._said = { text: words.badTime, failed: true, undo: null };
      return;
    }
    await this.#change(
      report.id,
      (session) => decideReport(session, report.id, { decision: 'retime', asOf }),
      'retimed',
      {
        text: words.retimed(report.title),
        failed: false,
        undo: null,
      },
    );
  }

  async #drop(report: QuarantineItem, words: LinkWords): Promise<void> {
    if (this._dropping !== report.id) {
      this._dropping = report.id;
      return;
    }
    this._dropping = '';
    await this.#change(report.id, (session) => decideReport(session, report.id, { decision: 'drop' }), 'dropped', {
      text: words.dropped(report.title),
      failed: false,
      undo: null,
    });
  }

  /** One change at a time; the lists are asked anew and follow what the platform confirmed. */
  async #change(
    key: string,
    send: (session: NonNullable<WantedResource<LinkListAnswer>['session']>) => Promise<Outcome>,
    what: DipLinkedEvent['what'],
    said: Said,
  ): Promise<void> {
    const { session } = this.#open;
    if (session === null || this._busy !== '') return;
    this._busy = key;
    this._said = NOTHING_SAID;
    const outcome = await send(session);
    this._busy = '';
    const words = linkWords(this.#open.locale);
    this._said =
      outcome === 'done' ? said : { text: words.notLinked(words.why[outcome] ?? ''), failed: true, undo: null };
    if (outcome === 'done') this.dispatchEvent(new DipLinkedEvent(what));
    if (outcome === 'done' || outcome === 'gone' || outcome === 'clash')
      for (const list of [this.#open, this.#linked, this.#future]) list.retry();
    // The button that was pressed goes with its row; a keyboard would lose its place.
    await this.updateComplete;
    if (outcome === 'done') this.renderRoot.querySelector<HTMLElement>('#head')?.focus({ preventScroll: true });
  }
}

const keyOf = ({ ref, source }: LinkItem): string => `${source} ${ref}`;
