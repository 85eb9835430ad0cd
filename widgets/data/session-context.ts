/** What a session offers to the elements below it. The key is a string, so that two copies of the bundle share one session. */
import { createContext } from '@lit/context';

export type ResourceState<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'error'; readonly message: string }
  /** `stale`: the last refresh failed; these are the figures before it. */
  | { readonly kind: 'data'; readonly answer: T; readonly stale: boolean };

export interface Session {
  readonly locale: string;
  /** Hears the state at once and at each change; the answer ends it. */
  subscribe<T>(path: string, heard: (state: ResourceState<T>) => void): () => void;
  refresh(path: string): void;
  /** An authenticated fetch below the endpoint, with one renewal on a 401. Rejects only when no answer came at all. */
  request(path: string, init?: RequestInit): Promise<Response>;
}

export const sessionContext = createContext<Session>('dip.session.v1');
