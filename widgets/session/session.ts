import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ResourcePoller } from '../data/resource-poller.ts';
import { sessionContext, type ResourceState, type Session } from '../data/session-context.ts';
import { tokenFrom, TokenSource, type GetToken } from '../data/token-source.ts';

/**
 * @summary Gives the elements inside it an endpoint, a token and a language.
 * @slot - The elements that share the session.
 */
export class DipSession extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    :host([theme='light']) {
      color-scheme: light;
    }
    :host([theme='dark']) {
      color-scheme: dark;
    }
  `;

  /** Address of the API, e.g. `https://api.example`. */
  @property() endpoint = '';
  /** POSTed to the host itself; answers `{ token, expires_in }`. */
  @property({ attribute: 'token-url' }) tokenUrl = '';
  /** BCP 47; left out, the nearest `lang` decides, then Dutch. */
  @property() locale = '';
  /** `light`, `dark` or `auto` (the host's own colour scheme). */
  @property({ reflect: true }) theme = 'auto';
  /** Instead of `token-url`: called for the first and each later token. */
  @property({ attribute: false }) getToken: GetToken | null = null;

  readonly #provider = new ContextProvider(this, { context: sessionContext });
  #poller: ResourcePoller | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('endpoint') && !changed.has('tokenUrl') && !changed.has('getToken') && !changed.has('locale'))
      return;
    this.#end();
    const get = this.getToken ?? (this.tokenUrl ? tokenFrom(this.tokenUrl) : null);
    if (!get || !this.endpoint) return;
    const poller = new ResourcePoller(this.endpoint, new TokenSource(get));
    this.#poller = poller;
    const locale = this.locale || this.closest('[lang]')?.getAttribute('lang') || 'nl';
    const session: Session = {
      locale,
      subscribe: <T>(path: string, heard: (state: ResourceState<T>) => void) =>
        poller.subscribe(path, heard as (state: ResourceState<unknown>) => void),
      refresh: (path) => poller.refresh(path),
      request: (path, init) => poller.request(path, init),
    };
    this.#provider.setValue(session);
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  #end(): void {
    this.#poller?.end();
    this.#poller = null;
  }
}
