// What an element wants to know, by path: kept while it is connected, let go of after.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { DipErrorEvent, DipReadyEvent, DipStaleEvent } from './dip-events.ts';
import type { ResourceState, Session } from './session-context.ts';
import { SessionLink } from './session-link.ts';

/** `alone`: the element stands outside a session, or in one that knows no endpoint. */
export type WantedState<T> = ResourceState<T> | { readonly kind: 'alone'; readonly why: 'none' | 'unset' };

export class WantedResource<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #link: SessionLink;
  #path = '';
  #end: (() => void) | null = null;
  #from: Session | null = null;
  #state: ResourceState<T> = { kind: 'loading' };
  #shown = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    // In a host that stands already, the link hears of the session while it is being made; hostConnected joins then.
    let made = false;
    this.#link = new SessionLink(host, () => made && this.#join());
    made = true;
    host.addController(this);
  }

  get state(): WantedState<T> {
    const { presence } = this.#link;
    return presence === 'none' || presence === 'unset' ? { kind: 'alone', why: presence } : this.#state;
  }

  get session(): Session | null {
    return this.#link.session;
  }

  /** BCP 47: the session's, else the nearest `lang`, else Dutch. */
  get locale(): string {
    return this.#link.locale;
  }

  /** The path below the endpoint; '' wants nothing. */
  want(path: string): void {
    if (path === this.#path) return;
    this.#leave();
    this.#path = path;
    this.#state = { kind: 'loading' };
    this.#shown = false;
    this.#join();
  }

  retry(): void {
    this.#from?.refresh(this.#path);
  }

  /** What a change of it was answered with is what stands, until it is fetched anew: who goes on at once goes on from there. */
  tell(answer: T): void {
    if (this.#state.kind === 'data') this.#hear({ ...this.#state, answer });
  }

  hostConnected(): void {
    this.#join();
  }

  hostDisconnected(): void {
    this.#leave();
  }

  #leave(): void {
    this.#end?.();
    this.#end = null;
    this.#from = null;
  }

  #join(): void {
    const { session } = this.#link;
    if (session !== null && session === this.#from) return;
    const before = this.#end;
    this.#end = null;
    this.#from = null;
    if (session !== null && this.#path !== '' && this.#host.isConnected) {
      this.#from = session;
      this.#end = session.subscribe<T>(this.#path, (state) => this.#hear(state));
    }
    before?.();
    this.#host.requestUpdate();
  }

  #hear(state: ResourceState<T>): void {
    const before = this.#state;
    this.#state = state;
    this.#host.requestUpdate();
    if (state.kind === 'error' && !(before.kind === 'error' && before.code === state.code))
      this.#host.dispatchEvent(new DipErrorEvent(state.code));
    if (state.kind !== 'data') return;
    if (state.stale && !(before.kind === 'data' && before.stale)) this.#host.dispatchEvent(new DipStaleEvent());
    if (this.#shown) return;
    this.#shown = true;
    void this.#host.updateComplete.then(() => this.#host.isConnected && this.#host.dispatchEvent(new DipReadyEvent()));
  }
}
