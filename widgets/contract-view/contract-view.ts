import { adoptStyles, html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Agreement } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { isDutch } from '../locales/language.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale, renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import type * as ContractBody from './contract-body.ts';
import { contractStyles } from './contract-view.styles.ts';
import type { Deciding } from './deciding.ts';
import { renderHead } from './head-part.ts';
import { renderShare } from './share-part.ts';
import { shownOf, type Shown } from './shown.ts';

type Body = typeof ContractBody;

/** How far below the window the simulator is fetched. */
const NEAR = '300px';

/**
 * @summary One agreement: what it says, how each term stands, what it pays, and what may be done with it now.
 * @slot discussion - Instead of the discussion of this agreement that stands under it.
 * @event {DipAgreementChangedEvent} dip-agreement-changed - A step that the platform confirmed.
 * @event {DipReadyEvent} dip-ready - The agreement is on screen.
 * @event {DipErrorEvent} dip-error - There is no agreement to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; it stays as it was.
 * @cssprop --dip-accent - Own share, buttons.
 * @cssprop --dip-accent-2 - Share of the other side.
 * @cssprop --dip-attn - What is rejected, and what waits.
 */
export class ContractView extends LitElement {
  static override styles = [tokens, statesStyles, contractStyles];

  /** Id, such as `XD-AGR-…`. */
  @property() agreement = '';
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';

  /** What is not needed for the first sight comes after it. */
  @state() private _body: Body | null = null;
  @state() private _deciding: Deciding | null = null;
  @state() private _cut = false;
  @state() private _allSteps = false;
  @state() private _simulates = false;
  @state() private _talks = false;

  readonly #agreement = new WantedResource<Agreement>(this);
  #asked = { body: false, deciding: false };
  #seen: IntersectionObserver | null = null;
  #fields: readonly CSSResult[] = [];
  #later: readonly CSSResult[] = [];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen?.disconnect();
    this.#seen = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('agreement')) {
      this.#agreement.want(this.agreement === '' ? '' : `/v1/agreements/${encodeURIComponent(this.agreement)}`);
      this._deciding?.clear();
    }
    const { state: now } = this.#agreement;
    if (this.#asked.body === false) void this.#loadBody();
    if (now.kind === 'data' && now.answer.may.length > 0 && !this.#asked.deciding) void this.#loadDeciding();
  }

  override render(): TemplateResult {
    const { state: now, locale } = this.#agreement;
    switch (now.kind) {
      case 'loading':
        return html`<div role="status" aria-busy="true">
          <span class="sr">${stateWords(locale).loading}</span>
          <div class="waiting head-place"></div>
          <div class="waiting sentence-place"></div>
          ${this.#renderPlace()}
          <div class="waiting share-place"></div>
        </div>`;
      case 'error':
      case 'alone':
        return renderTrouble(now, locale, () => this.#agreement.retry());
      case 'data':
        return this.#renderAgreement(shownOf(now.answer, isDutch(locale) ? 'nl' : 'en', this.timeZone), now.stale);
    }
  }

  #renderAgreement(shown: Shown, stale: boolean): TemplateResult {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: this.timeZone }).format();
    const body = this._body;
    return html`${renderHead(shown)} ${renderStale(stale, shown.locale)} ${this._deciding?.renderTop(shown)}
      ${this._cut ? this.#renderCut(shown.locale) : body === null ? this.#renderPlace() : this.#renderBody(shown, body)}
      ${renderShare(shown, today)} ${body?.renderHistory(shown)} ${this.#renderSimulator(shown)}
      <slot name="discussion">${this.#renderTalk(shown)}</slot>`;
  }

  /** Fetched when it is opened; a host may put one of its own in its place. */
  #renderTalk({ agreement, words }: Shown): TemplateResult {
    const open = (event: Event): void => {
      if (!(event.target as HTMLDetailsElement).open) return;
      void import('../discussion/define.ts').then(() => (this._talks = true));
    };
    return html`<details id="talk" @toggle=${open}>
      <summary>${words.talk}</summary>
      ${
        this._talks
          ? html`<dip-discussion
              .kind=${'agreement'}
              .subject=${agreement.id}
              .timeZone=${this.timeZone}
            ></dip-discussion>`
          : nothing
      }
    </details>`;
  }

  #renderBody(shown: Shown, body: Body): TemplateResult {
    const deciding = this._deciding;
    return html`<div class="cols">
      ${body.renderTerms(
        shown,
        deciding?.extra(shown) ?? null,
        deciding?.renderActions(shown) ?? nothing,
        (event: Event) => this.#toHistory(event),
      )}
      ${body.renderWaterfall(shown, this._allSteps, () => (this._allSteps = !this._allSteps))}
    </div>`;
  }

  #renderPlace(): TemplateResult {
    return html`<div class="cols">
      <div class="waiting col-place"></div>
      <div class="waiting col-place"></div>
    </div>`;
  }

  #renderCut(locale: string): TemplateResult {
    return renderTrouble({ kind: 'error', code: 'unreachable', message: '' }, locale, () => {
      this._cut = false;
      this.#asked = { body: this._body !== null, deciding: this._deciding !== null };
      this.requestUpdate();
    });
  }

  #renderSimulator({ agreement, words }: Shown): TemplateResult {
    return html`<section class="ahead" aria-label=${words.simulate}>
      ${
        this._simulates
          ? html`<dip-deal-simulator .known=${agreement} .agreement=${agreement.id}></dip-deal-simulator>`
          : html`<div class="waiting ahead-place"></div>`
      }
    </section>`;
  }

  async #loadBody(): Promise<void> {
    this.#asked = { ...this.#asked, body: true };
    await this.#load(async () => {
      const body = await import('./contract-body.ts');
      this.#adopt(body.contractBodyStyles);
      this._body = body;
    });
  }

  async #loadDeciding(): Promise<void> {
    this.#asked = { ...this.#asked, deciding: true };
    await this.#load(async () => {
      const later = await import('./deciding.ts');
      this.#adopt(later.decidingStyles, later.fieldStyles);
      this._deciding = new later.Deciding({
        host: this,
        session: () => this.#agreement.session,
        locale: () => this.#agreement.locale,
        refresh: () => this.#agreement.retry(),
        tell: (agreement) => this.#agreement.tell(agreement),
      });
    });
  }

  async #load(what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch {
      this._cut = true;
    }
  }

  /** Those of fields and buttons come before the element's own, which set them right for its density. */
  #adopt(styles: CSSResult, fields: readonly CSSResult[] = []): void {
    this.#fields = [...this.#fields, ...fields];
    this.#later = [...this.#later, styles];
    const [first, ...own] = ContractView.elementStyles;
    adoptStyles(this.renderRoot as ShadowRoot, [first ?? tokens, ...this.#fields, ...own, ...this.#later]);
  }

  override updated(): void {
    this._deciding?.updated();
    const place = this.renderRoot.querySelector('.ahead-place');
    if (place === null || this.#seen !== null || this._body === null) return;
    this.#seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#seen?.disconnect();
        import('../deal-simulator/define.ts').then(
          () => (this._simulates = true),
          () => {
            this.#seen = null;
          },
        );
      },
      { rootMargin: NEAR },
    );
    this.#seen.observe(place);
  }

  #toHistory(event: Event): void {
    event.preventDefault();
    const history = this.renderRoot.querySelector<HTMLDetailsElement>('#history');
    if (history === null) return;
    history.open = true;
    history.querySelector('summary')?.focus();
  }
}
