// An API that answers as a test tells it, over real sockets and from an origin of its own, with CORS as the real one has it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly token: string | null;
  readonly headers: IncomingMessage['headers'] & Readonly<Record<'if-match' | 'idempotency-key', string | undefined>>;
  readonly body: unknown;
}
/** `hang` never answers; `cut` ends the connection. A body of `undefined` sends none. */
export type Reply = { status?: number; body?: unknown; etag?: string } | 'hang' | 'cut';
type Rule = Reply | ((call: Call) => Reply);

/** What was sent along; null when whoever asked has gone meanwhile, as a page does that is left. */
export async function bodyOf(request: IncomingMessage): Promise<string | null> {
  let text = '';
  try {
    for await (const chunk of request) text += String(chunk);
  } catch {
    return null;
  }
  return text;
}

const CORS = {
  'access-control-allow-headers': 'authorization, content-type, if-none-match, if-match, idempotency-key',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-expose-headers': 'etag',
  'access-control-max-age': '600',
};

export class FakeApi {
  readonly calls: Call[] = [];
  readonly #rules = new Map<string, Rule>();
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));
  origin = '';

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** `what` is a path, with or without its query, and with its method where it is not GET: `POST /v1/links`. */
  on(what: string, rule: Rule): void {
    this.#rules.set(what.includes(' ') ? what : `GET ${what}`, rule);
  }

  /** Forgets rules and calls. */
  reset(): void {
    this.#rules.clear();
    this.calls.length = 0;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const headers = { ...CORS, 'access-control-allow-origin': request.headers.origin ?? '*' };
    if (method === 'OPTIONS') return void response.writeHead(204, headers).end();
    const text = await bodyOf(request);
    if (text === null) return;
    const token = request.headers.authorization?.replace('Bearer ', '') ?? null;
    const told = { 'if-match': undefined, 'idempotency-key': undefined, ...request.headers } as Call['headers'];
    const call = { method, path: url, token, headers: told, body: text === '' ? null : (JSON.parse(text) as unknown) };
    this.calls.push(call);
    const rule = this.#rules.get(`${method} ${url}`) ?? this.#rules.get(`${method} ${url.split('?')[0]}`);
    const reply = typeof rule === 'function' ? rule(call) : (rule ?? { status: 404, body: { code: 'not_found' } });
    if (reply === 'hang') return;
    if (reply === 'cut') return void response.destroy();
    const same = reply.etag !== undefined && request.headers['if-none-match'] === reply.etag;
    response
      .writeHead(same ? 304 : (reply.status ?? 200), {
        ...headers,
        'content-type': 'application/json',
        ...(reply.etag === undefined ? {} : { etag: reply.etag }),
      })
      .end(same || reply.body === undefined ? undefined : JSON.stringify(reply.body));
  }
}
