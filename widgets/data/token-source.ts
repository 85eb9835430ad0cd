/** One token for all elements of a session: fetched once, renewed before it ends, by durations and never by the viewer's calendar. */
export interface GivenToken {
  readonly token: string;
  readonly expires_in: number;
}
export type GetToken = () => Promise<GivenToken>;

const TIMEOUT_MS = 15_000;
const MIN_LEFT_MS = 30_000;

export class TokenSource {
  readonly #get: GetToken;
  #token: { readonly text: string; readonly since: number; readonly life: number } | null = null;
  #pending: Promise<string> | null = null;

  constructor(get: GetToken) {
    this.#get = get;
  }

  /** A token with enough life left; callers at the same time share one request. */
  token(): Promise<string> {
    if (this.#token) {
      const left = this.#token.life - (Date.now() - this.#token.since);
      if (left > Math.max(this.#token.life / 5, MIN_LEFT_MS)) return Promise.resolve(this.#token.text);
    }
    this.#pending ??= this.#renew().finally(() => (this.#pending = null));
    return this.#pending;
  }

  /** After a refusal: the next call asks for a new one. */
  drop(): void {
    this.#token = null;
  }

  async #renew(): Promise<string> {
    const timeout = new Promise<never>((_, refuse) =>
      setTimeout(() => refuse(new Error('the host gave no token in time')), TIMEOUT_MS),
    );
    const given = await Promise.race([this.#get(), timeout]);
    if (typeof given?.token !== 'string' || !(given.expires_in > 0)) throw new Error('the host gave no token');
    this.#token = { text: given.token, since: Date.now(), life: given.expires_in * 1000 };
    return given.token;
  }
}

/** The host's own backend asks for the session; the browser only carries the answer. */
export const tokenFrom =
  (url: string): GetToken =>
  async () => {
    const answer = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { accept: 'application/json' },
    });
    if (!answer.ok) throw new Error(`the host refused a token (${answer.status})`);
    return (await answer.json()) as GivenToken;
  };
