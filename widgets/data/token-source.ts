/** One token for all elements of a session: fetched once, renewed before it ends, by durations and never by the viewer's calendar. */
export interface GivenToken {
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
}
export type GetToken = () => Promise<GivenToken>;

/** `no_token`: the host gave none, or not in time. `token_not_renewed`: it gave the old one again. */
export class TokenError extends Error {
  readonly code: 'no_token' | 'token_not_renewed';
  constructor(code: 'no_token' | 'token_not_renewed', message: string) {
    super(message);
    this.code = code;
  }
}

const TIMEOUT_MS = 15_000;
const MIN_LEFT_MS = 30_000;

interface Held {
  readonly text: string;
  readonly wall: number;
  readonly ticks: number;
  readonly life: number;
}

export class TokenSource {
  readonly #get: GetToken;
  readonly #given: (token: string) => void;
  #held: Held | null = null;
  #last = '';
  #pending: Promise<string> | null = null;
  #ended: (() => void) | null = null;

  /** `given` hears each new token. */
  constructor(get: GetToken, given: (token: string) => void) {
    this.#get = get;
    this.#given = given;
  }

  /** A token with enough life left; callers at the same time share one request. Refuses with a `TokenError`. */
  token(): Promise<string> {
    const held = this.#held;
    if (held) {
      // The calendar may be set back and the page's own clock stands still in sleep, so the larger of the two counts.
      const gone = Math.max(Date.now() - held.wall, performance.now() - held.ticks);
      if (held.life - gone > Math.max(held.life / 5, Math.min(MIN_LEFT_MS, held.life / 2)))
        return Promise.resolve(held.text);
    }
    this.#pending ??= this.#renew().finally(() => (this.#pending = null));
    return this.#pending;
  }

  /** After a refusal: the next call asks for a new one. Of several elements refused with one token, the first drops it. */
  drop(refused: string): void {
    if (this.#held?.text === refused) this.#held = null;
  }

  /** Lets go of a host that is still being waited for. */
  end(): void {
    this.#ended?.();
  }

  async #renew(): Promise<string> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, refuse) => {
      timer = setTimeout(() => refuse(new TokenError('no_token', 'the host gave no token in time')), TIMEOUT_MS);
      this.#ended = () => refuse(new TokenError('no_token', 'the session has ended'));
    });
    const wall = Date.now();
    const ticks = performance.now();
    try {
      const given = await Promise.race([this.#get(), late]);
      if (typeof given?.token !== 'string' || given.token === '' || !(given.expires_in > 0))
        throw new TokenError('no_token', 'the host answered without token and expires_in');
      if (given.token === this.#last) throw new TokenError('token_not_renewed', 'the host gave the old token again');
      this.#last = given.token;
      this.#held = { text: given.token, wall, ticks, life: given.expires_in * 1000 };
      this.#given(given.token);
      return given.token;
    } catch (error) {
      if (error instanceof TokenError) throw error;
      throw new TokenError('no_token', error instanceof Error ? error.message : 'the host gave no token');
    } finally {
      clearTimeout(timer);
      this.#ended = null;
    }
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
    if (!answer.ok) throw new TokenError('no_token', `the host refused a token (${answer.status})`);
    return (await answer.json()) as GivenToken;
  };
