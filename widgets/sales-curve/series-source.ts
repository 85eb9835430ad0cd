// The curve's one line to the session: it wants a path while it is connected, and lets go of it after.
import { ContextConsumer, createContext } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SeriesAnswer } from '#protocol';

export type SeriesState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'error' }
  /** `stale`: the last refresh failed, these are the figures before it. */
  | { readonly kind: 'data'; readonly answer: SeriesAnswer; readonly stale: boolean };

/** What the curve asks of a session. */
export interface SeriesSession {
  readonly locale: string;
  /** Hears the state at once and at each change; the answer ends it. */
  subscribe(path: string, heard: (state: SeriesState) => void): () => void;
  refresh(path: string): void;
}

const sessionContext = createContext<SeriesSession>('dip.session.v1');

export class SeriesSource implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #session: ContextConsumer<typeof sessionContext, ReactiveControllerHost & HTMLElement>;
  #id = '';
  #end: (() => void) | null = null;
  #joined: SeriesSession | null = null;
  #path = '';
  state: SeriesState = { kind: 'loading' };

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
    this.#session = new ContextConsumer(host, {
      context: sessionContext,
      subscribe: true,
      callback: () => this.#join(),
    });
  }

  get locale(): string {
    return this.#session.value?.locale ?? 'nl';
  }

  want(performance: string): void {
    this.#id = performance;
    this.#join();
  }

  retry(): void {
    this.#joined?.refresh(this.#path);
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
    this.#joined = null;
  }

  #join(): void {
    const session = this.#session?.value;
    const path = this.#id === '' ? '' : `/v1/performances/${encodeURIComponent(this.#id)}/series`;
    if (session === this.#joined && path === this.#path && this.#end !== null) return;
    if (path !== this.#path) this.state = { kind: 'loading' };
    this.#leave();
    this.#path = path;
    if (session === undefined || path === '' || !this.#host.isConnected) return;
    this.#joined = session;
    this.#end = session.subscribe(path, (state) => {
      this.state = state;
      this.#host.requestUpdate();
    });
  }
}
