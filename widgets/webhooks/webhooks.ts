import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { AgreementFeed, Me, Webhook } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { momentText } from '../deals/deal-days.ts';
import { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import { failed, renderFault, renderSaid } from '../forms/said.ts';
import { renderSure } from '../forms/sure.ts';
import { renderWaiting } from '../forms/waiting.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { renderDeliveries } from './deliveries-part.ts';
import { urlFault } from './typed-url.ts';
import { webhooksStyles } from './webhooks.styles.ts';
import { webhooksWords, type WebhooksWords } from './webhooks-words.ts';

const WEBHOOKS = '/v1/webhooks';
const pathOf = (id: string, step = ''): string => `${WEBHOOKS}/${encodeURIComponent(id)}${step}`;
const TYPES = { both: null, agreement: ['agreement'], statement: ['statement'] } as const;
/** Events that are shown of what was told, and all that still waits. */
const SHOWN = 20;

/** What was given, shown until the person says it is stored; `secret` null = the answer with it got lost. */
interface Given {
  readonly url: string;
  readonly secret: string | null;
  readonly oldUntil: string | null;
}

/** A change of webhooks that the platform confirmed; never the secret. */
export class DipWebhooksChangedEvent extends Event {
  readonly what: 'created' | 'removed' | 'replayed' | 'secret_added';
  constructor(what: DipWebhooksChangedEvent['what']) {
    super('dip-webhooks-changed', { bubbles: true, composed: true });
    this.what = what;
  }
}

/**
 * @summary Addresses that are called when deals or statements move: how far each was told, told again, and their secrets.
 * @event {DipWebhooksChangedEvent} dip-webhooks-changed - A change that the platform confirmed; never the secret.
 * @event {DipReadyEvent} dip-ready - The list is on screen.
 * @event {DipErrorEvent} dip-error - There is no list to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last list stays.
 * @cssprop --dip-accent - Buttons.
 * @cssprop --dip-attn - A secret that is shown, and an address that does not answer.
 */
export class Webhooks extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, webhooksStyles];

  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';

  readonly #hooks = new Pages<Webhook>(this);
  readonly #me = new WantedResource<Me>(this);
  readonly #feed = new WantedResource<AgreementFeed>(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#me.session,
    locale: () => this.#me.locale,
    refresh: () => {
      this.#hooks.retry();
      this.#feed.retry();
    },
  });
  #given: Given | null = null;
  #copied = '';

  constructor() {
    super();
    this.#hooks.want(WEBHOOKS);
    this.#me.want(ME);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#given = null;
  }

  get #mayEdit(): boolean {
    return mayDo(ownSelf(this.#me.state), 'agreements', 'administer');
  }

  override render(): TemplateResult {
    const { locale } = this.#me;
    const words = webhooksWords(locale);
    const { first } = this.#hooks;
    switch (first.kind) {
      case 'loading':
        return renderWaiting(locale);
      case 'error':
      case 'alone':
        return renderListTrouble(first, locale, () => this.#hooks.retry());
      case 'data':
        return html`${this.#renderHead(words)} ${renderStale(first.stale, locale)} ${renderSaid(this.#desk.said)}
        ${this.#given === null ? nothing : this.#renderGiven(this.#given, words)}
        ${this.#desk.open === 'create' ? this.#renderForm(words) : nothing}
        ${
          this.#hooks.items.length === 0
            ? nothing
            : html`<ul class="items" aria-labelledby="head">
                ${this.#hooks.items.map((hook) => this.#renderHook(hook, words))}
              </ul>`
        }`;
    }
  }

  #renderHead(words: WebhooksWords): TemplateResult {
    const self = ownSelf(this.#me.state);
    return html`<div class="head">
      <div>
        <h2 id="head" tabindex="-1">${words.title}${self === null ? '' : ` · ${self.organisation.name}`}</h2>
        <p class="lead">${words.lead(this.#hooks.items.length)}</p>
      </div>
      ${this.#mayEdit ? this.#opener('create', words.create, words.create, '[name=url]', 'first') : nothing}
    </div>`;
  }

  #opener(name: string, text: string, label: string, first: string, classes = 'plain'): TemplateResult {
    return html`<button
      type="button"
      class=${classes}
      data-opens=${name}
      aria-label=${label}
      aria-expanded=${this.#desk.open === name ? 'true' : 'false'}
      @click=${() => void this.#desk.toggle(name, first)}
    >
      ${text}
    </button>`;
  }

  #renderGiven({ url, secret, oldUntil }: Given, words: WebhooksWords): TemplateResult {
    const end = (): void => {
      this.#given = null;
      void this.#desk.focus('#head');
    };
    if (secret === null)
      return html`<div class="secret" role="alert">
        <p>▲ ${words.secretLost}</p>
        <div class="ends"><button type="button" @click=${end}>${formWords(this.#me.locale).ok}</button></div>
      </div>`;
    return html`<div class="secret" role="group" aria-label=${words.secretOf(url)}>
      <p>▲ ${words.secretWarn}</p>
      ${oldUntil === null ? nothing : html`<p>${words.secretOverlap(this.#moment(oldUntil))}</p>`}
      <div class="one">
        <label
          >${words.secretOf(url)}
          <input
            id="secret"
            readonly
            autocomplete="off"
            spellcheck="false"
            .value=${secret}
            @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
          />
        </label>
        <button type="button" class="first" @click=${() => void this.#copy(secret, words)}>${words.copy}</button>
      </div>
      <p class="small" role="status">${this.#copied}</p>
      <div class="ends"><button type="button" @click=${end}>${words.stored}</button></div>
    </div>`;
  }

  async #copy(secret: string, words: WebhooksWords): Promise<void> {
    try {
      await navigator.clipboard.writeText(secret);
      this.#copied = words.copied;
    } catch {
      this.#copied = words.notCopied;
      await this.#desk.focus('#secret');
    }
    this.requestUpdate();
  }

  #moment(iso: string): string {
    return momentText(iso, this.timeZone, this.#me.locale);
  }

  #renderHook(hook: Webhook, words: WebhooksWords): TemplateResult {
    const { id, url, types, delivered } = hook;
    const { open } = this.#desk;
    const kind = types === null || types.length > 1 ? 'both' : types[0] === 'agreement' ? 'agreement' : 'statement';
    return html`<li class="item">
      <div class="row">
        <div>
          <h3>${url}</h3>
          <p class="small">${words.typesOf[kind]}</p>
        </div>
        <div>
          ${this.#renderStand(hook, words)}
          <p class="small">${words.told(delivered)}</p>
        </div>
        ${
          this.#mayEdit
            ? html`<div class="acts">
                <button
                  type="button"
                  class="plain"
                  data-opens="told ${id}"
                  aria-label=${words.replayOf(url)}
                  aria-expanded=${open === `told ${id}` ? 'true' : 'false'}
                  @click=${() => this.#look(hook)}
                >
                  ${words.replay}
                </button>
                ${this.#opener(`rotate ${id}`, words.rotate, words.rotateOf(url), '.no')}
                ${this.#opener(`remove ${id}`, words.remove, words.removeOf(url), '.no')}
              </div>`
            : nothing
        }
      </div>
      ${open === `told ${id}` ? this.#renderDeliveries(hook, words) : nothing}
      ${
        open === `rotate ${id}`
          ? this.#sure(words.rotateHead, words.rotateWhat, words.rotateOf(url), () => this.#rotate(hook, words))
          : nothing
      }
      ${
        open === `remove ${id}`
          ? this.#sure(words.removeHead(url), words.removeWhat, words.removeOf(url), () => this.#remove(hook, words))
          : nothing
      }
    </li>`;
  }

  #renderStand({ attempts, nextAt, fault, disabled }: Webhook, words: WebhooksWords): TemplateResult {
    if (!disabled && attempts === 0) return html`<p class="ok">✓ ${words.well}</p>`;
    return html`<p class="warns">
        ▲
        ${disabled ? words.resting : words.failing(attempts)}${nextAt === null ? nothing : `, ${words.again(this.#moment(nextAt))}`}
      </p>
      ${fault === null ? nothing : html`<p class="small">${words.fault(fault)}</p>`}`;
  }

  #renderDeliveries(hook: Webhook, words: WebhooksWords): TemplateResult {
    const { state: now } = this.#feed;
    return renderDeliveries({
      hook,
      events: now.kind === 'data' ? now.answer.items.slice(0, 2 * SHOWN) : null,
      words,
      locale: this.#me.locale,
      zone: this.timeZone,
      desk: this.#desk,
      replay: (after) => void this.#replay(hook, after, words),
    });
  }

  #sure(head: string, what: string, yes: string, run: () => Promise<void>): TemplateResult {
    const { keep } = webhooksWords(this.#me.locale);
    return renderSure({ head, what, yes, no: keep, run: () => void run() }, this.#desk);
  }

  #renderForm(words: WebhooksWords): TemplateResult {
    const { faults, busy } = this.#desk;
    const forms = formWords(this.#me.locale);
    return html`<form
      class="form"
      novalidate
      aria-label=${words.create}
      @submit=${(event: SubmitEvent) => void this.#create(event, words)}
      @keydown=${this.#desk.onEscape}
    >
      <label
        >${words.url}
        <input
          name="url"
          type="url"
          inputmode="url"
          autocomplete="off"
          spellcheck="false"
          maxlength="500"
          aria-invalid=${faults['url'] ? 'true' : 'false'}
          aria-describedby="url-fault url-hint"
        />${renderFault('url-fault', faults['url'])}<span class="small" id="url-hint">${words.urlHint}</span></label
      >
      <label
        >${words.types}
        <select name="types">
          ${Object.entries(words.typesOf).map(([value, text]) => html`<option value=${value}>${text}</option>`)}
        </select></label
      >
      <div class="ends">
        <button type="submit" class="first" ?disabled=${busy !== ''}>${busy === '' ? words.make : forms.busy}</button>
        <button type="button" @click=${() => void this.#desk.close()}>${forms.cancel}</button>
      </div>
    </form>`;
  }

  #look({ id, delivered }: Webhook): void {
    this.#feed.want(`/v1/agreement-events?after=${Math.max(0, delivered - SHOWN)}`);
    void this.#desk.toggle(`told ${id}`, '#deliveries');
  }

  async #create(event: SubmitEvent, words: WebhooksWords): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const url = textOf(form, 'url');
    const wrong = urlFault(url);
    if (await this.#desk.refuse(wrong === null ? {} : { url: words.faults[wrong] })) return;
    const types = TYPES[textOf(form, 'types') as keyof typeof TYPES];
    const written = await this.#desk.send({ method: 'POST', path: WEBHOOKS, body: { url, types } });
    if (written?.ok) return this.#show(url, written.answer, 'created', words.made);
    if (written?.why === 'conflict') this.#desk.said = failed(words.faults.many);
    if (written?.errors.some(({ pointer }) => pointer === '/url')) await this.#desk.refuse({ url: words.faults.url });
  }

  async #rotate({ id, url }: Webhook, words: WebhooksWords): Promise<void> {
    const written = await this.#desk.send({ method: 'POST', path: pathOf(id, '/secret') });
    if (written?.ok) await this.#show(url, written.answer, 'secret_added', words.rotated);
  }

  async #remove({ id }: Webhook, words: WebhooksWords): Promise<void> {
    const written = await this.#desk.send({ method: 'DELETE', path: pathOf(id) });
    if (written?.ok) await this.#finish('removed', words.removed);
  }

  async #replay({ id }: Webhook, after: number, words: WebhooksWords): Promise<void> {
    const written = await this.#desk.send({ method: 'POST', path: pathOf(id, '/replay'), body: { after } });
    if (written?.ok) await this.#finish('replayed', after === 0 ? words.replayedAll : words.replayed(after + 1));
  }

  async #show(url: string, answer: unknown, what: DipWebhooksChangedEvent['what'], said: string): Promise<void> {
    const { secret = null, oldUntil = null } = answer as { secret?: string; oldUntil?: string };
    this.#given = { url, secret, oldUntil };
    this.#copied = '';
    this.dispatchEvent(new DipWebhooksChangedEvent(what));
    await this.#desk.finish(said, '#secret');
  }

  async #finish(what: DipWebhooksChangedEvent['what'], said: string): Promise<void> {
    this.dispatchEvent(new DipWebhooksChangedEvent(what));
    await this.#desk.finish(said);
  }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
