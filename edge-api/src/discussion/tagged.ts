/** Answers to a page that polls. */
import { sha256 } from '../identity/secret.ts';
import type { Ctx } from '../route.ts';

/** The same body is said with the same tag, so that a page that polls is told nothing twice. */
export async function tagged(c: Ctx, body: unknown): Promise<Response> {
  const text = JSON.stringify(body);
  const etag = `"${(await sha256(text)).slice(0, 20)}"`;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  return c.body(text, 200, { ...headers, 'content-type': 'application/json' });
}
