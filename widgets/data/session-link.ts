// An element's line to the session around it, whichever of the two was defined first.
import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { sessionContext, type Session } from './session-context.ts';

/** `none`: there is no session around. `unset`: it stands, and nobody gave it an endpoint or a token. */
export type SessionPresence = 'looking' | 'none' | 'unset' | 'there';

const TAG = 'dip-session';
/** How long a session may stand without endpoint or token, for a host may set them late. */
const PATIENCE_MS = 3_000;

export class SessionLink implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #joined: (session: Session | null) => void;
  #leave: (() => void) | undefined;
  #answered = false;
  #patience: ReturnType<typeof setTimeout> | null = null;
  #session: Session | null = null;
  presence: SessionPresence = 'looking';

  /** `joined` hears each session, and null while there is none. */
  constructor(host: ReactiveControllerHost & HTMLElement, joined: (session: Session | null) => void) {
    this.#host = host;
    this.#joined = joined;
    host.addController(this);
  }

  get session(): Session | null {
    return this.#session;
  }

  get locale(): string {
    return this.#session?.locale ?? this.#host.closest('[lang]')?.getAttribute('lang') ?? 'nl';
  }

  hostConnected(): void {
    this.#ask();
    if (this.#answered) return;
    // A session that is defined later hears no earlier request.
    if (customElements.get(TAG)) this.#become('none');
    else
      void customElements.whenDefined(TAG).then(() => {
        if (!this.#host.isConnected || this.#answered) return;
        this.#ask();
        if (!this.#answered) this.#become('none');
      });
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#leave = undefined;
    this.#answered = false;
    this.#session = null;
    this.#wait(false);
    this.presence = 'looking';
  }

  #ask(): void {
    this.#host.dispatchEvent(
      new ContextEvent(
        sessionContext,
        this.#host,
        (session, leave) => {
          if (this.#leave !== leave) this.#leave?.();
          this.#leave = leave;
          this.#answered = true;
          this.#hear(session ?? null);
        },
        true,
      ),
    );
  }

  #hear(session: Session | null): void {
    this.#wait(session === null);
    if (session !== null) this.#become('there');
    if (session === this.#session) return;
    this.#session = session;
    this.#joined(session);
  }

  #wait(on: boolean): void {
    if (this.#patience) clearTimeout(this.#patience);
    this.#patience = on ? setTimeout(() => this.#become('unset'), PATIENCE_MS) : null;
  }

  #become(presence: SessionPresence): void {
    this.presence = presence;
    this.#host.requestUpdate();
  }
}
