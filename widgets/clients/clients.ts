import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Client, Me } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import { renderFault, renderSaid } from '../forms/said.ts';
import { renderSure } from '../forms/sure.ts';
import { renderWaiting } from '../forms/waiting.ts';
import type { Written } from '../forms/write-request.ts';
import { figureFormat } from '../locales/figure-format.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { clientsStyles } from './clients.styles.ts';
import { clientsWords, type ClientsWords, type GivenScope } from './clients-words.ts';
import { pastedKey } from './pasted-key.ts';

const CLIENTS = '/v1/clients';
/** Hours that old secrets go on working; null = until they are removed. */
const OVERLAPS = [24, 72, 168, 720, 1, 0, null];
const MAX_NAME = 120;

/** What a client was given, shown until the person says it is stored; null = the answer with it got lost. */
interface Given {
  readonly name: string;
  readonly secret: string | null;
}

/** A change of clients that the platform confirmed. */
export class DipClientsChangedEvent extends Event {
  readonly what: 'created' | 'changed' | 'disabled' | 'secret_added' | 'secret_ended' | 'key_added' | 'key_ended';
  constructor(what: DipClientsChangedEvent['what']) {
    super('dip-clients-changed', { bubbles: true, composed: true });
    this.what = what;
  }
}

/**
 * @summary The machines that act for an organisation: what each may do, its secrets and keys. A secret is shown once.
 * @event {DipClientsChangedEvent} dip-clients-changed - A change that the platform confirmed; never the secret.
 * @event {DipReadyEvent} dip-ready - The list is on screen.
 * @event {DipErrorEvent} dip-error - There is no list to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last list stays.
 * @cssprop --dip-accent - Buttons.
 * @cssprop --dip-attn - A secret that is shown, and what cannot be undone.
 */
