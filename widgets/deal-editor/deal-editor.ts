import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Agreement, FieldError, FrameworkSummary, Template, Terms } from '#protocol';
import { DipAgreementChangedEvent } from '../deals/agreement-event.ts';
import { dealDraft, readDeal, type DealDraft, type ReadDeal } from '../deals/deal-draft.ts';
import { renderDealForm } from '../deals/deal-form.ts';
import { dealFormStyles } from '../deals/deal-form.styles.ts';
import { WantedResource } from '../data/wanted-resource.ts';
import { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { Pages } from '../forms/pages.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { failed, renderFault, renderSaid } from '../forms/said.ts';
import { renderWaiting } from '../forms/waiting.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { editorStyles } from './deal-editor.styles.ts';
import { editorWords, type EditorWords } from './editor-words.ts';
import { amendBodyOf, amendFaults, bodyOf, headFaults, headOf, NO_HEAD, type Head } from './editor-head.ts';
import { renderClash, renderReads } from './editor-reads.ts';
import { renderPerformances } from './performances-part.ts';
import {
  frameworksPath,
  renderDeviations,
  renderFrameworks,
  renderTemplates,
  TEMPLATES,
  templatesFor,
} from './framing-part.ts';

/**
 * @summary A draft of a deal: its form, the terms that belong to it, and at once how it reads and what it pays.
 * @event {DipAgreementChangedEvent} dip-agreement-changed - The draft was saved or proposed.
 * @event {DipErrorEvent} dip-error - There is no draft to edit.
 * @cssprop --dip-accent - Buttons.
 */
export class DealEditor extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, dealFormStyles, editorStyles];

  /** Id of a draft of yours, or of an approved agreement to change. */
  @property() agreement = '';
  /** An agreement that the page has already: not asked for again. */
  @property({ attribute: false }) known: Agreement | null = null;

  @state() private _draft: DealDraft | null = null;
  @state() private _head: Head = NO_HEAD;
  /** Id of the template it was begun with, and what was there before it. */
  @state() private _template: { readonly id: string; readonly typed: DealDraft } | null = null;
  @state() private _asked = false;
  @state() private _errors: readonly FieldError[] = [];
  @state() private _clash: Agreement | null = null;

  readonly #agreement = new WantedResource<Agreement>(this);
  readonly #templates = new Pages<Template>(this);
  readonly #frameworks = new Pages<FrameworkSummary>(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#agreement.session,
    locale: () => this.#agreement.locale,
    refresh: () => {},
  });
  /** As it was when typing began: what a save is based on. */
  #base: Agreement | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('agreement') || changed.has('known')) {
      const own = this.known !== null && this.known.id === this.agreement;
      this.#agreement.want(this.agreement === '' || own ? '' : this.#path());
      if (this.#base?.id !== this.agreement) this.#base = null;
    }
    const { state: now } = this.#agreement;
    const held = this.known?.id === this.agreement ? this.known : now.kind === 'data' ? now.answer : null;
    if (this.#base === null && held !== null) this.#begin(held);
  }

  #begin(from: Agreement): void {
    const { locale } = this.#agreement;
    this.#base = from;
    this._draft = dealDraft(from.terms, locale);
    this._head = headOf(from);
    this._template = null;
    this.#templates.want(from.may.includes('edit') ? TEMPLATES : '');
    this.#frameworks.want(frameworksPath(from));
    this._asked = false;
    this._errors = [];
    this._clash = null;
  }

  #path(step = ''): string {
    return `/v1/agreements/${encodeURIComponent(this.agreement)}${step === '' ? '' : `/${step}`}`;
  }

  get #amends(): boolean {
    return this.#base?.may.includes('edit') === false;
  }

  override render(): TemplateResult {
    const { state: now, locale } = this.#agreement;
    const [base, draft] = [this.#base, this._draft];
    if (base === null || draft === null) {
      if (now.kind === 'error' || now.kind === 'alone')
        return renderTrouble(now, locale, () => this.#agreement.retry());
      return renderWaiting(locale);
    }
    const words = editorWords(locale);
    const read = readDeal(draft, Math.max(1, this._head.performances.length), locale);
    const title = `${base.production.title} · ${base.venue.name}`;
    const head = this.#amends ? words.amend(title) : words.edit(title);
    return html`${
        this.known === null
          ? html`<h2 id="head" tabindex="-1">${head}</h2>`
          : html`<h3 id="head" tabindex="-1">${head}</h3>`
      }
      ${this.#amends ? html`<p class="lead">${words.amendWhat(base.version)}</p>` : nothing}
      ${renderSaid(this.#desk.said)}
      ${
        this._clash === null ? nothing : renderClash(this._clash, words, locale, (now, mine) => this.#settle(now, mine))
      }
      <form
        class="cols"
        novalidate
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          void this.#save(read, event.submitter?.getAttribute('name') === 'propose', words);
        }}
      >
        <div>
          ${this.#amends ? nothing : this.#renderTemplates(base, draft, words)}
          ${renderDealForm({
            draft,
            faults: this._asked ? read : null,
            errors: this._errors,
            locale,
            prefix: 'deal',
            changed: (next) => {
              this._draft = next;
              this._errors = [];
            },
          })}
          ${renderPerformances(
            base,
            {
              chosen: this._head.performances,
              fault: this.#desk.faults['performances'],
              choose: (performances) => (this._head = { ...this._head, performances }),
            },
            words,
          )}
          ${this.#amends ? nothing : this.#renderHead(base, words)}
          <div class="ends">${this.#renderButtons(words)}</div>
        </div>
        ${renderReads(base, read, words, locale, (terms) => this.#renderDeviations(terms, words))}
      </form>`;
  }

  #renderHead(base: Agreement, words: EditorWords): TemplateResult {
    const other = base.side === 'provider' ? base.venue.name : base.provider.name;
    const field = (
      name: Exclude<keyof Head, 'framework' | 'performances'>,
      label: string,
      type: string,
      most: number,
    ): TemplateResult => {
      const fault = this.#desk.faults[name];
      return html`<label
        >${label} (${words.optional})
        <input
          id=${name}
          type=${type}
          maxlength=${most}
          autocomplete="off"
          aria-invalid=${fault === undefined ? 'false' : 'true'}
          aria-describedby="${name}-fault"
          .value=${this._head[name]}
          @input=${(event: Event) => (this._head = { ...this._head, [name]: (event.target as HTMLInputElement).value })}
        />${renderFault(`${name}-fault`, fault)}</label
      >`;
    };
    return html`<div class="about">
      ${renderFrameworks({
        base,
        frameworks: this.#frameworks.items,
        chosen: this._head.framework,
        fault: this.#desk.faults['framework'],
        words,
        locale: this.#agreement.locale,
        choose: (framework) => (this._head = { ...this._head, framework }),
      })}
      ${field('contact', words.contact(other), 'email', 254)} ${field('reference', words.reference, 'text', 80)}
      ${field('expires', words.expires, 'date', 10)}
    </div>`;
  }

  #renderTemplates(base: Agreement, draft: DealDraft, words: EditorWords): TemplateResult | typeof nothing {
    const all = templatesFor(this.#templates.items, base);
    return renderTemplates(all, this._template?.id ?? '', words, (id) => {
      const chosen = all.find((one) => one.id === id);
      const typed = this._template?.typed ?? draft;
      this._draft = chosen === undefined ? typed : dealDraft(chosen.terms, this.#agreement.locale);
      this._template = chosen === undefined ? null : { id, typed };
      this._errors = [];
    });
  }

  /** Of the framework that is chosen; what it says is only known of one that still holds. */
  #renderDeviations(terms: Terms, words: EditorWords): TemplateResult | typeof nothing {
    const { locale } = this.#agreement;
    const one = this.#frameworks.items.find(({ id, state: now }) => id === this._head.framework && now === 'signed');
    if (one === undefined) return nothing;
    const general = one.terms as Partial<Terms>;
    return renderDeviations({ title: one.title, terms: general }, terms, words, locale, () => {
      this._draft = dealDraft({ ...terms, ...general }, locale);
      void this.#desk.focus('#reads');
    });
  }

  #settle(now: Agreement, mine: boolean): void {
    if (mine) {
      this.#base = now;
      this._clash = null;
    } else this.#begin(now);
    void this.#desk.focus(mine ? '[name=save]' : '#head');
  }

  #renderButtons(words: EditorWords): TemplateResult {
    const busy = this.#desk.busy !== '';
    if (this.#amends)
      return html`<button type="submit" name="save" class="first" ?disabled=${busy}>
        ${busy ? formWords(this.#agreement.locale).busy : words.start}
      </button>`;
    return html`<button type="submit" name="save" class="first" ?disabled=${busy}>
        ${busy ? formWords(this.#agreement.locale).busy : words.save}
      </button>
      <button type="submit" name="propose" ?disabled=${busy}>${words.propose}</button>`;
  }

  async #save(read: ReadDeal, propose: boolean, words: EditorWords): Promise<void> {
    const base = this.#base;
    if (base === null) return;
    this._asked = true;
    const faults = new Set([...Object.keys(read.fields), ...read.errors.map(({ pointer }) => pointer)]);
    // A draft may contradict itself while it is one; it is read before it is proposed.
    if (read.terms === null || (propose && read.errors.length > 0)) {
      this.#desk.said = failed(words.faults(Math.max(1, faults.size)));
      return this.#desk.focus('[aria-invalid="true"], .fault');
    }
    if (await this.#desk.refuse((this.#amends ? amendFaults : headFaults)(this._head, words))) return;
    const { terms } = read;
    const written = await this.#desk.send(
      this.#amends
        ? {
            method: 'POST',
            path: this.#path('amend'),
            body: amendBodyOf(base, this._head, terms),
            revision: base.revision,
          }
        : { method: 'PUT', path: this.#path(), body: bodyOf(base, this._head, terms), revision: base.revision },
    );
    if (written === null) return;
    if (!written.ok) return this.#refused(written);
    const saved = written.answer as Agreement;
    const step = this.#amends ? 'amend' : 'edit';
    this.#base = saved;
    this._asked = false;
    this.#tell(step);
    if (!propose) return this.#desk.finish(words.saved);
    const proposed = await this.#desk.send({
      method: 'POST',
      path: this.#path('propose'),
      body: {},
      revision: saved.revision,
    });
    if (proposed === null) return;
    if (!proposed.ok) return this.#refused(proposed);
    this.#tell('propose');
    await this.#desk.finish(words.proposed);
  }

  async #refused({
    why,
    errors,
    current,
  }: {
    readonly why: string;
    readonly errors: readonly FieldError[];
    readonly current: unknown;
  }): Promise<void> {
    this._errors = errors
      .filter(({ pointer }) => pointer.startsWith('/terms/'))
      .map((error) => ({ ...error, pointer: error.pointer.slice('/terms'.length) }));
    if (why === 'clash' && current !== null) {
      this._clash = current as Agreement;
      return this.#desk.focus('#clash');
    }
    const words = editorWords(this.#agreement.locale);
    const framed = errors.some(({ pointer }) => pointer === '/framework');
    if (await this.#desk.refuse(framed ? { framework: words.badFramework } : {})) return;
    const [first] = errors;
    if (first !== undefined && this._errors.length === 0) this.#desk.said = failed(first.detail);
    await this.#desk.focus('[aria-invalid="true"]');
  }

  #tell(step: DipAgreementChangedEvent['step']): void {
    this.dispatchEvent(new DipAgreementChangedEvent(this.agreement, step));
  }
}
