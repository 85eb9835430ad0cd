// Two origins that are not the API's: a stranger's pages with their own back end, and the widgets' files.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PATHS, type EmbedSessionAnswer, type EmbedSessionBody, type Preset } from '#protocol';
import type { ApiClient } from '../api-client.ts';
import { hostPage, type HostFolder } from './host-frame.ts';
import { contentSecurityPolicy } from './policy.ts';
import { sendFile } from './static-files.ts';

const WIDGETS = join(import.meta.dirname, '../../dist/widgets');
const FOLDERS = import.meta.dirname;

export interface Page {
  readonly folder: HostFolder;
  readonly path: string;
  readonly tokenPath: string;
  /** Whose figures it shows. */
  readonly name: string;
  /** The client of the page's own back end; null without a season. */
  readonly client: ApiClient | null;
  readonly preset: Preset;
  /** Set by a vendor: the venue it acts for, by that venue's grant. */
  readonly organisation?: string;
  /** More to fill in than the page always knows. */
  readonly values?: Readonly<Record<string, string>>;
}
export interface Listening {
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** On the given port, or a free one where 0 is given or the port is taken. */
export async function listen(port: number, handler: RequestListener): Promise<Listening> {
  // Left open: a connection that this side ends just as the Worker asks again on it is a fault, and a POST is not sent again.
  const server = createServer({ keepAliveTimeout: 0 }, handler);
  await bind(server, port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return bind(server, 0);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    origin: `http://127.0.0.1:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const bind = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

export function widgetFiles(): RequestListener {
  return (request, response) => void sendFile(WIDGETS, pathOf(request), response);
}

const pathOf = (request: IncomingMessage): string => new URL(request.url ?? '/', 'http://host').pathname;

/** `addresses` is asked at each request, for the host's own origin is known only once it listens. */
export function hostPages(
  pages: readonly Page[],
  addresses: () => { readonly api: string; readonly widgets: string; readonly host: string },
): RequestListener {
  return (request, response) => {
    answer(pages, addresses(), request, response).catch((error: unknown) => {
      console.error(`host page: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'application/json' });
      response.end('{"error":"the API gave no token"}');
    });
  };
}

async function answer(
  pages: readonly Page[],
  at: { readonly api: string; readonly widgets: string; readonly host: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', at.host);
  const page = pages.find((one) => one.path === url.pathname);
  if (page && (request.method === 'GET' || request.method === 'HEAD')) {
    const lang = url.searchParams.get('lang') === 'en' ? 'en' : 'nl';
    const theme = url.searchParams.get('theme') === 'dark' ? 'dark' : 'light';
    const html = await hostPage(page.folder, lang, theme, { ...at, ...page.values, name: page.name });
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': contentSecurityPolicy(at.widgets, at.api),
        'cache-control': 'no-store',
      })
      .end(html);
    return;
  }
  const asked = pages.find((one) => one.tokenPath === url.pathname);
  if (asked && request.method === 'POST') return sendToken(asked, at.host, request, response);
  return sendFile(FOLDERS, url.pathname, response);
}

async function sendToken(page: Page, host: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Only the page itself may ask: a stranger's page would send another origin.
  if (!page.client || (request.headers.origin ?? host) !== host) {
    response.writeHead(403, { 'content-type': 'application/json' }).end('{"error":"not for you"}');
    return;
  }
  const { preset, organisation } = page;
  // A host names its viewer in its own way, for the audit log; this one has a single employee.
  const body: EmbedSessionBody = {
    preset,
    origins: [host],
    viewer: `${page.folder}.1`,
    ...(organisation ? { organisation } : {}),
  };
  const { token, expires_in } = await page.client.call<EmbedSessionAnswer>('POST', PATHS.embedSessions, body);
  response
    .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify({ token, expires_in }));
}