export class Clients extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, clientsStyles];

  /** Zone of the organisation, for the times shown. */
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';

  readonly #clients = new Pages<Client>(this);
  readonly #me = new WantedResource<Me>(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#me.session,
    locale: () => this.#me.locale,
    refresh: () => this.#clients.retry(),
  });
  #given: Given | null = null;
  #copied = '';

  constructor() {
    super();
    this.#clients.want(CLIENTS);
    this.#me.want(ME);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#given = null;
  }

  override render(): TemplateResult {
    const { locale } = this.#me;
    const { first } = this.#clients;
    switch (first.kind) {
      case 'loading':
        return renderWaiting(locale);
      case 'error':
      case 'alone':
        return renderListTrouble(first, locale, () => this.#clients.retry());
      case 'data': {
        const words = clientsWords(locale);
        return html`${this.#renderHead(words)} ${renderStale(first.stale, locale)} ${renderSaid(this.#desk.said)}
        ${this.#given === null ? nothing : this.#renderGiven(this.#given, words)}
        ${this.#desk.open === 'create' ? this.#renderForm(null, words) : nothing} ${this.#renderList(words)}`;
      }
    }
  }

  get #self(): Me | null {
    return ownSelf(this.#me.state);
  }

  get #mayEdit(): boolean {
    return mayDo(this.#self, 'people', 'administer');
  }

  #renderHead(words: ClientsWords): TemplateResult {
    const self = this.#self;
    const forms = formWords(this.#me.locale);
    const active = this.#clients.items.filter(({ disabledAt }) => disabledAt === null).length;
    return html`<div class="head">
      <div>
        <h2 id="head" tabindex="-1">${words.title}${self === null ? '' : ` · ${self.organisation.name}`}</h2>
        <p class="lead">
          ${words.lead(active)}
          ${self === null || this.#mayEdit ? nothing : self.support === null ? forms.onlyView : forms.supportLooks}
        </p>
      </div>
      ${this.#mayEdit ? this.#opener('create', words.create, words.create, '[name=name]', 'first') : nothing}
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

  #renderGiven({ name, secret }: Given, words: ClientsWords): TemplateResult {
    const end = (): void => {
      this.#given = null;
      void this.#desk.focus('#head');
    };
    if (secret === null)
      return html`<div class="secret" role="alert">
        <p>▲ ${words.secretLost(name)}</p>
        <div class="ends"><button type="button" @click=${end}>${formWords(this.#me.locale).ok}</button></div>
      </div>`;
    return html`<div class="secret" role="group" aria-label=${words.secretOf(name)}>
      <p>▲ ${words.secretWarn}</p>
      <div class="one">
        <label
          >${words.secretOf(name)}
          <input id="secret" readonly autocomplete="off" spellcheck="false" .value=${secret} @focus=${selectAll} />
        </label>
        <button type="button" class="first" @click=${() => void this.#copy(secret, words)}>${words.copy}</button>
      </div>
      <p class="small" role="status">${this.#copied}</p>
      <div class="ends"><button type="button" @click=${end}>${words.stored}</button></div>
    </div>`;
  }

  async #copy(secret: string, words: ClientsWords): Promise<void> {
    try {
      await navigator.clipboard.writeText(secret);
      this.#copied = words.copied;
    } catch {
      this.#copied = words.notCopied;
      await this.#desk.focus('#secret');
    }
    this.requestUpdate();
  }

  #renderList(words: ClientsWords): TemplateResult {
    const active = this.#clients.items.filter(({ disabledAt }) => disabledAt === null);
    const over = this.#clients.items.filter(({ disabledAt }) => disabledAt !== null);
    return html`${
      active.length === 0
        ? nothing
        : html`<ul class="items" aria-labelledby="head">
            ${active.map((client) => this.#renderClient(client, words))}
          </ul>`
    }
    ${
      this.#clients.hasMore
        ? html`<div class="pages">
            <button type="button" @click=${() => this.#clients.more()}>${formWords(this.#me.locale).more}</button>
          </div>`
        : nothing
    }
    ${
      over.length === 0
        ? nothing
        : html`<details>
            <summary>${words.over(over.length)}</summary>
            <ul class="items">
              ${over.map((client) => this.#renderClient(client, words))}
            </ul>
          </details>`
    }`;
  }

  #renderClient(client: Client, words: ClientsWords): TemplateResult {
    const { id, name, scopes, createdAt, disabledAt, lastUsedAt } = client;
    const { open } = this.#desk;
    const edits = this.#mayEdit && disabledAt === null;
    return html`<li class="item">
      <div class="row">
        <div>
          <h3>${name}</h3>
          <p class="small">${words.id} <code>${id}</code></p>
          <p class="small">
            ${words.since(this.#day(createdAt))} ·
            ${disabledAt === null ? this.#used(lastUsedAt, words) : words.overOn(this.#day(disabledAt))}
          </p>
        </div>
        <div>
          <p class="small">${scopes.map((scope) => words.scopesOf[scope as GivenScope] ?? scope).join(' · ')}</p>
          ${disabledAt === null ? this.#renderCredentials(client, words) : nothing}
        </div>
        ${
          edits
            ? html`<div class="acts">
                ${this.#opener(`change ${id}`, words.change, words.changeOf(name), '[name=name]')}
                ${this.#opener(`rotate ${id}`, words.rotate, words.rotateOf(name), '[name=overlap]')}
                ${this.#opener(`key ${id}`, words.addKey, words.addKeyOf(name), 'textarea')}
                ${this.#opener(`disable ${id}`, words.disable, words.disableOf(name), '.no')}
              </div>`
            : nothing
        }
      </div>
      ${open === `change ${id}` ? this.#renderForm(client, words) : nothing}
      ${open === `rotate ${id}` ? this.#renderRotate(client, words) : nothing}
      ${open === `key ${id}` ? this.#renderAddKey(client, words) : nothing}
      ${
        open === `disable ${id}`
          ? this.#sure(words.disableHead(name), words.disableWhat(name), words.disableOf(name), () =>
              this.#end(client, '', 'disabled', words.disabled(name)),
            )
          : nothing
      }
    </li>`;
  }

  #renderCredentials(client: Client, words: ClientsWords): TemplateResult {
    const { id, name, secrets, keys } = client;
    const one = (what: 'secrets' | 'keys', credential: string, label: string, spoken: string, told: string) => {
      const form = `end ${id} ${credential}`;
      const ask = words.endSecretOf(spoken, name);
      const path = `/${what}/${encodeURIComponent(credential)}`;
      const [does, is, said] =
        what === 'secrets'
          ? [words.endSecretWhat, 'secret_ended' as const, words.endedSecret(name)]
          : [words.endKeyWhat, 'key_ended' as const, words.endedKey(name)];
      return html`<li>
          <span><code>${label}</code> <span class="small">${told}</span></span>
          ${this.#mayEdit ? this.#opener(form, words.endSecret, ask, '.no') : nothing}
        </li>
        ${
          this.#desk.open === form
            ? html`<li>${this.#sure(`${ask}?`, does, ask, () => this.#end(client, path, is, said))}</li>`
            : nothing
        }`;
    };
    return html`<ul class="credentials" aria-label=${`${words.secrets}, ${words.keys.toLowerCase()}: ${name}`}>
      ${secrets.map((secret, i) =>
        one(
          'secrets',
          secret.id,
          words.secret(i + 1),
          words.secret(i + 1),
          [
            words.since(this.#day(secret.createdAt)),
            this.#used(secret.lastUsedAt, words),
            secret.endsAt === null ? null : words.ends(this.#time(secret.endsAt)),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      )}
      ${keys.map((key) =>
        one(
          'keys',
          key.kid,
          key.kid,
          key.kid,
          [words.since(this.#day(key.createdAt)), this.#used(key.lastUsedAt, words)].join(' · '),
        ),
      )}
      ${secrets.length + keys.length === 0 ? html`<li class="warns">▲ ${words.noSecrets}</li>` : nothing}
    </ul>`;
  }

  #sure(head: string, what: string, yes: string, run: () => Promise<void>): TemplateResult {
    return renderSure({ head, what, yes, no: clientsWords(this.#me.locale).keep, run: () => void run() }, this.#desk);
  }

  /** Of a new client, or of one that stands. */
  #renderForm(client: Client | null, words: ClientsWords): TemplateResult {
    const { faults } = this.#desk;
    const portal = this.#self?.organisation.type === 'platform';
    const scopes = Object.entries(words.scopesOf).filter(([scope]) => portal || scope !== 'people:sign-in');
    return html`<form
      class="form"
      novalidate
      aria-label=${client === null ? words.create : words.changeOf(client.name)}
      @submit=${(event: SubmitEvent) => void this.#save(event, client, words)}
      @keydown=${this.#desk.onEscape}
    >
      <label
        >${words.name}
        <input
          name="name"
          autocomplete="off"
          .value=${client?.name ?? ''}
          aria-invalid=${faults['name'] ? 'true' : 'false'}
          aria-describedby="name-fault name-hint"
        />${renderFault('name-fault', faults['name'])}
        <span class="small" id="name-hint">${words.nameHint}</span></label
      >
      <fieldset>
        <legend>${words.scopes}</legend>
        <div class="scopes">
          ${scopes.map(
            ([scope, means], i) =>
              html`<label class="tick"
                ><input
                  type="checkbox"
                  name="scope"
                  value=${scope}
                  .checked=${client?.scopes.includes(scope) ?? false}
                  aria-describedby=${i === 0 ? 'scopes-fault' : nothing}
                /><span>${means} <span class="small">${scope}</span></span></label
              >`,
          )}
        </div>
        ${renderFault('scopes-fault', faults['scopes'])}
      </fieldset>
      ${this.#ends(client === null ? words.make : formWords(this.#me.locale).save)}
    </form>`;
  }

  #ends(text: string): TemplateResult {
    const forms = formWords(this.#me.locale);
    return html`<div class="ends">
      <button type="submit" class="first" ?disabled=${this.#desk.busy !== ''}>
        ${this.#desk.busy === '' ? text : forms.busy}
      </button>
      <button type="button" @click=${() => void this.#desk.close()}>${forms.cancel}</button>
    </div>`;
  }

  #renderRotate(client: Client, words: ClientsWords): TemplateResult {
    return html`<form
      class="form"
      aria-label=${words.rotateOf(client.name)}
      @submit=${(event: SubmitEvent) => void this.#rotate(event, client, words)}
      @keydown=${this.#desk.onEscape}
    >
      <p>${words.rotateWhat}</p>
      <label
        >${words.overlap}
        <select name="overlap">
          ${OVERLAPS.map((hours) => html`<option value=${hours ?? ''}>${words.overlapOf(hours)}</option>`)}
        </select></label
      >
      ${this.#ends(words.makeSecret)}
    </form>`;
  }

  #renderAddKey(client: Client, words: ClientsWords): TemplateResult {
    const { faults } = this.#desk;
    return html`<form
      class="form"
      novalidate
      aria-label=${words.addKeyOf(client.name)}
      @submit=${(event: SubmitEvent) => void this.#addKey(event, client, words)}
      @keydown=${this.#desk.onEscape}
    >
      <label class="wide"
        >${words.jwk}
        <textarea
          name="jwk"
          rows="5"
          spellcheck="false"
          autocomplete="off"
          aria-invalid=${faults['jwk'] ? 'true' : 'false'}
          aria-describedby="jwk-fault jwk-hint"
        ></textarea
        >${renderFault('jwk-fault', faults['jwk'])} <span class="small" id="jwk-hint">${words.jwkHint}</span></label
      >
      ${this.#ends(words.registerKey)}
    </form>`;
  }

  #used(at: string | null, words: ClientsWords): string {
    return at === null ? words.unused : words.used(this.#time(at));
  }

  #day(iso: string): string {
    return figureFormat(this.#me.locale).fullDay(iso, this.timeZone);
  }

  #time(iso: string): string {
    return figureFormat(this.#me.locale).stamp(iso, this.timeZone);
  }

  async #save(event: SubmitEvent, client: Client | null, words: ClientsWords): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const name = textOf(form, 'name');
    const scopes = form.getAll('scope').filter((scope): scope is string => typeof scope === 'string');
    const wrong = {
      ...(name === '' || name.length > MAX_NAME ? { name: words.faults.name } : {}),
      ...(scopes.length === 0 ? { scopes: words.faults.scopes } : {}),
    };
    if (await this.#desk.refuse(wrong)) return;
    // Scopes that are left as they are end no token.
    const same = client !== null && [...client.scopes].sort().join() === [...scopes].sort().join();
    const body = same ? { name } : { name, scopes };
    const written = await this.#desk.send(
      client === null
        ? { method: 'POST', path: CLIENTS, body }
        : { method: 'PATCH', path: `${CLIENTS}/${encodeURIComponent(client.id)}`, body },
    );
    if (!written?.ok) return void this.#explain(written, scopes, words);
    if (client === null) await this.#show(name, written.answer, 'created', words.made(name));
    else await this.#finish('changed', words.changed(name));
  }

  async #rotate(event: SubmitEvent, { id, name }: Client, words: ClientsWords): Promise<void> {
    event.preventDefault();
    const hours = textOf(new FormData(event.target as HTMLFormElement), 'overlap');
    const body = hours === '' ? {} : { overlapHours: Number(hours) };
    const path = `${CLIENTS}/${encodeURIComponent(id)}/secrets`;
    const written = await this.#desk.send({ method: 'POST', path, body });
    if (written?.ok) await this.#show(name, written.answer, 'secret_added', words.rotated(name));
  }

  async #addKey(event: SubmitEvent, { id, name }: Client, words: ClientsWords): Promise<void> {
    event.preventDefault();
    const pasted = pastedKey(textOf(new FormData(event.target as HTMLFormElement), 'jwk'));
    if (!pasted.ok) return void this.#desk.refuse({ jwk: wordOf(words, pasted.why) });
    const path = `${CLIENTS}/${encodeURIComponent(id)}/keys`;
    const written = await this.#desk.send({ method: 'POST', path, body: { jwk: pasted.jwk } });
    if (written?.ok) return this.#finish('key_added', words.addedKey(name));
    if (written?.why === 'conflict') await this.#desk.refuse({ jwk: words.faults.kid });
    if (written?.why === 'invalid') await this.#desk.refuse({ jwk: words.faults.jwkPoint });
  }

  async #end(client: Client, path: string, what: DipClientsChangedEvent['what'], said: string): Promise<void> {
    const written = await this.#desk.send({
      method: 'DELETE',
      path: `${CLIENTS}/${encodeURIComponent(client.id)}${path}`,
    });
    if (written?.ok) await this.#finish(what, said);
  }

  async #show(name: string, answer: unknown, what: DipClientsChangedEvent['what'], said: string): Promise<void> {
    const { secret } = answer as { secret?: string };
    this.#given = { name, secret: secret ?? null };
    this.#copied = '';
    this.dispatchEvent(new DipClientsChangedEvent(what));
    await this.#desk.finish(said, '#secret');
  }

  async #finish(what: DipClientsChangedEvent['what'], said: string): Promise<void> {
    this.dispatchEvent(new DipClientsChangedEvent(what));
    await this.#desk.finish(said);
  }

  /** What the API said at a field, in the words of this page. */
  async #explain(written: Written | null, scopes: readonly string[], words: ClientsWords): Promise<void> {
    if (written === null || written.ok || written.errors.length === 0) return;
    const faults: Record<string, string> = {};
    for (const { pointer } of written.errors) {
      const at = /^\/scopes\/(\d+)/.exec(pointer)?.[1];
      const scope = at === undefined ? undefined : scopes[Number(at)];
      if (scope !== undefined) faults['scopes'] = words.faults.notYours(words.scopesOf[scope as GivenScope] ?? scope);
      else if (pointer.startsWith('/name')) faults['name'] = words.faults.name;
    }
    await this.#desk.refuse(faults);
  }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

const selectAll = (event: Event): void => (event.target as HTMLInputElement).select();

function wordOf({ faults }: ClientsWords, why: keyof ClientsWords['faults']): string {
  const word = faults[why];
  return typeof word === 'string' ? word : '';
}
