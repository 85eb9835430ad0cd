/** What a session offers to the elements below it. The key is a string, so that two copies of the bundle share one session. */
import { createContext } from '@lit/context';

/**
 * Why there are no figures. `no_token`, `token_not_renewed`: the host's part. `refused`: this session may not see it (401, 403).
 * `not_found`, `not_asked_well` (another 4xx), `unreachable` (no answer), `server` (5xx).
 */
export type ErrorCode =
  'no_token' | 'token_not_renewed' | 'refused' | 'not_found' | 'not_asked_well' | 'unreachable' | 'server';

export type ResourceState<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly message: string }
  /** `stale`: the last refresh failed; these are the figures before it. */
  | { readonly kind: 'data'; readonly answer: T; readonly stale: boolean };

export interface Session {
  /** BCP 47. */
  readonly locale: string;
  /** Hears the state at once and at each change; the answer ends it. */
  subscribe<T>(path: string, heard: (state: ResourceState<T>) => void): () => void;
  refresh(path: string): void;
  /** An authenticated fetch below the endpoint, with one renewal on a 401. Rejects only when no answer came at all. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** The host gives another token from now on, such as of another role: every element asks anew with it. */
  renew(): void;
}

/** `undefined`: the session stands, and does not know its endpoint or its token yet. */
export const sessionContext = createContext<Session | undefined>('dip.session.v1');
