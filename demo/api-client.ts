// One client of the API, as any vendor's software would be one: client credentials, a ten-minute token, JSON.
import { PATHS, type TokenAnswer } from '#protocol';
import type { ClientCredentials } from './state.ts';

const RENEW_BEFORE_MS = 120_000;

export class ApiClient {
  readonly url: string;
  readonly #credentials: ClientCredentials;
  #token: Promise<TokenAnswer> | undefined;
  #renewAt = 0;

  constructor(url: string, credentials: ClientCredentials) {
    this.url = url;
    this.#credentials = credentials;
  }

  /** Throws with the problem's own words when the API refuses. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { access_token } = await this.#access();
    const answer = await fetch(new URL(path, this.url), {
      method,
      headers: {
        authorization: `Bearer ${access_token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 600)}`);
    return (text ? JSON.parse(text) : null) as T;
  }

  #access(): Promise<TokenAnswer> {
    if (!this.#token || Date.now() >= this.#renewAt) {
      this.#renewAt = Date.now() + 600_000 - RENEW_BEFORE_MS;
      this.#token = this.#ask();
      this.#token.catch(() => (this.#token = undefined));
    }
    return this.#token;
  }

  async #ask(): Promise<TokenAnswer> {
    const { id, secret } = this.#credentials;
    const answer = await fetch(new URL(PATHS.token, this.url), {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    if (!answer.ok) throw new Error(`no token for ${id}: the API answered ${answer.status}`);
    return (await answer.json()) as TokenAnswer;
  }
}
