import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { FieldError, Me, Template } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { dealDraft, readDeal } from '../deals/deal-draft.ts';
import { dealFormStyles } from '../deals/deal-form.styles.ts';
import { Partners } from '../deals/partners.ts';
import { renderSentence } from '../deals/terms-table.ts';
import { termsTableStyles } from '../deals/terms-table.styles.ts';
import { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import { failed, renderSaid } from '../forms/said.ts';
import { renderSure } from '../forms/sure.ts';
import { renderWaiting } from '../forms/waiting.ts';
import type { NotWritten } from '../forms/write-request.ts';
import { figureFormat } from '../locales/figure-format.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { templatesStyles } from './deal-templates.styles.ts';
import { renderTemplateForm, type TemplateDraft } from './template-form.ts';
import { templateWords, type TemplateWords } from './template-words.ts';

const TEMPLATES = '/v1/agreement-templates';

/** A change of templates that the platform confirmed. */
export class DipTemplatesChangedEvent extends Event {
  readonly what: 'created' | 'changed' | 'removed';
  constructor(what: DipTemplatesChangedEvent['what']) {
    super('dip-templates-changed', { bubbles: true, composed: true });
    this.what = what;
  }
}

/**
 * @summary Terms an organisation begins its deals with, for one other party or for all.
 * @event {DipTemplatesChangedEvent} dip-templates-changed - A change that the platform confirmed.
 * @event {DipReadyEvent} dip-ready - The list is on screen.
 * @event {DipErrorEvent} dip-error - There is no list to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last list stays.
 * @cssprop --dip-accent - Buttons.
 */
export class DealTemplates extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, dealFormStyles, termsTableStyles, templatesStyles];

  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';

  @state() private _draft: TemplateDraft | null = null;
  @state() private _asked = false;
  @state() private _errors: readonly FieldError[] = [];
  @state() private _clash: Template | null = null;

  readonly #list = new Pages<Template>(this);
  readonly #me = new WantedResource<Me>(this);
  readonly #partners = new Partners(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#me.session,
    locale: () => this.#me.locale,
    refresh: () => this.#list.retry(),
  });
  /** As it was when typing began: what a save is based on. */
  #base: Template | null = null;

  constructor() {
    super();
    this.#list.want(TEMPLATES);
    this.#me.want(ME);
  }

  get #self(): Me | null {
    return ownSelf(this.#me.state);
  }
  get #mayEdit(): boolean {
    return mayDo(this.#self, 'agreements', 'administer');
  }

  override render(): TemplateResult {
    const { locale } = this.#me;
    const words = templateWords(locale);
    const { first } = this.#list;
    switch (first.kind) {
      case 'loading':
        return renderWaiting(locale);
      case 'error':
      case 'alone':
        return renderListTrouble(first, locale, () => this.#list.retry());
      case 'data':
        return html`${this.#renderHead(words)} ${renderStale(first.stale, locale)} ${renderSaid(this.#desk.said)}
        ${this.#desk.open === 'create' ? this.#renderForm(null, words) : nothing}
        ${
          this.#list.items.length === 0
            ? nothing
            : html`<ul class="items" aria-labelledby="head">
                ${this.#list.items.map((one) => this.#renderRow(one, words))}
              </ul>`
        }`;
    }
  }

  #renderHead(words: TemplateWords): TemplateResult {
    const self = this.#self;
    const forms = formWords(this.#me.locale);
    return html`<div class="head">
      <div>
        <h2 id="head" tabindex="-1">${words.title}${self === null ? '' : ` · ${self.organisation.name}`}</h2>
        <p class="lead">
          ${words.lead(this.#list.items.length)}
          ${self === null || this.#mayEdit ? nothing : self.support === null ? forms.onlyView : forms.supportLooks}
        </p>
      </div>
      ${this.#mayEdit ? this.#opener('create', words.create, words.create, () => this.#begin(null), 'first') : nothing}
    </div>`;
  }

  #opener(name: string, text: string, label: string, run: () => void, classes = 'plain'): TemplateResult {
    return html`<button
      type="button"
      class=${classes}
      data-opens=${name}
      aria-label=${label}
      aria-expanded=${this.#desk.open === name ? 'true' : 'false'}
      @click=${run}
    >
      ${text}
    </button>`;
  }

  #renderRow(one: Template, words: TemplateWords): TemplateResult {
    const { id, name, with: whom, withName, terms, updatedAt } = one;
    const { locale } = this.#me;
    const { open } = this.#desk;
    return html`<li class="item">
      <div class="row">
        <div>
          <h3>${name}</h3>
          <p class="small">${words.forWhom} ${whom === null ? words.all : (withName ?? words.unknown)}</p>
          <p class="small">${words.since(figureFormat(locale).fullDay(updatedAt, this.timeZone))}</p>
        </div>
        <div>${renderSentence(terms, locale)}</div>
        ${
          this.#mayEdit
            ? html`<div class="acts">
                ${this.#opener(`change ${id}`, words.change, words.changeOf(name), () => this.#begin(one))}
                ${this.#opener(`remove ${id}`, words.remove, words.removeOf(name), () => void this.#desk.toggle(`remove ${id}`, '.no'))}
              </div>`
            : nothing
        }
      </div>
      ${open === `change ${id}` ? this.#renderForm(one, words) : nothing}
      ${
        open === `remove ${id}`
          ? renderSure(
              {
                head: words.removeHead(name),
                what: words.removeWhat,
                yes: words.removeOf(name),
                no: words.keep,
                run: () => void this.#remove(one, words),
              },
              this.#desk,
            )
          : nothing
      }
    </li>`;
  }

  #begin(of: Template | null): void {
    this.#partners.want();
    this.#take(of);
    void this.#desk.toggle(of === null ? 'create' : `change ${of.id}`, '[name=name]');
  }

  #take(of: Template | null): void {
    this.#base = of;
    this._draft = {
      name: of?.name ?? '',
      with: of?.with ?? '',
      terms: dealDraft(of?.terms ?? { form: 'split' }, this.#me.locale),
    };
    this._asked = false;
    this._errors = [];
    this._clash = null;
  }

  #renderForm(of: Template | null, words: TemplateWords): TemplateResult | typeof nothing {
    const draft = this._draft;
    const self = this.#self;
    if (draft === null || self === null) return nothing;
    const { locale } = this.#me;
    return renderTemplateForm({
      of,
      draft,
      read: readDeal(draft.terms, 1, locale),
      asked: this._asked,
      errors: this._errors,
      partners: this.#partners.of(self),
      clash: this._clash,
      words,
      locale,
      desk: this.#desk,
      changed: (next) => {
        this._draft = next;
        this._errors = [];
      },
      save: () => void this.#save(draft, words),
      keepMine: () => {
        this.#base = this._clash;
        this._clash = null;
        void this.#desk.focus('[name=save]');
      },
      takeTheirs: () => {
        this.#take(this._clash);
        void this.#desk.focus('[name=name]');
      },
    });
  }

  async #save(draft: TemplateDraft, words: TemplateWords): Promise<void> {
    this._asked = true;
    const name = draft.name.trim();
    const { terms, fields, errors } = readDeal(draft.terms, 1, this.#me.locale);
    if (await this.#desk.refuse(name === '' || name.length > 120 ? { name: words.faults.name } : {})) return;
    if (terms === null || errors.length > 0) {
      const wrong = new Set([...Object.keys(fields), ...errors.map(({ pointer }) => pointer)]).size;
      this.#desk.said = failed(words.faults.terms(wrong));
      return this.#desk.focus('[aria-invalid="true"], .fault');
    }
    const body = { name, with: draft.with || null, terms };
    const base = this.#base;
    const written = await this.#desk.send(
      base === null
        ? { method: 'POST', path: TEMPLATES, body }
        : { method: 'PUT', path: `${TEMPLATES}/${encodeURIComponent(base.id)}`, body, revision: base.revision },
    );
    if (written === null) return;
    if (!written.ok) return this.#refused(written, words);
    this._draft = null;
    await this.#finish(base === null ? 'created' : 'changed', base === null ? words.made(name) : words.changed(name));
  }

  async #refused({ why, errors, current }: NotWritten, words: TemplateWords): Promise<void> {
    if (why === 'clash' && current !== null) {
      this._clash = current as Template;
      return this.#desk.focus('#clash');
    }
    this._errors = errors
      .filter(({ pointer }) => pointer.startsWith('/terms/'))
      .map((error) => ({ ...error, pointer: error.pointer.slice('/terms'.length) }));
    const whom = errors.some(({ pointer }) => pointer === '/with');
    if (await this.#desk.refuse(whom ? { with: words.faults.with } : {})) return;
    await this.#desk.focus('[aria-invalid="true"]');
  }

  async #remove({ id, name, revision }: Template, words: TemplateWords): Promise<void> {
    const path = `${TEMPLATES}/${encodeURIComponent(id)}`;
    const written = await this.#desk.send({ method: 'DELETE', path, revision });
    if (written?.ok) await this.#finish('removed', words.removed(name));
  }

  async #finish(what: DipTemplatesChangedEvent['what'], said: string): Promise<void> {
    this.dispatchEvent(new DipTemplatesChangedEvent(what));
    await this.#desk.finish(said);
  }
}
