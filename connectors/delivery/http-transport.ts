// The only place that talks to the API.
import { createHash } from 'node:crypto';
import { PATHS, type EpochAnswer, type ErasureAnswer, type LinkList, type TokenAnswer } from '#protocol';
import type { Answer, Call, Clock, Net } from '../ports/ports.ts';
import type { Secret } from '../secret.ts';
import { ASSERTION_TYPE, clientAssertion } from './client-assertion.ts';
import { failureOf, outcomeOf, parse } from './answer.ts';
import type { EraseOutcome, Failure, Outcome, Transport } from './transport.ts';

/** A difference of clocks that an assertion bears. */
const SKEW_MS = 15_000;

export interface HttpTransportOptions {
  readonly api: string;
  readonly clientId: string;
  /** With `kid` the client's private key, which signs; without, its secret, which is sent. */
  readonly secret: Secret;
  readonly kid?: string;
  readonly net: Net;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Server's clock minus ours, ms, whenever an answer tells it. */
  readonly onSkew?: (ms: number) => void;
}
export type TokenOutcome = { readonly kind: 'token'; readonly token: string } | Failure;

export class HttpTransport implements Transport {
  readonly #options: HttpTransportOptions;
  /** The API's clock minus ours, ms, as far as it is known. */
  #skew = 0;
  #token: { readonly value: string; readonly until: number } | undefined;

  constructor(options: HttpTransportOptions) {
    this.#options = options;
  }

  async push(key: string, body: string, what: 'figures' | 'facts' = 'figures'): Promise<Outcome> {
    const { clock } = this.#options;
    const call = {
      method: 'PUT',
      headers: { 'idempotency-key': key, 'content-type': 'application/json' },
      body,
    } as const;
    const answer = await this.#authorised(what === 'facts' ? PATHS.audienceFacts : PATHS.snapshots, call);
    if ('kind' in answer) return answer;
    const text = await this.#textOf(answer);
    if (text === undefined) return { kind: 'retry', reached: false, cause: 'cut' };
    return outcomeOf(answer.status, text, answer.header('retry-after'), clock.now());
  }

  async erase(keyId: string, buyers: readonly string[]): Promise<EraseOutcome> {
    const body = JSON.stringify({ keyId, buyers });
    const key = createHash('sha256').update(body).digest('hex');
    const headers = { 'idempotency-key': key, 'content-type': 'application/json' };
    const answer = await this.#authorised(PATHS.audienceErasures, { method: 'POST', headers, body });
    if ('kind' in answer) return answer;
    const text = await this.#textOf(answer);
    if (answer.status === 200 && Number.isSafeInteger((parse(text ?? '') as Partial<ErasureAnswer>)?.facts))
      return { kind: 'told' };
    if (answer.status === 400 || answer.status === 422)
      return { kind: 'refused', status: answer.status, detail: 'refused' };
    return failureOf(answer.status, answer.header('retry-after'), this.#options.clock.now());
  }

  async linksVersion(): Promise<string | undefined> {
    const answer = await this.#authorised(`${PATHS.links}?state=linked`, { method: 'GET', headers: {} });
    if ('kind' in answer || answer.status !== 200) return undefined;
    const version = (parse((await this.#textOf(answer)) ?? '') as Partial<LinkList> | undefined)?.version;
    return typeof version === 'string' ? version : undefined;
  }

  async epoch(): Promise<number | undefined> {
    const answer = await this.#authorised(PATHS.epoch, { method: 'GET', headers: {} });
    if ('kind' in answer || answer.status !== 200) return undefined;
    const epoch = (parse((await this.#textOf(answer)) ?? '') as Partial<EpochAnswer> | undefined)?.epoch;
    return Number.isSafeInteger(epoch) ? epoch : undefined;
  }

  /** Asks for a token; what `check` uses to prove address, client and secret. */
  async authenticate(): Promise<TokenOutcome> {
    const { clock } = this.#options;
    const now = clock.now();
    // A clock that was set back must not keep a token for ever.
    if (this.#token && this.#token.until > now && this.#token.until - now < 24 * 3_600_000)
      return { kind: 'token', token: this.#token.value };
    const skew = this.#skew;
    let answer = await this.#fetch(PATHS.token, this.#proof());
    // A clock that is off is no fault of the client: what is signed is signed once more, by the API's clock.
    if (!('kind' in answer) && answer.status === 401 && this.#options.kid && Math.abs(this.#skew - skew) > SKEW_MS) {
      await this.#textOf(answer);
      answer = await this.#fetch(PATHS.token, this.#proof());
    }
    if ('kind' in answer) return answer;
    const text = await this.#textOf(answer);
    if (answer.status === 400) return { kind: 'auth', status: 400 };
    if (answer.status !== 200) return failureOf(answer.status, answer.header('retry-after'), now);
    const { access_token, expires_in } = (parse(text ?? '') ?? {}) as Partial<TokenAnswer>;
    if (typeof access_token !== 'string' || typeof expires_in !== 'number')
      return { kind: 'retry', reached: true, cause: 'not_the_api' };
    // Renewed early, so that a token does not run out on its way.
    this.#token = { value: access_token, until: now + (expires_in - 60) * 1_000 };
    return { kind: 'token', token: access_token };
  }

  #proof(): Omit<Call, 'signal'> {
    const { api, clientId, kid, secret, clock } = this.#options;
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    if (kid === undefined) {
      const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret.reveal())}`);
      const authorization = `Basic ${basic.toString('base64')}`;
      return { method: 'POST', headers: { authorization, ...headers }, body: form.toString() };
    }
    const now = clock.now() + this.#skew;
    form.set('client_assertion_type', ASSERTION_TYPE);
    form.set('client_assertion', clientAssertion({ clientId, kid, key: secret }, `${api}${PATHS.token}`, now));
    return { method: 'POST', headers, body: form.toString() };
  }

  /** A token may have been revoked or outlived a change of keys: one new one is asked for. */
  async #authorised(path: string, call: Omit<Call, 'signal'>): Promise<Answer | Failure> {
    for (let second = false; ; second = true) {
      const had = this.#token !== undefined;
      const token = await this.authenticate();
      if (token.kind !== 'token') return token;
      const headers = { ...call.headers, authorization: `Bearer ${token.token}` };
      const answer = await this.#fetch(path, { ...call, headers });
      if ('kind' in answer || answer.status !== 401 || second || !had) return answer;
      await this.#textOf(answer);
      this.#token = undefined;
    }
  }

  async #fetch(path: string, call: Omit<Call, 'signal'>): Promise<Answer | Failure> {
    const { api, net, clock, signal, timeoutMs = 30_000, onSkew } = this.#options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await net.fetch(`${api}${path}`, {
        ...call,
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
      });
      const date = Date.parse(answer.header('date') ?? '');
      if (!Number.isNaN(date)) {
        this.#skew = date - clock.now();
        onSkew?.(this.#skew);
      }
      return answer;
    } catch (error) {
      return { kind: 'retry', reached: false, cause: causeOf(error) };
    }
  }

  async #textOf(answer: Answer): Promise<string | undefined> {
    try {
      return await answer.text();
    } catch {
      return undefined;
    }
  }
}

/** Codes such as ECONNREFUSED or SELF_SIGNED_CERT_IN_CHAIN; never a message, which may hold an address. */
function causeOf(error: unknown): string {
  const { code, name, cause } = error as { code?: unknown; name?: string; cause?: { code?: unknown } };
  const found = [cause?.code, code].find((one): one is string => typeof one === 'string');
  return found ?? (name === 'TimeoutError' ? 'TIMEOUT' : 'unknown');
}
