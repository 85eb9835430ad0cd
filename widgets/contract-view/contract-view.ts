import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Agreement, TermName, TermState } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { Desk } from '../forms/desk.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { failed, renderSaid } from '../forms/said.ts';
import { isDutch } from '../locales/language.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale, renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { renderActions, type WholeStep } from './actions-part.ts';
import { renderClash } from './clash-part.ts';
import { contractStyles } from './contract-view.styles.ts';
import { renderHead } from './head-part.ts';
import { renderHistory, whoDid } from './history-part.ts';
import { renderShare } from './share-part.ts';
import { shownOf, type Shown } from './shown.ts';
import {
  answerChoice,
  faultsByTerm,
  rejectChoice,
  rejection,
  revision,
  type Choice,
  type Choices,
  type Faults,
} from './term-choices.ts';
import { listedTerms, renderTerms } from './terms-part.ts';
import { renderWaterfall } from './waterfall-part.ts';

const NO_FAULTS: Faults = new Map();

/** A step of the agreement that the platform confirmed. */
export class DipAgreementChangedEvent extends Event {
  readonly agreement: string;
  readonly step: 'approve' | 'reject' | 'propose' | 'withdraw' | 'revise' | 'edit' | 'amend' | 'draft';
  constructor(agreement: string, step: DipAgreementChangedEvent['step']) {
    super('dip-agreement-changed', { bubbles: true, composed: true });
    this.agreement = agreement;
    this.step = step;
  }
}

/**
 * @summary One agreement: what it says, how each term stands, what it pays, and what may be done with it now.
 * @slot discussion - A discussion of this agreement, shown under it.
 * @event {DipAgreementChangedEvent} dip-agreement-changed - A step that the platform confirmed.
 * @event {DipReadyEvent} dip-ready - The agreement is on screen.
 * @event {DipErrorEvent} dip-error - There is no agreement to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; it stays as it was.
 * @cssprop --dip-accent - Own share, buttons.
 * @cssprop --dip-accent-2 - Share of the other side.
 * @cssprop --dip-attn - What is rejected, and what waits.
 */
