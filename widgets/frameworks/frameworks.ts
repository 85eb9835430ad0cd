import { adoptStyles, html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { localDay, type FieldError, type Framework, type FrameworkSummary, type Me, type Terms } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { Partners } from '../deals/partners.ts';
import { termsTableStyles } from '../deals/terms-table.styles.ts';
import { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import { failed, renderSaid } from '../forms/said.ts';
import { renderWaiting } from '../forms/waiting.ts';
import type { NotWritten } from '../forms/write-request.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale, renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { renderActions, type Step } from './framework-actions.ts';
import { renderBody } from './framework-body.ts';
import type { FrameworkDraft } from './framework-draft.ts';
import type * as Editing from './framework-editing.ts';
import { renderRow } from './framework-row.ts';
import { grouped, otherOf, revisionOf, termsOf, waitsForMe } from './framework-stand.ts';
import { frameworkWords, type FrameworkWords } from './framework-words.ts';
import { frameworksStyles } from './frameworks.styles.ts';

const FRAMEWORKS = '/v1/frameworks';
const pathOf = (id: string, step = ''): string => `${FRAMEWORKS}/${encodeURIComponent(id)}${step}`;

/** A step of a framework agreement that the platform confirmed. */
export class DipFrameworkChangedEvent extends Event {
  readonly framework: string;
  readonly step: 'propose' | Step;
  constructor(framework: string, step: DipFrameworkChangedEvent['step']) {
    super('dip-framework-changed', { bubbles: true, composed: true });
    this.framework = framework;
    this.step = step;
  }
}

/**
 * @summary Framework agreements of an organisation: what comes back in every deal of a pair, proposed, and signed by both.
 * @event {DipFrameworkChangedEvent} dip-framework-changed - A step that the platform confirmed.
 * @event {DipReadyEvent} dip-ready - The list is on screen.
 * @event {DipErrorEvent} dip-error - There is nothing to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; what came last stays.
 * @cssprop --dip-accent - Buttons.
 * @cssprop --dip-attn - What waits for you.
 */
export class Frameworks extends LitElement {
  static override styles: CSSResult[] = [tokens, statesStyles, formsStyles, termsTableStyles, frameworksStyles];

  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';
  /** Id of the framework agreement that is open; '' = the list. */
  @property({ reflect: true }) framework = '';

  @state() private _all = false;
  /** A version that is looked at; null = the newest. */
  @state() private _version: number | null = null;
  /** What the last step was answered with, until it is fetched anew. */
  @state() private _told: Framework | null = null;
  @state() private _draft: FrameworkDraft | null = null;
  /** The form's own module, once somebody has begun. */
  @state() private _editing: typeof Editing | null = null;
  @state() private _asked = false;
  @state() private _errors: readonly FieldError[] = [];
  @state() private _clash: Framework | null = null;

  readonly #list = new Pages<FrameworkSummary>(this);
  readonly #me = new WantedResource<Me>(this);
  readonly #one = new WantedResource<Framework>(this);
  readonly #inForce = new WantedResource<Framework>(this);
  readonly #partners = new Partners(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#me.session,
    locale: () => this.#me.locale,
    refresh: () => {
      this.#list.retry();
      this.#one.retry();
    },
  });
  /** What the next version was begun on. */
  #base: Framework | null = null;

  constructor() {
    super();
    this.#me.want(ME);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('framework') && changed.get('framework') !== undefined) this._version = null;
    this.#list.want(`${FRAMEWORKS}${this._all ? '?all=yes' : ''}`);
    const asked = this._version === null ? '' : `?version=${this._version}`;
    this.#one.want(this.framework === '' ? '' : pathOf(this.framework, asked));
    const one = this.#shown;
    const held = one?.state === 'proposed' ? one.versions.find(({ state: now }) => now === 'signed') : undefined;
    this.#inForce.want(one === null || held === undefined ? '' : pathOf(one.id, `?version=${held.version}`));
  }

  get #shown(): Framework | null {
    if (this.framework === '') return null;
    const { state: now } = this.#one;
    const got = now.kind === 'data' ? now.answer : null;
    const told = this._version === null && this._told?.id === this.framework ? this._told : null;
    return told !== null && (got === null || revisionOf(told) > revisionOf(got)) ? told : got;
  }
  get #self(): Me | null {
    return ownSelf(this.#me.state);
  }
  get #mayEdit(): boolean {
    return mayDo(this.#self, 'agreements', 'administer');
  }
  get #today(): string {
    return localDay(Date.now(), this.timeZone);
  }

  override render(): TemplateResult {
    const { locale } = this.#me;
    const words = frameworkWords(locale);
    if (this.framework !== '') return this.#renderOpen(words);
    const { first } = this.#list;
    switch (first.kind) {
      case 'loading':
        return renderWaiting(locale);
      case 'error':
      case 'alone':
        return renderListTrouble(first, locale, () => this.#list.retry());
      case 'data':
        return html`${this.#renderHead(words)} ${renderStale(first.stale, locale)} ${renderSaid(this.#desk.said)}
        ${this.#desk.open === 'form' ? this.#renderForm(null, words) : nothing} ${this.#renderList(words)}`;
    }
  }

  #renderHead(words: FrameworkWords): TemplateResult {
    const self = this.#self;
    const groups = grouped(this.#list.items);
    const mine = groups.filter((versions) => versions.some(waitsForMe)).length;
    return html`<div class="head">
      <div>
        <h2 id="head" tabindex="-1">${words.title}${self === null ? '' : ` · ${self.organisation.name}`}</h2>
        <p class="lead">
          ${words.lead(groups.length, mine)}
          ${self === null || this.#mayEdit ? nothing : self.support === null ? formWords(this.#me.locale).onlyView : formWords(this.#me.locale).supportLooks}
        </p>
      </div>
      ${
        this.#mayEdit
          ? html`<button
              type="button"
              class="first"
              data-opens="form"
              aria-expanded=${this.#desk.open === 'form' ? 'true' : 'false'}
              @click=${() => void this.#begin(null)}
            >
              ${words.create}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderList(words: FrameworkWords): TemplateResult {
    const groups = grouped(this.#list.items);
    return html`<label class="tick"
        ><input
          type="checkbox"
          .checked=${this._all}
          @change=${(event: Event) => (this._all = (event.target as HTMLInputElement).checked)}
        />${words.all}</label
      >${
        groups.length === 0
          ? nothing
          : html`<ul class="items" aria-labelledby="head">
              ${groups.map((versions) => renderRow(versions, { words, locale: this.#me.locale, today: this.#today, open: (id) => void this.#open(id) }))}
            </ul>`
      }
      ${
        this.#list.hasMore
          ? html`<div class="pages">
              <button type="button" @click=${() => this.#list.more()}>${formWords(this.#me.locale).more}</button>
            </div>`
          : nothing
      }`;
  }

  #renderOpen(words: FrameworkWords): TemplateResult {
    return html`<p>
        <button type="button" id="back" class="plain" @click=${() => void this.#leave()}>← ${words.back}</button>
      </p>
      ${this.#renderOne(words)}`;
  }

  #renderOne(words: FrameworkWords): TemplateResult {
    const { state: now, locale } = this.#one;
    const one = this.#shown;
    if (now.kind === 'error' || now.kind === 'alone') return renderTrouble(now, locale, () => this.#one.retry());
    if (one === null) return renderWaiting(locale);
    return html`${renderStale(now.kind === 'data' && now.stale, locale)} ${renderSaid(this.#desk.said)}
    ${
      this.#desk.open === 'form'
        ? this.#renderForm(one, words)
        : renderBody({
            one,
            before: this.#beside(one),
            words,
            locale,
            zone: this.timeZone,
            today: this.#today,
            actions: renderActions(one, {
              words,
              desk: this.#desk,
              mayEdit: this.#mayEdit,
              seeNewest: () => void this.#see(null),
              step: (step, said) => void this.#step(one, step, said),
              begin: () => void this.#begin(one),
            }),
            see: (version) => void this.#see(version === one.versions[0]?.version ? null : version),
          })
    }`;
  }

  /** What holds, beside one that waits for signatures. */
  #beside({ id, state: stands }: Framework): { version: number; terms: Partial<Terms> } | null {
    const { state: now } = this.#inForce;
    return stands === 'proposed' && now.kind === 'data' && now.answer.id === id
      ? { version: now.answer.version, terms: termsOf(now.answer) }
      : null;
  }

  #renderForm(of: Framework | null, words: FrameworkWords): TemplateResult | typeof nothing {
    const draft = this._draft;
    const self = this.#self;
    const editing = this._editing;
    if (draft === null || self === null || editing === null) return nothing;
    const { locale } = this.#me;
    const both = this.#both(draft);
    return editing.renderForm({
      draft,
      read: this._asked ? editing.readFramework(draft, both, locale, words) : null,
      errors: this._errors,
      of,
      both,
      partners: this.#partners.state.kind === 'data' ? this.#partners.of(self) : null,
      clash: this._clash,
      words,
      locale,
      desk: this.#desk,
      changed: (next) => {
        this._draft = next;
        this._errors = [];
      },
      send: (sign) => void this.#propose(draft, sign, words),
      keepMine: () => {
        this.#base = this._clash;
        this._clash = null;
        void this.#desk.focus('[name=sign]');
      },
      drop: () => {
        this._draft = null;
        this._clash = null;
        void this.#desk.close();
      },
    });
  }

  #both({ with: other, framework }: FrameworkDraft): boolean {
    const self = this.#self;
    if (self === null || framework !== '' || self.organisation.type !== 'venue') return false;
    return this.#partners.of(self).some(({ id, type }) => id === other && type === 'venue');
  }

  async #begin(of: Framework | null): Promise<void> {
    if (of === null) this.#partners.want();
    const editing = await this.#load();
    if (editing === null) return;
    const { locale } = this.#me;
    // What was typed and put aside is there again.
    if (this._draft?.framework !== (of?.id ?? ''))
      this._draft = of === null ? editing.newFramework(this.#today, locale) : editing.nextFramework(of, locale);
    this.#base = of;
    this._asked = false;
    this._errors = [];
    this._clash = null;
    await this.#desk.toggle('form', of === null ? '[name=with]' : '[name=title]');
  }

  async #load(): Promise<typeof Editing | null> {
    if (this._editing !== null) return this._editing;
    try {
      const editing = await import('./framework-editing.ts');
      adoptStyles(this.renderRoot as ShadowRoot, [...Frameworks.styles, editing.dealFormStyles]);
      return (this._editing = editing);
    } catch {
      this.#desk.said = failed(formWords(this.#me.locale).failed(formWords(this.#me.locale).why.unreachable));
      this.requestUpdate();
      return null;
    }
  }

  async #open(id: string): Promise<void> {
    this.framework = id;
    this.#desk.open = '';
    await this.#desk.focus('#back');
  }
  async #leave(): Promise<void> {
    const from = this.framework;
    this.framework = '';
    this.#desk.open = '';
    await this.#desk.focus(`[data-opens="${CSS.escape(from)}"]`);
  }
  async #see(version: number | null): Promise<void> {
    this._version = version;
    await this.#desk.focus('#back');
  }

  async #propose(draft: FrameworkDraft, andSign: boolean, words: FrameworkWords): Promise<void> {
    const editing = this._editing;
    if (editing === null) return;
    this._asked = true;
    const { body, faults } = editing.readFramework(draft, this.#both(draft), this.#me.locale, words);
    if (await this.#desk.refuse(faults)) return;
    if (body === null) return;
    const base = this.#base;
    const written = await this.#desk.send({
      method: 'POST',
      path: FRAMEWORKS,
      body,
      ...(base === null ? {} : { revision: revisionOf(base) }),
    });
    if (written === null) return;
    if (!written.ok) return this.#refused(written);
    const made = written.answer as Framework;
    this._draft = null;
    this._version = null;
    this._told = made;
    this.#tell(made.id, 'propose');
    const signed = andSign && (await this.#sign(made));
    this.framework = made.id;
    // What went wrong with the signature is said already.
    if (andSign && !signed) {
      this.#desk.open = '';
      return this.#desk.focus('#head');
    }
    const other = otherOf(made).name;
    await this.#desk.finish(signed ? words.signedAndProposed(other) : words.proposed(other), '#back');
  }

  async #sign({ id, sha256 }: Framework): Promise<boolean> {
    const written = await this.#desk.send({ method: 'POST', path: pathOf(id, '/sign'), body: { sha256 } });
    if (!written?.ok) return false;
    this._told = written.answer as Framework;
    this.#tell(id, 'sign');
    return true;
  }

  async #refused({ why, errors, current }: NotWritten): Promise<void> {
    if (why === 'clash' && current !== null) {
      this._clash = current as Framework;
      return this.#desk.focus('#clash');
    }
    const { fields = {}, terms = [] } = this._editing?.faultsOf(errors, frameworkWords(this.#me.locale)) ?? {};
    this._errors = terms;
    const [first] = errors;
    if (await this.#desk.refuse(fields)) return;
    if (first !== undefined && terms.length === 0) this.#desk.said = failed(first.detail);
    await this.#desk.focus('[aria-invalid="true"]');
  }

  async #step(one: Framework, step: Step, said: string): Promise<void> {
    const written = await this.#desk.send({
      method: 'POST',
      path: pathOf(one.id, `/${step}`),
      ...(step === 'sign' ? { body: { sha256: one.sha256 } } : {}),
      revision: revisionOf(one),
    });
    if (!written?.ok) {
      // What stands now is fetched; it is read before anybody signs it.
      this.#desk.open = '';
      return this.#desk.focus('#head');
    }
    this._told = written.answer as Framework;
    this.#tell(one.id, step);
    await this.#desk.finish(said);
  }

  #tell(id: string, step: DipFrameworkChangedEvent['step']): void {
    this.dispatchEvent(new DipFrameworkChangedEvent(id, step));
  }
}
