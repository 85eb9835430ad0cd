import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ContactLinkBody, FollowedLink, FollowedLinks } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { momentText } from '../deals/deal-days.ts';
import { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderFault, renderSaid } from '../forms/said.ts';
import { isDutch } from '../locales/language.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { contactLinksStyles } from './contact-links.styles.ts';
import { contactLinksWords } from './contact-links-words.ts';

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const DAYS = [3, 7, 14, 30] as const;

interface Typed {
  /** Null = nothing was typed yet: the contact that the deal names stands there. */
  readonly email: string | null;
  readonly name: string;
  readonly days: number;
  /** '' = that of the page. */
  readonly language: 'nl' | 'en' | '';
}
const NOTHING_TYPED: Typed = { email: null, name: '', days: 7, language: '' };

const lives = ({ state: now }: FollowedLink): boolean => now === 'sent' || now === 'opened';

/** Part of the contract view: links for a contact of the other side, what became of each, mailing one and taking it back. */
export class ContactLinks extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, contactLinksStyles];
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property({ attribute: false }) agreement = '';
  /** Name of the other side. */
  @property({ attribute: false }) other = '';
  /** The contact that the deal names there. */
  @property({ attribute: false }) contact = '';
  @property({ attribute: false }) timeZone = 'Europe/Amsterdam';

  @state() private _typed = NOTHING_TYPED;

  readonly #links = new WantedResource<FollowedLinks>(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#links.session,
    locale: () => this.#links.locale,
    refresh: () => this.#links.retry(),
  });

  override willUpdate(): void {
    this.#links.want(this.agreement === '' ? '' : this.#path);
  }

  get #path(): string {
    return `/v1/agreements/${encodeURIComponent(this.agreement)}/links`;
  }

  override render(): TemplateResult {
    const { state: now, locale } = this.#links;
    const words = contactLinksWords(locale);
    return html`<h4 id="head" tabindex="-1">${words.head(this.other)}</h4>
      ${renderSaid(this.#desk.said)}
      ${
        now.kind === 'loading'
          ? html`<div class="waiting head-place"></div>`
          : now.kind === 'data'
            ? this.#renderLinks(now.answer)
            : renderTrouble(now, locale, () => this.#links.retry())
      }`;
  }

  #renderLinks({ items, hindrance }: FollowedLinks): TemplateResult {
    const words = contactLinksWords(this.#links.locale);
    return html`<p class="lead">${hindrance === null ? words.what : words.hindrances[hindrance](this.other)}</p>
      ${hindrance === null ? this.#renderForm(items.some(lives)) : nothing}
      ${
        items.length === 0
          ? nothing
          : html`<ul class="items" aria-label=${words.list}>
              ${items.map((one) => this.#renderLink(one))}
            </ul>`
      }`;
  }

  #renderForm(replaces: boolean): TemplateResult {
    const { locale } = this.#links;
    const words = contactLinksWords(locale);
    const { email, name, days, language } = this._typed;
    const fault = this.#desk.faults['email'];
    const spoken = language || (isDutch(locale) ? 'nl' : 'en');
    const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
    const type = (changed: Partial<Typed>): void => {
      this._typed = { ...this._typed, ...changed };
    };
    return html`<form
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#send(spoken);
      }}
    >
      <label
        >${words.email}
        <input
          id="email"
          type="email"
          maxlength="254"
          autocomplete="off"
          aria-invalid=${fault === undefined ? 'false' : 'true'}
          aria-describedby="email-fault"
          .value=${email ?? this.contact}
          @input=${(event: Event) => type({ email: valueOf(event) })}
        />${renderFault('email-fault', fault)}</label
      ><label
        >${words.name} (${words.optional})
        <input
          id="name"
          maxlength="120"
          autocomplete="off"
          .value=${name}
          @input=${(event: Event) => type({ name: valueOf(event) })} /></label
      ><label
        >${words.days}
        <select id="days" @change=${(event: Event) => type({ days: Number(valueOf(event)) })}>
          ${DAYS.map((n) => html`<option value=${n} ?selected=${n === days}>${words.dayCount(n)}</option>`)}
        </select></label
      ><label
        >${words.language}
        <select id="language" @change=${(event: Event) => type({ language: valueOf(event) === 'en' ? 'en' : 'nl' })}>
          ${(['nl', 'en'] as const).map(
            (one) => html`<option value=${one} ?selected=${one === spoken}>${words.languages[one]}</option>`,
          )}
        </select></label
      >
      <div class="ends">
        <button type="submit" class="first" ?disabled=${this.#desk.busy !== ''}>
          ${this.#desk.busy === this.#path ? formWords(locale).busy : words.send}
        </button>
        ${replaces ? html`<span class="small">${words.replaces}</span>` : nothing}
      </div>
    </form>`;
  }

  #renderLink(link: FollowedLink): TemplateResult {
    const { locale } = this.#links;
    const words = contactLinksWords(locale);
    const at = (moment: string): string => momentText(moment, this.timeZone, locale);
    const when = { sent: link.sentAt, opened: link.openedAt ?? link.sentAt, expired: link.expiresAt } as const;
    const moment = link.state in when ? when[link.state as keyof typeof when] : (link.endedAt ?? link.expiresAt);
    const to = link.name ?? link.to ?? words.forgotten;
    return html`<li class="item">
      <span
        ><b>${to}</b>${link.name === null || link.to === null ? nothing : html` · ${link.to}`}
        <span class=${link.state === 'approved' ? 'small good' : 'small'}
          >${link.state === 'approved' ? '✓ ' : ''}${words.states[link.state](at(moment), at(link.expiresAt))} ·
          ${words.version(link.version)}</span
        ></span
      >
      ${
        lives(link)
          ? html`<button
              type="button"
              aria-label=${words.withdrawWhich(to)}
              ?disabled=${this.#desk.busy !== ''}
              @click=${() => void this.#withdraw(link)}
            >
              ${words.withdraw}
            </button>`
          : nothing
      }
    </li>`;
  }

  async #send(locale: 'nl' | 'en'): Promise<void> {
    const words = contactLinksWords(this.#links.locale);
    const email = (this._typed.email ?? this.contact).trim();
    const name = this._typed.name.trim();
    const { days } = this._typed;
    if (await this.#desk.refuse(EMAIL.test(email) ? {} : { email: words.badEmail })) return;
    const body: ContactLinkBody = { email, locale, days, ...(name === '' ? {} : { name }) };
    const written = await this.#desk.send({ method: 'POST', path: this.#path, body });
    if (written === null) return;
    if (written.ok) {
      this._typed = { ...NOTHING_TYPED, language: this._typed.language };
      return this.#desk.finish(words.sent(name || email));
    }
    if (written.errors.some(({ pointer }) => pointer === '/email')) await this.#desk.refuse({ email: words.ownEmail });
  }

  async #withdraw({ id }: FollowedLink): Promise<void> {
    const path = `${this.#path}/${encodeURIComponent(id)}`;
    const written = await this.#desk.send({ method: 'DELETE', path });
    if (written?.ok) await this.#desk.finish(contactLinksWords(this.#links.locale).withdrawn);
  }
}
