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
import { renderSaid } from '../forms/said.ts';
import { renderWaiting } from '../forms/waiting.ts';
import type { Written } from '../forms/write-request.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { renderForm } from './client-forms.ts';
import { renderClient } from './client-items.ts';
import { renderOpener, type ClientsShown, type Ends } from './clients-shown.ts';
import { clientsStyles } from './clients.styles.ts';
import { clientsWords, type ClientsWords, type GivenScope } from './clients-words.ts';
import { pastedKey } from './pasted-key.ts';

const CLIENTS = '/v1/clients';
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
        const shown = this.#shown;
        return html`${this.#renderHead(shown)} ${renderStale(first.stale, locale)} ${renderSaid(this.#desk.said)}
        ${this.#given === null ? nothing : this.#renderGiven(this.#given, shown.words)}
        ${this.#desk.open === 'create' ? renderForm(shown, null) : nothing} ${this.#renderList(shown)}`;
      }
    }
  }

  get #shown(): ClientsShown {
    const { locale } = this.#me;
    const self = ownSelf(this.#me.state);
    const words = clientsWords(locale);
    return {
      locale,
      timeZone: this.timeZone,
      words,
      desk: this.#desk,
      self,
      mayEdit: mayDo(self, 'people', 'administer'),
      hand: {
        save: (event, client) => void this.#save(event, client, words),
        rotate: (event, client) => void this.#rotate(event, client, words),
        addKey: (event, client) => void this.#addKey(event, client, words),
        end: (client, ends) => void this.#end(client, ends, words),
      },
    };
  }

  #renderHead(shown: ClientsShown): TemplateResult {
    const { words, locale, self, mayEdit } = shown;
    const forms = formWords(locale);
    const active = this.#clients.items.filter(({ disabledAt }) => disabledAt === null).length;
    return html`<div class="head">
      <div>
        <h2 id="head" tabindex="-1">${words.title}${self === null ? '' : ` · ${self.organisation.name}`}</h2>
        <p class="lead">
          ${words.lead(active)}
          ${self === null || mayEdit ? nothing : self.support === null ? forms.onlyView : forms.supportLooks}
        </p>
      </div>
      ${mayEdit ? renderOpener(shown, 'create', { text: words.create, first: '[name=name]' }, 'first') : nothing}
    </div>`;
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

  #renderList(shown: ClientsShown): TemplateResult {
    const { words } = shown;
    const active = this.#clients.items.filter(({ disabledAt }) => disabledAt === null);
    const over = this.#clients.items.filter(({ disabledAt }) => disabledAt !== null);
    return html`${
      active.length === 0
        ? nothing
        : html`<ul class="items" aria-labelledby="head">
            ${active.map((client) => renderClient(shown, client))}
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
              ${over.map((client) => renderClient(shown, client))}
            </ul>
          </details>`
    }`;
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

  async #end({ id, name }: Client, ends: Ends, words: ClientsWords): Promise<void> {
    const part = ends.what === 'client' ? '' : `/${ends.what}s/${encodeURIComponent(ends.id)}`;
    const written = await this.#desk.send({ method: 'DELETE', path: `${CLIENTS}/${encodeURIComponent(id)}${part}` });
    if (!written?.ok) return;
    if (ends.what === 'client') await this.#finish('disabled', words.disabled(name));
    else if (ends.what === 'secret') await this.#finish('secret_ended', words.endedSecret(name));
    else await this.#finish('key_ended', words.endedKey(name));
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
