// Three pages with the same figures from the same API: nothing but the figures (the floor), Chart.js by hand, our elements.
import { createServer, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { contentSecurityPolicy } from '../hosts/policy.ts';

const ROOT = join(import.meta.dirname, '../..');
export const VARIANTS = ['figures only', 'Chart.js', 'our elements'] as const;
export type Variant = (typeof VARIANTS)[number];

export interface Source {
  readonly api: string;
  readonly performance: string;
  /** Asks the API for an embed session of this origin. */
  token(origin: string): Promise<{ token: string; expires_in: number }>;
}

const READ = `
const { token } = await (await fetch('/token', { method: 'POST' })).json();
const get = async (path) => (await fetch(API + path, { headers: { authorization: 'Bearer ' + token } })).json();
const wanted = [get('/v1/monitor?limit=200'), get('/v1/performances/' + encodeURIComponent(PERFORMANCE) + '/series')];
const monitor = await wanted[0];
const figures = document.getElementById('figures');
for (const name of ['count', 'amount', 'occupancy', 'averagePrice', 'reserved', 'blocked']) {
  const cell = document.createElement('b');
  cell.textContent = name + ' ' + (name === 'count' ? monitor.totals.count.toLocaleString('nl') : monitor.totals[name]);
  figures.append(cell);
}
const table = document.createElement('table');
for (const row of monitor.rows) {
  const tr = table.insertRow();
  for (const text of [row.date, row.title, row.occupancy, row.count, row.change.count[1], row.amount]) tr.insertCell().textContent = String(text);
}
figures.after(table);
`;
const CHART = `
import { Chart, LineController, LineElement, PointElement, LinearScale, CategoryScale } from 'chart.js';
Chart.register(LineController, LineElement, PointElement, LinearScale, CategoryScale);
${READ}
const { points } = await wanted[1];
const canvas = document.createElement('canvas');
canvas.width = 900; canvas.height = 300;
new Chart(canvas, { type: 'line', options: { animation: false, responsive: false },
  data: { labels: points.map((p) => p.day), datasets: [{ label: 'Tickets', data: points.map((p) => p.count), pointRadius: 0 }] } });
document.getElementById('chart').append(canvas);
`;

async function script(contents: string, source: Source): Promise<string> {
  const made = await build({
    stdin: { contents, resolveDir: ROOT, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: { API: JSON.stringify(source.api), PERFORMANCE: JSON.stringify(source.performance) },
    write: false,
    logLevel: 'error',
  });
  return made.outputFiles[0]?.text ?? '';
}

const page = (head: string, body: string): string =>
  `<!doctype html><html lang="nl"><meta charset="utf-8"><title>paint</title>${head}<body>${body}</body></html>`;

/** Serves the pages at `/0`, `/1`, `/2` in the order of VARIANTS, compressed, under the demo hosts' own policy. */
export async function servePaintPages(source: Source): Promise<{ origin: string; close(): Promise<void> }> {
  const scripts = [await script(READ, source), await script(CHART, source)];
  const byHand = '<div id="chart"></div><div id="figures"></div>';
  const pages = [
    ...scripts.map((_, i) => page(`<script type="module" src="/${i}.js"></script>`, byHand)),
    page(
      '<script type="module" src="/dist/dip-widgets.js"></script>',
      `<dip-session endpoint="${source.api}" token-url="/token"><dip-sales-curve performance="${source.performance}"></dip-sales-curve><dip-sales-monitor></dip-sales-monitor></dip-session>`,
    ),
  ];
  const packed = new Map<string, Buffer>();
  const send = (response: ServerResponse, type: string, text: string, more: Record<string, string> = {}): void => {
    const body = packed.get(text) ?? gzipSync(text, { level: 9 });
    packed.set(text, body);
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': 'no-store', ...more });
    response.end(body);
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    const html = pages[Number(path.slice(1))];
    void (async () => {
      if (path === '/token') send(response, 'application/json', JSON.stringify(await source.token(origin)));
      else if (path.startsWith('/dist/') && /^\/dist\/[\w-]+\.js$/.test(path))
        send(response, 'text/javascript', await readFile(join(ROOT, 'dist/widgets', path.slice(6)), 'utf8'));
      else if (/^\/[01]\.js$/.test(path)) send(response, 'text/javascript', scripts[Number(path[1])] ?? '');
      else if (html !== undefined && path !== '/')
        send(response, 'text/html; charset=utf-8', html, {
          'content-security-policy': contentSecurityPolicy('', source.api),
        });
      else response.writeHead(404).end();
    })().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
