// A stranger's page: its own origin, the strictest policy, its own way to a token. What a test writes is the body of the page.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyOf } from './fake-api.ts';

/** Trusted Types are required and the policies named: `lit-html` in the development form of Lit, `dip-lit` in the build. */
const policy = (api: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${api}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html dip-lit',
  ].join('; ');

/** What `POST /dip-token` answers next. */
export type TokenReply = { status?: number; body?: unknown; delayMs?: number } | 'hang';

export class HostPage {
  origin = '';
  /** Head and body of the page that `/` sends. */
  html = '';
  lang = 'nl';
  theme = 'light';
  tokensAsked = 0;
  token: () => TokenReply | Promise<TokenReply> = () => ({ body: { token: `t${this.tokensAsked}`, expires_in: 600 } });
  /** What `POST /role` was asked, and the status it answers. */
  readonly rolesAsked: unknown[] = [];
  role: (ask: unknown) => number | Promise<number> = () => 204;
  readonly #files: ReadonlyMap<string, string>;
  readonly #api: () => string;
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  constructor(files: ReadonlyMap<string, string>, api: () => string) {
    this.#files = files;
    this.#api = api;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const send = (status: number, type: string, text: string, headers: Record<string, string> = {}): void =>
      void response.writeHead(status, { 'content-type': type, ...headers }).end(text);
    if (path === '/dip-token' && request.method === 'POST') {
      this.tokensAsked += 1;
      const reply = await this.token();
      if (reply === 'hang') return;
      if (reply.delayMs) await new Promise((resolve) => setTimeout(resolve, reply.delayMs));
      return send(reply.status ?? 200, 'application/json', JSON.stringify(reply.body ?? {}));
    }
    if (path === '/role' && request.method === 'POST') {
      const text = await bodyOf(request);
      if (text === null) return;
      const ask: unknown = JSON.parse(text);
      this.rolesAsked.push(ask);
      return void response.writeHead(await this.role(ask)).end();
    }
    if (path === '/' || path === '/elsewhere')
      return send(200, 'text/html; charset=utf-8', this.#document(path), {
        'content-security-policy': policy(this.#api()),
      });
    if (path === '/page.css') return send(200, 'text/css', STYLE);
    if (path === '/favicon.ico') return send(204, 'image/x-icon', '');
    const file = this.#files.get(path.slice(1));
    if (file === undefined) return send(404, 'text/plain', 'not here');
    return send(200, path.endsWith('.css') ? 'text/css' : 'text/javascript; charset=utf-8', file);
  }

  #document(path: string): string {
    const body = path === '/' ? this.html : '<p>elsewhere</p>';
    return `<!doctype html><html lang="${this.lang}" data-theme="${this.theme}"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1"><title>Host</title>
      <link rel="stylesheet" href="/page.css"></head><body>${body}</body></html>`;
  }
}

const STYLE = `:root { color-scheme: light; background: light-dark(#fff, #15181d); color: light-dark(#16191d, #eceef1); }
:root[data-theme='dark'] { color-scheme: dark; }
body { margin: 16px; font: 14px/20px 'DejaVu Sans', sans-serif; }`;
