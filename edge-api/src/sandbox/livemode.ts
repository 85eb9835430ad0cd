/** Every answer to a token of a sandbox says so, whatever the route wrote: in its JSON (of a bare list, in each item), and in a header for files. */
import type { Ctx } from '../route.ts';

const JSON_BODY = /^application\/(problem\+)?json\b/;

const mark = (said: unknown): unknown =>
  typeof said === 'object' && said !== null ? { ...said, livemode: false } : said;

export async function saysTest(c: Ctx): Promise<void> {
  const { res } = c;
  res.headers.set('x-env', 'sandbox');
  // A packed page is made from an answer that carries it.
  if (!res.body || res.headers.has('content-encoding') || !JSON_BODY.test(res.headers.get('content-type') ?? ''))
    return;
  const said: unknown = await res.clone().json();
  const marked = Array.isArray(said) ? said.map(mark) : mark(said);
  const headers = new Headers(res.headers);
  headers.delete('content-length');
  // Emptied first: otherwise the old answer's headers are merged into the new one's.
  c.res = undefined;
  c.res = new Response(JSON.stringify(marked), { status: res.status, headers });
}
