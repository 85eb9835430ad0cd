import type { TokenSource } from './token-source.ts';

export type AuthorizedFetch = (path: string, init?: RequestInit) => Promise<Response>;

/** Adds the token; a refused one is renewed once, so that a host that goes on giving bad ones causes no storm. */
export function authorizedFetch(endpoint: string, tokens: TokenSource): AuthorizedFetch {
  const base = endpoint.replace(/\/+$/, '');
  return async (path, init = {}) => {
    const ask = (token: string): Promise<Response> => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      return fetch(base + path, { cache: 'no-store', ...init, headers, credentials: 'omit' });
    };
    const token = await tokens.token();
    const answer = await ask(token);
    if (answer.status !== 401) return answer;
    tokens.drop(token);
    return ask(await tokens.token());
  };
}
