import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  isIban,
  localDay,
  type AgreementSettingsAnswer,
  type BillingProfileAnswer,
  type Me,
  type SelfBilling,
} from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { typedAmount, typedCents } from '../deals/amount-text.ts';
import { Partners } from '../deals/partners.ts';
import { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import { NOTHING_SAID, renderSaid } from '../forms/said.ts';
import { renderWaiting } from '../forms/waiting.ts';
import type { Written } from '../forms/write-request.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { billingDraft, readBilling, type BillingDraft } from './billing-draft.ts';
import { renderConsents, renderGive, type ConsentPart } from './consent-part.ts';
import { settingsStyles } from './deal-settings.styles.ts';
import {
  linksOf,
  renderApproval,
  renderApprovalForm,
  renderBilling,
  renderBillingForm,
  renderClash,
  renderPart,
  type ApprovalDraft,
} from './settings-parts.ts';
import { settingsWords, type SettingsWords } from './settings-words.ts';

const SETTINGS = '/v1/agreement-settings';
const BILLING = '/v1/billing-profile';
const CONSENTS = '/v1/self-billing';
const LINKS = { auto: null, yes: true, no: false } as const;

/** A change that the platform confirmed. */
export class DipSettingsChangedEvent extends Event {
  readonly what: 'approval' | 'billing' | 'consent';
  constructor(what: DipSettingsChangedEvent['what']) {
    super('dip-settings-changed', { bubbles: true, composed: true });
    this.what = what;
  }
}

/**
 * @summary How an organisation approves deals and invoices them: two people, links for contacts, billing details, self-billing.
 * @event {DipSettingsChangedEvent} dip-settings-changed - A change that the platform confirmed.
 * @event {DipReadyEvent} dip-ready - The settings are on screen.
 * @event {DipErrorEvent} dip-error - There is nothing to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; what came last stays.
 * @cssprop --dip-accent - Buttons.
 */
export class DealSettings extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, settingsStyles];

  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';

  @state() private _approval: ApprovalDraft | null = null;
  @state() private _billing: BillingDraft | null = null;
  /** What a colleague saved while something was typed here. */
  @state() private _clash: TemplateResult | null = null;

  readonly #settings = new WantedResource<AgreementSettingsAnswer>(this);
  readonly #profile = new WantedResource<BillingProfileAnswer>(this);
  readonly #consents = new Pages<SelfBilling>(this);
  readonly #me = new WantedResource<Me>(this);
  readonly #partners = new Partners(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#me.session,
    locale: () => this.#me.locale,
    refresh: () => this.#refresh(),
  });
  /** Revision of what is being changed, as it was when typing began. */
  #seen = 0;

  constructor() {
    super();
    this.#settings.want(SETTINGS);
    this.#profile.want(BILLING);
    this.#consents.want(CONSENTS);
    this.#me.want(ME);
  }

  #refresh(): void {
    this.#settings.retry();
    this.#profile.retry();
    this.#consents.retry();
  }

  get #self(): Me | null {
    return ownSelf(this.#me.state);
  }
  get #mayEdit(): boolean {
    return mayDo(this.#self, 'agreements', 'administer');
  }

  override render(): TemplateResult {
    const { locale } = this.#me;
    const words = settingsWords(locale);
    const [settings, profile, consents] = [this.#settings.state, this.#profile.state, this.#consents.first];
    for (const one of [settings, profile, consents])
      if (one.kind === 'error' || one.kind === 'alone') return renderListTrouble(one, locale, () => this.#refresh());
    if (settings.kind !== 'data' || profile.kind !== 'data' || consents.kind !== 'data') return renderWaiting(locale);
    return html`${this.#renderHead(words)} ${renderStale(settings.stale || profile.stale || consents.stale, locale)}
    ${renderSaid(this.#desk.said)}
    ${this.#part(
      'approval',
      words.approval,
      words.changeApproval,
      () => this.#beginApproval(settings.answer),
      '[name=two]',
      this._approval === null || this.#desk.open !== 'approval'
        ? renderApproval(settings.answer, words, locale)
        : this.#renderApprovalForm(this._approval, words),
    )}
    ${this.#part(
      'billing',
      words.billing,
      words.changeBilling,
      () => this.#beginBilling(profile.answer),
      '[name=legalName]',
      this._billing === null || this.#desk.open !== 'billing'
        ? renderBilling(profile.answer.profile, words)
        : this.#renderBillingForm(this._billing, words),
    )}
    ${this.#renderConsents(words)}`;
  }

  #renderHead(words: SettingsWords): TemplateResult {
    const self = this.#self;
    const forms = formWords(this.#me.locale);
    return html`<div class="head">
      <div>
        <h2 id="head" tabindex="-1">${words.title}${self === null ? '' : ` · ${self.organisation.name}`}</h2>
        <p class="lead">
          ${words.lead}
          ${self === null || this.#mayEdit ? nothing : self.support === null ? forms.onlyView : forms.supportLooks}
        </p>
      </div>
    </div>`;
  }

  #part(
    name: string,
    head: string,
    label: string,
    begin: () => void,
    first: string,
    inner: TemplateResult,
  ): TemplateResult {
    const desk = this.#desk;
    const toggle = (): void => {
      if (desk.open !== name) begin();
      void desk.toggle(name, first);
    };
    const { change } = settingsWords(this.#me.locale);
    const opener = { name, text: change, label, isOpen: desk.open === name, toggle };
    return renderPart({ name, head, opener: this.#mayEdit ? opener : null }, inner);
  }

  #beginApproval(settings: AgreementSettingsAnswer): void {
    this.#seen = settings.revision;
    this._clash = null;
    const { twoPeopleFrom, contactLinks } = settings;
    this._approval = {
      two: twoPeopleFrom !== null,
      from: twoPeopleFrom === null ? '' : typedAmount(twoPeopleFrom, this.#me.locale),
      links: linksOf(contactLinks),
    };
  }
  #beginBilling({ profile, revision }: BillingProfileAnswer): void {
    this.#seen = revision;
    this._clash = null;
    this._billing = billingDraft(profile);
  }

  #renderApprovalForm(draft: ApprovalDraft, words: SettingsWords): TemplateResult {
    return renderApprovalForm({
      draft,
      words,
      locale: this.#me.locale,
      desk: this.#desk,
      clash: this._clash ?? nothing,
      changed: (next) => (this._approval = next),
      save: () => void this.#saveApproval(draft, words),
    });
  }
  #renderBillingForm(draft: BillingDraft, words: SettingsWords): TemplateResult {
    return renderBillingForm({
      draft,
      words,
      locale: this.#me.locale,
      desk: this.#desk,
      clash: this._clash ?? nothing,
      changed: (next) => (this._billing = next),
      save: () => void this.#saveBilling(draft, words),
    });
  }

  #renderConsents(words: SettingsWords): TemplateResult {
    const self = this.#self;
    const part: ConsentPart = {
      items: this.#consents.items,
      own: self?.organisation.id ?? '',
      mayEdit: this.#mayEdit,
      partners: self === null ? [] : this.#partners.of(self),
      today: localDay(Date.now(), this.timeZone),
      words,
      locale: this.#me.locale,
      desk: this.#desk,
      give: (event) => void this.#give(event, words),
      end: (event, consent) => void this.#end(event, consent, words),
    };
    return html`<section class="part" aria-labelledby="consent">
      <div class="head">
        <div>
          <h2 id="consent">${words.consent}</h2>
          <p class="small">${words.consentWhat}</p>
        </div>
        ${
          this.#mayEdit
            ? html`<button
                type="button"
                data-opens="give"
                aria-expanded=${this.#desk.open === 'give' ? 'true' : 'false'}
                @click=${() => {
                  this.#partners.want();
                  void this.#desk.toggle('give', '[name=with]');
                }}
              >
                ${words.give}
              </button>`
            : nothing
        }
      </div>
      ${this.#desk.open === 'give' ? renderGive(part) : nothing} ${renderConsents(part)}
    </section>`;
  }

  /** What a colleague saved first, beside what was typed; keeping one's own goes over it. */
  #showClash(now: TemplateResult, revision: number, takeTheirs: () => void, words: SettingsWords): Promise<void> {
    const close = (run: () => void) => () => {
      run();
      this.#refresh();
      void this.#desk.focus('[name=save]');
    };
    const keepMine = (): void => {
      this.#seen = revision;
      this._clash = null;
    };
    this.#desk.said = NOTHING_SAID;
    this._clash = renderClash(now, close(keepMine), close(takeTheirs), words);
    return this.#desk.focus('#clash');
  }

  async #saveApproval({ two, from, links }: ApprovalDraft, words: SettingsWords): Promise<void> {
    const cents = two ? typedCents(from) : null;
    if (await this.#desk.refuse(two && cents === null ? { twoPeopleFrom: words.faults.twoPeopleFrom } : {})) return;
    const body = { twoPeopleFrom: cents, contactLinks: LINKS[links] };
    const written = await this.#desk.send({ method: 'PUT', path: SETTINGS, body, revision: this.#seen });
    if (written?.ok) return this.#finish('approval', words.savedApproval);
    const now = clashIn<AgreementSettingsAnswer>(written);
    if (now === null) return this.#explain(written, words);
    const shown = renderApproval(now, words, this.#me.locale);
    await this.#showClash(shown, now.revision, () => this.#beginApproval(now), words);
  }

  async #saveBilling(draft: BillingDraft, words: SettingsWords): Promise<void> {
    const { profile, faults } = readBilling(draft, words, isIban);
    if (await this.#desk.refuse(faults)) return;
    const written = await this.#desk.send({ method: 'PUT', path: BILLING, body: profile, revision: this.#seen });
    if (written?.ok) return this.#finish('billing', words.savedBilling);
    const now = clashIn<BillingProfileAnswer>(written);
    if (now === null) return this.#explain(written, words);
    await this.#showClash(renderBilling(now.profile, words), now.revision, () => this.#beginBilling(now), words);
  }

  async #give(event: SubmitEvent, words: SettingsWords): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [buyer, from, numberPrefix] = [textOf(form, 'with'), textOf(form, 'from'), textOf(form, 'numberPrefix')];
    const wrong = {
      ...(buyer === '' ? { with: words.faults.with } : {}),
      ...(from === '' ? { from: words.faults.from } : {}),
      ...(/^[A-Za-z0-9][A-Za-z0-9/-]{0,19}$/.test(numberPrefix) ? {} : { numberPrefix: words.faults.numberPrefix }),
    };
    if (await this.#desk.refuse(wrong)) return;
    const body = { with: buyer, from, numberPrefix };
    const written = await this.#desk.send({ method: 'PUT', path: CONSENTS, body });
    if (written?.ok) return this.#finish('consent', words.gave(this.#partners.nameOf(buyer) ?? buyer));
    await this.#explain(written, words);
  }

  async #end(
    event: SubmitEvent,
    { buyer, buyerName, from, numberPrefix }: SelfBilling,
    words: SettingsWords,
  ): Promise<void> {
    event.preventDefault();
    const to = textOf(new FormData(event.target as HTMLFormElement), 'to');
    if (await this.#desk.refuse(to < from ? { to: words.faults.to } : {})) return;
    const body = { with: buyer, from, to, numberPrefix };
    const written = await this.#desk.send({ method: 'PUT', path: CONSENTS, body });
    if (written?.ok) return this.#finish('consent', words.ended(buyerName));
    await this.#explain(written, words);
  }

  /** What the API said at a field, in the words of this page. */
  async #explain(written: Written | null, words: SettingsWords): Promise<void> {
    if (written === null || written.ok) return;
    const known: Readonly<Record<string, string>> = words.faults;
    await this.#desk.refuse(
      Object.fromEntries(
        written.errors.map(({ pointer }) => {
          const [, field = '', below = ''] = pointer.split('/');
          const name = field === 'zeroRate' ? (below === 'category' ? 'zeroCategory' : 'zeroReason') : field;
          return [name, known[name] ?? words.faults.other];
        }),
      ),
    );
  }

  async #finish(what: DipSettingsChangedEvent['what'], said: string): Promise<void> {
    this.dispatchEvent(new DipSettingsChangedEvent(what));
    await this.#desk.finish(said);
  }
}

/** What stands, where somebody else was first. */
const clashIn = <A>(written: Written | null): A | null =>
  written !== null && !written.ok && written.why === 'clash' ? (written.current as A | null) : null;

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
