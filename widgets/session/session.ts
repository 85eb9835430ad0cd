import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { loadElementsIn } from '../element-loader.ts';
import { authorizedFetch } from '../data/authorized-fetch.ts';
import { ResourcePoller } from '../data/resource-poller.ts';
import { sessionContext, type ResourceState, type Session } from '../data/session-context.ts';
import { claimsOf } from '../data/token-claims.ts';
import { tokenFrom, TokenSource, type GetToken } from '../data/token-source.ts';

interface Connection {
  readonly poller: ResourcePoller;
  readonly tokens: TokenSource;
  readonly offer: Omit<Session, 'locale'>;
}

/**
 * @summary Gives the elements inside it an endpoint, a token and a language.
 * @slot - The elements that share the session.
 */
export class DipSession extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    :host([hidden]) {
      display: none;
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
  #connection: Connection | null = null;
  #token = '';

  override connectedCallback(): void {
    super.connectedCallback();
    // The loader watches the document by itself, and no shadow root.
    const root = this.getRootNode();
    if (root !== document) loadElementsIn(root);
    if (this.hasUpdated) this.#offer();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moved in the page it is back within the task, and nothing is asked anew.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('endpoint') || changed.has('tokenUrl') || changed.has('getToken')) this.#end();
    this.#offer();
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  /** Drops the token and asks the host for another; every element begins anew with it. */
  renew(): void {
    this.#end();
    this.#offer();
  }

  #offer(): void {
    if (!this.isConnected) return;
    this.#connection ??= this.#connect();
    const locale = this.locale || nearestLang(this) || 'nl';
    const now = this.#provider.value;
    if (!this.#connection) return this.#provider.setValue(undefined);
    if (now?.locale === locale && now.subscribe === this.#connection.offer.subscribe) return;
    this.#provider.setValue({ ...this.#connection.offer, locale });
    this.#mark();
  }

  #connect(): Connection | null {
    const get = this.getToken ?? (this.tokenUrl ? tokenFrom(this.tokenUrl) : null);
    if (!get || !this.endpoint) return null;
    const tokens = new TokenSource(get, (token) => {
      this.#token = token;
      this.#mark();
    });
    const request = authorizedFetch(this.endpoint, tokens);
    const poller = new ResourcePoller(request);
    // Asked while the elements are still loading; who needs it later hears of a failure.
    if (document.visibilityState === 'visible') tokens.token().catch(() => undefined);
    return {
      tokens,
      poller,
      offer: {
        subscribe: <T>(path: string, heard: (state: ResourceState<T>) => void) =>
          poller.subscribe(path, heard as (state: ResourceState<unknown>) => void),
        refresh: (path) => poller.refresh(path),
        request,
        renew: () => this.renew(),
      },
    };
  }

  /** Every element marks itself while its figures are not real, or support looks (`tokens.styles.ts`). */
  #mark(): void {
    const token = this.#token;
    const claims = claimsOf(token);
    if (!claims || (claims.livemode && !claims.support)) return void this.style.removeProperty('--_mark');
    import('../marks/mark.ts').then(
      ({ markOf }) => {
        const locale = this.#provider.value?.locale ?? '';
        if (token === this.#token) this.style.setProperty('--_mark', markOf(claims, locale));
      },
      () => this.style.setProperty('--_mark', '"test"'),
    );
  }

  #end(): void {
    this.#connection?.poller.end();
    this.#connection?.tokens.end();
    this.#connection = null;
  }
}

/** Shadow roots on the way count too. */
function nearestLang(element: Element): string | null {
  const lang = element.closest('[lang]')?.getAttribute('lang');
  if (lang) return lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : null;
}