export class ContractView extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, contractStyles];

  /** Id, such as `XD-AGR-…`. */
  @property() agreement = '';
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';

  @state() private _choices: Choices = new Map();
  @state() private _faults: Faults = NO_FAULTS;
  @state() private _message = '';
  @state() private _allSteps = false;

  readonly #agreement = new WantedResource<Agreement>(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#agreement.session,
    locale: () => this.#agreement.locale,
    refresh: () => this.#agreement.retry(),
  });
  /** As it was when the first choice was made. */
  #base: Agreement | null = null;
  /** The focus goes to what has come meanwhile, once it has. */
  #toClash = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('agreement')) return;
    this.#agreement.want(this.agreement === '' ? '' : this.#path());
    this.#clear();
  }

  override updated(): void {
    const clash = this.#toClash ? this.renderRoot.querySelector<HTMLElement>('#clash') : null;
    if (clash === null) return;
    this.#toClash = false;
    clash.focus();
  }

  override render(): TemplateResult {
    const { state: now, locale } = this.#agreement;
    switch (now.kind) {
      case 'loading':
        return renderPlace(locale);
      case 'error':
      case 'alone':
        return renderTrouble(now, locale, () => this.#agreement.retry());
      case 'data':
        return this.#renderAgreement(shownOf(now.answer, isDutch(locale) ? 'nl' : 'en', this.timeZone), now.stale);
    }
  }

  #path(step = ''): string {
    return `/v1/agreements/${encodeURIComponent(this.agreement)}${step === '' ? '' : `/${step}`}`;
  }

  #renderAgreement(shown: Shown, stale: boolean): TemplateResult {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: this.timeZone }).format();
    const clash = this.#isClash(shown.agreement);
    return html`${renderHead(shown)} ${renderStale(stale, shown.locale)} ${renderSaid(this.#desk.said)}
      ${clash && this.#base !== null ? this.#renderClash(shown, this.#base) : nothing}
      <div class="cols">
        ${this.#renderTerms(shown, clash)}
        ${renderWaterfall(shown, this._allSteps, () => (this._allSteps = !this._allSteps))}
      </div>
      ${renderShare(shown, today)} ${renderHistory(shown)}
      <slot name="discussion"></slot>`;
  }

  #renderTerms(shown: Shown, clash: boolean): TemplateResult {
    const { may } = shown.agreement;
    return renderTerms(shown, {
      choices: this._choices,
      faults: this._faults,
      mode: may.includes('reject') ? 'decide' : may.includes('revise') ? 'answer' : 'look',
      busy: this.#desk.busy !== '',
      begin: (term, kind) => void this.#begin(shown, term, kind),
      change: (term, choice) => this.#choose(shown, term, choice),
      undo: (term) => void this.#undo(term),
      describe: html`${this.#renderFoot(shown)} ${clash ? nothing : this.#renderActions(shown)}`,
    });
  }

  #renderFoot(shown: Shown): TemplateResult {
    const { agreement, words, moment } = shown;
    const terms = listedTerms(shown);
    const open = terms.filter((one) => one.state !== 'agreed').length;
    const last = agreement.history.at(-1);
    return html`<p class="foot">
      ${open === 0 ? words.allAgreed(terms.length) : words.openCount(open, terms.length)}${
        last === undefined ? nothing : ` · ${words.lastStep(moment(last.at), whoDid(shown, last))}`
      }
      · <a href="#history" @click=${(event: Event) => this.#toHistory(event)}>${words.toHistory}</a>
    </p>`;
  }

  #renderActions(shown: Shown): TemplateResult | typeof nothing {
    const { agreement } = shown;
    const counters = agreement.termStates.filter(({ counter }) => counter !== undefined);
    const answers = agreement.may.includes('revise') && counters.length > 1;
    return renderActions(shown, {
      desk: this.#desk,
      choices: this._choices,
      message: this._message,
      write: (message) => (this._message = message),
      take: (step) => void this.#take(shown, step),
      sendRejects: () => void this.#sendRejects(shown),
      sendVersion: () => void this.#sendVersion(shown),
      acceptAll: answers ? () => counters.forEach((one) => this.#choose(shown, one.term, { kind: 'accept' })) : null,
      edit: () => void this.#desk.toggle('editor', 'dip-deal-editor'),
    });
  }

  #renderClash(shown: Shown, base: Agreement): TemplateResult {
    return renderClash(shown, {
      base,
      choices: this._choices,
      goOn: () => {
        this.#base = shown.agreement;
        this.#keepFitting(shown.agreement);
        void this.#desk.focus('#terms');
      },
      drop: () => {
        this.#clear();
        void this.#desk.focus('#head');
      },
    });
  }

  #isClash({ revision: now }: Agreement): boolean {
    return this.#base !== null && this._choices.size > 0 && this.#base.revision !== now;
  }

  /** A rejection has no place where this side is no longer asked to decide, nor an answer where it is not asked for one. */
  #keepFitting({ may }: Agreement): void {
    const fits = ({ kind }: Choice): boolean => may.includes(kind === 'reject' ? 'reject' : 'revise');
    this._choices = new Map([...this._choices].filter(([, choice]) => fits(choice)));
  }

  async #begin(shown: Shown, term: TermState, kind: Choice['kind']): Promise<void> {
    const { locale } = shown;
    const choice: Choice =
      kind === 'reject' ? rejectChoice(term, locale) : kind === 'accept' ? { kind } : answerChoice(term, locale);
    this.#choose(shown, term.term, choice);
    const first =
      kind === 'reject' ? `#reason-${term.term}` : kind === 'answer' ? '.under .form :is(input, select, textarea)' : '';
    await this.#desk.focus(first === '' ? `[data-act="undo-${term.term}"]` : `${first}`);
  }

  #choose({ agreement }: Shown, term: TermName, choice: Choice): void {
    if (this._choices.size === 0) this.#base = agreement;
    this._choices = new Map([...this._choices, [term, choice]]);
  }

  async #undo(term: TermName): Promise<void> {
    this._choices = new Map([...this._choices].filter(([one]) => one !== term));
    this._faults = new Map([...this._faults].filter(([one]) => one !== term));
    await this.#desk.focus(`[data-act="do-${term}"]`);
  }

  #clear(): void {
    this._choices = new Map();
    this._faults = NO_FAULTS;
    this._message = '';
    this.#base = null;
  }

  async #take({ agreement, words }: Shown, step: WholeStep): Promise<void> {
    const message = this._message.trim();
    if (await this.#desk.refuse(step === 'reject' && message === '' ? { message: words.faultReason } : {})) return;
    const { version } = agreement;
    const told = message === '' ? {} : { message };
    const body = {
      approve: { version, ...told },
      reject: { version, reason: message },
      propose: told,
      withdraw: message === '' ? {} : { reason: message },
    }[step];
    const said = {
      approve: agreement.approvalsNeeded > 1 ? words.halfNow : words.approvedNow,
      reject: words.rejectedNow,
      propose: words.proposedNow,
      withdraw: words.withdrawnNow,
    }[step];
    await this.#send(agreement, step, body, said);
  }

  async #sendRejects({ agreement, words }: Shown): Promise<void> {
    const made = rejection(agreement.version, this._choices);
    if (await this.#faulty(made)) return;
    if ('body' in made) await this.#send(agreement, 'reject', made.body, words.rejectedNow);
  }

  async #sendVersion({ agreement, words }: Shown): Promise<void> {
    const made = revision(agreement, this._choices);
    if (await this.#faulty(made)) return;
    const message = this._message.trim();
    if ('body' in made)
      await this.#send(
        agreement,
        'revise',
        { ...made.body, ...(message === '' ? {} : { message }) },
        words.sentNow(agreement.version + 1),
      );
  }

  async #faulty(made: { readonly faults: Faults } | object): Promise<boolean> {
    this._faults = 'faults' in made ? made.faults : NO_FAULTS;
    if (this._faults.size === 0) return false;
    await this.#desk.focus('[aria-invalid="true"], .under .fault');
    return true;
  }

  async #send(
    agreement: Agreement,
    step: DipAgreementChangedEvent['step'],
    body: unknown,
    said: string,
  ): Promise<void> {
    const written = await this.#desk.send({
      method: 'POST',
      path: this.#path(step),
      body,
      revision: agreement.revision,
    });
    if (written === null) return;
    if (written.ok) {
      this.#clear();
      this.dispatchEvent(new DipAgreementChangedEvent(this.agreement, step));
      return void this.#desk.finish(said);
    }
    const terms = written.errors
      .filter(({ pointer }) => pointer.startsWith('/terms/'))
      .map((error) => ({ ...error, pointer: error.pointer.slice('/terms'.length) }));
    this._faults = faultsByTerm(
      step === 'reject' ? terms.map((error) => ({ ...error, pointer: byName(error.pointer, this._choices) })) : terms,
    );
    const [other] = written.errors.filter(({ pointer }) => !pointer.startsWith('/terms/'));
    if (other !== undefined) this.#desk.said = failed(other.detail);
    this.#toClash = written.why === 'clash';
  }

  #toHistory(event: Event): void {
    event.preventDefault();
    const history = this.renderRoot.querySelector<HTMLDetailsElement>('#history');
    if (history === null) return;
    history.open = true;
    history.querySelector('summary')?.focus();
  }
}

/** Of a rejection the remark names the place in the list. */
function byName(pointer: string, choices: Choices): string {
  const [, place = '', ...rest] = pointer.split('/');
  return ['', [...choices.keys()][Number(place)] ?? '', ...rest].join('/');
}

const renderPlace = (locale: string): TemplateResult =>
  html`<div role="status" aria-busy="true">
    <span class="sr">${stateWords(locale).loading}</span>
    <div class="waiting head-place"></div>
    <div class="waiting sentence-place"></div>
    <div class="cols">
      <div class="waiting col-place"></div>
      <div class="waiting col-place"></div>
    </div>
    <div class="waiting share-place"></div>
  </div>`;
