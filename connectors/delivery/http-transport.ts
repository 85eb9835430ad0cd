// The only place that talks to the API. Law: an answer that cannot be read is a retry, never a delivery.
import { EnvHttpProxyAgent, fetch } from 'undici';
import { PATHS, type PushResult, type TokenAnswer } from '#protocol';
import type { Secret } from '../secret.ts';
import { retryAfterMs } from './retrying.ts';
import type { Outcome, Transport } from './transport.ts';

export interface HttpTransportOptions {
  readonly api: string;
  readonly clientId: string;
  readonly secret: Secret;
  readonly now: () => number;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}
type TokenOutcome = { readonly kind: 'token'; readonly token: string } | Exclude<Outcome, { kind: 'answered' }>;

export class HttpTransport implements Transport {
  readonly #options: HttpTransportOptions;
  readonly #agent = new EnvHttpProxyAgent();
  #token: { readonly value: string; readonly until: number } | undefined;

  constructor(options: HttpTransportOptions) {
    this.#options = options;
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async push(key: string, body: string): Promise<Outcome> {
    const first = await this.#pushOnce(key, body);
    if (first.kind !== 'auth' || first.status !== 401 || this.#token === undefined) return first;
    this.#token = undefined;
    return this.#pushOnce(key, body);
  }

  /** Asks for a token; what `check` uses to prove address, client and secret. */
  async authenticate(): Promise<TokenOutcome> {
    const { api, clientId, secret, now } = this.#options;
    if (this.#token && this.#token.until > now()) return { kind: 'token', token: this.#token.value };
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret.reveal())}`);
    try {
      const answer = await fetch(`${api}${PATHS.token}`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${basic.toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: 'grant_type=client_credentials',
        dispatcher: this.#agent,
        signal: this.#signal(),
      });
      if (!answer.ok) {
        await answer.body?.cancel();
        if (answer.status === 400) return { kind: 'auth', status: 400 };
        return failed(answer.status, answer.headers.get('retry-after'), now());
      }
      const { access_token, expires_in } = (await answer.json()) as TokenAnswer;
      // Renewed early, so that a token does not run out on its way.
      this.#token = { value: access_token, until: now() + (expires_in - 60) * 1_000 };
      return { kind: 'token', token: access_token };
    } catch {
      return { kind: 'retry', reached: false };
    }
  }

  async #pushOnce(key: string, body: string): Promise<Outcome> {
    const { api, now } = this.#options;
    const token = await this.authenticate();
    if (token.kind !== 'token') return token;
    try {
      const answer = await fetch(`${api}${PATHS.snapshots}`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${token.token}`,
          'idempotency-key': key,
          'content-type': 'application/json',
        },
        body,
        dispatcher: this.#agent,
        signal: this.#signal(),
      });
      const text = await answer.text();
      const parsed = parse(text);
      if ([200, 202, 207, 404, 422].includes(answer.status) && isResult(parsed))
        return { kind: 'answered', result: parsed };
      if (answer.status === 413) return { kind: 'too_large' };
      if (answer.status === 400 || answer.status === 422)
        return { kind: 'refused', status: answer.status, detail: codeOf(parsed) };
      return failed(answer.status, answer.headers.get('retry-after'), now());
    } catch {
      return { kind: 'retry', reached: false };
    }
  }

  #signal(): AbortSignal {
    const timeout = AbortSignal.timeout(this.#options.timeoutMs ?? 30_000);
    return this.#options.signal ? AbortSignal.any([timeout, this.#options.signal]) : timeout;
  }
}

function failed(status: number, retryAfter: string | null, now: number): Exclude<Outcome, { kind: 'answered' }> {
  if (status === 401 || status === 403) return { kind: 'auth', status };
  if (status === 404 || status === 405 || status === 410) return { kind: 'no_route', status };
  const afterMs = retryAfterMs(retryAfter, now);
  return { kind: 'retry', reached: true, ...(afterMs === undefined ? {} : { afterMs }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isResult(value: unknown): value is PushResult {
  const result = value as Partial<PushResult> | undefined | null;
  return typeof result?.epoch === 'number' && Array.isArray(result.results);
}

function codeOf(value: unknown): string {
  const code = (value as { code?: unknown } | undefined | null)?.code;
  return typeof code === 'string' && /^[a-z_]{1,40}$/.test(code) ? code : 'refused';
}
