/** The portal's production bundle in workerd with its own local D1, in a process of its own, as it would stand on Workers. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, Response } from 'miniflare';
import { childrenNamed } from '../edge-api/local/lifeline.ts';
import { migrate, watchWorkerd, type D1Like } from '../edge-api/local/local-worker.ts';

const ROOT = join(import.meta.dirname, '..');
const ASSETS = join(ROOT, 'dist/portal-assets');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** In the place of Workers' static assets. */
async function asset(request: { readonly url: string }): Promise<Response> {
  const path = normalize(join(ASSETS, new URL(request.url).pathname));
  const type = TYPES[extname(path)];
  const bytes = type && path.startsWith(ASSETS + sep) ? await readFile(path).catch(() => null) : null;
  if (!type || !bytes) return new Response('there is nothing here\n', { status: 404 });
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': type } });
}

export interface PortalWorker {
  readonly origin: string;
  database(): Promise<D1Like>;
  close(): Promise<void>;
}

/** `bindings`: the variables and secrets of `demo/portal/wrangler.toml`. */
export async function startPortalWorker(options: {
  readonly stateDir?: string;
  readonly port: number;
  readonly bindings: Readonly<Record<string, string>>;
}): Promise<PortalWorker> {
  const script = await readFile(join(ROOT, 'dist/portal/worker.js'), 'utf8');
  const others = new Set(await childrenNamed('workerd'));
  const miniflare = new Miniflare({
    ...convertV4MiniflareOptions({
      modules: [{ type: 'ESModule', path: 'worker.js', contents: script }],
      name: 'dip-portal',
      compatibilityDate: '2026-11-01',
      bindings: options.bindings,
      serviceBindings: { ASSETS: asset },
      d1Databases: { PORTAL: 'dip-portal' },
      host: '127.0.0.1',
      port: 0,
      cf: false,
      unsafeDirectSockets: [{ host: '127.0.0.1', port: options.port }],
    } as never),
    ...(options.stateDir ? { resourcePersistencePath: join(options.stateDir, 'portal') } : {}),
  } as never);
  const release = await watchWorkerd(miniflare.ready, others);
  const database = () => miniflare.getD1Database('PORTAL') as unknown as Promise<D1Like>;
  await migrate(await database(), join(ROOT, 'demo/portal/migrations'));
  return {
    origin: `http://localhost:${options.port}`,
    database,
    close: async () => {
      for (const letGo of release) letGo();
      await miniflare.dispose();
    },
  };
}
