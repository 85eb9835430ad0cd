import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.map': 'application/json',
  '.json': 'application/json',
};

/** Sends one file below the folder, or 404. Nothing outside it and no unknown kind. */
export async function sendFile(folder: string, path: string, response: ServerResponse): Promise<void> {
  const type = TYPES[extname(path)];
  const full = normalize(join(folder, path));
  const bytes = type && full.startsWith(folder + sep) ? await readFile(full).catch(() => null) : null;
  if (!type || !bytes) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('there is nothing here\n');
    return;
  }
  // Another origin's page imports these as modules, which needs CORS.
  response
    .writeHead(200, {
      'content-type': type,
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    })
    .end(bytes);
}
